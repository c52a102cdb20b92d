"""Terms of a filter that ask about one field of the task."""

from dataclasses import dataclass, field

from triage.core.filtering.days import Days
from triage.core.filtering.term import BY_COMPARING, BY_READING, Term
from triage.core.search_text import folded
from triage.core.subject import Subject, Trait
from triage.core.task.fields import LABEL_CHARACTERS, Kind


@dataclass(frozen=True)
class Owned(Term):
    """Whose it is."""

    names: tuple[str, ...]
    """Beginnings of words of names, folded."""
    or_mine: bool = False
    or_nobodys: bool = False
    _fits: dict[str, bool] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def cost(self) -> int:
        """Owners are read in the line."""
        return BY_READING

    @property
    def traits(self) -> frozenset[Trait]:
        """Only what `me` needs."""
        return frozenset({Trait.MINE} if self.or_mine else ())

    def matches(self, subject: Subject) -> bool:
        """Whether an owner is among those asked for."""
        owners = subject.owners
        if not owners:
            return self.or_nobodys
        return any(self._is_named(owner) for owner in owners) or (self.or_mine and subject.has(Trait.MINE))

    def _is_named(self, owner: str) -> bool:
        if (fits := self._fits.get(owner)) is None:
            name = folded(owner)
            fits = self._fits[owner] = any(begins_word(part, name) for part in self.names)
        return fits


@dataclass(frozen=True)
class Due(Term):
    """When it is due."""

    days: tuple[Days, ...]
    or_never: bool = False

    def matches(self, subject: Subject) -> bool:
        """Whether the due date is among the days."""
        due = subject.proposal.due
        if due is None:
            return self.or_never
        day = due.toordinal()
        return any(first <= day <= last for first, last in self.days)


@dataclass(frozen=True)
class Prioritised(Term):
    """How urgent it is."""

    names: frozenset[str]
    """Priorities, "" for none."""

    def matches(self, subject: Subject) -> bool:
        """Whether its priority is among them."""
        return subject.proposal.priority in self.names


@dataclass(frozen=True)
class Tagged(Term):
    """A tag of the task, or one beneath it."""

    tags: tuple[str, ...]
    """Each folded, without `#`."""
    _fits: dict[str, bool] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def cost(self) -> int:
        """Tags are read in the line."""
        return BY_READING

    def matches(self, subject: Subject) -> bool:
        """Whether it has one of them."""
        task = subject.proposal.task
        trailing = (each.value for each in task.fields if each.kind is Kind.TAG)
        if any(map(self._is_asked_for, trailing)):
            return True
        # to read the tags between the words takes ten times as long
        return task.text.find("#", *task.described) >= 0 and any(map(self._is_asked_for, task.labels))

    def _is_asked_for(self, tag: str) -> bool:
        if (fits := self._fits.get(tag)) is None:
            label = LABEL_CHARACTERS.match(tag)  # white space may follow, which Tasks takes into the tag
            name = folded(label[0][1:]) if label else ""
            fits = self._fits[tag] = any(name == own or name.startswith(f"{own}/") for own in self.tags)
        return fits


@dataclass(frozen=True)
class Has(Term):
    """A trait."""

    trait: Trait

    @property
    def cost(self) -> int:
        """Some traits are found by comparing."""
        return BY_READING if self.trait in {Trait.MINE, Trait.OTHERS} else BY_COMPARING

    @property
    def traits(self) -> frozenset[Trait]:
        """The one."""
        return frozenset({self.trait})

    def matches(self, subject: Subject) -> bool:
        """Whether it can be said of the row."""
        return subject.has(self.trait)


def begins_word(part: str, text: str) -> bool:
    """Whether a part stands in the text where a word begins; scripts without upper case have no spaces."""
    at = text.find(part)
    while at > 0 and text[at - 1].upper() != text[at - 1]:
        at = text.find(part, at + 1)
    return at >= 0
