"""How often the judgement agrees with labels given by hand; `pytest -s` prints the figures.

The pairs were there while the rules were made. Those of `held_out.jsonl` were written when the rules were
done, and no rule was made for them since; those of `held_out_2.jsonl` when most of a later round was, and no
rule was made for one of them. In `decided.jsonl` a proposal stands beside a task that was done, worded as
people tick things off.
"""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from triage.core.twins.idea import idea_of
from triage.core.twins.likeness import are_alike, likeness


@dataclass(frozen=True)
class Pair:
    a: str
    b: str
    alike: bool
    why: str


def pairs(name: str) -> list[Pair]:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return [Pair(**json.loads(line)) for line in text.splitlines()]


_SETS = ("pairs.jsonl", "held_out.jsonl", "held_out_2.jsonl", "decided.jsonl")


@pytest.mark.parametrize(
    "name, least, recalled",
    [
        ("pairs.jsonl", 700, 0.95),
        ("held_out.jsonl", 80, 0.85),
        ("held_out_2.jsonl", 80, 0.75),
        ("decided.jsonl", 60, 0.95),
    ],
)
def test_judges_as_a_reader_does(name: str, least: int, recalled: float) -> None:
    labelled = pairs(name)
    judged = [(pair, are_alike(idea_of(pair.a), idea_of(pair.b))) for pair in labelled]
    right = sum(alike and pair.alike for pair, alike in judged)
    precision = right / sum(alike for _, alike in judged)
    recall = right / sum(pair.alike for pair in labelled)
    wrong = Counter(pair.why for pair, alike in judged if alike != pair.alike)
    figures = f"{len(labelled)} pairs, precision {precision:.3f}, recall {recall:.3f}"
    print(f"\n{name}: {figures}, wrong {dict(wrong)}")  # noqa: T201 - the figures are for who runs it with -s

    assert len(labelled) >= least
    assert precision >= 0.97
    assert recall >= recalled


@pytest.mark.parametrize("name", _SETS)
def test_likeness_is_the_same_both_ways(name: str) -> None:
    for pair in pairs(name):
        a, b = idea_of(pair.a), idea_of(pair.b)
        assert likeness(a, b) == likeness(b, a)
        assert 0 <= likeness(a, b) <= 1
        assert likeness(a, a) == likeness(b, b) == 1


def test_nothing_is_labelled_twice() -> None:
    said = [frozenset((pair.a, pair.b)) for name in _SETS for pair in pairs(name)]
    assert len(said) == len(set(said))
