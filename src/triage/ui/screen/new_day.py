"""Following the day: everything on the screen is of today."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from triage.ui.screen.base import BaseScreen
from triage.ui.screen.listing import Listing
from triage.words import day_words

_LOOKING_SECONDS = 20.0
"""How long the screen may show the day before, if no key is pressed."""


@runtime_checkable
class DayFollower(Protocol):
    """A page or dialog that says something of today."""

    def follow_day(self) -> bool:
        """Show what is true today; True if the answer would now mean something else."""


class NewDay:
    """Notices a new day: midnight passes, laptops sleep for days, clock and zone are set."""

    def __init__(self, screen: BaseScreen, listing: Listing, follow_offer: Callable[[], None]) -> None:
        """Begin on the session's day."""
        self._screen = screen
        self._listing = listing
        self._follow_offer = follow_offer
        self._shown_day = screen.session.today

    def begin(self) -> None:
        """Look at the clock now and then."""
        self._screen.set_interval(_LOOKING_SECONDS, self.follow)

    def follow(self) -> bool:
        """Show what is true today if the day has changed; True if an open dialog now asks something else.

        A key that was pressed before is then no answer.
        """
        screen = self._screen
        if not screen.session.follow_day():
            return False
        today = screen.session.today
        screen.filter_bar.follow_day(today)
        self._listing.see_from(today)
        self._follow_offer()
        screen.task_list.refresh()
        screen.show_proposal()
        if today != self._shown_day:
            self._shown_day = today
            screen.say(day_words.new_day(today))
        over = [
            each for each in screen.app.screen_stack[1:] if isinstance(each, DayFollower) and each.is_mounted
        ]
        asked = [each.follow_day() for each in over]
        return any(asked)
