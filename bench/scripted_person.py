"""Decide every proposal of a labelled vault in the real app, by keys alone, as its labels want it.

    PYTHONPATH=tests python bench/scripted_person.py FOLDER [--others group|filter|at-once]

FOLDER is what bench/labelled_vault.py made; its vault is copied, and never written to. Says how many keys it
took, how many sets and pairs the app found, how many decisions came out as labelled, and whether undoing
every gesture restores every byte.
"""

import argparse
import asyncio
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from apps import Hand, Places, ShownApp, at_work
from duplicates_found import Found
from fakes import sitting
from label import Label, Wanted, read_labels
from labelled_vault import TODAY
from triage.core.config import Config
from triage.core.row import Row
from triage.storage.vault import Vault
from triage.ui.dialogs.bulk_dialog import BulkDialog
from vault_difference import SYMBOLS, as_decided, told_by_journal, verify
from work_order import Going, Keys, Order, Step

MOST_TOLD = 40
PATIENCE = 300.0
"""Seconds that a gesture over many notes may take."""


@dataclass
class Person:
    """Sits at the app and does what the labels want: in bulk what the app offers, by hand what it misses."""

    hand: Hand
    labels: Sequence[Label]
    keys: Keys = field(default_factory=Keys)
    pressed: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)
    """What did not go as planned, a sentence each."""
    by_hand: set[str] = field(default_factory=set)
    """The lines of labelled duplicates that were left over and rejected."""
    found: Found | None = None
    """What the app said of duplicates before anything was decided."""

    async def work(self, order: Order) -> None:
        """Decide everything, once the app has compared all of it."""
        header = self.hand.screen.header
        await self._until(lambda: not header.is_scanning and not header.is_comparing)
        self.found = self._compare()
        for step in order.steps:
            await self._decide_all(step)
        await self._press(*order.to_others)
        left = list(order.others)
        while left and (here := self._here()):
            fitting = [step for step in left if step.takes(here)] if order.is_by_cursor else left
            if not fitting:
                break
            step = fitting[0]
            left.remove(step)
            await self._decide_all(step)
        await self._press(*order.to_rest)
        for _ in range(self.hand.session.queue.open):
            if not await self._decide_one():
                break
        if open_rows := self.hand.session.queue.open:
            self.told.append(f"{open_rows:,} are left to decide")

    def _compare(self) -> Found:
        duplicates = self.hand.session.duplicates
        labelled = [
            (row.key, label) for row in self.hand.session.rows.values() if (label := self._label(row))
        ]
        line_of = {key: label.line for key, label in labelled}
        found = {each.keys for key, _ in labelled if (each := duplicates.set_of(key))}
        sets = [frozenset(line_of[key] for key in keys if key in line_of) for keys in found]
        matches = [(label.line, match.place) for key, label in labelled for match in duplicates.matches(key)]
        return Found.of(self.labels, sets, matches)

    async def undo_everything(self) -> int:
        """Take back gesture after gesture; how many they were."""
        session = self.hand.session
        gestures = len(session.past.history.undoable)
        for left in range(gestures, 0, -1):
            await self._press(self.keys.undo)
            await self._go_on()
            await self._until_over(lambda left=left: len(session.past.history.undoable) < left)  # type: ignore[misc]
        return gestures

    def _here(self) -> Label | None:
        """The label of the row under the cursor."""
        row = self.hand.screen.listing.row
        return self._label(row) if row else None

    def _label(self, row: Row) -> Label | None:
        """The label of a row."""
        return self._by_line.get((row.proposal.note, row.proposal.place.number))

    @cached_property
    def _by_line(self) -> dict[tuple[str, int], Label]:
        return {(label.note, label.line_number): label for label in self.labels}

    async def _decide_one(self) -> bool:
        """Decide the row under the cursor; False if there is nothing to decide."""
        row, label = self.hand.screen.listing.row, self._here()
        if row is None or label is None or not row.is_open:
            self.told.append("the cursor is on no row that is to be decided")
            return False
        if label.wanted is Wanted.DUPLICATE:
            self.by_hand.add(label.line)
        await self._press(self.keys.accept if label.wanted is Wanted.ACCEPT else self.keys.reject)
        await self._until(lambda: not self.hand.session.rows[row.key].is_open)
        return True

    async def _decide_all(self, step: Step) -> None:
        """Decide the step's rows in one gesture, or one by one if a step by owner shows one to reject."""
        await self._press(*step.before)
        session = self.hand.session
        marked = [session.rows[key] for key in sorted(session.marks.keys)]
        if step.verb == self.keys.accept and not all(
            label and label.wanted is Wanted.ACCEPT for label in map(self._label, marked)
        ):
            await self._press(step.before[-1])
            for _ in marked:
                await self._decide_one()
        elif marked:
            if step.verb == self.keys.reject:
                labels = filter(None, map(self._label, marked))
                self.by_hand |= {label.line for label in labels if label.wanted is Wanted.DUPLICATE}
            gestures = len(session.past.history.undoable)
            await self._press(step.verb)
            await self._go_on()
            await self._until_over(lambda: len(session.past.history.undoable) > gestures)
        await self._press(*step.after)
        if session.marks:  # of rows that the gesture left open
            await self._press(self.keys.clear)

    async def _go_on(self) -> None:
        """Answer the screen that asks, if there is one."""
        if isinstance(self.hand.app.screen, BulkDialog):
            await self._press(self.keys.go_on)

    async def _press(self, *keys: str) -> None:
        for key in keys:
            self.pressed[key] += 1
            await self.hand.press(key)

    async def _until_over(self, condition: Callable[[], bool]) -> None:
        """Wait for the end of a gesture, which shows its progress when it is long."""
        await self._until(lambda: condition() and len(self.hand.app.screen_stack) == 1)

    async def _until(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError(f"the app never came to that:\n{self.hand.text}")
            await asyncio.sleep(0.005)
        await self.hand.settled()


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a person's work."""

    pressed: Counter[str]
    counts: tuple[str, ...]
    """What the app found and how the decisions came out, a sentence each: it may be better or worse."""
    wrong: tuple[str, ...]
    """What may never be, a sentence each: a byte that no decision wrote, a line left to decide."""


async def sit_down(folder: Path, work: Path, manner: Going = Going.GROUP) -> Report:
    """Let a person decide a copy of a labelled vault in `work`, and take it all back."""
    original, vault, state = folder / "vault", work / "vault", work / "state"
    shutil.copytree(original, vault)
    state.mkdir()
    labels, keys, config = read_labels(folder / "labels.jsonl"), Keys(), Config()
    store = Vault(vault, config, state=state)
    session = sitting(store, 1, today=TODAY, load=False)
    async with at_work(ShownApp(session, Places(vault), config), size=(120, 40)) as hand:
        person = Person(hand, labels, keys)
        await person.work(Order.of(labels, keys, manner))
        pressed = person.pressed.copy()
        decided = as_decided(vault, labels)
        wrong = [*person.told, *verify(original, vault, decided)]
        counts = (str(person.found), *_counts(labels, decided, person.by_hand, store))
        await person.undo_everything()
    wrong += [f"after undo: {each}" for each in verify(original, vault, ())]
    return Report(pressed, counts, tuple(wrong))


def _counts(
    labels: Sequence[Label], decided: Sequence[Label], by_hand: Collection[str], store: Vault
) -> Iterator[str]:
    """How the decisions came out, a sentence each."""
    right = [
        label
        for label, now in zip(labels, decided, strict=True)
        if SYMBOLS[label.wanted] == SYMBOLS[now.wanted]
    ]
    hand = sum(label.line in by_hand for label in right)
    yield f"{len(right):,} of {len(labels):,} decisions as labelled, {hand:,} of them duplicates by hand."
    said = told_by_journal(store.entries())
    named = [label for label in right if label.wanted is Wanted.DUPLICATE and label.line not in by_hand]
    of = sum(said.get(label.line) == (Wanted.DUPLICATE, label.of) for label in named)
    yield f"{of:,} of {len(named):,} duplicates recorded as of the labelled line."


def main() -> None:
    """Work through the vault that the command line names."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="what labelled_vault.py made")
    parser.add_argument(
        "--others",
        type=Going,
        choices=list(Going),
        default=Going.GROUP,
        help="how to go about them (default: group)",
    )
    parser.add_argument("--count", action="store_true", help="only count the keys that it would take")
    asked = parser.parse_args()
    labels = read_labels(asked.folder / "labels.jsonl")
    if asked.count:
        planned = Order.of(labels, Keys(), asked.others).count(Keys(), Config().bulk_limit)
        print(f"{planned.total():,} keys for {len(labels):,} proposals")
        return
    with tempfile.TemporaryDirectory() as work:
        report = asyncio.run(sit_down(asked.folder, Path(work), asked.others))
    print(f"{report.pressed.total():,} keys for {len(labels):,} proposals")
    print(", ".join(f"{key} {count:,}" for key, count in report.pressed.most_common()))
    print("\n".join(report.counts))
    wrong = report.wrong
    print("\n".join(wrong[:MOST_TOLD]) or "No other byte was written, and undo restored every byte")
    if len(wrong) > MOST_TOLD:
        print(f"and {len(wrong) - MOST_TOLD:,} more")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
