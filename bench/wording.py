"""The wordings of an idea, in the manners in which real tasks repeat each other."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from random import Random

from idea_words import SAME_KINDS
from invented_idea import OPTIONAL, Idea, Part, lower, upper
from make_vault import FIRST, LAST, phrases

FRAMES = phrases("""
    Please | Remember to | Also | We need to | Let us | Make time to | Arrange to | Follow up and |
    Work with the others to | Go ahead and | Coordinate within the team to | Take the time to""")
"""What may stand before a task that begins with its verb, without changing it."""
CLOSINGS = phrases("""
    , as discussed | , and let the others know | , then report back | , and add it to the minutes |
    , if at all possible | , and say when it is done | , as usual""")
"""What may stand behind it."""
CONNECTORS = {
    "so that": "in order that",
    "because": "given that",
    "since": "because",
    "as soon as": "once",
    "to ": "in order to ",
    "while": "as long as",
}
"""How a reason may begin instead."""
_PERSON = re.compile(rf"\b({'|'.join(FIRST)}) (?:{'|'.join(LAST)})\b")


class Manner(StrEnum):
    """How a wording differs from the one that came first."""

    FIRST = ""
    REWORDED = "reworded"
    SHORTENED = "shortened"
    ADDED = "parts added"
    EDITED = "lightly edited"
    SAME = "word for word"


_OFTEN = {Manner.REWORDED: 35, Manner.SHORTENED: 30, Manner.ADDED: 20, Manner.EDITED: 15}


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to say an idea."""

    text: str
    names: frozenset[str]
    """The people, places, companies, days, numbers and things that it names."""
    manner: Manner

    @property
    def fullness(self) -> tuple[int, int]:
        """By which the wordings of one idea are compared: how much they name, then how long they are."""
        return len(self.names), len(self.text)


def first(idea: Idea) -> Wording:
    """An idea as it was said first."""
    return Wording(idea.text, idea.names, Manner.FIRST)


def said_otherwise(idea: Idea, rng: Random) -> Wording:
    """The same idea, in any manner but word for word."""
    while True:
        manner = rng.choices(list(_OFTEN), list(_OFTEN.values()))[0]
        said = _SAID[manner](idea, rng)
        if said.text != idea.text:
            return said


def reworded(idea: Idea, rng: Random) -> Wording:
    """Say it with another verb, in another frame or order, perhaps without one of the lesser parts."""
    other = replace(idea, verb=idea.other_verb)
    if (parts := _lesser_parts(idea)) and rng.random() < 0.3:
        other = _without(other, [rng.choice(parts)])
    names = other.names
    if rng.random() < 0.8:
        other = replace(other, kind=SAME_KINDS.get(idea.kind, idea.kind))
    if rng.random() < 0.8 and other.second:
        other = replace(other, second=replace(other.second, text=other.second.other))
    if rng.random() < 0.8:
        other = replace(other, reason=_begun_otherwise(other.reason))
    text = _ordered(other, rng)
    if rng.random() < 0.3:
        text += rng.choice(CLOSINGS)
    return Wording(f"{text}.", names, Manner.REWORDED)


def shortened(idea: Idea, rng: Random) -> Wording:
    """Say it without some of its asides, reasons and second halves, by first names and abbreviations."""
    held = _lesser_parts(idea)
    other = _without(idea, [name for name in held if rng.random() < 0.75] or held[:1])
    names = other.names
    if rng.random() < 0.4:
        other = replace(other, verb=idea.other_verb)
    text = f"{_ordered(other, rng)}." if rng.random() < 0.4 else other.text
    if len(text) >= len(idea.text):
        text = other.text
    if idea.short:
        text = text.replace(other.thing, f"the {idea.short}")
    text = _PERSON.sub(r"\1", text)
    return Wording(text.removesuffix(".") if rng.random() < 0.4 else text, names, Manner.SHORTENED)


def with_added(idea: Idea, rng: Random) -> Wording:
    """Say it with a person to work with, a deadline or another detail."""
    addition = idea.addition
    whom = replace(idea.whom, text=f"{idea.whom.text} {addition.text}")
    verb = idea.other_verb if rng.random() < 0.4 else idea.verb
    other = replace(idea, whom=whom, verb=verb)
    text = f"{_ordered(other, rng)}." if rng.random() < 0.4 else other.text
    return Wording(text, idea.names | addition.names, Manner.ADDED)


def lightly_edited(idea: Idea, rng: Random) -> Wording:
    """Say it with a slip, a plural or other punctuation."""
    text = idea.text
    for edit in rng.sample(_EDITS, rng.choice((1, 1, 2))):
        text = edit(idea, text, rng)
    return Wording(text, idea.names, Manner.EDITED)


def _lesser_parts(idea: Idea) -> list[str]:
    """The optional parts that an idea has."""
    return [name for name in OPTIONAL if getattr(idea, name)]


def _without(idea: Idea, dropped: Sequence[str]) -> Idea:
    return replace(
        idea,
        aside=Part() if "aside" in dropped else idea.aside,
        second=Part() if "second" in dropped else idea.second,
        reason=Part() if "reason" in dropped else idea.reason,
        detail=Part() if "detail" in dropped else idea.detail,
    )


def _begun_otherwise(reason: Part) -> Part:
    for begin, other in CONNECTORS.items():
        if reason.text.startswith(begin):
            return replace(reason, text=other + reason.text.removeprefix(begin))
    return reason


def _ordered(idea: Idea, rng: Random) -> str:
    """The parts in an order of their own, without the full stop."""
    verb, thing, whom, aside, reason = (
        idea.verb,
        idea.thing,
        idea.whom.text,
        idea.in_parentheses,
        idea.reason.text,
    )
    if idea.name and not idea.short and rng.random() < 0.4:
        thing = f"the {idea.kind} {idea.noun} of {idea.name}"
    chance = rng.random()
    if chance < 0.3 and reason:
        return f"{upper(reason)}, {_joined(lower(verb), thing, whom, aside)}{idea.tail}"
    if chance < 0.5:
        return f"{upper(whom)}, {_joined(lower(verb), thing, aside, reason)}{idea.tail}"
    text = f"{_joined(verb, thing, aside, whom, reason)}{idea.tail}"
    if chance < 0.65 and idea.second:
        return f"{upper(idea.second.text)}; first, {lower(text).removesuffix(f', and {idea.second.text}')}"
    return f"{rng.choice(FRAMES)} {lower(text)}" if chance < 0.9 else text


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))


def _slip(_: Idea, text: str, rng: Random) -> str:
    """Two letters of a long word change places."""
    words = [word for word in re.findall(r"\b[a-z]{6,}\b", text) if word[2] != word[3]]
    if not words:
        return text
    word = rng.choice(words)
    return text.replace(word, f"{word[:2]}{word[3]}{word[2]}{word[4:]}", 1)


def _in_plural(idea: Idea, text: str, _: Random) -> str:
    return text.replace(idea.noun, plural(idea.noun), 1) if not idea.short else text


def _otherwise_punctuated(_: Idea, text: str, rng: Random) -> str:
    old, new = rng.choice(((".", ""), (", ", "; "), (", ", " – "), (" and ", " & "), (".", "!")))
    if old == ".":
        return text.removesuffix(".") + new
    return text.replace(old, new, 1)


_EDITS: tuple[Callable[[Idea, str, Random], str], ...] = (_slip, _in_plural, _otherwise_punctuated)
_SAID: dict[Manner, Callable[[Idea, Random], Wording]] = {
    Manner.REWORDED: reworded,
    Manner.SHORTENED: shortened,
    Manner.ADDED: with_added,
    Manner.EDITED: lightly_edited,
}


def plural(noun: str) -> str:
    """Several of a thing."""
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"
