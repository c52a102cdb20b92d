"""The day of a session."""

from collections.abc import Callable
from datetime import date, datetime


class Today:
    """Today, from a clock, or fixed.

    It changes only when `now` or `look` is called, so that what is worked out together is of one day.
    """

    def __init__(self, now: Callable[[], datetime], fixed: date | None = None) -> None:
        """Take a clock that gives the local time; `fixed` is today whatever the clock says."""
        self._now = now
        self._is_fixed = fixed is not None
        self._moment: datetime | None = None
        self.today = fixed or self.now().date()

    def now(self) -> datetime:
        """The local time; today is its day from now on."""
        moment = self._now()
        if not self._is_fixed:
            self._moment = moment
            self.today = moment.date()
        return moment

    def look(self) -> None:
        """Set today by the clock."""
        if not self._is_fixed:
            self.now()

    @property
    def local(self) -> tuple[object, ...]:
        """What every shown day and time depends on: the day, and the time zone's offset from UTC."""
        return self.today, self._moment and self._moment.utcoffset()
