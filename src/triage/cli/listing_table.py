"""Proposals as an aligned table for people."""

import shutil
import sys
from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

from triage.core.fields import Kind
from triage.core.plain import plain
from triage.core.proposal import Proposal
from triage.session.session import Session

_SHORTEST_REF = 4
_WIDEST_OWNER = 20
_NARROWEST_TEXT = 20


def table(notes: Sequence[Sequence[Proposal]], session: Session) -> Iterator[str]:
    """The lines of a table of each note's proposals; on a terminal they are as wide as it is."""
    if not notes:
        return
    proposals = [proposal for note in notes for proposal in note]
    length = _ref_length([proposal.ref for proposal in proposals])
    rows = {proposal.ref: _cells(proposal, length, session) for proposal in proposals}
    widths = [max(map(_width, column)) for column in zip(*(row[:-1] for row in rows.values()), strict=True)]
    room = _room()
    for number, note in enumerate(notes):
        if number:
            yield ""
        yield plain(note[0].note)
        for proposal in note:
            *cells, text = rows[proposal.ref]
            start = "  ".join(_padded(cell, width) for cell, width in zip(cells, widths, strict=True))
            yield f"  {start}  {_cut(text, max(room - _width(start) - 4, _NARROWEST_TEXT)) if room else text}"


def _cells(proposal: Proposal, length: int, session: Session) -> list[str]:
    """Its ref, line, due date, priority, owners and words; `!` marks a field that Tasks does not see."""
    owners = ", ".join(owner.name for owner in session.owners(proposal))
    return [
        proposal.ref[:length],
        f":{proposal.place.number}",
        plain(proposal.value(Kind.DUE), 10),
        plain(proposal.priority),
        "!" if proposal.hidden else "",
        _cut(plain(owners), _WIDEST_OWNER),
        plain(proposal.words),
    ]


def _ref_length(refs: Sequence[str]) -> int:
    """How many characters tell all these refs apart."""
    length = _SHORTEST_REF
    while length < max(map(len, refs)) and len({ref[:length] for ref in refs}) < len(set(refs)):
        length += 1
    return length


def _room() -> int:
    """How many cells a line has on a terminal, 0 where stdout is none and lines stay whole."""
    return shutil.get_terminal_size().columns if sys.stdout and sys.stdout.isatty() else 0


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _cut(text: str, width: int) -> str:
    if _width(text) <= width:
        return text
    while _width(text) > width - 1:
        text = text[:-1]
    return f"{text}…"


def _width(text: str) -> int:
    """How many cells a cleaned text takes."""
    return len(text) if text.isascii() else sum(2 if east_asian_width(each) in "WF" else 1 for each in text)
