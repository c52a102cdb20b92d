"""Tasks by their ref, or a beginning of it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from triage.core.errors import NoteUnreadable, TriageError
from triage.core.history.gesture import Written
from triage.core.row import Row
from triage.core.task.edit import Place
from triage.core.task.line import parse_line
from triage.core.task.proposal import Proposal
from triage.core.task.vocabulary import Vocabulary
from triage.session.session import Session


def task_at(note: str, place: Place) -> Proposal | None:
    """The task that stands, or stood, there, read with the defaults; None if it is no task."""
    line = parse_line(place.line)
    return Proposal(note, place, line, "", Vocabulary()) if line else None


def ref_of(note: str, place: Place) -> str:
    """The ref of that task, "" if it is none."""
    task = task_at(note, place)
    return task.ref if task else ""


_MOST_SHOWN = 5


class BadReference(TriageError):
    """A REF that can mean nothing, or more than one thing: wrong usage."""


@dataclass(frozen=True, slots=True)
class LostTask:
    """A ref that names no line now, and why."""

    ref: str
    reason: str


class NamedTasks:
    """The tasks that a ref can name: the proposals, and what triage itself has written."""

    def __init__(self, session: Session) -> None:
        """Take a session whose vault was read."""
        self._session = session

    def find(self, ref: str) -> Row | LostTask:
        """The row of the one task whose ref begins so; raises BadReference if several do."""
        if (proposal := _only(ref, self._proposals)) is None:
            proposal = _only(ref, self._written_tasks)
        if proposal is None:
            return LostTask(ref, self._why_lost(ref))
        row = self._session.add_task(proposal.note, proposal.place.number)
        if row is None or not row.proposal.ref.startswith(ref):
            return LostTask(ref, "its note has changed just now")
        return row

    @cached_property
    def _proposals(self) -> list[Proposal]:
        return _by_ref(row.proposal for row in self._session.rows.values())

    @cached_property
    def _written(self) -> list[Written]:
        return [line for entry in self._session.past.history.undoable for line in entry.written]

    @cached_property
    def _written_tasks(self) -> list[Proposal]:
        """Every task of the notes that triage has written to."""
        return _by_ref(
            task for note in dict.fromkeys(line.note for line in self._written) for task in self._tasks(note)
        )

    def _tasks(self, note: str) -> Sequence[Proposal]:
        try:
            return self._session.tasks_in(note)
        except NoteUnreadable:  # what cannot be read holds nothing that could be meant
            return ()

    def _why_lost(self, ref: str) -> str:
        """Say the outcome of the line, if triage itself has changed it."""
        for line in reversed(self._written):
            if ref_of(line.note, line.before).startswith(ref):
                for task in self._written_tasks:
                    if (task.note, task.place.line) == (line.note, line.after.line):
                        place = f"{task.note}:{task.place.number}"
                        return f"triage has changed its line already; that is {task.ref} now, {place}"
        return "no task has this ref: it was decided or changed since, or never there; see `triage list`"


def _by_ref(tasks: Iterator[Proposal]) -> list[Proposal]:
    return sorted(tasks, key=lambda task: task.ref)


def _only(ref: str, tasks: Sequence[Proposal]) -> Proposal | None:
    """The one task whose ref begins so, None if none does; raises BadReference if several do."""
    start = bisect_left(tasks, ref, key=lambda task: task.ref)
    found = [task for task in tasks[start : start + _MOST_SHOWN + 1] if task.ref.startswith(ref)]
    if len(found) > 1:
        shown = [f"{task.ref} ({task.note}:{task.place.number})" for task in found[:_MOST_SHOWN]]
        more = ", …" if len(found) > _MOST_SHOWN else ""
        raise BadReference(f"{ref!r} is the beginning of several refs: {', '.join(shown)}{more}")
    return found[0] if found else None
