"""A refusal is a name and facts: the words have its sentence, and a place for each fact."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import triage
from triage.core.errors import Refusal, Refused
from triage.words.refusal_words import SENTENCES

SOURCE = Path(triage.__file__).parent
FILES = sorted(SOURCE.rglob("*.py"))
KINDS = {"Refused", *(kind.__name__ for kind in Refused.__subclasses__())}


def places(refusal: Refusal) -> set[str]:
    return {place for _, place, _, _ in Formatter().parse(SENTENCES[refusal]) if place is not None}


def refusals(source: str) -> Iterator[ast.Call]:
    """Every call that makes a refusal, and what subclasses hand on to the base class."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in KINDS:
                yield node
            case ast.Call(
                func=ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr="__init__"),
                args=[ast.Attribute(value=ast.Name(id="Refusal")), *_],
            ):
                yield node


def names(source: str) -> set[str]:
    """The names of the refusals that are made."""
    found = set()
    for call in refusals(source):
        match call.args:
            case [ast.Attribute(value=ast.Name(id="Refusal"), attr=name)]:
                found.add(name)
    return found


def faults(source: str) -> Iterator[str]:
    """Every refusal that says a sentence, or gives other facts than its sentence has places for."""
    for call in refusals(source):
        said = f"line {call.lineno}: {ast.unparse(call)}"
        texts = (node.value for node in ast.walk(call) if isinstance(node, ast.Constant))
        if any(isinstance(text, str) and " " in text for text in texts):
            yield f"{said}: a sentence"
        match call:
            case ast.Call(func=ast.Name(id=name)) if name != "Refused":
                pass
            case ast.Call(args=[ast.Attribute(value=ast.Name(id="Refusal"), attr=name)], keywords=facts):
                if {fact.arg for fact in facts} != places(Refusal[name]):
                    yield f"{said}: the sentence is {SENTENCES[Refusal[name]]!r}"
            case _:
                yield f"{said}: no name"


def test_each_refusal_has_a_sentence_of_its_own() -> None:
    assert set(SENTENCES) == set(Refusal)
    assert len(set(SENTENCES.values())) == len(Refusal)


def test_a_refusal_is_a_name_and_the_facts_that_its_sentence_has_places_for() -> None:
    found = {path.relative_to(SOURCE).as_posix(): [*faults(path.read_text("utf-8"))] for path in FILES}
    assert {name: said for name, said in found.items() if said} == {}


def test_each_refusal_is_made_somewhere() -> None:
    made = set().union(*(names(path.read_text("utf-8")) for path in FILES))
    assert made == {refusal.name for refusal in Refusal}


@pytest.mark.parametrize(
    "source",
    [
        'raise Refused("It has no due date to shift")',
        'raise Refused(f"{name!r} is no name")',
        "raise errors.Refused(problem)",
        "raise Refused()",
        "raise Refused(Refusal.SEVERAL_FIELDS)",
        "raise Refused(Refusal.SEVERAL_FIELDS, field=kind)",
        "raise Refused(Refusal.SEVERAL_FIELDS, **facts)",
        "raise Refused(Refusal.NO_DUE_DATE, kind=kind)",
        'raise Refused(Refusal.NO_PLACE, kind=kind, problem="Tasks would read other tags")',
        'raise NoRejectedStatus(f"There is no status {symbol}")',
        "super().__init__(Refusal.SEVERAL_OWNERS, candidates=names)",
    ],
)
def test_a_fault_is_seen(source: str) -> None:
    assert list(faults(source))


@pytest.mark.parametrize(
    "source",
    [
        "raise Refused(Refusal.NO_DUE_DATE)",
        "raise Refused(Refusal.SEVERAL_FIELDS, kind=kind)",
        "raise NoRejectedStatus(vocabulary.symbol(Role.REJECTED))",
        "super().__init__(message)",
    ],
)
def test_what_is_right_is_no_fault(source: str) -> None:
    assert not list(faults(source))
