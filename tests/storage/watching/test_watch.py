"""Noticing what happens to the notes of a real folder."""

import errno
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue

import pytest

from triage.core.config import Config, Watch
from triage.core.vault_changes import Changes, Moved
from triage.storage.vault import Vault
from triage.storage.watching import folder_events
from triage.storage.watching import watch as watching
from triage.storage.watching.folder_events import FolderEvents, NoEvents
from triage.storage.watching.snapshot import Snapshot, root_of
from waiting import LIMIT_SECONDS, until


class Watcher:
    """Watches a vault, and remembers what was reported."""

    def __init__(self, vault: Vault) -> None:
        self.stop = threading.Event()
        self.told: list[Changes] = []
        self._queue: SimpleQueue[Changes] = SimpleQueue()
        self._vault = vault
        self.thread = threading.Thread(target=self._run, daemon=True)

    def _run(self) -> None:
        for changes in self._vault.watch(self.stop):
            self._queue.put(changes)

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait until the condition holds for the reports."""

        def holds() -> bool:
            while not self._queue.empty():
                self.told.append(self._queue.get())
            return condition()

        until(holds, "it is told", lambda: self.told)

    def sees(self, kind: str, path: str) -> None:
        """Wait until this change of a note is reported."""
        self.until(lambda: path in self.all(kind))

    def all(self, kind: str) -> list[str]:
        """The notes of which this change was reported, in order."""
        found: list[str] = []
        for changes in self.told:
            match kind:
                case "created":
                    found += [note.path for note in changes.created]
                case "changed":
                    found += changes.changed
                case "deleted":
                    found += changes.deleted
                case _:
                    found += [f"{moved.before} → {moved.after.path}" for moved in changes.moved]
        return found

    @property
    def problems(self) -> list[str]:
        return [problem for changes in self.told for problem in changes.problems]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    (root / "folder").mkdir(parents=True)
    for name in ("a.md", "b.md", "folder/c.md"):
        (root / name).write_text(f"{name}\n")
    return root


Start = Callable[..., Watcher]


@pytest.fixture
def start(root: Path) -> Iterator[Start]:
    """Begin to watch the vault, and wait until earlier changes are reported."""
    begun: list[Watcher] = []

    def begin(how: Watch = Watch.AUTO, *exclude: str, first: str = "first.md") -> Watcher:
        vault = Vault(root, Config(watch=how, exclude=exclude), state=root.parent)
        list(vault.find())
        watcher = Watcher(vault)
        begun.append(watcher)
        watcher.thread.start()
        if first:
            (root / first).write_text("It watches.\n")
            watcher.sees("created", first)
            (root / first).unlink()
            watcher.sees("deleted", first)
            watcher.told.clear()
        return watcher

    yield begin
    for watcher in begun:
        watcher.stop.set()
        watcher.thread.join(LIMIT_SECONDS)
        assert not watcher.thread.is_alive()


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "_OFTEN_SECONDS", 0.1)


@pytest.fixture(params=[Watch.AUTO, Watch.POLL])
def watcher(start: Start, request: pytest.FixtureRequest) -> Watcher:
    how: Watch = request.param
    return start(how)


def test_a_note_is_made_changed_moved_and_deleted(root: Path, watcher: Watcher) -> None:
    (root / "folder/new.md").write_text("new\n")
    watcher.sees("created", "folder/new.md")
    with (root / "folder/new.md").open("a") as file:
        file.write("more\n")
    watcher.sees("changed", "folder/new.md")
    (root / "folder/new.md").rename(root / "moved.md")
    watcher.sees("moved", "folder/new.md → moved.md")
    (root / "moved.md").unlink()
    watcher.sees("deleted", "moved.md")
    assert watcher.all("deleted") == ["moved.md"]
    assert watcher.all("created") == ["folder/new.md"]


def test_a_change_that_keeps_the_size_and_the_time_is_noticed(root: Path, watcher: Watcher) -> None:
    before = (root / "a.md").stat()
    (root / "a.md").write_text("A.MD\n")
    os.utime(root / "a.md", ns=(before.st_atime_ns, before.st_mtime_ns))
    watcher.sees("changed", "a.md")


def test_a_note_that_is_replaced_by_a_file_beside_it_has_changed(root: Path, watcher: Watcher) -> None:
    (root / ".a.draft").write_text("other\n")
    (root / ".a.draft").rename(root / "a.md")
    watcher.sees("changed", "a.md")
    assert not watcher.all("deleted")


def test_a_note_that_was_away_for_a_moment_was_never_deleted(root: Path, watcher: Watcher) -> None:
    (root / "a.md").rename(root / "a.md~")
    (root / "a.md").write_text("saved as vim does\n")
    watcher.sees("changed", "a.md")
    assert not watcher.all("deleted")
    assert not watcher.all("created")


def test_a_copy_whose_original_goes_was_moved(root: Path, watcher: Watcher) -> None:
    shutil.copyfile(root / "a.md", root / "folder/copied.md")
    (root / "a.md").unlink()
    watcher.until(lambda: bool(watcher.told))
    [changes] = watcher.told  # in one burst it is left to whoever knows what was in it
    at_once = (changes.deleted, [note.path for note in changes.created]) == (("a.md",), ["folder/copied.md"])
    assert at_once or watcher.all("moved") == ["a.md → folder/copied.md"]


def test_a_copy_whose_original_stays_is_a_note_like_any_other(root: Path, watcher: Watcher) -> None:
    shutil.copyfile(root / "a.md", root / "copied.md")
    watcher.sees("created", "copied.md")
    assert not watcher.all("moved")


def test_a_folder_comes_is_moved_and_goes(root: Path, watcher: Watcher) -> None:
    (root / "x/y/z").mkdir(parents=True)
    (root / "x/y/z/deep.md").write_text("deep\n")
    watcher.sees("created", "x/y/z/deep.md")
    (root / "x/y").rename(root / "x/w")
    watcher.sees("moved", "x/y/z/deep.md → x/w/z/deep.md")
    (root / "x/w/z/deep.md").write_text("deeper\n")
    watcher.sees("changed", "x/w/z/deep.md")
    shutil.rmtree(root / "x")
    watcher.sees("deleted", "x/w/z/deep.md")


def test_what_the_scan_leaves_out_is_never_told(root: Path, start: Start) -> None:
    (root / ".obsidian").mkdir()
    (root / ".obsidian/app.json").write_text('{"userIgnoreFilters": ["ignored/"]}')
    watcher = start(Watch.AUTO, "out")
    for folder in (".hidden", ".triage", "out", "ignored"):
        (root / folder).mkdir()
        (root / folder / "x.md").write_text("x\n")
    for name in (".draft.md", "a.sync-conflict-20261122-140500-ABCDEFG.md", "a.txt", "~syncthing~a.md"):
        (root / name).write_text("x\n")
    (root / "last.md").write_text("last\n")
    watcher.sees("created", "last.md")
    for folder in (".hidden", ".triage", "out", "ignored"):
        (root / folder / "x.md").write_text("y\n")
    (root / "last.md").write_text("more\n")
    watcher.sees("changed", "last.md")
    assert watcher.all("created") == ["last.md"]
    assert watcher.all("changed") == ["last.md"]


def test_a_note_reached_by_a_link_within_the_vault_is_told_by_the_name_that_finds_it(
    root: Path, start: Start
) -> None:
    (root / ".store").mkdir()
    (root / ".store/real.md").write_text("real\n")
    (root / "link.md").symlink_to(root / ".store/real.md")
    (root / "alias.md").symlink_to(root / "a.md")
    watcher = start()
    (root / ".store/real.md").write_text("other\n")
    watcher.sees("changed", "link.md")
    (root / "a.md").write_text("other\n")
    watcher.sees("changed", "a.md")
    (root / "link.md").unlink()
    watcher.sees("deleted", "link.md")
    assert set(watcher.all("changed")) == {"link.md", "a.md"}


def test_what_lies_outside_is_never_watched(
    root: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = root.parent / "outside"
    (outside / "deep").mkdir(parents=True)
    (outside / "o.md").write_text("o\n")
    (root / "away").symlink_to(outside)
    (root / ".git/objects").mkdir(parents=True)
    watched: list[str] = []
    real = FolderEvents.__init__

    def note(self: FolderEvents, folders: list[str]) -> None:
        watched.extend(folders)
        real(self, folders)

    monkeypatch.setattr(FolderEvents, "__init__", note)
    start()
    assert set(watched) == {str(root), str(root / "folder")}


def test_what_happened_between_the_scan_and_the_watch_is_told(root: Path) -> None:
    vault = Vault(root, Config(), state=root.parent)
    for name in ("a.md", "b.md", "folder/c.md"):
        os.utime(root / name)
    list(vault.find())
    (root / "a.md").write_text("changed meanwhile\n")
    (root / "b.md").unlink()
    (root / "new.md").write_text("new\n")
    watcher = Watcher(vault)
    watcher.thread.start()
    watcher.sees("changed", "a.md")
    watcher.sees("created", "new.md")
    watcher.sees("deleted", "b.md")
    watcher.stop.set()
    watcher.thread.join(LIMIT_SECONDS)


def test_the_watch_ends(start: Start) -> None:
    for how in (Watch.AUTO, Watch.POLL):
        watcher = start(how)
        watcher.stop.set()
        watcher.thread.join(LIMIT_SECONDS)
        assert not watcher.thread.is_alive()


def test_no_watch_where_the_config_says_off(root: Path, start: Start) -> None:
    watcher = start(Watch.OFF, first="")
    watcher.thread.join(LIMIT_SECONDS)
    assert not watcher.thread.is_alive()
    assert watcher._queue.empty()


@pytest.mark.parametrize("how", [Watch.AUTO, Watch.POLL])
def test_a_vault_that_goes_is_said_once_and_one_that_comes_back_is_looked_at(
    root: Path, start: Start, how: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "_ABSENT_SECONDS", 0.05)
    watcher = start(how)
    root.rename(root.parent / "away")
    watcher.until(lambda: any(changes.is_absent for changes in watcher.told))
    assert not watcher.all("deleted")
    looks = 0
    real = root_of

    def count(path: str) -> tuple[int, int]:
        nonlocal looks
        looks += 1
        return real(path)

    monkeypatch.setattr(watching, "root_of", count)
    until(lambda: looks >= 5, "it looks again")
    assert len([changes for changes in watcher.told if changes.is_absent]) == 1
    root.mkdir()
    (root / "a.md").write_text("another one\n")
    watcher.sees("changed", "a.md")
    watcher.sees("deleted", "b.md")
    (root / "later.md").write_text("and it is watched\n")
    watcher.sees("created", "later.md")
    assert len(watcher.problems) == 1


def test_a_place_where_nothing_is_mounted_any_more_is_no_empty_vault(
    root: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "_ABSENT_SECONDS", 0.05)
    watcher = start(Watch.POLL)
    monkeypatch.setattr(watching, "root_of", lambda path: (-1, -1))
    monkeypatch.setattr(
        watching, "snapshot", lambda path, walk: Snapshot((-1, -1), {}, {}, {}, {}, frozenset())
    )
    watcher.until(lambda: any(changes.is_absent for changes in watcher.told))
    monkeypatch.undo()
    watcher.until(lambda: not watcher.told[-1].is_absent)
    assert not watcher.all("deleted")


def test_where_the_system_has_no_events_left_it_is_looked_again_and_again(
    root: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    from watchfiles import _rust_notify

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "OS file watch limit reached. about ['/vault']")

    monkeypatch.setattr(_rust_notify, "RustNotify", full)
    watcher = start()
    (root / "a.md").write_text("other\n")
    watcher.sees("changed", "a.md")
    vault = Vault(root, Config(), state=root.parent)
    assert "max_user_watches" in vault.watching
    told = Watcher(vault)
    told.thread.start()
    told.until(lambda: bool(told.problems))
    told.stop.set()
    told.thread.join(LIMIT_SECONDS)
    assert "max_user_watches" in told.problems[0]


def test_a_name_that_is_no_utf8_does_not_end_the_watch(root: Path, start: Start) -> None:
    watcher = start()
    os.mkdir(os.fsencode(root) + b"/\xfe")  # noqa: PTH102
    Path(os.fsdecode(os.fsencode(root) + b"/\xff.md")).write_text("x\n")
    watcher.sees("created", "\udcff.md")
    (root / "a.md").write_text("other\n")
    watcher.sees("changed", "a.md")
    Path(os.fsdecode(os.fsencode(root) + b"/\xff.md")).write_text("y\n")
    watcher.sees("changed", "\udcff.md")


def test_a_burst_of_notes_is_told_without_a_gap(root: Path, watcher: Watcher) -> None:
    for number in range(300):
        (root / f"folder/{number}.md").write_text(f"{number}\n")
    watcher.until(lambda: len(watcher.all("created")) >= 300)
    assert sorted(watcher.all("created")) == sorted(f"folder/{number}.md" for number in range(300))


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("unshare"), reason="needs unshare of Linux")
def test_the_limits_of_a_system_are_met_by_looking(root: Path) -> None:
    """A user namespace has its own limits, so that other programs do not meet them."""
    script = (
        "import sys; from pathlib import Path; from triage.core.config import Config; "
        "from triage.storage.vault import Vault; print(Vault(Path(sys.argv[1]), Config()).watching)"
    )
    command = f'echo 1 > /proc/sys/user/max_inotify_watches && exec "{sys.executable}" -c "$1" "$2"'
    ran = subprocess.run(
        ["unshare", "--user", "--map-root-user", "sh", "-c", command, "sh", script, str(root)],
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode and "Error" not in ran.stderr:
        pytest.skip(f"no user namespaces here: {ran.stderr.strip()}")
    assert "looking again" in ran.stdout, ran.stderr
    assert "max_user_watches" in ran.stdout


def test_remote_file_systems_are_not_trusted_to_tell(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from triage.storage.mount import Mount

    vault = Vault(root, Config(), state=root.parent)
    assert "events" in vault.watching
    monkeypatch.setattr(watching, "mount_of", lambda folder: Mount(1, "nfs4", 1))
    assert "nfs4" in vault.watching
    assert "config" in Vault(root, Config(watch=Watch.POLL), state=root.parent).watching
    assert "next scan" in Vault(root, Config(watch=Watch.OFF), state=root.parent).watching


def test_the_reason_of_a_refusal_is_kept() -> None:
    with pytest.raises((FileNotFoundError, PermissionError)):
        FolderEvents(["/no/such/folder"])
    assert "max_user" in folder_events._reason(RuntimeError("Too many open files (os error 24)"))
    assert folder_events._reason(OSError("odd")) == "odd"
    assert isinstance(NoEvents("x"), Exception)
    assert Moved("a", None) != Moved("b", None)  # type: ignore[arg-type]
