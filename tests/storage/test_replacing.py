import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from triage.core.config import Write
from triage.storage.journal.journal_record import Trace
from triage.storage.mount import Mount
from triage.storage.replacing import file_systems
from triage.storage.replacing.draft import tidy
from triage.storage.replacing.file_systems import FileSystems
from triage.storage.replacing.replace import replace_note
from triage.storage.replacing.target import NoteMoved, Unwritable

Listen = Callable[[Callable[[str, tuple[Any, ...]], None]], None]

OLD = b"\xef\xbb\xbf- [?] one\r\n\x00\xff\n- [?] two"
NEW = b"\xef\xbb\xbf- [x] one\r\n\x00\xff\n- [?] two"
SHARED = Path("/dev/shm")
MODES = [Write.EXCHANGE, Write.INPLACE, Write.REPLACE]


@pytest.fixture
def note(tmp_path: Path) -> Path:
    (tmp_path / "vault").mkdir()
    note = tmp_path.resolve() / "vault/note.md"
    note.write_bytes(OLD)
    return note


@pytest.fixture(params=MODES)
def mode(request: pytest.FixtureRequest, tmp_path: Path) -> Write:
    chosen: Write = request.param
    if not FileSystems(tmp_path.resolve(), tmp_path.resolve(), chosen).methods(tmp_path.resolve()):
        pytest.skip(f"the file system has no way to {chosen}")
    return chosen


Replace = Callable[[Path, bytes, bytes], None]


@pytest.fixture
def replace(mode: Write) -> Replace:
    """Replace a note in one mode, with the folder above the vault for drafts; nothing may be left there."""
    return partial(replaced, mode)


def replaced(mode: Write, note: Path, before: bytes, after: bytes) -> None:
    own = FileSystems(note.parent, note.parent.parent, mode)
    begun: list[Trace] = []
    trace = replace_note(own, note, before, after, begun.append)
    assert begun == [trace]
    assert trace.mode == mode
    file = Path(trace.stage, trace.draft)
    if mode is Write.EXCHANGE:
        assert file.read_bytes() == before
        file.unlink()
    assert not file.exists()
    tidy(own.all_stages())


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_note_is_replaced_and_nothing_else_is_left(replace: Replace, note: Path) -> None:
    replace(note, OLD, NEW)
    assert note.read_bytes() == NEW
    assert names(note.parent) == ["note.md"]
    assert names(note.parent.parent) == ["vault"]


def test_a_note_that_holds_something_else_is_left(replace: Replace, note: Path) -> None:
    for other in (OLD[:-1], OLD + b"\n", NEW, b""):
        with pytest.raises(NoteMoved):
            replace(note, other, NEW)
    assert note.read_bytes() == OLD


def test_a_note_that_is_gone_has_moved(replace: Replace, note: Path) -> None:
    note.unlink()
    with pytest.raises(NoteMoved):
        replace(note, OLD, NEW)
    assert not note.exists()


@pytest.mark.parametrize("other", [OLD + b"more", NEW, None])
def test_a_change_while_the_draft_is_written_is_seen(
    replace: Replace, note: Path, listen: Listen, other: bytes | None
) -> None:
    def change(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and str(arguments[0]).endswith(".draft") and note.exists():
            note.unlink()
            if other is not None:
                note.write_bytes(other)

    listen(change)
    with pytest.raises(NoteMoved):
        replace(note, OLD, NEW)
    assert (note.read_bytes() if note.exists() else None) == other
    assert names(note.parent.parent) == ["vault"]


def test_the_draft_is_never_beside_the_note(replace: Replace, note: Path, listen: Listen) -> None:
    seen: set[str] = set()
    listen(
        lambda event, _: seen.update(names(note.parent)) if event in {"os.rename", "fcntl.fcntl"} else None
    )
    replace(note, OLD, NEW)
    assert seen == {"note.md"}


def test_where_the_first_stage_is_elsewhere_the_next_is_used(mode: Write, note: Path, listen: Listen) -> None:
    if not SHARED.is_dir() or SHARED.stat().st_dev == note.stat().st_dev:
        pytest.skip("needs a second file system")
    vault = FileSystems(note.parent, SHARED, mode)
    beside = note.parent.parent / ".triage-shm"
    assert [way.stage for way in vault.methods(note.parent)] == [beside, note.parent / ".triage"]
    trace = replace_note(vault, note, OLD, NEW, lambda trace: None)
    assert trace.stage == str(beside)
    assert note.read_bytes() == NEW


def test_stages_within_the_vault_are_where_something_is_mounted(
    note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = note.parent / "disk"
    monkeypatch.setattr(file_systems, "mounts_beneath", lambda root: [str(disk)])
    vault = FileSystems(note.parent, note.parent.parent, Write.AUTO)
    assert vault.all_stages()[-1] == disk / ".triage"
    mount = Mount(7, "ext4", 1, str(disk))
    assert vault.stages(disk / "deep", mount)[-1] == disk / ".triage"
    assert vault.stages(disk, Mount(8, "ext4", 1, "/"))[-1] == note.parent / ".triage"


def test_a_stage_that_another_file_is_in_stays(replace: Replace, note: Path) -> None:
    stage = note.parent.parent / "drafts"
    stage.mkdir()
    (stage / "notes-of-my-own").touch()
    replace(note, OLD, NEW)
    assert names(stage) == ["notes-of-my-own"]


@pytest.mark.parametrize("bits", [0o600, 0o644, 0o664, 0o755, 0o200])
def test_the_mode_is_kept(replace: Replace, note: Path, bits: int) -> None:
    if bits == 0o200 and os.geteuid():
        pytest.skip("only root can read it")
    note.chmod(bits)
    replace(note, OLD, NEW)
    assert stat.S_IMODE(note.stat().st_mode) == bits


def test_a_new_draft_is_private(replace: Replace, note: Path, listen: Listen) -> None:
    note.chmod(0o644)
    modes: set[int] = set()

    def look(event: str, _: tuple[Any, ...]) -> None:
        if event in {"os.chmod", "fcntl.fcntl"}:
            drafts = (note.parent.parent / "drafts").glob("*.draft")
            modes.update(stat.S_IMODE(draft.stat().st_mode) for draft in drafts if draft.stat().st_size == 0)

    listen(look)
    replace(note, OLD, NEW)
    assert modes <= {0o600}


def test_owner_and_group_are_kept(replace: Replace, note: Path) -> None:
    if os.geteuid():
        pytest.skip("only root can give a note away")
    os.chown(note, 1234, 2345)
    note.chmod(0o2640)
    replace(note, OLD, NEW)
    status = note.stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (1234, 2345, 0o2640)


def test_a_note_whose_owner_cannot_be_kept_is_refused(mode: Write) -> None:
    if os.geteuid():
        pytest.skip("only root can give a note away")
    with TemporaryDirectory() as open_to_all:
        _refuse_as_another_user(mode, Path(open_to_all).resolve())


def _refuse_as_another_user(mode: Write, folder: Path) -> None:
    note = folder / "vault/note.md"
    note.parent.mkdir()
    note.write_bytes(OLD)
    note.chmod(0o666)
    for folder in (note.parent, note.parent.parent):
        folder.chmod(0o777)
    pid = os.fork()
    if not pid:  # as another user
        code = 1
        try:
            os.setgid(4321)
            os.setuid(4321)
            replaced(mode, note, OLD, NEW)
        except Unwritable as error:
            code = 0 if re.search("belongs to (user 0|another user)", str(error)) else 2
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert note.read_bytes() == OLD
    assert names(note.parent.parent) == ["vault"]


def test_extended_attributes_are_kept(replace: Replace, note: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("Python reads them on Linux alone")
    try:
        os.setxattr(note, "user.colour", b"\x00red")
    except OSError:
        pytest.skip("the file system has none")
    replace(note, OLD, NEW)
    assert os.getxattr(note, "user.colour") == b"\x00red"


def test_access_lists_are_kept_and_none_is_inherited(replace: Replace, note: Path) -> None:
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
    replace(note, OLD, NEW)
    assert (os.getxattr(note, "system.posix_acl_access"), note.stat().st_mode) == kept
    os.removexattr(note, "system.posix_acl_access")
    note.chmod(0o644)
    replace(note, NEW, OLD)
    assert "system.posix_acl_access" not in os.listxattr(note)
    assert stat.S_IMODE(note.stat().st_mode) == 0o644


@pytest.mark.parametrize("ahead", [0, 3600])
def test_the_time_always_moves(replace: Replace, note: Path, ahead: int) -> None:
    before = note.stat().st_mtime_ns + ahead * 10**9
    os.utime(note, ns=(before, before))
    for old, new in [(OLD, NEW), (NEW, OLD)] * 20:
        replace(note, old, new)
        after = note.stat().st_mtime_ns
        assert before < after < before + 10**10
        before = after


@pytest.mark.parametrize("bits", [0o444, 0o400, 0o555])
def test_a_read_only_note_is_refused(replace: Replace, note: Path, bits: int) -> None:
    note.chmod(bits)
    with pytest.raises(Unwritable, match=r"read-only; allow writing with chmod u\+w"):
        replace(note, OLD, NEW)
    assert note.read_bytes() == OLD


def test_a_hard_link_is_refused_or_stays_one(
    replace: Replace, mode: Write, note: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.md"
    os.link(note, other)
    if mode is Write.INPLACE:
        replace(note, OLD, NEW)
        assert other.samefile(note)
        assert other.read_bytes() == NEW
    else:
        with pytest.raises(Unwritable, match="2 names"):
            replace(note, OLD, NEW)
        assert other.read_bytes() == note.read_bytes() == OLD


def test_of_itself_a_hard_link_is_written_in_place(note: Path, tmp_path: Path) -> None:
    os.link(note, tmp_path / "other.md")
    own = FileSystems(note.parent, note.parent.parent, Write.AUTO)
    if Write.INPLACE not in {way.mode for way in own.methods(note.parent)}:
        pytest.skip("the file system has no leases")
    assert replace_note(own, note, OLD, NEW, lambda trace: None).mode == Write.INPLACE
    assert (tmp_path / "other.md").read_bytes() == note.read_bytes() == NEW


def test_in_place_the_note_keeps_its_file(note: Path) -> None:
    inode = note.stat().st_ino
    own = FileSystems(note.parent, note.parent.parent, Write.INPLACE)
    if not own.methods(note.parent):
        pytest.skip("the file system has no leases")
    for before, after in [(OLD, NEW), (NEW, NEW + OLD), (NEW + OLD, b"short"), (b"short", b"")]:
        replaced(Write.INPLACE, note, before, after)
        assert note.read_bytes() == after
    assert note.stat().st_ino == inode


def test_what_is_no_file_is_refused(replace: Replace, note: Path) -> None:
    folder, pipe, link = (note.with_name(name) for name in ("folder.md", "pipe.md", "link.md"))
    folder.mkdir()
    os.mkfifo(pipe)
    link.symlink_to(note)
    for path in (folder, pipe, link):
        with pytest.raises(Unwritable):
            replace(path, OLD, NEW)
    assert link.is_symlink()
    assert note.read_bytes() == OLD


def test_a_read_only_folder_is_refused(replace: Replace, note: Path) -> None:
    if not os.geteuid():
        pytest.skip("root may write everywhere")
    note.parent.chmod(0o555)
    try:
        with pytest.raises(Unwritable, match="folder must be writable"):
            replace(note, OLD, NEW)
    finally:
        note.parent.chmod(0o755)
    assert note.read_bytes() == OLD
    assert names(note.parent.parent) == ["vault"]


def test_a_full_disk_leaves_the_note(mode: Write, note: Path) -> None:
    script = f"""
import resource
from pathlib import Path
from triage.core.config import Write
from triage.storage.replacing.file_systems import FileSystems
from triage.storage.replacing.replace import replace_note
from triage.storage.replacing.target import Unwritable
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    note = Path({str(note)!r})
    own = FileSystems(note.parent, note.parent.parent, Write({mode.value!r}))
    replace_note(own, note, {OLD!r}, {OLD!r} + b"x" * 10_000, lambda trace: None)
except Unwritable as error:
    print(error)
"""
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert re.fullmatch("The note could not be (replaced|written): File too large\n", said)
    assert note.read_bytes() == OLD
    tidy([note.parent.parent / "drafts"])
    assert names(note.parent.parent) == ["vault"]


def test_short_writes_are_carried_on(replace: Replace, note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write, pwrite = os.write, os.pwrite
    monkeypatch.setattr(os, "write", lambda file, data: write(file, bytes(data[:3])))
    monkeypatch.setattr(os, "pwrite", lambda file, data, at: pwrite(file, bytes(data[:3]), at))
    replace(note, OLD, NEW)
    assert note.read_bytes() == NEW
