"""The notes of a labelled vault: tasks among headings, prose and front matter, in every shape of bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log
from random import Random

from invented_idea import Inventor
from labelled_task import Task
from make_vault import AREAS, CLAIMS, MEAN_NOTE, MYSELF, phrases

CRLF, BOM, NO_FINAL_NEWLINE = 0.06, 0.04, 0.08
NESTED, BENEATH_A_BULLET, QUOTED = 0.06, 0.08, 0.02
"""How often a task is beneath the task before it, beneath a bullet of its own, and in a quote."""
TIGHT = 0.4
"""The share of notes without blank lines between their tasks."""
SENTENCES = 4000
"""How many different sentences the prose of a large vault is made of."""

MARKERS = ("-",) * 17 + ("*", "+", "1.")
SOURCES = ("transcript", "transcript", "e-mail", "chat", "voice memo")
OCCASIONS = phrases("""
    Weekly sync | Kick-off | Call | Planning | Site visit | Retrospective | Budget round | Stand-up |
    Board meeting | Supplier talk | Workshop | One to one | Handover | Trial run""")
HEADINGS = phrases("""
    Action Items | Next steps | Follow-up | To do | Open points | Agreed | Tasks | Promised""")
ASIDES = phrases("""
    {name} is open until late | The weather in {name} was fair | {company} was praised |
    Nobody minded the wait in {name} | {person} took the notes | Lunch came from {company}""")


@dataclass(frozen=True, slots=True)
class Page:
    """A note before it is written."""

    folder: str
    title: str
    day: date

    @property
    def path(self) -> str:
        """Its path in the vault."""
        return f"{self.folder}/{self.day} {self.title}.md"


class Scribe:
    """Writes notes."""

    def __init__(self, rng: Random, people: Sequence[str], notes: int) -> None:
        """Write this many notes of these people, with one stock of sentences."""
        self._rng = rng
        self._people = people
        self._inventor = Inventor(rng)
        self._sentences = [self._sentence() for _ in range(min(SENTENCES, 10 * notes))]

    def page(self, day: date, *, archived: bool) -> Page:
        """Think up a note of a day."""
        occasion, area = self._rng.choice(OCCASIONS), self._rng.choice(AREAS)
        title = f"{occasion} with {self._inventor.company()}"
        if not archived:
            return Page(f"{area}/{day.year}", title, day)
        return Page(self._rng.choice((f"_archive/{area}/{day.year}", f"{area}/_archive")), title, day)

    def note(self, page: Page, path: str, tasks: Sequence[Task]) -> bytes:
        """Write a note with these tasks, and tell each its line."""
        lines = [*self._front_matter(page), f"# {page.title}", ""]
        lines += [" ".join(self._rng.choices(self._sentences, k=3)), ""]
        self._write_tasks(lines, tasks)
        lines += ["", "## Key Information", ""]
        size = sum(map(len, lines))
        wanted = self._rng.lognormvariate(log(MEAN_NOTE) - 0.6**2 / 2, 0.6)
        while size < wanted:
            sentences = self._rng.choices(self._sentences, k=self._rng.choice((1, 1, 1, 4)))
            text = f"- {sentences[0]}" if len(sentences) == 1 else " ".join(sentences)
            size += len(text) + 2
            lines += [text, ""]
        lines += ["---", f"*Source: [[{page.title}]]*"]
        chance = self._rng.random
        ending = "\r\n" if chance() < CRLF else "\n"
        text = ending.join(lines)
        if chance() >= NO_FINAL_NEWLINE:
            text += ending
        self._number(path, lines, ending, tasks)
        return text.encode("utf-8-sig" if chance() < BOM else "utf-8")

    def _front_matter(self, page: Page) -> list[str]:
        people = [MYSELF, *self._rng.sample(self._people, self._rng.randint(1, 3))]
        listed = ", ".join(f'"{name}"' for name in people)
        kind = page.folder.removeprefix("_archive/").partition("/")[0].lower()
        return [
            "---",
            f'title: "{page.title}"',
            f"date: {page.day}",
            f'type: "{kind}"',
            f'source: "{self._rng.choice(SOURCES)}"',
            f"participants: [{listed}]",
            "---",
            "",
        ]

    def _write_tasks(self, lines: list[str], tasks: Sequence[Task]) -> None:
        marker, is_tight = self._rng.choice(MARKERS), self._rng.random() < TIGHT
        step = "\t" if self._rng.random() < 0.2 else " " * (len(marker) + 1)
        depth = 0
        for place, task in enumerate(tasks):
            chance = self._rng.random()
            if place % 12 == 0:
                lines += ["", f"## {self._rng.choice(HEADINGS)}", ""]
                depth = 0
            elif chance < NESTED:
                depth = min(depth + 1, 2)
            else:
                depth = 0
            if place % 12 and chance > 1 - QUOTED:
                lines += ["", f"> {self._rng.choice(self._sentences)}", ">"]
                task.raw = f"> {marker} {task.text}"
            elif not depth and chance > 1 - QUOTED - BENEATH_A_BULLET:
                lines.append(f"{marker} {self._rng.choice(ASIDES).format_map(self._slots())}")
                task.raw = f"{step}{marker} {task.text}"
            else:
                task.raw = f"{step * depth}{marker} {task.text}"
            task.line = str(len(lines) + 1)
            lines.append(task.raw)
            if not is_tight or chance > 1 - QUOTED:
                lines.append("")

    def _number(self, path: str, lines: Sequence[str], ending: str, tasks: Sequence[Task]) -> None:
        for task in tasks:
            task.line = f"{path}:{task.line}"
            task.raw += ending.removesuffix("\n")

    def _sentence(self) -> str:
        claim = self._rng.choice(CLAIMS).format_map(self._slots())
        return f"The {self._rng.choice(OCCASIONS).lower()} of {self._inventor.company()} {claim}."

    def _slots(self) -> dict[str, str]:
        inventor = self._inventor
        return {"name": inventor.name(), "person": inventor.person(), "company": inventor.company()}
