"""Make a vault of invented notes in which it is known what its person wants of every proposal.

    python bench/labelled_vault.py FOLDER [--notes 2000] [--proposals 4200] [--seed 1]

gives the notes in FOLDER/vault and one label a proposal in FOLDER/labels.jsonl; bench/README.md says what
is in them. The same arguments always make the same bytes.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from label import MYSELF, Class, Label, write_labels
from labelled_note import Page, Scribe
from labelled_shares import ARCHIVED, DECIDED, EXACT, SIBLINGS, Shares, exact_shares, group_sizes
from labelled_task import Maker, Proposed, Task, everybody
from make_vault import plan

TODAY = date(2026, 12, 3)
DAYS = 1000
"""The notes are of so many days before today."""
LEAST_NOTES = 4


@dataclass(frozen=True, slots=True)
class Wish:
    """What vault is asked for."""

    notes: int = 2000
    proposals: int = 4200
    seed: int = 1
    today: date = TODAY
    without_auto: float = 0.0
    """The share of proposals that stand in the vault besides, without `#auto` and without a label."""


@dataclass(frozen=True, slots=True)
class LabelledVault:
    """A vault in memory."""

    notes: dict[str, bytes]
    """By path."""
    labels: tuple[Label, ...]
    """In the order of the paths and lines."""
    proposed: tuple[Proposed, ...]
    decided: int
    """How many tasks are decided from the beginning."""


def make(wish: Wish) -> LabelledVault:
    """Invent a vault; needs `LEAST_NOTES` notes or more."""
    rng = Random(wish.seed)
    archived = round(wish.notes * ARCHIVED)
    people = everybody(rng)
    scribe = Scribe(rng, people, wish.notes)
    pages = _pages(scribe, wish, archived, rng)
    days = [page.day for page in pages]
    tasks = _Tasks(wish, archived, days, Maker(rng, days, people, wish.today), rng)
    in_note: list[list[Task]] = [[] for _ in pages]
    for task in tasks.everything():
        in_note[task.note].append(task)
    notes = {}
    for page, here in zip(pages, in_note, strict=True):
        rng.shuffle(here)
        notes[page.path] = scribe.note(page, page.path, here)
    labels = sorted(
        (each.label() for each in tasks.proposed), key=lambda label: (label.note, label.line_number)
    )
    return LabelledVault(notes, tuple(labels), tuple(tasks.proposed), len(tasks.decided))


def _pages(scribe: Scribe, wish: Wish, archived: int, rng: Random) -> list[Page]:
    """The notes without their text, those under `_archive` first."""
    pages: dict[str, Page] = {}
    while len(pages) < wish.notes:
        is_archived = len(pages) < archived
        first = DAYS // 4 if is_archived else 1
        page = scribe.page(wish.today - timedelta(days=rng.randint(first, DAYS)), archived=is_archived)
        pages.setdefault(page.path, page)
    return list(pages.values())


class _Tasks:
    """Every task of a vault, each given to a note."""

    def __init__(self, wish: Wish, archived: int, days: Sequence[date], maker: Maker, rng: Random) -> None:
        self._rng = rng
        self._days = days
        self._maker = maker
        self._archived = archived
        self._shares = shares = Shares.of(wish.proposals)
        self._slots_in_archive = self._slots(0, archived, shares.in_archive)
        self._slots_outside = self._slots(archived, wish.notes, shares.outside)
        decided = max(shares.done_in_archive + shares.done_outside, round(wish.proposals * DECIDED))
        counts = plan(wish.notes, decided, rng)
        self._slots_decided = [note for note, each in enumerate(counts) for _ in range(each.decided)]
        rng.shuffle(self._slots_decided)
        duplicates = self._duplicates(wish.proposals)
        theirs = sum(each.task.owner not in {MYSELF, ""} for each in duplicates)
        self._chance = shares.someone_elses(duplicates=theirs)
        self.proposed = [*duplicates, *self._done_elsewhere()]
        self.proposed += self._singles(round(len({each.group for each in duplicates}) * SIBLINGS))
        self.decided = [each.of for each in self.proposed if each.of and each.kind is Class.DONE_ELSEWHERE]
        self.decided += [maker.decided(note) for note in self._slots_decided]
        left_out = round(wish.proposals * wish.without_auto)
        self.left_out = [maker.left_out(rng.randrange(wish.notes)) for _ in range(left_out)]

    def everything(self) -> list[Task]:
        """Every task, proposed, decided or left out."""
        return [*(each.task for each in self.proposed), *self.decided, *self.left_out]

    def _slots(self, first: int, end: int, proposals: int) -> list[int]:
        """A note's number for each of these proposals."""
        slots = [
            first + note
            for note, each in enumerate(plan(end - first, proposals, self._rng))
            for _ in range(each.proposals)
        ]
        self._rng.shuffle(slots)
        return slots

    def _duplicates(self, proposals: int) -> list[Proposed]:
        sizes = group_sizes(self._shares.duplicates, self._rng)
        exact = exact_shares(sizes, round(proposals * EXACT), self._rng)
        chance = self._shares.someone_elses()
        groups = [
            self._maker.duplicates(f"set-{number}", self._slots_outside, size, alike, chance)
            for number, (size, alike) in enumerate(zip(sizes, exact, strict=True), start=1)
        ]
        return [each for group in groups for each in group]

    def _done_elsewhere(self) -> list[Proposed]:
        notes = [self._slots_in_archive.pop() for _ in range(self._shares.done_in_archive)]
        notes += [self._slots_outside.pop() for _ in range(self._shares.done_outside)]
        return [self._maker.done_elsewhere(note, self._other_note(note), self._chance) for note in notes]

    def _other_note(self, note: int) -> int:
        """Take a place for a decided task in another note."""
        slots = self._slots_decided
        for at in reversed(range(len(slots))):
            if slots[at] != note:
                return slots.pop(at)
        return note - 1 if note else 1

    def _singles(self, siblings: int) -> list[Proposed]:
        kinds = [Class.MINE] * self._shares.mine + [Class.OTHERS] * self._shares.others
        pairs = [(note, Class.ARCHIVED) for note in self._slots_in_archive]
        pairs += list(zip(self._slots_outside, kinds, strict=True))
        likes = self._likes([note for note, _ in pairs], siblings)
        return [
            self._maker.single(note, kind, self._chance, likes.get(at))
            for at, (note, kind) in enumerate(pairs)
        ]

    def _likes(self, notes: Sequence[int], wanted: int) -> dict[int, Proposed]:
        """What some of the singles, by place, are to look like: of the same note, of its day, of any."""
        likes: dict[int, Proposed] = {}
        used: set[int] = set()
        places = self._rng.sample(range(len(notes)), len(notes))
        sources = self._rng.sample(self.proposed, len(self.proposed))
        key_of: Callable[[int], object]
        for part, key_of in enumerate(
            (lambda note: note, self._days.__getitem__, lambda note: None), start=1
        ):
            by_key: defaultdict[object, list[Proposed]] = defaultdict(list)
            for source in sources:
                if id(source) not in used:
                    by_key[key_of(source.task.note)].append(source)
            for at in places:
                found = by_key[key_of(notes[at])]
                if len(likes) >= wanted * part // 3:
                    break
                if at in likes or not found or (part > 1 and found[-1].task.note == notes[at]):
                    continue
                likes[at] = found.pop()
                used.add(id(likes[at]))
        return likes


def shares_table(vault: LabelledVault, today: date) -> str:
    """What came out, beside what was measured."""
    labels, proposed = vault.labels, vault.proposed
    total = len(labels)
    dated = [each.task.due for each in proposed if each.task.due]
    words = Counter((each.group, each.task.words) for each in proposed if each.kind is Class.DUPLICATE)
    exact = sum(count for count in words.values() if count > 1)
    duplicates = Counter(label.group for label in labels if label.kind is Class.DUPLICATE)
    in_notes = {(label.group, label.note) for label in labels if label.kind is Class.DUPLICATE}
    across = sum(
        1 for group in duplicates if len([1 for name, _ in in_notes if name == group]) == duplicates[group]
    )
    done = [label for label in labels if label.kind is Class.DONE_ELSEWHERE]

    def count(some: Iterable[bool]) -> int:
        return sum(some)

    rows: list[tuple[str, int, int, str]] = [
        ("done elsewhere", len(done), total, "31 %"),
        ("  of these archived", count(label.is_archived for label in done), len(done), "63 %"),
        ("duplicates", sum(duplicates.values()), total, "34 %"),
        ("archived, all", count(label.is_archived for label in labels), total, "27 %"),
        *((f"class {kind}", count(label.kind is kind for label in labels), total, "") for kind in Class),
        ("someone else's, all", count(label.is_someone_elses for label in labels), total, "half"),
        ("mine, all", count(label.owner == MYSELF for label in labels), total, ""),
        ("unassigned, all", count(not label.owner for label in labels), total, "6 %"),
        ("with a duplicate's exact words", exact, total, "8 %"),
        ("dated", len(dated), total, "70 %"),
        ("  of these overdue", count(due < today for due in dated), len(dated), "86 %"),
        ("sets of duplicates", len(duplicates), len(duplicates), ""),
        ("  each in a note of its own", across, len(duplicates), "most"),
        (
            "  where a member says more",
            len({each.group for each in labels if each.says_more}),
            len(duplicates),
            "",
        ),
        ("only look like another", count(bool(label.resembles) for label in labels), total, ""),
        ("notes with proposals", len({label.note for label in labels}), len(vault.notes), "1/3"),
    ]
    lines = [
        f"{name:<28}{number:>7,}{number / of if of else 0:>8.1%}   {wanted}".rstrip()
        for name, number, of, wanted in rows
    ]
    return "\n".join(["what                          count   share   measured", *lines])


def write(vault: LabelledVault, folder: Path) -> None:
    """Write the notes and the labels into a folder that is there."""
    for path, data in vault.notes.items():
        file = folder / "vault" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    (folder / "vault/.obsidian").mkdir()
    (folder / "vault/.obsidian/app.json").write_bytes(b"{}\n")
    write_labels(folder / "labels.jsonl", vault.labels)


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the vault that the command line asks for, and say what it holds."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="new, or an empty folder")
    parser.add_argument("--notes", type=int, default=2000, metavar="N", help="how many (default: 2000)")
    parser.add_argument("--proposals", type=int, default=4200, metavar="N", help="how many (default: 4200)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="which vault (default: 1)")
    parser.add_argument(
        "--today", type=date.fromisoformat, default=TODAY, metavar="DAY", help="what is overdue before"
    )
    parser.add_argument(
        "--without-auto", type=float, default=0.0, metavar="SHARE", help="more, without #auto or a label"
    )
    asked = parser.parse_args(arguments)
    folder: Path = asked.folder
    if asked.notes < LEAST_NOTES or asked.proposals < 0 or not 0 <= asked.without_auto <= 1:
        parser.error(f"{LEAST_NOTES} notes are needed, no fewer than 0 proposals, and a share from 0 to 1")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        parser.error(f"{folder} is not an empty folder")
    folder.mkdir(parents=True, exist_ok=True)
    vault = make(Wish(asked.notes, asked.proposals, asked.seed, asked.today, asked.without_auto))
    write(vault, folder)
    size = sum(map(len, vault.notes.values()))
    print(f"{folder / 'vault'}: {len(vault.notes):,} notes, {size / 1e6:,.1f} MB", end=", ")
    print(f"{vault.decided:,} decided tasks, {len(vault.labels):,} proposals with labels\n")
    print(shares_table(vault, asked.today))


if __name__ == "__main__":
    main()
