"""Drafts that another program removes or replaces, and stages that other users can reach."""

import os
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from triage.core.config import Write
from triage.storage.journal.journal_record import Trace
from triage.storage.replacing import by_rename, exchange, in_place
from triage.storage.replacing import draft as drafts
from triage.storage.replacing import swap as swapping
from triage.storage.replacing.draft import LATE, drafts_in, new_name, staged
from triage.storage.replacing.file_systems import FileSystems
from triage.storage.replacing.replace import replace_note
from triage.storage.replacing.target import NoteMoved, Unsupported, Unwritable

OLD = b"- [?] one\n- [?] two\n"
NEW = b"- [x] one\n- [?] two\n"
FOREIGN = b"what another program put there\n"
MODES = [Write.EXCHANGE, Write.INPLACE, Write.REPLACE]
Act = Callable[[Path], None]


@pytest.fixture
def note(tmp_path: Path) -> Path:
    (tmp_path / "vault").mkdir()
    note = tmp_path.resolve() / "vault/note.md"
    note.write_bytes(OLD)
    return note


@pytest.fixture(params=MODES)
def file_systems(request: pytest.FixtureRequest, note: Path) -> FileSystems:
    root = note.parent.parent
    file_systems = FileSystems(note.parent, root, request.param)
    if not file_systems.methods(note.parent):
        pytest.skip(f"the file system has no way to {request.param}")
    return file_systems


def draft_in(stage: Path) -> Path:
    (draft,) = stage.glob("*.draft")
    return draft


def removed(stage: Path) -> None:
    draft_in(stage).unlink()


def moved(stage: Path) -> None:
    draft = draft_in(stage)
    draft.rename(draft.with_name("elsewhere"))


def replaced(stage: Path) -> None:
    draft = draft_in(stage)
    draft.unlink()
    _wait_for_a_tick(stage)
    draft.write_bytes(FOREIGN)


def _wait_for_a_tick(folder: Path) -> None:
    """Wait until the file system's clock moves on: it tells which of two files was the draft."""
    probe = folder / "probe"
    probe.touch()
    begun = probe.stat().st_ctime_ns
    while probe.stat().st_ctime_ns == begun:
        probe.touch()
    probe.unlink()


def at_the_last_moment(monkeypatch: pytest.MonkeyPatch, act: Act, stages: list[Path], times: int) -> None:
    """Act on the first stages at the moment in which their draft is used, in any mode."""
    left = [times]

    def before(stage: Path) -> None:
        if left[0] and stage not in stages:  # the second time the note itself is put back
            left[0] -= 1
            stages.append(stage)
            act(stage)

    def stage_of(folder: int) -> Path:
        return Path(f"/proc/self/fd/{folder}").readlink()

    def swap(folder: int, name: str, other_folder: int, other_name: str) -> None:
        before(stage_of(folder))
        swapping.swap(folder, name, other_folder, other_name)

    real_replace = os.replace

    def replace(name: str, other: str, *, src_dir_fd: int, dst_dir_fd: int) -> None:
        before(stage_of(src_dir_fd))
        real_replace(name, other, src_dir_fd=src_dir_fd, dst_dir_fd=dst_dir_fd)

    real_check = drafts.still_ours

    def still_ours(draft: int, folder: int, trace: Trace) -> None:
        before(stage_of(folder))
        real_check(draft, folder, trace)

    monkeypatch.setattr(exchange, "swap", swap)
    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(in_place, "still_ours", still_ours)


@pytest.mark.parametrize("act", [removed, moved, replaced])
def test_a_draft_that_is_taken_is_written_again_in_the_next_place(
    file_systems: FileSystems, note: Path, monkeypatch: pytest.MonkeyPatch, act: Act
) -> None:
    stages: list[Path] = []
    at_the_last_moment(monkeypatch, act, stages, 1)
    trace = replace_note(file_systems, note, OLD, NEW, lambda trace: None)
    assert note.read_bytes() == NEW
    assert Path(trace.stage) not in stages


@pytest.mark.parametrize("act", [removed, moved, replaced])
def test_a_note_whose_drafts_are_always_taken_is_not_saved(
    file_systems: FileSystems, note: Path, monkeypatch: pytest.MonkeyPatch, act: Act
) -> None:
    stages: list[Path] = []
    inode = note.stat().st_ino
    at_the_last_moment(monkeypatch, act, stages, 100)
    with pytest.raises(Unwritable, match=r"Another program has (removed|put)"):
        replace_note(file_systems, note, OLD, NEW, lambda trace: None)
    assert note.read_bytes() == OLD
    assert (note.stat().st_ino == inode) or "replace" in {
        way.mode for way in file_systems.methods(note.parent)
    }
    if act is replaced:
        kept = [file.read_bytes() for stage in set(stages) for file in stage.iterdir()]
        assert kept.count(FOREIGN) == len(stages) == 3


def test_a_note_that_is_gone_with_its_draft_is_not_saved(
    file_systems: FileSystems, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def both(stage: Path) -> None:
        removed(stage)
        note.unlink(missing_ok=True)

    at_the_last_moment(monkeypatch, both, [], 1)
    with pytest.raises((Unwritable, NoteMoved)):
        replace_note(file_systems, note, OLD, NEW, lambda trace: None)
    assert not note.exists()


def of_another_user(stage: Path) -> None:
    if os.geteuid():
        pytest.skip("only root can give a folder away")
    stage.mkdir(mode=0o700)
    os.chown(stage, 4321, 4321)


def open_to_all(stage: Path) -> None:
    stage.mkdir()
    stage.chmod(0o777)


def open_to_the_group(stage: Path) -> None:
    stage.mkdir()
    stage.chmod(0o770)


def a_link(stage: Path) -> None:
    (stage.parent / "elsewhere").mkdir()
    stage.symlink_to("elsewhere")


def a_dead_link(stage: Path) -> None:
    stage.symlink_to("nowhere")


def a_file(stage: Path) -> None:
    stage.touch()


UNSAFE = [of_another_user, open_to_all, open_to_the_group, a_link, a_dead_link, a_file]


@pytest.mark.parametrize("unsafe", UNSAFE)
@pytest.mark.parametrize("is_known", [True, False])
def test_a_folder_for_drafts_that_others_reach_is_not_used(
    note: Path, tmp_path: Path, unsafe: Act, is_known: bool
) -> None:
    """Whether the file was there when the methods were looked for, or came later."""
    file_systems = FileSystems(note.parent, tmp_path.resolve(), Write.AUTO)
    stage = tmp_path.resolve() / "drafts"
    if not is_known:
        assert file_systems.methods(note.parent)[0].stage == stage
    unsafe(stage)
    planted = stage / new_name()
    if stage.is_dir():
        planted.write_bytes(FOREIGN)
    trace = replace_note(file_systems, note, OLD, NEW, lambda trace: None)
    assert note.read_bytes() == NEW
    assert Path(trace.stage) != stage
    best = FileSystems(note.parent, tmp_path.resolve() / "missing", Write.AUTO).methods(note.parent)[0]
    assert trace.mode == best.mode
    assert not stage.is_dir() or [file.name for file in stage.iterdir()] == [planted.name]
    assert list(drafts_in([stage])) == []


def test_a_folder_for_drafts_is_made_private_in_a_vault_of_a_group(note: Path, tmp_path: Path) -> None:
    note.parent.chmod(0o2770)
    before = os.umask(0)
    try:
        with staged(note.parent / ".triage") as folder:
            assert os.fstat(folder).st_mode & 0o777 == 0o700
    finally:
        os.umask(before)


def test_each_folder_that_is_refused_is_told_with_the_reason(tmp_path: Path) -> None:
    open_to_all(tmp_path / "drafts")
    with pytest.raises(Unsupported, match="can be written by other users"), staged(tmp_path / "drafts"):
        pass


def test_late_bytes_in_a_note_that_was_renamed_over_are_left_in_the_stage(
    note: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_systems = FileSystems(note.parent, tmp_path.resolve(), Write.REPLACE)

    def late(stage: Path) -> None:
        with note.open("ab") as file:
            file.write(FOREIGN)

    monkeypatch.setattr(by_rename, "leased_if_possible", lambda note, kind: nullcontext())
    at_the_last_moment(monkeypatch, late, [], 1)
    trace = replace_note(file_systems, note, OLD, NEW, lambda trace: None)
    assert note.read_bytes() == NEW
    assert Path(trace.stage, trace.draft + LATE).read_bytes() == OLD + FOREIGN
