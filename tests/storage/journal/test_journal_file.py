"""The files of a journal: cut when full, joined when read, removed when too old or too much."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from triage.core.history.gesture import Gesture
from triage.core.task.edit import LineEdit, Outcome, Place, apply_edits
from triage.storage.journal import journal_file
from triage.storage.journal.journal import Journal
from triage.storage.journal.journal_file import JournalFile, Limits
from waiting import LIMIT_SECONDS, until

OLD, NEW = b"- [?] a\n", b"- [x] a\n"
EDITS = (LineEdit(Place("- [?] a", 0, 1, 1), "- [x] a"),)
DAY = 86_400


class Notes(dict[str, bytes]):
    """Notes in memory."""


class Clock:
    """A clock that is set by hand."""

    now = datetime(2026, 11, 22, 14, 5, tzinfo=UTC).timestamp()

    def __call__(self) -> float:
        return self.now


class Small(Limits):
    """Limits in bytes."""

    @property
    def size(self) -> int:
        return self.megabytes


def outcomes() -> list[Outcome]:
    return apply_edits(OLD, EDITS)[1]


def journal_of(folder: Path, size: int, clock: Clock, days: int = 730, notes: Notes | None = None) -> Journal:
    found = Journal(folder / "journal.jsonl", (notes or Notes()).get, Small(size, days))
    found._file = JournalFile(folder / "journal.jsonl", Small(size, days), clock)
    return found


def gesture(number: int, clock: Clock) -> Gesture:
    return Gesture(f"g{number:04}", f"run-{number}", datetime.fromtimestamp(clock.now, UTC), "accept")


def decide(journal: Journal, number: int, clock: Clock, *, ends: bool = True) -> None:
    one = gesture(number, clock)
    with journal.writing() as writer:
        writer.begin(one, "n.md", OLD, NEW, outcomes())
        if ends:
            writer.end(one, "n.md", outcomes())


def ids(journal: Journal) -> list[str]:
    return [entry.gesture.id for entry in journal.latest(None).entries]


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("journal*"))


def test_a_full_file_is_put_aside_and_all_are_read_in_order(tmp_path: Path) -> None:
    clock = Clock()
    own = journal_of(tmp_path, 80_000, clock)
    for number in range(60):
        decide(own, number, clock)
        clock.now += 1
    assert len(files(tmp_path)) > 2
    assert files(tmp_path)[0].startswith("journal-20261122T1405")
    assert ids(own) == [f"g{number:04}" for number in range(60)]
    assert ids(journal_of(tmp_path, 80_000, clock)) == [f"g{number:04}" for number in range(60)]
    assert all((tmp_path / name).stat().st_size < 12_000 for name in files(tmp_path))


def test_within_one_second_files_keep_their_order(tmp_path: Path) -> None:
    clock = Clock()
    own = journal_of(tmp_path, 4_000, clock)
    for number in range(8):
        decide(own, number, clock)
    kept = ids(own)
    assert kept == [f"g{number:04}" for number in range(8 - len(kept), 8)]
    assert len(files(tmp_path)) > 3


def test_a_clock_that_goes_back_changes_no_order(tmp_path: Path) -> None:
    clock = Clock()
    own = journal_of(tmp_path, 80_000, clock)
    for number in range(60):
        decide(own, number, clock)
        clock.now -= 60
    assert len(files(tmp_path)) > 2
    assert ids(own) == [f"g{number:04}" for number in range(60)]


def test_the_oldest_files_go_beyond_the_size(tmp_path: Path) -> None:
    clock = Clock()
    own = journal_of(tmp_path, 16_000, clock)
    for number in range(200):
        decide(own, number, clock)
        clock.now += 1
    assert sum((tmp_path / name).stat().st_size for name in files(tmp_path)) <= 16_000 + 1_000
    kept = ids(own)
    assert 10 < len(kept) < 60
    assert kept == [f"g{number:04}" for number in range(200 - len(kept), 200)]


def test_what_is_older_than_the_days_goes_though_there_is_room(tmp_path: Path) -> None:
    clock = Clock()
    decide(journal_of(tmp_path, 10**6, clock, 30), 1, clock)
    clock.now += 5 * DAY
    decide(journal_of(tmp_path, 10**6, clock, 30), 2, clock)  # a file of more than an eighth of the days
    assert ids(journal_of(tmp_path, 10**6, clock, 30)) == ["g0001", "g0002"]
    clock.now += 29 * DAY
    decide(journal_of(tmp_path, 10**6, clock, 30), 3, clock)
    assert ids(journal_of(tmp_path, 10**6, clock, 30)) == ["g0001", "g0002", "g0003"]
    clock.now += 5 * DAY
    for number in range(4, 22):
        decide(journal_of(tmp_path, 10**6, clock, 30), number, clock)
    assert ids(journal_of(tmp_path, 10**6, clock, 30))[0] == "g0001", "it can still be undone"
    clock.now += 5 * DAY
    decide(journal_of(tmp_path, 10**6, clock, 30), 22, clock)
    assert ids(journal_of(tmp_path, 10**6, clock, 30))[0] == "g0002"


def test_a_file_with_an_intent_that_is_open_stays(tmp_path: Path) -> None:
    clock = Clock()
    own = journal_of(tmp_path, 4_000, clock)
    decide(own, 0, clock, ends=False)
    for number in range(1, 40):
        decide(own, number, clock)
        clock.now += 1
    settled = journal_of(tmp_path, 4_000, clock, notes=Notes({"n.md": NEW}))
    assert ids(settled)[0] == "g0000"
    assert len(ids(settled)) < 30
    for number in range(40, 80):
        decide(own, number, clock)
        clock.now += 1
    assert ids(own)[0] != "g0000", "it is settled, and goes as any other"


def test_a_file_with_a_gesture_that_was_cut_off_stays_as_long_as_it_is_offered(tmp_path: Path) -> None:
    clock = Clock()
    own = journal_of(tmp_path, 4_000, clock)
    last = gesture(1, clock)
    with own.writing() as writer:
        writer.open(last, {"n.md": EDITS * 40, "z.md": EDITS})
    own._locks.release(last.id)  # as if its run had died
    clock.now += 800 * DAY
    again = journal_of(tmp_path, 4_000, clock)
    with again.writing():
        pass
    assert len(files(tmp_path)) == 2
    found = again.latest().interrupted
    assert found
    assert found.lines_left == 41
    for number in range(2, 40):
        decide(again, number, clock)
        clock.now += 1
    assert ids(again)[0] == "g0001"
    with again.writing() as writer:
        writer.open(last, found.left)
        writer.close(last.id, unconfirmed={}, is_stopped=True)
    for number in range(40, 80):
        decide(again, number, clock)
        clock.now += 1
    assert ids(again)[0] != "g0001", "it is left: it goes as any other"


def test_nothing_is_cut_while_a_gesture_is_written(tmp_path: Path) -> None:
    clock = Clock()
    own = journal_of(tmp_path, 800, clock)
    one = gesture(1, clock)
    with own.writing() as writer:
        writer.open(one, {f"{number}.md": EDITS for number in range(20)})
    for number in range(20):
        with journal_of(tmp_path, 800, clock).writing():
            pass
        with own.writing() as writer:
            writer.begin(one, f"{number}.md", OLD, NEW, outcomes())
            writer.end(one, f"{number}.md", outcomes(), durable=False)
    assert files(tmp_path) == ["journal.jsonl"]
    with own.writing() as writer:
        writer.close(one.id, unconfirmed={}, is_stopped=False)
    assert len(own.latest(None).entries[0].written) == 20


class Tries:
    """Counts how often a program that waits for the journal finds it held."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        monkeypatch.setattr(journal_file, "time", self)

    def monotonic(self) -> float:
        return 0.0

    def sleep(self, seconds: float) -> None:
        self.count += 1


def test_who_waited_while_it_was_put_aside_holds_the_new_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = JournalFile(tmp_path / "journal.jsonl", Limits(), Clock())
    held = file.hold(create=True)
    with ThreadPoolExecutor(1) as others:
        tries = Tries(monkeypatch)
        waiting = others.submit(file.hold, create=False)
        until(lambda: tries.count > 2, "it has the old file open")
        new = file.put_aside(held)
        before = tries.count
        until(lambda: tries.count > before + 2, "it has the new file open")
        assert not waiting.done()
        os.close(new)
        other = waiting.result(LIMIT_SECONDS)
    assert os.path.samestat(os.fstat(other), (tmp_path / "journal.jsonl").stat())
    os.close(other)


def test_sixteen_runs_lose_nothing_while_it_is_cut(tmp_path: Path) -> None:
    """Sixteen processes on a journal that is cut again and again: no gesture is lost."""
    clock = Clock()
    children = []
    for child in range(16):
        if not (pid := os.fork()):
            code = 1
            try:
                own = Journal(tmp_path / "journal.jsonl", Notes().get, Small(80_000, 730))
                for number in range(6):
                    decide(own, 100 * child + number, clock)
                code = 0
            finally:
                os._exit(code)
        children.append(pid)
    assert {os.waitpid(pid, 0)[1] for pid in children} == {0}
    wide = Journal(tmp_path / "journal.jsonl", Notes().get)
    assert len(files(tmp_path)) > 3
    assert sorted(ids(wide)) == [f"g{100 * child + number:04}" for child in range(16) for number in range(6)]


def test_every_file_is_its_owners_alone_whatever_it_was(tmp_path: Path) -> None:
    clock = Clock()
    own = journal_of(tmp_path, 4_000, clock)
    for number in range(8):
        decide(own, number, clock)
        clock.now += 1
    for name in files(tmp_path):
        (tmp_path / name).chmod(0o644)
    ids(journal_of(tmp_path, 4_000, clock))
    assert len(files(tmp_path)) > 1
    assert {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in files(tmp_path)} == {0o600}


def test_a_run_killed_between_two_files_loses_nothing(tmp_path: Path) -> None:
    clock = Clock()
    own = journal_of(tmp_path, 10**6, clock)
    decide(own, 1, clock)
    (tmp_path / "journal.jsonl").rename(tmp_path / "journal-20261122T140500.jsonl")
    assert ids(journal_of(tmp_path, 10**6, clock)) == ["g0001"]
    decide(own, 2, clock)
    assert ids(journal_of(tmp_path, 10**6, clock)) == ["g0001", "g0002"]


def test_a_journal_that_cannot_be_cut_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    own = journal_of(tmp_path, 800, clock)

    def refuse(self: Path, target: Path) -> Path:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Path, "rename", refuse)
    for number in range(5):
        decide(own, number, clock)
    assert files(tmp_path) == ["journal.jsonl"]
    assert len(ids(own)) == 5


def test_a_first_day_that_is_none_is_no_reason_to_cut(tmp_path: Path) -> None:
    (tmp_path / "journal.jsonl").write_bytes(b'{"at":"99999-99-99T00:00:00"}\n' + b"x" * 100 + b"\n")
    decide(journal_of(tmp_path, 10**6, Clock()), 1, Clock())
    assert files(tmp_path) == ["journal.jsonl"]
    assert journal_file._stamped(Path("journal-99999999T999999.jsonl")) is None
