"""Days as bars of block characters, for the screen and, as they are, for a terminal's scrollback."""

from collections.abc import Sequence
from dataclasses import dataclass

from triage.core.history.statistics import Day

_EIGHTHS = " ▁▂▃▄▅▆▇█"
_NONE = "·"
"""What stands for a day without a decision."""
_BARS = 5
"""How many lines the highest bar takes."""
_CELLS = 4
"""How wide a day is with its number and the space to the next."""


@dataclass(frozen=True, slots=True)
class DayChart:
    """A chart of at most eight lines, all of them as wide as each other."""

    bars: tuple[str, ...]
    """The bars with their numbers on top."""
    labels: tuple[str, ...]
    """The days beneath, by weekday and number."""
    cells: int
    """How wide a day is."""
    hidden: int
    """How many of the days, the oldest, have no room."""

    @property
    def lines(self) -> tuple[str, ...]:
        """All of it."""
        return self.bars + self.labels


def day_chart(days: Sequence[Day], width: int) -> DayChart:
    """The chart of these days for at most so many cells; days too narrow for numbers have none."""
    shown = days[-max(1, width) :]
    cells = max(1, min(_CELLS, width // max(1, len(shown))))
    most = max((day.decided for day in shown), default=0)
    columns = [_column(day.decided, most, cells) for day in shown]
    used = [line for line in range(_BARS + 1) if any(column[line].strip() for column in columns)]
    bars = tuple("".join(column[line] for column in columns) for line in reversed(used))
    return DayChart(bars, _labels(shown, cells), cells, len(days) - len(shown))


def _column(number: int, most: int, cells: int) -> list[str]:
    """One day's lines from the bottom up."""
    eighths = -(-number * _BARS * 8 // most) if number else 0
    bar = [_EIGHTHS[min(8, max(0, eighths - 8 * line))] for line in range(_BARS + 1)]
    if not number:
        bar[0] = _NONE
    wide = 1 if cells == 1 else cells - 1
    column = [f"{part * wide if number else part.center(wide)}".ljust(cells) for part in bar]
    if cells == _CELLS and number:
        column[-(-eighths // 8)] = _short(number).center(wide).ljust(cells)
    return column


def _short(number: int) -> str:
    """A number in at most three cells, so it is not exact from a thousand on."""
    if number < 1000:
        return str(number)
    return f"{number // 1000}k" if number < 100_000 else "…"


def _labels(days: Sequence[Day], cells: int) -> tuple[str, ...]:
    """The weekdays and the days of the month; if there is no room, only the days on which weeks begin."""
    wide = max(1, cells - 1)
    if cells >= 3:
        return (
            "".join(f"{day.day:%a}"[:2].center(wide).ljust(cells) for day in days),
            "".join(str(day.day.day).center(wide).ljust(cells) for day in days),
        )
    line = [" "] * (cells * len(days))
    for at, day in enumerate(days):
        label = f"{day.day.day} {day.day:%b}"
        if day.day.weekday() == 0 and at * cells + len(label) <= len(line):
            line[at * cells : at * cells + len(label)] = label
    return ("".join(line),)
