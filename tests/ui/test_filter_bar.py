"""The filter's line by itself: what it posts, what it shows, and that no key is lost."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import ClassVar

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.keys import _character_to_key
from textual.screen import Screen
from textual.widgets import Static

import triage.ui
from subjects import TODAY, values
from triage.core.filtering.filter import Filter
from triage.core.plain import is_plain
from triage.ui.widgets.filter_bar import FilterBar
from triage.ui.widgets.filter_hint import FilterHint

KNOWN = values(
    owners=("Ada Quill", "Bo Tarn", "Wen Li"),
    tags=("#work", "#task"),
    headings=("Next steps", "Odd \u202e\x1b[31m heading", "[b]Bold[/b] talk"),
)


class QueueScreen(Screen[None]):
    """A queue, some of its keys, and the filter's line, as the real screen has them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "accept", priority=True),
        Binding("slash", "filter", priority=True),
        Binding("tab", "next_view", priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def compose(self) -> ComposeResult:
        queue = Static("queue")
        queue.can_focus = True
        yield queue
        yield FilterBar(KNOWN, TODAY)

    @property
    def bar(self) -> FilterBar:
        return self.query_one(FilterBar)

    def on_mount(self) -> None:
        self.query_one(Static).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return not (self.bar.is_typing and action in {"accept", "filter", "next_view"})

    def action_filter(self) -> None:
        self.bar.display = True
        self.bar.focus_input()

    def action_accept(self) -> None:
        self.heard.append("accept")

    def action_next_view(self) -> None:
        self.heard.append("next view")

    @on(FilterBar.Changed)
    def _changed(self, event: FilterBar.Changed) -> None:
        self.heard.append(event.filter.text)

    @on(FilterBar.Left)
    def _left(self, event: FilterBar.Left) -> None:
        self.heard.append(f"left {event.text!r}")
        self.bar.display = bool(event.text)
        self.set_focus(self.query_one(Static))


class FilterApp(App[None]):
    """Only that screen."""

    CSS_PATH = Path(triage.ui.__file__).with_name("app.tcss")
    ENABLE_COMMAND_PALETTE = False

    def get_default_screen(self) -> QueueScreen:
        return QueueScreen()


class Hand:
    """Somebody at the keyboard."""

    def __init__(self, app: FilterApp) -> None:
        self.app = app
        screen = app.screen
        assert isinstance(screen, QueueScreen)
        self.screen = screen

    @property
    def bar(self) -> FilterBar:
        return self.screen.bar

    @property
    def heard(self) -> list[str]:
        return self.screen.heard

    @property
    def hint(self) -> str:
        hint = self.screen.query_one(FilterHint)
        return "".join(segment.text for segment in hint.render_line(0)).rstrip()

    @property
    def highlighted(self) -> str:
        candidate = self.screen.query_one(FilterHint).candidate
        return candidate.shown if candidate else ""

    async def send(self, *keys: str) -> None:
        """Press keys in one burst, and let all be dealt with."""
        driver = self.app._driver
        assert driver is not None
        for key in keys:
            name = key if len(key) > 1 else _character_to_key(key)
            driver.send_message(Key(name, key if len(key) == 1 else None))
        await self._passed()
        self.screen._on_timer_update()  # what waits for the next picture: styles and sizes
        await self._passed()

    async def _passed(self) -> None:
        for _ in range(20):
            for pump in (self.app, *self.screen.walk_children(with_self=True)):
                done = asyncio.Event()
                if pump.call_later(done.set):
                    await done.wait()


@asynccontextmanager
async def hand_over(size: tuple[int, int] = (60, 16)) -> AsyncIterator[Hand]:
    app = FilterApp()
    async with app.run_test(size=size):
        hand = Hand(app)
        await hand.send()
        yield hand


async def test_what_is_typed_filters_as_soon_as_it_asks_for_something_else() -> None:
    async with hand_over() as hand:
        await hand.send("/", *"wo")
        assert hand.heard == ["w", "wo"]
        await hand.send(" ", *"owner:")
        assert hand.heard[2:] == ["wo o", "wo ow", "wo own", "wo owne", "wo owner", "wo owner:"]
        await hand.send("a")
        assert hand.heard[-1] == "wo owner:a"
        assert not hand.heard[-1].startswith("left")


async def test_what_asks_for_the_same_is_not_told_again() -> None:
    async with hand_over() as hand:
        await hand.send("/", *"wool ", " ", "left", "right", *" -")
        assert hand.heard == ["w", "wo", "woo", "wool"]


async def test_all_keys_of_a_burst_are_heard_in_their_order() -> None:
    async with hand_over() as hand:
        await hand.send(
            "/", *"skerrow", "enter", "a", "/", *" owner:b", "tab", "enter", "a", "/", "escape", "a"
        )
        left = [each for each in hand.heard if each.startswith(("left", "accept"))]
        assert left == [
            "left 'skerrow'",
            "accept",
            "left 'skerrow owner:\"Bo Tarn\"'",
            "accept",
            "left ''",
            "accept",
        ]
        assert not hand.bar.display
        assert not hand.bar.is_typing


async def test_the_last_that_is_told_before_leaving_is_what_was_left() -> None:
    async with hand_over() as hand:
        await hand.send("/", *"wool", "escape")
        assert hand.heard[-2:] == ["", "left ''"]
        assert hand.bar.value == ""


async def test_tab_takes_what_is_highlighted_and_goes_on() -> None:
    async with hand_over() as hand:
        await hand.send("/", *"wool -ow", "tab")
        assert hand.bar.value == "wool -owner:"
        assert hand.highlighted == "me"
        await hand.send("down", "down", "tab")
        assert hand.bar.value == 'wool -owner:"Ada Quill"'
        assert hand.heard[-1] == hand.bar.value
        await hand.send("tab")
        assert hand.bar.value == 'wool -owner:"Ada Quill"'
        assert hand.bar.is_typing
        assert "next view" not in hand.heard


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("down",), "due:"),
        (("ctrl+n", "ctrl+n"), "prio:"),
        (("down", "ctrl+p"), "owner:"),
        (("up",), "is:"),
        (("shift+tab", "down"), "owner:"),
    ],
)
async def test_another_candidate_is_highlighted(keys: tuple[str, ...], expected: str) -> None:
    async with hand_over() as hand:
        await hand.send("/", *keys)
        assert hand.highlighted == expected
        assert expected in hand.hint
        await hand.send("tab")
        assert hand.bar.value == expected


async def test_a_burst_with_candidates_finds_them_as_they_are_by_then() -> None:
    async with hand_over() as hand:
        await hand.send(
            "/", *"due:", "down", *"<", "down", "tab", *" is:ma", "tab", *" x", "left", "left", *" #w", "tab"
        )
        assert hand.bar.value == "due:<tomorrow is:marked #work x"


async def test_a_completion_within_the_text_leaves_the_rest() -> None:
    async with hand_over() as hand:
        await hand.send("/", *"#w tar", "left", "left", "left", "left", "tab", *"!")
        assert hand.bar.value == "#work! tar"


async def test_what_is_deleted_behind_the_cursor_changes_the_candidates() -> None:
    async with hand_over() as hand:
        await hand.send("/", *"is:ne!", "left", "left", "delete", "delete")
        assert hand.bar.value == "is:n"
        assert hand.highlighted == "new"
        await hand.send("home", "delete", "delete", "delete")
        assert hand.bar.value == "n"
        await hand.send("end")
        assert hand.highlighted == "note:"


async def test_what_is_wrong_is_said_under_its_place_and_tells_nothing() -> None:
    async with hand_over() as hand:
        await hand.send("/", *"wool is:q")
        heard = list(hand.heard)
        await hand.send(*"x")
        assert hand.heard == heard
        assert hand.hint.index("^") == len("wool is:")
        assert "No qx: there are mine" in hand.hint
        await hand.send("backspace", "backspace", *"duplicate")
        assert "^" not in hand.hint
        assert hand.heard[-1] == "wool is:duplicate"


async def test_a_glob_that_cannot_be_read_leaves_the_last_filter_and_tab_mends_it() -> None:
    async with hand_over() as hand:
        await hand.send("/", *"path:[z-a]")
        assert hand.bar.is_typing
        assert hand.hint.index("^") == len("path:[")
        assert hand.heard[-1] == "path:[z-a"
        await hand.send("tab")
        assert hand.bar.value == "path:[a-z]"
        assert hand.heard[-1] == "path:[a-z]"


async def test_a_caret_at_the_end_of_a_long_line_has_its_message_before_it() -> None:
    async with hand_over() as hand:
        await hand.send("/", *"wool tar rope harbour loft winch )")
        assert hand.hint.index("^") == hand.bar.value.index(")")
        assert hand.hint.strip().startswith("No bracket is open")


async def test_tab_mends_what_has_a_likely_meaning() -> None:
    async with hand_over() as hand:
        await hand.send("/", *"onwer:ada")
        assert hand.hint == "^ No key onwer: did you mean owner: (else quote it) (tab)"
        await hand.send("tab")
        assert hand.bar.value == "owner:ada"
        assert hand.heard[-1] == "owner:ada"


async def test_enter_does_not_leave_what_is_wrong_or_not_finished() -> None:
    async with hand_over() as hand:
        await hand.send("/", *"wool)", "enter", *" x")
        assert hand.bar.is_typing
        assert hand.bar.value == "wool) x"
        assert not any(each.startswith("left") for each in hand.heard)
        await hand.send(*["backspace"] * 3, *" owner:", "enter")
        assert hand.bar.is_typing
        assert "Add a value, as in owner:ada" in hand.hint
        await hand.send(*"ada", "enter")
        assert hand.heard[-1] == "left 'wool owner:ada'"


async def test_a_kept_filter_is_refined_from_its_end() -> None:
    async with hand_over() as hand:
        await hand.send("/", *"wool", "home", "enter", "/", *" tar", "enter")
        assert hand.heard[-1] == "left 'wool tar'"


async def test_it_takes_two_lines_while_typing_and_one_when_kept() -> None:
    async with hand_over() as hand:
        assert not hand.bar.display
        await hand.send("/")
        assert hand.bar.size.height == 2
        await hand.send(*"wool", "enter")
        assert hand.bar.display
        assert hand.bar.size.height == 1


async def test_the_highlighted_candidate_is_always_in_sight() -> None:
    async with hand_over((60, 16)) as hand:
        await hand.send("/", *"due:")
        seen = []
        for _ in range(8):
            assert hand.highlighted in hand.hint
            assert len(hand.hint) <= 60
            seen.append(hand.highlighted)
            await hand.send("down")
        assert len(set(seen)) == 8
        assert hand.highlighted == seen[0]


async def test_note_text_is_shown_as_text() -> None:
    async with hand_over() as hand:
        await hand.send("/", *"heading:")
        assert '"Next steps"' in hand.hint
        assert '"[b]Bold[/b] talk"' in hand.hint
        assert is_plain(hand.hint)
        await hand.send("escape", "/", *"heading:bold", "tab")
        assert hand.bar.value == 'heading:"[b]Bold[/b] talk"'
        await hand.send("escape", "/", *"due:[/b]")
        assert "[/b] is no day" in hand.hint


async def test_a_value_set_by_the_screen_filters_too() -> None:
    async with hand_over() as hand:
        hand.bar.value = "is:duplicate"
        await hand.send()
        assert hand.heard == ["is:duplicate"]
        hand.bar.value = ""
        await hand.send()
        assert hand.heard == ["is:duplicate", ""]
        assert Filter() == Filter.typed(hand.bar.value, TODAY)
