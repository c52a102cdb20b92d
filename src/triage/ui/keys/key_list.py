"""The list of commands and their keys."""

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from triage.ui.keys.commands import COMMANDS, Command
from triage.ui.keys.key_choice import Keymap
from triage.ui.keys.key_name import NO_KEY, shown_key_name

_TITLE = max(cell_len(command.title) for command in COMMANDS)
_SOURCE = len("default")
_AROUND = 10
"""The cells around the three columns."""


class KeyList(OptionList):
    """Every command by group, with its keys and where they come from; changed ones are marked."""

    def __init__(self, keymap: Keymap) -> None:
        """List what this keymap holds."""
        super().__init__(markup=False)
        self._keymap = keymap
        self._sought = ""

    @property
    def command(self) -> Command | None:
        """The command under the cursor."""
        option = self.highlighted_option
        return next((each for each in COMMANDS if option is not None and each.id == option.id), None)

    def show(self, sought: str) -> None:
        """List the commands that have the text as a key, or its words in their title, help or id."""
        self._sought = sought
        at = self.command.id if self.command else ""
        found = [command for command in COMMANDS if self._has(command, sought.strip())]
        options: list[Option] = []
        for group in dict.fromkeys(command.group for command in found):
            options.append(Option(Content.styled(group, "bold $text-primary"), disabled=True))
            options += [
                Option(self._line(command), id=command.id) for command in found if command.group == group
            ]
        self.clear_options()
        self.add_options(options)
        ids = [option.id for option in options]
        if found:
            self.highlighted = ids.index(at if at in ids else found[0].id)
        if self.highlighted == 1:
            self.scroll_home(animate=False, immediate=True)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the columns into the width."""
        self.show(self._sought)

    def _has(self, command: Command, sought: str) -> bool:
        text = f"{command.title} {command.help} {command.id}".casefold()
        keys = map(shown_key_name, self._keymap.choice.keys_of(command.id))
        return sought in keys or all(word in text for word in sought.casefold().split())

    def _line(self, command: Command) -> Content:
        choice = self._keymap.choice
        source = choice.source(command.id)
        keys = "  ".join(shown_key_name(key) for key in choice.keys_of(command.id)) or NO_KEY
        room = max(8, min(32, self.size.width - _TITLE - _SOURCE - _AROUND))
        if cell_len(keys) > room:
            keys = f"{set_cell_size(keys, room - 1)}…"
        is_own = source == "config"
        return Content.assemble(
            ("• " if is_own else "  ", "bold $text-warning"),
            set_cell_size(command.title, _TITLE),
            "  ",
            (set_cell_size(keys, room), "bold $text-accent" if choice.keys_of(command.id) else "dim"),
            "  ",
            (
                choice.preset if source == "preset" else source,
                "$text-warning" if is_own else "$foreground-muted",
            ),
        )
