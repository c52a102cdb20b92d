"""Tasks as the objects that JSON gives."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from triage.cli.result import raw
from triage.core.dialect import HiddenField
from triage.core.fields import Kind, is_day
from triage.core.file_date import day_in_name
from triage.core.owners import Owner
from triage.core.proposal import Proposal
from triage.session.session import Session
from triage.ui.words import why_hidden


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
        "note_title": metadata.title or PurePosixPath(proposal.note).stem,
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
        {"name": owner.name, "clear": owner.is_clear, "candidates": list(owner.candidates)}
        for owner in owners
    ]


def _day(proposal: Proposal, kind: Kind) -> str | None:
    """A date as ISO text, `invalid` for one that is no day, None for none."""
    value = proposal.value(kind)
    if not value:
        return None
    return value if is_day(value) else "invalid"
