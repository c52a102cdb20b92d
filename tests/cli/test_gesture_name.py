"""Gestures by their names: a beginning of an id."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.command_line import Notes, Triage
from triage.cli.gesture_name import NoSuchGesture, gesture_named, short_names

TAGS = "#task #proposed #auto"
NOTE = f"- [?] One {TAGS}\n- [?] Two {TAGS}\n- [?] Three {TAGS}\n"
IDS = st.lists(st.text("01T-", min_size=1, max_size=30), unique=True, max_size=12)


@given(IDS)
def test_a_short_name_means_its_gesture_and_no_other(ids: list[str]) -> None:
    for id_, name in short_names(ids).items():
        assert id_.startswith(name)
        assert gesture_named(name, ids) == id_ or name in ids


def test_a_short_name_says_the_second() -> None:
    ids = [
        "20261122T140500000001-ab-00001",
        "20261122T140500000002-ab-00002",
        "20261122T150000000000-ab-00003",
    ]
    assert list(short_names(ids).values()) == [
        "20261122T140500000001",
        "20261122T140500000002",
        "20261122T150000",
    ]


def test_a_name_of_none_or_of_several_is_refused() -> None:
    with pytest.raises(NoSuchGesture, match="no action x"):
        gesture_named("x", ["abc", "abd"])
    with pytest.raises(NoSuchGesture, match="beginning of 2"):
        gesture_named("ab", ["abc", "abd"])
    assert gesture_named("ab", ["abc", "ab"]) == "ab"


@pytest.fixture
def filled(notes: Notes) -> Notes:
    notes.write({"a.md": NOTE})
    return notes


def names(triage: Triage) -> list[str]:
    """The names that the log gives, the first gesture first."""
    return [line.split()[-1] for line in reversed(triage("log").out.splitlines())]


def test_an_older_gesture_is_undone_and_redone_by_name(filled: Notes, triage: Triage) -> None:
    triage("accept", "a.md:1")
    triage("reject", "a.md:2")
    triage("done", "a.md:3")
    done = filled.read("a.md")
    first, second, _ = names(triage)
    ran = triage("undo", "--gesture", second)
    assert (ran.code, ran.err) == (0, "")
    assert "Undone: rejected 1 line" in ran.out
    assert filled.read("a.md") == done.replace(b"[-] Two", b"[?] Two")
    assert triage("undo", "--gesture", second).out == "Nothing to undo.\n"
    triage("start", "a.md:1")
    ran = triage("redo", "--gesture", second, "--dry-run")
    assert "+- [-] Two" in ran.out
    ran = triage("redo", "--gesture", second)
    assert ran.code == 0
    assert filled.read("a.md") == done.replace(b"[ ] One", b"[/] One")
    ran = triage("undo", "--gesture", first)
    assert ran.code == 3
    assert ran.err.endswith(f"there stands now: - [/] One {TAGS}\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["undo", "--gesture", "nothing"],
        ["undo", "--gesture", "2"],
        ["undo", "2", "--gesture", "2"],
        ["undo", "--session", "--gesture", "2"],
        ["redo", "--overwritten", "--gesture", "2"],
        ["redo", "1", "--overwritten"],
    ],
)
def test_wrong_usage_is_said_in_a_line_and_writes_nothing(
    filled: Notes, triage: Triage, arguments: list[str]
) -> None:
    triage("accept", "a.md:1")
    triage("reject", "a.md:2")
    before = filled.read("a.md")
    ran = triage(*arguments)
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert filled.read("a.md") == before


def test_what_was_overwritten_is_listed_and_done_again(filled: Notes, triage: Triage) -> None:
    triage("accept", "a.md:1")
    triage("reject", "a.md:2")
    done = filled.read("a.md")
    filled.write({"a.md": NOTE + "typed\n"})
    listed = triage("list", "is:overwritten")
    assert [word in listed.out for word in ("One", "Two", "Three")] == [True, True, False]
    shown = triage("redo", "--overwritten", "--dry-run")
    assert filled.read("a.md") == f"{NOTE}typed\n".encode()
    assert "+- [ ] One" in shown.out
    assert "+- [-] Two" in shown.out
    ran = triage("redo", "--overwritten")
    assert (ran.code, ran.err) == (0, "")
    assert filled.read("a.md") == done + b"typed\n"
    assert "accepted  a.md:1" in ran.out
    assert "rejected  a.md:2" in ran.out
    assert triage("list", "--count", "is:overwritten").out == "0\n"
    assert triage("redo", "--overwritten").out == "Nothing to do.\n"
    assert triage("undo").code == 0
    assert filled.read("a.md") == f"{NOTE}typed\n".encode()
