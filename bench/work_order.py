"""In which order a labelled vault is decided, and by which keys."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from label import Class, Label, Wanted

VIEWS = ("all", "mine", "others", "overdue", "duplicates", "already", "new", "archive", "snoozed")
"""The views by name, in the order of their numbers."""


class Going(StrEnum):
    """How the person goes about what is others'."""

    GROUP = "group"
    """Grouped by owner: mark the group, accept it."""
    FILTER = "filter"
    """Filtered by one owner after the other: mark all, accept them."""
    AT_ONCE = "at-once"


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys that the person knows."""

    mark_all: str = "*"
    mark_group: str = "N"
    group_by_owner: tuple[str, ...] = ("L", "o")
    duplicate: str = "="
    reject: str = "x"
    accept: str = "a"
    keep_best: str = "b"
    go_on: str = "y"
    """In the screen that shows what a verb over many is going to do."""
    filter: str = "/"
    filtered: str = "enter"
    clear: str = "escape"
    """Ends a filter; without one, it takes the marks away."""
    undo: str = "u"

    def view(self, name: str) -> str:
        """The number of a view."""
        return str(1 + VIEWS.index(name))


@dataclass(frozen=True, slots=True)
class Step:
    """One gesture over many rows."""

    name: str
    before: tuple[str, ...]
    """The keys that mark them."""
    verb: str
    labels: tuple[Label, ...]
    """What it is to decide."""
    after: tuple[str, ...] = ()
    written_owner: str = ""
    """Whose rows it decides, as their lines name the owner, if the cursor must be on one of them."""

    def takes(self, label: Label) -> bool:
        """Whether it is the step to begin on this row."""
        return label.written_owner == self.written_owner

    def keys(self, go_on: str, bulk_limit: int) -> tuple[str, ...]:
        """All of its keys, where a verb over more rows than the limit asks."""
        asked = (go_on,) if len(self.labels) > bulk_limit else ()
        return (*self.before, self.verb, *asked, *self.after)


@dataclass(frozen=True, slots=True)
class Order:
    """The order of the work: in bulk what can be decided in bulk, then one by one what is left."""

    steps: tuple[Step, ...]
    to_others: tuple[str, ...]
    """The keys between what is decided whoever owns it and what is others'."""
    others: tuple[Step, ...]
    """In any order."""
    to_rest: tuple[str, ...]
    one_by_one: tuple[Label, ...]

    @property
    def is_by_cursor(self) -> bool:
        """Whether the row under the cursor says which of the steps for others is next."""
        return any(step.written_owner for step in self.others)

    @classmethod
    def of(cls, labels: Sequence[Label], keys: Keys, manner: Going = Going.GROUP) -> "Order":
        """Plan the work: done elsewhere, archive, duplicates, the others, and the rest one by one."""
        by_class = {kind: tuple(label for label in labels if label.kind is kind) for kind in Class}
        steps = (
            Step(name, (keys.view(view), keys.mark_all), verb, by_class[kind])
            for name, view, verb, kind in (
                ("done elsewhere", "already", keys.duplicate, Class.DONE_ELSEWHERE),
                ("archive", "archive", keys.reject, Class.ARCHIVED),
                ("duplicates", "duplicates", keys.keep_best, Class.DUPLICATE),
            )
        )
        others = tuple(label for label in labels if label.is_someone_elses)
        return cls(
            tuple(step for step in steps if step.labels),
            (keys.view("others"), *(keys.group_by_owner if manner is Going.GROUP else ())) if others else (),
            _others(others, keys, manner),
            (keys.view("all"),),
            by_class[Class.MINE],
        )

    def count(self, keys: Keys, bulk_limit: int) -> Counter[str]:
        """How often each key is going to be pressed, where every proposal is found where it belongs."""
        counted: Counter[str] = Counter()
        for step in (*self.steps, *(step for step in self.others if step.labels)):
            counted.update(step.keys(keys.go_on, bulk_limit))
        counted.update((*self.to_others, *self.to_rest))
        counted.update(verb_of(label, keys) for label in self.one_by_one)
        return counted


def _others(labels: Sequence[Label], keys: Keys, manner: Going) -> tuple[Step, ...]:
    """A step for every owner, also for those of whom nothing should be left."""
    own = tuple(label for label in labels if label.kind is Class.OTHERS)
    match manner:
        case Going.GROUP:
            named = {label.written_owner for label in labels}
            return tuple(
                Step(
                    name,
                    (keys.mark_group,),
                    keys.accept,
                    tuple(label for label in own if label.written_owner == name),
                    written_owner=name,
                )
                for name in sorted(named)
            )
        case Going.FILTER:
            return tuple(
                Step(
                    name,
                    (keys.filter, *text, keys.filtered, keys.mark_all),
                    keys.accept,
                    tuple(label for label in own if label.owner == name),
                    (keys.clear,),
                )
                for name, text in shortest_filters({label.owner for label in labels}).items()
            )
        case Going.AT_ONCE:
            return (Step("others", (keys.mark_all,), keys.accept, own),) if labels else ()
    assert_never(manner)


def shortest_filters(owners: Iterable[str]) -> dict[str, str]:
    """For each person the shortest `@…` that begins no word of anybody else's name."""
    names = sorted(owners)
    filters = {}
    for name in names:
        words = [word for other in names if other != name for word in other.casefold().split()]
        starts = (name[:end].casefold() for end in range(1, len(name) + 1))
        own = next((start for start in starts if not any(word.startswith(start) for word in words)), name)
        filters[name] = f"@{own}"
    return filters


def verb_of(label: Label, keys: Keys) -> str:
    """The key that does what a label wants of one row."""
    match label.wanted:
        case Wanted.ACCEPT:
            return keys.accept
        case Wanted.REJECT:
            return keys.reject
        case Wanted.DUPLICATE:
            return keys.duplicate
