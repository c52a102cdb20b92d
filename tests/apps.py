"""The app over a vault or over the store in memory, and somebody at its keyboard."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date, datetime
from pathlib import Path

from fakes import clock
from rich.segment import Segment
from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import Static

from triage.core.config import Config
from triage.core.row import Row
from triage.session.session import Session
from triage.session.store import Store
from triage.storage.vault import Vault
from triage.ui.app import TriageApp
from triage.ui.triage_screen import TriageScreen

TODAY = date(2026, 11, 22)
"""The day of every test of the app, a Sunday."""
PATIENCE = 10.0
"""Seconds after which a test gives up waiting."""


class Places:
    """Where the notes of a test are, for an editor and for Obsidian."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def path(self, note: str) -> Path:
        """The note's path beneath the root."""
        return self._root / note

    def obsidian_place(self, note: str) -> tuple[str, str]:
        """The root as the Obsidian vault."""
        return self._root.name, note


def app_over(
    store: Store, *, number: int = 1, config: Config | None = None, root: Path = Path("/vault")
) -> TriageApp:
    """The app over any store, as the run of that number; nothing is read yet."""
    config = config or Config()
    now = clock(datetime(TODAY.year, TODAY.month, TODAY.day, 8 + number))
    session = Session(store, TODAY, run=f"run-{number}", now=now, mine=config.mine)
    return TriageApp(session, Places(root), config)


def vault_app(root: Path, state: Path, *, number: int = 1, config: Config | None = None) -> TriageApp:
    """The app over a real vault, its journal in the `state` folder, which is made where it is missing."""
    state.mkdir(exist_ok=True)
    vault = Vault(root, config or Config(), state=state)
    return app_over(vault, number=number, config=config, root=root)


class Hand:
    """Somebody at the keyboard, who reads the screen too."""

    def __init__(self, app: TriageApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    # Doing

    async def press(self, *keys: str) -> None:
        """Press keys, each once the one before is dealt with."""
        for key in keys:
            self.send(key)
            await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type a text as fast as a person can, and let it be dealt with."""
        for character in text:
            self.send(character)
        await self.pilot.pause()

    def send(self, *keys: str) -> None:
        """Press keys in one burst, without a look at the screen, as a terminal delivers them over a slow line."""
        driver = self.app._driver
        assert driver is not None
        for key in keys:
            name = key if len(key) > 1 else _character_to_key(key)
            driver.send_message(Key(name, key if len(key) == 1 else None))

    async def until(self, condition: Callable[[], bool], what: str = "") -> None:
        """Wait until the condition holds."""
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, f"it never came to that: {what or condition}\n{self.text}"
            await self.pilot.pause()

    async def sees(self, text: str) -> None:
        """Wait until the text stands on the screen."""
        await self.until(lambda: text in self.text, f"{text!r} on the screen")

    async def scanned(self) -> None:
        """Wait until the vault is read."""
        await self.until(lambda: not self.screen.header.is_scanning, "the vault was read")

    # Seeing

    @property
    def session(self) -> Session:
        """What the app shows."""
        return self.app.session

    @property
    def screen(self) -> TriageScreen:
        """The screen with the queue, whatever stands over it."""
        screen = self.app.screen_stack[0]
        assert isinstance(screen, TriageScreen)
        return screen

    @property
    def segments(self) -> list[Segment]:
        """All that is drawn, from the top left to the bottom right."""
        return [segment for strip in self.app.screen._compositor.render_strips() for segment in strip]

    @property
    def lines(self) -> list[str]:
        """The lines of the screen."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip) for strip in strips]

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.lines)

    @property
    def header(self) -> str:
        """What the header says."""
        return str(self.screen.header.render())

    @property
    def footer(self) -> str:
        """What the footer says."""
        return str(self.screen.key_bar.render())

    @property
    def pane(self) -> str:
        """What the proposal's pane says."""
        return str(self.screen.pane.query_one("#proposal", Static).content)

    @property
    def row(self) -> Row:
        """The row under the cursor."""
        row = self.screen.row
        assert row is not None, self.text
        return row

    @property
    def rows(self) -> list[Row]:
        """The rows of the list, in order."""
        return [self.session.rows[key] for key in self.screen.task_list.keys]

    @property
    def words(self) -> list[str]:
        """The words of the rows of the list, in order."""
        return [row.proposal.words for row in self.rows]

    @property
    def at(self) -> str:
        """The words of the row under the cursor."""
        return self.row.proposal.words

    @property
    def notices(self) -> list[str]:
        """What was said in notices, the latest last."""
        return [notice.message for notice in self.app._notifications]

    def drawn(self, words: str) -> str:
        """The one line of the list that holds these words."""
        height = self.screen.task_list.region.bottom
        found = [line for line in self.lines[1:height] if words in line]
        assert len(found) == 1, self.text
        return found[0]


@asynccontextmanager
async def at_work(app: TriageApp, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Hand]:
    """Somebody at the keyboard of a running app that has read its vault."""
    async with app.run_test(size=size, notifications=True) as pilot:
        hand = Hand(app, pilot)
        await hand.scanned()
        hand.screen.task_list.follows_top = False  # as it is half a second later
        yield hand
