"""The journal's records as lines of ASCII JSON, one object each, with `record` for what it is.

`gesture`   opens a gesture over several notes: `gesture` (its id), `run`, `at`, `verb`, `detail`, `concerns`,
            and `notes`, by path the lines to be written: `old` (`line`, `ordinal`, `of`, `number`), `new`,
            and `verb` and `detail` if they differ from the gesture's.
`intent`    what a gesture will do to one `note`: the SHA-256 of it `before` and `after`, a `trace` of its
            draft, and `lines` with the expected `result`, `place` and `reason`; if no `gesture` record has
            these lines, also what such a record says of the gesture and of each line.
`outcome`   the outcome of the latest intent of a `gesture` for a `note`: `lines` with `result`, `place` and
            `reason`; without `lines`, all is as the intent expected.
`end`       an opened gesture has ended: `unconfirmed` reasons by note, and whether it was `stopped`.

`damaged`   stands for `records` that could not be read: the file in which they are `kept`.

A place without `line` has the new line. Half a line at the end, which a killed run has left, is skipped, and
so is a `record` of a later version; every other line of another shape is damaged.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final, NoReturn, assert_never

from triage.core.history.gesture import Gesture
from triage.core.task.edit import LineEdit, Outcome, Place, Result
from triage.storage.journal.journal_record import Damage, Ending, Intent, NoteOutcome, Opening, Record, Trace

OPENS: Final = b'{"record":"gesture"'
"""The beginning of a `gesture` line."""
_OWN = ("verb", "detail")
"""What a line says itself if it differs from its gesture."""
_BEGINS: Final = b'{"record":"'
_TORN: Final = re.compile(rb'\{"record":"[ -~]*')
_LONE: Final = re.compile(
    rb"\\ud[89ab][0-9a-f]{2}(?!\\ud[c-f])|(?<!\\ud[89ab][0-9a-f]{2})\\ud[c-f]", re.IGNORECASE
)
"""Half of a surrogate pair, which may stand alone only if it stands for a byte of a note."""
_NUMBER_LIMIT: Final = 2**31
"""Every number of a line is below this."""
_YEARS: Final = range(1900, 9999)
"""The years in which every day can be converted to local time."""


class Damaged(ValueError):
    """A line that is no record, and not the half of one that a killed run leaves."""


class Unopened(Damaged):
    """An intent without lines, whose `gesture` record is missing."""

    def __init__(self, gesture: str) -> None:
        """Take the id of its gesture."""
        super().__init__(gesture)
        self.gesture = gesture


def encode(record: Record, opened: Opening | None = None) -> bytes:
    """The record as one line with its end; lone surrogates are escaped, so that any bytes of a note survive.

    An intent does not repeat the lines of its `gesture` record, given as `opened`.
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
        case NoteOutcome():
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
        case Damage():
            data = {"record": "damaged", "records": record.records, "kept": record.kept}
        case _:
            assert_never(record)
    return json.dumps(data, separators=(",", ":")).encode("ascii") + b"\n"


def decode(line: bytes, opened: Mapping[str, Opening]) -> Record | None:
    """The record in a line; None if the line is torn, empty or of a later version.

    `opened` holds the gestures opened before. Raises Damaged, and Unopened if an intent's gesture is not
    among them.
    """
    if not line.strip(b"\r\n"):
        return None
    try:
        data = json.loads(
            line.decode(), parse_constant=_refuse
        )  # text, so that json need not guess the encoding
        if _LONE.search(line):
            json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogateescape")
        return _record(data, opened)
    except Unopened:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        if isinstance(error, json.JSONDecodeError) and is_torn(line):
            return None
        raise Damaged(str(error)) from error


def _record(data: Any, opened: Mapping[str, Opening]) -> Record | None:
    match data["record"]:
        case "gesture":
            notes = {note: tuple(map(_edit, lines)) for note, lines in data["notes"].items()}
            return Opening(_gesture(data), notes)
        case "intent":
            return _intent(data, opened)
        case "outcome":
            results = tuple(map(_result, data["lines"])) if "lines" in data else None
            return NoteOutcome(_text(data, "gesture"), _text(data, "note"), results)
        case "end":
            unconfirmed = {note: _checked(said) for note, said in data["unconfirmed"].items()}
            return Ending(_text(data, "gesture"), unconfirmed, data["stopped"] is True)
        case "damaged":
            return Damage(_number(data, "records"), _text(data, "kept"))
        case str():
            return None
        case _:
            raise TypeError("record")


def is_torn(line: bytes) -> bool:
    """Whether a line is the beginning of a record, left by a killed run or a full disk."""
    if line.endswith(b"\n") or not (_TORN.fullmatch(line) or _BEGINS.startswith(line)):
        return False
    try:
        json.loads(line)
    except ValueError:
        return True
    return False


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


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
    at = datetime.fromisoformat(_text(data, "at"))
    if at.year not in _YEARS or at.tzinfo is None:
        raise ValueError("at")
    return Gesture(
        id=_text(data, "gesture"),
        run=_text(data, "run"),
        at=at,
        verb=_text(data, "verb"),
        detail=_text(data, "detail"),
        concerns=_text(data, "concerns"),
    )


def _intent(data: Any, opened: Mapping[str, Opening]) -> Intent:
    note, lines = _text(data, "note"), data["lines"]
    if "run" in data:
        gesture, edits = _gesture(data), tuple(map(_edit, lines))
    else:
        id_ = _text(data, "gesture")
        if (opening := opened.get(id_)) is None:
            raise Unopened(id_)
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
    """A line's expected outcome, with its edit unless that `is_said`; the new line stands in it once."""
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
    ordinal, of, number = data["ordinal"], data["of"], data["number"]
    if not (type(ordinal) is type(of) is type(number) is int and min(ordinal, of, number) >= 0):
        raise ValueError("place")
    if max(ordinal, of, number) >= _NUMBER_LIMIT:
        raise ValueError("place")
    return Place(line, ordinal, of, number)


def _from_result(result: Result, place: Place | None, reason: str) -> dict[str, Any]:
    return {"result": result.value, "place": place and _from_place(place), "reason": reason}


def _result(data: Any, edit: LineEdit | None = None) -> tuple[Result, Place | None, str]:
    after = edit.after if edit else None
    place = None if data["place"] is None else _place(data["place"], after)
    return Result(_text(data, "result")), place, _text(data, "reason")


def _trace(data: Any) -> Trace:
    return Trace(
        _text(data, "mode"), _text(data, "stage"), _text(data, "draft"), _number(data, "inode", 2**64)
    )


def _number(data: Any, key: str, below: int = _NUMBER_LIMIT) -> int:
    number = data[key]
    if type(number) is not int or not 0 <= number < below:
        raise ValueError(key)
    return number


def _text(data: Any, key: str) -> str:
    text = data[key]
    if type(text) is not str:  # JSON gives no subclass of str
        raise TypeError(key)
    return text


def _checked(text: Any) -> str:
    if not isinstance(text, str):
        raise TypeError(text)
    return text
