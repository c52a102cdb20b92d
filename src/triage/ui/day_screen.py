"""The screen's part that follows the day."""

from triage.core.config import Config
from triage.session.session import Session
from triage.ui.day_follower import DayFollower
from triage.ui.keymap import Keymap
from triage.ui.outside import Outside
from triage.ui.sprint_screen import SprintScreen
from triage.ui.start import Start
from triage.ui.writer import Writer
from triage.words import day_words

_LOOKING_SECONDS = 20.0
"""How long what is shown may be of the day before, while no key is pressed."""


class DayScreen(SprintScreen):
    """Lets all that is shown be of today: midnight passes, laptops sleep for days, clock and zone are set."""

    def __init__(
        self, session: Session, outside: Outside, writer: Writer, keys: Keymap, config: Config, start: Start
    ) -> None:
        """Begin on the session's day."""
        super().__init__(session, outside, writer, keys, config, start)
        self._shown_day = session.today

    def on_mount(self) -> None:
        """Look at the clock now and then; Textual calls the base's own, too."""
        self.set_interval(_LOOKING_SECONDS, self.follow_day)

    def follow_day(self) -> bool:
        """Show what is true today, if that is another day; whether what a dialog asks is another now.

        A key that was pressed before is then no answer.
        """
        if not self.session.follow_day():
            return False
        today = self.session.today
        self.filter_bar.follow_day(today)
        self.see_from(today)
        self.follow_offer()
        self.task_list.refresh()
        self.show_proposal()
        if today != self._shown_day:
            self._shown_day = today
            self.say(day_words.new_day(today))
        over = [
            each for each in self.app.screen_stack[1:] if isinstance(each, DayFollower) and each.is_mounted
        ]
        asked = [each.follow_day() for each in over]
        return any(asked)
