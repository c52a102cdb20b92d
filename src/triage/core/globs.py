"""Globs over the paths of a vault."""

import re
import unicodedata
from collections.abc import Iterable

_CLASS = re.compile(r"\[(!?)(\]?[^\]]*)\]")


class Globs:
    """Several globs as one question.

    `*` and `?` stay within a name, `**` spans folders. A glob with a `/` before its end goes by the whole
    path, any other by each name in it; what names a folder covers all beneath it.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        self._whole = re.compile("|".join(map(_expression, patterns)) or r"(?!)", re.DOTALL)

    def cover(self, path: str) -> bool:
        """Whether a note's or a folder's path within the vault is covered by any of them."""
        return bool(self._whole.fullmatch(plain(path)))


def plain(path: str) -> str:
    """The path with composed letters; macOS hands out what Finder wrote, decomposed."""
    return unicodedata.normalize("NFC", path)


def _expression(pattern: str) -> str:
    pattern = plain(pattern).removeprefix("./").rstrip("/")
    if not pattern:
        return r"(?!)"
    anywhere = "" if "/" in pattern else "(?:.*/)?"
    names = pattern.lstrip("/").split("/")
    parts = []
    for number, name in enumerate(names):
        last = number == len(names) - 1
        if name == "**":
            parts.append(".+" if last else "(?:.*/)?")
        else:
            parts.append(_name(name) + ("" if last else "/"))
    return f"{anywhere}{''.join(parts)}(?:/.*)?"


def _name(glob: str) -> str:
    """One name of a glob as a regular expression that matches no `/`."""
    parts = []
    at = 0
    while at < len(glob):
        if found := _CLASS.match(glob, at):
            inside = re.sub(r"([\\\[^&~|])", r"\\\1", found[2])
            if inside.startswith("]"):
                inside = "\\" + inside
            parts.append(f"(?!/)[{'^' if found[1] else ''}{inside}]")
            at = found.end()
            continue
        match glob[at]:
            case "*":
                parts.append("[^/]*")
            case "?":
                parts.append("[^/]")
            case letter:
                parts.append(re.escape(letter))
        at += 1
    return "".join(parts)
