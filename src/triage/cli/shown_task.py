"""One task in full, as JSON and as lines for people."""

from collections.abc import Iterator

from triage.cli.described import row_as_json
from triage.cli.result import raw, refusal
from triage.core.errors import Refused
from triage.core.row import Row
from triage.core.task.decision import Accept
from triage.core.task.note import some_lines
from triage.session.session import Session
from triage.words import day_words, row_words

_NEAR = 5
"""How many lines before the task's, and how many behind it, are shown."""


def as_json(row: Row, session: Session) -> dict[str, object]:
    """All of it as one object."""
    role = row.proposal.role
    after, reason = _accepted(row, session)
    return {
        **row_as_json(row, session, compared=True),
        "role": role.value if role else None,
        "people": list(session.metadata(row.proposal.note).people),
        "accept": {"after": raw(after) if after else None, "reason": reason or None},
        "around": [{"line_number": number, "raw": raw(line)} for number, line in _around(row, session)],
    }


def as_lines(row: Row, session: Session) -> Iterator[str]:
    """All of it for people, to be cleaned."""
    proposal = row.proposal
    yield proposal.words
    yield ""
    for name, said in _facts(row, session):
        yield f"{name:<9}{said}"
    for hidden in proposal.hidden:
        yield f"!        {row_words.why_hidden(hidden)}"
    yield ""
    yield from _accept_lines(row, session)
    yield from _alike_lines(row, session)
    yield ""
    for number, line in _around(row, session):
        yield f"{'>' if number == proposal.place.number else ' '}{number:>5}  {raw(line)}"


def _facts(row: Row, session: Session) -> Iterator[tuple[str, str]]:
    proposal = row.proposal
    metadata = session.metadata(proposal.note)
    until = session.snoozes.until(proposal)
    stands = [
        row_words.verdict(row) or "to decide",
        "lacks a queue tag" if proposal.is_left_out else "",
        "new" if row.is_open and session.remembered.is_new(proposal) else "",
        "archived" if session.is_archived(proposal.note) else "",
        f"asleep until {until}" if until and row.is_open else "",
    ]
    owners = [f"@{owner.name}{'' if owner.is_clear else ' ?'}" for owner in session.names.owners(proposal)]
    yield "ref", proposal.ref
    yield "status", f"[{proposal.task.symbol}] {', '.join(filter(None, stands))}"
    yield "owner", ", ".join(owners) or "nobody"
    yield "due", day_words.due_in_full(proposal, session.today) or "no date"
    yield "priority", proposal.priority or "none"
    if proposal.task.labels:
        yield "tags", " ".join(proposal.task.labels)
    yield "where", f"{proposal.note}:{proposal.place.number}"
    if proposal.heading:
        yield "heading", proposal.heading
    note = [metadata.title, metadata.date, metadata.kind, metadata.source, ", ".join(metadata.people)]
    if any(note):
        yield "note", "; ".join(filter(None, note))


def _accept_lines(row: Row, session: Session) -> Iterator[str]:
    if not row.is_open:
        return
    after, reason = _accepted(row, session)
    if reason:
        yield f"Accepting it is refused: {reason}"
    else:
        yield "Accepting it writes:"
        yield f"- {raw(row.proposal.task.text)}"
        yield f"+ {raw(after)}"


def _alike_lines(row: Row, session: Session) -> Iterator[str]:
    alike = session.likenesses
    twins = [key for key in alike.open_keys(row.key) if key != row.key] if row.is_open else []
    matches = alike.matches(row.key)
    if twins or matches:
        yield ""
        yield "The same is said in:"
    best = alike.best(row.key)
    for key in twins:
        twin = session.rows[key].proposal
        star = f" (the best: {best.why})" if best and best.key == key else ""
        yield f"≈ {twin.ref}  {twin.note}:{twin.place.number}  {twin.words}{star}"
    if best and best.key == row.key:
        yield f"This one is the best of them: {best.why}"
    for match in matches:
        yield f"= {row_words.MATCHED[match.role]}  {match.place}  {raw(match.line).strip()}"


def _accepted(row: Row, session: Session) -> tuple[str, str]:
    """The line after accepting it, or why that is refused."""
    try:
        return session.preview(row.proposal, Accept()), ""
    except Refused as refused:
        return "", refusal(refused)


def _around(row: Row, session: Session) -> list[tuple[int, str]]:
    """The lines of the note near the task, its own among them, by number."""
    lines = some_lines(session.queue.notes[row.proposal.note].data)
    own = row.proposal.place.number
    return list(enumerate(lines, start=1))[max(0, own - 1 - _NEAR) : own + _NEAR]
