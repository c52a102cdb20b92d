"""Make a vault of invented notes to measure triage on; the same arguments always make the same bytes.

The shares (of proposals under `_archive`, without `#auto`, dated, said before) are those of a real vault.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, log
from pathlib import Path
from random import Random


def phrases(text: str) -> tuple[str, ...]:
    """Split a list at its bars."""
    return tuple(" ".join(phrase.split()) for phrase in text.split("|"))


FIRST_DAY = date(2023, 1, 1)
DAYS = 3 * 365
MEAN_NOTE = 10_000
"""Bytes; the sizes are spread log-normally around it."""

NOTES_WITH_PROPOSALS = 1 / 3
MOST_IN_A_NOTE = 60
SKEW = 1.4
"""The sigma of the log-normal weights by which proposals fall on notes."""
ARCHIVED = 0.27
WITHOUT_AUTO = 0.26
MINE, NOBODYS = 0.45, 0.06
DATED = 0.70
SAID_BEFORE, SAID_ALIKE = 0.06, 0.26
"""The chances that a task repeats an earlier proposal, and that it does so with one word changed."""
DONE = 0.85
"""Of the decided tasks; the others are open."""
PRIORITIES = ("⏫", "⏫", "⏫", "⏫", "🔼", "🔽", "", "", "", "")

MYSELF = "Mira Solberg"
FIRST = phrases("""
    Ada | Bram | Cleo | Dorrit | Edda | Falk | Greta | Hollis | Ines | Jonte | Kalle | Liv | Marek | Nadia |
    Otto | Pia | Quentin | Runa | Stellan | Thora | Ulla | Vidar | Wilma | Yrsa""")
LAST = phrases("""
    Quill | Lindgren | Marsh | Oakhurst | Tamm | Brandvold | Castellane | Dunmore | Eskelund | Fairweather |
    Gresham | Hallam | Ivarsen | Jessop | Kettering | Lockhart | Merriweather | Nordahl | Ostrander |
    Pemberton | Rook | Sundqvist | Thackeray | Vance""")
HEADS = phrases("""
    Vel | Tar | Bel | Cor | Dun | Esk | Fen | Gal | Hes | Ister | Jor | Kest | Lum | Mor | Nim | Or | Pell |
    Quor | Ros | Sal | Tem | Um | Vor | Wes | Yar | Zel""")
MIDDLES = phrases("a | e | i | o | u | an | el | ir | om | ur")
TAILS = phrases("mora | nisk | dale | vane | bria | tholm | quist | ley | rund | stad | wick | zan")
TRADES = phrases(
    "Freight | Mills | Ferries | Optics | Tiles | Seeds | Rail | Books | Dairy | Clocks | & Sons"
)
AREAS = ("People", "Customers", "Projects", "Meetings", "Suppliers", "Planning")

VERBS = phrases("""
    Send | Draft | Review | Confirm | Update | Prepare | Collect | Share | Rewrite | Compare | Measure |
    Present | Check | Order | Book | Translate | Schedule a walk through | Ask for comments on |
    Agree on an owner for | Write down what is missing from""")
KINDS = phrases("""
    revised | quarterly | second | short | printed | regional | missing | signed | winter | shared | public |
    internal | open | harbour | night-shift | draft | weekly | old""")
THINGS = phrases("""
    intake form | stocktake plan | timetable | price list | tide table | glossary | floor plan | survey |
    delivery route | packing guide | training notes | budget sheet | repair log | seed catalogue |
    reading list | lamp inventory | safety checklist | loading schedule | ticket design | warehouse map""")
REASONS = phrases("""
    so that {person} can start on Monday | before the {name} market opens | to keep {person} up to date |
    because two {name} crates were counted twice | so that the {name} crew sees the same numbers |
    since nobody has looked at {name} for a season | as the {name} visit depends on it |
    to find out whether the smaller {name} van is enough | before the lease on {name} runs out |
    so that {person} need not ask each time | because {company} needs a week of notice |
    to settle which of the three {name} versions holds""")
DETAILS = phrases("""
    including the {name} columns that were left empty last time | leaving out what {company} already has |
    with a note for {person} on what changed and why | and bring the {thing} to the next meeting |
    starting from the {name} copy in the blue folder | covering {name}, {name} and both sheds |
    and list the questions that stay open for {company} | with one page for readers in a hurry""")
CLAIMS = phrases("""
    is said to be two weeks ahead of {name} | was printed with the wrong paper size | is due in autumn |
    needs {person} as a second reader before it leaves the house | costs more than last winter |
    was praised by the visitors from {name} | is kept in three places, none of them complete |
    cannot be changed until {company} is back | has a gap between {name} and the harbour |
    serves about four hundred households""")


@dataclass(frozen=True, slots=True)
class Idea:
    """What a task says, apart from its fields."""

    verb: str
    thing: str
    whom: str
    reasons: str
    """Why and how; may be empty."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How many tasks a note holds, and what is the same for all of them."""

    proposals: int
    decided: int
    archived: bool
    auto: bool


class Writer:
    """Invents words, sentences and notes from one stream of random numbers."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._chance = rng.random
        self._choose = rng.choice
        self._proposed: list[Idea] = []
        self._slots = (
            ("{name}", self._name),
            ("{person}", self._person),
            ("{company}", self._company),
            ("{thing}", self._thing),
        )

    def note(self, plan: Plan) -> tuple[str, str, bytes]:
        """Invent a note: its folder, its title with the day before it, and its bytes."""
        area = self._choose(AREAS)
        day = FIRST_DAY + timedelta(days=int(self._chance() * DAYS))
        other = self._person()
        title = f"{self._topic(other)} about the {self._thing()}"
        name = f"{day} - {title}"
        people = [MYSELF, other, *(self._person() for _ in range(int(self._chance() * 3)))]
        parts = [
            self._front_matter(area, title, day, people),
            f"# {title}\n\n**Date**: {day}\n**With**: {', '.join(people)}\n",
            f"## Summary\n\n{' '.join(self._sentence() for _ in range(3))}\n\n",
        ]
        tasks = [self._proposal(day, plan.auto) for _ in range(plan.proposals)]
        tasks += [self._decided(day) for _ in range(plan.decided)]
        self._rng.shuffle(tasks)
        if tasks:
            parts.append("## Action Items\n\n\n" + "\n\n".join(tasks) + "\n\n\n\n")
        decisions = (f"- {self._sentence()}" for _ in range(1 + int(self._chance() * 4)))
        parts.append("## Decisions\n\n\n" + "\n\n".join(decisions) + "\n\n\n\n\n## Key Information\n\n")
        size = sum(map(len, parts))
        wanted = self._rng.lognormvariate(log(MEAN_NOTE) - 0.6**2 / 2, 0.6)
        while size < wanted:
            part = self._key_information()
            size += len(part) + 1
            parts.append(part)
        parts.append(f"\n\n\n---\n\n*Source: [[{name}]]*\n")
        top = "_archive/" if plan.archived else ""
        return f"{top}{area}/{day.year}", name, "\n".join(parts).encode()

    def _front_matter(self, area: str, title: str, day: date, people: Sequence[str]) -> str:
        kind = area.lower()
        person = people[1] if area == "People" else ""
        listed = ", ".join(f'"{name}"' for name in people)
        return (
            f'---\ntype: "{kind}"\ntitle: "{title}"\ndate: "{day}"\nperson: "{person}"\n'
            f'participants: [{listed}]\nsource: "transcript"\n'
            f'source_ref: "/home/mira/Notes/Sources/{day.year}/{day} - {title}.md"\n'
            f'tags:\n  - "type/{kind}"\n  - "person/{person}"\n  - "generated"\n\n---\n'
        )

    def _proposal(self, day: date, auto: bool) -> str:
        idea = self._idea()
        self._proposed.append(idea)
        tags = "#task #proposed #auto" if auto else "#task #proposed"
        return f"- [?] {self._task(idea, day)} {tags}"

    def _decided(self, day: date) -> str:
        task = self._task(self._idea(), day)
        tags = "#task #proposed #auto" if self._chance() < 0.6 else "#task"
        if self._chance() >= DONE:
            return f"- [ ] {task} {tags}"
        done = f" ✅ {day + timedelta(days=int(self._chance() * 30))}" if self._chance() < 0.3 else ""
        return f"- [x] {task} {tags}{done}"

    def _task(self, idea: Idea, day: date) -> str:
        fields = [f"{idea.verb} the {idea.thing} {idea.whom}{idea.reasons}.", self._owner()]
        if self._chance() < DATED:
            fields.append(f"📅 {day + timedelta(days=1 + int(self._chance() ** 2 * 40))}")
        fields.append(self._choose(PRIORITIES))
        return " ".join(field for field in fields if field)

    def _idea(self) -> Idea:
        """Invent a task, or say what was proposed earlier, word for word or with one word changed."""
        chance = self._chance()
        if not self._proposed or chance >= SAID_BEFORE + SAID_ALIKE:
            whom = f"for {self._company()}" if self._chance() < 0.5 else f"with {self._person()}"
            return Idea(self._choose(VERBS), self._thing(), whom, self._reasons())
        said = self._choose(self._proposed)
        if chance < SAID_BEFORE:
            return said
        if self._chance() < 0.5:
            return Idea(self._choose(VERBS), said.thing, said.whom, said.reasons)
        other = f"{self._choose(KINDS)} {said.thing.partition(' ')[2]}"
        return Idea(said.verb, other, said.whom, said.reasons)

    def _reasons(self) -> str:
        reason = f" {self._filled(REASONS)}" if self._chance() < 0.85 else ""
        details = 0 if self._chance() < 0.4 else 1 if self._chance() < 0.75 else 2
        return reason + "".join(f", {self._filled(DETAILS)}" for _ in range(details))

    def _owner(self) -> str:
        chance = self._chance()
        if chance < MINE:
            return "@Myself"
        if chance < MINE + NOBODYS:
            return ""
        chance = self._chance()
        if chance < 0.39:
            return f"@{self._choose(FIRST)}"
        return f"@{self._person()}" if chance < 0.93 else f"@{self._choose(FIRST)} van {self._choose(LAST)}"

    def _key_information(self) -> str:
        if self._chance() < 0.85:
            return f"- {self._sentence()}\n"
        return f"{self._sentence()} {self._sentence()} {self._sentence()}\n"

    def _sentence(self) -> str:
        claim = f"The {self._thing()} of {self._company()} {self._filled(CLAIMS)}"
        match int(self._chance() * 3):
            case 0:
                return f"{claim}, {self._filled(DETAILS)}."
            case 1:
                return f"{self._person()} will look at the {self._thing()} {self._filled(REASONS)}."
            case _:
                return f"{claim}; {self._person()} wants to talk about it {self._filled(REASONS)}."

    def _topic(self, other: str) -> str:
        chance = self._chance()
        if chance < 0.4:
            return f"Talk with {other}"
        return f"Call with {self._company()}" if chance < 0.7 else f"{self._company()} review"

    def _person(self) -> str:
        return f"{self._choose(FIRST)} {self._choose(LAST)}"

    def _company(self) -> str:
        return f"{self._name()} {self._choose(TRADES)}"

    def _thing(self) -> str:
        return f"{self._choose(KINDS)} {self._name()} {self._choose(THINGS)}"

    def _name(self) -> str:
        """Name a place or a project: of 3,120, some are common and most are rare."""
        return "".join(part[int(self._chance() ** 2 * len(part))] for part in (HEADS, MIDDLES, TAILS))

    def _filled(self, templates: Sequence[str]) -> str:
        text = self._choose(templates)
        for slot, word in self._slots:
            while slot in text:
                text = text.replace(slot, word(), 1)
        return text


def plan(notes: int, proposals: int, rng: Random) -> list[Plan]:
    """Share out the proposals, and as many decided tasks, over the notes."""
    proposed = _spread(proposals, notes, NOTES_WITH_PROPOSALS, rng)
    decided = _spread(proposals, notes, 1 / 2, rng)
    archived = _some(proposed, ARCHIVED, rng)
    without_auto = _some(proposed, WITHOUT_AUTO, rng)
    return [
        Plan(proposed[note], decided[note], note in archived, note not in without_auto)
        for note in range(notes)
    ]


def _spread(total: int, notes: int, share: float, rng: Random) -> list[int]:
    """Give each note of a share of them one or more: many have one, a few have the most."""
    holders = min(total, max(1, round(notes * share)))
    most = max(MOST_IN_A_NOTE, ceil(total / max(1, holders)))
    weights = [rng.lognormvariate(0, SKEW) for _ in range(holders)]
    counts = [1] * holders
    left = total - holders
    while left:
        for holder, more in Counter(rng.choices(range(holders), weights, k=left)).items():
            taken = min(more, most - counts[holder])
            counts[holder] += taken
            left -= taken
        weights = [weight if count < most else 0 for weight, count in zip(weights, counts, strict=True)]
    counts += [0] * (notes - holders)
    rng.shuffle(counts)
    return counts


def _some(counts: Sequence[int], share: float, rng: Random) -> set[int]:
    """Choose notes that together hold this share of what is counted, and this share of the empty ones."""
    chosen = {note for note, count in enumerate(counts) if not count and rng.random() < share}
    left = round(sum(counts) * share)
    for note in rng.sample(range(len(counts)), len(counts)):
        if 0 < counts[note] <= left:
            chosen.add(note)
            left -= counts[note]
    return chosen


def make(vault: Path, plans: Sequence[Plan], rng: Random) -> int:
    """Write the notes into a folder that is there and empty, and count their bytes."""
    writer = Writer(rng)
    taken: Counter[str] = Counter()
    size = 0
    for each in plans:
        folder, name, data = writer.note(each)
        stem = f"{folder}/{name}"
        taken[stem] += 1
        again = f" ({taken[stem]})" if taken[stem] > 1 else ""
        (vault / folder).mkdir(parents=True, exist_ok=True)
        (vault / f"{stem}{again}.md").write_bytes(data)
        size += len(data)
    (vault / ".obsidian").mkdir()
    (vault / ".obsidian/app.json").write_bytes(b"{}\n")
    return size


def main() -> None:
    """Make the vault that the command line asks for, and say what it holds."""
    parser = argparse.ArgumentParser(
        description="Make a vault of invented notes to measure triage on. Same arguments, same bytes.",
        epilog=f"Notes are of about {MEAN_NOTE // 1000} kB, dated over three years. A third hold proposals: "
        f"{ARCHIVED:.0%} of them lie under _archive, {WITHOUT_AUTO:.0%} lack #auto, {MINE:.0%} are "
        f"@Myself's, {DATED:.0%} have a due date. As many tasks again are decided.",
    )
    parser.add_argument(
        "folder", type=Path, metavar="FOLDER", help="where to make it: new, or an empty folder"
    )
    parser.add_argument("--notes", type=int, default=2000, metavar="N", help="how many (default: 2000)")
    parser.add_argument("--proposals", type=int, default=4000, metavar="N", help="how many (default: 4000)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="which vault (default: 1)")
    wanted = parser.parse_args()
    vault: Path = wanted.folder
    if wanted.notes < 1 or wanted.proposals < 0:
        parser.error("at least one note is needed, and no fewer than 0 proposals")
    if vault.exists() and (not vault.is_dir() or any(vault.iterdir())):
        parser.error(f"{vault} is not an empty folder")
    vault.mkdir(parents=True, exist_ok=True)
    rng = Random(wanted.seed)
    plans = plan(wanted.notes, wanted.proposals, rng)
    size = make(vault, plans, rng)
    holding = sum(each.proposals > 0 for each in plans)
    print(f"{vault}: {len(plans):,} notes, {size / 1e6:,.1f} MB")
    print(f"{wanted.proposals:,} proposals, in {holding:,} of the notes")


if __name__ == "__main__":
    main()
