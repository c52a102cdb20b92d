"""The ref of a line that may not be in its note any more."""

from triage.core.task.edit import Place
from triage.core.task.line import parse_line
from triage.core.task.proposal import Proposal
from triage.core.task.vocabulary import Vocabulary


def task_at(note: str, place: Place) -> Proposal | None:
    """The task that stands, or stood, there, read with the defaults; None where it is no task."""
    line = parse_line(place.line)
    return Proposal(note, place, line, "", Vocabulary()) if line else None


def ref_of(note: str, place: Place) -> str:
    """The ref of that task, "" where it is none."""
    task = task_at(note, place)
    return task.ref if task else ""
