"""Owners: the `@Name` in a line, which the Tasks plugin knows nothing of.

A name is one to four words without brackets. It ends at the next field, tag, `@`, punctuation or end of
line; where prose follows instead, the people already known settle where it ends.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Protocol

from triage.core.dialect import hidden_fields
from triage.core.fields import Span, tag_spans
from triage.core.line import TaskLine
from triage.core.whitespace import WHITESPACE

MOST_WORDS = 4
MOST_SURE = 2
"""A name of more words than this is not sure where a part of it is known as a name of its own."""
NOBODY = "TBD"
"""The owner of a proposal whose owner is still to be decided."""
MYSELF = "Myself"
"""The owner that means whoever reads the note."""

_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0963\u0966-\u0dff\u0e30-\u0e4e"
)
"""Marks that belong to the letter before them and that Python does not count as word characters."""

_AT = re.compile(r"@(?=[^\W\d_])")
_BEFORE_AT = frozenset(WHITESPACE + "(\"'“‘*_~,;:&+–—")
"""What stands before an `@` that may begin a name, unlike one in an address, a path, a link or code."""

_WORD = re.compile(
    r"(?:Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr)\.(?!\w)"
    r"|(?:[^\W\d_]\.)+(?!\w)"
    rf"|[^\W\d_](?:[\w{_MARKS}]|['’\-](?=\w)(?!s\b))*"
)
"""One word of a name: `Ada`, `O'Neil`, `Jean-Luc`, `J.`, `Dr.`; a possessive `'s` is not part of it."""

_GAP = re.compile("[ \u00a0]+")
_NEXT_AT = re.compile(" *@")

_PARTICLE_WORDS = (
    "al af ap av ben bin da das de degli dei del della den der des di do dos du el ibn la le los "
    "ten ter van vande vander vom von y zu zum zur"
)
PARTICLES = frozenset(_PARTICLE_WORDS.split())
"""Words in lower case that stand inside names."""

_JOINT_WORDS = "and or und oder y o et ou e og och en plus with cc"
_JOINTS = frozenset(_JOINT_WORDS.split())
"""Words that join one `@` name to the next."""


_NO_NAME_END = re.compile(r"[/\\\\=](?!@)|\.\w")
"""What shows that the words before it are no name but part of a path or an address."""

_ALONE = frozenset({MYSELF.casefold(), NOBODY.casefold()})
"""The names that are one word, whatever follows."""


@dataclass(frozen=True, slots=True)
class Owner:
    """One `@` name in a line."""

    name: str
    span: Span
    """From the `@` to the end of the name."""
    candidates: tuple[str, ...] = ()
    """What the name may be where prose follows and nobody of that name is known, the likeliest first."""

    @property
    def is_clear(self) -> bool:
        """Whether it is known where the name ends."""
        return not self.candidates


class Known(Protocol):
    """Those of whom it is known that they are somebody's names."""

    def knows(self, name: str) -> bool:
        """Whether somebody is known under that name."""


def is_name(text: str) -> bool:
    """Whether the text can stand behind an `@` as one name of one to four words."""
    words = _words(text, 0, len(text))
    return 0 < len(words) <= MOST_WORDS and (words[0].start, words[-1].end) == (0, len(text))


def read_owners(line: TaskLine, people: Known) -> tuple[Owner, ...]:
    """The line's owners from left to right; of a very long one, those in its last words."""
    start, end = line.last_words
    places = [
        match.start()
        for match in _AT.finditer(line.text, start, end)
        if match.start() == start or line.text[match.start() - 1] in _BEFORE_AT
    ]
    if not places:
        return ()
    fields = (hidden.field.span.start for hidden in hidden_fields(line))
    tags = (tag.start for tag in tag_spans(line.text, start, end))
    stops = [*sorted([*fields, *tags]), end]
    limits = ((at, stops[bisect_right(stops, at)]) for at in places)  # no field and no tag holds an @
    owners = (_owner_at(line.text, at, limit, people) for at, limit in limits if limit > at + 1)
    return tuple(filter(None, owners))


def _owner_at(text: str, at: int, limit: int, people: Known) -> Owner | None:
    """The owner whose `@` stands there; None where it is part of a path or an address."""
    words = _words(text, at + 1, limit)
    names = [text[at + 1 : word.end] for word in words[:MOST_WORDS]]

    def owner(count: int, *others: str) -> Owner:
        name = names[count - 1]
        return Owner(name, Span(at, words[count - 1].end), (name, *others) if others else ())

    if len(words) == 1 and _NO_NAME_END.match(text, words[0].end, limit):
        return None
    if len(words) == 1 or names[0].casefold() in _ALONE:
        return owner(1)
    run = _run_of_capitals(text, words)
    known = next((count for count in range(len(names), 0, -1) if people.knows(names[count - 1])), 0)
    if run == len(words) or _joins_next(text, words[run:]):
        if run <= MOST_SURE or known in {0, run}:
            return owner(run)
    elif known > 1 or known == run:  # one known word before another in capitals may be half a name
        return owner(known)
    likely = known if known > 1 else _likely_count(text, words, run)
    return owner(likely, *(name for name in names if name != names[likely - 1]))


def _words(text: str, start: int, limit: int) -> list[Span]:
    """The words from `start` on that only spaces part, one more than a name has at the most."""
    words: list[Span] = []
    while len(words) <= MOST_WORDS and (match := _WORD.match(text, start, limit)):
        words.append(Span(*match.span()))
        if not (gap := _GAP.match(text, match.end(), limit)):
            break
        start = gap.end()
    return words


def _run_of_capitals(text: str, words: list[Span]) -> int:
    """How many of the words are surely one name: the first, and those in capitals, particles between."""
    count = 1
    for number, word in enumerate(words[:MOST_WORDS], start=1):
        if number > 1 and text[word.start] != text[word.start].lower():
            count = number
        elif number > 1 and text[word.start : word.end] not in PARTICLES:
            break
    return count


def _likely_count(text: str, words: list[Span], run: int) -> int:
    """How many of the words look most like a name, where it is not clear: first and last name mostly."""
    if run == MOST_WORDS and not any(text[slice(*word)] in PARTICLES for word in words):
        return MOST_SURE
    in_one_case = all(text[word.start] == text[word.start].lower() for word in words)
    return MOST_SURE if run == 1 and len(words) == MOST_SURE and in_one_case else run


def _joins_next(text: str, words: list[Span]) -> bool:
    """Whether all that follows the name is a word such as "and" before the next `@`."""
    return (
        len(words) == 1
        and text[slice(*words[0])].casefold() in _JOINTS
        and _NEXT_AT.match(text, words[0].end) is not None
    )
