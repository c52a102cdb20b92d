"""What goes to a terminal, into logs and into other programs, from notes that mean harm."""

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from cli.command_line import Notes, Triage
from triage.core.plain import is_plain
from triage.session.session import Session

HURT = "a\x1b]52;c;aGk=\x07\x9b2J\u202e\x7f\udcffb"
TAGS = "#task #proposed #auto"


def test_the_log_of_a_fault_can_be_looked_at_in_a_terminal(
    notes: Notes, triage: Triage, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(session: Session) -> None:
        raise RuntimeError(f"bad {HURT}\nluck {HURT}")

    monkeypatch.setattr(Session, "begin", broken)
    os.umask(os.umask(0))
    ran = triage("list")
    assert ran.code == 70
    log = home / "xdg_state_home" / "triage" / "error.log"
    lines = log.read_bytes().decode().split("\n")
    assert any("RuntimeError: bad a␛]52" in line for line in lines)
    assert any("luck a␛]52" in line for line in lines)
    assert [line for line in lines if not is_plain(line)] == []
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_json_is_ascii_whatever_the_notes_hold(notes: Notes, triage: Triage) -> None:
    data = f"# {HURT}\n- [?] {HURT} @{HURT} 📅 2026-11-25 {TAGS}\n".encode("utf-8", "surrogateescape")
    notes.write({f"n {HURT.replace('/', '')}.md": data})
    (ref,) = [each["ref"] for each in triage("list", "--json").objects]
    for arguments in (
        ["list", "--json"],
        ["show", "--json", ref],
        ["accept", "--json", ref],
        ["log", "--json"],
    ):
        ran = triage(*arguments)
        assert ran.code == 0, ran.err
        assert ran.stdout.isascii()
        assert b"\x1b" not in ran.stdout
        assert b"\x7f" not in ran.stdout.replace(b"\\u007f", b"")
        assert ran.objects


@pytest.mark.parametrize("umask", [0, 0o22])
def test_what_is_kept_beside_the_vault_is_for_this_user_alone(
    notes: Notes, process: Triage, home: Path, umask: int
) -> None:
    notes.write({"a.md": f"- [?] Order wool {TAGS}\n- [?] Paint {TAGS}\n"})
    before = os.umask(umask)
    try:
        assert process("accept", "a.md:1").code == 0
        assert process("snooze", "--until", "2027-01-01", "a.md:2").code == 0
    finally:
        os.umask(before)
    kept = list((home / "xdg_state_home" / "triage").rglob("*"))
    assert {path.name for path in kept} >= {"journal.jsonl", "snoozes.json"}
    assert [path.name for path in kept if stat.S_IMODE(path.stat().st_mode) & 0o077] == []


@pytest.mark.parametrize(
    "reference", ["../outside.md:1", "{outside}:1", "linked.md:1", "a.md/../../outside.md:1", "/etc/passwd:1"]
)
def test_a_ref_never_leads_out_of_the_vault(
    notes: Notes, triage: Triage, tmp_path: Path, reference: str
) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text(f"- [?] Outside {TAGS}\n")
    notes.write({"a.md": f"- [?] Inside {TAGS}\n"})
    (notes.root / "linked.md").symlink_to(outside)
    for verb in ("accept", "show"):
        ran = triage(verb, reference.format(outside=outside))
        assert ran.code in (2, 4), ran.out
        assert "Outside" not in ran.out + ran.err
    assert outside.read_text() == f"- [?] Outside {TAGS}\n"


@pytest.mark.skipif(not shutil.which("localedef"), reason="this system makes no locales")
def test_a_latin_1_locale_changes_neither_names_nor_words(
    notes: Notes, process: Triage, new_process: Triage, tmp_path: Path
) -> None:
    made = subprocess.run(
        ["localedef", "-i", "en_US", "-f", "ISO-8859-1", str(tmp_path / "en_US.ISO-8859-1")],
        capture_output=True,
        check=False,
    )
    if not (tmp_path / "en_US.ISO-8859-1").exists():
        pytest.skip(f"the locale could not be made: {made.stderr!r}")
    notes.write({"café/nöte.md": f"- [?] Ünï 漢 📅 2026-11-25 {TAGS}\n"})
    latin = {"LC_ALL": "en_US.ISO-8859-1", "LOCPATH": str(tmp_path)}
    utf8 = process("list", "--json")
    assert utf8.objects[0]["note"] == "café/nöte.md"
    assert new_process("list", "--json", **latin).stdout == utf8.stdout
    assert "café/nöte.md" in new_process("list", **latin).out
    assert new_process("accept", utf8.objects[0]["ref"], **latin).code == 0
    assert process("undo").code == 0
    assert notes.read("café/nöte.md").decode() == f"- [?] Ünï 漢 📅 2026-11-25 {TAGS}\n"
