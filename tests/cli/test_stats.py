"""`triage stats`."""

import json
import unicodedata

import pytest
from rich.cells import cell_len

from cli.command_line import Notes, Triage

TAGS = "#task #proposed #auto"
MEETING = f"""---
type: meeting
source: transcript
---
- [?] Book the crane @Ada Quill {TAGS}
- [?] Send the offer @Myself {TAGS}
- [?] Sweep the quay {TAGS}
- [?] Not of the queue #task #proposed
"""
MAIL = f"---\ntype: email\n---\n- [?] Order paint @Ada Quill {TAGS}\n- [?] Buy rope @Myself {TAGS}\n"


@pytest.fixture
def filled(notes: Notes, triage: Triage) -> Notes:
    """A vault with a proposal that was accepted, one that was rejected, and a duplicate."""
    notes.write({"Work/Meetings/a.md": MEETING, "Work/mail.md": MAIL})
    triage("accept", "Work/Meetings/a.md:5")
    triage("reject", "Work/Meetings/a.md:6")
    triage("duplicate", "Work/mail.md:4")
    return notes


def test_json_says_it_all(filled: Notes, triage: Triage) -> None:
    ran = triage("stats", "--json")
    (found,) = ran.objects
    figures = {"decided": 3, "accepted": 1, "started": 0, "done": 0, "rejected": 1, "duplicate": 1}
    assert (ran.code, ran.err) == (0, "")
    assert found["today"] | {"date": ""} == {"date": "", **figures, "rate": 0.5, "open": 2}
    assert found["total"] == {**figures, "rate": 0.5, "open": 2}
    assert [day["decided"] for day in found["days"]] == [0] * 13 + [3]
    assert found["days"][-1]["date"] == found["today"]["date"]
    assert found["streak"] == 1
    assert [(run["decided"], run["seconds_each"]) for run in found["runs"]] == [(1, None)] * 3
    assert {
        by: {row["value"]: (row["decided"], row["rate"], row["open"]) for row in rows}
        for by, rows in found["by"].items()
    } == {
        "type": {"meeting": (2, 0.5, 1), "email": (1, None, 1)},
        "source": {"transcript": (2, 0.5, 1), None: (1, None, 1)},
        "top_folder": {"Work": (3, 0.5, 2)},
        "folder": {"Work/Meetings": (2, 0.5, 1), "Work": (1, None, 1)},
        "owner": {
            "mine": (1, 0.0, 1),
            "others": (2, 1.0, 0),
            "nobody": (0, None, 1),
            "@Ada Quill": (2, 1.0, 0),
            "@Myself": (1, 0.0, 1),
        },
    }


def test_the_documented_fields_are_the_fields(filled: Notes, triage: Triage) -> None:
    said = triage("stats", "--help").out
    (found,) = triage("stats", "--json").objects
    for name in (*found, *found["total"], *found["by"], *found["runs"][0]):
        assert name in said


def test_json_may_be_told_by_one_thing_alone(filled: Notes, triage: Triage) -> None:
    (found,) = triage("stats", "--json", "--by", "folder", "--days", "30").objects
    assert [*found["by"]] == ["top_folder", "folder"]
    assert len(found["days"]) == 30


def test_the_text_is_a_table_in_80_columns(filled: Notes, triage: Triage) -> None:
    ran = triage("stats", "--by", "folder")
    lines = ran.out.splitlines()
    assert lines[:3] == [
        "3 decided today: 1 accepted, 1 rejected, 1 duplicate.",
        "3 decided in all: 1 accepted, 1 rejected, 1 duplicate.",
        "2 still to decide.",
    ]
    assert ["Work/Meetings", "2", "50%", "████", "1", "0", "1"] in map(str.split, lines)
    assert max(map(cell_len, lines)) <= 80


def test_undo_takes_a_decision_out(filled: Notes, triage: Triage) -> None:
    triage("undo")
    assert triage("stats", "--json").objects[0]["total"]["decided"] == 2


def test_notes_that_are_gone_still_count(filled: Notes, triage: Triage) -> None:
    (filled.root / "Work/Meetings/a.md").unlink()
    ran = triage("stats", "--json")
    assert ran.code == 0
    assert {row["value"]: row["decided"] for row in ran.objects[0]["by"]["type"]} == {
        "unknown": 2,
        "email": 1,
    }


def test_nothing_decided_yet_is_a_sentence(notes: Notes, triage: Triage) -> None:
    notes.write({"a.md": MEETING})
    ran = triage("stats")
    assert ran.code == 0
    assert ran.out.startswith("Nothing was decided in this vault yet; 3 proposals to decide.\n")
    assert triage("stats", "--json").objects[0]["total"]["decided"] == 0


def test_hostile_text_never_reaches_a_person_raw(notes: Notes, triage: Triage) -> None:
    evil = "\x1b]52;c;aGk=\x07\u202e\u200b"
    folder = "f\x1b[31m漢字" * 8
    kind = json.dumps("漢" * 40 + evil)
    notes.write({f"{folder}/a.md": f"---\ntype: {kind}\n---\n- [?] x @{evil} {TAGS}\n- [?] y {TAGS}\n"})
    triage("accept", f"{folder}/a.md:4")
    for by in ("type", "folder", "owner", "source"):
        out = triage("stats", "--by", by).out
        assert "decided" in out
        assert [
            each for each in out.replace("\n", "") if unicodedata.category(each) in ("Cc", "Cf", "Cs")
        ] == []
        assert max(map(cell_len, out.splitlines())) <= 80
    assert triage("stats", "--json").stdout.isascii()


def test_looking_changes_nothing(filled: Notes, triage: Triage) -> None:
    before = filled.everything()
    triage("stats")
    triage("stats", "--json")
    assert filled.everything() == before


def test_what_cannot_be_read_is_said(filled: Notes, triage: Triage) -> None:
    filled.write({".obsidian/plugins/obsidian-tasks-plugin/data.json": "{ no json"})
    ran = triage("stats")
    assert ran.code == 4
    assert "data.json is not JSON" in ran.err
    assert "3 decided in all" in ran.out


@pytest.mark.parametrize("arguments", [("--days", "0"), ("--by", "verb")])
def test_wrong_usage(filled: Notes, triage: Triage, arguments: tuple[str, ...]) -> None:
    assert triage("stats", *arguments).code == 2


def test_more_days_than_fit_are_counted(filled: Notes, triage: Triage) -> None:
    ran = triage("stats", "--days", "100")
    assert "The 20 days before these are in --json." in ran.out
    assert max(map(cell_len, ran.out.splitlines())) <= 80
