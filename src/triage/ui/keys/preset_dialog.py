"""The dialog that offers the presets, with what each would change."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from triage.ui.dialogs.dialog import SHORT
from triage.ui.keys.commands import COMMANDS
from triage.ui.keys.key_choice import KeyChoice
from triage.ui.keys.key_name import shown_key_name
from triage.ui.keys.key_presets import PRESET_HELP, PRESETS
from triage.words.amount import count


class PresetDialog(ModalScreen[str | None]):
    """Answers with the name of a preset that gives no key to two commands."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Cancel", priority=True),
        Binding("enter", "choose", "Choose", priority=True),
        Binding("down,j", "move(1)", "Next", priority=True),
        Binding("up,k", "move(-1)", "Previous", priority=True),
        Binding("pagedown,space", "scroll(1)", "Further", priority=True),
        Binding("pageup", "scroll(-1)", "Back", priority=True),
    ]
    VERTICAL_BREAKPOINTS = SHORT

    options = query_one(OptionList)

    def __init__(self, choice: KeyChoice) -> None:
        """Offer the presets in place of the present choice."""
        super().__init__()
        self._choice = choice

    def compose(self) -> ComposeResult:
        """Put what would change under the names."""
        with Vertical(id="dialog"):
            yield Static("A preset for all keys but your own", id="dialog-title", markup=False)
            yield OptionList(*(Option(self._offer(name)) for name in PRESETS), id="choices", markup=False)
            with VerticalScroll(id="preview", can_focus=False):
                yield Static(id="changes", markup=False)
            yield Static("↑ ↓ and enter; page down for more; esc leaves it as it is", id="hint", markup=False)

    def on_mount(self) -> None:
        """Begin at the present preset."""
        self.options.highlighted = [*PRESETS].index(self._choice.preset)

    def _offer(self, name: str) -> Content:
        mark = "●" if name == self._choice.preset else " "
        return Content.assemble((f"{mark} {name:<8} ", "bold"), (PRESET_HELP[name], "$foreground-muted"))

    @property
    def _wanted(self) -> KeyChoice:
        return KeyChoice([*PRESETS][self.options.highlighted or 0], self._choice.own)

    @on(OptionList.OptionHighlighted)
    def _show(self) -> None:
        wanted = self._wanted
        lines = [Content.styled(f"! {each}", "$text-error") for each in _clashes(wanted)]
        changes = [
            _change(command_id, self._choice, wanted) for command_id in _differing(self._choice, wanted)
        ]
        if not lines:
            how_many = count(len(changes), "command")
            lines.append(Content.styled(f"{how_many} would change" if changes else "no change", "bold"))
        self.query_one("#changes", Static).update(Content("\n").join([*lines, *changes]))
        self.query_one("#preview").scroll_home(animate=False, immediate=True)

    @on(OptionList.OptionSelected)
    def action_choose(self) -> None:
        """Answer with the preset under the cursor, unless it gives a key to two commands."""
        wanted = self._wanted
        if not any(True for _ in wanted.clashes()):
            self.dismiss(wanted.preset)

    def action_move(self, by: int) -> None:
        """To another preset."""
        self.options.highlighted = ((self.options.highlighted or 0) + by) % len(PRESETS)

    def action_scroll(self, by: int) -> None:
        """Read on in what would change."""
        preview = self.query_one("#preview")
        preview.scroll_relative(y=by * max(1, preview.size.height - 1), animate=False, immediate=True)

    def action_cancel(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)


def _clashes(choice: KeyChoice) -> Iterator[str]:
    titles = {command.id: command.title for command in COMMANDS}
    for clash in choice.clashes():
        pair = sorted((clash.first, clash.second), key=lambda each: each not in choice.own)
        own, other = (titles[each] for each in pair)
        key = shown_key_name(clash.key)
        yield f"{key} is your own key for {own}, and the preset's for {other}: change yours first"


def _differing(before: KeyChoice, after: KeyChoice) -> Iterator[str]:
    return (each.id for each in COMMANDS if before.keys_of(each.id) != after.keys_of(each.id))


def _change(command_id: str, before: KeyChoice, after: KeyChoice) -> Content:
    title = next(command.title for command in COMMANDS if command.id == command_id)
    was, will_be = (
        " ".join(shown_key_name(key) for key in choice.keys_of(command_id)) or "no key"
        for choice in (before, after)
    )
    return Content.assemble(f"{title}  ", (was, "$foreground-muted"), " → ", (will_be, "bold $text-accent"))
