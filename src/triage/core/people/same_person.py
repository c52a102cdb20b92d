"""Folds: two names that may be one person's, to be confirmed by somebody who knows."""

from collections import defaultdict
from dataclasses import dataclass

from triage.core.people.owners import MYSELF, NOBODY
from triage.core.people.people import People
from triage.core.people.spelling import is_initial, name_words, short_forms

_NOBODYS = frozenset({MYSELF.casefold(), NOBODY.casefold()})


@dataclass(frozen=True, slots=True)
class Fold:
    """One name that fits one known person, and nobody else."""

    short: str
    """The name that would be shown no more."""
    full: str
    """The name under which both would be shown."""
    mentions: int
    """How often the short one was met."""


def foldable(people: People) -> tuple[Fold, ...]:
    """First names, names with initials and names with other diacritics that fit exactly one other person.

    The most often met come first. Names that mean me are nobody else's, nor are those with aliases.
    """
    persons = people.persons()
    free = [
        name
        for name, names in persons.items()
        if len(names) == 1 and not people.is_mine(name) and name.casefold() not in _NOBODYS
    ]
    folds = {fold.short: fold for fold in _other_diacritics(free, people)}
    by_form: defaultdict[str, list[str]] = defaultdict(list)
    for person, names in persons.items():
        if person not in folds:
            for form in {form for name in names for form in short_forms(name)}:
                by_form[form].append(person)
    for name in sorted(free, key=len, reverse=True):  # where `Ada Q.` is Ada Quill, `Ada` fits only one
        form = " ".join(name_words(name))
        fitting = [person for person in by_form[form] if person != name and person not in folds]
        if name not in folds and len(fitting) == 1:
            short, full = _ordered(name, fitting[0], people)
            if short not in folds and short in free:
                folds[short] = Fold(short, full, people.mentions(short))
    return tuple(sorted(folds.values(), key=lambda fold: (-fold.mentions, fold.short)))


def _other_diacritics(names: list[str], people: People) -> list[Fold]:
    """The names that have the letters of one that is met more often."""
    first: dict[str, str] = {}
    folds = []
    for name in names:
        full = first.setdefault(" ".join(name_words(name)), name)
        if full != name:
            folds.append(Fold(name, full, people.mentions(name)))
    return folds


def _ordered(name: str, longer: str, people: People) -> tuple[str, str]:
    """Both names, the one to be shown last: of two whole names it is the one that is met more often."""
    is_whole = sum(not is_initial(word) for word in name_words(name)) > 1
    more_often = people.mentions(name) > people.mentions(longer)
    return (longer, name) if is_whole and more_often else (name, longer)
