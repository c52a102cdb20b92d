"""`triage parse`."""

import json
from pathlib import Path

import pytest

from cli.command_line import TODAY, Triage

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "conformance" / "lines.jsonl").read_text("utf-8").split("\n")
    if line
]
NOT_AGREED = {"roundtrip", "recurrence"}


def test_every_conformance_line_agrees(triage: Triage) -> None:
    asked = [{key: case[key] for key in ("line", "settings", "path") if key in case} for case in CASES]
    ran = triage("parse", "--jsonl", stdin="\n".join(map(json.dumps, asked)).encode())
    assert ran.code == 0
    assert len(ran.objects) == len(CASES) == 481
    for case, answer in zip(CASES, ran.objects, strict=True):
        expected = {key: value for key, value in case["expect"].items() if key not in NOT_AGREED}
        assert {key: answer.get(key) for key in expected} == expected, case["name"]


def test_a_status_is_written_as_the_plugin_reads_its_own(triage: Triage) -> None:
    asked, wanted = [], []
    for case in CASES:
        for change in case.get("set_status", ()):
            asked.append(
                {"line": case["line"], "settings": change["settings"], "set_status": change["symbol"]}
            )
            wanted.append(change["after"])
    ran = triage("parse", "--jsonl", "--today", TODAY, stdin="\n".join(map(json.dumps, asked)).encode())
    assert ran.code == 0
    written = ran.objects
    for question, after, answer in zip(asked, wanted, written, strict=True):
        if not after or "\n" in after or (answer["after"] is None and "🔁" in question["line"]):
            assert answer["after"] is None, question
            assert answer["reason"], question
        else:
            assert isinstance(answer["after"], str), (question, answer)


def test_lines_are_split_at_line_feeds_alone(triage: Triage) -> None:
    lines = b"- [ ] a\xe2\x80\xa8b\x85c\x0cd\r\n\n\xff\n- [x] \xff last"
    ran = triage("parse", stdin=lines)
    assert [answer["is_checklist_item"] for answer in ran.objects] == [True, False, False, True]
    assert ran.objects[0]["description"] == "a"
    assert ran.objects[3]["description"].encode("utf-8", "surrogateescape") == b"\xff last"
    assert ran.stdout.isascii()
    assert len(triage("parse", stdin=b"- [ ] a\n").objects) == 1
    assert triage("parse").stdout == b""


def test_owners_and_what_tasks_cannot_see(triage: Triage) -> None:
    line = "- [?] Ask @Ada Quill to call 📅 2026-01-01 @Bo Li ⏫ #task"
    [answer] = triage("parse", stdin=line.encode()).objects
    assert answer["owners"][1] == {"name": "Bo Li", "clear": True, "candidates": []}
    first = answer["owners"][0]
    assert (first["name"], first["clear"]) == ("Ada Quill", False)
    assert first["candidates"][0] == "Ada Quill"
    [hidden] = answer["unseen"]
    assert (hidden["field"], hidden["value"]) == ("due", "2026-01-01")
    assert "@Bo Li" in hidden["reason"]
    assert answer["due"] is None


def test_a_settings_file(triage: Triage, tmp_path: Path) -> None:
    file = tmp_path / "data.json"
    file.write_text('{"taskFormat": "dataview", "globalFilter": "#task"}')
    line = b"- [ ] a [due:: 2026-01-01] #task"
    assert triage("parse", "--settings", str(file), stdin=line).objects[0]["due"] == "2026-01-01"
    assert triage("parse", stdin=line).objects[0]["due"] is None
    [answer] = triage("parse", "--settings", str(file), stdin=b"- [ ] a").objects
    assert (answer["is_task"], answer["is_checklist_item"]) == (False, True)
    for bad in ("{", "[]", '{"taskFormat": "x"}', "[" * 100_000):
        file.write_text(bad)
        ran = triage("parse", "--settings", str(file), stdin=line)
        assert (ran.code, ran.out) == (2, "")
        assert "data.json" in ran.err
        assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    "asked, after, reason",
    [
        ({"line": "- [ ] a", "set_status": "x"}, "- [x] a", ""),
        ({"line": "- [ ] a", "set_status": "x", "settings": {}}, f"- [x] a ✅ {TODAY}", ""),
        ({"line": "- [ ] a 🔁 every day", "set_status": "x"}, None, "recurs"),
        ({"line": "- [ ] a 🏁 delete", "set_status": "x"}, None, "delete"),
        ({"line": "- [ ] a", "set_status": "x", "settings": {"globalFilter": "#t"}}, None, "#t"),
        ({"line": "no task", "set_status": "x"}, None, "no list item"),
        ({"line": "- [ ] a", "set_status": "xx"}, None, "one character"),
    ],
)
def test_a_status_that_is_set(triage: Triage, asked: object, after: str | None, reason: str) -> None:
    [answer] = triage("parse", "--jsonl", "--today", TODAY, stdin=json.dumps(asked).encode()).objects
    assert answer["after"] == after
    assert reason in answer.get("reason", "")


@pytest.mark.parametrize(
    "line, sentence",
    [
        ("{", "Line 2 of stdin: it is not JSON"),
        ("", "Line 2 of stdin: it is not JSON"),
        ("[]", "Line 2 of stdin: it is no JSON object"),
        ("{}", "Line 2 of stdin: `line` is missing"),
        ('{"line": 3}', "Line 2 of stdin: `line` is no text"),
        ('{"line": "a\\nb"}', "Line 2 of stdin: `line` holds a line feed"),
        ('{"line": "a", "set_status": 1}', "Line 2 of stdin: `set_status` is no text"),
        ('{"line": "a", "settings": []}', "Line 2 of stdin: the settings are no JSON object"),
        ('{"line": "a", "settings": {"statusSettings": {}}}', "Line 2 of stdin: statusSettings has no"),
        ("[" * 100_000, "Line 2 of stdin: it is nested too deeply"),
    ],
)
def test_a_line_that_is_no_question_is_named(triage: Triage, line: str, sentence: str) -> None:
    ran = triage("parse", "--jsonl", stdin=f'{{"line": "- [ ] a"}}\n{line}\n'.encode())
    assert ran.code == 2
    assert ran.err.startswith(sentence)
    assert len(ran.objects) == 1
