from collections import Counter
from functools import partial

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lines import notes, task_lines
from steps import growth
from table import each_row
from triage.core.task.edit import LineEdit, Outcome, Place, Result, apply_edits, places
from triage.core.task.note import bytes_of, lines_of

afters = st.one_of(task_lines(), st.sampled_from(("", "- [ ] Same line", "\r", "\udcff")))


@st.composite
def edited(draw: st.DrawFn) -> tuple[bytes, list[LineEdit]]:
    """A note, and edits of some of its lines, each read where it stands."""
    data = draw(notes())
    lines = lines_of(data)
    indexes = draw(st.lists(st.integers(0, len(lines) - 1), unique=True))
    return data, [LineEdit(place, draw(afters)) for place in places(lines, indexes)]


def whole_bytes(text: str) -> bool:
    """Whether the text is what some bytes decode to: lone bytes may join to a character when encoded."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape") == text


@given(st.one_of(notes(), st.binary()))
@example(b"")
@example(b"\n")
@example(b"a\r\n\xff\x00\xef\xbb\xbf\xc2\x85\xe2\x80\xa8\r")
def test_lines_join_to_the_same_note(data: bytes) -> None:
    lines = lines_of(data)
    assert bytes_of(lines) == data
    assert len(lines) == data.count(b"\n") + 1
    assert not any("\n" in line for line in lines)


@given(notes())
def test_places_say_where_each_line_stands(data: bytes) -> None:
    lines = lines_of(data)
    found = places(lines, range(len(lines)))
    counts = Counter(lines)
    for index, place in enumerate(found):
        assert place.line == lines[index]
        assert place.number == index + 1
        assert place.of == counts[place.line]
        assert place.ordinal == lines[:index].count(place.line)
    assert places(lines, []) == []
    assert places(lines, list(reversed(range(len(lines))))) == list(reversed(found))


@given(edited())
def test_edits_change_exactly_their_lines(note: tuple[bytes, list[LineEdit]]) -> None:
    data, edits = note
    after, outcomes = apply_edits(data, edits)
    assert [outcome.edit for outcome in outcomes] == edits
    assert all(outcome.result is Result.SAVED for outcome in outcomes)
    expected = data.split(b"\n")
    for edit in edits:
        expected[edit.place.number - 1] = edit.after.encode("utf-8", "surrogateescape")
    assert after == b"\n".join(expected)
    lines = lines_of(after)
    for outcome in outcomes:
        assert outcome.is_saved
        assert outcome.place == places(lines, [outcome.edit.place.number - 1])[0]


def inverse(outcomes: list[Outcome]) -> list[LineEdit]:
    return [LineEdit(outcome.place, outcome.edit.place.line) for outcome in outcomes if outcome.place]


@given(edited())
def test_the_inverse_restores_every_byte(note: tuple[bytes, list[LineEdit]]) -> None:
    data, edits = note
    after, outcomes = apply_edits(data, edits)
    restored, undone = apply_edits(after, inverse(outcomes))
    assert restored == data
    assert all(outcome.is_saved for outcome in undone)
    again, _ = apply_edits(restored, inverse(undone))
    assert again == after


@given(edited(), notes())
def test_edits_of_a_note_that_changed_hit_their_line_or_nothing(
    note: tuple[bytes, list[LineEdit]], other: bytes
) -> None:
    """The note was rewritten from outside: what is saved stands where the same line stood."""
    _, edits = note
    now = lines_of(other)
    after, outcomes = apply_edits(other, edits)
    lines = lines_of(after)
    assert len(lines) == len(now)
    saved = {outcome.place.number - 1: outcome.edit for outcome in outcomes if outcome.place}
    for index, (old, new) in enumerate(zip(now, lines, strict=True)):
        assert new == (saved[index].after if index in saved else old)
        if index in saved:
            assert old == saved[index].place.line
    for outcome in outcomes:
        count = now.count(outcome.edit.place.line)
        assert (outcome.result is Result.GONE) == (count == 0)
        assert outcome.is_saved == (outcome.place is not None)
        if outcome.result is Result.AMBIGUOUS:
            assert count != outcome.edit.place.of
    assert apply_edits(after, inverse(outcomes))[0] == other


def place(line: str, ordinal: int = 0, of: int = 1, number: int = 1) -> Place:
    return Place(line, ordinal, of, number)


def test_a_line_is_found_by_its_content_wherever_it_moved() -> None:
    after, (outcome,) = apply_edits(b"new\nnew\n- [?] a\r\nend", [LineEdit(place("- [?] a\r"), "- [ ] a\r")])
    assert after == b"new\nnew\n- [ ] a\r\nend"
    assert outcome.place == place("- [ ] a\r", number=3)


@each_row(
    "data, edit, result",
    [
        (b"- [?] b", LineEdit(place("- [?] a"), "x"), Result.GONE),
        (b"- [?] a ", LineEdit(place("- [?] a"), "x"), Result.GONE),
        (b"- [?] a\r\n", LineEdit(place("- [?] a"), "x"), Result.GONE),
        (b"", LineEdit(place("- [?] a"), "x"), Result.GONE),
        (b"- [?] a\n- [?] a", LineEdit(place("- [?] a"), "x"), Result.AMBIGUOUS),
        (b"- [?] a", LineEdit(place("- [?] a", 0, 2), "x"), Result.AMBIGUOUS),
        (b"- [?] a", LineEdit(place("- [?] a", 1, 2), "x"), Result.AMBIGUOUS),
        (b"- [?] a\n- [?] a", LineEdit(place("- [?] a", 5, 2), "x"), Result.AMBIGUOUS),
        (b"- [?] a\n- [?] a", LineEdit(place("- [?] a", -1, 2), "x"), Result.AMBIGUOUS),
    ],
)
def test_a_line_that_is_not_where_it_was_is_left(data: bytes, edit: LineEdit, result: Result) -> None:
    after, (outcome,) = apply_edits(data, [edit])
    assert after == data
    assert outcome.result is result
    assert outcome.place is None
    assert not outcome.is_saved


def test_of_identical_lines_the_one_that_was_meant_changes() -> None:
    data = b"- [?] a\nb\n- [?] a\n- [?] a"
    for ordinal, index in enumerate((0, 2, 3)):
        expected = data.split(b"\n")
        expected[index] = b"x"
        assert apply_edits(data, [LineEdit(place("- [?] a", ordinal, 3), "x")])[0] == b"\n".join(expected)


def test_the_same_line_is_not_edited_twice_at_once() -> None:
    after, outcomes = apply_edits(b"a\nb", [LineEdit(place("a"), "x"), LineEdit(place("a"), "y")])
    assert after == b"x\nb"
    assert [outcome.result for outcome in outcomes] == [Result.SAVED, Result.AMBIGUOUS]


def test_two_lines_can_change_places_and_back() -> None:
    after, outcomes = apply_edits(b"a\nb", [LineEdit(place("a"), "b"), LineEdit(place("b"), "a")])
    assert after == b"b\na"
    assert apply_edits(after, inverse(outcomes))[0] == b"a\nb"


def test_one_edit_of_several_may_fail() -> None:
    after, outcomes = apply_edits(b"a\nb", [LineEdit(place("c"), "x"), LineEdit(place("b"), "a")])
    assert after == b"a\na"
    assert [outcome.result for outcome in outcomes] == [Result.GONE, Result.SAVED]
    assert outcomes[1].place == place("a", 1, 2, 2)


def test_no_edit_puts_a_line_break_into_a_note() -> None:
    with pytest.raises(ValueError, match="one line"):
        apply_edits(b"a", [LineEdit(place("a"), "a\nb")])


def test_each_of_many_identical_lines_costs_what_one_costs() -> None:
    def edit(number: int) -> None:
        data = b"\n".join([b"- [?] Order wool"] * number)
        lines = lines_of(data)
        found = places(lines, range(len(lines)))
        after, outcomes = apply_edits(data, [LineEdit(place, "- [ ] Order wool") for place in found])
        assert after == data.replace(b"?", b" ")
        assert apply_edits(after, inverse(outcomes))[0] == data

    edit(5_000)
    assert growth(lambda number: partial(edit, number), 100) < 5


@given(task_lines())
def test_the_lines_of_the_tests_are_lines_that_bytes_can_hold(text: str) -> None:
    assert whole_bytes(text)
