"""How pace is said: `4.1 s each · 2 h 10 left`."""

from datetime import timedelta

from triage.core.history.pace import Pace

MOST_CELLS = 24
_MINUTE, _HOUR = 60, 3600


def pace(pace: Pace, left: int) -> str:
    """The median time of a decision and how long the rest will take, in at most 24 cells; "" before both."""
    seconds, time = pace.seconds_each, pace.time_left(left)
    if seconds is None:
        return ""
    return f"{each(seconds)} · {duration(time)} left" if time and left else each(seconds)


def each(seconds: float) -> str:
    """The time of one decision, such as `4.1 s each`; it is never above five minutes."""
    if seconds < 9.95:
        return f"{seconds:.1f} s each"
    if seconds < _MINUTE - 0.5:
        return f"{seconds:.0f} s each"
    return f"{seconds / _MINUTE:.0f} min each"


def duration(time: timedelta) -> str:
    """A time in at most six cells, rounded up so that nobody is promised too much: `2 h 10`, `45 min`."""
    seconds = -(-time // timedelta(seconds=1))
    minutes = -(-seconds // _MINUTE)
    if seconds < _MINUTE:
        return f"{seconds} s"
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 600:
        return f"{minutes // 60} h {minutes % 60:02}"
    return f"{min(-(-minutes // 60), 9999)} h"
