"""What cannot be written: said for each row, with the reason, and the others are decided."""

from pathlib import Path

import pytest

from apps import app_over, at_work, vault_app
from fakes import FakeStore, note, proposal_line

NOTE = "2026-11-20 Minutes.md"
OTHER = "2026-11-10 Loft.md"
READ_ONLY = "The note is read-only; allow writing with chmod u+w"


def store() -> FakeStore:
    return FakeStore(
        {NOTE: note(proposal_line("One"), proposal_line("Two")), OTHER: note(proposal_line("Three"))}
    )


async def test_a_row_that_could_not_be_written_stays_and_is_marked() -> None:
    vault = store()
    vault.unwritable[NOTE] = READ_ONLY
    before = vault.notes[NOTE]
    async with at_work(app_over(vault)) as hand:
        await hand.press("a")
        assert vault.notes[NOTE] == before
        assert hand.drawn("One").lstrip("▌ ").startswith("!")
        assert "accepted" not in hand.drawn("One")
        assert " 1 All 3 " in hand.tabs
        assert "0 decided  3 left" in hand.footer
        assert hand.session.tally.decided == 0
        assert "read-only" in hand.notices[-1]
        await hand.press("k")
        await hand.until(lambda: "Not written: The note is read-only" in hand.pane)
        assert hand.at == "One"


async def test_the_others_are_decided_and_the_failed_one_can_be_tried_again() -> None:
    vault = store()
    vault.unwritable[NOTE] = READ_ONLY
    async with at_work(app_over(vault)) as hand:
        await hand.press("a", "a", "a")
        assert vault.notes[OTHER] == note(proposal_line("Three", symbol=" "))
        assert "1 decided  2 left" in hand.footer
        vault.unwritable.clear()
        await hand.press("g", "a")
        assert vault.notes[NOTE] == note(proposal_line("One", symbol=" "), proposal_line("Two"))
        assert "accepted" in hand.drawn("One")
        assert "!" not in hand.drawn("One")


async def test_the_reasons_are_listed_with_their_rows() -> None:
    vault = store()
    vault.unwritable[NOTE] = READ_ONLY
    async with at_work(app_over(vault)) as hand:
        await hand.press("x", "P")
        await hand.sees("The note is read-only; allow writing")
        await hand.sees(NOTE)


async def test_a_failure_is_listed_once() -> None:
    vault = store()
    vault.unwritable[NOTE] = READ_ONLY
    async with at_work(app_over(vault), size=(140, 40)) as hand:
        await hand.press("x")
        hand.app.clear_notifications()
        await hand.press("P")
        await hand.sees("read-only")
        assert hand.text.count("read-only") == 1


async def test_a_line_that_is_gone_is_said_in_words() -> None:
    vault = store()
    async with at_work(app_over(vault), size=(140, 40)) as hand:
        vault.notes[NOTE] = note("Something else entirely.", proposal_line("Two"))
        await hand.press("a")
        assert vault.notes[NOTE] == note("Something else entirely.", proposal_line("Two"))
        assert "no longer in the note" in hand.notices[-1]
        assert hand.at == "Two"
        await hand.press("k")
        await hand.until(lambda: "no longer in" in hand.pane)
        assert "gone" in hand.drawn("One")
        assert " 1 All 2 " in hand.tabs


async def test_a_line_that_was_doubled_is_refused_in_words() -> None:
    vault = store()
    async with at_work(app_over(vault), size=(140, 40)) as hand:
        vault.notes[NOTE] += note(proposal_line("One"))
        doubled = vault.notes[NOTE]
        await hand.press("a")
        assert vault.notes[NOTE] == doubled
        assert "lines just like it has changed" in hand.notices[-1]
        await hand.press("g")
        await hand.until(lambda: "Not written" in hand.pane)
        assert "lines just like it has changed" in hand.pane
        await hand.press("a")
        assert vault.notes[NOTE].count(b"[ ] One") == 1


async def test_other_rows_of_a_note_that_changed_are_drawn_as_they_are_now() -> None:
    """`at_work` compares what the terminal shows with what is true."""
    vault = FakeStore(
        {NOTE: note(*(proposal_line(each) for each in ("One", "Two", "Three", "Four", "Five")))}
    )
    async with at_work(app_over(vault)) as hand:
        assert "Three" in hand.text
        vault.notes[NOTE] = vault.notes[NOTE].replace(b"[?] Three", b"[x] Three").replace(b"Four", b"Quattro")
        await hand.press("a")
        await hand.until(lambda: "done" in hand.drawn("Three"))
        await hand.until(lambda: "Quattro" in hand.text)


async def test_the_whole_note_gone_is_said_and_nothing_fails() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        del vault.notes[NOTE]
        await hand.press("a", "a")
        assert "no longer there" in hand.notices[-1]
        assert hand.at == "Three"
        await hand.press("x")
        assert vault.notes == {OTHER: note(proposal_line("Three", symbol="-"))}
        await hand.press("ctrl+r")
        await hand.scanned()
        assert hand.words == []


async def test_a_note_that_cannot_be_read_back_still_shows_the_verdict() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        written = vault.save

        def then_unreadable(*arguments: object) -> object:
            outcomes = written(*arguments)  # type: ignore[arg-type]
            vault.unreadable[NOTE] = "Permission denied"
            return outcomes

        vault.save = then_unreadable  # type: ignore[method-assign, assignment]
        await hand.press("a")
        assert "accepted" in hand.drawn("One")
        vault.unreadable.clear()
        await hand.press("u")
        assert vault.notes[NOTE] == note(proposal_line("One"), proposal_line("Two"))


async def test_a_write_that_the_disk_did_not_confirm_counts_and_is_said() -> None:
    vault = store()
    vault.unconfirmed[NOTE] = "Input/output error"
    async with at_work(app_over(vault)) as hand:
        await hand.press("a")
        assert vault.notes[NOTE] == note(proposal_line("One", symbol=" "), proposal_line("Two"))
        assert "accepted" in hand.drawn("One")
        await hand.sees("did not confirm")


async def test_a_gesture_over_several_rows_does_what_it_can() -> None:
    lines = [proposal_line("Parent"), "    " + proposal_line("Child"), "    " + proposal_line("Other child")]
    vault = FakeStore({NOTE: note(*lines)})
    async with at_work(app_over(vault)) as hand:
        vault.notes[NOTE] = note(lines[0], lines[1].replace("Child", "Changed"), lines[2])
        await hand.press("X")
        assert [line.strip()[3] for line in vault.notes[NOTE].decode().splitlines()] == ["-", "?", "-"]
        assert len(hand.notices) == 1
        await hand.press("u")
        assert vault.notes[NOTE].count(b"[?]") == 3


@pytest.mark.parametrize("rows", [40])
async def test_many_failures_do_not_bury_the_screen(rows: int) -> None:
    vault = FakeStore({NOTE: note(*(proposal_line(f"Task {number}") for number in range(rows)))})
    vault.unwritable[NOTE] = READ_ONLY
    async with at_work(app_over(vault)) as hand:
        hand.send(*"a" * rows)
        await hand.settled()
        assert all(row.failure for row in hand.rows)
        assert len(hand.notices) <= 3


async def test_plugin_settings_that_cannot_be_read_are_a_notice(tmp_path: Path) -> None:
    settings = tmp_path / "vault/.obsidian/plugins/obsidian-tasks-plugin/data.json"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"globalFilter": ')
    (tmp_path / "vault/Note.md").write_bytes(note(proposal_line("One")))
    async with at_work(vault_app(tmp_path / "vault", tmp_path / "state")) as hand:
        assert hand.words == ["One"]
        await hand.sees("data.json is not JSON")
        await hand.press("a")
        assert (tmp_path / "vault/Note.md").read_bytes() == note(proposal_line("One", symbol=" "))


async def test_a_journal_that_cannot_be_read_is_a_notice(tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault/Note.md").write_bytes(note(proposal_line("One")))
    app = vault_app(tmp_path / "vault", tmp_path / "state")
    (tmp_path / "state/journal.jsonl").mkdir()
    async with at_work(app) as hand:
        await hand.sees("There is nothing to undo")
        await hand.press("a")
        assert (tmp_path / "vault/Note.md").read_bytes() == note(proposal_line("One"))
        assert "journal could not be written" in hand.notices[-1]
