"""How figures are said: `31 decided today: 18 accepted, 9 rejected, 4 duplicates`."""

from triage.core.history.statistics import Figures
from triage.words.amount import count


def decided_today(figures: Figures) -> str:
    """How much was decided today, by verb."""
    if not figures.decided:
        return "Nothing decided today"
    return f"{figures.decided:,} decided today: {by_verb(figures)}"


def by_verb(figures: Figures) -> str:
    """How many were decided how, those verbs left out that decided none."""
    numbers = {
        "accepted": figures.accepted,
        "started": figures.started,
        "done": figures.done,
        "rejected": figures.rejected,
    }
    said = [f"{number:,} {verb}" for verb, number in numbers.items() if number]
    return ", ".join([*said, count(figures.duplicate, "duplicate")] if figures.duplicate else said)


def streak(days: int) -> str:
    """On how many days in a row something was decided, "" for fewer than two."""
    return f"{days:,} days in a row" if days > 1 else ""


def share(rate: float | None) -> str:
    """A share in at most four cells; only all of them are 100 %, and only none are 0 %."""
    if rate is None:
        return ""
    percent = round(100 * rate)
    if rate < 1:
        percent = min(percent, 99)
    if rate > 0:
        percent = max(percent, 1)
    return f"{percent}%"
