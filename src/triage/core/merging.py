"""Merging two versions of a note line by line, where git merges by stretches of lines.

git 2.39 calls it a conflict when two people decide tasks on neighbouring lines. Here a line that one side
replaced by one other, and that the other side left alone, is settled first; the rest stays to be merged.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import eq
from typing import Final

from triage.core.alignment import Alignment

_BOX: Final = re.compile(rb"\A([ \t>]*(?:[-*+]|[0-9]+[.)])[ \t]+)\[[^\]]{1,4}\]")
"""A list item's checkbox; a status is one character, of up to four bytes."""


@dataclass(frozen=True, slots=True)
class Versions:
    """A note as it was, and as each of two sides has it."""

    base: bytes
    ours: bytes
    theirs: bytes

    @property
    def merged(self) -> bytes | None:
        """The note with the changes of both sides; None if both sides have changes to be merged."""
        if self.ours in (self.base, self.theirs):
            return self.theirs
        return self.ours if self.theirs == self.base else None

    def settled(self) -> "Versions":
        """The versions with each line alike in all three that only one side replaced, or both alike.

        Merging them gives what merging these would give, with fewer lines in dispute.
        """
        base, ours, theirs = (note.split(b"\n") for note in (self.base, self.ours, self.theirs))
        keys, our_keys, their_keys = (list(map(_key, lines)) for lines in (base, ours, theirs))
        in_theirs = dict(_pairs(keys, their_keys))
        for index, our_index in _pairs(keys, our_keys):
            if (their_index := in_theirs.get(index)) is None:
                continue
            was, our, their = base[index], ours[our_index], theirs[their_index]
            if was in (our, their):
                line = their if our == was else our
                base[index] = ours[our_index] = theirs[their_index] = line
            elif our == their:
                base[index] = our
        return Versions(*(b"\n".join(lines) for lines in (base, ours, theirs)))


def merge(base: bytes, ours: bytes, theirs: bytes) -> bytes | None:
    """The note with the changes of both sides, None if they cannot be told apart line by line."""
    versions = Versions(base, ours, theirs)
    merged = versions.merged
    return versions.settled().merged if merged is None else merged


def _pairs(keys: Sequence[bytes], side_keys: Sequence[bytes]) -> Iterator[tuple[int, int]]:
    """Each line of the base, by index, with the one line that it is on a side, both in rising order."""
    if len(keys) == len(side_keys):
        in_place = sum(map(eq, keys, side_keys))
        if in_place == (Counter(keys) & Counter(side_keys)).total():  # no line has moved
            return ((index, index) for index in range(len(keys)))
    return Alignment(keys, side_keys).pairs()


def _key(line: bytes) -> bytes:
    """The line whatever its box says, so that a decided task is found by its words."""
    found = _BOX.match(line)
    return b"%b[ ]%b" % (found[1], line[found.end() :]) if found else line
