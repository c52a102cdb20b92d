"""The screen that shows every command with its keys, and changes them."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, OptionList, Static

from triage.core.errors import TriageError
from triage.core.plain import plain
from triage.ui.keys.commands import COMMANDS, Command
from triage.ui.keys.key_choice import PRESET, KeyChoice
from triage.ui.keys.key_dialog import KeyDialog
from triage.ui.keys.key_list import KeyList
from triage.ui.keys.key_name import shown_key_name
from triage.ui.keys.keymap import NO_KEY, Keymap
from triage.ui.keys.preset_dialog import PresetDialog
from triage.ui.terminal.line_input import LineInput
from triage.ui.terminal.type_ahead import caught_up, has_focus

Keep = Callable[[Sequence[str], object], None]
"""Writes a value beneath these keys into the user's config, or takes it out for None; raises TriageError."""

Answer = TypeVar("Answer")

_DOINGS = (
    (
        ("enter", "change", "change"),
        ("+", "add", "add"),
        ("-", "none", "take_away"),
        ("backspace", "reset", "restore"),
        ("p", "preset", "preset"),
    ),
    (("/", "find", "find"), ("esc", "back", "leave")),
)
"""In two lines the keys of this screen, what they do, and the actions for a click."""


class _Doing(Static):
    """One thing that can be done, by its key or by a click."""

    def __init__(self, key: str, what: str, action: str) -> None:
        super().__init__(Content.assemble((key, "bold $text-accent"), f" {what}"), markup=False)
        self._action = action

    async def on_click(self) -> None:
        """Do it; actions within a text are taken out of all that is drawn."""
        await self.screen.run_action(self._action)


class SettingsScreen(ModalScreen[None]):
    """Changes keys at once, in the app and in the user's config."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", priority=True),
        Binding("enter", "change", "New key", priority=True),
        Binding("plus", "add", "One more key", priority=True),
        Binding("minus", "take_away", "No key", priority=True),
        Binding("backspace", "restore", "Reset", priority=True),
        Binding("p", "preset", "Preset", priority=True),
        Binding("slash", "find", "Find", priority=True),
        Binding("down,j", "move('cursor_down')", "Next", priority=True),
        Binding("up,k", "move('cursor_up')", "Previous", priority=True),
        Binding("pagedown", "move('page_down')", "Page down", priority=True),
        Binding("pageup", "move('page_up')", "Page up", priority=True),
        Binding("home,g", "move('first')", "First", priority=True),
        Binding("end,G", "move('last')", "Last", priority=True),
    ]

    AUTO_FOCUS = ""  # the list takes it once it is filled

    list = query_one(KeyList)
    finder = query_one(LineInput)

    def __init__(self, keymap: Keymap, keep: Keep, show: Callable[[], None]) -> None:
        """Change this keymap and have the config kept; `show` is called after each change."""
        super().__init__()
        self._keymap = keymap
        self._keep = keep
        self._show = show
        self._told = ""

    def compose(self) -> ComposeResult:
        """Put the commands between the preset's name and what can be done."""
        yield Static(id="settings-title", markup=False)
        finder = LineInput(placeholder="a command or key · enter keeps · esc clears", compact=True, id="find")
        finder.display = False
        yield finder
        yield KeyList(self._keymap)
        yield Static(id="settings-said", markup=False)
        with Vertical(id="doings"):
            for line in _DOINGS:
                with Horizontal():
                    yield from (_Doing(*each) for each in line)
                    if line is _DOINGS[-1]:
                        yield Static("y n enter esc in dialogs are fixed", id="hint", markup=False)

    def on_mount(self) -> None:
        """Begin at the first command."""
        self._entitle()
        self.list.show("")  # keys may be waiting
        self.set_focus(self.list)  # at once: whoever opened this waits for it

    def _entitle(self) -> None:
        own = len(self._keymap.choice.own)
        title = Content.assemble(
            (" Settings ", "bold reverse"),
            (f"  {len(COMMANDS)} commands", "bold"),
            f"  preset {self._keymap.choice.preset}",
            f", {own} of your own" if own else "",
        )
        self.query_one("#settings-title", Static).update(title)

    def _say(self, said: str, style: str = "$text-accent") -> None:
        self.query_one("#settings-said", Static).update(Content.styled(said, style))

    @on(OptionList.OptionHighlighted)
    def _tell(self) -> None:
        command = self.list.command
        if command is None or command.id == self._told:  # the list is made anew after a change
            return
        self._told = command.id
        given = _shown(self._keymap.choice.given(command.id))
        own = f" Without your own: {given}" if command.id in self._keymap.choice.own else ""
        self._say(f"{command.help}{own}", "$foreground-muted")

    # Finding and moving

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let keys be letters while something is looked for."""
        is_typing = self.finder.has_focus
        is_move = action == "move" and parameters in {("cursor_down",), ("cursor_up",)}
        return not is_typing or action in {"leave", "change"} or is_move

    def action_find(self) -> None:
        """Type a part of a command's name, or a key."""
        self.finder.display = True
        self.finder.focus()

    @on(Input.Changed)
    def _find(self, event: Input.Changed) -> None:
        self.list.show(event.value)

    def action_move(self, where: str) -> None:
        """To another command; a letter that moves is one while it is typed."""
        getattr(self.list, f"action_{where}")()

    async def _leave_finder(self, text: str) -> None:
        self.finder.value = text
        self.list.show(text)
        self.finder.display = bool(text)
        self.list.focus()

    async def action_leave(self) -> None:
        """Back to the queue, or from finding to all commands."""
        if self.finder.has_focus or self.finder.value:
            await caught_up(self.finder)
            await self._leave_finder("")
        else:
            self.dismiss(None)

    # Changing

    @on(OptionList.OptionSelected)
    async def _clicked(self) -> None:
        await self.action_change()

    async def action_change(self) -> None:
        """Press another key for the command; while finding, go to what was found."""
        if self.finder.has_focus:
            await caught_up(self.finder)
            await self._leave_finder(self.finder.value)
        elif command := self.list.command:
            await self._ask_key(command, is_added=False)

    async def action_add(self) -> None:
        """Press one more key for the command."""
        if command := self.list.command:
            await self._ask_key(command, is_added=True)

    def action_take_away(self) -> None:
        """Leave the command without a key."""
        if command := self.list.command:
            self._change(self._keymap.choice.with_keys(command.id, ()))

    def action_restore(self) -> None:
        """Give the command the keys of the preset again."""
        if command := self.list.command:
            self._change(self._keymap.choice.with_keys(command.id, None))

    async def action_preset(self) -> None:
        """Choose a preset."""

        async def answer(preset: str | None) -> None:
            if preset is not None:
                self._change(KeyChoice(preset, self._keymap.choice.own))

        await self._ask(PresetDialog(self._keymap.choice), answer)

    async def _ask_key(self, command: Command, *, is_added: bool) -> None:
        async def answer(key: str | None) -> None:
            if key is not None:
                self._change(self._keymap.choice.with_key(command.id, key, is_added=is_added))

        await self._ask(KeyDialog(command.id, self._keymap.choice, is_added=is_added), answer)

    async def _ask(self, dialog: Screen[Answer], go_on: Callable[[Answer | None], Awaitable[None]]) -> None:
        await self.app.push_screen(dialog, go_on)
        await has_focus(dialog)

    def _change(self, wanted: KeyChoice) -> None:
        """Write what differs and show it; what cannot be written is not changed."""
        before = self._keymap.choice
        for clash in wanted.clashes():
            titles = {command.id: command.title for command in COMMANDS}
            key, first, second = shown_key_name(clash.key), titles[clash.first], titles[clash.second]
            self._say(f"{key} would be both {first} and {second}: change one of them first", "$text-error")
            return
        if wanted == before:
            self._say("Nothing to change")
            return
        try:
            self._write(before, wanted)
        except TriageError as error:
            self._say(f"Not changed: {plain(str(error), 300)}", "$text-error")
            return
        self._keymap.choice = wanted
        self._show()
        self._entitle()
        self.list.show(self.finder.value)
        self._say(_said(before, wanted))

    def _write(self, before: KeyChoice, wanted: KeyChoice) -> None:
        """Write step by step; a step that fails takes back those before it."""
        done = before
        try:
            for name, text in before.steps_to(wanted):
                self._keep(["keys", name], text)
                done = done.after(name, text)
        except TriageError:
            with suppress(TriageError):  # the first is the one to be told
                for name, text in done.steps_to(before):
                    self._keep(["keys", name], text)
            raise


def _said(before: KeyChoice, after: KeyChoice) -> str:
    """What a change has done."""
    if before.preset != after.preset:
        return f"The {PRESET} is {after.preset} now; saved"
    changed = [
        f"{command.title} is {_shown(after.keys_of(command.id))}"
        for command in COMMANDS
        if before.keys_of(command.id) != after.keys_of(command.id)
    ]
    return f"{', '.join(changed)} now; saved"


def _shown(keys: tuple[str, ...]) -> str:
    return " ".join(shown_key_name(key) for key in keys) or NO_KEY
