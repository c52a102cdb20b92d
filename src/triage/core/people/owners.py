"""Owners: the `@Name` in a line, which the Tasks plugin knows nothing of.

A name is one to four words without brackets. It ends at the next field, tag, `@`, punctuation or end of
line; where prose follows instead, the people already known settle where it ends.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import Protocol
from unicodedata import category

from triage.core.people.name import FIRST_LETTER, MOST_WORDS, PARTICLES, is_capital, is_name, words_of
from triage.core.task.dialect import hidden_fields
from triage.core.task.fields import Span, tag_spans
from triage.core.task.line import TaskLine
from triage.core.task.literal import literals

MOST_SURE = 2
"""A name of more words than this is not sure where a part of it is known as a name of its own."""
NOBODY = "TBD"
"""The owner of a proposal whose owner is still to be decided."""
MYSELF = "Myself"
"""The owner that means whoever reads the note."""

_INVISIBLE = "\u00ad\u200c-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f"
"""Joiners, marks of direction and of style: what stands before or behind a name without being seen."""
_AT = re.compile(f"@[{_INVISIBLE}]*(?={FIRST_LETTER})")
_IN_ADDRESS = frozenset("/\\@#$%^")
_ENDS_OF_ADDRESS = frozenset("._-=")
"""What an address may have before its `@`, and prose too where no letter stands before it."""
_BRACKETS = {"[": "]", "{": "}", "<": ">"}
"""Brackets in which a name may be the key of a quotation, a variable or a handle."""
_LONGEST_KEYS = 200
"""In how many characters several keys stand in one pair of brackets."""
_WIKILINK = re.compile(
    r"\[\[(?:[^\[\]|#^@]*/)?(?P<at>@?)(?P<name>[^\[\]|#^/@]+?)(?:\.md)?(?:[#^][^\[\]|]*)?(?:\|(?P<alias>[^\[\]]*))?\]\]"
)
_LINK = re.compile(r"\[(?P<at>@?)(?P<name>[^\[\]@]+)\][(\[]")
_NEXT_AT = re.compile(" *@")

_JOINT_WORDS = "and or und oder y o et ou e og och en plus with cc"
_JOINTS = frozenset(_JOINT_WORDS.split())
"""Words that join one `@` name to the next."""

_NO_NAME_END = re.compile(r"[/\\=](?!@)|\.[\w-]|@|\(|\{|\[(?!\^)|::|:\d|:[\w-]+\.\w|\$\w")
"""What shows that the word before it is no name but part of a path, an address or a mark of a program."""

_ALONE = frozenset({MYSELF.casefold(), NOBODY.casefold()})
"""The names that are one word, whatever follows."""


@dataclass(frozen=True, slots=True)
class Owner:
    """One `@` name in a line."""

    name: str
    span: Span
    """From the `@` to the end of the name, or the whole of a link that is only the name."""
    candidates: tuple[str, ...] = ()
    """What the name may be where prose follows and nobody of that name is known, the likeliest first."""
    form: str = "@{}"
    """How the name of another owner is written in its place."""

    def span_of(self, name: str) -> Span:
        """The span of the owner if that is the name: itself or one of the candidates."""
        return (
            self.span._replace(end=self.span.end - len(self.name) + len(name))
            if self.candidates
            else self.span
        )

    def written(self, name: str) -> str:
        """Another owner as it stands in its place."""
        return self.form.replace("{}", name)

    @property
    def is_clear(self) -> bool:
        """Whether it is known where the name ends."""
        return not self.candidates


class Known(Protocol):
    """Those of whom it is known that they are somebody's names."""

    def knows(self, name: str) -> bool:
        """Whether somebody is known under that name."""


def read_owners(line: TaskLine, people: Known) -> tuple[Owner, ...]:
    """The line's owners from left to right; of a very long one, those in its last words."""
    start, end = line.last_words
    if line.text.find("@", start, end) < 0:
        return ()
    spans = list(literals(line.text, start, line.body.end))
    fields = (hidden.field.span.start for hidden in hidden_fields(line))
    tags = (tag.start for tag in tag_spans(line.text, start, end))
    stops = [*sorted([*fields, *tags, *(span.start for span in spans)]), end]
    owners = [owner for span in spans if span.end <= end and (owner := _linked(line.text, span, start))]
    for match in _AT.finditer(line.text, start, end):
        at, begin = match.span()
        limit = stops[bisect_right(stops, at)]  # no field and no tag holds an @
        if (
            limit > begin
            and not any(span.start <= at < span.end for span in spans)
            and _may_begin(line.text, at, start)
        ):
            owners += filter(None, [_owner_at(line.text, Span(at, begin), limit, people)])
    return tuple(sorted(owners, key=lambda owner: owner.span))


def _may_begin(text: str, at: int, start: int) -> bool:
    """Whether the `@` there may begin a name, unlike one in an address, a path, a link or code."""
    while at > start and (_is_invisible(text[at - 1]) or category(text[at - 1])[0] == "M"):
        at -= 1
    if at == start:
        return True
    sign = text[at - 1]
    if sign in _IN_ADDRESS:
        return False
    if sign in _ENDS_OF_ADDRESS:
        before = len(text[start:at].rstrip(sign)) + start
        is_run = at - before > 1 and sign != "_"
        return is_run or before == start or not text[before - 1].isalnum()
    return category(sign)[0] not in "LNC" or sign in "\t\u200b\ufeff"


def _is_invisible(character: str) -> bool:
    return character == "\ufe0f" or (category(character) == "Cf" and character not in "\u200b\ufeff")


def _linked(text: str, link: Span, start: int) -> Owner | None:
    """The owner that a link is, None if it is more than a name or something else than a link."""
    before = text[link.start - 1 : link.start] if link.start > start else ""
    span = link._replace(start=link.start - (before == "@"))
    if before == "!" or not text.startswith("[", link.start) or not _may_begin(text, span.start, start):
        return None
    if match := _WIKILINK.fullmatch(text, *link):
        name, alias = match["name"].strip(), (match["alias"] or "").strip()
        if before == "@" or match["at"]:
            fits = not alias or is_name(alias.removeprefix("@"))
            form = "@[[{}]]" if before == "@" else "[[@{}]]"
        else:
            name, fits, form = alias[1:], alias.startswith("@"), "@{}"
    elif match := _LINK.match(text, *link):
        name, fits, form = match["name"].strip(), bool(match["at"]) or before == "@", "@{}"
    else:
        return None
    return Owner(name, span, form=form) if fits and is_name(name) else None


def _owner_at(text: str, sign: Span, limit: int, people: Known) -> Owner | None:
    """The owner whose `@` stands there; None if it is part of a path or an address."""
    at, begin = sign
    words, doubt = words_of(text, begin, limit)
    if not words or _is_key(text, at, words, limit):
        return None
    names = [text[begin : word.end] for word in words[:MOST_WORDS]]

    def owner(count: int) -> Owner:
        return Owner(names[count - 1], Span(at, words[count - 1].end), form=f"{text[at:begin]}{{}}")

    def unclear(count: int) -> Owner:
        clear = owner(count)
        return replace(clear, candidates=(clear.name, *(each for each in names if each != clear.name)))

    if len(words) == 1 and (ending := _NO_NAME_END.match(text, words[0].end, limit)):
        return unclear(1) if ending[0] == "(" and is_capital(text, begin) else None
    if names[0].casefold() in _ALONE:
        return owner(1)
    known = next((count for count in range(len(names), 0, -1) if people.knows(names[count - 1])), 0)
    if doubt and doubt == known:
        return owner(known)
    if len(words) == 1:
        return unclear(1) if _is_cut(text, words[0].end, limit) else owner(1)
    run = _run_of_capitals(text, words)
    if run == len(words) or _joins_next(text, words[run:]):
        is_sure = not 0 < doubt < run and not (run == len(words) and _is_cut(text, words[-1].end, limit))
        if run == known or (is_sure and (run <= MOST_SURE or not known)):
            return owner(run)
    elif known > 1 or known == run:  # one known word before another in capitals may be half a name
        return owner(known)
    return unclear(known if known > 1 else _likely_count(text, words, run))


def _is_key(text: str, at: int, words: list[Span], limit: int) -> bool:
    """Whether what stands in brackets is a key, as in `[@tarn2020]`, rather than a name."""
    bracket = max(text.rfind(each, max(0, at - _LONGEST_KEYS), at) for each in _BRACKETS)
    if bracket < 0 or text[bracket + 1] != "@":
        return False
    closing = _BRACKETS[text[bracket]]
    if closing in text[bracket:at]:
        return False
    within = text[at + 1 : limit].partition(closing)[0]
    start = words[0].start
    return text[start] != text[start].upper() or any(each.isdigit() or each == ";" for each in within)


def _is_cut(text: str, end: int, limit: int) -> bool:
    """Whether it cannot be said if the character behind a word belongs to it."""
    return end < limit and text[end] != "\t" and category(text[end]) in {"Cn", "Co", "Cc"}


def _run_of_capitals(text: str, words: list[Span]) -> int:
    """How many of the words are surely one name: the first, and those in capitals, particles between."""
    count = 1
    for number, word in enumerate(words[:MOST_WORDS], start=1):
        if number > 1 and is_capital(text, word.start):
            count = number
        elif number > 1 and text[word.start : word.end] not in PARTICLES:
            break
    return count


def _likely_count(text: str, words: list[Span], run: int) -> int:
    """How many of the words look most like a name, if it is not clear: first and last name mostly."""
    if run == MOST_WORDS and not any(text[slice(*word)] in PARTICLES for word in words):
        return MOST_SURE
    in_one_case = not any(is_capital(text, word.start) for word in words)
    return MOST_SURE if run == 1 and len(words) == MOST_SURE and in_one_case else run


def _joins_next(text: str, words: list[Span]) -> bool:
    """Whether all that follows the name is a word such as "and" before the next `@`."""
    return (
        len(words) == 1
        and text[slice(*words[0])].casefold() in _JOINTS
        and _NEXT_AT.match(text, words[0].end) is not None
    )
