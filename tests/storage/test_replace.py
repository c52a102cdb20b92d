import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from triage.storage.replace import NoteMoved, Unconfirmed, Unwritable, clear_stages, replace_note

Listen = Callable[[Callable[[str, tuple[Any, ...]], None]], None]

OLD = b"\xef\xbb\xbf- [?] one\r\n\x00\xff\n- [?] two"
NEW = b"\xef\xbb\xbf- [x] one\r\n\x00\xff\n- [?] two"
SHARED = Path("/dev/shm")


@pytest.fixture
def note(tmp_path: Path) -> Path:
    (tmp_path / "vault").mkdir()
    note = tmp_path.resolve() / "vault/note.md"
    note.write_bytes(OLD)
    return note


def stages(note: Path) -> list[Path]:
    return [note.parent.parent / "drafts", note.parent / ".triage"]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_note_is_replaced_and_nothing_else_is_left(note: Path) -> None:
    replace_note(note, OLD, NEW, stages(note))
    assert note.read_bytes() == NEW
    assert names(note.parent) == ["note.md"]
    assert names(note.parent.parent) == ["vault"]


def test_a_note_that_holds_something_else_is_left(note: Path) -> None:
    for other in (OLD[:-1], OLD + b"\n", NEW, b""):
        with pytest.raises(NoteMoved):
            replace_note(note, other, NEW, stages(note))
    assert note.read_bytes() == OLD


def test_a_note_that_is_gone_has_moved(note: Path) -> None:
    note.unlink()
    with pytest.raises(NoteMoved):
        replace_note(note, OLD, NEW, stages(note))
    assert not note.exists()


@pytest.mark.parametrize("other", [OLD + b"more", NEW, None])
def test_a_change_while_the_draft_is_written_is_seen(note: Path, listen: Listen, other: bytes | None) -> None:
    def change(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and str(arguments[0]).endswith(".draft") and note.exists():
            note.unlink()
            if other is not None:
                note.write_bytes(other)

    listen(change)
    with pytest.raises(NoteMoved):
        replace_note(note, OLD, NEW, stages(note))
    assert (note.read_bytes() if note.exists() else None) == other
    assert names(note.parent.parent) == ["vault"]


def test_the_draft_is_never_beside_the_note(note: Path, listen: Listen) -> None:
    seen: set[str] = set()
    listen(lambda event, _: seen.update(names(note.parent)) if event == "os.rename" else None)
    replace_note(note, OLD, NEW, stages(note))
    assert seen == {"note.md"}


def test_where_the_first_stage_is_elsewhere_the_next_is_used(note: Path, listen: Listen) -> None:
    if not SHARED.is_dir() or SHARED.stat().st_dev == note.stat().st_dev:
        pytest.skip("needs a second file system")
    seen: set[str] = set()
    listen(lambda event, _: seen.update(names(note.parent)) if event == "os.rename" else None)
    replace_note(note, OLD, NEW, [SHARED / "triage-test", note.parent / ".triage"])
    assert seen == {".triage", "note.md"}
    assert note.read_bytes() == NEW
    assert names(note.parent) == ["note.md"]
    with pytest.raises(Unwritable, match="no folder for a draft"):
        replace_note(note, NEW, OLD, [SHARED / "triage-test"])


def test_a_stage_that_another_file_is_in_stays(note: Path) -> None:
    stage = stages(note)[0]
    stage.mkdir()
    (stage / "notes-of-my-own").touch()
    replace_note(note, OLD, NEW, stages(note))
    assert names(stage) == ["notes-of-my-own"]


def test_drafts_that_were_left_behind_are_cleared(note: Path) -> None:
    for stage in stages(note):
        stage.mkdir()
        (stage / "0123456789abcdef.draft").touch()
    (stages(note)[0] / "mine.draft").touch()
    clear_stages(stages(note))
    assert names(stages(note)[0]) == ["mine.draft"]
    assert names(note.parent) == ["note.md"]


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755, 0o200])
def test_the_mode_is_kept(note: Path, mode: int) -> None:
    if mode == 0o200 and os.geteuid():
        pytest.skip("only root can read it")
    note.chmod(mode)
    replace_note(note, OLD, NEW, stages(note))
    assert stat.S_IMODE(note.stat().st_mode) == mode


def test_a_new_draft_is_private(note: Path, listen: Listen) -> None:
    note.chmod(0o644)
    modes: list[int] = []

    def look(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "os.chmod":
            modes.append(stat.S_IMODE(os.fstat(arguments[0]).st_mode))

    listen(look)
    replace_note(note, OLD, NEW, stages(note))
    assert modes == [0o600]


def test_owner_and_group_are_kept(note: Path) -> None:
    if os.geteuid():
        pytest.skip("only root can give a note away")
    os.chown(note, 1234, 2345)
    note.chmod(0o2640)
    replace_note(note, OLD, NEW, stages(note))
    status = note.stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (1234, 2345, 0o2640)


def test_a_note_whose_owner_cannot_be_kept_is_refused(note: Path) -> None:
    if os.geteuid():
        pytest.skip("only root can give a note away")
    note.chmod(0o666)
    for folder in (note.parent, note.parent.parent):
        folder.chmod(0o777)
    pid = os.fork()
    if not pid:  # as another user
        code = 1
        try:
            os.chdir(note.parent)
            os.setgid(4321)
            os.setuid(4321)
            replace_note(Path("note.md"), OLD, NEW, [Path("../drafts")])
        except Unwritable as error:
            code = 0 if "belongs to user 0" in str(error) else 2
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert note.read_bytes() == OLD
    assert names(note.parent.parent) == ["vault"]


def test_extended_attributes_are_kept(note: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("Python reads them on Linux alone")
    try:
        os.setxattr(note, "user.colour", b"\x00red")
    except OSError:
        pytest.skip("the file system has none")
    replace_note(note, OLD, NEW, stages(note))
    assert os.getxattr(note, "user.colour") == b"\x00red"


def test_access_lists_are_kept_and_none_is_inherited(note: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("Python reads them on Linux alone")
    # version 2; user, user 1234, group, mask, others, as in linux/posix_acl_xattr.h
    entries = [(1, 7, -1), (2, 6, 1234), (4, 4, -1), (16, 6, -1), (32, 0, -1)]
    acl = (2).to_bytes(4, "little") + b"".join(
        tag.to_bytes(2, "little") + right.to_bytes(2, "little") + (who & 0xFFFFFFFF).to_bytes(4, "little")
        for tag, right, who in entries
    )
    try:
        os.setxattr(note, "system.posix_acl_access", acl)
        os.setxattr(note.parent.parent, "system.posix_acl_default", acl)
    except OSError:
        pytest.skip("the file system has none")
    kept = os.getxattr(note, "system.posix_acl_access"), note.stat().st_mode
    replace_note(note, OLD, NEW, stages(note))
    assert (os.getxattr(note, "system.posix_acl_access"), note.stat().st_mode) == kept
    os.removexattr(note, "system.posix_acl_access")
    note.chmod(0o644)
    replace_note(note, NEW, OLD, stages(note))
    assert "system.posix_acl_access" not in os.listxattr(note)
    assert stat.S_IMODE(note.stat().st_mode) == 0o644


@pytest.mark.parametrize("ahead", [0, 3600])
def test_the_time_always_moves(note: Path, ahead: int) -> None:
    before = note.stat().st_mtime_ns + ahead * 10**9
    os.utime(note, ns=(before, before))
    for old, new in [(OLD, NEW), (NEW, OLD)] * 20:
        replace_note(note, old, new, stages(note))
        after = note.stat().st_mtime_ns
        assert before < after < before + 10**10
        before = after


@pytest.mark.parametrize("mode", [0o444, 0o400, 0o555])
def test_a_read_only_note_is_refused(note: Path, mode: int) -> None:
    note.chmod(mode)
    with pytest.raises(Unwritable, match=r"read-only; allow writing with chmod u\+w"):
        replace_note(note, OLD, NEW, stages(note))
    assert note.read_bytes() == OLD


def test_a_hard_link_is_refused(note: Path, tmp_path: Path) -> None:
    os.link(note, tmp_path / "other.md")
    with pytest.raises(Unwritable, match="2 names"):
        replace_note(note, OLD, NEW, stages(note))
    assert (tmp_path / "other.md").read_bytes() == note.read_bytes() == OLD


def test_what_is_no_file_is_refused(note: Path) -> None:
    folder, pipe, link = (note.with_name(name) for name in ("folder.md", "pipe.md", "link.md"))
    folder.mkdir()
    os.mkfifo(pipe)
    link.symlink_to(note)
    for path in (folder, pipe, link):
        with pytest.raises(Unwritable):
            replace_note(path, OLD, NEW, stages(note))
    assert link.is_symlink()
    assert note.read_bytes() == OLD


def test_a_read_only_folder_is_refused(note: Path) -> None:
    if not os.geteuid():
        pytest.skip("root may write everywhere")
    note.parent.chmod(0o555)
    try:
        with pytest.raises(Unwritable, match="folder must be writable"):
            replace_note(note, OLD, NEW, stages(note))
    finally:
        note.parent.chmod(0o755)
    assert note.read_bytes() == OLD
    assert names(note.parent.parent) == ["vault"]


def test_a_full_disk_leaves_the_note(note: Path) -> None:
    script = f"""
import resource
from pathlib import Path
from triage.storage.replace import Unwritable, replace_note
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    replace_note(Path({str(note)!r}), {OLD!r}, b"x" * 10_000, [Path({str(note.parent.parent / "drafts")!r})])
except Unwritable as error:
    print(error)
"""
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert said == "The note could not be replaced: File too large\n"
    assert note.read_bytes() == OLD
    assert names(note.parent.parent) == ["vault"]


def test_a_folder_that_the_disk_does_not_confirm_is_said(note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsync = os.fsync

    def fail(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(5, "Input/output error")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", fail)
    if sys.platform == "darwin":
        pytest.skip("flushes by fcntl")
    with pytest.raises(Unconfirmed, match="Input/output error"):
        replace_note(note, OLD, NEW, stages(note))
    assert note.read_bytes() == NEW


def test_short_writes_are_carried_on(note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, bytes(data[:3])))
    replace_note(note, OLD, NEW, stages(note))
    assert note.read_bytes() == NEW
