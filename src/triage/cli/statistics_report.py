"""Statistics for people, in 80 columns, and as the object that JSON gives."""

from collections.abc import Iterator, Mapping, Sequence

from rich.cells import cell_len, set_cell_size

from triage.core.history.statistics import By, Figures, Producer, Run, Statistics
from triage.core.plain import plain
from triage.words.amount import count
from triage.words.day_chart import day_chart
from triage.words.figure_words import by_verb, decided_today, share, streak
from triage.words.pace_words import each

_COLUMNS = 80
_VALUE = 26
_BAR = 8
_MOST_ROWS = 20
_TITLES: Mapping[By, str] = {
    By.TYPE: "Type",
    By.SOURCE: "Source",
    By.TOP_FOLDER: "Top folder",
    By.FOLDER: "Folder",
    By.OWNER: "Owner",
}
_NONE: Mapping[By, str] = {
    By.TYPE: "none said",
    By.SOURCE: "none said",
    By.TOP_FOLDER: "the vault's root",
    By.FOLDER: "the vault's root",
}
_EIGHTHS = "▏▎▍▌▋▊▉█"


def as_json(statistics: Statistics, tables: Mapping[By, Sequence[Producer]]) -> dict[str, object]:
    """All figures as one object; null means unknown."""
    return {
        "today": {"date": statistics.days[-1].day.isoformat(), **_figures(statistics.today)},
        "days": [{"date": day.day.isoformat(), "decided": day.decided} for day in statistics.days],
        "streak": statistics.streak,
        "total": _figures(statistics.total),
        "runs": [
            {
                "run": run.run,
                "began": run.began.isoformat(),
                "decided": run.decided,
                "seconds_each": run.seconds_each,
            }
            for run in statistics.runs
        ],
        "by": {
            by.value: [{"value": row.value or None, **_figures(row.figures)} for row in rows]
            for by, rows in tables.items()
        },
    }


def as_lines(statistics: Statistics, tables: Mapping[By, Sequence[Producer]]) -> Iterator[str]:
    """All of it for people."""
    total = statistics.total
    if not total.decided:
        yield f"Nothing was decided in this vault yet; {count(total.open, 'proposal')} to decide."
        yield "Open the app with `triage`, or decide one with `triage accept REF`; `triage list` has refs."
        return
    yield " · ".join(filter(None, [f"{decided_today(statistics.today)}.", streak(statistics.streak)]))
    yield f"{total.decided:,} decided in all: {by_verb(total)}."
    yield f"{total.open:,} still to decide. {_pace(statistics.runs)}".rstrip()
    yield ""
    chart = day_chart(statistics.days, _COLUMNS)
    yield from (line.rstrip() for line in chart.lines)
    if chart.hidden:
        yield f"The {count(chart.hidden, 'day')} before these are in --json."
    for by, rows in tables.items():
        yield ""
        yield from _table(by, rows)
    yield ""
    yield "accepted: the share of accepted, started and done among all but duplicates."


def _pace(runs: Sequence[Run]) -> str:
    """The pace of the last run that had one."""
    timed = [run for run in runs if run.seconds_each is not None]
    if not timed or timed[-1].seconds_each is None:
        return ""
    return f"{each(timed[-1].seconds_each)} on {timed[-1].began:%d %b}, {timed[-1].decided:,} decided."


def _table(by: By, rows: Sequence[Producer]) -> Iterator[str]:
    yield _row(_TITLES[by], "decided", f"{'accepted':<{_BAR + 5}}", "rejected", "duplicate", "open")
    for row in rows[:_MOST_ROWS]:
        figures = row.figures
        bar = f"{share(figures.rate):>4} {_bar(figures.rate or 0)}"
        numbers = (figures.decided, figures.rejected, figures.duplicate, figures.open)
        decided, *rest = (f"{number:,}" for number in numbers)
        yield _row(_name(row.value, by), decided, bar, *rest)
    if len(rows) > _MOST_ROWS:
        yield f"… and {len(rows) - _MOST_ROWS:,} more; --json names all"


def _row(name: str, decided: str, accepted: str, rejected: str, duplicate: str, still_open: str) -> str:
    return (
        f"{set_cell_size(name, _VALUE)}{decided:>8}  {accepted:<{_BAR + 5}}"
        f"{rejected:>9}{duplicate:>10}{still_open:>8}"
    )


def _name(value: str, by: By) -> str:
    """A value as wide as its column at the most; of a folder's path, its end."""
    name = plain(value) or _NONE.get(by, "")
    if cell_len(name) < _VALUE:
        return name
    if by is not By.FOLDER:
        return f"{set_cell_size(name, _VALUE - 2)}…"
    while cell_len(name) > _VALUE - 2:
        name = name[1:]
    return f"…{name}"


def _bar(share: float) -> str:
    """A bar of block characters, empty only for nothing."""
    eighths = -(-round(share * _BAR * 8 * 1000) // 1000)
    full, rest = divmod(eighths, 8)
    return "█" * full + (_EIGHTHS[rest - 1] if rest else "")


def _figures(figures: Figures) -> dict[str, object]:
    return {
        "decided": figures.decided,
        "accepted": figures.accepted,
        "started": figures.started,
        "done": figures.done,
        "rejected": figures.rejected,
        "duplicate": figures.duplicate,
        "rate": figures.rate,
        "open": figures.open,
    }
