"""What is said when nothing is left to decide, and before that to whoever asks for it."""

from collections.abc import Iterator
from datetime import date
from textwrap import wrap

from textual.content import Content

from triage.core.history.pace import Pace
from triage.core.history.statistics import Statistics
from triage.words import figure_words, pace_words
from triage.words.amount import count
from triage.words.day_chart import day_chart

_WIDEST = 60
_QUIET = "$foreground-muted"


def zero_text(statistics: Statistics, pace: Pace, today: date, width: int, undo: str = "u") -> Content:
    """The text for so many cells, each line in the middle; `undo` is the key that undoes.

    If nothing was ever decided, there is neither a chart nor anything to undo.
    """
    left = statistics.total.open
    title = f"{count(left, 'proposal')} left to decide" if left else "Nothing left to decide"
    lines = [Content.styled(title, "bold")]
    if statistics.total.decided:
        room = min(_WIDEST, max(1, width))
        lines += [Content(""), *_words(statistics, pace, room)]
        lines += [Content.styled(f"{undo} still undoes the last action", _QUIET)]
        lines += [Content(""), *_chart(statistics, today, room)]
    return Content("\n").join(line.pad_left(max(0, (width - line.cell_length) // 2)) for line in lines)


def _words(statistics: Statistics, pace: Pace, room: int) -> Iterator[Content]:
    yield from map(Content, wrap(figure_words.decided_today(statistics.today), room))
    seconds = pace.seconds_each
    facts = [
        pace_words.each(seconds) if seconds is not None else "",
        figure_words.streak(statistics.streak),
    ]
    if said := " · ".join(filter(None, facts)):
        yield Content.styled(said, _QUIET)


def _chart(statistics: Statistics, today: date, room: int) -> Iterator[Content]:
    """The bars in a colour, the days quiet, today bold."""
    chart = day_chart(statistics.days, room)
    for line in chart.bars:
        yield Content.styled(line, "$text-primary")
    for line in chart.labels:
        label = Content.styled(line, _QUIET)
        if statistics.days[-1].day == today:
            label = label.stylize("bold $foreground", len(line) - chart.cells)
        yield label
