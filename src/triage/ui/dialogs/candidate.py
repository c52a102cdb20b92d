"""Who can be chosen as an owner, as a list shows it."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.content import Content

from triage.core.people.name import is_name
from triage.core.people.people import People, key_of
from triage.core.people.same_person import Fold, foldable
from triage.core.plain import plain

_MUTED = "$foreground-muted"
_ASKING = "$text-warning"
_LONGEST_ALIAS = 30
_MOST_SHOWN = 2
"""How many aliases are shown of a person with more."""


@dataclass(frozen=True, slots=True)
class OwnerCandidate:
    """One person, or a name that is typed for the first time."""

    name: str
    aliases: tuple[str, ...] = ()
    mentions: int = 0
    folds: tuple[Fold, ...] = ()
    """The names that may be this person's too."""
    is_new: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """All names by which the person is found."""
        return (self.name, *self.aliases, *(fold.short for fold in self.folds))

    def has(self, typed: str) -> bool:
        """Whether that is one of the names."""
        return key_of(typed) in map(key_of, self.names)

    def begins(self, typed: str) -> bool:
        """Whether each word typed begins a word of one of the names, in their order."""
        return any(_begins(name, typed) for name in self.names)

    def shown(self) -> Content:
        """The name, and after it how often it occurs and the other names."""
        facts = [f"×{self.mentions}"] if self.mentions else []
        if self.aliases:
            more = ["…"] if len(self.aliases) > _MOST_SHOWN else []
            aliases = [plain(alias, _LONGEST_ALIAS) for alias in self.aliases[:_MOST_SHOWN]]
            facts.append(f"also {', '.join([*aliases, *more])}")
        asked = [f"@{plain(fold.short, _LONGEST_ALIAS)} ×{fold.mentions} too?" for fold in self.folds[:1]]
        return Content.assemble(
            ("new: ", _MUTED) if self.is_new else "",
            plain(self.name, 100),
            ("  " + " · ".join(facts), _MUTED) if facts else "",
            ("  " + asked[0], _ASKING) if asked else "",
        )


def candidates(people: People, first: Iterable[str]) -> tuple[list[OwnerCandidate], list[OwnerCandidate]]:
    """Everybody once, `first` before the most frequent; and apart from them the names that may be theirs."""
    folds = foldable(people)
    person_of = {fold.short: fold.full for fold in folds}
    persons = people.persons()
    listed: dict[str, str] = {}
    for name in (*first, *persons):
        if is_name(name):
            person = people.canonical(name)
            person = person_of.get(person, person)
            listed.setdefault(key_of(person), person)
    everybody = [
        OwnerCandidate(
            name,
            tuple(persons.get(name, [name])[1:]),
            sum(map(people.mentions, persons.get(name, ()))),
            tuple(fold for fold in folds if fold.full == name),
        )
        for name in listed.values()
    ]
    return everybody, [OwnerCandidate(fold.short, mentions=fold.mentions) for fold in folds]


def _begins(name: str, typed: str) -> bool:
    words = iter(name.casefold().split())
    return all(any(word.startswith(part) for word in words) for part in typed.casefold().split())
