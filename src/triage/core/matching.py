"""Finding a note's rows again after it was read anew."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from triage.core.edit import Place
from triage.core.proposal import Proposal
from triage.core.row import Row
from triage.core.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Matched:
    """The rows of a note as they are now, and the proposals that no row stands for yet."""

    rows: list[Row]
    new: list[Proposal]


def match_rows(rows: Iterable[Row], tasks: Sequence[Proposal]) -> Matched:
    """Match rows to the tasks that the note has now.

    A row's task is the one with the same line at the same place among identical ones; else the one at its
    line number with the same words (it was decided or changed elsewhere); else the row is gone.
    """
    by_place = {_identity(task.place): task for task in tasks}
    by_number = {task.place.number: task for task in tasks}
    matched: list[Row] = []
    left: list[Row] = []
    taken: set[int] = set()
    for row in rows:
        if task := by_place.get(_identity(row.proposal.place)):
            taken.add(task.place.number)
            matched.append(replace(row, proposal=task, is_gone=False))
        else:
            left.append(row)
    by_words = {task.words: task for task in reversed(tasks) if task.place.number not in taken}
    for row in left:
        task = by_words.get(row.proposal.words) or by_number.get(row.proposal.place.number)
        if task and task.place.number not in taken:
            taken.add(task.place.number)
            matched.append(replace(row, proposal=task, is_gone=False))
        else:
            matched.append(replace(row, is_gone=True))
    new = [t for t in tasks if t.role is Role.PROPOSED and t.place.number not in taken]
    return Matched(matched, new)


def _identity(place: Place) -> tuple[str, int]:
    return place.line, place.ordinal
