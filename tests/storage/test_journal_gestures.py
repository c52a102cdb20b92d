"""Gestures over several notes in the journal: recorded once, cut off by a kill, ended, resumed."""

import json
import os
import signal
import stat
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fakes import sitting
from triage.core.config import Config
from triage.core.history.gesture import Gesture
from triage.core.task.edit import LineEdit, Outcome, Place, Result, apply_edits
from triage.storage.journal.journal import Journal
from triage.storage.journal.journal_file import JournalFile
from triage.storage.journal.journal_record import Trace
from triage.storage.journal.journal_writer import JournalWriter
from triage.storage.vault import Vault

AT = datetime(2026, 12, 3, 9, 30, tzinfo=UTC)
GESTURE = Gesture("g1", "run", AT, "reject")
OLD, NEW = b"- [?] a\xff\n- [?] b\n", b"- [-] a\xff\n- [-] b\n"
EDITS = (
    LineEdit(Place("- [?] a\udcff", 0, 1, 1), "- [-] a\udcff"),
    LineEdit(Place("- [?] b", 0, 1, 2), "- [-] b", "duplicate", "x.md:1"),
)
ALL = {"a.md": EDITS, "b.md": EDITS, "c.md": EDITS}


class Notes(dict[str, bytes]):
    """Notes in memory."""


def outcomes() -> list[Outcome]:
    return apply_edits(OLD, EDITS)[1]


def save(writer: JournalWriter, note: str, gesture: Gesture = GESTURE) -> None:
    writer.begin(gesture, note, OLD, NEW, outcomes(), Trace("exchange", "/stage", f"d-{note}", 7))
    writer.end(gesture, note, outcomes(), durable=False)


def killed_in(
    folder: Path, *notes: str, begun: str = "", edits: Mapping[str, tuple[LineEdit, ...]] = ALL
) -> None:
    """Open the gesture in a run, save these notes, begin another note, and die as if killed."""
    if not (pid := os.fork()):
        journal = Journal(folder / "journal.jsonl", Notes().get)
        with journal.writing() as writer:
            writer.open(GESTURE, edits)
        for note in notes:
            with journal.writing() as writer:
                save(writer, note)
        if begun:
            with journal.writing() as writer:
                writer.begin(GESTURE, begun, OLD, NEW, outcomes())
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(pid, 0)


def journal(folder: Path, notes: Notes | None = None) -> Journal:
    return Journal(folder / "journal.jsonl", (notes or Notes()).get)


def records(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "journal.jsonl").read_bytes().splitlines()]


def test_each_line_is_said_once(tmp_path: Path) -> None:
    own = journal(tmp_path)
    with own.writing() as writer:
        writer.open(GESTURE, ALL)
    for note in ALL:
        with own.writing() as writer:
            save(writer, note)
    with own.writing() as writer:
        writer.close("g1", unconfirmed={}, is_stopped=False)
    written = (tmp_path / "journal.jsonl").read_bytes()
    assert written.isascii()
    assert written.count(rb"- [?] a\udcff") == written.count(rb"- [-] a\udcff") == len(ALL)
    assert [each["record"] for each in records(tmp_path)] == ["gesture", *["intent", "outcome"] * 3, "end"]
    ((entry),) = journal(tmp_path).latest(None).entries
    assert entry.gesture == GESTURE
    assert [(line.note, line.before, line.after.line, line.verb) for line in entry.written] == [
        (note, edit.place, edit.after, edit.verb) for note in ALL for edit in EDITS
    ]
    assert [line.after.number for line in entry.written] == [1, 2] * 3
    assert journal(tmp_path).latest().interrupted is None
    assert not list((tmp_path / "gestures").iterdir())


def test_a_gesture_of_other_lines_than_were_opened_says_them_itself(tmp_path: Path) -> None:
    own = journal(tmp_path)
    with own.writing() as writer:
        writer.open(GESTURE, {"a.md": EDITS[:1]})
        save(writer, "a.md")
        save(writer, "z.md")
        writer.close("g1", unconfirmed={}, is_stopped=False)
    (entry,) = journal(tmp_path).latest(None).entries
    assert [line.note for line in entry.written] == ["a.md", "a.md", "z.md", "z.md"]


def test_what_was_not_confirmed_is_told_with_the_reason(tmp_path: Path) -> None:
    own = journal(tmp_path)
    with own.writing() as writer:
        writer.open(GESTURE, ALL)
        for note in ALL:
            save(writer, note)
        writer.close("g1", unconfirmed={"b.md": "no answer"}, is_stopped=False)
    (logged,) = journal(tmp_path).latest(None).gestures
    assert {each.note: {(o.result, o.reason) for o in each.outcomes} for each in logged.notes} == {
        "a.md": {(Result.SAVED, "")},
        "b.md": {(Result.UNCONFIRMED, "no answer")},
        "c.md": {(Result.SAVED, "")},
    }


@pytest.mark.parametrize(
    ("begun", "now", "done", "left"),
    [
        ("", {}, ["a.md"], ["b.md", "c.md"]),
        ("b.md", {"b.md": OLD}, ["a.md"], ["b.md", "c.md"]),
        ("b.md", {"b.md": NEW}, ["a.md", "b.md"], ["c.md"]),
        ("b.md", {"b.md": b"# new\n" + NEW}, ["a.md", "b.md"], ["c.md"]),
        ("b.md", {}, ["a.md"], ["b.md", "c.md"]),
    ],
)
def test_a_killed_run_leaves_its_gesture_cut_off(
    tmp_path: Path, begun: str, now: dict[str, bytes], done: list[str], left: list[str]
) -> None:
    killed_in(tmp_path, "a.md", begun=begun)
    for _ in range(2):  # once settled it stays so
        found = journal(tmp_path, Notes(now)).latest().interrupted
        assert found
        assert found.gesture == GESTURE
        assert list(dict.fromkeys(line.note for line in found.done)) == done
        assert dict(found.left) == dict.fromkeys(left, EDITS)
        assert (found.lines, found.lines_left) == (6, 2 * len(left))
    (logged,) = journal(tmp_path, Notes(now)).latest(None).gestures
    assert logged.is_cut_off
    assert len(logged.entry.written) == 2 * len(done)
    assert len(list((tmp_path / "gestures").iterdir())) == 1, "a start is to find it, whatever comes after"
    with journal(tmp_path).writing() as writer:
        writer.open(GESTURE, dict.fromkeys(left, EDITS))
        writer.close(GESTURE.id, unconfirmed={}, is_stopped=True)
    assert not list((tmp_path / "gestures").iterdir())


def test_lines_of_which_some_stand_are_partly_left(tmp_path: Path) -> None:
    killed_in(tmp_path, "a.md", begun="b.md")
    found = journal(tmp_path, Notes({"b.md": b"- [-] a\xff\n- [?] b, and more\n"})).latest().interrupted
    assert found
    assert [line.note for line in found.done] == ["a.md", "a.md", "b.md"]
    assert dict(found.left) == {"b.md": EDITS[1:], "c.md": EDITS}
    assert found.lines == 6


def test_what_the_disk_refused_before_the_kill_is_left_too(tmp_path: Path) -> None:
    if not (pid := os.fork()):
        own = journal(tmp_path)
        with own.writing() as writer:
            writer.open(GESTURE, ALL)
            gone = Outcome(EDITS[1], Result.GONE)
            writer.begin(GESTURE, "a.md", OLD, NEW, [outcomes()[0], gone])
            writer.end(GESTURE, "a.md", [Outcome(EDITS[0], Result.FAILED, reason="full"), gone])
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(pid, 0)
    found = journal(tmp_path).latest().interrupted
    assert found
    assert dict(found.left) == {"b.md": EDITS, "c.md": EDITS, "a.md": EDITS[:1]}
    assert (found.lines, len(found.done)) == (6, 0)


def test_a_gesture_that_a_living_run_writes_is_not_cut_off(tmp_path: Path) -> None:
    own, other = journal(tmp_path), journal(tmp_path)
    with own.writing() as writer:
        writer.open(GESTURE, ALL)
    assert stat.S_IMODE(next((tmp_path / "gestures").iterdir()).stat().st_mode) == 0o600
    assert other.latest().interrupted is None
    assert own.latest().interrupted is None
    (logged,) = other.latest(None).gestures
    assert logged.is_running
    assert not logged.is_cut_off
    with own.writing() as writer:
        save(writer, "a.md")
        writer.close("g1", unconfirmed={}, is_stopped=True)
    assert other.latest().interrupted is None
    (logged,) = other.latest(None).gestures
    assert logged.is_stopped
    assert list(logged.left) == ["b.md", "c.md"]


def test_it_is_known_as_cut_off_once_its_run_has_died(tmp_path: Path) -> None:
    reader = journal(tmp_path)
    ready, go = os.pipe(), os.pipe()
    if not (pid := os.fork()):
        own = journal(tmp_path)
        with own.writing() as writer:
            writer.open(GESTURE, ALL)
        os.write(ready[1], b"x")
        os.read(go[0], 1)
        os.kill(os.getpid(), signal.SIGKILL)
    os.read(ready[0], 1)
    assert reader.latest().interrupted is None
    os.write(go[1], b"x")
    os.waitpid(pid, 0)
    assert reader.latest().interrupted


def test_a_gesture_that_another_one_followed_is_gone_on_with_but_for_its_lines(tmp_path: Path) -> None:
    killed_in(tmp_path, "a.md")
    own = journal(tmp_path)
    with own.writing() as writer:
        later = Gesture("g2", "other", AT, "accept")
        save(writer, "z.md", later)
        save(writer, "c.md", later)
        writer.refuse(Gesture("g3", "other", AT, "accept"), "z.md", [Outcome(EDITS[0], Result.GONE)])
    found = journal(tmp_path).latest().interrupted
    assert found
    assert (found.gesture, dict(found.left)) == (GESTURE, {"b.md": EDITS})
    assert journal(tmp_path).latest(None).gestures[0].is_cut_off


@pytest.mark.parametrize("result", [Result.SAVED, Result.GONE])
@pytest.mark.parametrize(("concerns", "is_offered"), [("g1", False), ("g0", True)])
def test_a_gesture_that_was_taken_back_is_not_gone_on_with(
    tmp_path: Path, concerns: str, is_offered: bool, result: Result
) -> None:
    killed_in(tmp_path, "a.md")
    own = journal(tmp_path)
    undo = Gesture("g2", "other", AT, "undo", "reject", concerns)
    with own.writing() as writer:
        reverse = LineEdit(Place("- [-] b", 0, 1, 2), "- [?] b")
        place = Place("- [?] b", 0, 1, 2) if result is Result.SAVED else None
        writer.begin(undo, "a.md", NEW, OLD, [Outcome(reverse, result, place)])
        writer.end(undo, "a.md", [Outcome(reverse, result, place)])
    assert bool(journal(tmp_path).latest().interrupted) is is_offered


def test_an_undo_that_the_disk_refused_leaves_it_to_be_gone_on_with(tmp_path: Path) -> None:
    killed_in(tmp_path, "a.md")
    undo = Gesture("g2", "other", AT, "undo", "reject", "g1")
    with journal(tmp_path).writing() as writer:
        reverse = LineEdit(Place("- [-] b", 0, 1, 2), "- [?] b")
        writer.refuse(undo, "a.md", [Outcome(reverse, Result.FAILED, reason="full")])
    assert journal(tmp_path).latest().interrupted


def test_a_snooze_is_never_gone_on_with(tmp_path: Path) -> None:
    if not (pid := os.fork()):
        own = journal(tmp_path)
        with own.writing() as writer:
            writer.open(Gesture("g1", "run", AT, "snooze", "2026-12-24"), ALL)
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(pid, 0)
    assert journal(tmp_path).latest().interrupted is None


def test_the_rest_belongs_to_the_same_gesture(tmp_path: Path) -> None:
    killed_in(tmp_path, "a.md")
    own = journal(tmp_path)
    found = own.latest().interrupted
    assert found
    with own.writing() as writer:
        writer.open(found.gesture, found.left)
        for note in found.left:
            save(writer, note)
        writer.close("g1", unconfirmed={}, is_stopped=False)
    (entry,) = journal(tmp_path).latest(None).entries
    assert [line.note for line in entry.written] == ["a.md", "a.md", "b.md", "b.md", "c.md", "c.md"]
    (logged,) = journal(tmp_path).latest(None).gestures
    assert (logged.lines, logged.is_cut_off, dict(logged.left)) == (6, False, {})


def test_what_failed_and_was_written_by_the_rest_is_told_once(tmp_path: Path) -> None:
    own = journal(tmp_path)
    with own.writing() as writer:
        writer.open(GESTURE, {"a.md": EDITS})
        writer.begin(GESTURE, "a.md", OLD, NEW, outcomes())
        writer.end(GESTURE, "a.md", [Outcome(edit, Result.FAILED, reason="full") for edit in EDITS])
        writer.open(GESTURE, {"a.md": EDITS})
        save(writer, "a.md")
        writer.close("g1", unconfirmed={}, is_stopped=False)
    ((logged,),) = (each.notes for each in journal(tmp_path).latest(None).gestures)
    assert [each.result for each in logged.outcomes] == [Result.SAVED] * 2


@pytest.mark.parametrize("cut", [1, 20, 60, 110])
def test_a_torn_end_leaves_it_cut_off_only_where_lines_are_left(tmp_path: Path, cut: int) -> None:
    own = journal(tmp_path)
    with own.writing() as writer:
        writer.open(GESTURE, {"a.md": EDITS, "b.md": EDITS})
        save(writer, "a.md")
        save(writer, "b.md")
        writer.close("g1", unconfirmed={}, is_stopped=False)
    file = tmp_path / "journal.jsonl"
    whole = file.read_bytes()
    file.write_bytes(whole[:-cut])
    notes = Notes({"a.md": NEW, "b.md": NEW})
    assert journal(tmp_path, notes).latest().interrupted is None
    assert len(journal(tmp_path, notes).latest(None).entries[0].written) == 4


def test_a_gesture_is_not_opened_where_the_journal_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = journal(tmp_path)

    def full(descriptor: int, data: memoryview) -> int:
        raise OSError(28, "No space left on device")

    with own.writing() as writer:
        monkeypatch.setattr(os, "write", full)
        with pytest.raises(OSError, match="No space"):
            writer.open(GESTURE, ALL)
    monkeypatch.undo()
    assert not list((tmp_path / "gestures").iterdir())
    with own.writing() as writer:
        save(writer, "a.md")
    assert len(journal(tmp_path).latest(None).entries[0].written) == 2


def test_drafts_are_known_by_their_names_whether_their_lines_were_said_or_not(tmp_path: Path) -> None:
    killed_in(tmp_path, "a.md", "b.md")
    own = journal(tmp_path)
    with own.writing() as writer:
        save(writer, "z.md", Gesture("g2", "run", AT, "accept"))
        found = own.intents({"d-a.md", "d-b.md", "d-z.md", "d-other"})
    assert {name: intent.note for name, intent in found.items()} == {
        "d-a.md": "a.md",
        "d-b.md": "b.md",
        "d-z.md": "z.md",
    }
    assert found["d-a.md"].edits == EDITS


def test_an_unchanged_journal_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = journal(tmp_path)
    with own.writing() as writer:
        save(writer, "a.md")
    first = own.latest(None).entries
    opened: list[object] = []
    real = os.open

    def tell(path: str, flags: int, mode: int = 0o777) -> int:
        opened.append(path)
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", tell)
    assert own.latest(None).entries == first
    assert own.latest().interrupted is None
    assert opened == []
    with journal(tmp_path).writing() as writer:  # another run
        save(writer, "b.md", Gesture("g2", "other", AT, "accept"))
    assert len(own.latest(None).entries) == 2


def test_a_sitting_reads_the_journal_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / "a.md").write_bytes(OLD)
    with journal(tmp_path).writing() as writer:
        save(writer, "a.md")
    reads = 0
    lines = JournalFile.lines

    def count(self: JournalFile, descriptor: int) -> Iterator[bytes]:
        nonlocal reads
        reads += 1
        return lines(self, descriptor)

    monkeypatch.setattr(JournalFile, "lines", count)
    session = sitting(Vault(tmp_path / "vault", Config(), state=tmp_path), 2)
    session.overwriting.look()
    session.record()
    assert reads == 1
    assert len(session.past.history.undoable) == 1


def test_what_another_run_is_going_on_with_is_refused_here(tmp_path: Path) -> None:
    killed_in(tmp_path, "a.md")
    (tmp_path / "vault").mkdir()
    for name in ("b.md", "c.md"):
        (tmp_path / "vault" / name).write_bytes(OLD)
    here, there = (Vault(tmp_path / "vault", Config(), state=tmp_path) for _ in range(2))
    found = here.interrupted()
    assert found
    there.begin(found.gesture, found.left)
    here.begin(found.gesture, found.left)
    size = (tmp_path / "journal.jsonl").stat().st_size
    refused = here.save("b.md", EDITS, found.gesture)
    assert {each.result for each in refused} == {Result.FAILED}
    assert "Another run of triage is writing" in refused[0].reason
    assert here.end(found.gesture, is_stopped=False) == {}
    assert (tmp_path / "vault" / "b.md").read_bytes() == OLD
    assert (tmp_path / "journal.jsonl").stat().st_size == size, "it neither wrote nor ended it"
    assert {each.result for each in there.save("b.md", EDITS, found.gesture)} == {Result.SAVED}
    there.end(found.gesture, is_stopped=True)
    here.begin(found.gesture, {"c.md": EDITS})
    assert {each.result for each in here.save("c.md", EDITS, found.gesture)} == {Result.SAVED}
