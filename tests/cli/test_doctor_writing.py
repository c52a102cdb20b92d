"""What `triage doctor` says of how notes are written."""

import json
import os
from pathlib import Path

import pytest

from cli.command_line import Notes, Triage
from triage.core.config import Write
from triage.words.writing_words import PROMISED

SHARED = Path("/dev/shm")
LINE = "- [?] One #task #proposed #auto\n"


@pytest.mark.parametrize("mode", [Write.EXCHANGE, Write.INPLACE, Write.REPLACE])
def test_the_mode_that_the_config_asks_for_is_used_and_said(
    notes: Notes, triage: Triage, mode: Write
) -> None:
    notes.write({"n.md": LINE})
    triage("config", "set", "write", mode.value)
    said = json.loads(triage("doctor", "--json").out)["writing"]
    assert said["asked_for"] == mode
    if said["mode"] is None:
        pytest.skip(said["not_to_be_had"][mode])
    assert (said["mode"], said["promised"]) == (mode, PROMISED[mode])
    inode = (notes.root / "n.md").stat().st_ino
    assert triage("accept", "n.md:1").code == 0
    assert (notes.root / "n.md").read_text() == LINE.replace("[?]", "[ ]")
    assert ((notes.root / "n.md").stat().st_ino == inode) == (mode is Write.INPLACE)
    assert f"Writing: {mode} (as the config says): {PROMISED[mode]}" in triage("doctor").out


def test_where_drafts_are_made_elsewhere_it_is_said(
    notes: Notes, triage: Triage, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not SHARED.is_dir() or SHARED.stat().st_dev == notes.root.stat().st_dev:
        pytest.skip("needs a second file system")
    state = SHARED / f"triage-test-{os.getpid()}"
    monkeypatch.setenv("XDG_STATE_HOME", str(state))
    try:
        said = triage("doctor").out
        assert "lies on another file system than the vault, so " in said
        assert f"{notes.root.parent}/.triage-Vault-" in said
        assert sorted(path.name for path in notes.root.parent.iterdir()) == ["Vault", "home"]
    finally:
        for folder in sorted(state.rglob("*"), reverse=True):
            folder.unlink() if folder.is_file() else folder.rmdir()
        state.rmdir()
