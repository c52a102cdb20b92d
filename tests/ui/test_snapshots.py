"""Pictures of the screen, compared with those that somebody looked at.

`pytest tests/ui/test_snapshots.py --snapshot-update` draws them anew.
"""

from collections.abc import Awaitable, Callable, Iterable
from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from apps import Hand, ShownApp, app_over
from fakes import FakeStore, note, proposal_line
from triage.core.config import Config
from triage.core.decision import Reject
from triage.core.settings import Settings
from triage.core.vocabulary import vocabulary_of

Compare = Callable[..., bool]
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


async def rest(hand: Hand) -> None:
    """Let all be drawn that is drawn a moment later."""
    if len(hand.app.screen_stack) == 1:
        await hand.scanned()
        await hand.compared()
        hand.screen.show_proposal()
        await hand.settled()
        assert hand.text


def looks_right(
    compare: Compare,
    app: ShownApp,
    keys: Iterable[str] = (),
    size: tuple[int, int] = (80, 24),
    arrange: Callable[[Hand], Awaitable[None]] | None = None,
) -> bool:
    """Whether the picture is as it was once these keys are pressed; `type:` types a text."""

    async def work(pilot: Pilot[Any]) -> None:
        hand = Hand(app, pilot)
        await hand.scanned()
        hand.screen.task_list.follows_top = False
        for key in keys:
            await rest(hand)
            if key.startswith("type:"):
                await hand.type(key.removeprefix("type:"))
            else:
                await hand.press(key)
        await rest(hand)
        if arrange:
            await arrange(hand)
        for field in hand.app.screen.query(Input):
            field.cursor_blink = False
        await hand.settled()

    return compare(app, terminal_size=size, run_before=work)


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (140, 40)], ids=["60x16", "80x24", "140x40"])
def test_the_queue(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert looks_right(snap_compare, app_over(harbour()), ["j"], size)


def test_decided_rows(snap_compare: Compare) -> None:
    assert looks_right(snap_compare, app_over(harbour()), ["a", "x", "D", "s", "i"], (140, 40))


def test_in_a_light_theme(snap_compare: Compare) -> None:
    assert looks_right(
        snap_compare, app_over(harbour(), config=Config(theme="textual-light")), ["a", "x"], (140, 40)
    )


def test_an_empty_vault(snap_compare: Compare) -> None:
    assert looks_right(snap_compare, app_over(Harbour({})))


def test_all_is_decided(snap_compare: Compare) -> None:
    assert looks_right(snap_compare, app_over(Harbour({"Inbox.md": harbour().notes["Inbox.md"]})), ["a"])


def test_a_long_line(snap_compare: Compare) -> None:
    store = Harbour({"Inbox.md": note(proposal_line(LONG.strip(), owner="Ada Quill", due="2026-11-10"))})
    assert looks_right(snap_compare, app_over(store))


def test_a_filter(snap_compare: Compare) -> None:
    assert looks_right(snap_compare, app_over(harbour()), ["/", "type:ferry"])


@pytest.mark.parametrize(
    "keys",
    [
        ["e", "type: at once"],
        ["e", "ctrl+e"],
        ["d", "type:next fri"],
        ["d", "type:someday"],
        ["r", "type:ad"],
        ["p"],
        ["J", "r"],
        ["J", "j", "r"],
        ["?"],
    ],
    ids=["edit", "raw", "due", "no-day", "reassign", "priority", "which-owner", "how-far", "help"],
)
def test_a_dialog(snap_compare: Compare, keys: list[str]) -> None:
    assert looks_right(snap_compare, app_over(harbour()), keys)


def test_a_dialog_on_the_smallest_screen(snap_compare: Compare) -> None:
    assert looks_right(snap_compare, app_over(harbour()), ["r"], (60, 16))


def test_the_question_before_an_undo(snap_compare: Compare) -> None:
    store = harbour()
    app = app_over(store)
    app.session.load()
    app.session.decide([0], Reject())
    assert looks_right(snap_compare, app_over(store, number=2), ["u"])


def test_the_question_before_a_rejection(snap_compare: Compare) -> None:
    statuses = [
        {"symbol": " ", "name": "Todo", "type": "TODO"},
        {"symbol": "x", "name": "Done", "type": "DONE"},
        {"symbol": "R", "name": "Refused", "type": "NON_TASK"},
    ]
    store = harbour()
    vocabulary = vocabulary_of(Settings.from_data({"statusSettings": {"coreStatuses": statuses}}))
    store.vocabularies = dict.fromkeys(store.notes, vocabulary)
    assert looks_right(snap_compare, app_over(store), ["x"])


def test_a_failure_and_the_problems(snap_compare: Compare) -> None:
    store = harbour()
    store.unreadable["Inbox.md"] = "Permission denied"
    for path in store.notes:
        store.unwritable[path] = "The note is read-only; allow writing with chmod u+w"

    async def without_notices(hand: Hand) -> None:
        hand.app.clear_notifications()
        await hand.press("P")

    assert looks_right(snap_compare, app_over(store), ["a"], arrange=without_notices)


def test_a_notice(snap_compare: Compare) -> None:
    store = harbour()
    for path in store.notes:
        store.unwritable[path] = "The note is read-only; allow writing with chmod u+w"
    assert looks_right(snap_compare, app_over(store), ["a", "k"])


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


@pytest.mark.parametrize("size", [(80, 24), WIDE], ids=["80x24", "140x40"])
@pytest.mark.parametrize(
    "keys",
    [
        ["5"],
        ["6"],
        ["8"],
        ["3", "L", "o"],
        ["space", "space", "/", "type:wool", "enter"],
        ["/", "type:due:overdue ow"],
        ["/", "type:wool prio:urgnt"],
        ["5", "enter"],
        ["z"],
        ["A", "type:next fri"],
        ["*", "d", "type:by 2w"],
        ["R", "type:it is on hold"],
        [","],
        ["v", "j", "j", "z", "m", "9"],
    ],
    ids=[
        "twins",
        "already",
        "archive",
        "by-owner",
        "marks",
        "completion",
        "error",
        "card",
        "snooze",
        "accept-by",
        "shift",
        "reason",
        "settings",
        "snoozed",
    ],
)
def test_a_view_or_its_dialog(snap_compare: Compare, keys: list[str], size: tuple[int, int]) -> None:
    assert looks_right(snap_compare, app_over(storehouse()), keys, size)


@pytest.mark.parametrize("size", [(60, 16), (80, 24), WIDE], ids=["60x16", "80x24", "140x40"])
def test_the_question_before_a_bulk(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert looks_right(
        snap_compare, app_over(storehouse(), config=Config(bulk_limit=2)), ["5", "*", "b"], size
    )


def test_nothing_is_left(snap_compare: Compare) -> None:
    app = app_over(storehouse(), config=Config(bulk_limit=100))
    assert looks_right(snap_compare, app, ["*", "x"], WIDE)
