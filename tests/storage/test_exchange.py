"""The exchange of draft and note, with other programs in its last moments."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from triage.core.config import Write
from triage.storage.journal.journal_record import Trace
from triage.storage.replacing import exchange
from triage.storage.replacing import swap as swapping
from triage.storage.replacing.draft import LATE, tidy
from triage.storage.replacing.file_systems import FileSystems
from triage.storage.replacing.lease import WHOLE, WRITERS, is_free, is_held, leased, release, take
from triage.storage.replacing.replace import replace_note
from triage.storage.replacing.target import Busy, NoteMoved, Unwritable
from waiting import LIMIT_SECONDS, until

OLD = b"- [?] one\n- [?] two\n"
NEW = b"- [x] one\n- [?] two\n"
OTHER = b"- [?] one\n- [?] two\n- [?] three\n"
NEWEST = b"something else\n"


@pytest.fixture
def note(tmp_path: Path) -> Path:
    vault = tmp_path.resolve() / "vault"
    vault.mkdir()
    if not FileSystems(vault, tmp_path.resolve(), Write.EXCHANGE).methods(vault):
        pytest.skip("the file system cannot exchange two files")
    (vault / "note.md").write_bytes(OLD)
    return vault / "note.md"


def replace(note: Path) -> Trace:
    file_systems = FileSystems(note.parent, note.parent.parent, Write.EXCHANGE)
    return replace_note(file_systems, note, OLD, NEW, lambda trace: None)


def left(note: Path) -> list[bytes]:
    """The bytes in the stage."""
    stage = note.parent.parent / "drafts"
    tidy([stage])
    return [file.read_bytes() for file in stage.iterdir()] if stage.exists() else []


def put(note: Path, data: bytes) -> None:
    """Save as an editor does."""
    new = note.with_name(".new")
    new.write_bytes(data)
    new.rename(note)


Moment = Callable[[int], None]


@pytest.fixture
def around(monkeypatch: pytest.MonkeyPatch) -> Callable[[Moment], None]:
    """Act before the swap of each number, from 0."""

    def install(act: Moment) -> None:
        number = 0

        def swap(folder: int, name: str, other_folder: int, other_name: str) -> None:
            nonlocal number
            act(number)
            number += 1
            swapping.swap(folder, name, other_folder, other_name)

        monkeypatch.setattr(exchange, "swap", swap)

    return install


def test_the_note_as_it_was_stays_in_the_stage(note: Path) -> None:
    inode = note.stat().st_ino
    trace = replace(note)
    assert note.read_bytes() == NEW
    file = Path(trace.stage, trace.draft)
    assert (file.read_bytes(), file.stat().st_ino) == (OLD, inode) == (OLD, trace.inode)


def test_a_file_that_takes_the_notes_place_in_the_last_moment_is_put_back(
    note: Path, around: Callable[[Moment], None]
) -> None:
    around(lambda number: put(note, OTHER) if number == 0 else None)
    with pytest.raises(NoteMoved):
        replace(note)
    assert note.read_bytes() == OTHER
    assert left(note) == []


def test_the_newest_of_several_is_what_the_note_is_in_the_end(
    note: Path, around: Callable[[Moment], None]
) -> None:
    around(lambda number: put(note, OTHER if number == 0 else NEWEST) if number < 2 else None)
    with pytest.raises(NoteMoved):
        replace(note)
    assert note.read_bytes() == NEWEST
    assert left(note) == [OTHER]


def test_a_note_that_is_gone_in_the_last_moment_has_moved(
    note: Path, around: Callable[[Moment], None]
) -> None:
    around(lambda number: note.unlink())
    with pytest.raises(NoteMoved):
        replace(note)
    assert not note.exists()
    assert left(note) == []


def test_who_begins_to_write_in_the_last_moment_writes_into_the_note(
    note: Path, around: Callable[[Moment], None]
) -> None:
    writers = []

    def act(number: int) -> None:
        if number == 0:
            writers.append(subprocess.Popen(["sh", "-c", f"echo three >> '{note}'"]))
            wait_for_sleep(writers[0].pid)

    around(act)
    with pytest.raises(NoteMoved):
        replace(note)
    assert writers[0].wait(LIMIT_SECONDS) == 0
    assert note.read_bytes() == OLD + b"three\n"
    assert left(note) == []


def test_who_reads_in_the_last_moment_reads_what_the_note_is_then(
    note: Path, around: Callable[[Moment], None]
) -> None:
    """The reader opens our draft, which is put aside at once."""
    readers = []

    def act(number: int) -> None:
        if number == 0:
            put(note, OTHER)
        elif number == 1:
            readers.append(subprocess.Popen(["cat", note], stdout=subprocess.PIPE))
            wait_for_sleep(readers[0].pid)

    around(act)
    with pytest.raises(NoteMoved):
        replace(note)
    assert readers[0].communicate(timeout=LIMIT_SECONDS)[0] == note.read_bytes() == OTHER
    assert left(note) == []


def test_what_is_written_into_a_draft_that_was_put_aside_is_not_removed(
    note: Path, around: Callable[[Moment], None]
) -> None:
    writers = []

    def act(number: int) -> None:
        if number == 0:
            put(note, OTHER)
        elif number == 1:
            writers.append(subprocess.Popen(["sh", "-c", f"echo late >> '{note}'"]))
            wait_for_sleep(writers[0].pid)

    around(act)
    with pytest.raises(NoteMoved):
        replace(note)
    assert writers[0].wait(LIMIT_SECONDS) == 0
    assert note.read_bytes() == OTHER
    assert left(note) == [OTHER + b"late\n"]
    (file,) = (note.parent.parent / "drafts").iterdir()
    assert file.name.endswith(LATE)


def test_a_note_that_is_open_for_writing_is_busy(note: Path) -> None:
    with note.open("ab"), pytest.raises(Busy):
        replace(note)
    assert note.read_bytes() == OLD
    assert left(note) == []
    with note.open("rb"):
        replace(note)
    assert note.read_bytes() == NEW


def test_a_swap_that_fails_leaves_the_note(note: Path, around: Callable[[Moment], None]) -> None:
    def fail(number: int) -> None:
        raise OSError(5, "Input/output error")

    around(fail)
    with pytest.raises(Unwritable, match="Input/output error"):
        replace(note)
    assert note.read_bytes() == OLD
    assert left(note) == []


def test_an_interruption_behind_the_swap_removes_nothing(note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(exchange._Swapping, "came_out", interrupt)
    with pytest.raises(KeyboardInterrupt):
        replace(note)
    assert note.read_bytes() == NEW
    assert left(note) == [OLD]


def test_a_lease_keeps_others_out_and_says_when_they_wait(note: Path) -> None:
    descriptor = os.open(note, os.O_RDWR)
    try:
        with leased(descriptor, WHOLE):
            reader = subprocess.Popen(["cat", note], stdout=subprocess.PIPE)
            wait_for_sleep(reader.pid)
            assert not is_held(descriptor, WHOLE)
        assert reader.communicate(timeout=LIMIT_SECONDS)[0] == OLD
        assert is_free(descriptor)
        with note.open("rb"):
            assert not take(descriptor, WHOLE)
    finally:
        os.close(descriptor)
    descriptor = os.open(note, os.O_RDONLY)
    try:
        with note.open("rb"):
            assert take(descriptor, WRITERS)
            assert is_held(descriptor, WRITERS)
            release(descriptor)
    finally:
        os.close(descriptor)


def wait_for_sleep(pid: int) -> None:
    """Wait until a program waits for a leased file; a while if the system does not show that."""
    looks = 0

    def waits() -> bool:
        nonlocal looks
        where = Path(f"/proc/{pid}/wchan").read_text()
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        looks = looks + 1 if where in ("", "0") and state in "SD" else 0
        return "lease" in where or looks > 100

    until(waits, "it waits for the file")
