"""Keys are read as people write them, and those that no terminal sends are refused with the reason."""

import string

import pytest
from textual import events
from textual._xterm_parser import XTermParser

from triage.ui.keys.key_name import BadKey, read_key, read_keys, shown_key_name, written_keys


@pytest.mark.parametrize("character", [each for each in string.printable if not each.isspace()] + ["é", "ß"])
def test_a_character_is_read_shown_and_written_as_it_is(character: str) -> None:
    key = read_key(character)
    assert shown_key_name(key) == character
    assert read_keys(written_keys([key, "f2"])) == (key, "f2")
    assert read_key(key) == key


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("", ()),
        ("  ", ()),
        (",", ("comma",)),
        ("a", ("a",)),
        (" a , B ", ("a", "B")),
        ("a,a", ("a",)),
        ("question_mark,?", ("question_mark",)),
        ("slash,minus,+", ("slash", "minus", "plus")),
        ("Esc,PgDn,page up,F2", ("escape", "pagedown", "pageup", "f2")),
        ("Ctrl+A,shift+ctrl+up,shift+tab", ("ctrl+a", "ctrl+shift+up", "shift+tab")),
        ("ctrl+],ctrl+\\", ("ctrl+right_square_bracket", "ctrl+backslash")),
        ("alt+a,alt+A", ("alt+a", "alt+shift+a")),
    ],
)
def test_keys_are_read(text: str, keys: tuple[str, ...]) -> None:
    assert read_keys(text) == keys
    assert read_keys(written_keys(keys)) == keys


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ctrl+i", "say tab"),
        ("ctrl+m", "say enter"),
        ("ctrl+h", "say backspace"),
        ("ctrl+[", "say escape"),
        ("ctrl+shift+a", "sends it as ctrl+a"),
        ("shift+a", "it is written A"),
        ("shift+1", "as the character that it gives"),
        ("shift+space", "do not agree"),
        ("shift+f1", "do not agree"),
        ("ctrl+1", "cannot send it"),
        ("ctrl+space", "cannot send it"),
        ("ctrl+alt+a", "cannot send it"),
        ("alt+f", "do not agree"),
        ("alt+1", "do not agree"),
        ("super+a", "ctrl, shift and alt"),
        ("ctrl-a", "did you mean ctrl+a?"),
        ("C-a", "did you mean ctrl+a?"),
        ("^a", "did you mean ctrl+a?"),
        ("pagedwn", "did you mean pagedown?"),
        ("spcae", "did you mean space?"),
        ("zzzzzz", "keys are written a, A, ?, f2"),
        ("\x07", "no key has that name"),
        ("a,,b", "beside a comma"),
        ("a,", "beside a comma"),
    ],
)
def test_what_is_no_key_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(BadKey) as error:
        read_keys(text)
    assert reason in str(error.value)


SENT = {
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefgjklnopqrstuvwxyz"},
    **{f"alt+{letter}": f"\x1b{letter}" for letter in string.ascii_lowercase if letter not in "bf"},
    "alt+shift+q": "\x1bQ",
    "ctrl+backslash": "\x1c",
    "ctrl+right_square_bracket": "\x1d",
    "ctrl+circumflex_accent": "\x1e",
    "ctrl+underscore": "\x1f",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "enter": "\r",
    "backspace": "\x7f",
    "escape": "\x1b",
    "space": " ",
    "insert": "\x1b[2~",
    "delete": "\x1b[3~",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "shift+delete": "\x1b[3;2~",
    "ctrl+pagedown": "\x1b[6;5~",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "up": "\x1b[A",
    "shift+up": "\x1b[1;2A",
    "ctrl+up": "\x1b[1;5A",
    "ctrl+shift+up": "\x1b[1;6A",
    "f1": "\x1bOP",
    "f5": "\x1b[15~",
    "f12": "\x1b[24~",
    "ctrl+f5": "\x1b[15;5~",
}
"""What xterm sends for keys that are no character."""


@pytest.mark.parametrize("key", SENT)
def test_what_a_terminal_sends_is_the_key_that_was_read(key: str) -> None:
    parser = XTermParser()
    seen = [each.key for each in [*parser.feed(SENT[key]), *parser.tick()] if isinstance(each, events.Key)]
    if not seen:  # what may be the start of a sequence waits for its rest
        seen = [each.key for each in parser.feed("") if isinstance(each, events.Key)]
    assert seen == [read_key(key)]
