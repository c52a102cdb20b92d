"""How a key is named: in the config, by Textual, and on the screen."""

from collections.abc import Collection, Mapping
from functools import cache

from textual.binding import Binding
from textual.keys import REPLACED_KEYS, key_to_character

from triage.core.errors import TriageError
from triage.core.nearest import nearest


class BadKey(TriageError):
    """A text that names no key, or one that does not reach a program in a terminal."""


NO_KEY = "no key"
_MOVING = ("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete")
_FUNCTION = tuple(f"f{number}" for number in range(1, 13))
_NAMED = (*_MOVING, "enter", "tab", "space", "backspace", "escape", *_FUNCTION)
_SAME = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "page up": "pageup",
    "page down": "pagedown",
    ",": "comma",
}
"""Other names for keys that have one."""
_AS = {"i": "tab", "m": "enter", "h": "backspace", "left_square_bracket": "escape"}
"""What a terminal makes of ctrl and these."""
_WITH_CTRL = ("backslash", "right_square_bracket", "circumflex_accent", "underscore")
_DISAGREE = "terminals do not agree about it"
_SHOWN = {"escape": "esc", "pagedown": "page down", "pageup": "page up"}


def read_keys(text: str) -> tuple[str, ...]:
    """The keys that a text names, with commas between them, none if it is blank; raises BadKey."""
    if text.strip() == ",":
        return ("comma",)
    parts = [part.strip() for part in text.split(",")] if text.strip() else []
    if not all(parts):
        raise BadKey("there is nothing beside a comma; the key itself is written comma")
    return tuple(dict.fromkeys(read_key(part) for part in parts))


@cache
def read_key(text: str) -> str:
    """Textual's name of a key, such as `exclamation_mark` for `!`; raises BadKey."""
    *modifiers, name = text.split("+") if len(text) > 1 else [text]
    modifiers = sorted({modifier.strip().lower() for modifier in modifiers})
    if "alt" in modifiers and len(name) == 1 and name.isupper():
        modifiers = sorted({*modifiers, "shift"})
    name = _plain_key(name, text)
    if len(name) == 1 and modifiers:
        name = name.lower()
    if refusal := _refusal(modifiers, name):
        raise BadKey(refusal)
    return "+".join([*modifiers, name])


def _plain_key(name: str, text: str) -> str:
    """The key without modifiers."""
    if len(name) > 1:
        lower = name.lower()
        lower = _SAME.get(lower, lower)
        if lower in _NAMED:
            return lower
        name = _character(lower) or name
    if len(name) == 1 and name.isprintable() and not name.isspace():
        if name == ",":  # which Textual takes for the end of a key
            return "comma"
        return next(iter(Binding.make_bindings([Binding(name, "")]))).key
    raise BadKey(f"no key has that name{_nearest(text)}")


def _refusal(modifiers: Collection[str], name: str) -> str:
    """Why a key with modifiers does not reach a program, "" if it does.

    Terminals send keys as control characters and escape sequences, made for those of a VT220:
    https://invisible-island.net/xterm/ctlseqs/ctlseqs.html
    """
    is_letter = len(name) == 1 and name.isascii() and name.isalpha()
    match tuple(modifiers):
        case ():
            return ""
        case ("shift",):
            if name == "tab" or name in _MOVING:
                return ""
            if is_letter:
                return f"it is written {name.upper()}"
            return _DISAGREE if name in _NAMED else "it is written as the character that it gives, such as !"
        case ("ctrl",):
            if name in _AS:
                return f"a terminal sends it as {_AS[name]}; say {_AS[name]}"
            if is_letter or name in (*_MOVING, *_FUNCTION, *_WITH_CTRL):
                return ""
            return "a terminal cannot send it; ctrl+ goes with letters, arrows and f1 to f12"
        case ("alt",):
            return "" if is_letter and name not in "bf" else _DISAGREE
        case ("alt", "shift"):
            if name in ("o", "p", "x"):
                return "other keys and replies of a terminal begin with what it sends"
            return "" if is_letter else _DISAGREE
        case ("ctrl", "shift"):
            if name in _MOVING and name != "insert":
                return ""
            return f"a terminal sends it as ctrl+{name}" if is_letter else _DISAGREE
        case _ if set(modifiers) <= {"alt", "ctrl", "shift"}:
            return "a terminal cannot send it"
        case _:
            return "before a + there can be ctrl, shift and alt"


def written_keys(keys: Collection[str]) -> str:
    """Keys as they are written in the config."""
    return ",".join(key if key == "comma" else _character(key) or key for key in keys)


@cache
def shown_key_name(key: str) -> str:
    """A key as people read it."""
    *modifiers, name = key.split("+")
    return "+".join([*modifiers, _SHOWN.get(name) or _character(name) or name])


def normal_keys(keys: str) -> list[str]:
    """Keys as Textual names them: `!` is `exclamation_mark`; raises BadKey."""
    return list(read_keys(keys))


def shown_keys(keys: str) -> str:
    """Keys as people read them, the likeliest first."""
    return "  ".join(shown_key_name(key) for key in normal_keys(keys)) or NO_KEY


def shown_key(command_id: str, keys: Mapping[str, str]) -> str:
    """The likeliest key of a command, as people read it; `keys` has those of every command."""
    return shown_keys(keys[command_id]).split("  ")[0]


def _character(key: str) -> str:
    """The character that a key gives, "" if that cannot be seen."""
    if key in _NAMED or "+" in key:
        return ""
    found = key_to_character(REPLACED_KEYS.get(key, key)) or ""
    return found if found.isprintable() and not found.isspace() else ""


def _nearest(text: str) -> str:
    wanted = text.lower().strip("<>").replace("-", "+").replace("^", "ctrl+").replace("c+", "ctrl+", 1)
    letters = [f"ctrl+{letter}" for letter in "abcdefgjklnopqrstuvwxyz"]
    if found := nearest(wanted, [*_NAMED, *_SAME, *letters, "shift+tab"]):
        return f"; did you mean {found}?"
    return "; keys are written a, A, ?, f2, enter, pagedown, ctrl+a, shift+up"
