"""Notes with odd names and times, and notes that are gone for a moment."""

import os
from pathlib import Path

import pytest

from storage.test_vault_save import NOTE, edits, gesture
from triage.core.config import Config, Write
from triage.core.task.edit import Result
from triage.storage.vault import Vault

SHARED = Path("/dev/shm")
TIMES = [
    *(2**63 - 1, 2**62, 2**62 * 10**9, (2**63 - 1) * 10**9),
    *(-1, -(2**62), -62_135_596_801 * 10**9, 253_402_300_799 * 10**9, 253_402_300_800 * 10**9),
]
"""In nanoseconds: the limits of what systems count with, and of the calendar."""


@pytest.mark.parametrize("moment", TIMES)
@pytest.mark.parametrize("mode", [Write.EXCHANGE, Write.INPLACE, Write.REPLACE])
def test_a_time_beyond_the_calendar_ends_nothing(tmp_path: Path, mode: Write, moment: int) -> None:
    folder = SHARED / f"triage-{os.getpid()}-{tmp_path.name}" if SHARED.is_dir() else tmp_path
    (folder / "vault").mkdir(parents=True)
    note = folder / "vault/n.md"
    try:
        note.write_bytes(NOTE)
        seconds, rest = divmod(moment, 10**9)
        if rest:
            os.utime(note, ns=(moment, moment))
        else:
            os.utime(note, (seconds, seconds))
        vault = Vault(folder / "vault", Config(write=mode), state=folder)
        assert [found.path for found in vault.find()] == ["n.md"]
        before = note.stat().st_mtime_ns
        (outcome,) = vault.save("n.md", edits(NOTE, 1), gesture())
        assert outcome.result is Result.SAVED, outcome.reason
        assert note.read_bytes() == NOTE.replace(b"[?] first", b"[x] first")
        assert note.stat().st_mtime_ns != before
        (folder / "drafts").mkdir(mode=0o700, exist_ok=True)
        left = folder / "drafts" / f"{'0' * 16}.draft"
        left.write_bytes(b"left behind")
        os.utime(left, (seconds, seconds))
        (said,) = vault.tidy(is_last=True)
        assert "it is kept as" in said
        assert [kept.read_bytes() for kept in (folder / "kept").iterdir()] == [b"left behind"]
    finally:
        for path in sorted(folder.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()


@pytest.mark.parametrize("stem", ["n" * 252, "é" * 126, "n" + "é" * 125, "\U0001f6f6" * 63, "\udcff" * 252])
def test_what_a_note_of_the_longest_name_was_can_be_set_aside(tmp_path: Path, stem: str) -> None:
    name = f"{stem}.md"
    (tmp_path / "vault").mkdir()
    (tmp_path / "state").mkdir()
    try:
        (tmp_path / "vault" / name).write_bytes(NOTE)
    except OSError:
        pytest.skip("the file system has no such name")
    vault = Vault(tmp_path / "vault", Config(write=Write.EXCHANGE), state=tmp_path / "state")
    (outcome,) = vault.save(name, edits(NOTE, 1), gesture())
    assert outcome.result is Result.SAVED
    left = list((tmp_path / "state/drafts").iterdir())
    if not left:
        pytest.skip("the file system cannot exchange two files")
    left[0].write_bytes(b"late")
    (tmp_path / "vault" / name).write_bytes(b"changed since")
    (said,) = vault.tidy(is_last=True)
    (kept,) = (tmp_path / "state/kept").iterdir()
    assert said.endswith(f"what it wrote is kept as: {kept}")
    assert kept.read_bytes() == b"late"
    assert len(os.fsencode(kept.name)) <= 140
    end = os.fsencode(kept.name)[27:]
    assert os.fsencode(name).endswith(end)
    assert "\udcff" in stem or end.decode() == name[-len(end.decode()) :]


def test_a_note_that_is_renamed_away_and_written_anew_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Save as vim does with `backupcopy=no`."""
    note, vault = _vault(tmp_path)
    note.rename(f"{note}~")
    waited: list[float] = []

    def come_back(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 3:
            note.write_bytes(NOTE + b"\nmore")

    monkeypatch.setattr("time.sleep", come_back)
    (outcome,) = vault.save("n.md", edits(NOTE, 1), gesture())
    assert outcome.result is Result.SAVED
    assert note.read_bytes() == NOTE.replace(b"[?] first", b"[x] first") + b"\nmore"
    assert sum(waited) < 0.3


@pytest.mark.parametrize("is_begun", [True, False])
def test_the_notes_of_a_gesture_that_are_gone_are_waited_for_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_begun: bool
) -> None:
    note, vault = _vault(tmp_path)
    wanted = edits(NOTE, 1)
    names = [f"gone {number}.md" for number in range(20)]
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    if is_begun:
        vault.begin(gesture(), dict.fromkeys(names, wanted))
    results = {vault.save(name, wanted, gesture())[0].result for name in names}
    vault.end(gesture(), is_stopped=False)
    assert results == {Result.GONE}
    times = 1 if is_begun else len(names)
    assert times * 0.2 < sum(waited) < times * 0.4
    assert note.read_bytes() == NOTE


def _vault(tmp_path: Path) -> tuple[Path, Vault]:
    (tmp_path / "vault").mkdir()
    (tmp_path / "state").mkdir()
    note = tmp_path / "vault/n.md"
    note.write_bytes(NOTE)
    return note, Vault(tmp_path / "vault", Config(), state=tmp_path / "state")
