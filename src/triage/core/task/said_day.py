"""The day in a decision, where words that were said on one day are read again on another."""

from datetime import date, timedelta

from triage.core.task.decision import AcceptBy, Decision, Redate, Snooze


def day_in(decision: Decision) -> date | None:
    """The day that a decision is about, None if it names none."""
    match decision:
        case Redate(day) | AcceptBy(day) | Snooze(day):
            return day
        case _:
            return None


def has_jumped(said: Decision, read_again: Decision, passed: timedelta) -> bool:
    """Whether the day moved otherwise than today has in the time that `passed`.

    `tomorrow` moves with it and a date stays, but `fri` goes to the next week, and `3 dec` to the next year.
    """
    before, after = day_in(said), day_in(read_again)
    if before is None or after is None:
        return before != after
    return after - before not in {timedelta(), passed}
