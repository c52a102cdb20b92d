"""Screen and command line change a session by its methods alone: none writes into it or asks its store."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import triage

ROOT = Path(triage.__file__).parent
FILES = sorted(path for layer in ("cli", "ui", "words") for path in (ROOT / layer).rglob("*.py"))
SESSION = {"session", "_session"}


def writes(source: str) -> Iterator[str]:
    """Every attribute of a session, or of a part of it, that is written, and every private one."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and is_session(node.value):
            if not isinstance(node.ctx, ast.Load):
                yield f"line {node.lineno}: {ast.unparse(node)} is written"
            elif node.attr.startswith("_"):
                yield f"line {node.lineno}: {ast.unparse(node)} is private"


def is_session(node: ast.expr) -> bool:
    """Whether an expression is a session, or a part of one: `self._session.marks`."""
    if isinstance(node, ast.Name):
        return node.id in SESSION
    return isinstance(node, ast.Attribute) and (node.attr in SESSION or is_session(node.value))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_session_is_changed_by_its_methods_alone(path: Path) -> None:
    assert list(writes(path.read_text())) == []


@pytest.mark.parametrize(
    "source",
    [
        "session.history = history",
        "self._session.marks.keys |= keys",
        "sitting.session.queue.open += 1",
        "del self.session.notes",
        "self.screen.session._store.read(note)",
    ],
)
def test_a_write_into_a_session_is_seen(source: str) -> None:
    assert len(list(writes(source))) == 1


@pytest.mark.parametrize("source", ["self._session = session", "session.names.call_me(names)", "session.run"])
def test_what_is_no_write_into_a_session_is_not_seen(source: str) -> None:
    assert not list(writes(source))
