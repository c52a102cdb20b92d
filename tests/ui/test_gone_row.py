import pytest

from apps import app_over, at_work
from fakes import FakeStore, note, proposal_line


@pytest.mark.parametrize("left", [b"", b"# Minutes\n", b"\n\n"])
async def test_a_row_whose_line_lay_beyond_what_is_left_of_its_note_is_shown_as_gone(left: bytes) -> None:
    lines = [proposal_line(f"Task {number}") for number in range(30)]
    store = FakeStore({"Minutes.md": note("# Minutes", *lines)})
    async with at_work(app_over(store)) as hand:
        await hand.press("G")
        store.notes["Minutes.md"] = left
        hand.session.read_again("Minutes.md")
        hand.screen.show_proposal()
        await hand.settled()
        assert hand.is_there
        assert "gone" in hand.pane
        hand.screen.listing.fill()
        hand.screen.task_list.refresh()
        await hand.settled()
