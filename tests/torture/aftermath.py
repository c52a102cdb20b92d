"""What is found after a save was disturbed and triage has started again."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from torture.child import ran_over
from torture.scene import Scene


@dataclass(frozen=True, slots=True)
class Ends:
    """The bytes that the note may hold in the end."""

    old: tuple[bytes, ...]
    """Without the decision."""
    new: tuple[bytes, ...]
    """With it."""

    @classmethod
    def of(cls, scene: Scene, *added: bytes) -> "Ends":
        """The scene's note before and after, with what another program has added to its end."""
        return cls((scene.old + b"".join(added),), (scene.new + b"".join(added),))


@dataclass(slots=True)
class Aftermath:
    """What was found."""

    is_new: bool
    problems: list[str] = field(default_factory=list)
    """What is wrong, a sentence each."""
    report: str = ""
    """What the next start said that it had to put right, or could not."""
    is_kept: bool = False
    """Whether something lies in a folder for drafts, as the note before does for its late writers."""


def start_again(scene: Scene, ends: Ends, *, undo: bool = True) -> Aftermath:
    """Start triage, and compare note, journal and undo."""
    start = ran_over(scene, "list", "--count")
    data = scene.note.read_bytes()
    found = Aftermath(data in ends.new)
    if start.code != 0:
        found.report = start.err.strip()
        if "n.md" not in found.report:
            found.problems.append(f"the next start ended with {start.code}: {found.report}")
        if ran_over(scene, "list", "--count").code != 0:
            found.problems.append("the start after the next ended badly too")
    if data not in ends.old + ends.new:
        found.problems.append(f"the note is neither old nor new: {_described(data, ends)}")
        return found
    written = _journalled(scene)
    if written != found.is_new:
        found.problems.append(
            f"the note is {'new' if found.is_new else 'old'}, the journal says {written} lines"
        )
    found.is_kept = bool(scene.left_over())
    if any(path.parts[0] == "vault" and path.parts[1] != ".triage" for path in scene.left_over()):
        found.problems.append("something lies beside the note")
    if undo:
        found.problems += _undone(scene, ends, found.is_new)
    return found


def still_left_over(scene: Scene) -> list[str]:
    """What lies in folders for drafts after one more start, a minute later."""
    ran_over(scene, "list", "--count")
    return [f"left over: {path}" for path in scene.left_over()]


def _journalled(scene: Scene) -> int:
    """How many lines the journal says were written."""
    ran = ran_over(scene, "log", "--json", "-n", "0")
    lines = [line for entry in map(json.loads, ran.out.splitlines()) for line in entry["lines"]]
    return sum(line["outcome"] in {"saved", "unconfirmed"} for line in lines)


def _undone(scene: Scene, ends: Ends, is_new: bool) -> Sequence[str]:
    ran = ran_over(scene, "undo")
    if scene.note.read_bytes() not in ends.old:
        return [f"undo (exit {ran.code}) leaves what is not the old note: {(ran.err or ran.out).strip()}"]
    if is_new and ran.code != 0:
        return [f"undo ended with {ran.code}"]
    return []


def _described(data: bytes, ends: Ends) -> str:
    wanted = ends.new[0]
    same = next((i for i, (a, b) in enumerate(zip(data, wanted, strict=False)) if a != b), len(data))
    return f"{len(data):,} bytes for {len(wanted):,}, other from byte {same:,} on: {data[same : same + 60]!r}"
