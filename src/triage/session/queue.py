"""The rows of a vault's notes, in their order."""

import codecs
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from triage.core.matching import match_rows
from triage.core.metadata import Metadata
from triage.core.row import Group, Row
from triage.core.task.edit import Place
from triage.core.task.file_date import day_in_front_matter, day_in_name
from triage.core.task.note import beneath, front_matter_end, lines_of, some_lines
from triage.core.task.proposal import Proposal
from triage.core.task.vocabulary import Role
from triage.session.today import Today


@dataclass
class HeldNote:
    """What the queue holds of a note that has rows."""

    day: date
    data: bytes
    keys: list[int]
    """The note's rows in the order in which they are shown, also the rows that arrived later."""
    metadata: Metadata | None = None
    """The note's front matter, once it was read."""
    rank: tuple[int, str] = (0, "")
    """The note's place among the others; it stays the same if the note is moved."""
    left: bytes | None = None
    """The note's last bytes once it is gone, None while it is there."""
    left_at: float = 0.0
    """When the note went, in seconds of a clock that only goes forward."""

    @property
    def kind(self) -> str:
        """What its front matter calls `type`, "" while that is not read."""
        return self.metadata.kind if self.metadata else ""

    @property
    def source(self) -> str:
        """What its front matter calls `source`, "" while that is not read."""
        return self.metadata.source if self.metadata else ""


class Queue:
    """Every row, by key, and the notes that they stand in."""

    def __init__(self, day: Today, read_metadata: Callable[[bytes], Metadata]) -> None:
        """Begin empty; a note without a day gets today, and `read_metadata` reads front matter."""
        self.rows: dict[int, Row] = {}
        self.notes: dict[str, HeldNote] = {}
        self.failed = 0
        """How many rows have a last verb that could not be written."""
        self._day = day
        self._read_metadata = read_metadata
        self.open = 0
        """How many rows with all the queue tags are to be decided."""
        self.left_out = 0
        """How many rows without all the queue tags are to be decided."""
        self.includes_left_out = False
        """Whether rows without all the queue tags are shown too."""
        self.changed: set[int] = set()
        """The rows that the views must weigh again."""
        self.puts = 0
        """How many times a row was put that differed from the one before."""
        self._arrived: list[int] = []
        self._retired: set[int] = set()
        self._next_key = 0

    def clear(self) -> None:
        """Forget every row; keys are never used again."""
        self.rows.clear()
        self.notes.clear()
        self._arrived.clear()
        self._retired.clear()
        self.changed.clear()
        self.open = self.left_out = self.failed = 0

    def put(self, row: Row) -> None:
        """Hold a row in place of the one with its key."""
        if old := self.rows.get(row.key):
            self._tally(old, -1)
        self.rows[row.key] = row
        self.changed.add(row.key)
        self.puts += old != row
        self._tally(row, 1)

    def change(self, keys: Iterable[int]) -> None:
        """Have the views weigh these rows again; keys without a row are skipped."""
        self.changed.update(key for key in keys if key in self.rows)

    def change_all(self) -> None:
        """Have the views weigh every row again."""
        self.changed.update(self.rows)

    def include_left_out(self, includes: bool) -> None:
        """Show the rows without all the queue tags too, or leave them out again."""
        self.includes_left_out = includes
        self.change_all()

    def retire(self) -> None:
        """Stop showing every row that is decided now, unless its decision is taken back."""
        self._retired = {key for key, row in self.rows.items() if not row.is_open}

    def is_retired(self, key: int) -> bool:
        """Whether a row is decided and no longer shown."""
        return key in self._retired and not self.rows[key].is_open

    def add_note(self, note: str, data: bytes, proposals: Iterable[Proposal], day: date) -> list[Row]:
        """Hold a note with its proposals; the new rows."""
        self.notes[note] = HeldNote(day, data, [], rank=(-day.toordinal(), note))
        return self.add_rows(note, proposals)

    def add_rows(self, note: str, proposals: Iterable[Proposal]) -> list[Row]:
        """Add proposals to a held note; the new rows."""
        return [self.add_row(self.notes[note], proposal) for proposal in proposals]

    def read_again(
        self,
        note: str,
        data: bytes,
        tasks: Sequence[Proposal],
        *,
        arrived: bool = True,
        written: Iterable[Place] = (),
        day: date | None = None,
    ) -> list[Row]:
        """Update a note's rows to its bytes; the new rows.

        New rows that `arrived` stand at the end of the queue; the others, and those of lines that we have
        just `written`, stand in their note. `day` is the day of a note that was not held; without it, the
        note says the day, else it is today.
        """
        before = lines_of(self.notes[note].data) if note in self.notes else []
        held = self.hold(note, data, day)
        matched = match_rows((self.rows[key] for key in held.keys), tasks, before)
        has_other_words = bool(matched.new)
        for row in matched.rows:
            old = self.rows[row.key]
            row = _decided_elsewhere(old, row)
            if row != old:
                self.put(row)
                is_as_it_was = row.is_gone == old.is_gone and row.proposal.words == old.proposal.words
                has_other_words = has_other_words or not is_as_it_was
            self.rows[row.key] = row  # an equal row too: its proposal was read with the new bytes
        new = [self.add_row(held, proposal) for proposal in matched.new]
        if has_other_words:  # lines with the same words are told apart by their order, which may have changed
            self.changed.update(held.keys)
        if arrived:
            own = self.at(note, written)
            self._arrived += [row.key for row in new if row.key not in own]
        return new

    def hold(self, note: str, data: bytes, day: date | None = None) -> HeldNote:
        """Hold a note with these bytes; what is held of it."""
        if note not in self.notes:
            day = day or day_in_name(note) or day_in_front_matter(data) or self._day.today
            self.add_note(note, data, (), day)
        held = self.notes[note]
        held.left = None
        if held.data != data:
            if _matter(held.data) != _matter(data):
                held.metadata = None
            held.data = data
        return held

    def metadata(self, note: str) -> Metadata:
        """The front matter of a held note, read now if it was not read before."""
        held = self.notes[note]
        if held.metadata is None:
            held.metadata = self._read_metadata(held.data)
        return held.metadata

    def hold_metadata(self, note: str, metadata: Metadata) -> None:
        """Hold the front matter that was read of a note."""
        held = self.notes[note]
        held.metadata = metadata
        self.changed.update(held.keys)

    def lose_note(self, note: str, at: float) -> bool:
        """Mark the rows of a lost note as gone; False if the note is not held, or was gone already."""
        held = self.notes.get(note)
        if held is None or held.left is not None:
            return False
        held.left, held.left_at, held.data = held.data, at, b""
        for key in held.keys:
            self.put(replace(self.rows[key], is_gone=True))
        return True

    def can_move(self, before: str, after: str) -> bool:
        """Whether a held note may be moved: no other note with rows is held at the new path."""
        return before in self.notes and (after not in self.notes or not self.notes[after].keys)

    def move_note(self, before: str, after: str) -> list[tuple[Proposal, Proposal]]:
        """Move a note's rows to another path; each proposal before and after.

        The rows keep their keys and places, and count as gone until the note is read again.
        """
        self.lose_note(before, 0.0)
        held = self.notes[after] = self.notes.pop(before)
        pairs = []
        for key in held.keys:
            old = self.rows[key].proposal
            new = replace(old, note=after)
            self.put(replace(self.rows[key], proposal=new))
            pairs.append((old, new))
        return pairs

    def add_row(self, held: HeldNote, proposal: Proposal) -> Row:
        """Add a row to a note at the place of its line; the other rows keep their order."""
        row = Row(self._next_key, proposal)
        self._next_key += 1
        self.put(row)
        at = len(held.keys)
        while at and self._number(held.keys[at - 1]) > proposal.place.number:
            at -= 1
        held.keys.insert(at, row.key)
        return row

    def _tally(self, row: Row, sign: int) -> None:
        if row.failure:
            self.failed += sign
        if row.is_open and row.proposal.is_left_out:
            self.left_out += sign
        elif row.is_open:
            self.open += sign

    def at(self, note: str, places: Iterable[Place]) -> list[int | None]:
        """The rows whose lines stand at these places of a note; None if no row does."""
        held = self.notes.get(note)
        keys = held.keys if held else []
        here = (self.rows[key] for key in keys if not self.rows[key].is_gone)
        by_place = {_identity(row.proposal.place): row.key for row in here}
        return [by_place.get(_identity(place)) for place in places]

    def on_line(self, note: str, number: int) -> Row | None:
        """The row on a line of a held note, None if there is none."""
        here = (self.rows[key] for key in self.notes[note].keys)
        return next((row for row in here if not row.is_gone and row.proposal.place.number == number), None)

    def groups(self) -> list[Group]:
        """Every row, grouped by note: the newest note first, and the rows that arrived later at the end."""
        late = set(self._arrived)
        groups = []
        for note, held in sorted(self.notes.items(), key=lambda entry: entry[1].rank):
            if keys := tuple(key for key in held.keys if key not in late):
                groups.append(Group(note, keys))
        for key in self._arrived:
            note = self.rows[key].proposal.note
            if groups and groups[-1].has_arrived and groups[-1].name == note:
                groups[-1] = replace(groups[-1], keys=(*groups[-1].keys, key))
            else:
                groups.append(Group(note, (key,), has_arrived=True))
        return groups

    def beneath(self, key: int) -> tuple[int, ...]:
        """The open rows that are indented beneath this one."""
        if self.rows[key].is_gone:
            return ()
        proposal = self.rows[key].proposal
        held = self.notes[proposal.note]
        indexes = beneath(some_lines(held.data), proposal.place.number - 1)
        return tuple(
            other for other in held.keys if self.rows[other].is_open and self._number(other) - 1 in indexes
        )

    def _number(self, key: int) -> int:
        return self.rows[key].proposal.place.number


def _identity(place: Place) -> tuple[str, int]:
    return place.line, place.ordinal


def _decided_elsewhere(before: Row, row: Row) -> Row:
    """The row, with the new status if another program has decided it; without, if it is open again."""
    symbol = "" if row.proposal.role is Role.PROPOSED else row.proposal.task.symbol
    if before.proposal.role is Role.PROPOSED and symbol and not row.is_gone:
        return replace(row, elsewhere=symbol)
    return row if symbol or not row.elsewhere else replace(row, elsewhere="")


def _matter(data: bytes) -> list[str]:
    """The lines of a note's front matter."""
    lines = some_lines(data) if data.removeprefix(codecs.BOM_UTF8).startswith(b"---") else []
    return list(lines[: front_matter_end(lines)])
