"""`triage resume`, and what the other commands say of a gesture that was cut off."""

import os
from pathlib import Path

import pytest

from cli.command_line import Notes, Triage
from triage.cli.choices import Choices
from triage.cli.sitting import sit_down
from triage.core.task.decision import Reject

TAGS = "#task #proposed #auto"
BEFORE = {f"{name}.md": f"- [?] {name} {TAGS}\n- [?] {name} too {TAGS}\n" for name in "abcd"}
AFTER = {path: text.replace("[?]", "[-]").encode() for path, text in BEFORE.items()}


def die_in(root: Path, notes: int) -> None:
    """Let a run reject everything, and die after so many notes."""
    if not (pid := os.fork()):
        code = 1
        try:
            session = sit_down(Choices(vault=root)).session
            session.load()
            plan = session.planner.decide(sorted(session.rows), Reject())
            session.save(plan, lambda done: done < notes, lambda: False)
            code = 0
        finally:
            os._exit(code)
    assert os.waitpid(pid, 0)[1] == 0


@pytest.fixture
def filled(notes: Notes) -> Notes:
    notes.write(BEFORE)
    die_in(notes.root, 1)
    return notes


def test_it_goes_on_and_says_what_it_did(filled: Notes, triage: Triage) -> None:
    ran = triage("resume")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Rejecting 8 lines was cut off on ")
    assert ": 2 of 8 are done.\n" in ran.out
    assert "6 lines rejected in 3 notes. Undo all 8 lines with: triage undo" in ran.out
    assert filled.everything() == AFTER
    assert triage("resume").out == "Nothing was cut off.\n"
    assert triage("undo").code == 0
    assert filled.everything() == {path: text.encode() for path, text in BEFORE.items()}


def test_a_dry_run_shows_the_rest_and_writes_nothing(filled: Notes, triage: Triage) -> None:
    before = filled.everything()
    ran = triage("resume", "--dry-run")
    assert filled.everything() == before
    assert "6 lines would be rejected, nothing is written" in ran.out
    assert ran.out.count("\n+- [-]") == 6
    assert triage("resume", "--json").objects[0]["outcome"] == "saved"


def test_the_log_says_how_far_it_came_and_names_it(filled: Notes, triage: Triage) -> None:
    (line,) = triage("log").out.splitlines()
    assert "(2 of 8 lines: cut off)" in line
    (gesture,) = triage("log", "--json").objects
    assert (gesture["cut_off"], gesture["stopped"], len(gesture["left"])) == (True, False, 6)
    assert gesture["id"].startswith(line.split()[-1])
    triage("resume")
    (line,) = triage("log").out.splitlines()
    assert "cut off" not in line
    assert "8 lines  4 notes" in line


def test_undo_takes_it_back(filled: Notes, triage: Triage) -> None:
    assert triage("undo").code == 0
    assert filled.everything() == {path: text.encode() for path, text in BEFORE.items()}
    assert triage("resume").out == "Nothing was cut off.\n"


def test_a_deciding_command_says_what_can_be_done_about_it(filled: Notes, triage: Triage) -> None:
    shown = triage("accept", "d.md:1", "--dry-run")
    assert shown.err == ""
    ran = triage("accept", "d.md:1")
    assert ran.err.startswith("Rejecting 8 lines was cut off on ")
    assert ". triage resume goes on with it; " in ran.err
    back = ran.err.split("; ")[-1].removesuffix(" undoes it\n")
    assert triage("accept", "d.md:1").err.startswith("Rejecting 8 lines was cut off on ")
    assert triage(*back.split()[1:]).code == 0
    assert filled.read("a.md") == BEFORE["a.md"].encode()
    assert triage("accept", "d.md:2").err == ""


def test_what_was_decided_since_is_passed_over(filled: Notes, triage: Triage) -> None:
    triage("accept", "d.md:1")
    triage("accept", "no such line")
    ran = triage("resume")
    assert (ran.code, ran.err) == (0, "")
    assert "5 lines rejected in 3 notes" in ran.out
    assert filled.everything() == {**AFTER, "d.md": AFTER["d.md"].replace(b"[-]", b"[ ]", 1)}


def test_it_is_left_as_it_is(filled: Notes, triage: Triage) -> None:
    before = filled.everything()
    assert triage("resume", "--leave", "--dry-run").code == 2
    ran = triage("resume", "--leave")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith(": 2 of 8 are done.\nIt is left as it is.\n")
    assert triage("resume").out == "Nothing was cut off.\n"
    assert filled.everything() == before
    (gesture,) = triage("log", "--json").objects
    assert (gesture["cut_off"], gesture["stopped"], len(gesture["left"])) == (False, True, 6)
    assert triage("undo").code == 0
    assert filled.everything() == {path: text.encode() for path, text in BEFORE.items()}


def test_a_line_that_changed_meanwhile_is_named(filled: Notes, triage: Triage) -> None:
    filled.write({"b.md": f"- [?] other {TAGS}\n- [?] b too {TAGS}\n"})
    ran = triage("resume")
    assert ran.code == 3
    assert ran.err.startswith("b.md:1: not there any more")
    assert "5 lines rejected" in ran.out


def test_quietly_it_says_nothing_of_what_went_well(filled: Notes, triage: Triage) -> None:
    assert triage("resume", "--quiet").out == ""
    assert filled.everything() == AFTER
