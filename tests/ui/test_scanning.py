"""Reading the vault beside the screen: rows come in batches while keys work."""

import threading
from collections.abc import Iterator
from datetime import date

import pytest

from apps import Hand, app_over, at_work
from fakes import FakeStore, note, proposal_line
from triage.core.errors import NoVault
from triage.core.task.note import FoundNote
from waiting import LIMIT_SECONDS


class FedStore(FakeStore):
    """A store that finds a note only when it is told to."""

    def __init__(self, notes: dict[str, bytes]) -> None:
        super().__init__(notes)
        self.order = list(notes)
        self.allowed = threading.Semaphore(0)
        self.asked = 0
        self.fails = ""

    def find(self) -> Iterator[FoundNote]:
        """Every note in the order in which they were given, each once it is allowed."""
        for path in self.order:
            self.asked += 1
            assert self.allowed.acquire(timeout=LIMIT_SECONDS)
            if self.fails:
                raise NoVault(self.fails)
            yield FoundNote(path, date(2026, 1, 1))

    def feed(self, notes: int = 1) -> None:
        """Let so many more notes be found."""
        for _ in range(notes):
            self.allowed.release()


def batch(name: str, count: int) -> bytes:
    """A note of so many proposals."""
    return note(*(proposal_line(f"{name} {number}") for number in range(count)))


def growing() -> FedStore:
    """Four notes that make a batch each; the second is newer than the first, the third older."""
    return FedStore(
        {
            "2026-10-02 B.md": batch("B", 20),
            "2026-10-03 A.md": batch("A", 40),
            "2026-10-01 C.md": batch("C", 80),
            "2026-10-04 Z.md": batch("Z", 1),
        }
    )


class Reading:
    """A hand at an app that is still reading."""

    def __init__(self, store: FedStore, hand: Hand) -> None:
        self.store = store
        self.hand = hand

    async def feed(self, expected: int) -> None:
        """Let one more note be found, and wait until so many rows are shown."""
        self.store.feed()
        await self.hand.until(lambda: len(self.hand.words) == expected, f"{expected} rows")


async def test_rows_come_while_keys_work_and_the_cursor_stays_on_its_proposal() -> None:
    store = growing()
    async with app_over(store).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot.app, pilot)  # type: ignore[arg-type]
        reading = Reading(store, hand)
        await reading.feed(20)
        assert "reading…" in hand.header
        hand.send("a", "j", "j")
        await hand.settled()
        assert store.notes["2026-10-02 B.md"].startswith(proposal_line("B 0", symbol=" ").encode())
        assert hand.at == "B 3"
        line = next(at for at, text in enumerate(hand.lines) if "B 3" in text)
        await reading.feed(60)
        assert hand.at == "B 3"
        assert "B 3" in hand.lines[line], "the cursor's row has moved on the screen"
        assert hand.words[0] == "A 0"
        await reading.feed(140)
        assert "B 3" in hand.lines[line]
        await hand.press("x")
        assert store.notes["2026-10-02 B.md"].count(b"[-] B 3") == 1
        assert hand.at == "B 4"
        store.feed()
        await hand.scanned()
        await hand.settled()
        assert hand.words[0] == "Z 0"
        assert hand.at == "B 4"
        assert "reading…" not in hand.header
        await hand.until(lambda: f" 1 All {141 - 2} " in hand.tabs, "all are counted")
        assert "accepted" in next(text for text in hand.true_rows if "B 0" in text)


async def test_a_held_key_decides_in_order_while_rows_come() -> None:
    store = growing()
    async with app_over(store).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot.app, pilot)  # type: ignore[arg-type]
        reading = Reading(store, hand)
        await reading.feed(20)
        hand.send(*"a" * 10)
        store.feed()
        hand.send(*"a" * 5)
        await hand.until(lambda: len(hand.words) == 60)
        hand.send(*"a" * 3)
        await hand.settled()
        decided = [line[3] for line in store.notes["2026-10-02 B.md"].decode().splitlines()]
        assert decided == [*" " * 18, "?", "?"]
        assert b"[ ]" not in store.notes["2026-10-03 A.md"]
        store.feed(2)
        await hand.scanned()


async def test_what_was_decided_while_reading_is_not_read_over() -> None:
    """The scan holds what the note was before it was decided."""
    store = growing()
    async with app_over(store).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot.app, pilot)  # type: ignore[arg-type]
        reading = Reading(store, hand)
        await reading.feed(20)
        await hand.press("x")
        store.feed(3)
        await hand.scanned()
        await hand.settled()
        row = next(row for row in hand.rows if row.proposal.words == "B 0")
        assert row.verdict == "rejected"
        assert len([words for words in hand.words if words.startswith("B ")]) == 20


async def test_the_cursor_begins_at_the_top_whatever_note_is_read_first() -> None:
    """Until it was moved or half a second has gone: nobody has read a row by then."""
    store = growing()
    async with app_over(store).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot.app, pilot)  # type: ignore[arg-type]
        store.feed(4)
        await hand.scanned()
        await hand.settled()
        assert hand.at == "Z 0"


async def test_no_key_fails_before_the_first_row() -> None:
    store = growing()
    before = dict(store.notes)
    async with app_over(store).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot.app, pilot)  # type: ignore[arg-type]
        hand.send(
            *"axsD=X.jkJKgGnuUmpedr!oOyi", "ctrl+d", "ctrl+u", "pagedown", "pageup", "/", *"A 17", "enter"
        )
        await hand.settled()
        assert len(hand.app.screen_stack) == 1
        assert store.notes == before
        store.feed(4)
        await hand.scanned()
        await hand.settled()
        assert hand.words == ["A 17", "B 17", "C 17"]


async def test_an_undo_of_an_earlier_run_works_before_its_note_is_read() -> None:
    store = growing()
    store.feed(4)
    async with at_work(app_over(store)) as hand:
        await hand.press("G", "x")
    before = store.notes["2026-10-01 C.md"]
    assert b"[-] C 79" in before
    async with app_over(store, number=2).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot.app, pilot)  # type: ignore[arg-type]
        await hand.press("u", "y")
        assert store.notes["2026-10-01 C.md"] == before.replace(b"[-]", b"[?]")
        store.feed(4)
        await hand.scanned()
        await hand.settled()
        assert hand.words.count("C 79") == 1
        assert len(hand.words) == 141


async def test_reading_again_while_reading_starts_over() -> None:
    store = growing()
    async with app_over(store).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot.app, pilot)  # type: ignore[arg-type]
        await Reading(store, hand).feed(20)
        await hand.press("ctrl+r")
        store.feed(8)
        await hand.scanned()
        await hand.settled()
        assert len(hand.words) == len(set(hand.words)) == 141


async def test_quitting_while_reading_leaves_at_once() -> None:
    store = growing()
    async with app_over(store).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot.app, pilot)  # type: ignore[arg-type]
        await Reading(store, hand).feed(20)
        await hand.press("q")
        await hand.until(lambda: not hand.app.is_running, "the app is over")
        store.feed(3)
    assert hand.app.summary[-1] == "20 proposals left to decide."


async def test_a_vault_that_goes_while_it_is_read_is_said() -> None:
    store = growing()
    async with app_over(store).run_test(size=(80, 24), notifications=True) as pilot:
        hand = Hand(pilot.app, pilot)  # type: ignore[arg-type]
        await Reading(store, hand).feed(20)
        store.fails = "The vault /vault cannot be read: the disk is gone"
        store.feed()
        await hand.scanned()
        await hand.settled()
        assert hand.notices == ["The vault /vault cannot be read: the disk is gone"]
        assert len(hand.words) == 20
        await hand.press("a")
        assert b"[ ] B 0" in store.notes["2026-10-02 B.md"]


async def test_a_note_that_cannot_be_read_is_counted_and_listed() -> None:
    store = FakeStore({"Good.md": note(proposal_line("One")), "Bad.md": b""})
    store.unreadable["Bad.md"] = "Permission denied"
    async with at_work(app_over(store)) as hand:
        assert hand.words == ["One"]
        assert "1 problem (P)" in hand.header
        await hand.press("P")
        await hand.sees("Bad.md cannot be read: Permission denied")
        await hand.press("escape")
        assert len(hand.app.screen_stack) == 1


@pytest.mark.parametrize(
    "notes", [{}, {"Empty.md": b""}, {"Decided.md": note(proposal_line("One", symbol="x"))}]
)
async def test_a_vault_without_proposals_says_so(notes: dict[str, bytes]) -> None:
    async with at_work(app_over(FakeStore(notes))) as hand:
        assert hand.words == []
        assert not hand.counts
        await hand.press(*"jkaxu")
        assert "Nothing to undo" in hand.footer


async def test_many_notes_are_read_in_the_order_of_their_days() -> None:
    days = [f"2026-{month:02}-{day:02}" for month in (9, 10, 11) for day in range(1, 29)]
    store = FakeStore(
        {f"{day} Note.md": note(*[proposal_line(f"{day} {n}") for n in range(9)]) for day in days}
    )
    async with at_work(app_over(store)) as hand:
        assert hand.words == [f"{day} {n}" for day in reversed(days) for n in range(9)]
        await hand.until(lambda: f" 1 All {len(days) * 9:,} " in hand.tabs, "all are counted")
        hand.send(*"a" * 30, "G", "k", "x")
        await hand.settled()
        assert sum(data.count(b"[ ]") for data in store.notes.values()) == 30
        assert b"[-] 2026-09-01 7" in store.notes["2026-09-01 Note.md"]
