"""The end of a journal says the same as the whole journal, and no more is read."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.core.history.gesture import Gesture, History, Interrupted, Undoing
from triage.core.task.edit import LineEdit, Outcome, Place, Result
from triage.storage.journal import journal as journal_module
from triage.storage.journal.journal import Journal
from triage.storage.journal.journal_file import JournalFile
from triage.storage.journal.journal_line import encode
from triage.storage.journal.journal_reading import Portion, Reading
from triage.storage.journal.journal_record import Ending, Intent, NoteOutcome, Opening

AT = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)


def gesture(number: int, verb: str = "accept", concerns: str = "") -> Gesture:
    return Gesture(f"{number:06}", f"run-{number // 5}", AT, verb, "accept" if concerns else "", concerns)


def edit(number: int, note: int, *, is_undo: bool = False) -> LineEdit:
    old, new = f"- [?] {number} {note}", f"- [ ] {number} {note}"
    return LineEdit(Place(new if is_undo else old, 0, 1, 1), old if is_undo else new)


def outcome(each: LineEdit, result: Result = Result.SAVED) -> Outcome:
    return Outcome(each, result, Place(each.after, 0, 1, 1) if result is Result.SAVED else None)


def decided(
    own: Gesture, of: int, notes: int = 1, *, result: Result = Result.SAVED, opens: bool = True
) -> Iterator[bytes]:
    """The records of a gesture that writes the lines of the decision with this number."""
    is_undo = own.verb == Undoing.UNDO
    edits = {f"{note}.md": (edit(of, note, is_undo=is_undo),) for note in range(notes)}
    opening = Opening(own, edits) if notes > 1 and opens else None
    if opening:
        yield encode(opening)
    for note, lines in edits.items():
        intent = Intent(own, note, "b", "a", tuple(outcome(each, result) for each in lines))
        yield encode(intent, opening)
        yield encode(NoteOutcome(own.id, note))
    if opening:
        yield encode(Ending(own.id))


@st.composite
def journals(draw: st.DrawFn) -> list[bytes]:
    """Decisions over one or many notes, undos, redos, gestures cut off, and two runs at once."""
    lines: list[bytes] = []
    pending: list[bytes] = []
    sizes: dict[int, int] = {}
    for number in range(draw(st.integers(1, 25))):
        kind = draw(st.sampled_from(["decide", "many", "early", "undo", "redo", "cut off", "beside"]))
        about = draw(st.sampled_from(sorted(sizes))) if sizes else None
        result = draw(st.sampled_from([Result.SAVED, Result.SAVED, Result.GONE]))
        if kind in set(Undoing) and about is not None:
            own = gesture(number, kind, f"{about:06}")
            new = [*decided(own, about, sizes[about], result=result)]
        else:
            sizes[number] = 1 if kind == "decide" else 4
            is_early = kind == "early"  # as the first versions wrote a gesture over many notes
            new = [*decided(gesture(number), number, sizes[number], opens=not is_early)]
        if kind == "cut off":
            new = new[: draw(st.integers(1, len(new)))]
        if kind == "beside" and not pending:  # another run goes on writing it meanwhile
            lines.append(new[0])
            pending = new[1:]
            continue
        lines += new
        lines += [pending.pop(0) for _ in range(min(len(pending), draw(st.integers(0, 2))))]
    return lines + pending


def portion(lines: list[bytes], most: int) -> Portion:
    size, kept = 0, list[bytes]()
    for line in reversed(lines):
        size += len(line)
        if size > most:
            break
        kept.insert(0, line)
    return Portion(kept, most // 4, is_whole=len(kept) == len(lines))


def read(lines: list[bytes], most: int) -> Reading:
    """Read as the journal does: further back until nothing is missing."""
    while not (found := portion(lines, most)).is_enough:
        most *= 2
    return found.reading(lambda id_: False)


@given(lines=journals(), most=st.integers(300, 12_000))
def test_what_the_end_says_the_whole_says_too(lines: list[bytes], most: int) -> None:
    whole = Portion(lines, 0, is_whole=True).reading(lambda id_: False)
    end = read(lines, most)
    assert end.entries == whole.entries[len(whole.entries) - len(end.entries) :]
    if end.interrupted:
        assert end.interrupted == whole.interrupted
    history = History.of(whole.entries)
    known = History.of(end.entries, is_whole=end.is_whole)
    names = [None, *(entry.gesture.id for entry in whole.entries)]
    for verb in Undoing:
        for name in names:
            if known.knows(verb, name):
                assert known.to_reverse(verb, name) == history.to_reverse(verb, name)
    assert known.standing & known.ids == history.standing & known.ids


def test_a_start_reads_no_more_of_a_long_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "_LATEST_BYTES", 20_000)
    file = tmp_path / "journal.jsonl"
    read_bytes = 0
    lines = JournalFile.lines

    def count(self: JournalFile, most: int | None = None) -> Iterator[bytes]:
        nonlocal read_bytes
        for line in lines(self, most):
            read_bytes += len(line)
            yield line

    monkeypatch.setattr(JournalFile, "lines", count)
    costs = []
    for number in (200, 2_000):
        file.write_bytes(b"".join(line for each in range(number) for line in decided(gesture(each), each)))
        own = Journal(file, lambda note: None)
        read_bytes = 0
        entries = own.latest().entries
        assert own.latest().interrupted is None
        assert [entry.gesture.id for entry in entries[-3:]] == [f"{number - n:06}" for n in (3, 2, 1)]
        costs.append(read_bytes)
        assert len(own.latest(lambda entries: len(entries) > 100).entries) > 100
        assert len(own.latest(None).entries) == number
    assert costs[1] <= costs[0] + 1_000 <= 21_000


def test_what_was_cut_off_is_offered_whatever_came_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_module, "_LATEST_BYTES", 4_000)
    file = tmp_path / "journal.jsonl"
    lines = [line for each in range(20) for line in decided(gesture(each), each)]
    file.write_bytes(b"".join([*lines, *list(decided(gesture(20), 20, 4))[:3]]))

    def found() -> Interrupted | None:
        return Journal(file, lambda note: None).latest().interrupted

    first = found()
    assert first
    assert (first.gesture.id, first.lines_left) == ("000020", 3)
    for more in (range(21, 100), range(100, 101)):
        with file.open("ab") as end:
            end.writelines(line for each in more for line in decided(gesture(each), each))
        assert found() == first
    for path in (tmp_path / "gestures").iterdir():  # as a version left it that did not keep it
        path.unlink()
    assert found() is None
    Journal(file, lambda note: None).latest(None)
    assert found() == first


def test_a_clock_that_went_back_hides_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "_LATEST_BYTES", 4_000)
    ahead = (line for each in range(900, 1_000) for line in decided(gesture(each), each))
    since = (line for each in range(10) for line in decided(gesture(each), each))
    (tmp_path / "journal.jsonl").write_bytes(b"".join([*ahead, *since]))
    latest = Journal(tmp_path / "journal.jsonl", lambda note: None).latest().entries
    assert [entry.gesture.id for entry in latest[-10:]] == [f"{each:06}" for each in range(10)]


def test_an_older_file_is_read_on_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "_LATEST_BYTES", 4_000)
    for number, name in enumerate(("journal-20261122T140500", "journal-20261123T140500", "journal")):
        lines = (line for each in range(8) for line in decided(gesture(10 * number + each), each))
        (tmp_path / f"{name}.jsonl").write_bytes(b"".join(lines))
    own = Journal(tmp_path / "journal.jsonl", lambda note: None)
    latest = own.latest().entries
    assert 0 < len(latest) < 24
    assert list(latest) == own.latest(None).entries[-len(latest) :]
