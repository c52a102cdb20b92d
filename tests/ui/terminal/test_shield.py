import re
from collections.abc import Sequence
from functools import partial

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Static

from steps import growth
from triage.core.plain import is_plain, plain
from triage.ui.terminal.shield import Shield

BLACK = Color(0, 0, 0)

hostile = st.text(
    st.one_of(
        st.sampled_from("\x00\t\n\x1b\x07\x7f\x9b\u061c\u200d\u202e\u2028\ufe0f\u20e3\u0301\ud800\U0001f3fd"),
        st.sampled_from("ab]漢👍❤1"),
        st.characters(codec=None),
    ),
    max_size=40,
)


class HostileApp(App[None]):
    """Shows text as a careless widget would."""

    def __init__(self, text: str, *filters: LineFilter) -> None:
        super().__init__()
        self.text = text
        self.filters = filters
        self.runs = 0

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), *self.filters]

    def compose(self) -> ComposeResult:
        yield Static(self.text)

    def action_hurt(self) -> None:
        self.runs += 1


@given(hostile)
def test_nothing_hostile_leaves_and_the_width_stays(text: str) -> None:
    [segment] = Shield().apply([Segment(text)], BLACK)
    assert plain(segment.text) == segment.text
    assert cell_len(segment.text) == cell_len(text)


def test_harmless_segments_come_out_as_they_went_in() -> None:
    style = Style(color="red", bold=True)
    segments = [Segment("📅 2025-11-08 ⏫ │ ▌", style), Segment("é漢"), Segment("")]
    assert Shield().apply(segments, BLACK) == segments


def test_control_segments_are_left_out() -> None:
    control = Segment("\x1b]0;title\x07", None, [(ControlType.SET_WINDOW_TITLE, "title")])
    assert Shield().apply([control, Segment("text")], BLACK) == [Segment("text")]


def test_links_and_actions_are_dropped_and_the_rest_of_a_style_kept() -> None:
    style = Style(color="red", link="https://evil.example", meta={"@click": "app.quit", "offset": (3, 4)})
    [segment] = Shield().apply([Segment("text", style)], BLACK)
    assert segment.style is not None
    assert segment.style.link is None
    assert segment.style.meta == {"offset": (3, 4)}
    assert segment.style.color == style.color


def test_scroll_bars_can_still_be_dragged() -> None:
    for action in ("grab", "scroll_up", "scroll_down"):
        style = Style(meta={"@mouse.down": action})
        assert Shield().apply([Segment(" ", style)], BLACK) == [Segment(" ", style)]
    [segment] = Shield().apply([Segment(" ", Style(meta={"@mouse.down": "app.quit"}))], BLACK)
    assert segment.style is not None
    assert segment.style.meta == {}


async def sent_by(app: HostileApp) -> str:
    """Run the app, and return what its widget would send to the terminal."""
    async with app.run_test(size=(60, 3)):
        widget = app.query_one(Static)
        lines = widget.render_lines(Region(0, 0, 60, 1))
        assert [line.cell_length for line in lines] == [Strip(line).cell_length for line in lines]
        return "".join(line.render(app.console) for line in lines)


async def test_what_a_widget_lets_through_stops_at_the_shield() -> None:
    text = "\x1b]52;c;aGk=\x00\u202eevil [link='https://evil.example']link[/link]\x9b2J\ufeff"
    leaked = await sent_by(HostileApp(text))
    assert all(character in leaked for character in "\x00\u202e\x9b\ufeff")
    assert "\x1b]8;" in leaked
    sent = re.sub(r"\x1b\[[\d;]*m", "", await sent_by(HostileApp(text, Shield())))
    assert is_plain(sent)
    assert "␛]52;c;aGk=␀" in sent


async def test_a_click_on_text_runs_no_action() -> None:
    for filters, runs in (((), 1), ((Shield(),), 0)):
        app = HostileApp("[@click=app.hurt]press me[/]", *filters)
        async with app.run_test(size=(60, 3)) as pilot:
            await pilot.click(Static, offset=(2, 0))
            assert app.runs == runs


def test_a_line_costs_what_it_is_long() -> None:
    style = Style(color="#ffffff", bgcolor="#000000")
    line = [Segment("Submit an IT ticket to ob", style), Segment("tain 📅 2025-11-08 ⏫", style)] * 4
    shield = Shield()
    assert growth(lambda times: partial(shield.apply, line * times, BLACK), 1) < 5
