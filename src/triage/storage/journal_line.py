"""The journal's records as lines of ASCII JSON, one object each, with `record` for what it is.

`gesture`   opens a gesture over several notes: `gesture` (its id), `run`, `at`, `verb`, `detail`, `concerns`,
            and `notes`, by path the lines to be written: `old` (`line`, `ordinal`, `of`, `number`), `new`,
            and `verb` and `detail` where they are the line's own.
`intent`    what is about to become of one `note`: the SHA-256 of it `before` and `after`, a `trace` of its
            draft, and `lines` with `result`, `place` and `reason`; where no `gesture` record has said these
            lines, also what such a record says of the gesture and of each line.
`outcome`   what became of the latest intent of a `gesture` for a `note`: `lines` with `result`, `place` and
            `reason`; without `lines` all became what the intent says.
`end`       a gesture that was opened is over: `unconfirmed` reasons by note, and whether it was `stopped`.

A place without `line` is that of the new line. What is torn, or of another shape, is passed over.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final, assert_never

from triage.core.edit import LineEdit, Outcome, Place, Result
from triage.core.gesture import Gesture
from triage.storage.journal_record import Ending, Intent, Opening, Record, Settled, Trace

OPENS: Final = b'{"record":"gesture"'
"""How the line of a gesture that is opened begins."""
_OWN = ("verb", "detail")
"""What a line says where it differs from its gesture."""


def encode(record: Record, opened: Opening | None = None) -> bytes:
    """The record as one line with its end; lone surrogates are escaped, so any note survives.

    An intent does not repeat the lines that the record of its gesture has said.
    """
    data: dict[str, Any]
    match record:
        case Opening():
            data = {
                "record": "gesture",
                **_from_gesture(record.gesture),
                "notes": {note: list(map(_from_edit, edits)) for note, edits in record.notes.items()},
            }
        case Intent(gesture=gesture):
            is_said = opened is not None and opened.notes.get(record.note) == record.edits
            data = {
                "record": "intent",
                **({"gesture": gesture.id} if is_said else _from_gesture(gesture)),
                "note": record.note,
                "before": record.before,
                "after": record.after,
                **({"trace": asdict(record.trace)} if record.trace else {}),
                "lines": [_from_outcome(each, is_said=is_said) for each in record.outcomes],
            }
        case Settled():
            data = {"record": "outcome", "gesture": record.gesture, "note": record.note}
            if record.results is not None:
                data["lines"] = [_from_result(*result) for result in record.results]
        case Ending():
            data = {
                "record": "end",
                "gesture": record.gesture,
                "unconfirmed": dict(record.unconfirmed),
                "stopped": record.is_stopped,
            }
        case _:
            assert_never(record)
    return json.dumps(data, separators=(",", ":")).encode("ascii") + b"\n"


def decode(line: bytes, opened: Mapping[str, Opening]) -> Record | None:
    """The record that a line holds, given the gestures opened before; None where it is torn or none."""
    try:
        data = json.loads(line.decode())  # which spares json to guess the encoding
        match data["record"]:
            case "gesture":
                notes = {_checked(note): tuple(map(_edit, lines)) for note, lines in data["notes"].items()}
                return Opening(_gesture(data), notes)
            case "intent":
                return _intent(data, opened)
            case "outcome":
                results = tuple(map(_result, data["lines"])) if "lines" in data else None
                return Settled(_text(data, "gesture"), _text(data, "note"), results)
            case "end":
                unconfirmed = {_checked(note): _checked(said) for note, said in data["unconfirmed"].items()}
                return Ending(_text(data, "gesture"), unconfirmed, data["stopped"] is True)
            case _:
                return None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _from_gesture(gesture: Gesture) -> dict[str, Any]:
    return {
        "gesture": gesture.id,
        "run": gesture.run,
        "at": (gesture.at if gesture.at.tzinfo else gesture.at.astimezone()).isoformat(),
        "verb": gesture.verb,
        "detail": gesture.detail,
        "concerns": gesture.concerns,
    }


def _gesture(data: Any) -> Gesture:
    return Gesture(
        id=_text(data, "gesture"),
        run=_text(data, "run"),
        at=datetime.fromisoformat(_text(data, "at")),
        verb=_text(data, "verb"),
        detail=_text(data, "detail"),
        concerns=_text(data, "concerns"),
    )


def _intent(data: Any, opened: Mapping[str, Opening]) -> Intent:
    note, lines = _text(data, "note"), data["lines"]
    if "run" in data:
        gesture, edits = _gesture(data), tuple(map(_edit, lines))
    else:
        opening = opened[_text(data, "gesture")]
        gesture, edits = opening.gesture, opening.notes[note]
    return Intent(
        gesture=gesture,
        note=note,
        before=_text(data, "before"),
        after=_text(data, "after"),
        outcomes=_outcomes(edits, lines),
        trace=_trace(data["trace"]) if "trace" in data else None,
    )


def _outcomes(edits: Sequence[LineEdit], lines: Sequence[Any]) -> tuple[Outcome, ...]:
    return tuple(Outcome(edit, *_result(each, edit)) for edit, each in zip(edits, lines, strict=True))


def _from_outcome(outcome: Outcome, *, is_said: bool) -> dict[str, Any]:
    """What is expected of a line, the new line not said twice, nor the edit where it is said already."""
    result = _from_result(outcome.result, outcome.place, outcome.reason)
    if outcome.place and outcome.place.line == outcome.edit.after:
        del result["place"]["line"]
    return result if is_said else _from_edit(outcome.edit) | result


def _from_edit(edit: LineEdit) -> dict[str, Any]:
    own = {name: said for name in _OWN if (said := getattr(edit, name))}
    return {"old": _from_place(edit.place), "new": edit.after} | own


def _edit(data: Any) -> LineEdit:
    own = {name: _text(data, name) for name in _OWN if name in data}
    return LineEdit(_place(data["old"]), _text(data, "new"), **own)


def _from_place(place: Place) -> dict[str, Any]:
    return {"line": place.line, "ordinal": place.ordinal, "of": place.of, "number": place.number}


def _place(data: Any, line: str | None = None) -> Place:
    if "line" in data or line is None:
        line = _text(data, "line")
    return Place(line, int(data["ordinal"]), int(data["of"]), int(data["number"]))


def _from_result(result: Result, place: Place | None, reason: str) -> dict[str, Any]:
    return {"result": result.value, "place": place and _from_place(place), "reason": reason}


def _result(data: Any, edit: LineEdit | None = None) -> tuple[Result, Place | None, str]:
    after = edit.after if edit else None
    place = None if data["place"] is None else _place(data["place"], after)
    return Result(_text(data, "result")), place, _text(data, "reason")


def _trace(data: Any) -> Trace:
    return Trace(_text(data, "mode"), _text(data, "stage"), _text(data, "draft"), int(data["inode"]))


def _text(data: Any, key: str) -> str:
    text = data[key]
    if type(text) is not str:  # of JSON's there is no other
        raise TypeError(key)
    return text


def _checked(text: Any) -> str:
    if not isinstance(text, str):
        raise TypeError(text)
    return text
