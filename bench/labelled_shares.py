"""How many proposals of each kind a labelled vault has: as many as a real vault, as far as labels allow."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

DONE_ELSEWHERE, TWINS, ARCHIVED = 0.31, 0.34, 0.27
"""Of all proposals."""
DONE_IN_ARCHIVE = 0.63
"""Of those that are done elsewhere."""
ONE_BY_ONE = 800 / 4200
"""The share of the class `mine` among all proposals."""
SOMEONE_ELSES, NOBODYS = 0.50, 0.06
"""Of all proposals."""
EXACT = 0.08
"""The share of all proposals that says a twin's words exactly."""
DECIDED = 4442 / 4206
"""How many decided tasks there are for each proposal; most say what no proposal says."""

SIZES = {2: 50, 3: 22, 4: 12, 5: 8, 6: 5, 7: 1.5, 8: 1, 9: 0.5}
"""How often twins come in groups of how many."""


@dataclass(frozen=True, slots=True)
class Shares:
    """How many proposals there are of each kind."""

    done_in_archive: int
    done_outside: int
    twins: int
    archived: int
    others: int
    mine: int

    @classmethod
    def of(cls, proposals: int) -> "Shares":
        """The measured shares of so many proposals; archived twins would be wanted two ways, so none are."""
        done = round(proposals * DONE_ELSEWHERE)
        done_in_archive = round(done * DONE_IN_ARCHIVE)
        twins = round(proposals * TWINS)
        twins -= twins == 1
        archived = max(0, round(proposals * ARCHIVED) - done_in_archive)
        mine = min(proposals - done - twins - archived, round(proposals * ONE_BY_ONE))
        others = proposals - done - twins - archived - mine
        return cls(done_in_archive, done - done_in_archive, twins, archived, others, mine)

    @property
    def in_archive(self) -> int:
        """How many lie under `_archive`."""
        return self.done_in_archive + self.archived

    @property
    def outside(self) -> int:
        """How many are outside `_archive`."""
        return self.done_outside + self.twins + self.others + self.mine

    def someone_elses(self, *, twins: int | None = None) -> float:
        """The chance to be someone else's, of those not decided by their owner; `twins` are once they are."""
        free = self.done_in_archive + self.done_outside + self.archived + self.twins
        wanted = SOMEONE_ELSES * (free + self.others + self.mine) - self.others
        if twins is not None:
            free, wanted = free - self.twins, wanted - twins
        return min(1.0, max(0.0, wanted / free)) if free else 0.0


def group_sizes(total: int, rng: Random) -> list[int]:
    """How many twins each group has, so many in all, none alone."""
    sizes: list[int] = []
    while (left := total - sum(sizes)) > 0:
        size = rng.choices(list(SIZES), list(SIZES.values()))[0]
        sizes.append(left if left - size < min(SIZES) else size)
    return sizes


def exact_shares(sizes: Sequence[int], total: int, rng: Random) -> list[int]:
    """How many of each group say the same words exactly: 0 or at least 2, about so many in all."""
    shares = [0] * len(sizes)
    for at in rng.sample(range(len(sizes)), len(sizes)):
        left = total - sum(shares)
        if left < 2:
            break
        shares[at] = min(left, rng.choice((2, 2, 2, 3)), sizes[at])
    return shares
