"""Finding a note's rows again after it was read anew."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from triage.core.row import Row
from triage.core.task.proposal import Proposal
from triage.core.task.vocabulary import Role

_NEAR = 75.0
"""From which share of common characters on, in percent, a line is another one that was edited."""
_MOST_PAIRS = 10_000
"""Of a note that was written anew no two lines are compared."""


@dataclass(frozen=True, slots=True)
class Matched:
    """The rows of a note as they are now, and the proposals that no row stands for yet."""

    rows: list[Row]
    new: list[Proposal]


def match_rows(rows: Iterable[Row], tasks: Sequence[Proposal], before: Sequence[str] = ()) -> Matched:
    """Match rows to the tasks that the note has now, no task to two of them.

    A row's task is the one with the same line; else, of the tasks that are not among the lines the note had
    `before`, the one with the same words, with nearly the same, or at the same line number: it was decided or
    changed elsewhere.
    Else the row is gone; it comes back with the same line only.
    """
    rows = list(rows)
    found: dict[int, Proposal] = {}
    here = [row for row in rows if not row.is_gone]
    _match(here, tasks, found, _line)
    changed = _changed(_free(tasks, found), here, before)
    _match(here, changed, found, _words)
    _match([row for row in rows if row.is_gone], tasks, found, _line)
    _match_alike(here, _free(changed, found), found)
    _match(here, changed, found, _number)
    new = [task for task in _free(tasks, found) if task.role is Role.PROPOSED]
    return Matched([_following(row, found.get(row.key)) for row in rows], new)


def _following(row: Row, task: Proposal | None) -> Row:
    return replace(row, proposal=task or row.proposal, is_gone=task is None)


def _match(
    rows: Sequence[Row],
    tasks: Sequence[Proposal],
    found: dict[int, Proposal],
    trait: Callable[[Proposal], Hashable],
) -> None:
    """Give the rows without a task one that shares a trait with theirs."""
    alike: defaultdict[Hashable, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: _number(row.proposal)):
        if row.key not in found:
            alike[trait(row.proposal)].append(row)
    offered: defaultdict[Hashable, list[Proposal]] = defaultdict(list)
    for task in _free(tasks, found):
        offered[trait(task)].append(task)
    for value, group in alike.items():
        found.update(_pairs(group, offered[value]))


def _match_alike(rows: Sequence[Row], tasks: Sequence[Proposal], found: dict[int, Proposal]) -> None:
    """Give the rows without a task the one whose words are nearest to theirs, the nearest pair first."""
    left = [row for row in rows if row.key not in found]
    if not left or not tasks or len(left) * len(tasks) > _MOST_PAIRS:
        return
    from rapidfuzz import fuzz  # only a line that was edited elsewhere needs it

    pairs = [(fuzz.ratio(row.proposal.words, task.words), row, task) for row in left for task in tasks]
    taken = set()
    for near, row, task in sorted(pairs, key=lambda pair: -pair[0]):
        if near >= _NEAR and row.key not in found and _number(task) not in taken:
            found[row.key] = task
            taken.add(_number(task))


def _pairs(rows: Sequence[Row], tasks: Sequence[Proposal]) -> Iterator[tuple[int, Proposal]]:
    """Rows and tasks that are alike, in their order; where one are more, those whose line stayed go first."""
    if len(rows) != len(tasks):
        stayed = {_number(row.proposal) for row in rows} & {_number(task) for task in tasks}
        rows = sorted(rows, key=lambda row: _number(row.proposal) not in stayed)
        tasks = sorted(tasks, key=lambda task: _number(task) not in stayed)
    return ((row.key, task) for row, task in zip(rows, tasks, strict=False))


def _changed(tasks: Sequence[Proposal], rows: Sequence[Row], before: Sequence[str]) -> list[Proposal]:
    """The tasks that are not lines which the note had before and no row stood for."""
    others = Counter(before)
    others.subtract(_line(row.proposal) for row in rows)
    changed = []
    for task in sorted(tasks, key=lambda task: before[_number(task) - 1 : _number(task)] != [_line(task)]):
        if others[_line(task)] > 0:
            others[_line(task)] -= 1
        else:
            changed.append(task)
    return sorted(changed, key=_number)


def _free(tasks: Sequence[Proposal], found: dict[int, Proposal]) -> list[Proposal]:
    taken = {_number(task) for task in found.values()}
    return [task for task in tasks if _number(task) not in taken]


def _line(task: Proposal) -> str:
    return task.place.line


def _words(task: Proposal) -> str:
    return task.words


def _number(task: Proposal) -> int:
    return task.place.number
