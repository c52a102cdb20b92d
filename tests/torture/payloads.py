"""Text that was written to be obeyed, not read: the worst that a note, a name or an error may hold."""

from typing import Final

_LINE: Final = "\x1b]8;;https://quay.example/\x1b\\"

PAYLOADS: Final[dict[str, str]] = {
    "colour": "a\x1b[31;5mred\x1b[0m",
    "clear": "a\x1b[2J\x1b[H\x1b[3J b",
    "scroll region": "a\x1b[1;2r\x1b[?1049l b",
    "report": "a\x1b[6n\x1b[c\x1b[?2026$p\x1b[5n b",
    "keyboard": "a\x1b[>31u\x1b[=31;1u\x1b[?1000h\x1b[?2004l\x1b[?1h b",
    "insert": "a\x1b[4h\x1b[20h\x1b7\x1b8\x1bM\x1bD b",
    "reset": "a\x1bc\x1b[!p b",
    "character set": "a\x1b(0lqqk\x1b(B\x0e b\x0f",
    "hyperlink": f"{_LINE}press\x1b]8;;\x1b\\",
    "clipboard": "a\x1b]52;c;aGVsbG8=\x07 b",
    "clipboard asked": "a\x1b]52;c;?\x1b\\ b",
    "title": "a\x1b]0;owned\x07\x1b]2;owned\x1b\\ \x1b[21t",
    "notice": "a\x1b]9;boo\x07\x1b]777;notify;a;b\x07",
    "palette": "a\x1b]4;1;#ff0000\x07\x1b]10;?\x07",
    "DCS": 'a\x1bP+q544e\x1b\\\x1bP$q"p\x1b\\ b',
    "sixel": "a\x1bPq#0;2;0;0;0~~\x1b\\",
    "APC": "a\x1b_Gf=24,s=1,v=1;AAAA\x1b\\ b",
    "PM and SOS": "a\x1b^x\x1b\\\x1bXy\x1b\\",
    "lone escape": "a\x1b",
    "C1 CSI": "a\x9b31m\x9b2J b",
    "C1 OSC and DCS": "a\x9d52;c;aGk=\x9c\x90+q\x9c\x98\x9e\x9f b",
    "C1 NEL and IND": "a\x85b\x84c\x8d",
    "raw C1": "a\udc9b31m\udc9d0;x\udc9c b",
    "NUL": "a\x00b",
    "BEL and ENQ": "a\x07\x05\x06\x04 b",
    "backspace": "rm\x08\x08\x7f\x7fls",
    "tab": "a\tb\t\tc",
    "carriage return": "harmless\rhidden",
    "form feed": "a\x0b\x0cb\x1c\x1d\x1e\x1f",
    "bidi override": "a \u202egpj.exe\u202c b\u202d",
    "bidi isolate": "a \u2066b\u2067c\u2068d\u2069 \u200e\u200f\u061c",
    "right to left": "שָׁלוֹם عليكم",
    "invalid UTF-8": "caf\udce9 \udcff\udcfe \udcc0\udcaf",
    "surrogate in UTF-8": "\udced\udca0\udc80 x",
    "separators": "a\u2028b\u2029c",
    "zero width": "a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg",
    "tag characters": "a\U000e0001\U000e0061\U000e0062\U000e007fb",
    "selectors": "❤\ufe0f a\ufe00 \U000e0101 1\ufe0f\u20e3",
    "joined emoji": "👩\u200d👩\u200d👧 👍🏽 🏴\U000e0067\U000e0062\U000e007f",
    "combining marks": "Z" + "\u0351" * 10_000 + "algo",
    "wide": "漢字かな交じり文" * 8,
    "long word": "x" * 20_000,
    "closing tag": "a [/] b [/b] [/red]",
    "click": "[@click=app.quit]x[/] [@click=screen.reject]y",
    "colour tag": "[red]x [bold] [on blue]y[/on blue]",
    "link tag": "[link=https://quay.example]x[/link]",
    "brackets": "[[Log|x]] ![[p.png]] [ [[ \\[ [?] - [x] `a`",
    "variables": "$HOME ${PATH} $accent $text-muted `id` $(id)",
    "formats": "%s %n %(x)s {x} {0} {} {{ :smile:",
    "path": "../../etc/passwd ~root -rf --help ;id|id&",
}
"""Fifty of them by name; none holds a line feed. Bytes that are no UTF-8 are lone surrogates."""

FORBIDDEN_IN_NAMES: Final = str.maketrans({"/": "∕", "\0": "␀"})
"""What no file's name can hold."""


def in_a_name(payload: str, most: int = 120) -> str:
    """The payload as the name of a file or folder, at most this many bytes long."""
    data = payload.translate(FORBIDDEN_IN_NAMES).encode("utf-8", "surrogateescape")
    return data[:most].decode("utf-8", "surrogateescape").strip(". ") or "x"


def in_text(payload: str) -> str:
    """The payload without bytes that are not UTF-8, as YAML needs it."""
    return payload.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
