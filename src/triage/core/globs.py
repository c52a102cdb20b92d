"""Globs over the paths of a vault."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby

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
    names = [*([] if "/" in pattern else ["**"]), *pattern.lstrip("/").split("/")]
    runs = [list(run) for is_deep, run in groupby(names, lambda name: name == "**") if not is_deep]
    begins_deep, ends_deep = names[0] == "**", names[-1] == "**"
    parts = []
    for number, run in enumerate(runs):
        text = "/".join(map(_name, run))
        is_last = number == len(runs) - 1 and not ends_deep
        if number or begins_deep:
            text = f"(?:.*/)?{text}" if is_last else f"(?>(?:[^/]*/)*?{text}/)"  # where it fits first is best
        else:
            text = text if is_last else f"{text}/"
        parts.append(text)
    return f"{''.join(parts)}{'.+' if ends_deep else ''}(?:/.*)?"


def _name(glob: str) -> str:
    """One name of a glob as a regular expression that matches no `/` and goes back over nothing for long."""
    first, *others = _between_stars(glob)
    if not others:
        return first
    *middle, last = others
    return f"{first}{''.join(f'(?>[^/]*?{part})' for part in middle)}[^/]*{last}"


def _between_stars(glob: str) -> list[str]:
    parts = [""]
    at = 0
    while at < len(glob):
        if found := _CLASS.match(glob, at):
            inside = re.sub(r"([\\\[^&~|])", r"\\\1", found[2])
            if inside.startswith("]"):
                inside = "\\" + inside
            parts[-1] += f"(?!/)[{'^' if found[1] else ''}{inside}]"
            at = found.end()
            continue
        match glob[at]:
            case "*":
                parts.append("")
            case "?":
                parts[-1] += "[^/]"
            case letter:
                parts[-1] += re.escape(letter)
        at += 1
    return parts
