"""Ideas for tasks in invented words: each clearly another one, and each sayable in several ways."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random
from re import findall

from idea_words import (
    ADDITIONS,
    ASIDES,
    DELIVERABLES,
    DETAILS,
    EMPTY,
    FOLLOW_UPS,
    KINDS,
    MONTHS,
    NOUNS,
    REASONS,
    SAME_VERBS,
    SECOND_STEPS,
    TITLES,
    WHOM,
)
from make_vault import FIRST, HEADS, LAST, MIDDLES, TAILS, TRADES

SHORTEST, LONGEST = 80, 320
"""Characters of a task's words when it is said first."""
MOST_SHARED = 0.5
"""The share of content words that two ideas have in common at the most, of the idea that has fewer."""
TITLED, NAMED = 0.3, 0.5
"""How often the thing is a document or system with a title, and how often another thing has a name."""
OPTIONAL = ("aside", "second", "reason", "detail")
HOW_MANY = {1: 6, 2: 30, 3: 42, 4: 22}
"""How often an idea has how many of the optional parts."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an idea, empty if the idea does not have it."""

    text: str = ""
    names: frozenset[str] = frozenset()
    """The people, places, companies, days, numbers and things that it names."""
    other: str = ""
    """The same in other words, if there are any."""

    def __bool__(self) -> bool:
        """Tell whether the idea has it."""
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Idea:
    """What a task says, in parts."""

    verb: str
    other_verb: str
    """Another that means the same."""
    kind: str
    name: str
    """Of the thing; may be empty."""
    noun: str
    short: str
    """The abbreviation of the name and the noun, "" if there is none."""
    whom: Part
    aside: Part
    second: Part
    reason: Part
    detail: Part
    addition: Part
    """Said only in the wordings with parts added."""

    @property
    def text(self) -> str:
        """How it was said first."""
        main = " ".join(filter(None, (self.verb, self.thing, self.whom.text, self.in_parentheses)))
        return f"{' '.join(filter(None, (main, self.reason.text)))}{self.tail}."

    @property
    def thing(self) -> str:
        """What is to be done something with."""
        thing = " ".join(filter(None, ("the", self.kind, self.name, self.noun)))
        return f"{thing} ({self.short})" if self.short else thing

    @property
    def in_parentheses(self) -> str:
        """The aside."""
        return f"({self.aside.text})" if self.aside else ""

    @property
    def tail(self) -> str:
        """The detail and the second half, each after a comma."""
        detail = f", {self.detail.text}" if self.detail else ""
        return f"{detail}, and {self.second.text}" if self.second else detail

    @property
    def names(self) -> frozenset[str]:
        """All that it names, without the addition."""
        parts = (self.whom, self.aside, self.second, self.reason, self.detail)
        own = {self.noun, *filter(None, (self.name,))}
        return frozenset(own).union(*(part.names for part in parts))

    @property
    def content(self) -> frozenset[str]:
        """Its words without those that say nothing on their own, in lower case."""
        return frozenset(findall(r"[\w-]+", self.text.lower())) - EMPTY


class Inventor:
    """Invents ideas, no two of which share more than `MOST_SHARED` of their content words."""

    def __init__(self, rng: Random) -> None:
        """Begin with none; the same stream of random numbers gives the same ideas."""
        self._rng = rng
        self._sizes: list[int] = []
        self._ideas_with: defaultdict[str, list[int]] = defaultdict(list)
        self._slots: tuple[tuple[str, Callable[[], str]], ...] = (
            ("{name}", self.name),
            ("{person}", self.person),
            ("{company}", self.company),
            ("{number}", lambda: str(rng.randint(12, 980))),
            ("{day}", lambda: f"{rng.randint(1, 28)} {rng.choice(MONTHS)}"),
            ("{kind}", lambda: rng.choice(KINDS)),
            ("{noun}", lambda: rng.choice(NOUNS)),
        )

    def idea(self) -> Idea:
        """Invent one that is clearly different from every one before it."""
        while True:
            idea = self._any()
            if SHORTEST <= len(idea.text) <= LONGEST and self._is_new(idea.content):
                self._keep(idea.content)
                return idea

    def name(self) -> str:
        """Invent the name of a place or a project: some are common and most are rare."""
        return "".join(part[int(self._rng.random() ** 1.5 * len(part))] for part in (HEADS, MIDDLES, TAILS))

    def person(self) -> str:
        """Invent a person."""
        return f"{self._rng.choice(FIRST)} {self._rng.choice(LAST)}"

    def company(self) -> str:
        """Invent a company."""
        return f"{self.name()} {self._rng.choice(TRADES)}"

    def deliverable(self) -> Part:
        """Invent something more to ask for."""
        return self.part(DELIVERABLES)

    def part(self, templates: Sequence[str]) -> Part:
        """Fill in one of these templates."""
        return self._filled(self._rng.choice(templates))

    def sibling(self, idea: Idea) -> tuple[Idea, str]:
        """Another idea that only looks like this one, and in which manner."""
        manner = self._rng.choice(tuple(_SIBLINGS))
        other = _SIBLINGS[manner](self, idea)
        if self._rng.random() < 0.5:
            reason = self._optional("reason") if other.reason else other.reason
            detail = self._optional("detail") if other.detail else other.detail
            other = replace(other, reason=reason, detail=detail)
        is_another = other.text != idea.text and (
            not idea.short or other.short != idea.short or other.name == idea.name
        )
        return (other, manner) if is_another else self.sibling(idea)

    def another_action(self, idea: Idea) -> Idea:
        """Let another step be done with the same thing."""
        verb, other_verb = self._rng.choice([pair for pair in SAME_VERBS if pair[0] != idea.verb])
        second = self._optional("second") if idea.second else Part()
        return replace(idea, verb=verb, other_verb=other_verb, second=second)

    def another_thing(self, idea: Idea) -> Idea:
        """Let the same be done with another document, product or name."""
        if idea.name and self._rng.random() < 0.5:
            name = self.name()
            return replace(idea, name=name, short=idea.short and abbreviation(name, idea.noun))
        noun = self._rng.choice([each for each in (TITLES if idea.short else NOUNS) if each != idea.noun])
        return replace(idea, noun=noun, short=idea.short and abbreviation(idea.name, noun))

    def another_whom(self, idea: Idea) -> Idea:
        """Let it be for another person, place, number or day."""
        return replace(idea, whom=self._like(idea.whom))

    def negated(self, idea: Idea) -> Idea:
        """Let it be forbidden."""
        verb, other_verb = (f"Do not {lower(each)}" for each in (idea.verb, idea.other_verb))
        return replace(idea, verb=verb, other_verb=other_verb, second=Part())

    def follow_up(self, idea: Idea) -> Idea:
        """Let it be what comes after."""
        verb = self._rng.choice(FOLLOW_UPS)
        return replace(idea, verb=verb, other_verb=f"Later {lower(verb)}", second=Part(), aside=Part())

    def _any(self) -> Idea:
        rng = self._rng
        verb, other_verb = rng.choice(SAME_VERBS)
        is_titled = rng.random() < TITLED
        name = self.name() if is_titled or rng.random() < NAMED else ""
        noun = rng.choice(TITLES if is_titled else NOUNS)
        count = rng.choices(list(HOW_MANY), list(HOW_MANY.values()))[0]
        chosen = rng.sample(OPTIONAL, count)
        parts = {name: self._optional(name) if name in chosen else Part() for name in OPTIONAL}
        return Idea(
            verb,
            other_verb,
            rng.choice(KINDS),
            name,
            noun,
            abbreviation(name, noun) if is_titled else "",
            whom=self.part(WHOM),
            addition=self.part(ADDITIONS),
            **parts,
        )

    def _optional(self, name: str) -> Part:
        if name == "second":
            said, other = self._rng.choice(SECOND_STEPS)
            return self._filled(said, other)
        return self.part({"aside": ASIDES, "reason": REASONS, "detail": DETAILS}[name])

    def _like(self, whom: Part) -> Part:
        """Fill in the template of a part with other names."""
        text = whom.text
        for name in sorted(whom.names, key=len, reverse=True):
            slot = next(slot for slot, is_one in _KIND_OF.items() if is_one(name))
            text = text.replace(name, slot)
        return self._filled(text)

    def _filled(self, text: str, other: str = "") -> Part:
        names = set()
        for slot, word in self._slots:
            while slot in text:
                filled = word()
                text, other = text.replace(slot, filled, 1), other.replace(slot, filled, 1)
                if slot != "{kind}":
                    names.add(filled)
        return Part(text, frozenset(names), other)

    def _is_new(self, content: frozenset[str]) -> bool:
        shared: Counter[int] = Counter()
        for word in content:
            shared.update(self._ideas_with.get(word, ()))
        return all(count <= MOST_SHARED * min(len(content), self._sizes[at]) for at, count in shared.items())

    def _keep(self, content: frozenset[str]) -> None:
        for word in sorted(content):
            self._ideas_with[word].append(len(self._sizes))
        self._sizes.append(len(content))


_SIBLINGS: dict[str, Callable[[Inventor, Idea], Idea]] = {
    "another action": Inventor.another_action,
    "another thing": Inventor.another_thing,
    "another person, place, number or day": Inventor.another_whom,
    "negated": Inventor.negated,
    "follow-up": Inventor.follow_up,
}
_KIND_OF: dict[str, Callable[[str], bool]] = {
    "{day}": lambda name: name.rpartition(" ")[2] in MONTHS,
    "{number}": str.isdigit,
    "{person}": lambda name: name.partition(" ")[0] in FIRST,
    "{company}": lambda name: name.partition(" ")[2] in TRADES,
    "{name}": lambda name: " " not in name,
}


def abbreviation(name: str, title: str) -> str:
    """The first two letters of a name and the initials of a title."""
    return (name[:2] + "".join(word[0] for word in title.split())).upper()


def lower(text: str) -> str:
    """The text with a small first letter."""
    return text[:1].lower() + text[1:]


def upper(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]
