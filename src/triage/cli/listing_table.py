"""Proposals as an aligned table for people."""

from collections.abc import Iterator, Sequence

from triage.cli.cells import cut, padded, room, width
from triage.core.plain import plain
from triage.core.row import Group, Grouping
from triage.core.task.fields import Kind
from triage.core.task.proposal import Proposal
from triage.session.session import Session
from triage.words.row_words import MATCHED

_SHORTEST_REF = 4
_WIDEST_OWNER = 20
_WIDEST_PLACE = 40
_NARROWEST_TEXT = 20
_UNNAMED = {
    Grouping.FOLDER: "The vault's root",
    Grouping.SET: "Without duplicates",
    Grouping.OWNER: "Unassigned",
}


def table(groups: Sequence[Group], session: Session, *, compared: bool = False) -> Iterator[str]:
    """The lines of a table of these groups; on a terminal they are as wide as it is.

    If the session has compared its rows, `≈2` is for two duplicates, and `=done` for a task that stands so.
    """
    if not groups:
        return
    proposals = {key: session.rows[key].proposal for group in groups for key in group.keys}
    length = _ref_length([proposal.ref for proposal in proposals.values()])
    by_note = all(group.by is Grouping.NOTE for group in groups)
    rows = {key: _cells(each, length, session, by_note=by_note) for key, each in proposals.items()}
    for key, cells in rows.items() if compared else ():
        cells.insert(-2, _repeats(key, session))
    widths = [max(map(width, column)) for column in zip(*(row[:-1] for row in rows.values()), strict=True)]
    space = room()
    for number, group in enumerate(groups):
        if number:
            yield ""
        yield plain(group.name) or _UNNAMED.get(group.by, "")
        for key in group.keys:
            *cells, text = rows[key]
            start = "  ".join(padded(cell, cells) for cell, cells in zip(cells, widths, strict=True))
            yield f"  {start}  {cut(text, max(space - width(start) - 4, _NARROWEST_TEXT)) if space else text}"


def _cells(proposal: Proposal, length: int, session: Session, *, by_note: bool) -> list[str]:
    """Its ref, place, due date, priority, owners and words; `!` marks a field that Tasks does not see."""
    owners = ", ".join(owner.name for owner in session.names.owners(proposal))
    place = f":{proposal.place.number}"
    return [
        proposal.ref[:length],
        place if by_note else f"{_tail(plain(proposal.note), _WIDEST_PLACE - len(place))}{place}",
        plain(proposal.value(Kind.DUE), 10),
        plain(proposal.priority),
        "!" if proposal.hidden else "",
        cut(plain(owners), _WIDEST_OWNER),
        plain(proposal.words),
    ]


def _repeats(key: int, session: Session) -> str:
    others, matches = session.duplicates.others(key), session.duplicates.matches(key)
    return " ".join([f"≈{others}"] * bool(others) + [f"={MATCHED[match.role]}" for match in matches[:1]])


def _tail(path: str, cells: int) -> str:
    """The end of a note's path, where its name is, on a terminal; whole elsewhere, to be copied."""
    if not room() or width(path) <= cells:
        return path
    while width(path) > cells - 1:
        path = path[1:]
    return f"…{path}"


def _ref_length(refs: Sequence[str]) -> int:
    """How many characters tell all these refs apart."""
    length = _SHORTEST_REF
    while length < max(map(len, refs)) and len({ref[:length] for ref in refs}) < len(set(refs)):
        length += 1
    return length
