"""How days are said: due dates, and that a day has begun. Everything it returns is clean."""

from datetime import date

from triage.core.plain import plain
from triage.core.task.fields import Kind
from triage.core.task.proposal import Proposal

LOOK_AGAIN = "The day is another one now: look again before you answer; esc leaves it as it is"
"""Said in a dialog whose answer would not be what it was before midnight."""


def due(day: date | None, today: date) -> str:
    """A due date in at most nine cells: the weekday when near, `12d late` when past."""
    if day is None:
        return ""
    days = (day - today).days
    match days:
        case 0:
            return "today"
        case 1:
            return "tomorrow"
        case _ if days < -365:
            return f"{-days / 365:.1f}y late"
        case _ if days < 0:
            return f"{-days}d late"
        case _ if days < 7:
            return day.strftime("%a")
        case _ if days < 300:
            return f"{day.day} {day:%b}"
        case _:
            return f"{day:%b %Y}"


def new_day(today: date) -> str:
    """Which day has begun, said once: `It is Friday 4 December now`."""
    return f"It is {today:%A} {today.day} {today:%B} now"


def due_in_full(proposal: Proposal, today: date) -> str:
    """A due date with its weekday and how far it is."""
    if (day := proposal.due) is None:
        return plain(proposal.value(Kind.DUE), 40)
    days = (day - today).days
    distance = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(
        days, f"in {days} days" if days > 0 else f"{-days} days late"
    )
    return f"{day:%a} {day.day} {day:%b %Y}, {distance}"
