"""Globs over the paths of a vault."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

from triage.core.errors import BadGlob
from triage.core.plain import plain as shown

_CLASS = re.compile(r"\[(!?+)(\][^\]/]*|[^\]/]+)\]")
_RANGE = re.compile(r"(.)-(.)|(.)", re.DOTALL)


class Globs:
    """Several globs as one question.

    `*` and `?` stay within a name, `**` spans folders. A glob with a `/` before its end goes by the whole
    path, any other by each name in it; what names a folder covers all beneath it. Where they `ignore_case`,
    the paths that they are asked about are to be case-folded.
    """

    def __init__(self, patterns: Iterable[str], *, ignore_case: bool = False) -> None:
        """Take the globs; raises BadGlob for the first that cannot be read."""
        expressions = (_expression(pattern, ignore_case) for pattern in patterns)
        self._whole = re.compile("|".join(expressions) or r"(?!)", re.DOTALL)

    def cover(self, path: str) -> bool:
        """Whether a note's or a folder's path within the vault is covered by any of them."""
        return bool(self._whole.fullmatch(plain(path)))


def plain(path: str) -> str:
    """The path with composed letters; macOS hands out what Finder wrote, decomposed."""
    return unicodedata.normalize("NFC", path)


def _expression(written: str, ignore_case: bool) -> str:
    pattern = (_folded(written) if ignore_case else plain(written)).removeprefix("./").rstrip("/")
    if not pattern:
        return r"(?!)"
    names = [*([] if "/" in pattern else ["**"]), *pattern.lstrip("/").split("/")]
    runs = [list(run) for is_deep, run in groupby(names, lambda name: name == "**") if not is_deep]
    begins_deep, ends_deep = names[0] == "**", names[-1] == "**"
    parts = []
    try:
        for number, run in enumerate(runs):
            text = "/".join(_name(name, ignore_case) for name in run)
            is_last = number == len(runs) - 1 and not ends_deep
            if number or begins_deep:
                text = f"(?:.*/)?{text}" if is_last else f"(?>(?:[^/]*/)*?{text}/)"  # the first fit is best
            else:
                text = text if is_last else f"{text}/"
            parts.append(text)
    except BadGlob as error:
        error.glob = written
        raise
    return f"{''.join(parts)}{'.+' if ends_deep else ''}(?:/.*)?"


def _folded(pattern: str) -> str:
    """The glob, case-folded but for what is in brackets, which has an order."""
    between, last = [], 0
    for found in _CLASS.finditer(pattern):
        between += [plain(pattern[last : found.start()].casefold()), found[0]]
        last = found.end()
    return "".join([*between, plain(pattern[last:].casefold())])


def _name(glob: str, ignore_case: bool) -> str:
    """One name of a glob as a regular expression that matches no `/` and goes back over nothing for long."""
    first, *others = _between_stars(glob, ignore_case)
    if not others:
        return first
    *middle, last = others
    return f"{first}{''.join(f'(?>[^/]*?{part})' for part in middle)}[^/]*{last}"


def _between_stars(glob: str, ignore_case: bool) -> list[str]:
    parts = [""]
    at = 0
    while at < len(glob):
        if found := _CLASS.match(glob, at):
            characters = f"(?!/)[{'^' if found[1] else ''}{''.join(_characters(found))}]"
            parts[-1] += f"(?i:{characters})" if ignore_case else characters
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


def _characters(found: re.Match[str]) -> Iterator[str]:
    """What stands in brackets, as a regular expression has it; raises BadGlob for `z-a`."""
    for each in _RANGE.finditer(found[2]):
        if each[3]:
            yield re.escape(each[3])
        elif each[1] <= each[2]:
            yield f"{re.escape(each[1])}-{re.escape(each[2])}"
        else:
            instead = f"{each[2]}-{each[1]}"
            raise BadGlob(f"{shown(each[0], 10)} is no range: say {shown(instead, 10)}", each[0], instead)
