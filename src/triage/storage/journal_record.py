"""The journal's records, as values and as lines of ASCII JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from triage.core.edit import LineEdit, Outcome, Place, Result
from triage.core.gesture import Gesture


@dataclass(frozen=True, slots=True)
class Trace:
    """What a save that is cut short leaves on the disk, for the next start to recognise it by."""

    mode: str
    """How the note is replaced: one of `Write`."""
    stage: str
    """The folder of the draft."""
    draft: str
    """The draft's name in it; after an exchange the note as it was stands there, in place its copy."""
    inode: int
    """The note's inode before."""


@dataclass(frozen=True, slots=True)
class Intent:
    """What a gesture is about to do to one note."""

    gesture: Gesture
    note: str
    before: str
    """The SHA-256 of the note as it was read, "" where nothing is going to be written."""
    after: str
    outcomes: tuple[Outcome, ...]
    """What becomes of each line if the writing succeeds."""
    trace: Trace | None = None
    """None where nothing is going to be written, and in journals of earlier versions."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of the latest intent of a gesture for a note: what an outcome adds, for each line."""

    gesture: str
    note: str
    results: tuple[tuple[Result, Place | None, str], ...]

    @classmethod
    def of(cls, gesture: str, note: str, outcomes: Sequence[Outcome]) -> "Settled":
        """What these outcomes say."""
        return cls(gesture, note, tuple((each.result, each.place, each.reason) for each in outcomes))


def encode(record: Intent | Settled) -> bytes:
    """The record as one line with its end; lone surrogates are escaped, so any note survives."""
    data: dict[str, Any]
    match record:
        case Intent(gesture=gesture):
            data = {
                "record": "intent",
                "gesture": gesture.id,
                "run": gesture.run,
                "at": (gesture.at if gesture.at.tzinfo else gesture.at.astimezone()).isoformat(),
                "verb": gesture.verb,
                "detail": gesture.detail,
                "concerns": gesture.concerns,
                "note": record.note,
                "before": record.before,
                "after": record.after,
                **({"trace": asdict(record.trace)} if record.trace else {}),
                "lines": [
                    {"old": _from_place(each.edit.place), "new": each.edit.after}
                    | {name: said for name in _OWN if (said := getattr(each.edit, name))}
                    | _from_result(each.result, each.place, each.reason)
                    for each in record.outcomes
                ],
            }
        case Settled():
            data = {
                "record": "outcome",
                "gesture": record.gesture,
                "note": record.note,
                "lines": [_from_result(*result) for result in record.results],
            }
    return json.dumps(data, separators=(",", ":")).encode("ascii") + b"\n"


def decode(line: bytes) -> Intent | Settled | None:
    """The record that a line holds; None for a torn line or one that is something else."""
    try:
        data = json.loads(line)
        if _text(data, "record") == "intent":
            return Intent(
                gesture=Gesture(
                    id=_text(data, "gesture"),
                    run=_text(data, "run"),
                    at=datetime.fromisoformat(_text(data, "at")),
                    verb=_text(data, "verb"),
                    detail=_text(data, "detail"),
                    concerns=_text(data, "concerns"),
                ),
                note=_text(data, "note"),
                before=_text(data, "before"),
                after=_text(data, "after"),
                outcomes=tuple(Outcome(_edit(each), *_result(each)) for each in data["lines"]),
                trace=_trace(data["trace"]) if "trace" in data else None,
            )
        return Settled(_text(data, "gesture"), _text(data, "note"), tuple(map(_result, data["lines"])))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


_OWN = ("verb", "detail")
"""What a line says where it differs from its gesture."""


def _edit(data: Any) -> LineEdit:
    own = {name: _text(data, name) for name in _OWN if name in data}
    return LineEdit(_place(data["old"]), _text(data, "new"), **own)


def _from_place(place: Place) -> dict[str, Any]:
    return {"line": place.line, "ordinal": place.ordinal, "of": place.of, "number": place.number}


def _from_result(result: Result, place: Place | None, reason: str) -> dict[str, Any]:
    return {"result": result.value, "place": place and _from_place(place), "reason": reason}


def _place(data: Any) -> Place:
    return Place(_text(data, "line"), int(data["ordinal"]), int(data["of"]), int(data["number"]))


def _trace(data: Any) -> Trace:
    return Trace(_text(data, "mode"), _text(data, "stage"), _text(data, "draft"), int(data["inode"]))


def _result(data: Any) -> tuple[Result, Place | None, str]:
    place = None if data["place"] is None else _place(data["place"])
    return Result(_text(data, "result")), place, _text(data, "reason")


def _text(data: Any, key: str) -> str:
    if not isinstance(text := data[key], str):
        raise TypeError(key)
    return text
