"""How many lines each verb wrote in this run."""

from collections import Counter
from collections.abc import Sequence

from triage.core.task.vocabulary import Role
from triage.core.verbs import VERDICT_NAMES, verdicts_of


class Tally:
    """Counts lines by their status before and after: a proposal with a changed verdict counts once."""

    def __init__(self) -> None:
        """Begin with none."""
        self.verbs: Counter[str] = Counter()
        """How many lines each verb wrote, without those that were taken back."""
        self.decided = 0
        """How many proposals were decided; another verdict on the same one does not count."""

    def count(self, lines: Sequence[tuple[str, Role | None, Role | None]], *, is_undo: bool) -> None:
        """Count the lines of a gesture, each with its verb and its role before and after."""
        for verb, before, after in lines:
            self.decided += (before is Role.PROPOSED) - (after is Role.PROPOSED)
            self.verbs[verb] += -1 if is_undo else 1
            other = self._verb_of(after if is_undo else before)
            if verb in VERDICT_NAMES and other and (is_undo or self.verbs[other]):
                self.verbs[other] += 1 if is_undo else -1
        self.verbs = Counter({verb: count for verb, count in self.verbs.items() if count > 0})

    def _verb_of(self, role: Role | None) -> str:
        """The verb that gives a line this role, "" if none of this run did."""
        names = [verb.name for verb in verdicts_of(role)] if role else []
        return next((name for name in names if self.verbs[name]), next(iter(names), ""))
