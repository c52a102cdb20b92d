"""Decide every proposal of a labelled vault in the real app, by keys alone, as its labels want it.

    PYTHONPATH=tests python bench/scripted_person.py FOLDER [--others group|filter|at-once]

FOLDER is what bench/labelled_vault.py made; its vault is copied, and never written to. Says how many keys
it took, whether every line came out as labelled, and whether undoing every gesture restores every byte.
"""

import argparse
import asyncio
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from apps import Hand, Places, ShownApp, at_work
from fakes import sitting
from label import Class, Label, read_labels
from labelled_vault import TODAY
from triage.core.config import Config
from triage.core.row import Row
from triage.storage.vault import Vault
from triage.ui.dialogs.bulk_dialog import BulkDialog
from vault_difference import verify, verify_journal
from work_order import Keys, Manner, Order, Step, verb_of

MOST_KEYS = 1150
"""For 4,200 proposals of the measured shares."""
MOST_TOLD = 40
PATIENCE = 300.0
"""Seconds that a gesture over many notes may take."""


@dataclass
class Person:
    """Sits at the app and does what the labels want."""

    hand: Hand
    labels: Sequence[Label]
    keys: Keys = field(default_factory=Keys)
    pressed: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)
    """What went wrong, a sentence each."""
    without_match: set[str] = field(default_factory=set)
    """The lines that were decided already, for which the app found no match to record."""

    async def work(self, order: Order) -> None:
        """Decide everything, after the app has compared everything."""
        header = self.hand.screen.header
        await self._until(lambda: not header.is_scanning and not header.is_comparing)
        await self._put_right()
        for step in order.steps:
            await self._decide_all(step)
        await self._press(*order.to_others)
        left = list(order.others)
        while left:
            here = self._here()
            step = next((step for step in left if here in step.labels), left[0])
            left.remove(step)
            await self._decide_all(step)
        await self._press(*order.to_rest)
        for _ in range(self.hand.session.queue.open):
            if not await self._decide_one():
                break
        if open_rows := self.hand.session.queue.open:
            self.told.append(f"{open_rows:,} are left to decide")

    async def _put_right(self) -> None:
        """Join the twins that were not found alike, and reject what was decided already but has no badge."""
        session = self.hand.session
        rows = {label.line: row for row in session.rows.values() if (label := self._label(row))}
        groups: dict[str, list[Row]] = {}
        for label in self.labels:
            row = rows[label.line]
            if label.kind is Class.TWIN:
                groups.setdefault(label.group, []).append(row)
            elif label.kind is Class.DONE_ELSEWHERE and not session.likenesses.matches(row.key):
                if label.is_archived or not session.names.is_mine(row.proposal):  # else it comes up by itself
                    await self._single_out([row])
                    await self._press(self.keys.duplicate, self.keys.clear_filter)
                self.without_match.add(label.line)
        for group in groups.values():
            keys = {row.key for row in group}
            card = session.likenesses.card(group[0].key)
            if card is None or set(card.keys) != keys:
                await self._single_out(group)
                await self._press(self.keys.mark_all, self.keys.join, self.keys.clear_filter)

    async def _single_out(self, rows: Sequence[Row]) -> None:
        """Type a filter that shows these rows and no other to decide."""
        text = shortest_text([row.proposal.haystack for row in rows], self._haystacks - set(rows_of(rows)))
        await self._press(self.keys.filter, *f'"{text}"', self.keys.filtered)

    @cached_property
    def _haystacks(self) -> set[str]:
        """All that a filter searches of every row."""
        return {row.proposal.haystack for row in self.hand.session.rows.values()}

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
        return self._by_line.get((row.proposal.note, row.proposal.place.number))

    @cached_property
    def _by_line(self) -> dict[tuple[str, int], Label]:
        return {(label.note, label.line_number): label for label in self.labels}

    async def _decide_one(self) -> bool:
        """Decide the row under the cursor; False where there is nothing to decide."""
        row, label = self.hand.screen.listing.row, self._here()
        if row is None or label is None or not row.is_open:
            self.told.append("the cursor is on no row that is to be decided")
            return False
        if label.kind is not Class.MINE and label.line not in self.without_match:
            self.told.append(f"{label.line}: left over, a {label.kind}")
        await self._press(verb_of(label, self.keys))
        await self._until(lambda: not self.hand.session.rows[row.key].is_open)
        return True

    async def _decide_all(self, step: Step) -> None:
        await self._press(*step.before)
        session = self.hand.session
        marked = [session.rows[key] for key in sorted(session.marks.keys)]
        wanted = {label.line for label in step.labels}
        found = {f"{row.proposal.note}:{row.proposal.place.number}" for row in marked}
        self.told += [
            f"{step.name}: {line} is not marked" for line in sorted(wanted - found - self.without_match)
        ]
        self.told += [f"{step.name}: {line} is marked" for line in sorted(found - wanted)]
        if not marked:
            return
        await self._press(step.verb)
        await self._go_on()
        await self._until_over(lambda: not any(session.rows[row.key].is_open for row in marked))
        await self._press(*step.after)

    async def _go_on(self) -> None:
        """Answer the dialog that asks, if there is one."""
        if isinstance(self.hand.app.screen, BulkDialog):
            await self._press(self.keys.go_on)

    async def _press(self, *keys: str) -> None:
        for key in keys:
            self.pressed[key] += 1
            await self.hand.press(key)

    async def _until_over(self, condition: Callable[[], bool]) -> None:
        """Wait for the end of a gesture; a long one shows its progress."""
        await self._until(lambda: condition() and len(self.hand.app.screen_stack) == 1)

    async def _until(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError(f"the app never ended the gesture:\n{self.hand.text}")
            await asyncio.sleep(0.005)
        await self.hand.settled()


def rows_of(rows: Sequence[Row]) -> list[str]:
    """What a filter searches of these rows."""
    return [row.proposal.haystack for row in rows]


def shortest_text(wanted: Sequence[str], others: Collection[str]) -> str:
    """The shortest text that is in everything that is wanted, and in nothing else."""
    first = wanted[0].partition("\n")[0]
    for size in range(3, len(first)):
        for start in range(len(first) - size):
            text = first[start : start + size]
            if text.strip() != text or '"' in text or any(text not in each for each in wanted[1:]):
                continue
            if not any(text in each for each in others):
                return text
    raise ValueError(f"nothing tells {first!r} apart")


async def sit_down(folder: Path, work: Path, manner: Manner = Manner.GROUP) -> tuple[Counter[str], list[str]]:
    """Have a person decide a copy of a labelled vault in `work`, and take it all back.

    Gives the keys that deciding took, and what is not as it should be, a sentence each.
    """
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
        wrong = [*person.told, *verify(original, vault, labels)]
        found = [label for label in labels if label.line not in person.without_match]
        wrong += verify_journal(store.entries(), found)
        print(f"put right: {len(person.without_match)} without a match, {pressed[keys.join]} cards")
        await person.undo_everything()
    return pressed, wrong + [f"after undo: {each}" for each in verify(original, vault, ())]


def main() -> None:
    """Work through the vault that the command line names."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="what labelled_vault.py made")
    parser.add_argument(
        "--others",
        type=Manner,
        choices=list(Manner),
        default=Manner.GROUP,
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
        pressed, wrong = asyncio.run(sit_down(asked.folder, Path(work), asked.others))
    print(f"{pressed.total():,} keys for {len(labels):,} proposals (at most {MOST_KEYS:,} for 4,200)")
    print(", ".join(f"{key} {count:,}" for key, count in pressed.most_common()))
    print("\n".join(wrong[:MOST_TOLD]) or "Every line came out as labelled, and undo restored every byte")
    if len(wrong) > MOST_TOLD:
        print(f"and {len(wrong) - MOST_TOLD:,} more")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
