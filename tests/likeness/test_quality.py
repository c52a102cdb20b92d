"""How often the finder agrees with labels given by hand; `pytest -s` prints the figures.

The pairs are invented: texts that differ in one word, number or name and are two tasks, and texts that differ
in many and are one. No weight was fitted on them. Those of `pairs.jsonl` were looked at while the rules of
`sameness` were chosen, those of the other files were not.
"""

import json
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from table import each_row
from triage.core.duplicates.rarity import Rarity
from triage.core.duplicates.sameness import closeness
from triage.core.duplicates.statement import Statement, says_the_same
from triage.core.duplicates.wording import Wording
from weighing import rarity_of

_SETS = ("pairs.jsonl", "held_out.jsonl", "held_out_2.jsonl", "decided.jsonl")


@dataclass(frozen=True)
class Pair:
    a: str
    b: str
    alike: bool
    why: str


def pairs(*names: str) -> list[Pair]:
    folder = Path(__file__).parent
    lines = [line for name in names for line in (folder / name).read_text(encoding="utf-8").splitlines()]
    return [Pair(**json.loads(line)) for line in lines]


@cache
def vault() -> Rarity:
    return rarity_of(sorted({text for pair in pairs(*_SETS) for text in (pair.a, pair.b)}))


def said(text: str, note: str) -> Statement:
    return Statement(vault().weigh(Wording(text)), note)


@each_row(
    "names, precise, recalled",
    [
        (_SETS, 0.97, 0.58),
        (("pairs.jsonl",), 0.96, 0.59),
        (_SETS[1:], 0.97, 0.55),
    ],
)
def test_judges_as_a_reader_does(names: tuple[str, ...], precise: float, recalled: float) -> None:
    labelled = pairs(*names)
    judged = [(pair, says_the_same(said(pair.a, "a.md"), said(pair.b, "b.md"))) for pair in labelled]
    right = sum(same and pair.alike for pair, same in judged)
    precision = right / sum(same for _, same in judged)
    recall = right / sum(pair.alike for pair in labelled)
    wrong = Counter(pair.why for pair, same in judged if same != pair.alike)
    figures = f"{len(labelled)} pairs, precision {precision:.3f}, recall {recall:.3f}"
    print(f"\n{' '.join(names)}: {figures}, wrong {dict(wrong)}")  # noqa: T201 - for who runs it with -s

    assert precision >= precise
    assert recall >= recalled


def test_the_judgement_is_the_same_both_ways() -> None:
    for pair in pairs(*_SETS):
        a, b = said(pair.a, "a.md"), said(pair.b, "b.md")
        assert closeness(a.text, b.text) == closeness(b.text, a.text)
        assert says_the_same(a, b) == says_the_same(b, a)
        assert says_the_same(a, a)


def test_nothing_is_labelled_twice() -> None:
    labelled = pairs(*_SETS)
    assert len(labelled) == len({frozenset((pair.a, pair.b)) for pair in labelled})
