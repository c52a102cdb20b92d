"""Text from a note, a file name, an error or a subprocess, made safe to show."""

import re
from collections.abc import Iterator
from typing import Final
from unicodedata import category

from triage.core.difference import difference

MARKS_IN_A_ROW: Final = 4
"""How many combining marks may stand on one character: more would climb over other lines."""

_UNKNOWN: Final = (
    (0x80, 0x9F),  # C1, which many terminals still obey
    (0x61C, 0x61C),  # bidi controls: what is read is not what is written
    (0x200E, 0x200F),
    (0x202A, 0x202E),
    (0x2066, 0x2069),
    (0x2028, 0x2029),  # line and paragraph separators
    (0xD800, 0xDFFF),  # bytes that are not UTF-8, decoded with surrogateescape
)
"""First and last of each range shown as U+FFFD."""

# Terminals, tmux and Rich disagree on how many cells these take or give their neighbours.
_UNSHOWN: Final = (
    (0xAD, 0xAD),  # soft hyphen
    (0x180B, 0x180F),
    (0x200B, 0x200D),  # zero-width space, joiners
    (0x2060, 0x2065),  # word joiner, invisible operators
    (0x206A, 0x206F),  # deprecated format controls
    (0x20E3, 0x20E3),  # combining enclosing keycap
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFB),
    (0x13430, 0x1343F),  # joiners of hieroglyphs, of shorthand, of notes of music
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0x1F3FB, 0x1F3FF),  # skin tones
    (0xE0000, 0xE0FFF),  # tags, more variation selectors
)
"""First and last of each range that is left out."""

_SHOWN_AS: Final[dict[int, str | None]] = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    0x7F: "\u2421",
    0x09: " ",
    **dict.fromkeys((code for first, last in _UNKNOWN for code in range(first, last + 1)), "\ufffd"),
    **dict.fromkeys(code for first, last in _UNSHOWN for code in range(first, last + 1)),
}

_ODD: Final = re.compile(
    "[\\x00-\\x1f\\x7f" + "".join(f"{chr(a)}-{chr(b)}" for a, b in _UNKNOWN + _UNSHOWN) + "]"
)

# Holds every combining mark and, beside them, the scripts that use them; a test asks the Unicode database,
# which takes too long (100 ms) to ask at every start.
_PILE: Final = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u1dff\u20d0-\u20f0\u2cef-\u2cf1\u2d7f\u2de0-\u2dff"
    "\u302a-\u302d\u3099\u309a"
    f"\ua66f-\uabed\ufb1e\ufe20-\ufe2f\U000101fd-\U0001e94a]{{{MARKS_IN_A_ROW + 1},}}"
)


def is_plain(text: str) -> bool:
    """Whether nothing in the text has to be replaced; a wrong no is possible, for scripts with many marks."""
    if text.isascii():
        return text.isprintable()
    return _ODD.search(text) is None and _PILE.search(text) is None


def plain(text: str, limit: int = 2000) -> str:
    """Turn the text into one line of at most `limit` (1 or more) characters that no terminal obeys."""
    head = text[: 4 * limit]  # a line of 1 MB costs what its first words cost
    shown = head if is_plain(head) else _PILE.sub(_with_few_marks, head.translate(_SHOWN_AS))
    if len(shown) > limit or len(head) < len(text):
        return shown[: limit - 1] + "…"
    return shown


def plain_with_offsets(text: str) -> tuple[str, list[int]]:
    """Clean the whole text as `plain` does, and say at which index each shown character stood; the end, too.

    The shown characters from `start` up to `stop` stand for `text[offsets[start]:offsets[stop]]`, which holds
    what follows each of them unshown, too.
    """
    if is_plain(text):
        return text, list(range(len(text) + 1))
    shown = list(_shown(text))
    return "".join(character for _, character in shown), [*(index for index, _ in shown), len(text)]


def _shown(text: str) -> Iterator[tuple[int, str]]:
    """Go through what is shown, each character with the index of the one it stands for."""
    marks = 0
    for index, character in enumerate(text):
        visible = _SHOWN_AS.get(ord(character), character)
        if visible is None:
            continue
        marks = marks + 1 if category(visible) in ("Mn", "Me") else 0
        if marks <= MARKS_IN_A_ROW:
            yield index, visible


def _with_few_marks(pile: re.Match[str]) -> str:
    """Leave out the marks that are one too many."""
    return "".join(character for _, character in _shown(pile[0]))


def retyped(raw: str, shown: str) -> str:
    """The raw text after a person changed what was shown of it to `shown`.

    Only the stretch between the first and the last changed character is replaced, so what cannot be shown
    stays wherever it was not typed over.
    """
    before, offsets = plain_with_offsets(raw)
    start, old_end, new_end = difference(before, shown)
    return raw[: offsets[start]] + shown[start:new_end] + raw[offsets[old_end] :]
