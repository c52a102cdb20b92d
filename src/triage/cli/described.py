"""Tasks as the objects that JSON gives."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from triage.cli.result import raw
from triage.core.people.owners import Owner
from triage.core.row import Row
from triage.core.task.dialect import HiddenField
from triage.core.task.fields import Kind, is_day
from triage.core.task.file_date import day_in_name
from triage.core.task.line import parse_line
from triage.core.task.proposal import Proposal
from triage.core.task.vocabulary import Role
from triage.session.duplicate_set import Match
from triage.session.session import Session
from triage.words.row_words import why_hidden


def row_as_json(row: Row, session: Session, *, compared: bool) -> dict[str, object]:
    """All that `triage list --json` says of a proposal; what comparing finds is null without it."""
    proposal = row.proposal
    metadata = session.metadata(proposal.note)
    in_name = day_in_name(proposal.note)
    until = session.snoozes.until(proposal)
    return {
        "ref": proposal.ref,
        "note": proposal.note,
        "line_number": proposal.place.number,
        "status": proposal.task.symbol,
        "text": proposal.words,
        "owners": [owner.name for owner in session.names.owners(proposal)],
        "due": _day(proposal, Kind.DUE),
        "scheduled": _day(proposal, Kind.SCHEDULED),
        "start": _day(proposal, Kind.START),
        "priority": proposal.priority or "none",
        "tags": list(proposal.task.labels),
        "heading": proposal.heading,
        "raw": raw(proposal.place.line),
        "note_title": metadata.title or PurePosixPath(proposal.note).stem,
        "note_date": metadata.date or (in_name.isoformat() if in_name else None),
        "type": metadata.kind or None,
        "source": metadata.source or None,
        "unseen": unseen(proposal.hidden),
        "left_out": proposal.is_left_out,
        "mine": session.names.is_mine(proposal),
        "archived": session.is_archived(proposal.note),
        "new": session.remembered.is_new(proposal),
        "snoozed": until.isoformat() if until else None,
        **_duplicates(row.key, session, compared=compared),
    }


def task_as_json(note: str, number: int, line: str, role: Role | None) -> dict[str, object]:
    """A task that says the same: where it is, and how it stands."""
    task = parse_line(line)
    return {
        "note": note,
        "line_number": number,
        "status": task.symbol if task else None,
        "role": role.value if role else None,
        "raw": raw(line),
    }


def unseen(hidden: Iterable[HiddenField]) -> list[dict[str, object]]:
    """The fields that Tasks does not see, with the reasons."""
    return [
        {"field": entry.field.kind.value, "value": entry.field.value, "reason": why_hidden(entry)}
        for entry in hidden
    ]


def owners_as_json(owners: Iterable[Owner]) -> list[dict[str, object]]:
    """Owners; if the end of a name is not clear, also its possible forms."""
    return [
        {"name": owner.name, "clear": owner.is_clear, "candidates": list(owner.candidates)}
        for owner in owners
    ]


def _duplicates(key: int, session: Session, *, compared: bool) -> dict[str, object]:
    if not compared:
        return {"duplicates": None, "keeper": None, "says_more": None, "already": None}
    duplicates, rows = session.duplicates, session.rows
    keeper = duplicates.keeper(key)
    return {
        "duplicates": [rows[other].proposal.ref for other in duplicates.open_members(key) if other != key],
        "keeper": rows[keeper.key].proposal.ref if keeper else None,
        "says_more": [rows[other].proposal.ref for other in duplicates.say_more(key)],
        "already": [
            _match(match) | {"asks_for_more": duplicates.asks_for_more(key, match)}
            for match in duplicates.matches(key)
        ],
    }


def _match(match: Match) -> dict[str, object]:
    return task_as_json(match.note, match.number, match.line, match.role)


def _day(proposal: Proposal, kind: Kind) -> str | None:
    """A date as ISO text, `invalid` for one that is no day, None for none."""
    value = proposal.value(kind)
    if not value:
        return None
    return value if is_day(value) else "invalid"
