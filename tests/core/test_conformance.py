"""What the Tasks plugin itself reads in 481 lines, and in 259 lines after a change of status."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from table import each_row
from triage.core.errors import Refused
from triage.core.task.decision import with_status
from triage.core.task.fields import Kind
from triage.core.task.line import parse_line
from triage.core.task.reading import reading
from triage.core.task.settings import Settings

TODAY = date(2026, 11, 22)
LINES = Path(__file__).parents[1] / "conformance" / "lines.jsonl"
CASES: list[dict[str, Any]] = [json.loads(line) for line in LINES.read_bytes().split(b"\n") if line]
CHANGES = [
    pytest.param(case, change, id=f"{case['name']}-{number}")
    for case in CASES
    for number, change in enumerate(case.get("set_status", []))
]
LOSING = {"plugin-rewrite-changes-text", "invalid-date"}
"""The features of the lines of which the plugin itself loses text when it rewrites them."""
CLOSED = re.compile(r"\s*(?:[✅❌]\ufe0f? *[0-9-]{10}|\[(?:completion|cancelled):: [0-9-]{10}\])")


def read(text: str, settings: Settings) -> dict[str, object]:
    return reading(parse_line(text, settings.format), settings)


def test_the_file_is_whole() -> None:
    assert len(CASES) == 481
    assert len({case["name"] for case in CASES}) == 481
    assert len(CHANGES) == 259


@each_row("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_reads_what_the_plugin_reads(case: dict[str, Any]) -> None:
    settings = Settings.from_data(case.get("settings", {}))
    expected = {key: said for key, said in case["expect"].items() if key not in {"roundtrip", "recurrence"}}
    got = reading(parse_line(case["line"], settings.format), settings, case.get("path", ""))
    assert got == expected
    assert json.loads(json.dumps(got)) == expected


@each_row("case, change", CHANGES)
def test_changes_a_status_as_the_plugin_does(case: dict[str, Any], change: dict[str, Any]) -> None:
    settings = Settings.from_data(change["settings"])
    symbol, plugins = change["symbol"], change["after"]
    line = parse_line(case["line"], settings.format)
    assert line
    if not line.is_task(settings):
        assert plugins is None
        assert with_status(line, symbol, settings, TODAY).text == case["line"].replace(
            "[ ]", f"[{symbol}]", 1
        )
        return
    completes = settings.status(symbol).type == "DONE" and settings.status(line.symbol).type != "DONE"
    if completes and (line.value(Kind.RECURRENCE) or line.value(Kind.ON_COMPLETION).lower() == "delete"):
        with pytest.raises(Refused):
            with_status(line, symbol, settings, TODAY)
        return
    after = with_status(line, symbol, settings, TODAY)
    here, there = read(after.text, settings), read(plugins, settings)
    if LOSING.isdisjoint(case["features"]):
        assert here == there
        return
    changed = {"status", "done", "cancelled"}
    assert {key: here[key] for key in changed} == {key: there[key] for key in changed}
    before = read(case["line"], settings)
    assert {**here, **{key: before[key] for key in changed}} == before
    rest = line.text[line.symbol_at + 1 :]
    assert after.text[: line.symbol_at] == line.text[: line.symbol_at]
    assert CLOSED.sub("", after.text[line.symbol_at + 1 :]) == CLOSED.sub("", rest)


def test_refuses_whatever_the_plugin_writes_as_several_lines_or_none() -> None:
    refused = [
        (case, change)
        for case in CASES
        for change in case.get("set_status", [])
        if change["after"] is not None and (not change["after"] or "\n" in change["after"])
    ]
    assert len(refused) == 7
    for case, change in refused:
        settings = Settings.from_data(change["settings"])
        line = parse_line(case["line"], settings.format)
        assert line
        with pytest.raises(Refused):
            with_status(line, change["symbol"], settings, TODAY)
