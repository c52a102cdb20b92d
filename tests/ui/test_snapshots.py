"""Pictures of the screen, compared with pictures that a person has looked at.

`pytest tests/ui/test_snapshots.py --snapshot-update` draws them anew.
"""

import re
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.widgets import Input

from apps import Hand, ShownApp, app_over
from fakes import FakeStore, note, proposal_line
from hostile import about
from triage.core.config import Config
from triage.core.task.decision import Reject
from triage.core.task.settings import Settings
from triage.core.task.vocabulary import vocabulary_of

LONG = (
    "Write to every mooring holder about the new rates, and say from when on they hold and for which berths, "
    * 3
)


class Harbour(FakeStore):
    """The vault of the pictures."""

    @property
    def name(self) -> str:
        """The vault's name."""
        return "Harbour"


def harbour() -> Harbour:
    """Three notes with something of everything."""
    minutes = note(
        "---",
        "title: Minutes of the harbour board",
        "date: 2026-11-20",
        "participants: [Ada Quill, Bo Tarn]",
        "source: transcript",
        "---",
        "# Minutes",
        "",
        "The board met at the pilot house.",
        "",
        "## Decisions",
        "",
        "Wool is short, and the winch squeaks.",
        "",
        proposal_line("Order the blue wool from the mill", due="2026-11-23", priority="high"),
        proposal_line("Ask the ferry office for the winter timetable", owner="Ada Quill", due="2026-11-10"),
        "    " + proposal_line("Print it for the pilot house", owner="Bo Tarn", priority="low"),
        "    " + proposal_line("Hang it up by the door", owner=""),
        "- [?] Oil the winch 📅 2026-12-24 before the frost @Bo Tarn #task #proposed #auto",
        proposal_line("日本語の案内を書く 🎻", owner="李 明", due="2027-03-01", priority="medium"),
        "- [ ] An old task",
    )
    return Harbour(
        {
            "Meetings/2026-11-20 Minutes of the harbour board.md": minutes,
            "Meetings/2026-11-12 Talk.md": note(
                "# Talk",
                proposal_line(
                    "Share the list", owner="Ada Quill @Bo Tarn", due="2025-10-01", priority="highest"
                ),
                "- [?] Ask @Perla Vint to call back #task #proposed #auto",
                "- [?] Not tagged",
            ),
            "Inbox.md": note(proposal_line("Water the plants", owner="")),
        },
        days={"Inbox.md": date(2026, 11, 1)},
    )


@pytest.fixture(autouse=True)
def in_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same picture wherever it is drawn."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)


class Svg(SingleFileSnapshotExtension):
    """Pictures kept in a file each."""

    _file_extension = "svg"
    _write_mode = WriteMode.TEXT

    def serialize(self, data: Any, **given: Any) -> str:
        """The picture without the number that it bears by chance."""
        return re.sub(r"\bterminal-\d+-([\w-]+)", r"terminal-\1", data)


@pytest.fixture
def pictures(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """The pictures that somebody looked at."""
    return snapshot.use_extension(Svg)


@asynccontextmanager
async def at_work(app: ShownApp, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Hand]:
    """Somebody at the keyboard; no terminal is looked at: to take a picture leaves nothing to draw."""
    async with app.run_test(size=size, notifications=True) as pilot:
        hand = Hand(app, pilot)
        await hand.compared()
        hand.screen.task_list.follows_top = False
        yield hand


async def rest(hand: Hand) -> None:
    """Let all be shown that is shown a moment later."""
    if len(hand.app.screen_stack) == 1:
        await hand.compared()
        hand.screen.show_proposal()
        await hand.settled()


async def press(hand: Hand, keys: Iterable[str]) -> None:
    """Press the keys; `type:` types a text."""
    for key in keys:
        await rest(hand)
        if key.startswith("type:"):
            await hand.type(key.removeprefix("type:"))
        else:
            await hand.press(key)
    await rest(hand)


async def picture(hand: Hand) -> str:
    """The picture of the screen, without a cursor that blinks."""
    for field in hand.app.screen.query(Input):
        field.cursor_blink = False
    await hand.settled()
    return hand.app.export_screenshot(title=hand.app.title, simplify=True)


async def begin_again(hand: Hand) -> None:
    """Leave what is open, take back what was done, and go to the first row of all."""
    while len(hand.app.screen_stack) > 1 or hand.marked or hand.screen.listing.arrangement.typed:
        await hand.press("escape")
    while hand.session.past.history.undoable:
        await hand.press("u")
    await hand.press("1", "g")
    hand.screen.key_bar.message = ""


async def looks_right(
    pictures: SnapshotAssertion, app: ShownApp, keys: Iterable[str] = (), size: tuple[int, int] = (80, 24)
) -> None:
    """Once these keys are pressed, the picture is as it was."""
    async with at_work(app, size=size) as hand:
        await press(hand, keys)
        assert await picture(hand) == pictures


async def look_right(
    pictures: SnapshotAssertion, app: ShownApp, shown: dict[str, list[str]], size: tuple[int, int] = (80, 24)
) -> None:
    """After each of these keys, pressed one after the other, the picture is as it was."""
    async with at_work(app, size=size) as hand:
        for name, keys in shown.items():
            with about(name):
                await press(hand, keys)
                assert await picture(hand) == pictures(name=name)
            await begin_again(hand)


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (140, 40)], ids=["60x16", "80x24", "140x40"])
async def test_the_queue(pictures: SnapshotAssertion, size: tuple[int, int]) -> None:
    await looks_right(pictures, app_over(harbour()), ["j"], size)


async def test_decided_rows(pictures: SnapshotAssertion) -> None:
    await looks_right(pictures, app_over(harbour()), ["a", "x", "D", "s", "i"], (140, 40))


async def test_in_a_light_theme(pictures: SnapshotAssertion) -> None:
    await looks_right(
        pictures, app_over(harbour(), config=Config(theme="textual-light")), ["a", "x"], (140, 40)
    )


async def test_an_empty_vault(pictures: SnapshotAssertion) -> None:
    await looks_right(pictures, app_over(Harbour({})))


async def test_all_is_decided(pictures: SnapshotAssertion) -> None:
    await looks_right(pictures, app_over(Harbour({"Inbox.md": harbour().notes["Inbox.md"]})), ["a"])


async def test_a_long_line(pictures: SnapshotAssertion) -> None:
    store = Harbour({"Inbox.md": note(proposal_line(LONG.strip(), owner="Ada Quill", due="2026-11-10"))})
    await looks_right(pictures, app_over(store))


async def test_a_filter(pictures: SnapshotAssertion) -> None:
    await looks_right(pictures, app_over(harbour()), ["/", "type:ferry"])


async def test_a_dialog(pictures: SnapshotAssertion) -> None:
    shown = {
        "edit": ["e", "type: at once"],
        "raw": ["e", "ctrl+e"],
        "due": ["d", "type:next fri"],
        "no-day": ["d", "type:someday"],
        "reassign": ["r", "type:ad"],
        "priority": ["p"],
        "which-owner": ["J", "r"],
        "how-far": ["J", "j", "r"],
        "help": ["?"],
    }
    await look_right(pictures, app_over(harbour()), shown)


async def test_a_dialog_on_the_smallest_screen(pictures: SnapshotAssertion) -> None:
    await looks_right(pictures, app_over(harbour()), ["r"], (60, 16))


async def test_the_question_before_an_undo(pictures: SnapshotAssertion) -> None:
    store = harbour()
    app = app_over(store)
    app.session.load()
    app.session.decide([0], Reject())
    await looks_right(pictures, app_over(store, number=2), ["u"])


async def test_the_question_before_a_rejection(pictures: SnapshotAssertion) -> None:
    statuses = [
        {"symbol": " ", "name": "Todo", "type": "TODO"},
        {"symbol": "x", "name": "Done", "type": "DONE"},
        {"symbol": "R", "name": "Refused", "type": "NON_TASK"},
    ]
    store = harbour()
    vocabulary = vocabulary_of(Settings.from_data({"statusSettings": {"coreStatuses": statuses}}))
    store.vocabularies = dict.fromkeys(store.notes, vocabulary)
    await looks_right(pictures, app_over(store), ["x"])


async def test_a_failure_and_the_problems(pictures: SnapshotAssertion) -> None:
    store = harbour()
    store.unreadable["Inbox.md"] = "Permission denied"
    for path in store.notes:
        store.unwritable[path] = "The note is read-only; allow writing with chmod u+w"
    async with at_work(app_over(store)) as hand:
        await press(hand, ["a"])
        hand.app.clear_notifications()
        await press(hand, ["P"])
        assert await picture(hand) == pictures


async def test_a_notice(pictures: SnapshotAssertion) -> None:
    store = harbour()
    for path in store.notes:
        store.unwritable[path] = "The note is read-only; allow writing with chmod u+w"
    await looks_right(pictures, app_over(store), ["a", "k"])


def storehouse() -> Harbour:
    """The same idea in several notes, and some that were decided already."""
    store = harbour()
    store.notes["Plans/2026-11-02 Plan.md"] = note(
        "# Plan",
        proposal_line("Please order the blue wool from the mill, with a receipt", owner="Ada Quill"),
        proposal_line("Repair the crane on the north quay", due="2026-12-08", priority="medium"),
        proposal_line("Send the harbour map to the printer", owner="Bo Tarn", due="2026-10-02"),
        "- [x] Repair the crane on the north quay #task",
    )
    store.notes["_archive/2026-03-02 Old.md"] = note(
        "# Old",
        proposal_line("Order the blue wool from the mill", due="2026-03-09"),
        "- [-] Send the harbour map to the printer #task",
    )
    return store


WIDE = (140, 40)


async def test_a_view_or_its_dialog(pictures: SnapshotAssertion) -> None:
    shown = {
        "duplicates": ["5"],
        "already": ["6"],
        "archive": ["8"],
        "marks": ["space", "space", "/", "type:wool", "enter"],
        "completion": ["/", "type:due:overdue ow"],
        "error": ["/", "type:wool prio:urgnt"],
        "card": ["5", "enter"],
        "snooze": ["z"],
        "accept-by": ["A", "type:next fri"],
        "shift": ["*", "d", "type:by 2w"],
        "reason": ["R", "type:it is on hold"],
        "settings": [","],
        "snoozed": ["v", "j", "j", "z", "m", "9"],
        "by-owner": ["3", "L", "o"],  # the last: the grouping is kept
    }
    for width, height in [(80, 24), WIDE]:
        named = {f"{name}-{width}x{height}": keys for name, keys in shown.items()}
        await look_right(pictures, app_over(storehouse()), named, (width, height))


@pytest.mark.parametrize("size", [(60, 16), (80, 24), WIDE], ids=["60x16", "80x24", "140x40"])
async def test_the_question_before_a_bulk(pictures: SnapshotAssertion, size: tuple[int, int]) -> None:
    await looks_right(pictures, app_over(storehouse(), config=Config(bulk_limit=2)), ["5", "*", "b"], size)


async def test_nothing_is_left(pictures: SnapshotAssertion) -> None:
    app = app_over(storehouse(), config=Config(bulk_limit=100))
    await looks_right(pictures, app, ["*", "x"], WIDE)
