"""The help as it is drawn."""

import pytest
from textual.containers import VerticalScroll

from apps import Hand, app_over, at_work
from fakes import FakeStore
from triage.ui.keys.commands import COMMANDS


async def drawn(hand: Hand) -> list[str]:
    """Every line of the help, screen by screen, without the frame."""
    page = hand.app.screen.query_one("#page", VerticalScroll)
    lines: dict[int, str] = {}
    while True:
        top = page.scroll_offset.y
        region = page.scrollable_content_region
        lines |= {top + y: line.rstrip() for y, line in enumerate(hand.app.terminal.lines(region))}
        if top == page.max_scroll_y:
            return [lines[y] for y in sorted(lines)]
        await hand.press("pagedown")


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (140, 40)])
async def test_wrapped_lines_hang_under_the_text(size: tuple[int, int]) -> None:
    async with at_work(app_over(FakeStore({})), size=size) as hand:
        await hand.press("?")
        lines = await drawn(hand)
        column = next(line for line in lines if line.startswith("  a ")).index("Accept")
        commands, filters = lines.index("Decide"), lines.index("The filter")
        assert column > 10
        for line in lines[commands:filters]:
            start = len(line) - len(line.lstrip())
            assert start in {2, column} or line in {"", *(command.group for command in COMMANDS)}
            assert start == column or line[column - 1 : column].strip() == ""
        assert [line for line in lines[filters + 1 :] if line and not line.startswith("  ")] == []
        assert any(line.startswith(" " * column) for line in lines[commands:filters])


async def test_the_help_is_wrapped_again_for_another_width() -> None:
    async with at_work(app_over(FakeStore({})), size=(140, 40)) as hand:
        await hand.press("?")
        wide = await drawn(hand)
        await hand.pilot.resize_terminal(60, 24)
        await hand.settled()
        await hand.press("home")
        assert len(await drawn(hand)) > len(wide) + 20
