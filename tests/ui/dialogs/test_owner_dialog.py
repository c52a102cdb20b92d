from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from apps import Hand, app_over, at_work
from fakes import FakeStore, note, proposal_line
from triage.core.task.decision import Decision, Reassign
from triage.ui.dialogs.owner_dialog import OwnerDialog

NOTE = "2026-11-20 Harbour.md"
PEOPLE = note(
    "---",
    "participants: [Zita Abel, Ada]",
    "---",
    proposal_line("One"),
    *[proposal_line(f"Two {number}", owner="Ada") for number in range(3)],
    *[proposal_line(f"Three {number}", owner="Bo Tarn") for number in range(5)],
    proposal_line("Four", owner="Ada Quill"),
    proposal_line("Five", owner="Cleo Marsh"),
)


class Picker:
    """The dialog, what it answered, and what it asked to be kept."""

    def __init__(self, hand: Hand, problem: str = "") -> None:
        self.hand = hand
        self.problem = problem
        self.kept: list[tuple[str, str]] = []
        self.answers: list[Decision | None] = []

    def keep_alias(self, full: str, short: str) -> str:
        self.kept.append((full, short))
        if not self.problem:
            self.hand.session.names.fold(full, short)
            self.hand.screen.task_list.refresh()
        return self.problem

    async def answer(self, decision: Decision | None) -> None:
        self.answers.append(decision)

    async def open(self, *, can_keep: bool = True) -> None:
        keep = self.keep_alias if can_keep else None
        dialog = OwnerDialog(self.hand.session, self.hand.row.proposal, keep_alias=keep)
        await self.hand.screen.ask(dialog, self.answer)
        await self.hand.settled()

    @property
    def people(self) -> list[str]:
        """The lines of the list."""
        self.hand.app.screen._on_timer_update()
        region = self.hand.app.screen.query_one("#people").region
        lines = self.hand.app.terminal.lines(region)
        return [line.strip() for line in lines if line.strip()]

    @property
    def names(self) -> list[str]:
        """The names in the list."""
        return [line.split("  ")[0] for line in self.people]


@asynccontextmanager
async def picking(
    data: bytes = PEOPLE, *, can_keep: bool = True, problem: str = "", size: tuple[int, int] = (80, 40)
) -> AsyncIterator[Picker]:
    """Somebody who is about to choose an owner for the first task."""
    async with at_work(app_over(FakeStore({NOTE: data})), size) as hand:
        picker = Picker(hand, problem)
        await picker.open(can_keep=can_keep)
        yield picker


async def test_everybody_comes_once_with_mentions_and_what_may_be_another_name() -> None:
    async with picking() as picker:
        assert picker.people[:4] == [
            "Myself  ×1",
            "Zita Abel  ×1",
            "Ada Quill  ×1  @Ada ×4 too?",
            "Bo Tarn  ×5",
        ]
        assert picker.people[4].startswith("Cleo Marsh")


async def test_a_confirmed_name_is_kept_and_shown_as_an_alias_from_then_on() -> None:
    async with picking() as picker:
        await picker.hand.press("down", "down", "ctrl+o")
        assert picker.kept == [("Ada Quill", "Ada")]
        assert picker.people[2] == "Ada Quill  ×5 · also Ada"
        assert picker.hand.session.names.people.canonical("Ada") == "Ada Quill"
        await picker.hand.sees("@Ada is @Ada Quill from now on")
        await picker.hand.press("ctrl+o")
        assert len(picker.kept) == 1
        await picker.hand.press("enter")
        assert picker.answers == [Reassign("Ada Quill")]


async def test_a_name_that_could_not_be_kept_stays_two_names_and_the_reason_is_said() -> None:
    async with picking(problem="The config [b]cannot[/b] be written") as picker:
        await picker.hand.press("down", "down", "ctrl+o")
        await picker.hand.sees("The config [b]cannot[/b] be written")
        assert picker.people[2] == "Ada Quill  ×1  @Ada ×4 too?"
        assert picker.hand.session.names.people.canonical("Ada") == "Ada"


async def test_where_nothing_can_be_kept_the_key_does_nothing() -> None:
    async with picking(can_keep=False) as picker:
        assert "ctrl+o" not in picker.hand.text
        await picker.hand.press("down", "down", "ctrl+o")
        assert picker.people[2] == "Ada Quill  ×1  @Ada ×4 too?"
    async with picking() as picker:
        await picker.hand.sees("ctrl+o it is one person")
        await picker.hand.press("ctrl+o")
        assert picker.kept == []


async def test_a_name_that_may_be_anothers_can_still_be_chosen_when_it_is_typed_out() -> None:
    async with picking() as picker:
        await picker.hand.type("ad")
        assert picker.names[:2] == ["Ada Quill", "new: ad"]
        await picker.hand.type("a")
        assert picker.names[:2] == ["Ada Quill", "Ada"]
        await picker.hand.press("down", "enter")
        assert picker.answers == [Reassign("Ada")]


async def test_an_alias_finds_the_person_and_is_nobody_new() -> None:
    async with at_work(app_over(FakeStore({NOTE: PEOPLE}))) as hand:
        hand.session.names.people.fold("Zita Abel", "Zee")
        hand.session.names.people.fold("Zita Abel", "Quillon")
        picker = Picker(hand)
        await picker.open()
        await hand.type("ze")
        assert picker.names[0] == "Zita Abel"
        await hand.type("e")
        assert picker.people == ["Zita Abel  ×1 · also Quillon, Zee"]
        await hand.press("enter")
        assert picker.answers == [Reassign("Zita Abel")]


async def test_a_name_typed_out_comes_before_those_met_more_often() -> None:
    lines = [proposal_line("One"), *[proposal_line(f"B{n}", owner="Bo Tarn") for n in range(4)]]
    async with picking(
        note(*lines, proposal_line("Two", owner="Bo Marsh"), proposal_line(owner="Bo"))
    ) as picker:
        await picker.hand.type("bo")
        assert picker.names[:3] == ["Bo", "Bo Tarn", "Bo Marsh"]


async def test_of_many_aliases_a_few_are_shown() -> None:
    async with at_work(app_over(FakeStore({NOTE: PEOPLE}))) as hand:
        for alias in ("Zee", "Zed", "Zi\u202eta", "Zoe"):
            hand.session.names.people.fold("Zita Abel", alias)
        picker = Picker(hand)
        await picker.open()
        await hand.type("zita")
        assert picker.people[0] == "Zita Abel  ×1 · also Zed, Zee, …"


# A new spelling


@pytest.mark.parametrize(
    "typed, keys, owner",
    [
        ("Cleo Mrash", ["enter"], "Cleo Marsh"),
        ("Cleo Mrash", ["y"], "Cleo Marsh"),
        ("Cleo Mrash", ["n"], "Cleo Mrash"),
        ("Cleo Mrash", ["down", "enter"], "Cleo Mrash"),
        ("@Marsh Cleo", ["enter"], "Cleo Marsh"),
    ],
)
async def test_a_new_spelling_asks_whether_it_is_the_known_one(
    typed: str, keys: list[str], owner: str
) -> None:
    async with picking() as picker:
        await new(picker, typed)
        assert f"@{typed.removeprefix('@')} is new. Did you mean @Cleo Marsh?" in picker.hand.text
        assert picker.answers == []
        await picker.hand.press(*keys)
        assert picker.answers == [Reassign(owner)]
        assert len(picker.hand.app.screen_stack) == 1


async def test_enter_twice_in_one_burst_never_writes_the_slip() -> None:
    async with picking() as picker:
        await picker.hand.type("Cleo Mrash")
        steps = next(at for at, line in enumerate(picker.people) if line.startswith("new: "))
        picker.hand.send(*["down"] * steps, "enter", "enter")
        await picker.hand.settled()
        assert picker.answers == [Reassign("Cleo Marsh")]


async def test_escape_leads_back_to_what_was_typed() -> None:
    async with picking() as picker:
        await new(picker, "Cleo Mrash")
        await picker.hand.press("escape")
        assert picker.answers == []
        await picker.hand.sees("Cleo Mrash")
        assert isinstance(picker.hand.app.screen, OwnerDialog)
        await picker.hand.press("escape")
        assert picker.answers == [None]


@pytest.mark.parametrize("name", ["Bo", "Cleo Fell", "Tarn Bo Fell"])
async def test_a_name_like_none_is_written_at_once(name: str) -> None:
    async with picking() as picker:
        await new(picker, name)
        assert picker.answers == [Reassign(name)]


async def new(picker: Picker, typed: str) -> None:
    """Type a name, go to its line in the list, and enter it."""
    await picker.hand.type(typed)
    steps = next(at for at, line in enumerate(picker.people) if line.startswith("new: "))
    await picker.hand.press(*["down"] * steps, "enter")


async def test_it_fits_the_smallest_screen() -> None:
    async with picking(size=(60, 16)) as picker:
        assert picker.people[0] == "Myself  ×1"
        await picker.hand.sees("ctrl+o it is one person")
