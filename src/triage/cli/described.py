"""Tasks as the objects that JSON gives."""

from collections.abc import Iterable

from triage.cli.result import raw
from triage.core.dialect import HiddenField
from triage.core.fields import DATES, Kind
from triage.core.file_date import day_in_name
from triage.core.owners import Owner
from triage.core.proposal import Proposal
from triage.core.fields import as_day
from triage.session.session import Session
from triage.ui.words import note_title, why_hidden


def proposal_as_json(proposal: Proposal, session: Session) -> dict[str, object]:
    """All that `triage list --json` says of a proposal."""
    metadata = session.metadata(proposal.note)
    in_name = day_in_name(proposal.note)
    return {
        "ref": proposal.ref,
        "note": proposal.note,
        "line_number": proposal.place.number,
        "status": proposal.task.symbol,
        "text": proposal.words,
        "owners": [owner.name for owner in session.owners(proposal)],
        "due": _day(proposal, Kind.DUE),
        "scheduled": _day(proposal, Kind.SCHEDULED),
        "start": _day(proposal, Kind.START),
        "priority": proposal.priority or "none",
        "tags": list(proposal.task.tags),
        "heading": proposal.heading,
        "raw": raw(proposal.place.line),
        "note_title": metadata.title or _stem(proposal.note),
        "note_date": metadata.date or (in_name.isoformat() if in_name else None),
        "unseen": unseen(proposal.hidden),
        "left_out": proposal.is_left_out,
        "mine": session.is_mine(proposal),
    }


def unseen(hidden: Iterable[HiddenField]) -> list[dict[str, object]]:
    """The fields that Tasks does not see, with the reasons."""
    return [
        {"field": entry.field.kind.value, "value": entry.field.value, "reason": why_hidden(entry)}
        for entry in hidden
    ]


def owners_as_json(owners: Iterable[Owner]) -> list[dict[str, object]]:
    """Owners, with what a name may be where its end is not clear."""
    return [
        {"name": owner.name, "clear": owner.is_clear, "candidates": list(owner.candidates)} for owner in owners
    ]


def _day(proposal: Proposal, kind: Kind) -> str | None:
    value = proposal.value(kind)
    return None if not value else value
