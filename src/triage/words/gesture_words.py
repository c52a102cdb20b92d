"""How gestures are said: what was done, cut off or overwritten. All of it is clean but the note's text."""

from datetime import date
from typing import TYPE_CHECKING, assert_never

from triage.core.history.gesture import Entry, Interrupted, Undoing
from triage.core.plain import plain
from triage.core.task.decision import read_sleep
from triage.core.verbs import Given, named
from triage.session.plan import Settled
from triage.words.amount import count

if TYPE_CHECKING:
    from triage.core.history.overwriting import Overwritten

SETTLED_ELSEWHERE = "Another run has gone on with it, undone it or left it meanwhile; nothing was written"
"""Said if the gesture that was cut off has changed while the question was open."""


def nothing_to(verb: Undoing) -> str:
    """No gesture is left to reverse: `Nothing to undo`."""
    return f"Nothing to {verb}"


def reversed_words(verb: Undoing, what: str) -> str:
    """What an undo or redo has reversed: `Undone: rejected 3 lines`; `what` must be clean."""
    return f"{named(verb).participle.capitalize()}: {what}"


def undoes(undo: str) -> str:
    """How to reverse what was just done: `u undoes it`; `undo` is a key or a command."""
    return f"{undo} undoes it"


def cut_off(interrupted: Interrupted) -> str:
    """What was cut off: `Rejecting 212 lines was cut off on 22 Nov at 14:05: 37 of 212 are done`."""
    gesture = interrupted.gesture
    doing = named(gesture.verb).doing
    moment = f"{gesture.at.astimezone():%d %b at %H:%M}"
    done = f"{len(interrupted.done):,} of {interrupted.lines:,}"
    return f"{doing} {count(interrupted.lines, 'line')} was cut off on {moment}: {done} are done"


def gone_on(settled: Settled, interrupted: Interrupted, undo: str) -> str:
    """How much of a gesture that was cut off is written now; `undo` is the key that undoes it."""
    what = named(settled.gesture.verb).participle
    done = len(interrupted.done) + settled.written
    if settled.left:
        return f"Stopped: {done:,} of {count(interrupted.lines, 'line')} {what}"
    failed = f"; {count(len(settled.failed), 'line')} could not be written" if settled.failed else ""
    return f"{done:,} of {count(interrupted.lines, 'line')} {what}{failed}; {undo} undoes all of it"


def overwritten(number: int, key: str) -> str:
    """What another program has overwritten, and the key that applies it again."""
    were, them = ("was", "it") if number == 1 else ("were", "them")
    what = count(number, "decision")
    return f"{what} {were} overwritten by another program; {key} applies {them} again"


def overwritten_badge(found: "Overwritten", today: date) -> str:
    """What was made of a line that stands as before again: `↺ accepted 14:05`."""
    at = found.at.astimezone()
    moment = f"{at:%H:%M}" if at.date() == today else f"{at.day} {at:%b}"
    return f"↺ {named(found.verb).participle} {moment}"


def imperative(verb: str) -> str:
    """A verb within a sentence."""
    said = named(verb).imperative
    return f"{said[0].lower()}{said[1:]}"


def last_gesture(entry: Entry) -> str:
    """What an undo or redo would concern: `rejected 3 lines on 2 Nov 14:05`, with the first line's words."""
    gesture = entry.gesture
    verb = named(gesture.original_verb).participle
    return f"{verb} {count(len(entry.written), 'line')} on {gesture.at.astimezone():%d %b at %H:%M}"


def sample(entry: Entry) -> str:
    """The first lines that an undo would concern, as they are now."""
    lines = [f"{plain(line.note, 60)}: {plain(line.after.line.strip(), 120)}" for line in entry.written[:4]]
    more = len(entry.written) - len(lines)
    return "\n".join([*lines, f"and {count(more, 'line')} more"] if more else lines)


def done_words(verb: str, detail: str) -> str:
    """The verb in the past with what it was given: `re-dated to 2026-12-01`; note text is not cleaned."""
    found = named(verb)
    past, given = found.participle, found.given
    match given:
        case Given.OWNER | Given.OWNER_OR_NOBODY | Given.PRIORITY:
            return f"{past} to {detail or 'none'}"
        case Given.DAY:
            return f"{past} by {detail}" if detail.startswith(("+", "-")) else f"{past} to {detail or 'none'}"
        case Given.UNTIL:
            until, _ = read_sleep(detail)
            return f"{past} until {until}" if until else "woken"
        case Given.DUE:
            return f"{past}, due {detail}" if detail else past
        case Given.ORIGINAL:
            return f"{past} of {detail}" if detail else past
        case Given.REASON:
            return f"{past} ({detail})" if detail else past
        case Given.NOTHING | Given.WORDS:
            return past
    assert_never(given)
