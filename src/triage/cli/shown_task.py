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
    yield from _duplicate_lines(row, session)
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


def _duplicate_lines(row: Row, session: Session) -> Iterator[str]:
    duplicates = session.duplicates
    others = [key for key in duplicates.open_members(row.key) if key != row.key] if row.is_open else []
    also, matches = duplicates.also_proposed(row.key), duplicates.matches(row.key)
    if others or also or matches:
        yield ""
        yield "The same is said in:"
    keeper, say_more = duplicates.keeper(row.key), duplicates.say_more(row.key)
    for key in (*others, *also):
        other = session.rows[key].proposal
        facts = [
            f"the keeper: {keeper.why}" if keeper and keeper.key == key else "",
            "says more than the keeper" if key in say_more else "",
            f"without {row_words.missing_tags(other)}" if key in also else "",
        ]
        said = "; ".join(filter(None, facts))
        yield f"≈ {other.ref}  {other.note}:{other.place.number}  {other.words}{f' ({said})' if said else ''}"
    if keeper and keeper.key == row.key:
        yield f"This one is the keeper: {keeper.why}"
    if row.key in say_more:
        yield "This one says more than the keeper"
    for match in matches:
        more = " (this asks for more)" if duplicates.asks_for_more(row.key, match) else ""
        yield f"= {row_words.MATCHED[match.role]}  {match.place}  {raw(match.line).strip()}{more}"


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
