"""A gesture over many notes: how far it is, and that it can be stopped between two of them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from apps import Hand, app_over, at_work
from fakes import FakeStore, note, proposal_line
from triage.ui import words
from triage.ui.progress_dialog import ProgressDialog

NOTES = 60


def store(notes: int = NOTES) -> FakeStore:
    """So many notes, with two proposals each."""
    return FakeStore(
        {
            f"Note {number:02}.md": note(proposal_line(f"Berth {number}"), proposal_line(f"Crate {number}"))
            for number in range(notes)
        }
    )


def rejected(vault: FakeStore) -> list[str]:
    """The notes in which every box says rejected; one is never half done."""
    for path, data in vault.notes.items():
        assert data.count(b"[-]") in {0, 2}, path
    return [path for path, data in vault.notes.items() if data.count(b"[-]")]


class Gate:
    """Holds the writer before a note, until it is let through."""

    def __init__(self, vault: FakeStore, before: int) -> None:
        self.saves: list[str] = []
        self.reached = threading.Event()
        self._open = threading.Event()
        self._before = before
        vault.before_save = self._save

    def open(self) -> None:
        self._open.set()

    def _save(self, path: str) -> None:
        if len(self.saves) == self._before:
            self.reached.set()
            assert self._open.wait(10)
        self.saves.append(path)


@contextmanager
def gate(vault: FakeStore, before: int) -> Iterator[Gate]:
    """A gate before the save of that number, open at the end at the latest."""
    held = Gate(vault, before)
    try:
        yield held
    finally:
        held.open()


async def begin(hand: Hand, held: Gate) -> None:
    """Reject everything, up to the gate."""
    await hand.press("*", "x", "y")
    await hand.until(held.reached.is_set, "the gate is reached")
    await hand.until(lambda: isinstance(hand.app.screen, ProgressDialog), "the progress is shown")


async def test_more_than_forty_notes_show_a_progress() -> None:
    vault = store()
    with gate(vault, 30) as held:
        async with at_work(app_over(vault)) as hand:
            await begin(hand, held)
            await hand.sees("Reject: 120 lines")
            await hand.sees("esc stops between two notes")
            await hand.sees("50%")
            held.open()
            await hand.at_rest()
            assert len(hand.app.screen_stack) == 1
            assert len(rejected(vault)) == NOTES
            assert "120 lines rejected" in hand.footer


async def test_forty_notes_show_none() -> None:
    vault = store(40)
    async with at_work(app_over(vault)) as hand:
        seen = []
        vault.before_save = lambda _: seen.append(type(hand.app.screen))
        await hand.press("*", "x", "y")
        assert len(rejected(vault)) == 40
        assert ProgressDialog not in seen


@pytest.mark.parametrize("before", [0, 1, 25, NOTES - 1])
async def test_escape_stops_between_two_notes_and_the_rest_stays_marked(before: int) -> None:
    vault = store()
    untouched = dict(vault.notes)
    with gate(vault, before) as held:
        async with at_work(app_over(vault)) as hand:
            await begin(hand, held)
            await hand.press("escape")
            await hand.sees("stopping after this note")
            held.open()
            await hand.at_rest()
            done = rejected(vault)
            assert len(done) == before + 1 == len(held.saves)
            assert len({gesture.id for gesture, _, _ in vault.journal}) == 1
            left = {row.proposal.words for row in hand.rows if row.is_open}
            assert len(left) == 2 * (NOTES - before - 1)
            assert hand.marked == left
            assert not any(row.failure for row in hand.rows)
            assert len(hand.app.screen_stack) == 1
            assert hand.session.tally.decided == 2 * len(done)
            if left:
                said = f"Stopped: {words.count(2 * len(done), 'line')} rejected, {len(left)} left"
                assert said in hand.footer
            await hand.press("u")
            await hand.at_rest()
            assert vault.notes == untouched


async def test_what_was_stopped_can_be_gone_on_with() -> None:
    vault = store()
    with gate(vault, 10) as held:
        async with at_work(app_over(vault)) as hand:
            await begin(hand, held)
            await hand.press("escape")
            held.open()
            await hand.at_rest()
            await hand.press("x", "y")
            await hand.at_rest()
            assert len(rejected(vault)) == NOTES
            assert not hand.marked
            assert len({gesture.id for gesture, _, _ in vault.journal}) == 2


async def test_keys_typed_meanwhile_write_nothing() -> None:
    vault = store()
    with gate(vault, 5) as held:
        async with at_work(app_over(vault)) as hand:
            await hand.press("G", "a", "g")  # something that `u` could take back
            held.saves.clear()
            await begin(hand, held)
            await hand.press(*"aDsxuU.=bmyr", "space", "*", "enter", "tab", "/", "2")
            held.open()
            await hand.at_rest()
            assert len({gesture.id for gesture, _, _ in vault.journal}) == 2
            assert sum(data.count(b"[-]") for data in vault.notes.values()) == 2 * NOTES - 1
            assert hand.view == "all"


async def test_keys_typed_ahead_of_the_progress_write_nothing_either() -> None:
    vault = store()
    with gate(vault, 3) as held:
        async with at_work(app_over(vault)) as hand:
            hand.send(*"*xyuaDsxuU.")
            await hand.until(held.reached.is_set)
            await hand.settled()
            held.open()
            await hand.at_rest()
            assert len(rejected(vault)) == NOTES
            assert len({gesture.id for gesture, _, _ in vault.journal}) == 1


async def test_an_undo_of_many_notes_shows_its_progress_and_can_be_stopped_and_gone_on_with() -> None:
    vault = store()
    untouched = dict(vault.notes)
    async with at_work(app_over(vault)) as hand:
        await hand.press("*", "x", "y")
        await hand.at_rest()
        with gate(vault, 20) as held:
            await hand.press("u")
            await hand.until(held.reached.is_set)
            await hand.sees("Take back: 120 lines")
            await hand.press("escape")
            held.open()
            await hand.at_rest()
        assert len(rejected(vault)) == NOTES - 21
        await hand.press("u")
        await hand.at_rest()
        assert vault.notes == untouched


async def test_a_failure_among_many_is_said_and_stays_marked() -> None:
    vault = store()
    vault.unwritable["Note 07.md"] = "The note is read-only"
    async with at_work(app_over(vault)) as hand:
        await hand.press("*", "x", "y")
        await hand.at_rest()
        assert len(rejected(vault)) == NOTES - 1
        assert hand.marked == {"Berth 7", "Crate 7"}
        assert "read-only" in hand.notices[-1]
        assert len(hand.app.screen_stack) == 1


async def test_proposals_that_come_meanwhile_are_not_decided() -> None:
    vault = store()
    with gate(vault, 5) as held:
        async with at_work(app_over(vault)) as hand:
            await begin(hand, held)
            vault.notes["Note 50.md"] += note(proposal_line("Just proposed"))
            held.open()
            await hand.at_rest()
            assert vault.notes["Note 50.md"].endswith(note(proposal_line("Just proposed")))
            assert "Just proposed" in hand.words


async def test_resizing_during_the_progress_fails_nothing() -> None:
    vault = store()
    with gate(vault, 5) as held:
        async with at_work(app_over(vault)) as hand:
            await begin(hand, held)
            await hand.pilot.resize_terminal(140, 40)
            await hand.pilot.resize_terminal(60, 16)
            held.open()
            await hand.at_rest()
            assert len(rejected(vault)) == NOTES
