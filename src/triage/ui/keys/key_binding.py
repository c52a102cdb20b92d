"""How the keys of commands are bound to a screen."""

from collections.abc import Mapping
from typing import Any

from textual.binding import Binding, BindingsMap
from textual.screen import Screen

from triage.ui.keys.commands import COMMAND_IDS, COMMANDS
from triage.ui.keys.key_name import normal_keys


def bindings(keys: Mapping[str, str]) -> list[Binding]:
    """The bindings of every command that has a key.

    They have priority, so that Textual looks each key up when its turn comes: otherwise the keys typed
    behind one that opens a dialog go to the queue, and are lost.
    """
    return [
        Binding(",".join(normal), command.action, command.title, id=command.id, show=False, priority=True)
        for command in COMMANDS
        if (normal := normal_keys(keys[command.id]))
    ]


def rebind(screen: Screen[Any], keys: Mapping[str, str]) -> None:
    """Give a screen the present keys of the commands.

    Textual's own `set_keymap` cannot take a key away, and works out all keys again at every key: 2.5 ms.
    """
    others = [binding for _, binding in screen._bindings if binding.id not in COMMAND_IDS]
    screen._bindings = BindingsMap([*others, *bindings(keys)])
