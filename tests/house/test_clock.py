"""The day comes from one clock, which is handed in: nothing else of triage asks what time it is."""

import ast
from collections.abc import Iterator
from pathlib import Path

import triage

ROOT = Path(triage.__file__).parent
CLOCK = "cli/clock.py"
TODAY = {"date.today", "datetime.today", "datetime.now", "datetime.utcnow", "time.localtime"}
FILES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py"))


def asks(source: str) -> Iterator[str]:
    """Every call of `date.today`, `datetime.now` or one of the kind."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = ast.unparse(node.func.value).rpartition(".")[2]
            called = f"{owner}.{node.func.attr}"
            if called in {
                "date.today",
                "datetime.today",
                "datetime.now",
                "datetime.utcnow",
                "time.localtime",
            }:
                yield called


def test_only_the_clock_asks_what_day_it_is() -> None:
    found = {file: list(asks((ROOT / file).read_text())) for file in FILES}
    assert {file: calls for file, calls in found.items() if calls} == {CLOCK: ["datetime.now"]}
