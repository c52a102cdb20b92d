"""The day at the keyboard: past midnight all that is shown is of the new day, and so is what is written."""

import re
from datetime import datetime, timedelta, timezone

from textual.widgets import Static

from apps import Hand, app_over, at_work
from fakes import FakeStore, SetClock, note, proposal_line
from triage.core.config import Config
from triage.core.filtering.filter import Filter
from triage.core.history.rule import Offer, Slice, SliceKind
from triage.core.row import Grouping
from triage.core.task.settings import Settings
from triage.core.task.vocabulary import Vocabulary
from triage.ui.start import Beginning

NOTE = "2026-11-20 Minutes.md"
DUE = {"wool": "2026-11-22", "oil": "2026-11-23", "tar": "2026-11-30", "rope": "", "sail": "2026-11-22"}
LATE = datetime(2026, 11, 22, 23, 59, tzinfo=timezone(timedelta(hours=1)))
"""A minute before midnight, on a Sunday."""
MONDAY = "It is Monday 23 November now"
LOOK_AGAIN = "look again before you answer"


def store() -> FakeStore:
    lines = (proposal_line(words, due=due) for words, due in DUE.items())
    return FakeStore(
        {NOTE: note(*lines)}, vocabularies={NOTE: Vocabulary(settings=Settings(), has_plugin=True)}
    )


def line(vault: FakeStore, words: str) -> str:
    """The one line of the note with these words."""
    (found,) = re.findall(rf".* {words} .*", vault.notes[NOTE].decode())
    return str(found)


def said(hand: Hand, of: str) -> str:
    """What a part of the dialog on top says."""
    return str(hand.app.screen.query_one(of, Static).visual)


async def test_past_midnight_rows_counts_dialogs_and_lines_are_of_the_new_day() -> None:
    vault, now = store(), SetClock(LATE)
    before = dict(vault.notes)
    async with at_work(app_over(vault, today=None, now=now), size=(120, 30)) as hand:
        await hand.compared()
        assert "overdue" not in hand.counts
        assert " today " in hand.drawn("wool")
        await hand.press("a")
        await hand.press("j")
        assert hand.at == "tar"
        # at midnight, without a key
        now.goes_on(minutes=1)
        hand.screen.follow_day()
        await hand.settled()
        assert MONDAY in hand.footer
        assert hand.counts["overdue"] == 1
        assert hand.at == "tar"
        assert len(hand.words) == 5
        assert [part in hand.drawn(words) for words, part in (("oil", "today"), ("sail", "1d late"))] == [
            True,
            True,
        ]
        # what is written
        hand.send("d", *"tomorrow", "enter")
        await hand.settled()
        assert "📅 2026-11-24" in line(vault, "tar")
        await hand.press("D")
        assert "✅ 2026-11-23" in line(vault, "tar")
        # the history and the figures, before and after another midnight
        await hand.press("H")
        now.goes_on(days=1)
        await hand.press("j")
        await hand.sees("1 line done")
        await hand.press("escape")
        now.goes_on(days=-1)
        await hand.press("t")
        await hand.sees("1 decided today: 1 done")
        now.goes_on(days=1)
        hand.screen.follow_day()
        await hand.settled()
        await hand.sees("Nothing decided today")
        await hand.press("escape", "u", "u", "u")
        assert vault.notes == before
        assert hand.session.tally.decided == 0
        # a row that was shown stays where the view asks for no day
        hand.send("2", "r", *"Ada Quill", "enter", "j")
        await hand.settled()
        assert hand.counts["mine"] == 4
        now.goes_on(days=1)
        hand.screen.follow_day()
        assert len(hand.words) == 5


async def test_what_a_dialog_has_shown_before_midnight_is_shown_again_before_it_is_written() -> None:
    vault, now = store(), SetClock(LATE)
    config = Config(bulk_limit=1)
    before = dict(vault.notes)
    async with at_work(app_over(vault, today=None, now=now, config=config), size=(120, 30)) as hand:
        await hand.compared()
        # a day in words
        hand.send("d", *"tomorrow")
        await hand.settled()
        assert "2026-11-23" in said(hand, "#answer")
        now.goes_on(minutes=1)
        await hand.press("enter")
        assert vault.notes == before
        assert "2026-11-24" in said(hand, "#answer")
        await hand.press("enter")
        assert "📅 2026-11-24" in line(vault, "wool")
        # the same words once more, and repeated a day later
        now.goes_on(days=1)
        await hand.press("j", ".")
        assert "📅 2026-11-25" in line(vault, "oil")
        # words that would mean another week are shown first
        hand.send("d", *"thu", "enter")
        await hand.settled()
        assert "📅 2026-11-26" in line(vault, "oil")
        now.goes_on(days=2)
        await hand.press(".")
        assert "📅 2026-11-26" in line(vault, "oil")
        assert "2026-12-03" in said(hand, "#sample-lines")
        await hand.press("y")
        assert "📅 2026-12-03" in line(vault, "oil")
        # a day that is the same on any day, and letters typed across midnight, are not held up
        hand.send("j", "d", *"2026-12-2")
        await hand.settled()
        now.goes_on(days=1)
        hand.send("4", "enter")
        await hand.settled()
        assert "📅 2026-12-24" in line(vault, "tar")
        # several at once
        await hand.press("j", "space", "space", "D")
        assert "✅ 2026-11-27" in said(hand, "#sample-lines")
        now.goes_on(days=1)
        await hand.press("y")
        assert LOOK_AGAIN in said(hand, "#sample-lines")
        assert "✅ 2026-11-28" in said(hand, "#sample-lines")
        assert not vault.notes[NOTE].count(b"[x]")
        await hand.press("y")
        assert vault.notes[NOTE].decode().count("✅ 2026-11-28") == 2
        # a verb that writes no day is written as it was shown, on the day on which it is
        await hand.press("g", "space", "space", "a")
        now.goes_on(days=1)
        await hand.press("y")
        assert vault.notes[NOTE].count(b"[ ]") == 2
        assert vault.entries()[-1].gesture.at.date().isoformat() == "2026-11-29"


async def test_a_snooze_is_of_the_day_it_is_answered_on_and_ends_while_the_app_is_open() -> None:
    vault, now = store(), SetClock(LATE)
    async with at_work(app_over(vault, today=None, now=now), size=(120, 30)) as hand:
        await hand.compared()
        await hand.press("z")
        now.goes_on(minutes=1)
        await hand.press("t")
        assert vault.recall("snoozes") is None
        assert LOOK_AGAIN in said(hand, "#hint")
        await hand.sees("tomorrow: Tue 24 Nov 2026")
        await hand.press("t")
        assert hand.counts["snoozed"] == 1
        assert "z 24 Nov" in hand.drawn("wool")
        await hand.press("ctrl+r")
        await hand.compared()
        assert "wool" not in hand.words
        now.goes_on(days=1)
        await hand.press(".")
        assert vault.entries()[-1].gesture.detail == "2026-11-25"
        assert hand.words[0] == "wool"
        assert hand.counts["snoozed"] == 1
        await hand.press("z", "t", "z")
        assert "as last time: Wed 25 Nov" in hand.text
        now.goes_on(days=1)
        hand.screen.follow_day()
        await hand.settled()
        assert "as last time" not in hand.text
        await hand.press("z")
        assert len(vault.entries()) == 3
        # the clock is set back: it sleeps again
        await hand.press("escape")
        now.goes_on(days=-1)
        await hand.press("k")
        assert hand.counts["snoozed"] == 2


async def test_a_filter_a_sprint_marks_and_the_time_of_a_sprint_survive_midnight() -> None:
    vault, now = store(), SetClock(LATE)
    vault.notes[NOTE] += note(proposal_line("hull", due="2026-11-22"))
    start = Beginning(typed=Filter.of("due:today", LATE.date()))
    async with at_work(app_over(vault, today=None, now=now, start=start), size=(120, 30)) as hand:
        await hand.compared()
        assert hand.words == ["wool", "sail", "hull"]
        await hand.press("x")
        assert hand.at == "sail"
        now.goes_on(minutes=1)
        await hand.press("J")
        assert hand.words == ["wool", "oil", "sail"], "decided, come, and under the cursor; one has gone"
        assert hand.at == "sail"
        assert hand.screen.filter_bar.value == "due:today"
        hand.send("slash", *" oil")
        await hand.settled()
        assert hand.words == ["oil"]
        now.goes_on(days=7)
        hand.screen.follow_day()
        await hand.settled()
        assert hand.screen.listing.arrangement.typed == Filter.of("due:today oil", now().date())
        hand.send(*["backspace"] * 4)
        await hand.settled()
        assert hand.words == ["tar"], "what is typed is read as it is meant today"
        await hand.press("enter")
        assert hand.words == ["tar"]


async def test_a_sprint_keeps_its_rows_and_its_pace() -> None:
    vault, now = store(), SetClock(LATE)
    async with at_work(
        app_over(vault, today=None, now=now, start=Beginning(limit=4, minutes=30)), size=(120, 30)
    ) as hand:
        await hand.compared()
        for key in "xxa":
            now.goes_on(seconds=4)
            await hand.press(key)
        assert "4.0 s each" in hand.footer
        now.goes_on(minutes=1)
        await hand.press("k")
        assert "sprint: 3 of 4" in hand.header
        assert hand.words == ["wool", "oil", "tar", "rope"]
        assert "4.0 s each" in hand.footer
        assert "30:00" in hand.text or "29:5" in hand.text


async def test_an_offer_goes_once_nothing_of_it_is_late_enough() -> None:
    vault, now = store(), SetClock(LATE + timedelta(days=31))
    async with at_work(app_over(vault, today=None, now=now), size=(120, 30)) as hand:
        await hand.compared()
        hand.screen.offers.show(Offer(Slice(SliceKind.OVERDUE, "30"), "reject", 20, 20, (0, 1, 4)))
        for minutes, said in ((1, "Preview the other 3?"), (-2, "Preview the other 2?"), (-1440, "")):
            now.goes_on(minutes=minutes)
            hand.screen.follow_day()
            await hand.settled()
            assert said in hand.header
        assert "Preview" not in hand.header


async def test_groups_of_due_dates_are_called_what_they_are_and_the_cursor_stays() -> None:
    vault, now = store(), SetClock(LATE)
    config = Config(group=Grouping.DUE)
    async with at_work(app_over(vault, today=None, now=now, config=config), size=(120, 30)) as hand:
        await hand.compared()
        assert hand.headings == ["today", "within a week", "within a month", "no due date"]
        await hand.press("j", "j", "space", "k")
        assert hand.at == "oil"
        height = hand.screen.task_list._cursor_line
        now.goes_on(days=1)
        hand.screen.follow_day()
        await hand.settled()
        assert hand.headings == ["overdue", "today", "within a week", "no due date"]
        assert (hand.at, hand.screen.task_list._cursor_line) == ("oil", height)
        assert hand.words == ["wool", "sail", "oil", "tar", "rope"]
        assert hand.marked == {"oil"}
