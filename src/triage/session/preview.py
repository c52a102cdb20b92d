"""The line that a decision would write."""

from triage.core.task.decision import Accept, AcceptBy, Decision, decided
from triage.core.task.proposal import Proposal
from triage.core.task.vocabulary import Role
from triage.core.typed_day import day_of
from triage.session.names import Names
from triage.session.today import Today
from triage.session.vocabularies import Vocabularies

_KEEP = "keep"


class Preview:
    """Works out the line that a decision would write today, with the names that are known now."""

    def __init__(self, names: Names, vocabularies: Vocabularies, day: Today, overdue: str) -> None:
        """Work out lines; `overdue` is what the config does with a past due date: keep, clear or a day."""
        self._names = names
        self._vocabularies = vocabularies
        self._day = day
        self._overdue = overdue

    def line(self, proposal: Proposal, decision: Decision) -> str:
        """The line that a decision would write; raises Refused."""
        vocabulary = self._vocabularies.with_rejected(proposal.vocabulary)
        task, people, today = proposal.task, self._names.people, self._day.today
        if decision.verb.role is not Role.ACCEPTED:  # so no day is read for it
            return decided(task, decision, vocabulary, people, today)
        return decided(task, decision, vocabulary, people, today, self._acceptance_of(proposal))

    def _acceptance_of(self, proposal: Proposal) -> Accept | AcceptBy:
        """How a proposal is accepted: as the config says if its due date is past."""
        today = self._day.today
        if self._overdue == _KEEP or proposal.due is None or proposal.due >= today:
            return Accept()
        return AcceptBy(None if self._overdue == "clear" else day_of(self._overdue, today))
