"""No widget of ours takes text for markup: a note that holds `[/]` would kill it, or be obeyed on a click."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import triage.ui

WIDGETS = {"Button", "Checkbox", "Label", "OptionList", "RichLog", "SelectionList", "Static", "notify"}
"""What takes markup unless it is told not to (Textual 8.2)."""
FILES = sorted(Path(triage.ui.__file__).parent.rglob("*.py"))


def careless(source: str) -> Iterator[str]:
    """Every call of such a widget, or of a subclass of ours, that leaves markup on."""
    tree = ast.parse(source)
    own = {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and any(isinstance(b, ast.Name) and b.id in WIDGETS for b in node.bases)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        is_super = called == "__init__" and own and isinstance(node.func, ast.Attribute)
        if called in WIDGETS or is_super:
            given = {each.arg: ast.unparse(each.value) for each in node.keywords}
            if given.get("markup") != "False" and not (is_super and not node.args):
                yield f"line {node.lineno}: {ast.unparse(node)}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_text_is_never_markup(path: Path) -> None:
    assert list(careless(path.read_text())) == []


@pytest.mark.parametrize(
    "source",
    ["Static(words)", "self.notify(words, timeout=8)", "widgets.Label(words, markup=True)", "OptionList(*a)"],
)
def test_a_careless_call_is_seen(source: str) -> None:
    assert list(careless(source))
    assert not list(careless(source.replace("markup=True", "")[:-1].rstrip(", ") + ", markup=False)"))
