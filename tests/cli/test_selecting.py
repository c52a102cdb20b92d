"""Views and filters, as `triage list` and every verb take them."""

import pytest

from cli.command_line import TODAY, Notes, Triage

TAGS = "#task #proposed #auto"
CRANE = f"- [?] Book the harbour crane for the survey @Ada Quill 📅 2026-11-20 {TAGS}"
CRANE_AGAIN = f"- [?] Book the harbour crane for the survey in May @Myself 📅 2026-12-09 ⏫ {TAGS}"
PAINT = f"- [?] Order grey paint from Marram Bay @Bo Tarn 📅 2026-11-24 {TAGS}"
PAINTED = "- [x] Order the grey paint from Marram Bay #task"
SWEEP = f"- [?] Sweep the quay {TAGS}"
OIL = "- [?] Oil the winch #task #proposed"
NEW = f"{CRANE_AGAIN}\n{SWEEP}\n{OIL}\n"
OLD = f"---\ntype: meeting\n---\n{CRANE}\n{PAINT}\n"
DONE = f"{PAINTED}\n"


@pytest.fixture
def filled(notes: Notes) -> Notes:
    notes.write({"2026-11-10 New.md": NEW, "_archive/2026-09-01 Old.md": OLD, "2026-08-01 Done.md": DONE})
    return notes


def listed(triage: Triage, *arguments: str) -> list[str]:
    """The words of what `triage list` gives."""
    return [each["text"] for each in triage("list", "--json", "--today", TODAY, *arguments).objects]


@pytest.mark.parametrize(
    "arguments, number",
    [
        ([], 4),
        (["--all"], 5),
        (["--view", "all"], 4),
        (["--view", "mine"], 1),
        (["--view", "Others"], 2),
        (["--view", "overdue"], 1),
        (["--view", "duplicates"], 2),
        (["--view", "already"], 1),
        (["--view", "archive"], 2),
        (["--view", "archive", "-is:duplicate"], 1),
        (["--view", "quay work"], 2),
        (["crane", "OR", "paint"], 3),
        (["-crane", "-paint"], 1),
        (["-(crane OR paint)"], 1),
        (["owner:ada,bo"], 2),
        (["type:meeting"], 2),
        (["due:<=2026-11-24"], 2),
        (["is:decided-elsewhere"], 1),
        (["is:left-out", "--all"], 1),
        (["--", "-crane"], 2),
    ],
    ids=str,
)
def test_views_and_filters_select(filled: Notes, triage: Triage, arguments: list[str], number: int) -> None:
    filled.write({".triage.yaml": 'views:\n  Quay Work: "quay OR paint"\n'})
    assert triage("list", "--count", "--today", TODAY, *arguments).out == f"{number}\n"
    assert len(listed(triage, *arguments)) == number


@pytest.mark.parametrize(
    "text, sentence, places",
    [
        ("due:fryday quay", "fryday is no day", "      ^^^^^^"),
        ("quay\tprio:hgh", "No hgh: did you mean high?", "            ^^^"),
        ("漢字 due:fryday", "fryday is no day", "           ^^^^^^"),
    ],
)
def test_a_wrong_filter_is_shown_with_its_place(
    filled: Notes, triage: Triage, text: str, sentence: str, places: str
) -> None:
    for arguments in (["list", text], ["reject", "--filter", text], ["config", "set", "views.x", text]):
        ran = triage(*arguments)
        first, shown, marked = ran.err.splitlines()
        assert (ran.code, ran.out) == (2, "")
        assert sentence in first
        assert shown == f"  {text}".replace("\t", " ")
        assert marked == places


def test_no_other_view_is_taken_for_one_that_is_not_there(filled: Notes, triage: Triage) -> None:
    ran = triage("list", "--view", "overdu")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("There is no view 'overdu'; did you mean overdue?")


def test_what_begins_with_a_dash_is_a_word_unless_an_option_takes_it(filled: Notes, triage: Triage) -> None:
    assert "There is no view '-x'; there are" in triage("list", "--view", "-x").err
    assert triage("list", "--count", "-harbour").out == "2\n"
    assert triage("list", "-h").out.startswith("Usage: triage list")


def test_where_a_name_ends_is_the_same_for_the_count_and_the_list(notes: Notes, triage: Triage) -> None:
    notes.write(
        {"a.md": f"---\nparticipants: [Ada Quill]\n---\n- [?] Ask @Ada Quill Ferry to call back {TAGS}\n"}
    )
    for text in ("owner:ada", 'owner:"ada quill ferry"'):
        assert triage("list", "--count", text).out == f"{len(listed(triage, text))}\n", text


def test_groups_and_sorting(filled: Notes, triage: Triage) -> None:
    ran = triage("list", "--group", "due", "--sort", "words", "--today", TODAY)
    assert [line for line in ran.out.splitlines() if line and not line.startswith(" ")] == [
        "overdue",
        "within a week",
        "within a month",
        "no due date",
    ]
    assert "_archive/2026-09-01 Old.md:4" in ran.out
    assert listed(triage, "--group", "folder", "--sort", "words")[0].startswith("Book the harbour crane")
    assert triage("list", "--group", "folder").out.startswith("The vault's root\n")
    by_card = triage("list", "--json", "--view", "duplicates").objects
    assert [each["group"] for each in by_card] == ["Book the harbour crane for the survey in May"] * 2
    assert [each["mine"] for each in by_card] == [True, False]
    assert "group" not in triage("list", "--json").objects[0]


def test_json_says_what_says_the_same_where_it_was_compared(filled: Notes, triage: Triage) -> None:
    by_words = {each["text"]: each for each in triage("list", "--json", "--compare").objects}
    mine, other = (each for words, each in by_words.items() if "crane" in words)
    paint = next(each for words, each in by_words.items() if "paint" in words)
    assert (mine["duplicates"], other["duplicates"]) == ([other["ref"]], [mine["ref"]])
    assert mine["keeper"] == other["keeper"] == mine["ref"]
    assert (paint["duplicates"], paint["keeper"]) == ([], None)
    assert paint["already"] == [
        {
            "note": "2026-08-01 Done.md",
            "line_number": 1,
            "status": "x",
            "role": "done",
            "raw": PAINTED,
            "asks_for_more": False,
        }
    ]
    assert (paint["archived"], paint["type"]) == (True, "meeting")
    table = triage("list", "--compare").out
    assert "≈1" in table
    assert "=done" in table


def test_a_digest_for_each_person(filled: Notes, triage: Triage) -> None:
    ran = triage("list", "--json", "--group", "owner", "--today", TODAY)
    assert [(each["owner"], each["count"], each["overdue"]) for each in ran.objects] == [
        ("Ada Quill", 1, 1),
        ("Bo Tarn", 1, 0),
        ("Myself", 1, 0),
        (None, 1, 0),
    ]
    assert ran.objects[0]["tasks"][0]["note"] == "_archive/2026-09-01 Old.md"
    text = triage("list", "--group", "owner", "--today", TODAY).out
    assert text.startswith("Ada Quill: 1 task, 1 overdue\n  Book the harbour crane for the survey (due")
    ran = triage("list", "--group", "owner", "--sort", "due")
    assert (ran.code, ran.err.count("\n")) == (2, 1)


def test_a_filter_is_one_gesture_and_one_undo(filled: Notes, triage: Triage) -> None:
    before = filled.everything()
    ran = triage("reject", "--filter", "crane")
    assert filled.line("2026-11-10 New.md", 1) == CRANE_AGAIN.replace("[?]", "[-]")
    assert filled.line("_archive/2026-09-01 Old.md", 4) == CRANE.replace("[?]", "[-]")
    assert (ran.code, ran.err) == (0, "")
    assert "2 lines rejected in 2 notes" in ran.out
    triage("undo")
    assert filled.everything() == before


def test_a_view_and_a_filter_both_count(filled: Notes, triage: Triage) -> None:
    ran = triage("accept", "--json", "--view", "mine", "--filter", "crane")
    assert [each["note"] for each in ran.objects] == ["2026-11-10 New.md"]
    assert triage("accept", "--view", "mine", "--filter", "paint").out == "Nothing to do.\n"


def test_what_lacks_a_queue_tag_is_left_out_unless_all_are_asked_for(filled: Notes, triage: Triage) -> None:
    triage("accept", "--filter", "winch")
    assert filled.line("2026-11-10 New.md", 3) == OIL
    triage("accept", "--filter", "winch", "--all")
    assert filled.line("2026-11-10 New.md", 3) == OIL.replace("[?]", "[ ]")


def test_above_the_limit_it_must_be_said_that_many_are_meant(filled: Notes, triage: Triage) -> None:
    filled.write({"many.md": f"{SWEEP}\n" * 11})
    before = filled.everything()
    ran = triage("reject", "--filter", "note:many")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "That would write 11 lines in 1 note, more than bulk_limit (10)" in ran.err
    assert "--dry-run" in ran.err
    assert "--yes" in ran.err
    assert triage("reject", "--filter", "note:many", "--dry-run").out.count("\n+- [-] Sweep") == 11
    assert filled.everything() == before
    assert triage("reject", "--filter", "note:many", "--yes").code == 0
    assert filled.read("many.md") == (SWEEP.replace("[?]", "[-]") + "\n").encode() * 11


def test_the_limit_is_the_configs(filled: Notes, triage: Triage) -> None:
    triage("config", "set", "bulk_limit", "1")
    assert triage("reject", "--filter", "crane").code == 2
    triage("config", "set", "bulk_limit", "2")
    assert triage("reject", "--filter", "crane").code == 0


def test_the_best_of_a_card_is_kept_and_the_others_are_its_duplicates(filled: Notes, triage: Triage) -> None:
    before = filled.everything()
    ran = triage("best", "_archive/2026-09-01 Old.md:4")
    assert filled.line("2026-11-10 New.md", 1) == CRANE_AGAIN.replace("[?]", "[ ]")
    assert filled.line("_archive/2026-09-01 Old.md", 4) == CRANE.replace("[?]", "[-]")
    assert "rejected as duplicate of 2026-11-10 New.md:1  _archive/2026-09-01 Old.md:4" in ran.out
    assert "accepted  2026-11-10 New.md:1" in ran.out
    log = triage("log").out
    assert "best" in log.splitlines()[0]
    assert "    accepted  2026-11-10 New.md:1" in log.splitlines()
    assert (
        "    rejected as duplicate of 2026-11-10 New.md:1  _archive/2026-09-01 Old.md:4" in log.splitlines()
    )
    lines = triage("log", "--json").objects[0]["lines"]
    assert sorted((line["verb"], line["detail"] or "") for line in lines) == [
        ("accept", ""),
        ("duplicate", "2026-11-10 New.md:1"),
    ]
    triage("undo")
    assert filled.everything() == before


def test_best_of_a_view_takes_every_card_and_of_a_name_without_a_duplicate_is_refused(
    filled: Notes, triage: Triage
) -> None:
    before = filled.everything()
    assert triage("best", "--view", "all", "--dry-run").code == 0
    assert len(triage("best", "--view", "all", "--dry-run", "--json").objects) == 2
    ran = triage("best", "2026-11-10 New.md:2")
    assert ran.code == 1
    assert "Nothing that is still to decide says the same" in ran.err
    assert filled.everything() == before
    assert triage("best", "--view", "duplicates").code == 0


def test_a_duplicate_finds_what_it_repeats(filled: Notes, triage: Triage) -> None:
    [result] = triage("duplicate", "--json", "_archive/2026-09-01 Old.md:5").objects
    assert (result["outcome"], result["detail"]) == ("saved", "2026-08-01 Done.md:1")
    assert filled.line("_archive/2026-09-01 Old.md", 5) == PAINT.replace("[?]", "[-]")
    [result] = triage("duplicate", "--json", "--view", "duplicates", "--filter", "-is:mine").objects
    assert result["detail"] == "2026-11-10 New.md:1"


def test_the_log_says_of_each_line_what_it_repeats(filled: Notes, triage: Triage) -> None:
    triage("duplicate", "_archive/2026-09-01 Old.md:4", "_archive/2026-09-01 Old.md:5")
    head, *lines = triage("log").out.splitlines()
    assert "2 lines  _archive/2026-09-01 Old.md  2026" in head
    assert lines == [
        "    rejected as duplicate of 2026-11-10 New.md:1  _archive/2026-09-01 Old.md:4",
        "    rejected as duplicate of 2026-08-01 Done.md:1  _archive/2026-09-01 Old.md:5",
    ]
    assert triage("log", "--diff").out.splitlines()[1:6] == [
        "--- _archive/2026-09-01 Old.md",
        "+++ _archive/2026-09-01 Old.md",
        "@@ -4 +4 @@ rejected as duplicate of 2026-11-10 New.md:1",
        f"-{CRANE}",
        f"+{CRANE.replace('[?]', '[-]')}",
    ]
    assert triage("log", "--diff", "--json").code == 2


def test_a_left_out_task_that_is_named_has_its_duplicates(notes: Notes, triage: Triage) -> None:
    notes.write({"a.md": f"{OIL} @Myself\n{OIL} today\n"})
    ran = triage("best", "a.md:2")
    assert ran.code == 0
    assert {notes.line("a.md", 1)[:5], notes.line("a.md", 2)[:5]} == {"- [ ]", "- [-]"}


def test_a_snooze_is_kept_beside_the_vault(filled: Notes, triage: Triage) -> None:
    before = filled.everything()
    ran = triage("snooze", "--until", "2026-11-30", "--today", TODAY, "2026-11-10 New.md:2")
    assert (ran.code, ran.err) == (0, "")
    assert "snoozed until 2026-11-30  2026-11-10 New.md:2" in ran.out
    assert filled.everything() == before
    counted = triage("list", "--count", "--today", TODAY)
    assert counted.out == "3\n"
    assert "1 proposal asleep: --view snoozed lists them." in counted.err
    [asleep] = triage("list", "--json", "--view", "snoozed", "--today", TODAY).objects
    assert (asleep["line_number"], asleep["snoozed"]) == (2, "2026-11-30")
    assert listed(triage, "is:snoozed") == ["Sweep the quay"]
    assert triage("list", "--count", "--today", "2026-11-30").out == "4\n"
    woken = triage("snooze", "--wake", "--view", "snoozed", "--today", TODAY)
    assert "woken  2026-11-10 New.md:2" in woken.out
    assert triage("list", "--count", "--today", TODAY).out == "4\n"
    triage("undo", "--today", TODAY)
    assert "woken" in triage("log").out
    assert filled.everything() == before


def test_a_snooze_can_be_rehearsed_and_a_decided_task_does_not_sleep(filled: Notes, triage: Triage) -> None:
    ran = triage("snooze", "--until", "mon", "--dry-run", "2026-11-10 New.md:2")
    assert "1 line would be snoozed until" in ran.out
    assert triage("list", "--count").out == "4\n"
    triage("accept", "2026-11-10 New.md:2")
    ran = triage("snooze", "--until", "mon", "2026-11-10 New.md:2")
    assert ran.code == 1
    assert "It is decided already" in ran.err


def test_a_note_that_cannot_be_read_is_said_and_the_others_are_done(filled: Notes, triage: Triage) -> None:
    with (filled.root / "huge.md").open("wb") as huge:
        huge.truncate(65 * 2**20)
    ran = triage("accept", "--filter", "crane")
    assert ran.code == 4
    assert ran.err.startswith("huge.md is left alone")
    assert filled.line("2026-11-10 New.md", 1).startswith("- [ ]")
