"""Measure how long it takes to find the duplicates among many proposals, and what was decided before.

    python bench/duplicates.py [--proposals 100000]

The text is invented; a third of the proposals say again, in other words, what an earlier one said.
"""

import argparse
import time
import tracemalloc
from collections.abc import Sequence
from itertools import pairwise
from random import Random

from make_vault import DETAILS, Idea, Writer
from triage.core.duplicates.index import Index
from triage.core.duplicates.rarity import Rarity
from triage.core.duplicates.sets import DuplicateSets
from triage.core.duplicates.statement import Statement
from triage.core.duplicates.wording import Wording

AGAIN, EQUAL = 0.34, 0.08
"""The shares that repeat an earlier proposal, and that repeat it word for word."""
OTHER_WORDS = {
    "Send": ("Share", "Please send", "Make sure to forward", "Email"),
    "Draft": ("Write", "Prepare", "We need to draft"),
    "Review": ("Check", "Go through", "Please review"),
    "Confirm": ("Verify", "Validate", "Remember to confirm"),
    "Update": ("Revise", "Bring up to date", "Refresh"),
    "Collect": ("Gather", "Pick up", "Get"),
}
"""Other ways in which a pipeline says a verb."""


def sentence(idea: Idea) -> str:
    """The idea as a task says it."""
    return f"{idea.verb} the {idea.thing} {idea.whom}{idea.reasons}."


class Proposals(Writer):
    """Writes the words of proposals, many of them twice."""

    def __init__(self, rng: Random) -> None:
        super().__init__(rng)
        self._written: list[Idea] = []

    def words(self) -> tuple[str, bool]:
        """The next proposal's words, and whether an earlier one meant the same."""
        chance = self._chance()
        if self._written and chance < AGAIN:
            said = self._choose(self._written)
            return (sentence(said) if chance < EQUAL else self._reworded(said)), True
        whom = f"for {self._company()}" if self._chance() < 0.5 else f"with {self._person()}"
        idea = Idea(self._choose(tuple(OTHER_WORDS)), self._thing(), whom, self._reasons())
        self._written.append(idea)
        return sentence(idea), False

    def _reworded(self, said: Idea) -> str:
        verb = self._choose(OTHER_WORDS[said.verb])
        match int(self._chance() * 4):
            case 0:
                return f"{verb} {said.thing}s {said.whom}{said.reasons}"
            case 1:
                return f"{verb} the {said.thing} {said.whom}."
            case 2:
                detail = self._choose([text for text in DETAILS if "{" not in text])
                return f"{verb} the {said.thing} {said.whom}{said.reasons}, {detail}."
            case _:
                return (
                    f"{said.whom.capitalize()}, {verb[0].lower()}{verb[1:]} the {said.thing}{said.reasons}."
                )


def statements(texts: Sequence[str]) -> dict[int, Statement]:
    """Texts by number, each in a note of its own, as they are weighed among all of them."""
    rarity = Rarity()
    wordings = [Wording(text) for text in texts]
    for wording in wordings:
        rarity.add(wording)
    return {key: Statement(rarity.weigh(wording), f"{key}.md") for key, wording in enumerate(wordings)}


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description="Measure how long the search for duplicates takes.")
    parser.add_argument("--proposals", type=int, default=100_000, metavar="N")
    count: int = parser.parse_args().proposals
    writer = Proposals(Random(1))
    written = [writer.words() for _ in range(count)]

    began = time.process_time()
    held = statements([words for words, _ in written])
    read = time.process_time()
    pauses: list[float] = []
    sets = DuplicateSets(len(held))
    sets.add_all(held, lambda: pauses.append(time.perf_counter()))
    grouped = time.process_time()
    index = Index()
    for key, statement in held.items():
        index.add(key, statement)
    added = time.process_time()
    asked = list(held.values())[: min(count, 2_000)]
    for statement in asked:
        index.nearest(statement)
    answered = time.process_time()

    longest = max((b - a for a, b in pairwise(pauses)), default=0.0)
    found = sets.all()
    others = sum(len(members) - 1 for members in found)
    print(f"{count:,} proposals, {sum(again for _, again in written):,} of them said before")
    print(f"words    {read - began:7.2f} s   of processor time, as all below")
    print(f"sets     {grouped - read:7.2f} s   {len(found):,} sets with {others:,} duplicates of a keeper")
    print(f"pauses   {longest * 1000:7.1f} ms  at most between two of {len(pauses):,}")
    print(f"index    {added - grouped:7.2f} s")
    print(f"nearest  {(answered - added) / max(1, len(asked)) * 1000:7.2f} ms  each of {len(asked):,}")
    tracemalloc.start()
    sample = statements([words for words, _ in written[:5_000]])
    print(f"memory   {tracemalloc.get_traced_memory()[0] / max(1, len(sample)):7.0f} bytes a statement")


if __name__ == "__main__":
    main()
