"""The app over a vault or over the store in memory, and somebody at its keyboard."""

import re
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from rich.cells import get_character_cell_size
from rich.console import RenderableType
from textual._compositor import CompositorUpdate
from textual._queue import Queue
from textual.events import Key, Paste
from textual.geometry import Region
from textual.keys import _character_to_key
from textual.message import Message
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.screen import Screen

from fakes import clock
from sparing import Unhurried, spare
from triage.core.config import Config, Watch
from triage.core.errors import BadConfig
from triage.core.row import Group, Row
from triage.session.session import Session
from triage.session.store import Store
from triage.storage.vault import Vault
from triage.ui.app import TriageApp
from triage.ui.outside import Outside
from triage.ui.screen.triage_screen import TriageScreen
from triage.ui.start import Beginning
from waiting import a_turn, eventually

TODAY = date(2026, 11, 22)
"""The day of every test of the app, a Sunday."""
spare()

_SEQUENCE = re.compile(
    r"\x1b\[(?P<y>\d+);(?P<x>\d+)H|\x1b\[[\d;]*m|(?P<line>\n)|(?P<text>[^\x00-\x1f\x7f-\x9f]+)|(?P<other>.)",
    re.DOTALL,
)


class Terminal:
    """What a terminal makes of all that is written to it: the screen as the user sees it."""

    def __init__(self) -> None:
        self.cells: dict[int, dict[int, str]] = {}
        self.obeyed = ""
        """The control characters that a terminal would obey, beyond moving and colours."""

    def write(self, written: str) -> None:
        """Take what the app writes."""
        x = y = 0
        for part in _SEQUENCE.finditer(written):
            if part["y"]:
                y, x = int(part["y"]) - 1, int(part["x"]) - 1
            elif part["line"]:
                y, x = y + 1, 0
            elif part["other"]:
                self.obeyed += part["other"]
            text = part["text"] or ""
            if text.isascii():  # a cell for each character
                self.cells.setdefault(y, {}).update(enumerate(text, x))
                x += len(text)
                continue
            for character in text:
                width = get_character_cell_size(character)
                line = self.cells.setdefault(y, {})
                if not width:  # it belongs to the character before it
                    line[x - 1] = line.get(x - 1, " ") + character
                    continue
                line[x] = character
                line.update((at, "") for at in range(x + 1, x + width))
                x += width

    def lines(self, region: Region) -> list[str]:
        """The lines of a part of the screen."""
        return [
            "".join(self.cells.get(y, {}).get(x, " ") for x in region.column_range) for y in region.line_range
        ]


class ShownApp(Unhurried, TriageApp):
    """The app on a terminal that can be read."""

    CSS_PATH = TriageApp.CSS_PATH

    def __init__(
        self, session: Session, outside: Outside, config: Config, start: Beginning | None = None
    ) -> None:
        super().__init__(session, outside, config, start)
        self._terminal = Terminal()
        self.outside = outside

    @property
    def terminal(self) -> Terminal:
        """The terminal, with everything drawn that is due."""
        if self.is_running and self._exception is None and self.screen_stack:
            self.draw(self.screen)
        return self._terminal

    def notify(self, message: str, **given: Any) -> None:
        """Leave every notice there, however slow the machine is."""
        super().notify(message, **{**given, "timeout": 3600.0})

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        if isinstance(renderable, CompositorUpdate) and not self._batch_count:
            self._terminal.write(renderable.render_segments(self.console))
        super()._display(screen, renderable)


class Places:
    """Where the notes of a test are, for an editor and for Obsidian; holds what is kept in the config."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.kept: list[tuple[tuple[str, ...], object]] = []
        """What was kept, in order."""
        self.refusal = ""
        """Why nothing can be kept; "" if it can."""

    def path(self, note: str) -> Path:
        """The note's path beneath the root."""
        return self._root / note

    def obsidian_place(self, note: str) -> tuple[str, str]:
        """The root as the Obsidian vault."""
        return self._root.name, note

    def keep(self, path: Sequence[str], value: object) -> None:
        """Hold a value; raises BadConfig with the `refusal`, if there is one."""
        if self.refusal:
            raise BadConfig(self.refusal)
        self.kept.append((tuple(path), value))


def app_over(
    store: Store,
    *,
    number: int = 1,
    config: Config | None = None,
    root: Path = Path("/vault"),
    start: Beginning | None = None,
    today: date | None = TODAY,
    now: Callable[[], datetime] | None = None,
) -> ShownApp:
    """The app over any store, as the run of that number; nothing is read yet.

    Without `today`, the day follows the clock `now`.
    """
    config = config or Config()
    day = today or TODAY
    now = now or clock(datetime(day.year, day.month, day.day, 8 + number).astimezone())
    session = Session(store, today, run=f"run-{number}", now=now, config=config)
    return ShownApp(session, Places(root), config, start)


def vault_app(
    root: Path, state: Path, *, number: int = 1, config: Config | None = None, watched: bool = False
) -> ShownApp:
    """The app over a real vault, its journal in the `state` folder, which is made if it is missing."""
    state.mkdir(exist_ok=True)
    config = replace(config or Config(), watch=Watch.AUTO if watched else Watch.OFF)
    vault = Vault(root, config or Config(), state=state)
    return app_over(vault, number=number, config=config, root=root)


def _waits(pump: MessagePump) -> bool:
    """Whether a widget has nothing to do, or has ended."""
    queue: Queue[Message | None] = pump._message_queue
    return not pump.is_running or (queue.empty() and bool(queue.ready_event._waiters))


class Hand:
    """Somebody at the keyboard, who reads the screen too."""

    def __init__(self, app: ShownApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    # Doing

    async def press(self, *keys: str) -> None:
        """Press keys, each after everything that the key before has caused is over."""
        for key in keys:
            self.send(key)
            await self.settled()

    async def type(self, text: str) -> None:
        """Type a text in one burst, and wait until it is dealt with."""
        self.send(*text)
        await self.settled()

    async def paste(self, text: str) -> None:
        """Paste a text, as a terminal does with bracketed paste."""
        driver = self.app._driver
        assert driver is not None
        driver.send_message(Paste(text))
        await self.settled()

    async def settled(self) -> None:
        """Wait until every message is dealt with, and every message that followed; timers may still run."""
        calm = turns = 0
        while calm < 3 and self.is_there:
            turns += 1
            await a_turn(turns)  # what a thread has sent arrives only in the next turn
            calm = calm + 1 if self._is_calm() else 0
        if self.is_there and self.app.screen is not self.app.drawn:
            self.app.draw(self.app.screen)  # or a screen could come and go undrawn

    def _is_calm(self) -> bool:
        """Whether every widget waits for a message; a layout that is due is done first."""
        screen = self.app.screen
        if any(
            (screen._layout_required, screen._scroll_required, screen._repaint_required, screen._callbacks)
        ) or (screen._dirty_widgets or screen._recompose_required):
            screen._on_timer_update()
            return False
        pumps: list[MessagePump] = [self.app]
        for each in self.app.screen_stack:
            pumps += each.walk_children(with_self=True)
        return all(_waits(pump) for pump in pumps)

    def send(self, *keys: str) -> None:
        """Press keys in one burst, as they come over a slow line."""
        driver = self.app._driver
        assert driver is not None
        for key in keys:
            name = key if len(key) > 1 else _character_to_key(key)
            driver.send_message(Key(name, key if len(key) == 1 else None))

    async def until(self, condition: Callable[[], bool], what: str = "") -> None:
        """Wait until the condition holds."""
        await eventually(lambda: self.app._exception is not None or condition(), what, lambda: self.text)
        assert self.app._exception is None

    async def sees(self, text: str) -> None:
        """Wait until the text stands on the screen or in a notice, whose lines may be broken anywhere."""
        await self.until(lambda: text in "\n".join([self.text, *self.notices]), f"{text!r} is to be seen")

    async def scanned(self) -> None:
        """Wait until the vault is read."""
        screen = self.screen
        await self.until(lambda: screen.focused is not None and not screen.header.is_scanning, "all was read")

    async def compared(self) -> None:
        """Wait until the vault is read and every proposal is compared."""
        await self.scanned()
        header = self.screen.header
        await self.until(lambda: not header.is_scanning and not header.is_comparing, "all was compared")
        await self.settled()

    async def at_rest(self) -> None:
        """Wait until no save runs, no progress is shown, and all that follows is shown."""
        screen = self.screen
        await self.until(lambda: not any(each.group == "write" for each in screen.workers if each.is_running))
        await self.settled()

    # Seeing

    @property
    def kept(self) -> list[tuple[tuple[str, ...], object]]:
        """What the app has kept in the config, in order."""
        assert isinstance(self.app.outside, Places)
        return self.app.outside.kept

    @property
    def is_there(self) -> bool:
        """Whether the app takes keys: it has neither ended nor failed."""
        return self.app.is_running and self.app._exception is None

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
    def lines(self) -> list[str]:
        """The lines of the screen, as the terminal has them now."""
        return self.app.terminal.lines(self.app.size.region)

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.lines)

    @property
    def header(self) -> str:
        """What the header says."""
        return self.lines[0]

    @property
    def tabs(self) -> str:
        """The line of tabs, as it is drawn."""
        return self.lines[1]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows each tab says its view has to decide, the empty ones left out."""
        return {tab.name: tab.count for tab in self.screen.tabs.tabs if tab.count}

    @property
    def view(self) -> str:
        """The name of the view that is shown."""
        return self.screen.listing.arrangement.view.name

    @property
    def marked(self) -> set[str]:
        """The words of the marked rows, hidden ones too."""
        return {self.session.rows[key].proposal.words for key in self.session.marks.keys}

    @property
    def footer(self) -> str:
        """What the footer says."""
        return self.lines[-1]

    @property
    def pane(self) -> str:
        """What can be seen of the proposal's pane, its lines joined by spaces."""
        return " ".join(
            line.strip() for line in self.app.terminal.lines(self.screen.pane.scrollable_content_region)
        )

    @property
    def row(self) -> Row:
        """The row under the cursor."""
        row = self.screen.listing.row
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

    @property
    def headings(self) -> list[str]:
        """The names of the groups of the list, in order."""
        lines = self.screen.task_list._lines
        groups = [line for line in lines.between(0, len(lines)) if isinstance(line, Group)]
        return [group.name for group in groups]

    @property
    def drawn_rows(self) -> list[str]:
        """The lines of the list as the terminal has them."""
        region = self.screen.task_list.region.shrink((0, 1, 0, 0))  # without the scroll bar
        return [line.rstrip() for line in self.app.terminal.lines(region)]

    @property
    def true_rows(self) -> list[str]:
        """The lines of the list as they would be drawn now."""
        _, _, width, height = self.screen.task_list.region
        strips = [self.screen.task_list.render_line(y) for y in range(height)]
        return ["".join(segment.text for segment in strip.crop(0, width - 1)).rstrip() for strip in strips]

    def drawn(self, words: str) -> str:
        """The one line of the list that holds these words."""
        found = [line for line in self.drawn_rows if words in line]
        assert len(found) == 1, self.text
        return found[0]


@asynccontextmanager
async def at_work(app: ShownApp, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Hand]:
    """Somebody at the keyboard of a running app that has read its vault."""
    async with app.run_test(size=size, notifications=True) as pilot:
        hand = Hand(app, pilot)
        await hand.scanned()
        hand.screen.task_list.follows_top = False  # as it is half a second later
        yield hand
        if app.is_running:
            app.clear_notifications()  # they lie over rows
            await hand.settled()
            if len(app.screen_stack) == 1:
                await hand.until(lambda: hand.drawn_rows == hand.true_rows, "no row is stale")
        assert not app.terminal.obeyed
