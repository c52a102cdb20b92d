"""Draw screenshots/*.svg from the sample vault: `make screenshots`."""

import asyncio
import html
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.cells import cell_len
from textual.pilot import Pilot

from triage.cli.opening import NotePlaces
from triage.core.config import Config
from triage.session.session import Session
from triage.storage.sample import write_sample
from triage.storage.vault import Vault
from triage.ui.app import TriageApp
from triage.ui.dialogs.progress_dialog import ProgressDialog
from triage.ui.screen.triage_screen import TriageScreen

TODAY = date(2026, 11, 22)
NINE = datetime(2026, 11, 22, 9, tzinfo=UTC)
HERE = Path(__file__).parent
NARROW, WIDE = (80, 24), (140, 40)


@dataclass(frozen=True)
class Shot:
    """One picture: its name, and the keys that lead to it; `type:` types a text."""

    name: str
    keys: Sequence[str] = ()
    theme: str = ""


_CELL = 12.2
"""The width of a cell in Rich's pictures."""
_TEXT = re.compile(
    r'<text(?P<head> class="[^"]*") x="(?P<x>[0-9.]+)"(?P<y> y="[0-9.]+") textLength="[0-9.]+"'
    r"(?P<tail>[^>]*)>(?P<line>[^<]*)</text>"
)
_WORD = re.compile(r"[^\s\u00a0\u23e9-\u23f3\U0001f000-\U0001faff]+|[^\s\u00a0]")

DECIDED = ("a", "x", "a", "D", "j")
SHOTS = (
    Shot("queue"),
    Shot("decided", DECIDED),
    Shot("filter", ("/", "type:skerrow", "enter")),
    Shot("filter-typed", ("/", "type:due:overdue ow")),
    Shot("filter-error", ("/", "type:skerrow prio:urgnt")),
    Shot("mine", ("2",)),
    Shot("others", ("3", "L", "o")),
    Shot("overdue", ("4", "S", "d")),
    Shot("duplicates", ("5",)),
    Shot("already-decided", ("6",)),
    Shot("archive", ("8",)),
    Shot("snoozed", ("v", "j", "j", "z", "m", "9")),
    Shot("view-saved", ("/", "type:skerrow", "enter", "ctrl+s", "type:Harbour", "enter")),
    Shot("save-view", ("/", "type:skerrow", "enter", "ctrl+s", "type:Harbour")),
    Shot("marks", ("space", "space", "j", "v", "j", "j", "/", "type:skerrow", "enter")),
    Shot("bulk", ("6", "*", "=")),
    Shot("best", ("5", "*", "b")),
    Shot("card", ("5", "j", "j", "enter")),
    Shot("accept-by", ("A", "type:next fri")),
    Shot("shift", ("*", "d", "type:by 2w")),
    Shot("snooze", ("z",)),
    Shot("reject-reason", ("R", "type:the mast is being replaced")),
    Shot("group", ("L",)),
    Shot("sort", ("S",)),
    Shot("today", ("a", "a", "x", "a", "t")),
    Shot("history", ("a", "x", "5", "b", "H")),
    Shot("zero", ("*", "x", "y")),
    Shot("settings", (",",)),
    Shot("edit", ("e",)),
    Shot("edit-raw", ("e", "ctrl+e")),
    Shot("due", ("d", "type:next fri")),
    Shot("reassign", ("r", "type:na")),
    Shot("priority", ("p",)),
    Shot("help", ("?",)),
    Shot("light", DECIDED, "textual-light"),
)


async def draw(shot: Shot, size: tuple[int, int]) -> None:
    """Open the app on a copy of the sample vault, press the keys, and save what is on the screen."""
    with TemporaryDirectory() as folder:
        vault, state = Path(folder) / "Ebbwick", Path(folder) / "state"
        state.mkdir()
        write_sample(vault, TODAY)
        store = Vault(vault, Config(), state=state)
        ticks = count()
        session = Session(
            store, TODAY, run="picture", now=lambda: NINE + timedelta(seconds=4.2 * next(ticks))
        )
        outside = NotePlaces(vault, Path(folder) / "config.yaml")
        app = TriageApp(session, outside, Config(theme=shot.theme))
        async with app.run_test(size=size) as pilot:
            await rested(pilot)
            for key in shot.keys:
                typed = key.removeprefix("type:")
                await pilot.press(*(typed if typed != key else [key]))
            await rested(pilot)
            width, height = size
            picture = word_by_word(app.export_screenshot())
            (HERE / f"{shot.name}-{width}x{height}.svg").write_text(picture, "utf-8")


def word_by_word(svg: str) -> str:
    """The picture with each word placed by itself: renderers differ in how wide spaces and emoji are."""
    return _TEXT.sub(_words, svg)


def _words(text: re.Match[str]) -> str:
    line, at = html.unescape(text["line"]), float(text["x"])
    placed = []
    for word in _WORD.finditer(line):
        cells, width = cell_len(line[: word.start()]), cell_len(word[0])
        x, length = at + cells * _CELL, width * _CELL
        shown = html.escape(word[0])
        placed.append(
            f'<text{text["head"]} x="{x:g}"{text["y"]} textLength="{length:g}"{text["tail"]}>{shown}</text>'
        )
    return "".join(placed)


async def rested(pilot: Pilot[None]) -> None:
    """Wait until the vault is read and the proposal under the cursor is drawn."""
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, TriageScreen)
    await pilot.pause()
    while screen.header.is_scanning or screen.header.is_comparing:
        await pilot.pause(0.02)
    while len(pilot.app.screen_stack) == 2 and isinstance(pilot.app.screen, ProgressDialog):
        await pilot.pause(0.02)
    screen.show_proposal()
    await pilot.pause()


async def main() -> None:
    """Draw every picture at both sizes."""
    os.environ.pop("NO_COLOR", None)
    for shot in SHOTS:
        for size in (NARROW, WIDE):
            await draw(shot, size)


if __name__ == "__main__":
    asyncio.run(main())
