"""`triage show`."""

import pytest

from cli.command_line import TODAY, Notes, Triage

TAGS = "#task #proposed #auto"
CRANE = f"- [?] Book the harbour crane for the survey @Ada Quill 📅 2026-11-20 ⏫ {TAGS}"
AGAIN = f"- [?] Book the harbour crane for the survey in May @Myself {TAGS}"
DONE = "- [x] Book the harbour crane for the survey #task"
MEETING = f"""---
title: The harbour meeting
date: 2026-11-03
participants: [Ada Quill, Piet]
type: meeting
---
# Action items

{CRANE}
last
"""


@pytest.fixture
def filled(notes: Notes) -> Notes:
    notes.write({"2026-11-03 Harbour.md": MEETING, "b.md": AGAIN, "c.md": DONE})
    return notes


def test_all_of_it_is_shown(filled: Notes, triage: Triage) -> None:
    ran = triage("show", "2026-11-03 Harbour.md:9", "--today", TODAY)
    other = next(each for each in triage("list", "--json").objects if each["note"] == "b.md")["ref"]
    lines = ran.out.splitlines()
    assert (ran.code, ran.err) == (0, "")
    assert lines[0] == "Book the harbour crane for the survey"
    for line in (
        "status   [?] to decide",
        "owner    @Ada Quill",
        "due      Fri 20 Nov 2026, 2 days late",
        "priority high",
        "where    2026-11-03 Harbour.md:9",
        "heading  Action items",
        "note     The harbour meeting; 2026-11-03; meeting; Ada Quill, Piet",
        "Accepting it writes:",
        f"- {CRANE}",
        f"+ {CRANE.replace('[?]', '[ ]')}",
        f"= done  c.md:1  {DONE}",
        f">    9  {CRANE}",
        "    10  last",
    ):
        assert line in lines
    assert (
        f"\n≈ {other}  b.md:1  Book the harbour crane for the survey in May (the keeper: mine)\n" in ran.out
    )
    assert "     3  date: 2026-11-03" not in lines
    assert "     4  participants: [Ada Quill, Piet]" in lines


def test_json_holds_all_of_it(filled: Notes, triage: Triage) -> None:
    listed = next(
        each
        for each in triage("list", "--json", "--compare").objects
        if each["note"] == "2026-11-03 Harbour.md"
    )
    [shown] = triage("show", "--json", listed["ref"][:5]).objects
    assert {name: shown[name] for name in listed} == listed
    assert shown["role"] == "proposed"
    assert shown["people"] == ["Ada Quill", "Piet"]
    assert shown["accept"] == {"after": CRANE.replace("[?]", "[ ]"), "reason": None}
    assert [line["line_number"] for line in shown["around"]] == list(range(4, 12))
    assert shown["around"][5] == {"line_number": 9, "raw": CRANE}
    assert len(shown["duplicates"]) == 1
    assert shown["already"][0]["note"] == "c.md"


def test_a_decided_task_says_how_it_was_decided(filled: Notes, triage: Triage) -> None:
    triage("reject", "2026-11-03 Harbour.md:9")
    out = triage("show", "2026-11-03 Harbour.md:9").out
    assert "status   [-] rejected" in out
    assert "Accepting" not in out


def test_what_accepting_would_be_refused_for_is_said(filled: Notes, triage: Triage) -> None:
    filled.write({".obsidian/app.json": "{}", "d.md": f"- [?] Sweep 🔁 every week 📅 2026-12-01 {TAGS}"})
    [shown] = triage("show", "--json", "d.md:1").objects
    assert (shown["accept"]["after"] is None) == bool(shown["accept"]["reason"])


@pytest.mark.parametrize(
    "ref, code, sentence",
    [
        ("ffffffffffff", 3, "no task has this ref"),
        ("nonsense", 2, "'nonsense' is no REF"),
        ("b.md:7", 2, "b.md:7 is no task"),
        ("missing.md:1", 2, "There is no note missing.md"),
    ],
)
def test_a_ref_that_names_nothing(filled: Notes, triage: Triage, ref: str, code: int, sentence: str) -> None:
    ran = triage("show", ref)
    assert (ran.code, ran.out) == (code, "")
    assert sentence in ran.err
    assert ran.err.count("\n") == 1
