"""`triage check`."""

import json
import subprocess
import sys

import pytest

from cli.command_line import Notes, Triage

TAGS = "#task #proposed #auto"
CRANE = f"- [?] Book the harbour crane for the survey @Ada Quill {TAGS}"
POSTERS = "- [-] Print posters for the winter fair #task"


@pytest.fixture
def filled(notes: Notes) -> Notes:
    notes.write({"a.md": f"# Fair\n{CRANE}\n", "b.md": f"{POSTERS}\n"})
    return notes


def test_each_text_is_answered_on_a_line(filled: Notes, triage: Triage) -> None:
    before = filled.everything()
    asked = ("print the posters for the winter fair", "- [ ] Book the harbour crane for the survey")
    ran = triage("check", "Sail around the world", *asked)
    new, rejected, proposed = ran.out.splitlines()
    assert ran.code == 1
    assert new == "new       Sail around the world"
    assert rejected.split("  =")[1] == " b.md:1  Print posters for the winter fair"
    assert rejected.startswith("rejected  print the posters for the winter fair ")
    assert proposed.startswith("proposed  Book the harbour crane for the survey ")
    assert rejected.index(" = ") == proposed.index(" = ")
    assert filled.everything() == before


def test_the_exit_code_says_whether_all_are_new(filled: Notes, triage: Triage) -> None:
    assert triage("check", "Sail around the world", "Weigh the anchor").code == 0
    assert triage("check", "Sail around the world", "Print posters for the winter fair").code == 1
    assert triage("check", "Print posters for the winter fair", "Sail around the world").code == 1
    ran = triage("check", "Sail around the world", "sail around the world")
    assert (ran.code, ran.out.splitlines()[1].split()[0]) == (1, "repeated")
    assert ran.out.endswith("= text 1\n")


def test_json_names_the_match(filled: Notes, triage: Triage) -> None:
    [ref] = (each["ref"] for each in triage("list", "--json").objects)
    proposed, rejected, new = triage(
        "check", "--json", stdin=f"{CRANE}\n\n{POSTERS}\r\nSail on\n".encode()
    ).objects
    assert proposed == {
        "text": CRANE,
        "words": "Book the harbour crane for the survey",
        "verdict": "proposed",
        "match": {
            "note": "a.md",
            "line_number": 2,
            "status": "?",
            "role": "proposed",
            "raw": CRANE,
            "ref": ref,
        },
        "also": [],
        "repeats": None,
        "given": None,
    }
    assert rejected["match"] == {
        "note": "b.md", "line_number": 1, "status": "-", "role": "rejected", "raw": POSTERS,
    }  # fmt: skip
    assert (new["verdict"], new["match"]) == ("new", None)


def test_json_lines_bring_their_other_members_back(filled: Notes, triage: Triage) -> None:
    asked = [{"text": "Sail on", "id": 7, "from": {"x": [1]}}, "sail on", {"text": "Weigh the anchor"}]
    ran = triage("check", "--json", "--type", "jsonl", stdin="\n".join(map(json.dumps, asked)).encode())
    one, two, three = ran.objects
    assert one["given"] == {"id": 7, "from": {"x": [1]}}
    assert (two["text"], two["verdict"], two["repeats"], two["given"]) == ("sail on", "repeated", 1, None)
    assert (three["verdict"], three["given"]) == ("new", None)


@pytest.mark.parametrize(
    "arguments, piped, sentence",
    [
        (["--type", "jsonl"], "{", "Line 1 of stdin is no JSON"),
        (["--type", "jsonl"], '{"words": "x"}', "Line 1 of stdin is neither a string nor an object with"),
        (["--type", "jsonl"], "\n[1]", "Line 2 of stdin is neither"),
        (["--type", "jsonl", "x"], "", "--type jsonl is about stdin"),
        (["--type", "xml"], "", "'xml' is not one of 'text', 'jsonl'"),
        ([], "\n- [ ] #task\n", "Line 2 of stdin holds no words"),
        ([""], "", "The text '' holds no words"),
        (["--bogus", "x"], "", "No such option '--bogus'"),
    ],
)
def test_wrong_usage_is_one_sentence(
    filled: Notes, triage: Triage, arguments: list[str], piped: str, sentence: str
) -> None:
    ran = triage("check", *arguments, stdin=piped.encode())
    assert ran.code == 2
    assert sentence in ran.err
    assert ran.err.count("\n") == 1


def test_nothing_piped_is_nothing_that_is_not_new(filled: Notes, triage: Triage) -> None:
    ran = triage("check")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_what_could_not_be_read_outweighs_the_answer(filled: Notes, triage: Triage) -> None:
    with (filled.root / "huge.md").open("wb") as huge:
        huge.truncate(65 * 2**20)
    ran = triage("check", "Sail around the world")
    assert (ran.code, ran.out) == (4, "new       Sail around the world\n")
    assert ran.err.startswith("huge.md is left alone")


def test_answers_come_while_the_pipe_is_open(filled: Notes) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "triage", "check"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as running:
        assert running.stdin
        assert running.stdout
        for text in (b"Sail around the world\n", b"Weigh the anchor\n"):
            running.stdin.write(text)
            running.stdin.flush()
            assert running.stdout.readline() == b"new       " + text
        running.stdin.close()
    assert running.returncode == 0
