"""Digests: what each person is proposed to do, as an object of JSON and as a text that can be sent."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from triage.core.people.people import People
from triage.core.plain import plain
from triage.core.task.fields import Kind, Priority
from triage.core.task.proposal import Proposal
from triage.words.amount import count

_NOBODYS = "Nobody's"
_WIKILINK = re.compile(r"!?\[\[([^\[\]|]+)(?:\|([^\[\]]+))?\]\]")
_WITHOUT_PRIORITY = 3
"""The rank of a task without a priority: below medium, as in Tasks."""
_RANKS: Mapping[str, int] = {
    Priority.HIGHEST: 0,
    Priority.HIGH: 1,
    Priority.MEDIUM: 2,
    Priority.LOW: 4,
    Priority.LOWEST: 5,
}


@dataclass(frozen=True, slots=True)
class Digest:
    """What one person is proposed to do."""

    owner: str
    """The one name under which the person is shown, "" for unassigned tasks."""
    aliases: tuple[str, ...]
    """The person's other names, the most often met first."""
    proposals: tuple[Proposal, ...]
    """The earliest due first, those without a date last, the most important first among them."""
    owners: Callable[[Proposal], Iterable[str]]
    today: date

    @property
    def overdue(self) -> int:
        """How many are past their due date."""
        return sum(map(self._is_late, self.proposals))

    @property
    def heading(self) -> str:
        """Whose they are and how many, clean."""
        late = f", {self.overdue:,} overdue" if self.overdue else ""
        return f"{plain(self.owner, 100) or _NOBODYS}: {count(len(self.proposals), 'task')}{late}"

    @property
    def items(self) -> list[str]:
        """One clean line for each task: its words, then who else is to do it, its date and its priority."""
        return [self._item(proposal) for proposal in self.proposals]

    @property
    def markdown(self) -> str:
        """A list to be sent to the person; its words are Markdown, as they are in the notes."""
        return "\n".join([self.heading, "", *(f"- {item}" for item in self.items)])

    def as_json(self, task_as_json: Callable[[Proposal], dict[str, object]]) -> dict[str, object]:
        """All of it; `owner` is null for unassigned tasks."""
        return {
            "owner": self.owner or None,
            "aliases": list(self.aliases),
            "count": len(self.proposals),
            "overdue": self.overdue,
            "tasks": [task_as_json(proposal) for proposal in self.proposals],
            "markdown": self.markdown,
        }

    def as_lines(self) -> Iterator[str]:
        """All of it for people, each line clean."""
        also = f"  (also {', '.join(plain(alias, 100) for alias in self.aliases)})" if self.aliases else ""
        yield f"{self.heading}{also}"
        yield from (f"  {item}" for item in self.items)

    def _item(self, proposal: Proposal) -> str:
        others = [plain(name, 100) for name in self.owners(proposal) if name != self.owner]
        facts = [f"with {', '.join(others)}"] if others else []
        if day := proposal.due:
            late = ", overdue" if self._is_late(proposal) else ""
            facts.append(f"due {day:%a} {day.day} {day:%b %Y}{late}")
        elif proposal.value(Kind.DUE):
            facts.append("due on a day that is none")
        if proposal.priority:
            facts.append(f"{proposal.priority} priority")
        behind = f" ({'; '.join(facts)})" if facts else ""
        return f"{plain(_WIKILINK.sub(_shown, proposal.words))}{behind}"

    def _is_late(self, proposal: Proposal) -> bool:
        return proposal.due is not None and proposal.due < self.today


def digests(
    proposals: Iterable[Proposal], owners: Callable[[Proposal], Iterable[str]], people: People, today: date
) -> Iterator[Digest]:
    """One digest a person, the one with the most tasks first, and unassigned tasks last.

    `owners` says whose a proposal is, each person under one name; a task of two stands in both digests.
    """
    by_owner: dict[str, list[Proposal]] = {}
    for proposal in proposals:
        for name in dict.fromkeys(owners(proposal)) or ("",):
            by_owner.setdefault(name, []).append(proposal)
    names = people.persons()
    for owner in sorted(by_owner, key=lambda name: (not name, -len(by_owner[name]), name.casefold())):
        own = sorted(by_owner[owner], key=_urgency)
        yield Digest(owner, tuple(names.get(owner, ())[1:]), tuple(own), owners, today)


def _urgency(proposal: Proposal) -> tuple[date, int]:
    return proposal.due or date.max, _RANKS.get(proposal.priority, _WITHOUT_PRIORITY)


def _shown(link: re.Match[str]) -> str:
    """What stands for a link into the vault, which nobody else has: its alias, else the note's name."""
    target, alias = link.groups()
    return alias or target.rpartition("/")[2]
