"""The questions with a few answers: a priority, an owner among several, a symbol, an undo of another run."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from enum import Enum, auto
from typing import NamedTuple

from triage.core.errors import OwnerUnclear, SeveralOwners
from triage.core.history.gesture import Interrupted
from triage.core.plain import plain
from triage.core.row import Grouping, Sorting
from triage.core.task.fields import Priority
from triage.core.task.settings import StatusType
from triage.core.task.vocabulary import DEFAULT_SYMBOLS, Role, Vocabulary, bad_symbol
from triage.core.verbs import REDO, UNDO
from triage.ui.dialogs.choice_dialog import Choice, ChoiceDialog
from triage.words import gesture_words, row_words
from triage.words.amount import count

_KEYS = "123456789"


def which_priority(scope: str) -> ChoiceDialog[Priority | None]:
    """Ask for a priority; `scope` says for which tasks, clean."""
    choices: list[Choice[Priority | None]] = [
        Choice(key, row_words.priority_name(priority), priority)
        for key, priority in zip(_KEYS, Priority, strict=False)
    ]
    return ChoiceDialog(f"Priority of {scope}", [*choices, Choice("0", "none", None)])


ANOTHER_DAY, WAKE = "another day", "wake"
"""The answers to `until_when` that are no day."""


class Ahead(NamedTuple):
    """A day that is told by its distance from today."""

    name: str
    day: Callable[[date], date]
    """The day that it is, seen from today."""


DAYS_AHEAD: Mapping[str, Ahead] = {
    "t": Ahead("tomorrow", lambda today: today + timedelta(days=1)),
    "w": Ahead("next week", lambda today: today + timedelta(days=7 - today.weekday())),
    "f": Ahead("in two weeks", lambda today: today + timedelta(days=14)),
    "m": Ahead("next month", lambda today: (today.replace(day=1) + timedelta(days=32)).replace(day=1)),
    "q": Ahead("in three months", lambda today: today + timedelta(days=91)),
}
"""The days that a key chooses."""


def until_when(
    today: Callable[[], date], scope: str, last: date | None, is_asleep: bool
) -> ChoiceDialog[date | str]:
    """Ask until when to snooze proposals; `last` is the day that was chosen before."""

    def choices() -> list[Choice[date | str]]:
        now = today()
        days = {key: (ahead.name, ahead.day(now)) for key, ahead in DAYS_AHEAD.items()}
        if last and last > now:
            days = {"z": ("as last time", last), **days}
        return [
            *(Choice(key, f"{name}: {_short(day)}", day) for key, (name, day) in days.items()),
            Choice("d", "another day…", ANOTHER_DAY),
            *((Choice("0", "wake it now", WAKE),) if is_asleep else ()),
        ]

    return ChoiceDialog(
        f"Snooze {scope} until",
        choices(),
        "Kept beside the vault, not in the note; it comes back by itself.",
        again=choices,
    )


def _short(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"


def which_owner(unclear: SeveralOwners | OwnerUnclear) -> ChoiceDialog[str]:
    """Ask which of several owners is meant, or how far the one name goes."""
    several = isinstance(unclear, SeveralOwners)
    names = unclear.names if isinstance(unclear, SeveralOwners) else unclear.candidates
    title = "Which owner?" if several else "How far does the name go?"
    return ChoiceDialog(
        title,
        [Choice(key, f"@{plain(name, 100)}", name) for key, name in zip(_KEYS, names, strict=False)],
    )


def which_rejected(vocabulary: Vocabulary) -> ChoiceDialog[str]:
    """Ask for the symbol that rejecting writes in a vault whose Tasks settings have no cancelled status."""
    usual = DEFAULT_SYMBOLS[Role.REJECTED]
    choices = [Choice("-", f"[{usual}] anyway: Tasks will read it as a task to do", usual)]
    statuses = (
        status
        for status in vocabulary.settings.statuses
        if status.type is not StatusType.TODO and not bad_symbol(status.symbol, Role.REJECTED)
    )
    choices += [
        Choice(key, f"[{plain(status.symbol, 5)}] {plain(status.name, 40)} ({status.type})", status.symbol)
        for key, status in zip(_KEYS, statuses, strict=False)
    ]
    return ChoiceDialog(
        "What does rejected look like here?",
        choices,
        "This vault's Tasks settings have no cancelled status. The answer holds until you leave; "
        "`symbols: {rejected: …}` in the config keeps it.",
    )


def really_undo(gesture: str, sample: str, is_redo: bool = False) -> ChoiceDialog[bool]:
    """Ask whether to undo or redo a gesture of an earlier run; both texts must be clean."""
    verb = (REDO if is_redo else UNDO).imperative
    return ChoiceDialog(
        f"{verb} what an earlier run did?",
        [Choice("n", "leave it as it is", False), Choice("y", f"{verb.lower()}: {gesture}", True)],
        sample,
    )


class CutOff(Enum):
    """What to do about a gesture that was cut off."""

    NOT_NOW = auto()
    GO_ON = auto()
    UNDO = auto()
    LEAVE = auto()


def what_of_cut_off(interrupted: Interrupted) -> ChoiceDialog[CutOff]:
    """Ask whether to go on with a gesture that was cut off, to undo its lines, or to leave it as it is."""
    done = len(interrupted.done)
    verb = gesture_words.imperative(interrupted.gesture.verb)
    others = count(interrupted.lines_left, "line")
    choices = [
        Choice("n", "not now; the next start asks again", CutOff.NOT_NOW),
        Choice("y", f"go on: {verb} the other {others}", CutOff.GO_ON),
    ]
    if done:
        choices.append(Choice("u", f"undo the {count(done, 'line')}", CutOff.UNDO))
    choices.append(Choice("l", "leave it as it is, and do not ask again", CutOff.LEAVE))
    return ChoiceDialog(
        f"{gesture_words.cut_off(interrupted)}.",
        choices,
        "What was decided since stays; undo covers all of it as one action.",
    )


def who_are_you(names: Sequence[str]) -> ChoiceDialog[str]:
    """Ask which of the most frequent names is the user's."""
    known = [Choice(key, plain(name, 60), name) for key, name in zip(_KEYS, names, strict=False)]
    return ChoiceDialog(
        "Which of these is you?",
        [*known, Choice("0", "none of them; do not ask again", "")],
        "No proposal is @Myself. The config keeps the answer as `mine`, so that this view and `m` know you.",
    )


_GROUPINGS = {
    Grouping.NOTE: ("n", "note"),
    Grouping.OWNER: ("o", "owner"),
    Grouping.DUE: ("d", "due date"),
    Grouping.FOLDER: ("f", "folder"),
    Grouping.SET: ("c", "set: proposals that say the same"),
}
_SORTINGS = {
    Sorting.PLACE: ("n", "newest note first, then as the note has them"),
    Sorting.DUE: ("d", "due date"),
    Sorting.PRIORITY: ("p", "priority"),
    Sorting.OWNER: ("o", "owner"),
    Sorting.WORDS: ("w", "words"),
}


def which_grouping(now: Grouping) -> ChoiceDialog[Grouping]:
    """Ask how to group the rows."""
    choices = [Choice(key, _now(text, by is now), by) for by, (key, text) in _GROUPINGS.items()]
    return ChoiceDialog("Group by", choices)


def which_sorting(now: Sorting) -> ChoiceDialog[Sorting]:
    """Ask in which order the rows of a group stand."""
    choices = [Choice(key, _now(text, by is now), by) for by, (key, text) in _SORTINGS.items()]
    return ChoiceDialog("Sort within the groups by", choices)


def _now(text: str, is_so: bool) -> str:
    return f"{text}  (now)" if is_so else text
