"""What is said of gestures that were cut off, and of decisions that were overwritten; all of it is clean."""

from datetime import date
from typing import TYPE_CHECKING

from triage.core.gesture import Interrupted
from triage.core.verbs import named
from triage.session.plan import Settled
from triage.ui import words

if TYPE_CHECKING:
    from triage.core.overwriting import Overwritten

SETTLED_ELSEWHERE = "It was gone on with, taken back or left elsewhere meanwhile; nothing was written"
"""Said where what was cut off is no more as it was when it was asked about."""


def cut_off(interrupted: Interrupted) -> str:
    """What was cut off: `Rejecting 212 lines was cut off on 22 Nov at 14:05: 37 of 212 are done`."""
    gesture = interrupted.gesture
    doing = named(gesture.verb).doing
    moment = f"{gesture.at.astimezone():%d %b at %H:%M}"
    done = f"{len(interrupted.done):,} of {interrupted.lines:,}"
    return f"{doing} {words.count(interrupted.lines, 'line')} was cut off on {moment}: {done} are done"


def gone_on(settled: Settled, interrupted: Interrupted) -> str:
    """What was written of what was left of a gesture that was cut off."""
    what = named(settled.gesture.verb).participle
    done = len(interrupted.done) + settled.written
    if settled.left:
        return f"Stopped: {done:,} of {words.count(interrupted.lines, 'line')} {what}"
    failed = f"; {words.count(len(settled.failed), 'line')} could not be written" if settled.failed else ""
    return f"{done:,} of {words.count(interrupted.lines, 'line')} {what}{failed}; undo takes all of it back"


def overwritten(number: int, key: str) -> str:
    """What another program has overwritten, and the key that applies it again."""
    were, them = ("was", "it") if number == 1 else ("were", "them")
    what = words.count(number, "decision")
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
