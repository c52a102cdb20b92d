"""A vault in which one hostile text stands wherever a text can stand."""

import json
import os
from pathlib import Path
from typing import Final

from torture.machine import TAGS, Machine
from torture.payloads import in_a_name, in_text

FIRST: Final = "Order the lamp"
PAYS: Final = "Paint the boat"
SAID: Final = "Said before"


class HostileVault:
    """The vault, what is beside it, and the text."""

    def __init__(self, folder: Path, command: tuple[str, ...], payload: str) -> None:
        """Make all of it beneath a folder."""
        self.payload = payload
        name = in_a_name(payload)
        self.machine = Machine(folder, command, folder / f"vault {name}")
        self.folder = self.machine.vault / in_a_name(f"in {payload}")
        self.note = f"{self.folder.name}/2026-10-01 {name}.md"
        self.other = f"{in_a_name(f'nested {payload}')}/2026-09-01 Loft {name}.md"
        self._write(self.note, self._hostile_note())
        self._write(self.other, self._other_note())
        self._write("2026-08-01 Broken.md", f"---\ntitle: [{payload}\n---\n- [?] Broken {payload} {TAGS}\n")
        self._obsidian(self.machine.vault)
        self._obsidian(self.machine.vault / in_a_name(f"nested {payload}"))
        self._unreadable(f"2026-07-01 Gone {name}.md")
        self.config = folder / "config" / "triage" / "config.yaml"
        self.config.parent.mkdir(parents=True)
        self.config.write_text(self._config(), encoding="utf-8")

    def _write(self, path: str, text: str) -> None:
        file = self.machine.vault / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8", "surrogateescape"))

    def _unreadable(self, name: str) -> None:
        """Make notes that cannot be read, so that their names are among the problems."""
        (self.machine.vault / name).symlink_to("/etc/passwd")
        os.mkfifo(self.machine.vault / f"pipe {name}")
        os.truncate(self._large(name), 2**21)

    def _large(self, name: str) -> Path:
        file = self.machine.vault / f"large {name}"
        file.touch()
        return file

    def _hostile_note(self) -> str:
        payload, quoted = self.payload, _quoted(in_text(self.payload)[:200])
        return "\n".join(
            [
                "---",
                f"title: {quoted}",
                f"participants: [{quoted}, Ada Quill]",
                f"source: {quoted}",
                f"type: {quoted}",
                f"date: {quoted}",
                "---",
                f"# {payload}",
                payload,
                f"- [?] {FIRST} {payload} @Ada Quill 📅 2026-11-02 {TAGS}",
                f"  - [?] Beneath it {payload} @Myself {TAGS}",
                f"- [?] {payload} @Bo said so 📅 2026-11-03 ⏫ {TAGS}",
                f"- [?] Owned @{payload[:300]} and @Cy Lund {TAGS}",
                f"- [?] Tagged @Myself {TAGS} #{payload[:300]}",
                f"- [?] Hidden 📅 2026-11-04 {payload} {TAGS}",
                f"- [x] {SAID} {payload} #task",
                f"- [?] {SAID} {payload} {TAGS}",
                payload,
                "",
            ]
        )

    def _other_note(self) -> str:
        return f"# {self.payload}\n" + "".join(
            f"- [?] {words} {self.payload[:2000]} @{self.payload[:60]} 📅 2026-11-02 {TAGS}\n"
            for words in (FIRST, PAYS, *(f"Berth {number}" for number in range(12)))
        )

    def _obsidian(self, vault: Path) -> None:
        plugin = vault / ".obsidian" / "plugins" / "obsidian-tasks-plugin"
        plugin.mkdir(parents=True, exist_ok=True)
        text = in_text(self.payload)[:200]
        statuses = [
            {"symbol": "?", "name": f"Proposed {text}", "type": "TODO"},
            {"symbol": "R", "name": f"{text} refused", "type": "NON_TASK"},
        ]
        settings = {"statusSettings": {"coreStatuses": [], "customStatuses": statuses}, "setDoneDate": True}
        (plugin / "data.json").write_text(json.dumps(settings))
        (vault / ".obsidian" / "app.json").write_text(json.dumps({"userIgnoreFilters": [f"/({text[:40]}/"]}))

    def _config(self) -> str:
        text = in_text(self.payload)[:100]
        return "\n".join(
            [
                f"views: {{{_quoted(f'v {text}')}: lamp, other: boat}}",
                f"people: {{aliases: {{Ada Quill: [{_quoted(f'A {text}')}]}}}}",
                "mine: [Myself]",
                "largest_note: 1",
                "bulk_limit: 2",
                'symbols: {rejected: "-"}',
                "",
            ]
        )


def _quoted(text: str) -> str:
    """The text in YAML, which allows some characters only as an escape."""
    return '"' + "".join(each if each.isalnum() else f"\\U{ord(each):08x}" for each in text) + '"'
