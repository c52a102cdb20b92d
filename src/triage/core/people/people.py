"""People: everyone who is known by name, each under one name however many they are met by."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from triage.core.people.name import is_name
from triage.core.people.owners import MYSELF, NOBODY, Known

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("’‘‛ʼʻ´`′＇", "'"),
        **dict.fromkeys("\u2010\u2011\ufe63\uff0d", "-"),
        **dict.fromkeys("\t\u00a0\u1680\u2007\u202f\u205f\u3000\ufeff", " "),
        **dict.fromkeys(map(chr, range(0x2000, 0x200B)), " "),
        **dict.fromkeys("\u00ad\u2060", None),
    }
)
"""Characters that look alike, and those that are not seen."""


def key_of(name: str) -> str:
    """What is the same for all ways of writing a name that only differ in case, encoding or kind of space."""
    plain = name if name.isascii() else unicodedata.normalize("NFC", name).translate(_ALIKE)
    return plain.casefold() if "  " not in plain else " ".join(plain.casefold().split())


class Aliases:
    """Who is meant by a name: what was said goes over what was learned, and a name of two is neither's.

    Names go in and come out as their keys.
    """

    def __init__(self) -> None:
        self._said: dict[str, set[str]] = {}
        self._learned: dict[str, set[str]] = {}
        self._settled = {MYSELF.casefold(), NOBODY.casefold()}
        """Those who are the alias of nobody, whatever a note says."""

    def say(self, person: str, alias: str) -> None:
        """Take it that a name means a person; one that leads in a circle is passed over."""
        self._learned.pop(person, None)
        if self.person(person) != alias:
            self._said.setdefault(alias, set()).add(person)
            self._settled.add(person)

    def learn(self, person: str, alias: str) -> None:
        """Take it from a person's note that a name means the person, unless it was said otherwise."""
        if alias not in self._settled and self.person(person) != alias:
            self._learned.setdefault(alias, set()).add(person)

    def part(self, person: str) -> None:
        """Take it that a name is the alias of nobody, whatever was said before."""
        self._said.pop(person, None)
        self.learn_person(person)

    def learn_person(self, person: str) -> None:
        """Take it that there is a person of that name, whom no other note can claim as an alias."""
        self._settled.add(person)
        self._learned.pop(person, None)

    def person(self, name: str) -> str:
        """The one who is meant by a name, the name itself if it is an alias of nobody."""
        while people := self._said.get(name) or self._learned.get(name):
            if len(people) > 1:
                break
            (name,) = people
        return name


class People:
    """The names known so far, with how often each was met, and whose names they are."""

    def __init__(self, aliases: Mapping[str, Iterable[str]] | None = None, mine: Sequence[str] = ()) -> None:
        """Begin with the aliases that were said, by the name that is written, and the names that mean me."""
        self._aliases = Aliases()
        self._mine: frozenset[str] = frozenset()
        self._names: dict[str, str] = {}
        """How each name is written, by its key."""
        self._mentions: Counter[str] = Counter()
        self._spellings: Counter[str] = Counter()
        """How often a name was written so."""
        self._settled: set[str] = set()
        """The names that are written as they were said, however else they are met."""
        self.call_me(mine)
        for person, others in (aliases or {}).items():
            for name in (person, *others):
                self.fold(person, name)

    def add(self, name: str) -> None:
        """Count one mention of a person; what is no name is passed over."""
        if is_name(name):
            key = key_of(name)
            self._mentions[key] += 1
            self._spellings[name] += 1
            written = self._names.setdefault(key, name)
            if self._spellings[name] > self._spellings[written] and key not in self._settled:
                self._names[key] = name

    def learn(self, name: str, aliases: Iterable[str] = ()) -> None:
        """Know a person from a note about them, which is no mention; what is no name is passed over."""
        names = [each for each in (name, *aliases) if is_name(each)]
        for each in names:
            self._names.setdefault(key_of(each), each)
        if names:
            person, *others = map(key_of, names)
            self._aliases.learn_person(person)
            for other in others:
                self._aliases.learn(person, other)

    def fold(self, person: str, name: str) -> None:
        """Take it, as the config says it, that a name is another name of a person."""
        if is_name(person) and is_name(name):
            key, other = key_of(person), key_of(name)
            self._names[key] = person
            self._settled.add(key)
            self._names.setdefault(other, name)
            if key != other:
                self._aliases.say(key, other)

    def call_me(self, names: Sequence[str]) -> None:
        """Take it that these names mean me, the first of them the one that is written."""
        self._mine = frozenset(map(key_of, names))
        for name in names:
            self._aliases.part(key_of(name))
        for name in names:
            self.fold(names[0], name)

    def forget_mentions(self) -> None:
        """Count from nothing again, as before the vault is read anew; everybody stays known."""
        self._mentions.clear()
        self._spellings.clear()

    def knows(self, name: str) -> bool:
        """Whether a person of that name is known, upper and lower case aside."""
        return key_of(name) in self._names

    def canonical(self, name: str) -> str:
        """The one name under which the person of that name is shown; the name itself if none is known."""
        return self._names.get(self._aliases.person(key_of(name)), name)

    def is_same(self, one: str, other: str) -> bool:
        """Whether both are names of one person."""
        return self._aliases.person(key_of(one)) == self._aliases.person(key_of(other))

    def is_mine(self, name: str) -> bool:
        """Whether the name is one of those that mean me, or another name of one of them."""
        person = self._aliases.person(key_of(name))
        return any(self._aliases.person(own) == person for own in self._mine)

    def mentions(self, name: str) -> int:
        """How often one name was met, the person's other names aside."""
        return self._mentions[key_of(name)]

    def persons(self) -> dict[str, list[str]]:
        """Everybody under one name, the most often met first, with all names of each, that one first."""
        names: dict[str, list[str]] = {}
        met: Counter[str] = Counter()
        for key in self._names:
            person = self._aliases.person(key)
            names.setdefault(person, [person]).extend([key] if key != person else [])
            met[person] += self._mentions[key]
        return {
            self._names[person]: [self._names[key] for key in [person, *self._by_mentions(names[person][1:])]]
            for person in sorted(names, key=lambda person: (-met[person], person))
        }

    def by_mentions(self) -> list[str]:
        """Everybody under one name, the most often met first."""
        return list(self.persons())

    def with_name(self, name: str) -> Known:
        """These people and one name more, for as long as they are asked."""
        return _OneMore(self, key_of(name))

    def _by_mentions(self, keys: Iterable[str]) -> list[str]:
        return sorted(keys, key=lambda key: (-self._mentions[key], key))


@dataclass(frozen=True, slots=True)
class _OneMore:
    """People, and one name that they do not have."""

    people: People
    key: str

    def knows(self, name: str) -> bool:
        """Whether it is that name, or the people know it."""
        return key_of(name) == self.key or self.people.knows(name)
