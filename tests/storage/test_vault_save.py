import errno
import fcntl
import os
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from triage.core.config import Config, Write
from triage.core.history.gesture import Entry, Gesture, Undoing, Written
from triage.core.task.edit import LineEdit, Place, Result, places
from triage.core.task.note import lines_of
from triage.storage import save, writing
from triage.storage.journal import journal_file
from triage.storage.journal.journal import JournalUnreadable
from triage.storage.replacing import exchange, swap
from triage.storage.replacing import replace as replacing
from triage.storage.replacing.lease import Lease
from triage.storage.vault import Vault
from waiting import LIMIT_SECONDS

Listen = Callable[[Callable[[str, tuple[Any, ...]], None]], None]

NOTE = (
    "\ufeff# One\r\n- [?] first \u2028 \x85\r\n- [?] same\n- [?] same\n\x00\r- [?] last".encode()
    + b" \xff\xfe"
)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    (tmp_path / "vault/sub").mkdir(parents=True)
    (tmp_path / "state").mkdir()
    (tmp_path / "vault/n.md").write_bytes(NOTE)
    return again(tmp_path)


def again(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "vault", Config(), state=tmp_path / "state")


def gesture(id_: str = "1", verb: str = "accept", concerns: str = "") -> Gesture:
    return Gesture(id_, "run", datetime(2026, 12, 3, tzinfo=UTC), verb, "", concerns)


def edits(data: bytes, *indexes: int, symbol: str = "x") -> list[LineEdit]:
    found = places(lines_of(data), indexes)
    return [LineEdit(place, place.line.replace("[?]", f"[{symbol}]")) for place in found]


def tree(tmp_path: Path) -> set[str]:
    return {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")}


def meanwhile(listen: Listen, act: Callable[[], object]) -> None:
    """Act as another program while a draft is made for a note whose mode differs from a draft's."""

    def hear(event: str, _: tuple[Any, ...]) -> None:
        if event == "os.chmod":
            act()

    listen(hear)


def test_only_the_decided_bytes_change(vault: Vault, tmp_path: Path) -> None:
    outcomes = vault.save("n.md", edits(NOTE, 1, 3, 4), gesture())
    assert [outcome.result for outcome in outcomes] == [Result.SAVED] * 3
    expected = NOTE.replace(b"[?] first", b"[x] first").replace(b"[?] last", b"[x] last")
    expected = expected.replace(b"[?] same\n\x00", b"[x] same\n\x00")
    assert (tmp_path / "vault/n.md").read_bytes() == expected
    assert outcomes[1].place == Place("- [x] same", 0, 1, 4)
    assert again(tmp_path).tidy() == []
    assert tree(tmp_path) == {"vault", "vault/sub", "vault/n.md", "state", "state/journal.jsonl"}


def test_what_was_saved_can_be_taken_back_after_a_restart(vault: Vault, tmp_path: Path) -> None:
    wanted = edits(NOTE, 1, 3, 4)
    vault.save("n.md", wanted, gesture("1"))
    (entry,) = again(tmp_path).history().undoable
    assert entry.gesture == gesture("1")
    assert [line.before for line in entry.written] == [edit.place for edit in wanted]
    back = [LineEdit(line.after, line.before.line) for line in entry.written]
    vault.save("n.md", back, gesture("2", Undoing.UNDO, "1"))
    assert (tmp_path / "vault/n.md").read_bytes() == NOTE
    history = again(tmp_path).history()
    assert not history.undoable
    assert [entry.gesture.id for entry in history.redoable] == ["2"]


def test_an_undo_that_takes_nothing_back_is_spent(vault: Vault, tmp_path: Path) -> None:
    (outcome,) = vault.save("n.md", edits(NOTE, 1), gesture("1"))
    assert outcome.place
    (tmp_path / "vault/n.md").write_bytes(b"rewritten")
    (gone,) = vault.save("n.md", [LineEdit(outcome.place, "x")], gesture("2", Undoing.UNDO, "1"))
    assert gone.result is Result.GONE
    assert not again(tmp_path).history().undoable
    (tmp_path / "vault/n.md").unlink()
    (lost,) = vault.save("n.md", [LineEdit(outcome.place, "x")], gesture("3", Undoing.UNDO, "1"))
    assert lost.result is Result.GONE
    (tmp_path / "vault").rename(tmp_path / "unmounted")
    (failed,) = vault.save("n.md", [LineEdit(outcome.place, "x")], gesture("4", Undoing.UNDO, "1"))
    assert (failed.result, failed.reason) == (Result.FAILED, "n.md cannot be read: the vault is not there")
    (tmp_path / "unmounted").rename(tmp_path / "vault")
    assert [logged.gesture.id for logged in vault.log()] == ["1", "2", "3", "4"]


def test_a_line_that_is_gone_or_has_duplicates_now_is_left(vault: Vault, tmp_path: Path) -> None:
    wanted = edits(NOTE, 1, 2, 4)
    now = NOTE.replace(b"- [?] last", b"- [?] changed") + b"\n- [?] same"
    (tmp_path / "vault/n.md").write_bytes(now)
    outcomes = vault.save("n.md", wanted, gesture())
    assert [outcome.result for outcome in outcomes] == [Result.SAVED, Result.AMBIGUOUS, Result.GONE]
    assert (tmp_path / "vault/n.md").read_bytes() == now.replace(b"[?] first", b"[x] first")
    (entry,) = again(tmp_path).history().undoable
    assert len(entry.written) == 1
    (logged,) = vault.log()
    assert list(logged.notes[0].outcomes) == outcomes


def test_a_line_that_stays_as_it_is_is_saved_without_writing(vault: Vault, tmp_path: Path) -> None:
    before = (tmp_path / "vault/n.md").stat()
    (outcome,) = vault.save("n.md", edits(NOTE, 1, symbol="?"), gesture())
    assert outcome.result is Result.SAVED
    after = (tmp_path / "vault/n.md").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert list(vault.log()) == []


def test_a_change_in_between_is_kept_and_the_line_is_found_again(
    vault: Vault, tmp_path: Path, listen: Listen
) -> None:
    note = tmp_path / "vault/n.md"
    changes = iter([b"new line\n"] * 3)
    note.chmod(0o640)
    meanwhile(listen, lambda: note.write_bytes(next(changes, b"") + note.read_bytes()))
    (outcome,) = vault.save("n.md", edits(NOTE, 1), gesture())
    assert outcome.result is Result.SAVED
    assert outcome.place
    assert outcome.place.number == 5
    assert note.read_bytes() == b"new line\n" * 3 + NOTE.replace(b"[?] first", b"[x] first")
    assert len(again(tmp_path).history().undoable[0].written) == 1


def test_a_note_that_never_rests_fails_at_last(vault: Vault, tmp_path: Path, listen: Listen) -> None:
    note = tmp_path / "vault/n.md"
    note.chmod(0o640)
    meanwhile(listen, lambda: note.write_bytes(note.read_bytes() + b"\n"))
    (outcome,) = vault.save("n.md", edits(NOTE, 1), gesture())
    assert outcome.result is Result.FAILED
    assert "kept changing" in outcome.reason
    others = note.read_bytes().removeprefix(NOTE)
    assert others == b"\n" * len(others)
    assert len(others) >= 8
    assert not again(tmp_path).history().undoable


def test_a_line_that_changes_in_between_is_gone(vault: Vault, tmp_path: Path, listen: Listen) -> None:
    note = tmp_path / "vault/n.md"
    note.chmod(0o640)
    now = NOTE.replace(b"first", b"other")
    meanwhile(listen, lambda: note.write_bytes(now))
    (outcome,) = vault.save("n.md", edits(NOTE, 1), gesture())
    assert outcome.result is Result.GONE
    assert note.read_bytes() == now


def test_drafts_that_nobody_knows_are_kept_elsewhere(vault: Vault, tmp_path: Path) -> None:
    left = [tmp_path / name for name in ("state/drafts", "vault/.triage")]
    for number, folder in enumerate(left):
        folder.mkdir()
        (folder / "0123456789abcdef.draft").write_bytes(b"somebody's %d" % number)
    said = again(tmp_path).tidy()
    assert not any(folder.exists() for folder in left)
    kept = sorted(path.read_bytes() for path in (tmp_path / "state/kept").iterdir())
    assert kept == [b"somebody's 0", b"somebody's 1"]
    assert [sentence.rpartition(": ")[2] for sentence in said] == [
        str(path) for path in sorted((tmp_path / "state/kept").iterdir(), key=lambda path: path.read_bytes())
    ]


def test_what_is_written_into_the_note_as_it_was_is_taken_in(vault: Vault, tmp_path: Path) -> None:
    vault.save("n.md", edits(NOTE, 1), gesture())
    (file,) = (tmp_path / "state/drafts").iterdir()
    with file.open("ab") as late:
        late.write(b"\nlate")
        assert again(tmp_path).tidy() == []  # it is still open
    assert again(tmp_path).tidy() == [
        "Another program wrote n.md at the same moment; its text was taken into the note"
    ]
    expected = NOTE.replace(b"[?] first", b"[x] first") + b"\nlate"
    assert (tmp_path / "vault/n.md").read_bytes() == expected
    assert tree(tmp_path) == {"vault", "vault/sub", "vault/n.md", "state", "state/journal.jsonl"}
    assert len(again(tmp_path).history().undoable[0].written) == 1


def test_what_comes_too_late_is_kept_beside_the_journal(vault: Vault, tmp_path: Path) -> None:
    vault.save("n.md", edits(NOTE, 1), gesture())
    (file,) = (tmp_path / "state/drafts").iterdir()
    file.write_bytes(b"late")
    (tmp_path / "vault/n.md").write_bytes(b"newer")
    (said,) = again(tmp_path).tidy()
    (kept,) = (tmp_path / "state/kept").iterdir()
    assert (
        said
        == f"Another program wrote n.md too late, and the note has changed; what it wrote is kept as: {kept}"
    )
    assert kept.read_bytes() == b"late"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "vault/n.md").read_bytes() == b"newer"


def test_a_note_as_it_was_is_kept_for_a_minute(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (outcome,) = vault.save("n.md", edits(NOTE, 1), gesture("1"))
    assert vault.tidy() == []
    assert len(list((tmp_path / "state/drafts").iterdir())) == 1
    monkeypatch.setattr(writing, "_KEEP_SECONDS", 0.0)
    assert outcome.place
    vault.save("n.md", [LineEdit(outcome.place, "x")], gesture("2"))
    (file,) = (tmp_path / "state/drafts").iterdir()
    assert file.read_bytes() == NOTE.replace(b"[?] first", b"[x] first")
    assert vault.tidy() == []
    assert not file.exists()


def test_a_link_stays_a_link(vault: Vault, tmp_path: Path) -> None:
    link = tmp_path / "vault/sub/link.md"
    link.symlink_to("../n.md")
    (outcome,) = vault.save("sub/link.md", edits(NOTE, 1), gesture())
    assert outcome.result is Result.SAVED
    assert link.is_symlink()
    assert (tmp_path / "vault/n.md").read_bytes() == NOTE.replace(b"[?] first", b"[x] first")


@pytest.mark.parametrize("note", ["../out.md", "out.md", "missing.md", "sub", "/etc/hostname"])
def test_what_is_no_note_of_the_vault_fails(vault: Vault, tmp_path: Path, note: str) -> None:
    (tmp_path / "out.md").write_bytes(NOTE)
    (tmp_path / "vault/out.md").symlink_to("../out.md")
    (outcome,) = vault.save(note, edits(NOTE, 1), gesture())
    assert outcome.result is (Result.GONE if note == "missing.md" else Result.FAILED)
    assert outcome.reason
    assert (tmp_path / "out.md").read_bytes() == NOTE


def test_a_note_that_cannot_be_written_fails_with_the_reason(vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "vault/n.md").chmod(0o444)
    wanted = [*edits(NOTE, 1), LineEdit(Place("- [?] never", 0, 1, 9), "x")]
    failed, gone = vault.save("n.md", wanted, gesture())
    assert (failed.result, failed.place) == (Result.FAILED, None)
    assert "chmod u+w" in failed.reason
    assert (gone.result, gone.reason) == (Result.GONE, "")
    assert (tmp_path / "vault/n.md").read_bytes() == NOTE
    assert not again(tmp_path).history().undoable
    (logged,) = vault.log()
    assert list(logged.notes[0].outcomes) == [failed, gone]


def test_without_a_journal_nothing_is_written(vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "state/journal.jsonl").mkdir()
    (outcome,) = vault.save("n.md", edits(NOTE, 1), gesture())
    assert outcome.result is Result.FAILED
    assert outcome.reason == "The journal could not be written: Is a directory"
    assert (tmp_path / "vault/n.md").read_bytes() == NOTE
    assert not vault.history().undoable
    assert "journal.jsonl cannot be read" in vault.problems[0]


def test_while_another_run_holds_the_journal_nothing_is_written(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_file, "_PATIENCE_SECONDS", 0.05)
    with (tmp_path / "state/journal.jsonl").open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        (outcome,) = vault.save("n.md", edits(NOTE, 1), gesture())
        assert outcome.reason == "The journal could not be written: another run of triage is writing"
        assert (tmp_path / "vault/n.md").read_bytes() == NOTE
    assert vault.save("n.md", edits(NOTE, 1), gesture())[0].result is Result.SAVED


def confirm_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make flushing the vault's own folder fail from now on."""
    if sys.platform == "darwin":
        pytest.skip("flushes by fcntl")
    fsync = os.fsync

    def fail(descriptor: int) -> None:
        if os.path.samestat(os.fstat(descriptor), (tmp_path / "vault").stat()):
            raise OSError(5, "Input/output error")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", fail)


def test_a_disk_that_does_not_confirm_is_told_apart(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirm_no_folder(tmp_path, monkeypatch)
    (outcome,) = vault.save("n.md", edits(NOTE, 1), gesture())
    assert outcome.result is Result.UNCONFIRMED
    assert outcome.place
    assert "Input/output error" in outcome.reason
    assert len(again(tmp_path).history().undoable) == 1


def test_threads_and_runs_on_one_note_lose_nothing(tmp_path: Path) -> None:
    note = tmp_path / "vault/n.md"
    note.parent.mkdir()
    (tmp_path / "state").mkdir()
    data = b"".join(b"- [?] task %d\n" % number for number in range(40))
    note.write_bytes(data)
    vaults = [again(tmp_path), again(tmp_path)]

    def work(number: int) -> None:
        for index in range(number, 40, 4):
            outcomes = vaults[number % 2].save("n.md", edits(data, index), gesture(f"{index:02}"))
            assert outcomes[0].result is Result.SAVED
            list(vaults[number % 2].find())
            vaults[number % 2].history()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert note.read_bytes() == data.replace(b"[?]", b"[x]")
    assert len(again(tmp_path).history().undoable) == 40


class Steps:
    """Counts the system calls of a save, and acts at the call with a given number."""

    def __init__(self, act: Callable[[], object]) -> None:
        self.act = act
        self.at = 0
        self.count = 0
        self.thread = threading.get_ident()

    def step(self, *_: object) -> None:
        if self.at and threading.get_ident() == self.thread:
            self.count += 1
            if self.count == self.at:
                self.act()

    def patch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Also count calls that Python does not audit, before and after each, and halfway through writing."""
        write, fsync, pwrite = os.write, os.fsync, os.pwrite

        def stepped_write(descriptor: int, data: bytes) -> int:
            self.step()
            return write(descriptor, data)

        def stepped_fsync(descriptor: int) -> None:
            self.step()
            fsync(descriptor)
            self.step()

        def stepped_pwrite(descriptor: int, data: bytes, at: int) -> int:
            self.step()
            half = pwrite(descriptor, data[: len(data) // 2], at)
            self.step()
            return half + pwrite(descriptor, data[half:], at + half)

        def stepped_swap(*names: Any) -> None:
            self.step()
            swap.swap(*names)
            self.step()

        monkeypatch.setattr(os, "write", stepped_write)
        monkeypatch.setattr(os, "fsync", stepped_fsync)
        monkeypatch.setattr(os, "pwrite", stepped_pwrite)
        monkeypatch.setattr(exchange, "swap", stepped_swap)

    def save(self, tmp_path: Path, at: int, mode: Write) -> Result:
        """Save, and act at the step with this number."""
        vault = Vault(tmp_path / "vault", Config(write=mode), state=tmp_path / "state")
        wanted = edits(NOTE, 1)
        swap._renameat2.cache_clear()  # a process looks for the call once, and that can fail too
        self.at, self.count = at, 0
        try:
            (outcome,) = vault.save("n.md", wanted, gesture())
        finally:
            self.at = 0
        return outcome.result


def killed_save(tmp_path: Path, at: int, mode: Write) -> int:
    """Save in a child that is killed at the system call with this number; how the child ended."""
    pid = os.fork()
    if pid:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    code = 99
    try:
        steps = Steps(lambda: os.kill(os.getpid(), 9))
        sys.addaudithook(steps.step)
        with pytest.MonkeyPatch.context() as monkeypatch:
            steps.patch(monkeypatch)
            code = 0 if steps.save(tmp_path, at, mode) is Result.SAVED else 98
    finally:
        os._exit(code)


AFTER = NOTE.replace(b"[?] first", b"[x] first")


@pytest.mark.parametrize("mode", [Write.EXCHANGE, Write.INPLACE, Write.REPLACE])
def test_killed_anywhere_the_note_is_old_or_new_and_the_journal_agrees(tmp_path: Path, mode: Write) -> None:
    (tmp_path / "vault").mkdir()
    (tmp_path / "state").mkdir()
    note = tmp_path / "vault/n.md"
    seen = set()
    for at in range(1, 500):
        note.unlink(missing_ok=True)
        note.write_bytes(NOTE)
        note.chmod(0o640)
        (tmp_path / "state/journal.jsonl").unlink(missing_ok=True)
        code = killed_save(tmp_path, at, mode)
        if mode is not Write.INPLACE:  # there the next start puts it right
            assert note.read_bytes() in {NOTE, AFTER}
        following = again(tmp_path)
        said = following.tidy()
        assert said in ([], ["n.md was half written when triage was ended; its old text is back"])
        assert note.read_bytes() in {NOTE, AFTER}
        history = following.history()
        written = [line.after.line for entry in history.undoable for line in entry.written]
        is_new = note.read_bytes() == AFTER
        assert written == ([lines_of(AFTER)[1]] if is_new else [])
        assert tree(tmp_path) - {"state/journal.jsonl"} == {"vault", "vault/n.md", "state"}
        seen.add((code, is_new))
        if code >= 0:
            break
    assert seen == {(-9, False), (-9, True), (0, True)}
    assert at > 20


@pytest.mark.parametrize("mode", [Write.EXCHANGE, Write.INPLACE, Write.REPLACE])
@pytest.mark.parametrize(
    "errors",
    [(errno.EIO, errno.ENOSPC, errno.EROFS), (errno.EACCES,)],  # the first three are of one class
    ids=["OSError", "PermissionError"],
)
def test_an_error_anywhere_is_never_a_false_success(
    tmp_path: Path, errors: tuple[int, ...], mode: Write, listen: Listen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        number = errors[steps.at % len(errors)]
        raise OSError(number, os.strerror(number))

    steps = Steps(fail)
    listen(steps.step)
    steps.patch(monkeypatch)
    (tmp_path / "vault").mkdir()
    (tmp_path / "state").mkdir()
    note = tmp_path / "vault/n.md"
    for at in range(1, 500):
        note.unlink(missing_ok=True)
        note.write_bytes(NOTE)
        note.chmod(0o640)
        (tmp_path / "state/journal.jsonl").unlink(missing_ok=True)
        result = steps.save(tmp_path, at, mode)
        following = again(tmp_path)
        assert following.tidy() == []
        is_new = note.read_bytes() == AFTER
        assert is_new or note.read_bytes() == NOTE
        assert is_new == (result in {Result.SAVED, Result.UNCONFIRMED}), at
        history = following.history()
        assert len(history.undoable) == is_new, at
        assert tree(tmp_path) - {"state/journal.jsonl"} == {"vault", "vault/n.md", "state"}
        if steps.count < at:
            break
    assert at > 20


def test_entries_are_those_of_the_session(vault: Vault) -> None:
    outcomes = vault.save("n.md", edits(NOTE, 1, 2), gesture())
    (entry,) = vault.history().undoable
    assert entry == Entry(
        gesture(),
        tuple(Written("n.md", each.edit.place, each.place) for each in outcomes if each.place),
    )


def two_notes(vault: Vault, tmp_path: Path) -> dict[str, list[LineEdit]]:
    (tmp_path / "vault/m.md").write_bytes(NOTE)
    return {"m.md": edits(NOTE, 1), "n.md": edits(NOTE, 1, 4)}


def test_a_gesture_over_many_notes_asks_the_disk_once_for_a_folder(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform == "darwin":
        pytest.skip("flushes by fcntl")
    flushed: list[str] = []
    fsync = os.fsync

    def count(descriptor: int) -> None:
        if os.path.samestat(os.fstat(descriptor), (tmp_path / "vault").stat()):
            flushed.append("vault")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", count)
    wanted = two_notes(vault, tmp_path)
    vault.begin(gesture(), wanted)
    for note, lines in wanted.items():
        assert {each.result for each in vault.save(note, lines, gesture())} == {Result.SAVED}
    assert flushed == []
    assert vault.end(gesture(), is_stopped=False) == {}
    assert flushed == ["vault"]
    (entry,) = again(tmp_path).history().undoable
    assert len(entry.written) == 3


def test_a_folder_that_the_disk_does_not_confirm_makes_its_notes_unsure(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform == "darwin":
        pytest.skip("flushes by fcntl")
    wanted = two_notes(vault, tmp_path)
    vault.begin(gesture(), wanted)
    for note, lines in wanted.items():
        vault.save(note, lines, gesture())
    confirm_no_folder(tmp_path, monkeypatch)
    reason = "The disk did not confirm the new note: Input/output error"
    assert vault.end(gesture(), is_stopped=False) == {"m.md": reason, "n.md": reason}
    (logged,) = again(tmp_path).log()
    assert {each.result for note in logged.notes for each in note.outcomes} == {Result.UNCONFIRMED}


def test_another_program_that_holds_the_note_open_makes_it_busy(vault: Vault, tmp_path: Path) -> None:
    if not vault.best_way()[0] or vault.best_way()[1]:
        pytest.skip("the file system has no leases")
    with (tmp_path / "vault/n.md").open("ab") as other:
        (outcome,) = vault.save("n.md", edits(NOTE, 1), gesture("1"))
        assert outcome.result is Result.BUSY
        other.write(b"\nmore")
    assert (tmp_path / "vault/n.md").read_bytes() == NOTE + b"\nmore"
    assert not again(tmp_path).history().undoable
    (outcome,) = vault.save("n.md", edits(NOTE, 1), gesture("2"))
    assert outcome.result is Result.SAVED


def test_a_run_that_leaves_takes_what_it_left_with_it(vault: Vault, tmp_path: Path) -> None:
    vault.save("n.md", edits(NOTE, 1), gesture())
    with (tmp_path / "vault/n.md").open("rb"):  # the new one: that is nobody's business
        assert vault.tidy(is_last=True) == []
    assert tree(tmp_path) == {"vault", "vault/sub", "vault/n.md", "state", "state/journal.jsonl"}


def test_a_note_that_is_half_written_is_waited_for(vault: Vault, tmp_path: Path) -> None:
    if not vault.best_way()[0] or vault.best_way()[1]:
        pytest.skip("the file system has no leases")
    note = tmp_path / "vault/n.md"
    with note.open("wb") as other:
        other.write(NOTE[:5])
        other.flush()

        def finish() -> None:
            other.write(NOTE[5:] + b"\nmore")
            other.close()

        threading.Timer(0.2, finish).start()
        (outcome,) = vault.save("n.md", edits(NOTE, 1), gesture())
    assert outcome.result is Result.SAVED
    assert note.read_bytes() == NOTE.replace(b"[?] first", b"[x] first") + b"\nmore"


def test_a_link_in_the_folders_place_is_not_followed(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "vault/n.md").rename(tmp_path / "vault/sub/n.md")
    real = replacing.replace_note

    def swapped(*arguments: Any) -> Any:
        if not (tmp_path / "out").exists():
            (tmp_path / "vault/sub").rename(tmp_path / "out")
            (tmp_path / "vault/sub").symlink_to(tmp_path / "out")
        return real(*arguments)

    monkeypatch.setattr(save, "replace_note", swapped)
    (outcome,) = vault.save("sub/n.md", edits(NOTE, 1), gesture())
    assert outcome.result is Result.FAILED
    assert (tmp_path / "out/n.md").read_bytes() == NOTE


def test_what_was_kept_while_saving_is_told_by_the_next_look(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (outcome,) = vault.save("n.md", edits(NOTE, 1), gesture("1"))
    (file,) = (tmp_path / "state/drafts").iterdir()
    file.write_bytes(b"late")
    with (tmp_path / "vault/n.md").open("ab") as newer:
        newer.write(b"\nnewer")
    assert outcome.place
    monkeypatch.setattr(writing, "_KEEP_SECONDS", 0.0)
    vault.save("n.md", [LineEdit(outcome.place, "x")], gesture("2"))
    (kept,) = (tmp_path / "state/kept").iterdir()
    (said,) = vault.tidy()
    assert said.endswith(f"what it wrote is kept as: {kept}")
    assert vault.tidy() == []


def test_a_lease_that_fails_before_the_first_byte_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("vault", "state"):
        (tmp_path / folder).mkdir()
    (tmp_path / "vault/n.md").write_bytes(NOTE)
    vault = Vault(tmp_path / "vault", Config(write=Write.INPLACE), state=tmp_path / "state")
    stands, asked = Lease.stands, []

    def fails_from_the_second_time_on(lease: Lease) -> bool:
        asked.append(lease)
        if len(asked) > 1:
            raise OSError(errno.EIO, "Input/output error")
        return stands(lease)

    monkeypatch.setattr(Lease, "stands", fails_from_the_second_time_on)
    (outcome,) = vault.save("n.md", edits(NOTE, 1), gesture())
    assert len(asked) == 2
    assert (outcome.result, outcome.reason) == (
        Result.FAILED,
        "The note could not be written: Input/output error",
    )
    assert (tmp_path / "vault/n.md").read_bytes() == NOTE
    assert again(tmp_path).tidy() == []
    assert not again(tmp_path).history().undoable


def test_a_half_written_note_that_the_journal_is_asked_about_first_is_put_right_in_both(
    tmp_path: Path,
) -> None:
    if os.fork() == 0:
        pwrite = os.pwrite

        def half(descriptor: int, data: bytes, at: int) -> int:
            pwrite(descriptor, bytes(data)[: len(data) // 2], at)
            os.kill(os.getpid(), 9)
            return 0

        os.pwrite = half  # type: ignore[assignment]
        for folder in ("vault", "state"):
            (tmp_path / folder).mkdir()
        (tmp_path / "vault/n.md").write_bytes(NOTE)
        config = Config(write=Write.INPLACE)
        Vault(tmp_path / "vault", config, state=tmp_path / "state").save("n.md", edits(NOTE, 1, 4), gesture())
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.wait()[1]) == -9
    torn = (tmp_path / "vault/n.md").read_bytes()
    assert torn == AFTER  # the first of two lines
    assert not again(tmp_path).history().undoable
    assert again(tmp_path).tidy() == ["n.md was half written when triage was ended; its old text is back"]
    assert (tmp_path / "vault/n.md").read_bytes() == NOTE
    assert not again(tmp_path).history().undoable
    (logged,) = again(tmp_path).log()
    assert {each.result for note in logged.notes for each in note.outcomes} == {Result.FAILED}


def flushes_of(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> list[str]:
    """The names of the files and folders, among these, that are flushed from now on."""
    if sys.platform == "darwin":
        pytest.skip("flushes by fcntl")
    flushed: list[str] = []
    fsync = os.fsync

    def note_down(descriptor: int) -> None:
        flushed.extend(path.name for path in paths if os.path.samestat(os.fstat(descriptor), path.stat()))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", note_down)
    return flushed


def test_what_a_gesture_wrote_that_is_cut_off_is_on_the_disk_and_it_stays_cut_off(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = two_notes(vault, tmp_path)
    vault.begin(gesture(), wanted)
    vault.save("m.md", wanted["m.md"], gesture())
    flushed = flushes_of(monkeypatch, tmp_path / "vault", tmp_path / "state/journal.jsonl")
    assert vault.end(gesture(), is_stopped=True, is_over=False) == {}
    assert flushed == ["vault", "journal.jsonl"]
    assert b'"m.md"' in (tmp_path / "state/journal.jsonl").read_bytes().splitlines()[-1]
    monkeypatch.undo()
    (locked,) = (tmp_path / "state/gestures").iterdir()
    locked.unlink()  # as when the run is gone
    found = again(tmp_path).interrupted()
    assert found
    assert [(line.note, list(found.left)) for line in found.done] == [("m.md", ["n.md"])]


def test_a_cut_off_gesture_whose_folder_the_disk_does_not_confirm_says_so(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = two_notes(vault, tmp_path)
    vault.begin(gesture(), wanted)
    vault.save("m.md", wanted["m.md"], gesture())
    confirm_no_folder(tmp_path, monkeypatch)
    reason = "The disk did not confirm the new note: Input/output error"
    assert vault.end(gesture(), is_stopped=True, is_over=False) == {"m.md": reason}


class Waited:
    """A clock that moves on only when a program sleeps by it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seconds = 0.0
        monkeypatch.setattr(journal_file, "time", self)

    def monotonic(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds

    def by(self, act: Callable[[], object]) -> float:
        """How long the save waits."""
        before = self.seconds
        act()
        return self.seconds - before


def test_whoever_leaves_hardly_waits_for_another_run_and_says_nothing_of_it(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited = Waited(monkeypatch)
    vault.save("n.md", edits(NOTE, 1), gesture())
    with (tmp_path / "state/journal.jsonl").open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        said: list[str] = []
        assert waited.by(lambda: said.extend(vault.tidy(is_last=True))) < 0.9
        assert said == []
        assert len(list((tmp_path / "state/drafts").iterdir())) == 1
    assert again(tmp_path).tidy() == []
    assert not (tmp_path / "state/drafts").exists()


def test_whoever_leaves_does_not_wait_until_a_save_that_hangs_goes_on(
    vault: Vault, tmp_path: Path, listen: Listen
) -> None:
    vault.save("n.md", edits(NOTE, 1), gesture("1"))
    hangs, goes_on = threading.Event(), threading.Event()

    def hang(event: str, _: tuple[Any, ...]) -> None:
        if event == "os.chmod" and threading.current_thread() is saving:
            hangs.set()
            goes_on.wait(LIMIT_SECONDS)

    saving = threading.Thread(target=vault.save, args=("n.md", edits(NOTE, 4), gesture("2")))
    listen(hang)
    saving.start()
    assert hangs.wait(LIMIT_SECONDS)
    try:
        vault.tidy(is_last=True)
        assert saving.is_alive()
    finally:
        goes_on.set()
        saving.join()
    assert vault.tidy(is_last=True) == []
    assert not (tmp_path / "state/drafts").exists()


def test_a_start_waits_once_for_a_run_that_hangs_and_says_what_to_do(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_file, "_AGAIN_SECONDS", 0.01)
    waited = Waited(monkeypatch)
    vault.save("n.md", edits(NOTE, 1), gesture())
    started = again(tmp_path)
    with (tmp_path / "state/journal.jsonl").open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        assert started.tidy() == []
        assert not started.history().undoable
        assert started.interrupted() is None
        with pytest.raises(JournalUnreadable):
            started.entries()
        assert waited.seconds < 2.2
    (problem,) = started.problems
    assert problem.endswith("Let it finish, or end it, then read the vault again")
    assert started.history().undoable
    assert started.problems == []


def test_a_run_that_hangs_is_waited_for_anew_once_it_was_free(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_file, "_PATIENCE_SECONDS", 0.3)
    monkeypatch.setattr(journal_file, "_AGAIN_SECONDS", 0.01)
    waited = Waited(monkeypatch)
    with (tmp_path / "state/journal.jsonl").open("wb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        assert waited.by(lambda: vault.save("n.md", edits(NOTE, 1), gesture("1"))) >= 0.3
        assert waited.by(lambda: vault.save("n.md", edits(NOTE, 1), gesture("2"))) < 0.25
        fcntl.flock(other, fcntl.LOCK_UN)
        assert vault.save("n.md", edits(NOTE, 1), gesture("3"))[0].result is Result.SAVED
        fcntl.flock(other, fcntl.LOCK_EX)
        assert waited.by(lambda: vault.save("n.md", edits(NOTE, 4), gesture("4"))) >= 0.3


def test_the_moment_between_two_saves_of_another_run_is_not_missed(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_file, "_PATIENCE_SECONDS", 0.5)
    vault.save("n.md", edits(NOTE, 1), gesture())
    with (tmp_path / "state/journal.jsonl").open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        waited = Waited(monkeypatch)

        def sleep(seconds: float) -> None:
            waited.seconds += seconds
            # it writes for eight milliseconds, then lets go for two
            is_between = 0.0045 < waited.seconds % 0.01 < 0.0065
            fcntl.flock(other, (fcntl.LOCK_UN if is_between else fcntl.LOCK_EX) | fcntl.LOCK_NB)

        monkeypatch.setattr(waited, "sleep", sleep)
        assert len(again(tmp_path).entries()) == 1
        assert waited.seconds < 0.01
