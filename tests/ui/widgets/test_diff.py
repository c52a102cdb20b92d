from triage.ui.widgets.diff import diff

LINE = "- [?] Submit the permit form for the north quay @Ada 📅 2026-11-08 #task"


def test_a_box_alone_is_one_line() -> None:
    assert diff(LINE, LINE.replace("?", " "), 40).plain == "[?] → [ ] Submit the permit form for th…"


def test_a_date_behind_the_words_leaves_the_words_to_be_seen() -> None:
    after = LINE.replace("?", "-") + " ❌ 2026-12-03"
    assert diff(LINE, after, 50).plain == "[?] → [-] Submit the permit form fo… ❌ 2026-12-03"


def test_another_change_is_two_lines_cut_around_it() -> None:
    after = LINE.replace("?", "x").replace("2026-11-08", "2026-12-24")
    before_line, after_line = diff(LINE, after, 40).plain.split("\n")
    assert before_line.startswith("- [?] …")
    assert "11-08" in before_line
    assert after_line.startswith("+ [x] …")
    assert "12-24" in after_line
