"""Tasks of one note that say the same."""

import re
from bisect import bisect_left
from functools import lru_cache

_TASK = re.compile(rb"^(?:[^\S\n]|>)*+(?:[-*+]|[0-9]+[.)]) +\[[^\n\]]{1,4}\] *", re.MULTILINE)
_FEW = 256 * 1024
"""Up to how many bytes a note is searched as it is, which is quicker where the words stand there once."""
_NOTES = 4
"""Of how many notes it is kept where their tasks stand."""


def namesakes_above(data: bytes, words: str, number: int) -> int:
    """How many tasks above the line of that number (from 1) begin with these words, whatever follows."""
    sought = words.encode("utf-8", "surrogateescape")
    if not sought or (len(data) < _FEW and data.find(sought, data.find(sought) + 1) < 0):
        return 0
    return bisect_left(_tasks_of(data).numbers(sought), number)


class _Tasks:
    """Where the tasks of a note stand, by how they begin."""

    def __init__(self, data: bytes) -> None:
        found = []
        number, counted = 1, 0
        for match in _TASK.finditer(data):
            number += data.count(b"\n", counted, match.end())
            counted = match.end()
            end = data.find(b"\n", counted)
            found.append((data[counted : end if end >= 0 else len(data)], number))
        self._found = sorted(found)
        self._numbers: dict[bytes, list[int]] = {}

    def numbers(self, words: bytes) -> list[int]:
        """The numbers of the lines whose task begins with the words, ascending."""
        if words not in self._numbers:
            numbers = []
            for at in range(bisect_left(self._found, (words, 0)), len(self._found)):
                body, number = self._found[at]
                if not body.startswith(words):
                    break
                numbers.append(number)
            self._numbers[words] = sorted(numbers)
        return self._numbers[words]


_tasks_of = lru_cache(maxsize=_NOTES)(_Tasks)
