"""Measure how the time grows with what is read: four times as much should take four times as long.

    PYTHONPATH=tests python bench/growth.py

Each row is a ratio of two times of the same run, so that the machine does not matter. Nothing here is a test.
"""

import time
from collections.abc import Callable

from fakes import note, proposal_line
from subjects import TODAY, subject
from triage.core.filtering.filter import Filter
from triage.core.globs import Globs
from triage.core.plain import plain
from triage.core.task.dialect import hidden_fields
from triage.core.task.line import parse_line
from triage.core.task.note import lines_of, list_items
from triage.core.task.proposal import find_proposals
from triage.core.task.vocabulary import Vocabulary

Work = Callable[[], object]
_SIZE = 20_000


def seconds(work: Work, runs: int = 5) -> float:
    """The shortest of several runs."""
    found = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        found.append(time.perf_counter() - began)
    return min(found)


def line(unit: str) -> Callable[[int], Work]:
    """Read one long line."""

    def of(size: int) -> Work:
        text = f"- [?] a {unit * (size // len(unit))} é"
        task = parse_line(text)
        assert task
        return lambda: (parse_line(text), hidden_fields(task))

    return of


def lines(unit: str) -> Callable[[int], Work]:
    """Read one long note."""

    def of(size: int) -> Work:
        data = (unit * (size // len(unit))).encode()
        return lambda: (list(list_items(lines_of(data))), find_proposals("a.md", data, Vocabulary()))

    return of


GROWS: dict[str, Callable[[int], Work]] = {
    **{f"a line of {unit!r}": line(unit) for unit in (" ", "#a ", "@Ada ", "📅 2026-01-05 ", "[", "⛔ a , ")},
    **{f"a note of {unit!r}": lines(unit) for unit in ("- [?] a\n", "  ```\n  x\n", "> ", "<!--\n- a -->\n")},
    "plain text of escapes": lambda size: lambda: plain("\x1b[31m\u0301" * size),
    "a glob of stars": lambda size: lambda: Globs(["*a" * 12 + "b"]).cover("a" * (size // 200)),
    "a note of the same tasks": lambda size: (
        lambda: find_proposals("a.md", note(*[proposal_line()] * (size // 100)), Vocabulary())
    ),
}


def main() -> None:
    """Print a line a kind."""
    for name, work in GROWS.items():
        print(f"{name:32} ×4 takes ×{seconds(work(4 * _SIZE)) / seconds(work(_SIZE)):5.1f}")
    rows = [
        subject(f"Order the blue wool number {n} of the harbour {n % 97}", "Ada Quill") for n in range(1000)
    ]
    unit = seconds(lambda: [row.proposal.task.text.casefold().find("wolo") for row in rows])
    for text in ("wolo", "harbor", '"no such words"', "due:<fri -owner:bo"):
        wanted = Filter.of(text, TODAY)
        taken = seconds(lambda wanted=wanted: [wanted.matches(row) for row in rows])  # type: ignore[misc]
        print(f"{text:32} ×{taken / unit:5.1f} a plain search of the same rows")


if __name__ == "__main__":
    main()
