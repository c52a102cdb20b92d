"""What became of a labelled vault, against what its labels want."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from label import Label, Wanted
from triage.core.history.gesture import Entry

SYMBOLS = {Wanted.ACCEPT: " ", Wanted.REJECT: "-", Wanted.DUPLICATE: "-"}
"""What each decision writes into the box."""


def verify(vault_before: Path, vault_after: Path, labels: Iterable[Label]) -> list[str]:
    """What in the vault is not as the labels want it, a sentence each; without labels nothing may differ."""
    wanted: dict[str, dict[int, Label]] = {}
    for label in labels:
        wanted.setdefault(label.note, {})[label.line_number] = label
    before, after = _tree(vault_before), _tree(vault_after)
    found = [f"{name}: it was not there before" for name in sorted(after.keys() - before.keys())]
    found += [f"{name}: it is no longer there" for name in sorted(before.keys() - after.keys())]
    found += [f"{name}: it has labels but is no note" for name in sorted(wanted.keys() - before.keys())]
    for name in sorted(before.keys() & after.keys()):
        found += _differences(name, before[name], after[name], wanted.get(name, {}))
    return found


def as_decided(vault: Path, labels: Iterable[Label]) -> list[Label]:
    """The labels with the decision that stands in the vault, a rejection for what is still open."""
    lines: dict[str, list[bytes]] = {}
    decided = []
    for label in labels:
        if label.note not in lines:
            lines[label.note] = (vault / label.note).read_bytes().split(b"\n")
        line = lines[label.note][label.line_number - 1]
        is_accepted = line == label.raw.replace("[?]", f"[{SYMBOLS[Wanted.ACCEPT]}]").encode()
        decided.append(replace(label, wanted=Wanted.ACCEPT if is_accepted else Wanted.REJECT))
    return decided


def told_by_journal(entries: Iterable[Entry]) -> dict[str, tuple[str, str]]:
    """What the journal says of each line: the verb, and of what it is a duplicate."""
    return {
        f"{line.note}:{line.before.number}": (
            line.verb or entry.gesture.verb,
            line.detail or entry.gesture.detail,
        )
        for entry in entries
        for line in entry.written
    }


def _tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def _differences(name: str, before: bytes, after: bytes, labels: dict[int, Label]) -> list[str]:
    old, new = before.split(b"\n"), after.split(b"\n")
    if len(old) != len(new):
        return [f"{name}: it had {len(old)} lines and has {len(new)}"]
    found = [f"{name}:{number}: there is no such line" for number in labels if number > len(old)]
    for number, (was, now) in enumerate(zip(old, new, strict=True), start=1):
        label = labels.get(number)
        if label is None:
            if now != was:
                found.append(f"{name}:{number}: nothing was wanted, but it became {now!r}")
        elif was != label.raw.encode() or was.count(b"[?]") != 1:
            found.append(f"{name}:{number}: it is not the line of its label")
        elif now != was.replace(b"[?]", f"[{SYMBOLS[label.wanted]}]".encode()):
            found.append(f"{name}:{number}: {label.wanted} was wanted of this {label.kind}, it is {now!r}")
    return found
