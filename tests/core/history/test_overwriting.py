"""Which lines that triage wrote stand as before again."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from triage.core.history.gesture import Entry, Gesture, Undoing, Written
from triage.core.history.overwriting import WrittenLines
from triage.core.task.edit import Place

AT = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
NOTE = "a.md"
Change = tuple[str, str]


def entry(
    *changes: Change, verb: str = "accept", detail: str = "", of: int = 1, number: int = 1, own: str = ""
) -> Entry:
    gesture = Gesture(f"g{number}", "run", AT.replace(minute=number), verb, detail)
    written = (
        Written(NOTE, Place(before, ordinal, of, 1), Place(after, ordinal, of, 1), own)
        for ordinal, (before, after) in enumerate(changes)
    )
    return Entry(gesture, tuple(written))


def found(entries: list[Entry], text: str, *lines: str) -> tuple[str, str] | None:
    followed = WrittenLines()
    for each in entries:
        followed.add(each)
    result = followed.overwritten(NOTE, text, Counter(lines))
    return (result.after, result.verb) if result else None


def test_a_line_that_stands_as_before_again_is_found_with_what_was_made_of_it() -> None:
    lines = WrittenLines()
    lines.add(entry(("[?] a", "[-] a"), verb="reject", detail="sold", number=7))
    assert lines.may_be_overwritten(NOTE, "[?] a")
    assert not lines.may_be_overwritten("other.md", "[?] a")
    assert not lines.may_be_overwritten(NOTE, "[-] a")
    result = lines.overwritten(NOTE, "[?] a", Counter(["# A", "[?] a"]))
    assert result
    assert (result.after, result.verb, result.detail, result.at.minute) == ("[-] a", "reject", "sold", 7)


def test_a_line_that_stands_as_it_was_written_is_not() -> None:
    assert found([entry(("[?] a", "[ ] a"))], "[?] a", "[ ] a") is None
    assert found([entry(("[?] a", "[ ] a"))], "[?] a", "[ ] a", "[?] a") is None, "it was proposed once more"


def test_of_several_changes_all_are_made_again_with_the_verdict_s_verb() -> None:
    entries = [
        entry(("[?] a", "[?] a @Bo"), verb="reassign", number=1),
        entry(("[?] a @Bo", "[ ] a @Bo"), verb="accept", number=2),
        entry(("[ ] a @Bo", "[ ] a @Bo fri"), verb="redate", number=3),
    ]
    assert found(entries, "[?] a", "[?] a") == ("[ ] a @Bo fri", "accept")
    assert found(entries, "[?] a @Bo", "[?] a @Bo") == ("[ ] a @Bo fri", "accept")
    assert found(entries, "[ ] a @Bo", "[ ] a @Bo") == ("[ ] a @Bo fri", "redate")


def test_the_verb_of_the_line_is_its_own_where_it_has_one() -> None:
    assert found([entry(("[?] a", "[-] a"), verb="best", own="duplicate")], "[?] a", "[?] a") == (
        "[-] a",
        "duplicate",
    )


def test_what_was_taken_back_is_not_overwritten() -> None:
    done = entry(("[?] a", "[ ] a"))
    undone = entry(("[ ] a", "[?] a"), verb=Undoing.UNDO, detail="accept", number=2)
    redone = entry(("[?] a", "[ ] a"), verb=Undoing.REDO, detail="accept", number=3)
    assert found([done, undone], "[?] a", "[?] a") is None
    assert found([done, undone, redone], "[?] a", "[?] a") == ("[ ] a", "accept")
    again = entry(("[?] a", "[-] a"), verb="reject", number=4)
    assert found([done, undone, again], "[?] a", "[?] a") == ("[-] a", "reject")


def test_an_undo_of_an_older_change_takes_those_after_it_along() -> None:
    entries = [
        entry(("[?] a", "[?] a @Bo"), verb="reassign", number=1),
        entry(("[?] a @Bo", "[ ] a @Bo"), number=2),
        entry(("[ ] a @Bo", "[?] a"), verb=Undoing.UNDO, detail="reassign", number=3),
    ]
    assert found(entries, "[?] a", "[?] a") is None
    assert found(entries, "[?] a @Bo", "[?] a @Bo") is None


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (["[?] a", "[ ] a"], None),
        (["[?] a", "[x] a"], None),
        (["[?] a", "[?] a"], ("[ ] a", "accept")),
        (["[?] a"], None),
    ],
)
def test_of_two_lines_just_alike_the_other_one_may_stand(
    standing: list[str], expected: tuple[str, str] | None
) -> None:
    """One of the two was decided; the other still stands, and that one may be checked off elsewhere."""
    assert found([entry(("[?] a", "[ ] a"), of=2)], "[?] a", *standing) == expected


def test_of_two_lines_just_alike_both_are_found() -> None:
    both = [entry(("[?] a", "[ ] a"), ("[?] a", "[ ] a"), of=2)]
    assert found(both, "[?] a", "[?] a", "[?] a") == ("[ ] a", "accept")
    assert found(both, "[?] a", "[?] a") == ("[ ] a", "accept"), "the other is gone altogether"


def test_a_line_that_changed_nothing_is_passed_over() -> None:
    assert found([entry(("[?] a", "[?] a"), verb="snooze")], "[?] a", "[?] a") is None
