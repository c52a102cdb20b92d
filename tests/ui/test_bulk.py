"""A verb over more rows than the limit: it asks, shows what it would write, and is one gesture."""

import pytest

from apps import Hand, app_over, at_work
from fakes import FakeStore, note, proposal_line
from hostile import about
from triage.core.config import Config
from triage.ui.dialogs.bulk_dialog import BulkDialog

NOTE = "2026-11-20 Minutes.md"
LOFT = "2026-11-10 Loft.md"


def store(minutes: int = 12, loft: int = 3, **parts: str) -> FakeStore:
    """Two notes of so many proposals."""
    return FakeStore(
        {
            NOTE: note(
                "# Harbour", *(proposal_line(f"Berth {number}", **parts) for number in range(minutes))
            ),
            LOFT: note("# Loft", *(proposal_line(f"Crate {number}", **parts) for number in range(loft))),
        }
    )


def asks(hand: Hand) -> bool:
    """Whether the app asks before it goes on."""
    return isinstance(hand.app.screen, BulkDialog)


def boxes(vault: FakeStore) -> str:
    """What stands in the boxes, in the order of the screen."""
    lines = [line for path in (NOTE, LOFT) for line in vault.notes[path].decode().splitlines()]
    return "".join(line[3] for line in lines if line.startswith("- ["))


@pytest.mark.parametrize(("marked", "is_asked"), [(10, False), (11, True)])
async def test_it_asks_above_ten_rows(marked: int, is_asked: bool) -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        hand.send(*["space"] * marked, "x")
        await hand.settled()
        assert asks(hand) is is_asked
        assert boxes(vault).count("-") == (0 if is_asked else marked)


@pytest.mark.parametrize(("limit", "is_asked"), [(2, True), (3, False)])
async def test_the_limit_is_the_config_s(limit: int, is_asked: bool) -> None:
    vault = store()
    async with at_work(app_over(vault, config=Config(bulk_limit=limit))) as hand:
        await hand.press("v", "j", "j", "x")
        assert asks(hand) is is_asked


async def test_it_says_how_many_in_which_notes_and_what_would_be_written() -> None:
    async with at_work(app_over(store()), size=(100, 60)) as hand:
        await hand.press("*", "x")
        assert "Reject 15 proposals?" in hand.text
        assert "15 lines in 2 notes: 2026-11-20 Minutes (12), 2026-11-10 Loft (3)" in hand.text
        assert f"{NOTE}:2 " in hand.text
        assert "[?] → [-] Berth 0 @Myself" in hand.text
        assert f"{LOFT}:4" in hand.text, "the samples are spread over all of them"
        assert hand.text.count("→ [-]") == 8


async def test_it_can_be_scrolled() -> None:
    async with at_work(app_over(store()), size=(80, 24)) as hand:
        await hand.press("*", "x")
        assert "→ [-] Berth 0" in hand.text
        assert "→ [-] Crate 2" not in hand.text
        await hand.press(*["j"] * 10)
        assert "→ [-] Berth 0" not in hand.text
        assert "→ [-] Crate 2" in hand.text
        await hand.press(*["k"] * 10)
        assert "→ [-] Berth 0" in hand.text


VERBS = [
    (("a",), "a"),
    (("x",), "x"),
    (("D",), "D"),
    (("s",), "s"),
    (("=",), "="),
    (("m",), "m"),
    (("X",), "X"),
    (("d", *"+3d", "enter"), "enter"),
    (("A", *"+3d", "enter"), "enter"),
    (("p", "2"), "2"),
    (("r", *"Jun Marsh", "enter"), "enter"),
    (("z", "t"), "t"),
    (("R", *"no", "enter"), "enter"),
]


async def test_the_key_that_opened_it_does_not_go_on_and_escape_leaves_all() -> None:
    vault = store(owner="Bo Tarn")
    before = dict(vault.notes)
    async with at_work(app_over(vault)) as hand:
        for keys, opened in VERBS:
            with about(" ".join(keys)):
                done = len(vault.journal)
                hand.send("*", *keys)
                await hand.settled()
                assert asks(hand)
                hand.send(opened, "enter")
                await hand.settled()
                assert asks(hand)
                assert vault.notes == before
                await hand.press("escape")
                assert not asks(hand)
                assert vault.notes == before
                assert len(vault.journal) == done
                assert len(hand.marked) == 15, "the marks stay"
                hand.send(".", "y")
                await hand.settled()
                assert len({gesture.id for gesture, _, _ in vault.journal[done:]}) == 1
                assert sum(len(outcomes) for _, _, outcomes in vault.journal[done:]) == 15
                await hand.press("u", "g")
                while hand.marked:
                    await hand.press("escape")
                assert vault.notes == before


async def test_every_way_out_leaves_everything() -> None:
    vault = store()
    before = dict(vault.notes)
    async with at_work(app_over(vault)) as hand:
        await hand.press("*")
        for key in ("escape", "n", "q"):
            with about(key):
                await hand.press("x")
                assert asks(hand)
                await hand.press(key)
                assert not asks(hand)
                assert hand.app.is_running
                assert vault.notes == before


async def test_it_is_one_gesture_with_one_save_a_note_and_one_undo() -> None:
    vault = store()
    before = dict(vault.notes)
    async with at_work(app_over(vault)) as hand:
        await hand.press("*", "x", "y")
        assert boxes(vault) == "-" * 15
        assert [(path, len(outcomes)) for _, path, outcomes in vault.journal] == [(NOTE, 12), (LOFT, 3)]
        assert len({gesture.id for gesture, _, _ in vault.journal}) == 1
        assert "15 lines rejected; u undoes it" in hand.footer
        assert "15 decided" in hand.footer
        await hand.press("u")
        assert vault.notes == before
        assert "0 decided" in hand.footer
        await hand.press("U")
        assert boxes(vault) == "-" * 15
        await hand.press("u", "u")
        assert vault.notes == before


async def test_a_note_of_forty_lines_is_saved_once() -> None:
    vault = store(minutes=40, loft=0)
    async with at_work(app_over(vault)) as hand:
        saves: list[str] = []
        vault.before_save = saves.append
        await hand.press("*", "x", "y")
        assert boxes(vault) == "-" * 40
        assert saves == [NOTE]
        assert len(vault.journal) == 1
        await hand.press("u")
        assert saves == [NOTE] * 2


async def test_what_comes_while_it_asks_is_not_among_its_rows() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.press("*", "x")
        vault.notes[NOTE] += note(proposal_line("Just proposed"))
        vault.notes["2026-11-21 New.md"] = note(proposal_line("Brand new"))
        hand.session.read_again(NOTE)
        hand.session.read_again("2026-11-21 New.md")
        await hand.press("y")
        assert boxes(vault) == "-" * 12 + "?" + "-" * 3
        assert vault.notes["2026-11-21 New.md"] == note(proposal_line("Brand new"))


async def test_the_rows_are_those_of_the_key_and_not_of_the_answer() -> None:
    """A dialog stands between the key and what it writes; marks may have changed by then."""
    vault = store(owner="Bo Tarn")
    async with at_work(app_over(vault)) as hand:
        await hand.press("space", "space", "d")
        hand.session.marks.clear()
        hand.session.marks.toggle([hand.session.rows[key].key for key in (5, 6, 7)])
        hand.send(*"+3d", "enter")
        await hand.settled()
        changed = [line for line in vault.notes[NOTE].decode().splitlines() if "2026-11-25" in line]
        assert [line.split(" @")[0] for line in changed] == ["- [?] Berth 0", "- [?] Berth 1"]


async def test_a_line_that_changed_while_it_asks_stays_and_is_marked_with_its_reason() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.press("*", "x")
        vault.notes[LOFT] = vault.notes[LOFT].replace(b"Crate 1", b"Crate one")
        await hand.press("y")
        assert boxes(vault) == "-" * 13 + "?-"
        assert b"- [?] Crate one" in vault.notes[LOFT]
        assert hand.marked == {"Crate one"}, "the row has followed its line"
        await hand.sees("no longer in the note")


async def test_failures_stay_marked_with_reasons_and_the_rest_is_one_undo() -> None:
    vault = store()
    vault.unwritable[NOTE] = "The note is read-only"
    before = dict(vault.notes)
    async with at_work(app_over(vault)) as hand:
        await hand.press("*", "x", "y")
        assert boxes(vault) == "?" * 12 + "---"
        assert hand.marked == {f"Berth {number}" for number in range(12)}
        assert {row.failure for row in hand.rows if row.proposal.note == NOTE} == {"The note is read-only"}
        await hand.sees("12")
        assert "(and 11 lines more)" in "".join(hand.notices)
        await hand.press("u")
        assert vault.notes == before


async def test_what_is_refused_is_said_before_and_stays_marked() -> None:
    lines = [proposal_line(f"Berth {number}") for number in range(12)]
    lines[3] = "- [?] Berth 3 @Myself 🔁 every week #task #proposed #auto"
    vault = FakeStore({NOTE: note(*lines), LOFT: b""})
    async with at_work(app_over(vault), size=(100, 40)) as hand:
        await hand.press("*", "D")
        assert "11 lines in 1 note" in hand.text
        assert "1 cannot be written and stay marked: It recurs" in hand.text
        await hand.press("y")
        assert boxes(vault) == "xxx?xxxxxxxx"
        assert hand.marked == {"Berth 3"}
        assert "It recurs" in hand.footer


async def test_what_says_so_already_is_counted_apart() -> None:
    vault = store(due="2026-11-25")
    vault.notes[LOFT] = vault.notes[LOFT].replace(b"2026-11-25", b"2026-11-26")
    async with at_work(app_over(vault, config=Config(bulk_limit=2)), size=(100, 40)) as hand:
        hand.send("*", "d", *"2026-11-25", "enter")
        await hand.settled()
        assert "3 lines in 1 note" in hand.text
        assert "nothing to change in 12 lines" in hand.text
        assert "to 2026-11-25" in hand.text
        await hand.press("y")
        assert boxes(vault) == "?" * 15
        assert vault.notes[LOFT].count(b"2026-11-25") == 3


async def test_a_vault_without_a_status_for_rejected_asks_once_and_then_for_the_number() -> None:
    from triage.core.task.settings import Settings
    from triage.core.task.vocabulary import vocabulary_of

    statuses = [
        {"symbol": " ", "name": "Todo", "type": "TODO"},
        {"symbol": "x", "name": "Done", "type": "DONE"},
    ]
    vault = store()
    for path in (NOTE, LOFT):
        vault.vocabularies[path] = vocabulary_of(
            Settings.from_data({"statusSettings": {"coreStatuses": statuses}})
        )
    async with at_work(app_over(vault)) as hand:
        await hand.press("*", "x", "-")
        assert asks(hand)
        assert boxes(vault) == "?" * 15
        await hand.press("y")
        assert boxes(vault) == "-" * 15


async def test_the_dialog_takes_keys_at_once() -> None:
    """It holds nothing that could have the focus."""
    vault = store()
    async with at_work(app_over(vault)) as hand:
        hand.send("*", "x", "y", "u", "*", "a", "y")
        await hand.settled()
        assert boxes(vault) == " " * 15
        assert len({gesture.id for gesture, _, _ in vault.journal}) == 3
