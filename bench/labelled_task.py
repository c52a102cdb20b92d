"""The tasks of a labelled vault before they stand in notes: what they say, whose they are, what is wanted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from re import findall

from idea_words import EMPTY
from invented_idea import Idea, Inventor
from label import MYSELF, Class, Label, Wanted
from labelled_shares import NOBODYS, SAYS_MORE, SOMEONE_ELSES
from make_vault import DATED, FIRST, LAST, PRIORITIES
from wording import Manner, Wording, first, reworded, said_otherwise

OVERDUE = 0.86
"""Of those with a due date."""
TICKED = 0.95
"""Of the decided tasks that say what a proposal says; the others are open, started or rejected."""
SAID_ALIKE = 0.25
"""How many proposals that are done elsewhere have the words of the decided task exactly."""
OF_ONE_OWNER = 0.8
"""Of the sets of duplicates."""
FIRST_NAME_ONLY = 0.3
"""How often an owner who is somebody else is written by the first name."""
PEOPLE = 30
MORE_FIRST = ("Abel", "Birgit", "Casper", "Dagny", "Elof", "Frida")


@dataclass(slots=True, eq=False)
class Task:
    """A task, and its line once that is written."""

    symbol: str
    words: str
    owner: str = ""
    at: str = ""
    """The owner as the line has it."""
    due: date | None = None
    priority: str = ""
    tags: str = "#task #proposed #auto"
    done: date | None = None
    note: int = -1
    """The number of its note."""
    raw: str = ""
    line: str = ""
    """`note:line`."""

    @property
    def text(self) -> str:
        """All that stands behind the list marker."""
        parts = [
            f"[{self.symbol}] {self.words}",
            self.at and f"@{self.at}",
            self.due and f"📅 {self.due}",
            self.priority,
            self.tags,
            self.done and f"✅ {self.done}",
        ]
        return " ".join(str(part) for part in parts if part)


@dataclass(slots=True, eq=False)
class Proposed:
    """A proposal with what its person wants."""

    task: Task
    kind: Class
    wanted: Wanted
    group: str = ""
    of: Task | None = None
    """What it is a duplicate of, or the decided task that says the same."""
    is_best: bool = False
    manner: str = ""
    says_more: bool = False
    idea: Idea | None = None
    resembles: Task | None = None
    """What it looks like although it says something else."""

    def label(self) -> Label:
        """The label, once the lines are written."""
        note, _, number = self.task.line.rpartition(":")
        of = self.of.line if self.of else ""
        return Label(
            note=note,
            line_number=int(number),
            raw=self.task.raw,
            kind=self.kind,
            group=of if self.kind is Class.DONE_ELSEWHERE else self.group,
            owner=self.task.owner,
            wanted=self.wanted,
            of=of,
            is_best=self.is_best,
            manner=self.manner,
            says_more=self.says_more,
            resembles=self.resembles.line if self.resembles else "",
        )


def everybody(rng: Random) -> tuple[str, ...]:
    """The people of a vault, no two with the same first name; the first are met most often."""
    first = [*FIRST, *MORE_FIRST]
    rng.shuffle(first)
    last = rng.sample(LAST * 2, PEOPLE)
    return tuple(
        f"{a} van {b}" if number in {11, 23} else f"{a} {b}"
        for number, (a, b) in enumerate(zip(first, last, strict=True))
    )


class Maker:
    """Makes the tasks of one vault, each for a note whose day is known."""

    def __init__(self, rng: Random, days: Sequence[date], people: Sequence[str], today: date) -> None:
        """Make them for notes of these days; `today` says what is overdue."""
        self._rng = rng
        self._days = days
        self._people = people
        self._weights = [1 / (rank + 3) for rank in range(len(people))]
        self._today = today
        self._inventor = Inventor(rng)

    def single(self, note: int, kind: Class, someone_elses: float, like: Proposed | None = None) -> Proposed:
        """A proposal that nothing else says, even if it looks like another."""
        match kind:
            case Class.MINE:
                wanted = self._rng.choice((Wanted.ACCEPT, Wanted.REJECT))
                owner = "" if self._rng.random() < NOBODYS / (1 - SOMEONE_ELSES) else MYSELF
            case Class.OTHERS:
                wanted, owner = Wanted.ACCEPT, self._somebody()
            case _:
                wanted, owner = Wanted.REJECT, self._owner(someone_elses)
        if like is None or like.idea is None:
            return Proposed(self._proposal(self._inventor.idea().text, owner, note), kind, wanted)
        idea, manner = self._inventor.sibling(like.idea)
        words = idea.text if self._rng.random() < 0.6 else reworded(idea, self._rng).text
        task = self._proposal(words, owner, note)
        return Proposed(task, kind, wanted, manner=manner, resembles=like.task)

    def done_elsewhere(self, note: int, other: int, someone_elses: float) -> Proposed:
        """A proposal, and the decided task of another note that says the same."""
        idea = self._inventor.idea()
        pair = [first(idea), first(idea)]
        manner = Manner.SAME
        if self._rng.random() >= SAID_ALIKE:
            pair[1] = said_otherwise(idea, self._rng)
            manner = pair[1].manner
            self._rng.shuffle(pair)
        owner = self._owner(someone_elses)
        symbol = "x" if self._rng.random() < TICKED else self._rng.choice(" /-")
        proposal = self._proposal(pair[0].text, owner, note)
        decided = self._decided(pair[1].text, owner, other, symbol)
        return Proposed(
            proposal, Class.DONE_ELSEWHERE, Wanted.DUPLICATE, of=decided, manner=manner, idea=idea
        )

    def decided(self, note: int) -> Task:
        """A decided task that says what no proposal says."""
        owner = self._owner(SOMEONE_ELSES)
        symbol = "x" if self._rng.random() < 0.85 else self._rng.choice("  /-")
        return self._decided(self._inventor.idea().text, owner, note, symbol)

    def left_out(self, note: int) -> Task:
        """A proposal without `#auto`."""
        task = self._proposal(self._inventor.idea().text, self._owner(SOMEONE_ELSES), note)
        task.tags = "#task #proposed"
        return task

    def duplicates(
        self, name: str, slots: list[int], size: int, exact: int, someone_elses: float
    ) -> list[Proposed]:
        """Proposals that say the same, `exact` of them word for word, the keeper first.

        Takes their notes from `slots`.
        """
        idea = self._inventor.idea()
        may_say_more = self._rng.random() < SAYS_MORE
        while True:
            notes = self._rng.sample(range(len(slots)), size)
            owner = self._owner(someone_elses)
            of_one = self._rng.random() < OF_ONE_OWNER
            tasks = [
                self._proposal("", owner if of_one else self._owner(someone_elses), slots[at]) for at in notes
            ]
            tasks.sort(key=self._rank, reverse=True)
            wordings = self._wordings(idea, size, exact, may_say_more=may_say_more)
            for task, wording in zip(tasks, wordings, strict=True):
                task.words = wording.text
            if self._is_beyond_doubt(tasks, wordings):
                break
        for at in sorted(notes, reverse=True):
            slots[at] = slots[-1]
            slots.pop()
        return [
            Proposed(
                task,
                Class.DUPLICATE,
                Wanted.DUPLICATE if place else Wanted.ACCEPT,
                name,
                of=tasks[0] if place else None,
                is_best=not place,
                manner=wording.manner,
                says_more=bool(wording.names - wordings[0].names),
                idea=idea,
            )
            for place, (task, wording) in enumerate(zip(tasks, wordings, strict=True))
        ]

    def _wordings(self, idea: Idea, size: int, exact: int, *, may_say_more: bool) -> list[Wording]:
        """The wordings of a set, the keeper's first: the fullest, unless others may say more."""
        said = [first(idea)]
        while len(said) < size - max(0, exact - 1):
            wording = said_otherwise(idea, self._rng)
            if all(wording.text != each.text for each in said):
                said.append(wording)
        alike = self._rng.choice(said)
        said += [replace(alike, manner=Manner.SAME)] * (size - len(said))
        self._rng.shuffle(said)
        if not may_say_more:
            fullest = max(said, key=lambda wording: wording.fullness)
            said.remove(fullest)
            return [fullest, *said]
        if len({wording.text for wording in said}) == len(said):
            more, last = self._inventor.deliverable(), said[-1]
            text = f"{last.text.removesuffix('.')}, {more.text}."
            said[-1] = Wording(text, last.names | more.names, Manner.ADDED)
        return said

    def _is_beyond_doubt(self, tasks: Sequence[Task], wordings: Sequence[Wording]) -> bool:
        """Whether the first is the keeper by rank, or else both the longest and the fullest of its rivals."""
        keeper = tasks[0]
        return all(
            self._rank(task) < self._rank(keeper)
            or (
                len(task.words) < len(keeper.words)
                and len(task.words.split()) < len(keeper.words.split())
                and len(_content(task.words)) < len(_content(keeper.words))
                and wording.names <= wordings[0].names
            )
            for task, wording in zip(tasks[1:], wordings[1:], strict=True)
        )

    def _rank(self, task: Task) -> tuple[bool, bool, date]:
        """Mine first, then due today or later, then of the newest note."""
        is_future = task.due is not None and task.due >= self._today
        return task.owner == MYSELF, is_future, self._days[task.note]

    def _proposal(self, words: str, owner: str, note: int) -> Task:
        return Task(
            "?", words, owner, self._written(owner), self._due(note), self._rng.choice(PRIORITIES), note=note
        )

    def _decided(self, words: str, owner: str, note: int, symbol: str) -> Task:
        task = self._proposal(words, owner, note)
        task.symbol = symbol
        if self._rng.random() < 0.4:
            task.tags = "#task"
        if symbol == "x" and self._rng.random() < 0.3:
            task.done = min(self._today, self._days[note] + timedelta(days=self._rng.randint(0, 30)))
        return task

    def _due(self, note: int) -> date | None:
        if self._rng.random() >= DATED:
            return None
        if self._rng.random() >= OVERDUE:
            return self._today + timedelta(days=self._rng.randint(1, 60))
        wanted = self._days[note] + timedelta(days=1 + int(self._rng.random() ** 2 * 40))
        return min(wanted, self._today - timedelta(days=1))

    def _owner(self, someone_elses: float) -> str:
        chance = self._rng.random()
        if chance < someone_elses:
            return self._somebody()
        return "" if chance < someone_elses + NOBODYS else MYSELF

    def _somebody(self) -> str:
        return self._rng.choices(self._people, self._weights)[0]

    def _written(self, owner: str) -> str:
        return owner.split()[0] if owner and self._rng.random() < FIRST_NAME_ONLY else owner


def _content(words: str) -> frozenset[str]:
    return frozenset(findall(r"[\w-]+", words.lower())) - EMPTY
