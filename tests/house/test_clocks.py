"""No test that `make test` runs looks at a clock, and what is waited for is an event, a minute at most."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
ALLOWED = {
    "waiting.py": "the one place where the tests wait",
    "fakes.py": "a watch that looks now and then whether it is to stop",
    "cli/test_clock.py": "it makes the time zone another, and looks at no clock of this machine",
    "terminal/leaving_app.py": "an app whose disk is slow; nothing measures it",
}
"""What may look at a clock; so may the programme of `torture`, whose figures only `make torture` judges."""
FILES = sorted(
    path
    for path in TESTS.rglob("*.py")
    if path.relative_to(TESTS).as_posix() not in ALLOWED
    and (path.parent.name != "torture" or path.name.startswith("test_"))
)
CLOCKS = {"time", "timeit", "resource", "sched"}
WAITS = {"wait", "join", "acquire", "communicate", "result", "wait_for", "get", "to_thread", "run", "select"}


def clocks(source: str) -> Iterator[str]:
    """The places in a file that look at a clock, or wait for a limited time."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.ImportFrom(module=module) if module in CLOCKS:
                yield f"line {node.lineno}: from {module}"
            case ast.Attribute(value=ast.Name(id=name), attr=attr) if name in CLOCKS:
                yield f"line {node.lineno}: {name}.{attr}"
            case ast.Call(func=ast.Attribute(attr="sleep" | "pause"), args=[ast.Constant(value=0)]):
                pass
            case ast.Call(func=ast.Attribute(attr="sleep" | "pause"), args=[_, *_]):
                yield f"line {node.lineno}: {ast.unparse(node)}"
            case ast.Call(func=ast.Attribute(attr=attr)) if attr in WAITS:
                limits = [each.value for each in node.keywords if each.arg == "timeout"]
                if attr in ("wait", "join", "to_thread"):
                    limits += node.args
                if any(_is_number(limit) for limit in limits):
                    yield f"line {node.lineno}: {ast.unparse(node)}"


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in (int, float) and node.value != 0


def test_no_test_looks_at_a_clock() -> None:
    found = {path.relative_to(TESTS).as_posix(): [*clocks(path.read_text("utf-8"))] for path in FILES}
    assert {name: places for name, places in found.items() if places} == {}


def test_what_is_allowed_is_there() -> None:
    assert [name for name in ALLOWED if not (TESTS / name).exists()] == []


@pytest.mark.parametrize(
    "source",
    [
        "from time import monotonic",
        "from timeit import timeit",
        "began = time.perf_counter()",
        "assert time.process_time() - began < 2",
        "resource.getrusage(resource.RUSAGE_CHILDREN)",
        "time.sleep(0.1)",
        "await asyncio.sleep(seconds)",
        "await pilot.pause(0.2)",
        "process.wait(2.5)",
        "queue.get(timeout=5)",
        "await asyncio.to_thread(begun.wait, 5)",
    ],
)
def test_a_clock_is_seen(source: str) -> None:
    assert list(clocks(source))


@pytest.mark.parametrize(
    "source",
    [
        "await asyncio.sleep(0)",
        "await pilot.pause()",
        "process.wait(LIMIT_SECONDS)",
        'monkeypatch.setattr(time, "monotonic", lambda: 1.0)',
        '", ".join(names)',
    ],
)
def test_what_is_no_clock_is_not_seen(source: str) -> None:
    assert not list(clocks(source))
