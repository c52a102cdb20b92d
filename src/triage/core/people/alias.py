"""Aliases: the several names of one person, as somebody said them or as people's own notes have them."""

import unicodedata

from triage.core.people.owners import MYSELF, NOBODY

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
        """Those who are nobody's alias, whatever a note says."""

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
        """Take it that a name is nobody's alias, whatever was said before."""
        self._said.pop(person, None)
        self.learn_person(person)

    def learn_person(self, person: str) -> None:
        """Take it that there is a person of that name, whom no other note can claim as an alias."""
        self._settled.add(person)
        self._learned.pop(person, None)

    def person(self, name: str) -> str:
        """The one who is meant by a name, the name itself where it is an alias of nobody."""
        while people := self._said.get(name) or self._learned.get(name):
            if len(people) > 1:
                break
            (name,) = people
        return name
