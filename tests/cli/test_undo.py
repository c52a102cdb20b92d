"""`triage undo`, `redo` and `log`."""

import pytest

from cli.command_line import Notes, Triage

TAGS = "#task #proposed #auto"
NOTE = f"\ufeff- [?] One @Ada {TAGS}\r\n- [?] Two {TAGS}\n- [?] Three {TAGS}"


@pytest.fixture
def filled(notes: Notes) -> Notes:
    notes.write({"a.md": NOTE, "b.md": NOTE})
    return notes


def _decided(*symbols: str) -> bytes:
    parts = NOTE.split("[?]")
    boxes = [f"[{symbol}]" for symbol in symbols] + ["[?]"] * (3 - len(symbols))
    return "".join(part + box for part, box in zip(parts, [*boxes, ""], strict=True)).encode()


def test_a_new_process_undoes_every_byte(filled: Notes, process: Triage) -> None:
    assert process("accept", "a.md:1", "a.md:3", "b.md:2").code == 0
    assert process("reassign", "--to", "Bo Li", "a.md:1").code == 0
    assert filled.read("a.md") != NOTE.encode()
    ran = process("undo", "2")
    assert (filled.read("a.md"), filled.read("b.md")) == (NOTE.encode(), NOTE.encode())
    assert ran.code == 0
    assert "Undone: reassigned 1 line" in ran.out
    assert "Undone: accepted 3 lines" in ran.out


def test_undo_and_redo_go_one_gesture_at_a_time(filled: Notes, triage: Triage) -> None:
    triage("accept", "a.md:1")
    triage("reject", "a.md:2")
    triage("undo")
    assert filled.read("a.md") == _decided(" ")
    triage("undo")
    assert filled.read("a.md") == NOTE.encode()
    assert triage("undo").out == "Nothing to undo.\n"
    assert "Redone: accepted 1 line" in triage("redo").out
    assert filled.read("a.md") == _decided(" ")
    triage("redo")
    assert filled.read("a.md") == _decided(" ", "-")
    ran = triage("redo")
    assert (ran.code, ran.out) == (0, "Nothing to redo.\n")


def test_a_session_is_the_last_run(filled: Notes, triage: Triage) -> None:
    triage("accept", "a.md:1")
    triage("reject", "a.md:2", "b.md:2")
    assert triage("undo", "--session").code == 0
    assert (filled.read("a.md"), filled.read("b.md")) == (_decided(" "), NOTE.encode())


def test_what_has_changed_since_is_left_and_said(filled: Notes, triage: Triage) -> None:
    triage("accept", "a.md:1", "a.md:2")
    changed = filled.read("a.md").replace(b"One", b"One and a half")
    filled.write({"a.md": changed})
    rehearsed = triage("undo", "--dry-run")
    assert filled.read("a.md") == changed
    assert rehearsed.code == 3
    ran = triage("undo")
    assert filled.read("a.md") == changed.replace(b"[ ] Two", b"[?] Two")
    assert ran.code == 3
    assert ran.err == (
        "a.md:1: not there any more: the line is no longer in the note; it was left as it is; "
        f"there stands now: - [ ] One and a half @Ada {TAGS}\n"
    )
    assert "1 line undone in 1 note; 1 not there any more" in ran.out


def test_a_dry_run_of_several_follows_their_order(filled: Notes, triage: Triage) -> None:
    triage("accept", "a.md:1")
    triage("reject", "a.md:1")
    before = filled.everything()
    ran = triage("undo", "2", "--dry-run")
    assert filled.everything() == before
    assert ran.code == 0
    shown = [line for line in ran.out.splitlines() if line[:1] in "+-" and line[1:2] not in "+-"]
    assert [line.split("]")[0] + "]" for line in shown] == [] or len(shown) == 4
    assert triage("undo", "2").code == 0
    assert filled.read("a.md") == NOTE.encode()


def test_a_dry_run_of_several_says_of_each_line_what_would_become_of_it(
    filled: Notes, triage: Triage
) -> None:
    triage("accept", "a.md:1", "b.md:1")
    triage("reject", "a.md:1")
    filled.write({"b.md": NOTE.replace("One", "Another")})
    rehearsed = triage("undo", "3", "--dry-run", "--json").objects
    undone = triage("undo", "3", "--json").objects
    assert len(rehearsed) == len(undone) == 3
    for would, did in zip(rehearsed, undone, strict=True):
        assert {key: would[key] for key in ("gesture", "verb", "note")} == {
            key: did[key] for key in ("gesture", "verb", "note")
        }
        assert (would["outcome"] == "changed") is (did["outcome"] == "changed") is (would["note"] == "b.md")


def test_json_names_the_gesture(filled: Notes, triage: Triage) -> None:
    ref = triage("list", "--json").objects[0]["ref"]
    triage("accept", ref)
    [undone] = triage("undo", "--json").objects
    assert (undone["outcome"], undone["verb"], undone["new_ref"]) == ("saved", "accept", ref)
    [gesture] = [each for each in triage("log", "--json").objects if each["id"] == undone["gesture"]]
    assert gesture["verb"] == "accept"
    assert gesture["taken_back"]
    assert gesture["lines"][0]["after"].startswith("\ufeff- [ ]")


def test_the_log_is_newest_first(filled: Notes, triage: Triage) -> None:
    assert triage("log").out == "Nothing was decided in this vault yet.\n"
    assert triage("log", "--json").out == ""
    triage("accept", "a.md:1", "b.md:1")
    triage("redate", "--to", "2026-12-01", "a.md:2")
    lines = triage("log").out.splitlines()
    assert [line.split()[2] for line in lines] == ["redate", "accept"]
    assert "a.md:2  2026-12-01" in lines[0]
    assert "2 lines  2 notes" in lines[1]
    assert len(triage("log", "-n", "1").out.splitlines()) == 1
    assert len(triage("log", "-n", "0", "--json").objects) == 2


@pytest.mark.parametrize(
    "arguments", [["undo", "0"], ["undo", "x"], ["undo", "2", "--session"], ["redo", "-1"]]
)
def test_wrong_usage_takes_nothing_back(filled: Notes, triage: Triage, arguments: list[str]) -> None:
    triage("accept", "a.md:1")
    ran = triage(*arguments)
    assert filled.read("a.md") == _decided(" ")
    assert ran.code == 2
    assert ran.err.count("\n") == 1


def test_a_journal_that_cannot_be_read_is_said(filled: Notes, triage: Triage) -> None:
    triage("accept", "a.md:1")
    journal = next(iter((filled.root.parent / "home").rglob("journal.jsonl")))
    journal.unlink()
    journal.mkdir()
    for command in ("undo", "redo", "log"):
        ran = triage(command)
        assert ran.code == 4, command
        assert "ournal" in ran.err
        assert ran.err.count("\n") == 1
    assert filled.read("a.md") == _decided(" ")


def test_the_log_calls_undone_what_really_was(filled: Notes, triage: Triage) -> None:
    triage("accept", "a.md:1")
    changed = filled.read("a.md").replace(b"One", b"Another")
    filled.write({"a.md": changed})
    assert triage("undo").code == 3
    assert "undone" not in triage("log").out
    filled.write({"a.md": changed.replace(b"Another", b"One")})
    assert triage("undo", "--gesture", triage("log", "--json", "-n", "0").objects[-1]["id"]).code == 0
    assert "(undone)" in triage("log").out
    triage("redo")
    assert "(undone)" not in triage("log", "-n", "0").out.splitlines()[-1]
