"""What a person can decide about a proposal, and the line that each decision gives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, assert_never

from triage.core import verbs
from triage.core.errors import NoRejectedStatus, Refusal, Refused
from triage.core.people.people import People
from triage.core.task.change import (
    mended,
    with_field,
    with_owner,
    with_symbol,
    with_words,
    without_hidden,
    without_tags,
)
from triage.core.task.dialect import hidden_fields
from triage.core.task.fields import Kind, Priority, as_day
from triage.core.task.line import TaskLine, parse_line
from triage.core.task.settings import Settings, StatusType
from triage.core.task.vocabulary import Role, Vocabulary
from triage.core.task.whitespace import LINE_ENDS


@dataclass(frozen=True, slots=True)
class Accept:
    """The task is to be done."""

    verb = verbs.ACCEPT


@dataclass(frozen=True, slots=True)
class AcceptBy:
    """The task is to be done, by another day than it says."""

    due: date | None
    verb = verbs.ACCEPT


@dataclass(frozen=True, slots=True)
class Delegate:
    """The task is to be done, by this owner."""

    owner: str
    replacing: str = ""
    """Which owner is meant, or how far its name goes, if that is not clear."""
    verb = verbs.DELEGATE


@dataclass(frozen=True, slots=True)
class Start:
    """The task is being done."""

    verb = verbs.START


@dataclass(frozen=True, slots=True)
class Done:
    """The task has been done."""

    verb = verbs.DONE


@dataclass(frozen=True, slots=True)
class Reject:
    """The task will not be done; the journal keeps the reason, since Tasks loses fields before such text."""

    reason: str = ""
    verb = verbs.REJECT


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The task stands elsewhere already; the line is rejected, the journal says of which."""

    of: str = ""
    """The ref of the proposal, or `note.md:12` of the line, that it repeats; "" if that is not said."""
    verb = verbs.DUPLICATE


@dataclass(frozen=True, slots=True)
class Edit:
    """The words become others."""

    words: str
    verb = verbs.EDIT


@dataclass(frozen=True, slots=True)
class EditRaw:
    """The whole line becomes another."""

    line: str
    verb = verbs.EDIT


@dataclass(frozen=True, slots=True)
class Reassign:
    """The owner becomes another; "" is nobody."""

    owner: str
    replacing: str = ""
    """Which owner is meant, or how far its name goes, if that is not clear."""
    verb = verbs.REASSIGN


@dataclass(frozen=True, slots=True)
class Redate:
    """The due date becomes another, or none."""

    due: date | None
    verb = verbs.REDATE


@dataclass(frozen=True, slots=True)
class Shift:
    """The due date moves by so many days, back where they are below zero."""

    days: int
    verb = verbs.REDATE


@dataclass(frozen=True, slots=True)
class Prioritise:
    """The priority becomes another, or none."""

    priority: Priority | None
    verb = verbs.PRIORITY


@dataclass(frozen=True, slots=True)
class Mend:
    """The fields that Tasks cannot see move to where it can."""

    verb = verbs.MEND


@dataclass(frozen=True, slots=True)
class Snooze:
    """The proposal is out of sight until a day, or back in sight; its line stays as it is."""

    until: date | None
    verb = verbs.SNOOZE


_AWAKE = "awake"
_BEFORE = " after "


def sleep_of(until: date | None, before: date | None) -> str:
    """What the journal says of a snooze: until when, and until when it slept before, if it did."""
    days = [day.isoformat() if day else _AWAKE for day in (until, before)]
    return _BEFORE.join(days) if before else days[0] if until else ""


def read_sleep(said: str) -> tuple[date | None, date | None]:
    """Until when the journal lets a task sleep, and until when it slept before."""
    until, _, before = said.partition(_BEFORE)
    return as_day(until), as_day(before)


Verdict = Accept | AcceptBy | Delegate | Start | Done | Reject | Duplicate
"""What takes a proposal out of the queue."""
Change = Edit | EditRaw | Reassign | Redate | Shift | Prioritise | Mend | Snooze
"""What leaves it undecided."""
Decision = Verdict | Change

_ACCEPT: Final = Accept()

SIMPLE: Final[Mapping[str, Decision]] = {
    each.verb.name: each for each in (Accept(), Start(), Done(), Reject(), Mend())
}
"""The decisions of which nothing more has to be said, by the names of their verbs."""
OWNER_GIVEN: Final[Mapping[str, Callable[[str, str], Decision]]] = {
    Reassign.verb.name: Reassign,
    Delegate.verb.name: Delegate,
}
"""What makes a decision that is given an owner, and whom it replaces, by the name of its verb."""


def decided(
    line: TaskLine,
    decision: Decision,
    vocabulary: Vocabulary,
    people: People,
    today: date,
    acceptance: Accept | AcceptBy = _ACCEPT,
) -> str:
    """The line after a decision; the same text if there is nothing to do.

    `acceptance` is what it means today to accept this task. Raises Refused, with the reason, if the decision
    cannot be written without a guess or a loss.
    """
    after = _after(line, decision, vocabulary, people, today, acceptance)
    try:
        after.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError as error:
        raise Refused(Refusal.HALF_A_CHARACTER) from error
    return after


def _after(
    line: TaskLine,
    decision: Decision,
    vocabulary: Vocabulary,
    people: People,
    today: date,
    acceptance: Accept | AcceptBy,
) -> str:
    match decision:
        case Accept():
            return _accepted(line, acceptance, vocabulary, today).text
        case Start() | Done() | Reject() | Duplicate():
            return _with_verdict(line, decision, vocabulary, today).text
        case AcceptBy():
            return _accepted(line, decision, vocabulary, today).text
        case Delegate(owner, replacing):
            if not owner:
                raise Refused(Refusal.DELEGATED_TO_NOBODY)
            given = with_owner(line, owner, people, replacing)
            return _accepted(given, acceptance, vocabulary, today).text
        case Edit(words):
            return _still_a_task(line, with_words(line, words), vocabulary).text
        case EditRaw(text):
            return _raw(text, line, vocabulary).text
        case Reassign(owner, replacing):
            return with_owner(line, owner, people, replacing).text
        case Redate(due):
            return _with_due(line, due).text
        case Shift(days):
            return _with_due(line, _shifted(line, days)).text
        case Prioritise(priority):
            return with_field(without_hidden(line, Kind.PRIORITY), Kind.PRIORITY, priority or "").text
        case Mend():
            return mended(line).text
        case Snooze():
            return line.text
    assert_never(decision)


def detail_of(decision: Decision) -> str:
    """What the verb was given, for the journal."""
    match decision:
        case Duplicate(of):
            return of
        case Reject(reason):
            return reason
        case AcceptBy(due):
            return due.isoformat() if due else "none"
        case Shift(days):
            return f"{days:+}d"
        case Edit(text) | EditRaw(text) | Reassign(text) | Delegate(text):
            return text
        case Redate(due) | Snooze(due):
            return due.isoformat() if due else ""
        case Prioritise(priority):
            return priority or ""
        case Accept() | Start() | Done() | Mend():
            return ""
    assert_never(decision)


def with_status(line: TaskLine, symbol: str, settings: Settings, today: date) -> TaskLine:
    """The line with another status and the dates that Tasks keeps with it.

    Source: obsidian-tasks 8.3.0, `Task.handleNewStatus`. Raises Refused for what is the plugin's own job.
    """
    if symbol == line.symbol:
        return line
    if len(symbol) != 1 or symbol in LINE_ENDS:
        raise Refused(Refusal.NO_STATUS, symbol=symbol)
    after = with_symbol(line, symbol)
    if not line.is_task(settings):
        return after
    old, new = settings.status(line.symbol).type, settings.status(symbol).type
    if new is StatusType.DONE and old is not StatusType.DONE:
        if line.field(Kind.RECURRENCE):
            raise Refused(Refusal.RECURS)
        if line.value(Kind.ON_COMPLETION).lower() == "delete":
            raise Refused(Refusal.DELETED_WHEN_DONE)
    for kind, meaning, adds_date in (
        (Kind.DONE, StatusType.DONE, settings.set_done_date),
        (Kind.CANCELLED, StatusType.CANCELLED, settings.set_cancelled_date),
    ):
        if new is meaning and old is not meaning and adds_date:
            after = with_field(after, kind, today.isoformat())
        elif after.field(kind) and not (new is meaning and old is meaning):
            after = with_field(after, kind, "")
    return after


def _with_due(line: TaskLine, due: date | None) -> TaskLine:
    return with_field(without_hidden(line, Kind.DUE), Kind.DUE, due.isoformat() if due else "")


def _shifted(line: TaskLine, days: int) -> date:
    """The due date so many days away from the one that the line says; raises Refused."""
    seen = (hidden.reading for hidden in hidden_fields(line) if hidden.field.kind is Kind.DUE)
    if (due := as_day(line.value(Kind.DUE) or next(seen, ""))) is None:
        raise Refused(Refusal.NO_DUE_DATE)
    try:
        return due + timedelta(days=days)
    except OverflowError as error:
        raise Refused(Refusal.NO_SUCH_DAY) from error


def _accepted(line: TaskLine, acceptance: Accept | AcceptBy, vocabulary: Vocabulary, today: date) -> TaskLine:
    if isinstance(acceptance, AcceptBy):
        line = _with_due(line, acceptance.due)
    return _with_verdict(line, acceptance, vocabulary, today)


def _with_verdict(line: TaskLine, verdict: Verdict, vocabulary: Vocabulary, today: date) -> TaskLine:
    role = verdict.verb.role
    assert role, "every verdict gives a role"
    if role is Role.REJECTED and vocabulary.reject_is_a_guess:
        raise NoRejectedStatus(vocabulary.symbol(Role.REJECTED))
    symbol = vocabulary.symbol(role)
    if rival := vocabulary.rival(role):
        raise Refused(Refusal.SHARED_SYMBOL, symbol=symbol, role=role, rival=rival)
    after = with_status(line, symbol, vocabulary.settings, today)
    return without_tags(after, vocabulary.drop_tags.get(verdict.verb.name, ()))


def _raw(text: str, before: TaskLine, vocabulary: Vocabulary) -> TaskLine:
    if any(end in text for end in LINE_ENDS):
        raise Refused(Refusal.LINE_BREAK)
    tail = before.text[len(shown_line(before.text)) :]
    after = parse_line(text + tail, before.format)
    if after is None:
        raise Refused(Refusal.NO_TASK)
    return _still_a_task(before, after, vocabulary)


def shown_line(text: str) -> str:
    r"""The part of a line that can be edited as one: all before a `\r` or another line end."""
    return text[: min((text.index(end) for end in LINE_ENDS if end in text), default=len(text))]


def _still_a_task(before: TaskLine, after: TaskLine, vocabulary: Vocabulary) -> TaskLine:
    if before.is_task(vocabulary.settings) and not after.is_task(vocabulary.settings):
        raise Refused(Refusal.FILTER_MISSING, filter=vocabulary.settings.global_filter)
    return after
