"""A labelled vault after its decisions, compared with what its labels want."""

from collections.abc import Iterable
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


def verify_journal(entries: Iterable[Entry], labels: Iterable[Label]) -> list[str]:
    """Duplicates that the journal lacks or records wrongly, a sentence each."""
    said = {
        f"{line.note}:{line.before.number}": (
            line.verb or entry.gesture.verb,
            line.detail or entry.gesture.detail,
        )
        for entry in entries
        for line in entry.written
    }
    return [
        f"{label.line}: it is to be a duplicate of {label.of}, the journal says {said.get(label.line)}"
        for label in labels
        if label.wanted is Wanted.DUPLICATE and said.get(label.line) != (Wanted.DUPLICATE, label.of)
    ]


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
