"""`triage doctor`."""

import json
import os
from pathlib import Path

import pytest

from cli.command_line import Notes, Triage

TAGS = "#task #proposed #auto"
SETTINGS = ".obsidian/plugins/obsidian-tasks-plugin/data.json"
STATUSES = {
    "statusSettings": {
        "coreStatuses": [{"symbol": " ", "name": "Todo", "type": "TODO"}],
        "customStatuses": [
            {"symbol": "P", "name": "Proposed", "type": "TODO"},
            {"symbol": "R", "name": "Rejected", "type": "CANCELLED"},
        ],
    },
    "globalFilter": "#task",
    "setDoneDate": False,
}


@pytest.fixture
def filled(notes: Notes) -> Notes:
    notes.write(
        {
            ".obsidian/app.json": json.dumps({"userIgnoreFilters": ["Old/"]}),
            SETTINGS: json.dumps(STATUSES),
            "a.md": f"---\ntitle: [\n---\n- [P] One {TAGS}\n- [P] Two #task #proposed\n",
            "garbled.md": f"- [P] Due ğŸ“… 2026-01-01 {TAGS}\n- [x] Done â« {TAGS}\n",
            "open.md": f"- [P] Seen {TAGS}\n```\n- [P] In code {TAGS}\n- [P] Too {TAGS}\n",
            "closed.md": f"```\n- [P] In code {TAGS}\n```\n",
            "Old/b.md": f"- [P] Old {TAGS}",
            "Nested/.obsidian/app.json": "{}",
            "Nested/c.md": f"- [?] Nested {TAGS}",
        }
    )
    return notes


def test_a_config_with_which_the_app_would_not_start_is_a_problem(filled: Notes, triage: Triage) -> None:
    filled.write(
        {
            ".triage.yaml": 'views: {x: "path:[z-a]"}\nsymbols: {done: P, accepted: "-"}\n',
            "Nested/.obsidian/plugins/obsidian-tasks-plugin/data.json": json.dumps(
                {"statusSettings": {"coreStatuses": [{"symbol": "\x1b", "name": "x", "type": "DONE"}]}}
            ),
        }
    )
    [found] = triage("doctor", "--json").objects
    first, *others = found["problems"]
    assert first == f"{filled.root}/.triage.yaml, line 1: views: 'x': z-a is no range: say a-z"
    assert any("proposed cannot be 'P': another role has it; [?] is taken" in each for each in others)
    assert any("symbols.accepted cannot be '-' (from the config): rejected is" in each for each in others)
    assert found["proposals"] == 1
    ran = triage("list")
    assert ran.code == 2
    assert ran.err.startswith(first)


def test_json_says_where_everything_comes_from(filled: Notes, triage: Triage, home: Path) -> None:
    ran = triage("doctor", "--json", "--symbol", "started=>")
    [found] = ran.objects
    assert (ran.code, ran.err) == (0, "")
    assert (found["vault"], found["found_by"]) == (str(filled.root), "$TRIAGE_VAULT")
    assert [each["exists"] for each in found["config_files"]] == [False, False]
    assert found["queue_tags"] == {"tags": ["#proposed", "#auto"], "source": "the defaults"}
    root, nested = sorted(found["obsidian"], key=lambda region: len(region["folder"]))
    assert root["folder"] == str(filled.root / ".obsidian")
    assert root["symbols"]["proposed"] == {"symbol": "P", "source": "the vault's Tasks settings"}
    assert root["symbols"]["rejected"] == {"symbol": "R", "source": "the vault's Tasks settings"}
    assert root["symbols"]["started"] == {"symbol": ">", "source": "the command line"}
    assert root["symbols"]["done"] == {"symbol": "x", "source": "the defaults"}
    assert (root["global_filter"], root["task_format"]) == ("#task", "tasksPluginEmoji")
    assert (root["set_done_date"], root["set_cancelled_date"]) == (False, True)
    assert root["ignore_filters"] == ["Old/"]
    assert not nested["has_plugin"]
    assert nested["symbols"]["proposed"] == {"symbol": "?", "source": "the defaults"}
    assert (found["notes"], found["notes_with_proposals"]) == (5, 4)
    assert (found["proposals"], found["left_out"]) == (4, 1)
    assert found["double_encoded"] == {"garbled.md": 2}
    assert found["hidden"] == {
        "fenced code": {"closed.md": 1},
        "fenced code that is never closed": {"open.md": 2},
    }
    assert list(found["front_matter"]) == ["a.md"]
    assert found["problems"] == []
    assert found["state"].startswith(str(home))


def test_people_read_it_in_lines(filled: Notes, triage: Triage) -> None:
    ran = triage("doctor")
    assert ran.code == 0
    for said in (
        f"{filled.root} (from $TRIAGE_VAULT)",
        "[P] from the vault's Tasks settings",
        "Excluded files   Old/",
        "garbled.md: 2 lines",
        "open.md: 2 lines",
        "4 proposals in the queue, 1 left out",
    ):
        assert said in ran.out


def test_bad_settings_and_notes_are_named_and_stop_nothing(filled: Notes, triage: Triage) -> None:
    (filled.root / "huge.md").touch()
    os.truncate(filled.root / "huge.md", 65 * 2**20)
    filled.write(
        {
            SETTINGS: "{",
            ".obsidian/app.json": "[",
            ".triage.yaml": "queue_tags: 3\n",
            "Nested/.obsidian/plugins/obsidian-tasks-plugin/data.json": '{"taskFormat": "x"}',
        }
    )
    ran = triage("doctor", "--json")
    [found] = ran.objects
    assert ran.code == 0
    for named in (
        "huge.md",
        f"{filled.root}/{SETTINGS}",
        "app.json",
        ".triage.yaml, line 1",
        "Nested/.obsidian",
    ):
        assert any(named in problem for problem in found["problems"]), named
    assert len(found["problems"]) == len(set(found["problems"]))
    lines = triage("doctor").out.splitlines()
    assert sum(line.startswith("Problem: ") for line in lines) == len(found["problems"])


def test_a_rejected_status_that_is_missing_is_said(notes: Notes, triage: Triage) -> None:
    notes.write({SETTINGS: json.dumps({"statusSettings": {"coreStatuses": [], "customStatuses": []}})})
    assert "--symbol rejected=-" in triage("doctor").out
    assert triage("doctor", "--json").objects[0]["obsidian"][0]["rejects_as_a_guess"]


def test_a_folder_without_obsidian(triage: Triage, tmp_path: Path) -> None:
    bare = Notes(tmp_path / "Bare")
    bare.write({"a.md": f"- [?] One {TAGS}"})
    [found] = triage("doctor", "--json", "--vault", str(bare.root)).objects
    assert found["found_by"] == "the command line"
    assert [region["folder"] for region in found["obsidian"]] == [None]
    assert found["proposals"] == 1


def test_conflict_copies_are_named_with_their_notes_and_what_to_do(notes: Notes, triage: Triage) -> None:
    copy = "Plans (Ada's conflicted copy 2026-11-22).md"
    notes.write({"Plans.md": f"- [?] One {TAGS}\n", copy: f"- [?] One {TAGS}\n"})
    [found] = triage("doctor", "--json").objects
    assert found["conflict_copies"] == {copy: "Plans.md"}
    assert found["proposals"] == 1
    ran = triage("doctor")
    assert "1 conflict copy is never triaged" in ran.out
    assert "delete the copy" in ran.out
    assert f"  {copy}: of Plans.md" in ran.out.splitlines()


@pytest.mark.parametrize(
    ("how", "said"), [("auto", "system's events"), ("poll", "again"), ("off", "next scan")]
)
def test_it_says_how_changes_are_noticed(
    notes: Notes, triage: Triage, home: Path, how: str, said: str
) -> None:
    notes.write({"Plans.md": f"- [?] One {TAGS}\n"})
    config = home / "config.yaml"
    config.write_text(f"watch: {how}\n")
    ran = triage("doctor", "--config", str(config))
    [line] = [line for line in ran.out.splitlines() if line.startswith("Watching: ")]
    assert said in line


def test_the_lines_that_code_comments_and_front_matter_leave_out_are_counted_by_note(
    notes: Notes, triage: Triage
) -> None:
    box = "- [?] Oil the winch #task #proposed #auto\n"
    notes.write(
        {
            "a.md": f"---\n{box}---\n```\n{box}{box}```\n{box}%%\n{box}%%\n",
            "b.md": f"<!--\n{box}-->\n~~~\n- [ ] x\n{box}",
        }
    )
    [found] = triage("doctor", "--json").objects
    assert found["hidden"] == {
        "front matter": {"a.md": 1},
        "fenced code": {"a.md": 2},
        "comment": {"a.md": 1, "b.md": 1},
        "fenced code that is never closed": {"b.md": 1},
    }
    assert found["proposals"] == 1
