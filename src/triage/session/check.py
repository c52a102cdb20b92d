"""Whether a text was proposed, decided or rejected before: what a pipeline asks before it writes a task."""

from dataclasses import dataclass
from enum import StrEnum

from triage.core.duplicates.index import Index
from triage.core.duplicates.rarity import Rarity
from triage.core.duplicates.statement import Statement
from triage.core.duplicates.wording import Wording
from triage.core.errors import NoteUnreadable, TriageError
from triage.core.task.change import words_span
from triage.core.task.fields import Kind, as_day
from triage.core.task.file_date import day_in_name
from triage.core.task.line import TaskLine, parse_line
from triage.core.task.proposal import Proposal, find_tasks
from triage.core.task.vocabulary import Role
from triage.core.task.whitespace import LINE_ENDS
from triage.session.store import Store

_MOST = 3
"""How many tasks are named for one text."""


class Verdict(StrEnum):
    """What the vault says of a text."""

    NEW = "new"
    PROPOSED = "proposed"
    """A proposal that is still to decide says the same."""
    OPEN = "open"
    STARTED = "started"
    DONE = "done"
    REJECTED = "rejected"
    TRACKED = "tracked"
    """A task says the same whose status means none of these."""
    REPEATED = "repeated"
    """Only an earlier text of the same input says the same."""


class NoWords(TriageError):
    """A text that says nothing."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One text, and what says the same."""

    verdict: Verdict
    words: str
    """The words of the text, without what else a task line holds."""
    tasks: tuple[Proposal, ...] = ()
    """The tasks that say the same, the closest first."""
    repeats: int | None = None
    """Which earlier text says the same, from 0."""


class Check:
    """The tasks of a vault by what they say, and the texts that were asked about so far."""

    def __init__(self, store: Store) -> None:
        """Begin with nothing read."""
        self._store = store
        self._rarity = Rarity()
        self._tasks: list[Proposal] = []
        self._proposed = Index()
        self._others = Index()
        self._asked = Index()
        self.problems: list[str] = []
        """What could not be read, a sentence each."""

    def read(self) -> None:
        """Read every task of the vault, whatever its status."""
        wordings: list[Wording] = []
        for note in self._store.find():
            try:
                data = self._store.read(note.path)
            except NoteUnreadable as problem:
                self.problems.append(str(problem))
                continue
            for task in find_tasks(note.path, data, self._store.vocabulary(note.path)):
                if task.words.strip():
                    self._tasks.append(task)
                    wordings.append(Wording(task.words))
                    self._rarity.add(wordings[-1])
        for key, (task, wording) in enumerate(zip(self._tasks, wordings, strict=True)):
            index = self._proposed if task.role is Role.PROPOSED else self._others
            text = self._rarity.weigh(wording)
            index.add(key, Statement(text, task.note, day_in_name(task.note), task.due))
        self.problems += self._store.problems

    def ask(self, text: str) -> Checked:
        """Ask about a task line, or the words of one; raises NoWords."""
        line = self._line(text)
        words = line.text[slice(*words_span(line))] if line else _on_one_line(text)
        wording = Wording(words)
        if not wording.said:
            raise NoWords
        statement = Statement(self._rarity.weigh(wording), due=as_day(line.value(Kind.DUE)) if line else None)
        number = len(self._asked)
        earlier = self._asked.nearest(statement, 1)
        self._asked.add(number, statement)
        repeats = earlier[0][0] if earlier else None
        tasks = self._same(statement)
        if tasks:
            return Checked(_verdict(tasks[0]), words, tasks, repeats)
        return Checked(Verdict.NEW if repeats is None else Verdict.REPEATED, words, (), repeats)

    def _same(self, statement: Statement) -> tuple[Proposal, ...]:
        """The tasks that say the same; of those that are as close, the decided ones first."""
        found = [*self._others.nearest(statement, _MOST), *self._proposed.nearest(statement, _MOST)]
        found.sort(key=lambda pair: -pair[1])
        return tuple(self._tasks[key] for key, _ in found[:_MOST])

    def _line(self, text: str) -> TaskLine | None:
        """The text as a task line, with a box if it has none."""
        text = _on_one_line(text)
        format = self._store.vocabulary("").settings.format
        return parse_line(text, format) or parse_line(f"- [ ] {text.strip()}", format)


def _verdict(task: Proposal) -> Verdict:
    match task.role:
        case Role.PROPOSED:
            return Verdict.PROPOSED
        case Role.ACCEPTED:
            return Verdict.OPEN
        case Role.STARTED:
            return Verdict.STARTED
        case Role.DONE:
            return Verdict.DONE
        case Role.REJECTED:
            return Verdict.REJECTED
        case None:
            return Verdict.TRACKED


def _on_one_line(text: str) -> str:
    for end in LINE_ENDS:
        text = text.replace(end, " ")
    return text
