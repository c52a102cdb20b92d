"""The day that a session has come to."""

from collections.abc import Callable
from datetime import date, datetime


class Today:
    """Today, as a clock says; a day that was fixed never ends.

    It moves on only if somebody asks the clock, so that what is worked out together is of one day.
    """

    def __init__(self, now: Callable[[], datetime], fixed: date | None = None) -> None:
        """Ask `now` for the local moment; `fixed` is today whatever that says."""
        self._now = now
        self._is_fixed = fixed is not None
        self._moment: datetime | None = None
        self.today = fixed or self.now().date()

    def now(self) -> datetime:
        """The moment; today is its day from here on."""
        moment = self._now()
        if not self._is_fixed:
            self._moment = moment
            self.today = moment.date()
        return moment

    def look(self) -> None:
        """Let today be what it is."""
        if not self._is_fixed:
            self.now()

    @property
    def local(self) -> tuple[object, ...]:
        """What days and times of day are said by: the day, and the time zone's distance from UTC."""
        return self.today, self._moment and self._moment.utcoffset()
