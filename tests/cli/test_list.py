"""`triage list`."""

import json
import os
import unicodedata
from pathlib import Path

import pytest

from cli.command_line import Notes, Triage

TAGS = "#task #proposed #auto"
MEETING = f"""---
title: The harbour meeting
date: 2026-11-03
type: meeting
participants: [Ada Quill, Piet van der Loo]
---
# Meeting

- [?] Not of the queue @Myself #task #proposed
- [ ] Decided already {TAGS}

## Action items

- [?] Book the crane @Piet van der Loo to call back 📅 2026-12-01 ⏫ {TAGS}
- [?] Send the offer @Ada Quill @Myself ⏳ 2026-02-30 🛫 2026-01-05 {TAGS}
"""
OLDER = f"- [?] Order paint 📅 2026-10-01 for the buoys {TAGS}\r\n- [?] Sweep the quay {TAGS}"


@pytest.fixture
def filled(notes: Notes) -> Notes:
    notes.write({"Meetings/2026-11-03 Harbour.md": MEETING, "2026-09-01.md": OLDER})
    return notes


def test_json_says_all_of_a_proposal(filled: Notes, triage: Triage) -> None:
    ran = triage("list", "--json")
    crane, offer, paint, _ = ran.objects
    assert ran.code == 0
    assert crane | {"ref": ""} == {
        "ref": "",
        "note": "Meetings/2026-11-03 Harbour.md",
        "line_number": 14,
        "status": "?",
        "text": crane["text"],
        "owners": ["Piet van der Loo"],
        "due": "2026-12-01",
        "scheduled": None,
        "start": None,
        "priority": "high",
        "tags": ["#task", "#proposed", "#auto"],
        "heading": "Action items",
        "raw": f"- [?] Book the crane @Piet van der Loo to call back 📅 2026-12-01 ⏫ {TAGS}",
        "note_title": "The harbour meeting",
        "note_date": "2026-11-03",
        "type": "meeting",
        "source": None,
        "unseen": [],
        "left_out": False,
        "mine": False,
        "archived": False,
        "new": False,
        "snoozed": None,
        "duplicates": None,
        "keeper": None,
        "says_more": None,
        "already": None,
    }
    assert len(crane["ref"]) == 12
    assert (offer["owners"], offer["mine"]) == (["Ada Quill", "Myself"], True)
    assert (offer["due"], offer["scheduled"], offer["start"]) == (None, "invalid", "2026-01-05")
    assert offer["priority"] == "none"
    assert (paint["note_title"], paint["note_date"], paint["heading"]) == ("2026-09-01", "2026-09-01", "")
    assert paint["due"] == "2026-10-01"
    assert [(each["field"], each["value"]) for each in paint["unseen"]] == [("due", "2026-10-01")]
    assert "for the buoys" in paint["unseen"][0]["reason"]
    assert paint["raw"].endswith("#auto")
    assert not paint["raw"].endswith("\r")


def test_the_newest_note_comes_first(filled: Notes, triage: Triage) -> None:
    notes = [each["note"] for each in triage("list", "--json").objects]
    assert notes == ["Meetings/2026-11-03 Harbour.md"] * 2 + ["2026-09-01.md"] * 2


def test_what_the_queue_tags_leave_out_is_counted(filled: Notes, triage: Triage) -> None:
    ran = triage("list", "--count")
    assert (ran.code, ran.out) == (0, "4\n")
    assert ran.err == "1 proposal without #auto: --all lists them too.\n"
    assert triage("list", "--count", "--all").out == "5\n"
    assert [each["left_out"] for each in triage("list", "--json", "--all").objects].count(True) == 1
    assert triage("list", "--json").err == ""


def test_filter_words_must_all_match(filled: Notes, triage: Triage) -> None:
    assert triage("list", "--count", "harbour", "CRANE").out == "1\n"
    assert triage("list", "--count", "harbour", "paint").out == "0\n"


def test_the_table_shows_each_proposal(filled: Notes, triage: Triage) -> None:
    ran = triage("list")
    lines = ran.out.splitlines()
    assert lines[0] == "Meetings/2026-11-03 Harbour.md"
    assert lines[1].split()[1:5] == [":14", "2026-12-01", "high", "Piet"]
    assert "Book the crane" in lines[1]
    assert "!" in lines[5].split()
    assert "\t" not in ran.out
    assert ran.err.startswith("4 proposals in 2 notes.")


def test_an_empty_vault_has_no_proposals(notes: Notes, triage: Triage) -> None:
    ran = triage("list")
    assert (ran.code, ran.out, ran.err) == (0, "", "No proposals in 0 notes.\n")
    assert triage("list", "--json").out == ""
    assert triage("list", "--count").out == "0\n"


HOSTILE = (
    "\x1b]52;c;aGk=\x07 \x1b[2J \u202egnp\u2066 \x9b31m a\u0301\u0301\u0301\u0301\u0301\u0301 \x00 \u200b"
)


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"],
        ["accept", "--dry-run", "-"],
        ["accept", "-"],
        ["mend", "-"],
        ["edit", "--to", HOSTILE.replace("\x00", ""), "-"],
        ["reassign", "--to", HOSTILE.replace("\x00", ""), "-"],
        ["redate", "--to", HOSTILE.replace("\x00", ""), "-"],
        ["log"],
        ["log", "--diff"],
        ["undo"],
        ["doctor"],
        ["list", "--group", "owner"],
        ["list", "--view", HOSTILE.replace("\x00", "")],
        ["list", "due:" + HOSTILE.replace("\x00", "")],
        ["best", "-"],
        ["snooze", "--until", "mon", "-"],
        ["reject", "--reason", HOSTILE.replace("\x00", ""), "-"],
        ["show", "a\x1b[31m\u202e.md:3"],
        ["check", "-"],
        ["check", HOSTILE.replace("\x00", "")],
        ["config", "set", "theme", HOSTILE.replace("\x00", "")],
    ],
    ids=lambda arguments: arguments[0],
)
def test_hostile_text_never_reaches_a_person_raw(notes: Notes, triage: Triage, arguments: list[str]) -> None:
    line = f"- [?] {HOSTILE} @Ada 📅 2026-01-01 {HOSTILE} {TAGS}"
    notes.write({"a\x1b[31m\u202e.md": f"## {HOSTILE}\n{line}\n{line.replace('Ada', 'Bo')}\n"})
    first, second = (each["ref"] for each in triage("list", "--json").objects)
    triage("accept", first)
    ran = triage(*arguments, stdin=second.encode())
    shown = (ran.out + ran.err).replace("\n", "")
    assert shown
    assert [each for each in shown if unicodedata.category(each) in ("Cc", "Cf", "Cs")] == []


def test_json_is_ascii_whatever_the_note_holds(notes: Notes, triage: Triage) -> None:
    notes.write({"a.md": b"- [?] \xff\xfe \x9b \xe2\x80\xae @Ada #proposed #auto\n"})
    ran = triage("list", "--json")
    assert ran.stdout.isascii()
    assert (
        ran.objects[0]["raw"].encode("utf-8", "surrogateescape")
        == b"- [?] \xff\xfe \x9b \xe2\x80\xae @Ada #proposed #auto"
    )


def test_a_note_that_cannot_be_read_does_not_hide_the_others(filled: Notes, triage: Triage) -> None:
    os.truncate(_new(filled.root / "huge.md"), 65 * 2**20)  # beyond what is read, and sparse
    ran = triage("list", "--json")
    assert ran.code == 4
    assert len(ran.objects) == 4
    assert ran.err.startswith("huge.md is left alone")
    assert len(ran.err.splitlines()) == 1


def test_settings_that_cannot_be_read_are_named(filled: Notes, triage: Triage) -> None:
    filled.write({".obsidian/plugins/obsidian-tasks-plugin/data.json": "{ no json"})
    ran = triage("list", "--json")
    assert ran.code == 4
    assert len(ran.objects) == 4
    assert "data.json is not JSON" in ran.err


def test_a_symbol_of_the_command_line_counts(filled: Notes, triage: Triage) -> None:
    filled.write({"other.md": f"- [P] Proposed otherwise {TAGS}\n"})
    assert [each["status"] for each in triage("list", "--json", "--symbol", "proposed=P").objects] == ["P"]


def test_viewing_changes_nothing(filled: Notes, triage: Triage) -> None:
    before = filled.everything()
    for arguments in (("list",), ("list", "--json"), ("doctor",), ("log",), ("undo", "--dry-run")):
        triage(*arguments)
    assert filled.everything() == before


def _new(path: Path) -> Path:
    path.touch()
    return path


def test_every_object_stands_on_one_line(notes: Notes, triage: Triage) -> None:
    notes.write({"a.md": f"- [?] one\u2028two\x85three\x0cfour {TAGS}\r\n"})
    lines = triage("list", "--json", "--all").stdout.split(b"\n")
    assert len(lines) == 2
    json.loads(lines[0])


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        (".triage.yaml", 'mine: [Ada]\nexclude: ["**"]\n', "exclude ({root}/.triage.yaml, line 2)"),
        (".triage.yaml", "exclude: [Meetings, 2026*]\n", "exclude ({root}/.triage.yaml, line 1)"),
        (
            ".obsidian/app.json",
            '{"userIgnoreFilters": ["/.*/"]}',
            "userIgnoreFilters '/.*/' in .obsidian/app.json",
        ),
    ],
)
def test_settings_that_leave_out_everything_are_named(
    filled: Notes, triage: Triage, file: str, text: str, said: str
) -> None:
    filled.write({file: text})
    ran = triage("list")
    assert (ran.code, ran.out) == (0, "")
    said = said.format(root=filled.root)
    assert ran.err == f"No proposals in 0 notes. All are left out by {said}.\n"
    [found] = triage("doctor", "--json").objects
    assert found["problems"] == [f"There is no proposal in 0 notes. All are left out by {said}."]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["path:[z-a]"], "z-a is no range: say a-z"),
        (["--symbol", "accepted=?"], "symbols.accepted cannot be '?' (from the command line): proposed is"),
        (["--symbol", "rejected=["], "'rejected=[': a box holds one character that can be seen"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(
    filled: Notes, triage: Triage, arguments: list[str], sentence: str
) -> None:
    ran = triage("list", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
