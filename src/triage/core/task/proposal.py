"""A proposed task and all that can be said of it from its note."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from hashlib import blake2b

from triage.core.task.change import words_span
from triage.core.task.dialect import HiddenField, hidden_fields
from triage.core.task.edit import Place, places
from triage.core.task.fields import Kind, as_day, label_key
from triage.core.task.line import TaskLine, parse_line
from triage.core.task.note import list_items, some_lines
from triage.core.task.vocabulary import Role, Vocabulary

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


@dataclass(frozen=True)
class Proposal:
    """One task of a note, as it was read."""

    note: str
    """The note's path within the vault, with `/`."""
    place: Place
    task: TaskLine
    heading: str
    vocabulary: Vocabulary
    data: bytes = field(default=b"", compare=False, repr=False)
    """The whole note, as it was read."""

    @cached_property
    def ref(self) -> str:
        """What names it on the command line: made of its note and its line's content."""
        seed = f"{self.note}\n{self.place.ordinal}\n{self.place.line}"
        return blake2b(seed.encode("utf-8", "surrogateescape"), digest_size=6).hexdigest()

    @cached_property
    def fingerprint(self) -> str:
        """What names its task while status, dates and owner change: note, words and place among equals."""
        seed = f"{self.note}\n{self._nth}\n{self.words}"
        return blake2b(seed.encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()

    @property
    def _nth(self) -> int:
        """How many tasks above it in the note begin with the same words, whatever became of them."""
        return namesakes_above(self.data, self.words, self.place.number)

    @cached_property
    def hidden(self) -> tuple[HiddenField, ...]:
        """The fields that Tasks does not see."""
        return hidden_fields(self.task)

    @cached_property
    def has_unseen(self) -> bool:
        """Whether it shows a field that Tasks does not see, and no other in its place."""
        return any(not self.task.field(entry.field.kind) for entry in self.hidden)

    @cached_property
    def words(self) -> str:
        """The words of the task, without owners, fields and tags at its end."""
        return self.task.text[slice(*words_span(self.task))]

    @cached_property
    def haystack(self) -> str:
        """All that a filter searches, without upper case."""
        body = self.task.text[slice(*self.task.body)]
        return f"{body}\n{self.note}\n{self.heading}".casefold()

    def value(self, kind: Kind) -> str:
        """What a field says: as Tasks reads it, else as a person would where Tasks does not see it."""
        return self.task.value(kind) or next(
            (entry.reading for entry in self.hidden if entry.field.kind is kind and entry.reading),
            "",
        )

    @cached_property
    def due(self) -> date | None:
        """The due date, None if there is none or it is no day."""
        return as_day(self.value(Kind.DUE))

    @cached_property
    def priority(self) -> str:
        """The priority's name, "" for none."""
        return self.value(Kind.PRIORITY)

    @cached_property
    def is_left_out(self) -> bool:
        """Whether it lacks one of the queue tags."""
        return bool(self.missing_tags)

    @cached_property
    def missing_tags(self) -> tuple[str, ...]:
        """The queue tags that it lacks."""
        own = set(map(label_key, self.task.labels))
        return tuple([tag for tag in self.vocabulary.queue_tags if label_key(tag) not in own])

    @cached_property
    def role(self) -> Role | None:
        """What its status means."""
        return self.vocabulary.role(self.task.symbol)


def find_proposals(note: str, data: bytes, vocabulary: Vocabulary) -> tuple[Proposal, ...]:
    """The proposals of a note in order, those that the queue tags leave out included."""
    return tuple(proposals_in(note, data, vocabulary))


def proposals_in(note: str, data: bytes, vocabulary: Vocabulary) -> Iterator[Proposal]:
    """The same one by one: a note of 50 MB may hold hundreds of thousands."""
    box = f"[{vocabulary.symbol(Role.PROPOSED)}]"
    if box.encode() in data:
        yield from (p for p in _tasks(note, data, vocabulary, box) if f"[{p.task.symbol}]" == box)


def find_tasks(note: str, data: bytes, vocabulary: Vocabulary) -> tuple[Proposal, ...]:
    """Every task of a note in order, whatever its status."""
    return tuple(_tasks(note, data, vocabulary, "["))


def _tasks(note: str, data: bytes, vocabulary: Vocabulary, box: str) -> Iterator[Proposal]:
    lines = some_lines(data)
    items = [item for item in list_items(lines) if box in lines[item.index]]
    for item, place in zip(items, places(lines, [item.index for item in items]), strict=True):
        if task := parse_line(place.line, vocabulary.settings.format):
            yield Proposal(note, place, task, item.heading, vocabulary, data)
