"""How a row is said: its verdict, its due date, its note. Everything it returns is clean."""

from collections.abc import Mapping

from triage.core.plain import plain
from triage.core.row import Row
from triage.core.task.dialect import Cause, HiddenField
from triage.core.task.edit import Result
from triage.core.task.fields import PRIORITY_EMOJI, SIGNIFIERS, Kind, Priority
from triage.core.task.proposal import Proposal
from triage.core.task.vocabulary import Role

VERDICTS: Mapping[Role, str] = {
    Role.ACCEPTED: "accepted",
    Role.STARTED: "started",
    Role.DONE: "done",
    Role.REJECTED: "rejected",
}


MATCHED: Mapping[Role | None, str] = {
    Role.ACCEPTED: "open",
    Role.STARTED: "started",
    Role.DONE: "done",
    Role.REJECTED: "rejected",
    None: "decided",
}
"""How a task stands that says the same elsewhere."""


_TROUBLE: Mapping[Result, str] = {
    Result.SAVED: "",
    Result.GONE: "changed",
    Result.AMBIGUOUS: "changed",
    Result.FAILED: "not saved",
    Result.BUSY: "busy",
    Result.UNCONFIRMED: "",
}


GLYPHS: Mapping[Role, str] = {Role.ACCEPTED: "✓", Role.STARTED: "▸", Role.DONE: "✔", Role.REJECTED: "✗"}


def priority_sign(name: str) -> str:
    """The emoji of a priority, "" for none."""
    return next((sign for sign, priority in PRIORITY_EMOJI.items() if priority == name), "")


def priority_name(priority: Priority | None) -> str:
    """A priority with its sign."""
    return f"{priority_sign(priority)} {priority}" if priority else "none"


def verdict(row: Row) -> str:
    """How a row was decided, "" while it is open."""
    if row.is_gone:
        return "gone"
    if row.verdict:
        return VERDICTS[row.verdict]
    return "" if row.is_open else "decided"


def verdict_in_full(row: Row) -> str:
    """How a row was decided, and whether that was done elsewhere."""
    return f"{verdict(row)} elsewhere" if row.is_decided_elsewhere else verdict(row)


def glyph(row: Row) -> str:
    """One cell saying how a row stands."""
    if row.failure:
        return "!"
    if row.is_gone:
        return "∅"
    return GLYPHS.get(row.verdict, "·") if not row.is_open and row.verdict else " " if row.is_open else "·"


def trouble(row: Row) -> str:
    """The outcome of the last verb on a row in at most nine cells, "" if it was simply saved."""
    if row.outcome is None or row.is_gone:
        return ""
    return f"{verdict(row)}?" if row.outcome.is_saved else _TROUBLE[row.outcome.result]


def note_title(note: str) -> str:
    """A note's name without its folder and ending."""
    return plain(note.rpartition("/")[2].removesuffix(".md"), 200)


def note_folder(note: str) -> str:
    """The folder that a note is in, "" at the vault's root."""
    return plain(note.rpartition("/")[0], 200)


def why_hidden(hidden: HiddenField) -> str:
    """Why Tasks does not see a field."""
    sign = f"{SIGNIFIERS[hidden.field.kind][0]} " if hidden.field.kind is not Kind.PRIORITY else ""
    name = f"{sign}{hidden.field.kind} {plain(hidden.field.value, 40)}".strip()
    match hidden.cause:
        case Cause.FOLLOWED:
            return f"Tasks does not see {name}: “{plain(hidden.follower, 40)}” stands behind it"
        case Cause.GARBLED:
            return f"Tasks does not see {name}: its sign is double-encoded"
        case Cause.OTHER_FORMAT:
            return f"Tasks does not see {name}: this vault uses the other format"
        case Cause.MALFORMED:
            return f"Tasks does not read {name}: dates are written 2026-01-31"


def missing_tags(proposal: Proposal) -> str:
    """The queue tags that a proposal lacks, clean."""
    return plain(" and ".join(proposal.missing_tags), 100)
