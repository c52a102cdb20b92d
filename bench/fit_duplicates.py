"""Fit the weights of `core/duplicates/weights.py` on labelled pairs, and measure them.

    python bench/fit_duplicates.py PAIRS FREQUENCIES [--invented FILE...]

PAIRS holds one JSON object a line: `a` and `b` with `words`, `note_day` and `due`, `label` (`same` or else),
and `hard`. FREQUENCIES holds `word TAB count`, of so many tasks as its first line says.

Figures on PAIRS are of five folds over the text of `a`: no pair is judged by weights that were fitted on it.
Invented pairs (`a`, `b`, `alike`) are judged by the weights of all pairs, with nothing around the texts.
It needs scikit-learn; the app does not.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from triage.core.duplicates.rarity import Rarity
from triage.core.duplicates.sameness import Sameness, sameness
from triage.core.duplicates.signs import signs_of
from triage.core.duplicates.statement import Statement
from triage.core.duplicates.wording import Wording

FOLDS = 5
SHUFFLES = 20
"""Ways of making the folds; the figures are the mean of all."""
STRENGTH = 3.0
"""How little the weights are held back (scikit-learn's C)."""
MARGIN = 0.5
"""What is taken off the bias: to say too often that two are the same costs more than to say it too seldom."""
PRECISION = 0.97


@dataclass(frozen=True)
class Pair:
    """Two statements, and what a reader said of them."""

    a: Statement
    b: Statement
    is_same: bool
    is_hard: bool = False

    @property
    def signs(self) -> tuple[float, ...]:
        """What the weights are applied to."""
        return signs_of(self.a.text, self.b.text).values

    @property
    def is_allowed(self) -> bool:
        """Whether what differs leaves them the same task, however close they are."""
        judged = sameness(self.a.text, self.b.text)
        return judged is Sameness.SAME or (judged is Sameness.IF_RELATED and self.a.is_related(self.b))


def main() -> None:
    """Fit, measure and print."""
    parser = argparse.ArgumentParser(description="Fit the weights by which duplicates are found.")
    parser.add_argument("pairs", type=Path)
    parser.add_argument("frequencies", type=Path)
    parser.add_argument("--invented", type=Path, nargs="*", default=[])
    asked = parser.parse_args()
    pairs = labelled_pairs(asked.pairs, rarity_of(asked.frequencies))
    bias, weights = fitted(pairs)
    print(f"BIAS: Final = {bias - MARGIN:.2f}")
    print(f"WEIGHTS: Final = ({', '.join(f'{weight:.2f}' for weight in weights)})")
    scores = out_of_fold(pairs)
    same = np.array([pair.is_same for pair in pairs])
    hard = np.array([pair.is_hard for pair in pairs])
    print(
        f"{len(pairs)} pairs, {hard.sum()} of them hard; precision, recall, recall at precision {PRECISION}"
    )
    print(figures("all", scores, same))
    print(figures("hard", scores[:, hard], same[hard]))
    total = [0, 0, 0]
    texts = [pair for path in asked.invented for pair in read(path)]
    rarity = Rarity()
    for text in sorted({pair[side] for pair in texts for side in ("a", "b")}):
        rarity.add(Wording(text))
    for path in asked.invented:
        counted = judged(invented_pairs(path, rarity), bias - MARGIN, weights)
        total = [have + more for have, more in zip(total, counted, strict=True)]
        print(counts(path.name, counted))
    if asked.invented:
        print(counts("all invented", total))


def rarity_of(path: Path) -> Rarity:
    """The rarity of words by a table of counts: each word is thought of as a task of its own, so often."""
    first, *lines = path.read_text(encoding="utf-8").splitlines()
    found = re.search(r"\d+", first)
    tasks = int(found[0]) if found else 0
    held: Counter[str] = Counter()
    for line in lines:
        written, count = line.split("\t")
        for word in Wording(written).words:
            held[word.key] = max(held[word.key], int(count))
    rarity = Rarity()
    rarity.add_counts(tasks, held)
    return rarity


def read(path: Path) -> list[dict[str, Any]]:
    """The objects of a file, one a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def labelled_pairs(path: Path, rarity: Rarity) -> list[Pair]:
    """The pairs of a file, weighed."""

    def statement(side: dict[str, str | None], note: str) -> Statement:
        text = rarity.weigh(Wording(str(side["words"])))
        return Statement(text, note, _day(side["note_day"]), _day(side["due"]))

    return [
        Pair(statement(pair["a"], "a"), statement(pair["b"], "b"), pair["label"] == "same", pair["hard"])
        for pair in read(path)
    ]


def invented_pairs(path: Path, rarity: Rarity) -> list[Pair]:
    """The pairs of a file of texts."""
    return [
        Pair(
            Statement(rarity.weigh(Wording(pair["a"])), "a"),
            Statement(rarity.weigh(Wording(pair["b"])), "b"),
            bool(pair["alike"]),
        )
        for pair in read(path)
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def fitted(pairs: Sequence[Pair]) -> tuple[float, np.ndarray]:
    """The bias and the weights of a logistic regression, without the margin."""
    model = make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH, max_iter=5000))
    model.fit(np.array([pair.signs for pair in pairs]), [pair.is_same for pair in pairs])
    scaler, regression = model[0], model[1]
    weights = regression.coef_[0] / scaler.scale_
    return float(regression.intercept_[0] - (weights * scaler.mean_).sum()), weights


def out_of_fold(pairs: Sequence[Pair]) -> np.ndarray:
    """For each shuffle and pair the score by weights that were fitted on other texts."""
    texts = {said: number for number, said in enumerate(dict.fromkeys(pair.a.text.said for pair in pairs))}
    group = np.array([texts[pair.a.text.said] for pair in pairs])
    signs = np.array([pair.signs for pair in pairs])
    allowed = np.array([pair.is_allowed for pair in pairs])
    scores = np.empty((SHUFFLES, len(pairs)))
    for shuffle in range(SHUFFLES):
        fold = (np.random.RandomState(shuffle).permutation(len(texts)) % FOLDS)[group]
        for left in range(FOLDS):
            bias, weights = fitted([pair for pair, of in zip(pairs, fold, strict=True) if of != left])
            scores[shuffle, fold == left] = bias - MARGIN + signs[fold == left] @ weights
    return np.where(allowed, scores, -100.0)


def figures(name: str, scores: np.ndarray, same: np.ndarray) -> str:
    """The mean over all shuffles."""
    taken = scores >= 0
    precision = np.mean([same[row].mean() for row in taken])
    recall = np.mean([same[row].sum() / same.sum() for row in taken])
    best = np.mean([recall_at(row, same) for row in scores])
    return f"{name:16} {precision:.3f} {recall:.3f} {best:.3f}"


def recall_at(scores: np.ndarray, same: np.ndarray) -> float:
    """The highest recall of any threshold at which the precision is reached."""
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(same[order])
    reached = right / np.arange(1, len(same) + 1) >= PRECISION
    return float(right[reached].max(initial=0) / same.sum())


def judged(pairs: Iterable[Pair], bias: float, weights: np.ndarray) -> list[int]:
    """How many were rightly called the same, how many were called so, how many are."""
    pairs = list(pairs)
    taken = [pair for pair in pairs if _is_taken(pair, bias, weights)]
    return [sum(pair.is_same for pair in taken), len(taken), sum(pair.is_same for pair in pairs)]


def _is_taken(pair: Pair, bias: float, weights: np.ndarray) -> bool:
    is_equal = pair.a.text.said == pair.b.text.said
    return is_equal or (bias + float(np.dot(weights, pair.signs)) >= 0 and pair.is_allowed)


def counts(name: str, counted: Sequence[int]) -> str:
    """Precision and recall in a line."""
    right, taken, same = counted
    return f"{name:16} {right / max(1, taken):.3f} {right / max(1, same):.3f}"


if __name__ == "__main__":
    main()
