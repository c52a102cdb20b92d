"""The verbs."""

import json

import pytest

from cli.command_line import TODAY, Notes, Triage

TAGS = "#task #proposed #auto"
A = f"- [?] Book the crane @Ada Quill 📅 2026-12-01 ⏫ {TAGS}"
B = f"- [?] Send the offer @Piet @Ada Quill {TAGS}"
C = f"- [?] Order paint 📅 2026-10-01 for the buoys {TAGS}"
NOTE = f"\ufeff# Äther\r\n\r\n{A}\r\n{B}\n{C}\n```\n- [?] code {TAGS}\n```\n- [x] done"


@pytest.fixture
def filled(notes: Notes) -> Notes:
    notes.write({"Sub folder/a.md": NOTE})
    return notes


def _refs(triage: Triage) -> list[str]:
    return [each["ref"] for each in triage("list", "--json").objects]


@pytest.mark.parametrize(
    "arguments, number, before, after",
    [
        (["accept"], 3, "[?]", "[ ]"),
        (["start"], 3, "[?]", "[/]"),
        (["done"], 3, "[?]", "[x]"),
        (["reject"], 3, "[?]", "[-]"),
        (["duplicate"], 3, "[?]", "[-]"),
        (["duplicate", "--of", "Sub folder/a.md:5"], 3, "[?]", "[-]"),
        (["reassign", "--to", "Piet van der Loo"], 3, "@Ada Quill", "@Piet van der Loo"),
        (["reassign", "--to", "@Bo"], 3, "@Ada Quill", "@Bo"),
        (["reassign", "--mine"], 3, "@Ada Quill", "@Myself"),
        (["reassign", "--nobody"], 3, " @Ada Quill", ""),
        (["delegate", "--to", "Ada Quill"], 3, "[?]", "[ ]"),
        (["reassign", "--to", "Bo", "--replacing", "Piet"], 4, "@Piet", "@Bo"),
        (["redate", "--to", "fri", "--today", TODAY], 3, "2026-12-01", "2026-11-27"),
        (["redate", "--to", "+3d", "--today", TODAY], 3, "2026-12-01", "2026-11-25"),
        (["redate", "--clear"], 3, " 📅 2026-12-01", ""),
        (["redate", "--by", "1w"], 3, "2026-12-01", "2026-12-08"),
        (["redate", "--by", "-3d"], 3, "2026-12-01", "2026-11-28"),
        (["reject", "--reason", "called off"], 3, "[?]", "[-]"),
        (["priority", "--to", "low"], 3, "⏫", "🔽"),
        (["priority", "--to", "none"], 3, " ⏫", ""),
        (["edit", "--to", "Book a crane"], 3, "the", "a"),
        (["edit", "--raw", "- [?] New #proposed"], 3, A, "- [?] New #proposed"),
        (["mend"], 5, "📅 2026-10-01 for the buoys", "for the buoys 📅 2026-10-01"),
    ],
)
def test_a_verb_changes_its_span_and_its_undo_restores_every_byte(
    filled: Notes, triage: Triage, arguments: list[str], number: int, before: str, after: str
) -> None:
    lines = NOTE.encode().split(b"\n")
    assert before.encode() in lines[number - 1]
    ran = triage(*arguments, f"Sub folder/a.md:{number}")
    wanted = [*lines]
    if arguments == ["mend"]:
        wanted[number - 1] = f"- [?] Order paint for the buoys 📅 2026-10-01 {TAGS}".encode()
    else:
        wanted[number - 1] = lines[number - 1].replace(before.encode(), after.encode())
    assert filled.read("Sub folder/a.md").split(b"\n") == wanted
    assert ran.code == 0
    assert ran.err == ""
    assert ran.out.endswith("Undo with: triage undo\n")
    assert triage("undo").code == 0
    assert filled.read("Sub folder/a.md") == NOTE.encode()


def test_many_refs_are_one_gesture(filled: Notes, triage: Triage) -> None:
    refs = _refs(triage)
    ran = triage("accept", refs[0], refs[1][:6], refs[0], "Sub folder/a.md:5")
    assert filled.read("Sub folder/a.md") == NOTE.replace("[?]", "[ ]", 3).encode()
    assert (ran.code, ran.out.count("accepted  ")) == (0, 3)
    assert "3 lines accepted in 1 note" in ran.out
    triage("undo")
    assert filled.read("Sub folder/a.md") == NOTE.encode()


@pytest.mark.parametrize("dash", [[], ["-"]])
def test_refs_come_from_a_pipe_bare_or_as_json(filled: Notes, triage: Triage, dash: list[str]) -> None:
    listed = triage("list", "--json").stdout.splitlines()
    piped = b"\n".join([listed[0], b"", json.loads(listed[1])["ref"].encode() + b"\r"])
    ran = triage("reject", *dash, stdin=piped)
    assert filled.read("Sub folder/a.md") == NOTE.replace("[?]", "[-]", 2).encode()
    assert ran.code == 0


def test_an_empty_pipe_is_nothing_to_do(filled: Notes, triage: Triage) -> None:
    ran = triage("accept")
    assert (ran.code, ran.out) == (0, "Nothing to do.\n")


@pytest.mark.parametrize(
    "piped, sentence",
    [
        (b'{"ref": "abc"\n', "Line 1 of stdin is no JSON object"),
        (b'{"note": "a.md"}\n', "Line 1 of stdin holds no ref"),
        (b"\nnonsense\n", "'nonsense' is no REF"),
        (b"\xff\x1b[31m\n", "is no REF"),
    ],
)
def test_a_bad_pipe_writes_nothing(filled: Notes, triage: Triage, piped: bytes, sentence: str) -> None:
    ran = triage("accept", "-", "Sub folder/a.md:3", stdin=piped)
    assert filled.read("Sub folder/a.md") == NOTE.encode()
    assert ran.code == 2
    assert sentence in ran.err
    assert "\x1b" not in ran.err


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        (["accept", "Sub folder/a.md:6"], "Sub folder/a.md:6 is no task"),
        (["accept", "Sub folder/a.md:7"], "Sub folder/a.md:7 is no task"),
        (["accept", "Sub folder/a.md:99"], "is no task"),
        (["accept", "Sub folder/a.md:0"], "is no REF"),
        (["accept", "missing.md:1"], "There is no note missing.md in the vault"),
        (["accept", "../outside.md:1"], "There is no note ../outside.md in the vault"),
        (["accept", f"{'x' * 300}.md:1"], "There is no note"),
        (["accept", "a.txt:1"], "is no REF"),
        (["accept", ""], "is no REF"),
        (["reassign", "Sub folder/a.md:3"], "Say who"),
        (["reassign", "Sub folder/a.md:3", "--to", "Bo", "--mine"], "Say who"),
        (["reassign", "Sub folder/a.md:3", "--to", " "], "--nobody"),
        (["delegate", "Sub folder/a.md:3"], "Say who: one of --to NAME, --mine"),
        (["delegate", "Sub folder/a.md:3", "--nobody"], "No such option"),
        (["delegate", "Sub folder/a.md:3", "--to", "@"], "--to is empty"),
        (["redate", "Sub folder/a.md:3"], "Say when"),
        (["redate", "Sub folder/a.md:3", "--to", "3"], "'3' is no day beyond doubt"),
        (["redate", "Sub folder/a.md:3", "--to", "someday"], "is no day beyond doubt"),
        (["redate", "Sub folder/a.md:3", "--to", "fri", "--clear"], "Say when"),
        (["redate", "Sub folder/a.md:3", "--by", "1m"], "'1m' is no distance"),
        (["redate", "Sub folder/a.md:3", "--by", "0d"], "'0d' is no distance"),
        (["redate", "Sub folder/a.md:3", "--by", "1w", "--to", "fri"], "Say when"),
        (["accept", "Sub folder/a.md:3", "--due", "someday"], "'someday' is no day beyond doubt"),
        (["snooze", "Sub folder/a.md:3"], "Say until when"),
        (["snooze", "Sub folder/a.md:3", "--until", "mon", "--wake"], "Say until when"),
        (["snooze", "Sub folder/a.md:3", "--until", "2020-01-01"], "not after today"),
        (["accept", "Sub folder/a.md:3", "--filter", "crane"], "Say one of REF and --view or --filter"),
        (["accept", "Sub folder/a.md:3", "--view", "all"], "Say one of REF and --view or --filter"),
        (["accept", "--filter", " "], "--filter is empty"),
        (["accept", "--view", "overdu"], "There is no view 'overdu'; did you mean overdue?"),
        (["accept", "--view", "zzz"], "There is no view 'zzz'; there are all, mine, others,"),
        (["edit", "--filter", "crane", "--to", "x"], "No such option '--filter'"),
        (["priority", "Sub folder/a.md:3", "--to", "urgent"], "'urgent' is not one of"),
        (["priority", "Sub folder/a.md:3"], "Missing option '--to'"),
        (["edit", "Sub folder/a.md:3"], "Say what"),
        (["edit", "Sub folder/a.md:3", "Sub folder/a.md:4", "--to", "x"], "one at a time"),
        (["duplicate", "Sub folder/a.md:3", "--of", "Sub folder/a.md:3"], "no duplicate of itself"),
        (["duplicate", "Sub folder/a.md:3", "--of", "ffffffffffff"], "no task has this ref"),
        (["accept", "Sub folder/a.md:3", "--bogus"], "No such option '--bogus'"),
        (["accept", "Sub folder/a.md:3", "--symbol", "accepted=xx"], "one character"),
        (["accept", "Sub folder/a.md:3", "--symbol", "nothing=x"], "names none of"),
        (["accept", "Sub folder/a.md:3", "--symbol", "done=R", "--symbol", "rejected=R"], "cannot both be"),
        (["accept", "Sub folder/a.md:3", "--today", "tomorrow"], "'tomorrow' is no day"),
        (["accept", "Sub folder/a.md:3", "--config", "none.yaml"], "does not exist"),
    ],
)
def test_wrong_usage_is_one_sentence_and_writes_nothing(
    filled: Notes, triage: Triage, arguments: list[str], sentence: str
) -> None:
    (filled.root.parent / "outside.md").write_text(A)
    ran = triage(*arguments)
    assert filled.read("Sub folder/a.md") == NOTE.encode()
    assert ran.code == 2
    assert sentence in ran.err
    assert ran.err.count("\n") == 1
    assert ran.out == ""


def test_an_ambiguous_beginning_names_the_refs(notes: Notes, triage: Triage) -> None:
    notes.write({"a.md": "".join(f"- [?] {number} {TAGS}\n" for number in range(40))})
    refs = _refs(triage)
    first = next(ref[0] for ref in refs if sum(other[0] == ref[0] for other in refs) > 1)
    before = notes.read("a.md")
    ran = triage("accept", first)
    assert notes.read("a.md") == before
    assert ran.code == 2
    assert "beginning of several refs" in ran.err


def test_a_path_may_be_one_on_disk(filled: Notes, triage: Triage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(filled.root / "Sub folder")
    assert triage("accept", "a.md:3").code == 0
    assert triage("accept", f"{filled.root}/Sub folder/../Sub folder/a.md:4").code == 0
    assert filled.read("Sub folder/a.md") == NOTE.replace("[?]", "[ ]", 2).encode()


def test_what_is_decided_already_is_unchanged(filled: Notes, triage: Triage) -> None:
    triage("accept", "Sub folder/a.md:3")
    ran = triage("accept", "Sub folder/a.md:3")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("1 unchanged.\n")
    assert "unchanged  Sub folder/a.md:3" in ran.out


def test_a_stale_ref_writes_nothing_and_the_others_are_done(filled: Notes, triage: Triage) -> None:
    first, second, _ = _refs(triage)
    changed = NOTE.replace("Book the crane", "Book two cranes")
    filled.write({"Sub folder/a.md": changed})
    ran = triage("accept", first, second)
    assert filled.read("Sub folder/a.md") == changed.replace(B, B.replace("[?]", "[ ]")).encode()
    assert ran.code == 3
    assert "no task has this ref" in ran.err
    assert "1 line accepted in 1 note; 1 not there any more" in ran.out


def test_a_ref_that_triage_has_changed_is_told_with_its_new_one(filled: Notes, triage: Triage) -> None:
    first = _refs(triage)[0]
    new = triage("accept", first, "--json").objects[0]["new_ref"]
    ran = triage("accept", first)
    assert ran.code == 3
    assert f"that is {new} now, Sub folder/a.md:3" in ran.err
    assert triage("reject", new[:8]).code == 0
    assert filled.read("Sub folder/a.md") == NOTE.replace("[?]", "[-]", 1).encode()


def test_a_refusal_says_how_to_go_on_and_the_others_are_done(filled: Notes, triage: Triage) -> None:
    ran = triage("reassign", "--to", "Bo", "Sub folder/a.md:3", "Sub folder/a.md:4")
    assert filled.line("Sub folder/a.md", 3) == A.replace("Ada Quill", "Bo") + "\r"
    assert filled.line("Sub folder/a.md", 4) == B
    assert ran.code == 1
    assert "There are several owners: Piet, Ada Quill" in ran.err
    assert "--replacing 'Piet'" in ran.err
    assert "1 line reassigned to Bo in 1 note; 1 refused" in ran.out


def test_an_unclear_name_is_refused_with_what_it_may_be(notes: Notes, triage: Triage) -> None:
    line = f"- [?] Ask @Zoe Marsh to call back {TAGS}"
    notes.write({"a.md": line})
    ran = triage("reassign", "--to", "Bo", "a.md:1")
    assert notes.read("a.md") == line.encode()
    assert ran.code == 1
    assert "--replacing 'Zoe Marsh'" in ran.err
    assert triage("reassign", "--to", "Bo", "--replacing", "Zoe Marsh", "a.md:1").code == 0
    assert notes.read("a.md") == line.replace("Zoe Marsh", "Bo").encode()


def test_known_people_settle_where_a_name_ends(notes: Notes, triage: Triage) -> None:
    line = f"- [?] Ask @Zoe Marsh to call back {TAGS}"
    notes.write({"a.md": line, "b.md": f"- [?] Wait @Zoe Marsh {TAGS}"})
    assert triage("reassign", "--to", "Bo", "a.md:1").code == 0
    assert notes.read("a.md") == line.replace("Zoe Marsh", "Bo").encode()


def test_a_vault_without_a_rejected_status_says_how_to_name_one(filled: Notes, triage: Triage) -> None:
    filled.write(
        {
            ".obsidian/plugins/obsidian-tasks-plugin/data.json": json.dumps(
                {"statusSettings": {"coreStatuses": [], "customStatuses": []}}
            )
        }
    )
    ran = triage("reject", "Sub folder/a.md:3")
    assert filled.read("Sub folder/a.md") == NOTE.encode()
    assert ran.code == 1
    assert "--symbol rejected=-" in ran.err
    assert triage("reject", "Sub folder/a.md:3", "--symbol", "rejected=-").code == 0
    assert filled.read("Sub folder/a.md") == NOTE.replace("[?]", "[-]", 1).encode()


def test_the_vaults_settings_add_a_date(filled: Notes, triage: Triage) -> None:
    filled.write({".obsidian/plugins/obsidian-tasks-plugin/data.json": "{}"})
    triage("done", "Sub folder/a.md:3", "--today", "2026-12-31")
    wanted = A.replace("[?]", "[x]").replace(" ⏫", " ⏫ ✅ 2026-12-31")
    assert sorted(filled.line("Sub folder/a.md", 3).split()) == sorted(wanted.split())


def test_a_dry_run_shows_a_diff_and_writes_nothing(filled: Notes, triage: Triage, home: object) -> None:
    ran = triage("accept", "--dry-run", "Sub folder/a.md:3")
    assert filled.read("Sub folder/a.md") == NOTE.encode()
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "--- Sub folder/a.md",
        "+++ Sub folder/a.md",
        "@@ -3 +3 @@",
        f"-{A}",
        f"+{A.replace('[?]', '[ ]')}",
        "1 line would be accepted, nothing is written.",
    ]
    assert triage("undo").out == "Nothing to undo.\n"


def test_json_says_what_became_of_each_line(filled: Notes, triage: Triage) -> None:
    stale, plain = "ffffffffffff", _refs(triage)[0]
    triage("accept", "Sub folder/a.md:5")
    ran = triage("accept", "--json", plain, stale, "Sub folder/a.md:5")
    saved, changed, unchanged = ran.objects
    assert saved == {
        "ref": plain,
        "note": "Sub folder/a.md",
        "line_number": 3,
        "outcome": "saved",
        "before": A,
        "after": A.replace("[?]", "[ ]"),
        "reason": None,
        "new_ref": saved["new_ref"],
        "verb": "accept",
        "detail": None,
    }
    assert saved["new_ref"] not in {plain, None}
    assert (changed["ref"], changed["outcome"], changed["note"]) == (stale, "changed", None)
    assert changed["reason"]
    assert unchanged["outcome"] == "unchanged"
    assert (ran.code, ran.err) == (3, "")
    [dry] = triage("reject", "--json", "--dry-run", "Sub folder/a.md:4").objects
    assert (dry["outcome"], dry["after"]) == ("dry-run", B.replace("[?]", "[-]"))
    [refused] = triage("reassign", "--to", "Bo", "--json", "Sub folder/a.md:4").objects
    assert (refused["outcome"], refused["after"]) == ("refused", None)


def test_a_note_that_cannot_be_written_is_said(
    filled: Notes, triage: Triage, monkeypatch: pytest.MonkeyPatch
) -> None:
    (filled.root / "Sub folder" / "hard.md").hardlink_to(filled.root / "Sub folder" / "a.md")
    before = filled.everything()
    ran = triage("accept", "--json", "Sub folder/a.md:3")
    [result] = ran.objects
    assert result["outcome"] in {"saved", "failed"}
    assert ran.code == (4 if result["outcome"] == "failed" else 0)
    if ran.code:
        assert filled.everything() == before
        assert result["reason"]


def test_one_of_two_identical_lines_is_decided(notes: Notes, triage: Triage) -> None:
    notes.write({"a.md": f"{A}\n{A}\n"})
    first, second = _refs(triage)
    assert first != second
    assert triage("accept", second).code == 0
    assert notes.read("a.md") == f"{A}\n{A.replace('[?]', '[ ]')}\n".encode()


def test_accepting_by_another_day_is_one_line_and_one_gesture(filled: Notes, triage: Triage) -> None:
    ran = triage("accept", "--due", "fri", "--today", TODAY, "Sub folder/a.md:3")
    assert filled.line("Sub folder/a.md", 3) == (
        A.replace("[?]", "[ ]").replace("2026-12-01", "2026-11-27") + "\r"
    )
    assert "accepted, due 2026-11-27  Sub folder/a.md:3" in ran.out
    triage("undo")
    assert filled.read("Sub folder/a.md") == NOTE.encode()
    triage("accept", "--due", "none", "Sub folder/a.md:3")
    assert "📅" not in filled.line("Sub folder/a.md", 3)


def test_a_reason_is_in_the_journal_and_not_in_the_note(filled: Notes, triage: Triage) -> None:
    triage("reject", "--reason", "called\n off", "Sub folder/a.md:3")
    assert filled.read("Sub folder/a.md") == NOTE.replace("[?]", "[-]", 1).encode()
    assert "called off" in triage("log").out
    assert triage("log", "--json").objects[0]["detail"] == "called off"


def test_quiet_says_only_what_did_not_go_well(filled: Notes, triage: Triage) -> None:
    ran = triage("accept", "--quiet", "Sub folder/a.md:3")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    ran = triage("reassign", "--quiet", "--to", "Bo", "Sub folder/a.md:3", "Sub folder/a.md:4")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("Sub folder/a.md:4: refused: There are several owners")
    assert ran.err.count("\n") == 1
    [refused] = triage(
        "reassign", "--quiet", "--json", "--to", "Cy", "Sub folder/a.md:3", "Sub folder/a.md:4"
    ).objects
    assert refused["outcome"] == "refused"
    assert triage("accept", "--quiet", "--dry-run", "Sub folder/a.md:4").out.startswith("--- Sub folder/a.md")
    assert triage("undo", "--quiet").out == ""
    assert triage("redo", "--quiet").out == ""
    assert triage("redo", "--quiet").out == ""


def test_a_new_spelling_close_to_a_known_one_is_said(filled: Notes, triage: Triage) -> None:
    for name, said in (("Ada Quil", "Ada Quil is new; did you mean Ada Quill?"), ("Jo Berg", "")):
        ran = triage("reassign", "--to", name, "--dry-run", _refs(triage)[0])
        assert said in ran.err
        assert bool(said) is ("did you mean" in ran.err)


def test_delegating_accepts_and_gives_at_once(filled: Notes, triage: Triage) -> None:
    ran = triage("delegate", "--to", "@Bo", "Sub folder/a.md:3")
    assert ran.code == 0
    assert "1 line delegated to Bo in 1 note" in ran.out
    after = A.replace("[?]", "[ ]").replace("@Ada Quill", "@Bo")
    assert filled.read("Sub folder/a.md") == NOTE.replace(A, after).encode()
    assert "delegate" in triage("log").out
    assert triage("undo").code == 0
    assert filled.read("Sub folder/a.md") == NOTE.encode()


def test_of_several_owners_delegating_guesses_none(filled: Notes, triage: Triage) -> None:
    ran = triage("delegate", "--to", "Bo", "Sub folder/a.md:4")
    assert ran.code == 1
    assert filled.read("Sub folder/a.md") == NOTE.encode()
