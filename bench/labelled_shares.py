"""How many proposals of each kind a labelled vault has: as a real one has, as near as labels allow."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

DONE_ELSEWHERE, DUPLICATES, ARCHIVED = 0.31, 0.34, 0.27
"""Of all proposals."""
DONE_IN_ARCHIVE = 0.63
"""Of those that are done elsewhere."""
ONE_BY_ONE = 800 / 4200
"""The share of the class `mine` among all proposals."""
SOMEONE_ELSES, NOBODYS = 0.50, 0.06
"""Of all proposals."""
EXACT = 0.08
"""The share of all proposals that says a duplicate's words exactly."""
SIBLINGS = 1 / 3
"""How many proposals there are for each set of duplicates that only look like a duplicate."""
SAYS_MORE = 0.15
"""How many sets have a member that names something that the keeper does not."""
DECIDED = 4442 / 4206
"""How many decided tasks there are for each proposal; most say what no proposal says."""

SIZES = {2: 50, 3: 22, 4: 12, 5: 8, 6: 5, 7: 1.5, 8: 1, 9: 0.5}
"""How often duplicates come in groups of how many."""


@dataclass(frozen=True, slots=True)
class Shares:
    """How many proposals there are of each kind."""

    done_in_archive: int
    done_outside: int
    duplicates: int
    archived: int
    others: int
    mine: int

    @classmethod
    def of(cls, proposals: int) -> "Shares":
        """The measured shares of so many proposals; an archived duplicate would be wanted two ways."""
        done = round(proposals * DONE_ELSEWHERE)
        done_in_archive = round(done * DONE_IN_ARCHIVE)
        duplicates = round(proposals * DUPLICATES)
        duplicates -= duplicates == 1
        archived = max(0, round(proposals * ARCHIVED) - done_in_archive)
        mine = min(proposals - done - duplicates - archived, round(proposals * ONE_BY_ONE))
        others = proposals - done - duplicates - archived - mine
        return cls(done_in_archive, done - done_in_archive, duplicates, archived, others, mine)

    @property
    def in_archive(self) -> int:
        """How many lie under `_archive`."""
        return self.done_in_archive + self.archived

    @property
    def outside(self) -> int:
        """How many do not."""
        return self.done_outside + self.duplicates + self.others + self.mine

    def someone_elses(self, *, duplicates: int | None = None) -> float:
        """The chance to be someone else's, of those whose owner decides nothing; `duplicates` already are."""
        free = self.done_in_archive + self.done_outside + self.archived + self.duplicates
        wanted = SOMEONE_ELSES * (free + self.others + self.mine) - self.others
        if duplicates is not None:
            free, wanted = free - self.duplicates, wanted - duplicates
        return min(1.0, max(0.0, wanted / free)) if free else 0.0


def group_sizes(total: int, rng: Random) -> list[int]:
    """How many duplicates each group has, so many in all, none alone."""
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
