from datetime import date

import pytest

from subjects import TODAY
from table import each_row
from triage.core.filtering.error import BadFilter, Unfinished
from triage.core.filtering.filter import Filter


def refused(text: str) -> BadFilter:
    with pytest.raises(BadFilter) as caught:
        Filter.of(text, TODAY)
    return caught.value


@each_row(
    "text, at, said",
    [
        ("wool onwer:ada", "onwer", "did you mean owner:"),
        ("dua:x", "dua", "did you mean due:"),
        ("priority:high", "priority", "did you mean prio:"),
        ("-folder:x", "folder", "did you mean path:"),
        ("ow:x", "ow", "did you mean owner:"),
        ("is:new,duplicte", "duplicte", "did you mean duplicate"),
        ("is:xyzzy", "xyzzy", "there are mine, others, duplicate"),
        ("prio:urgent", "urgent", "there are highest, high"),
        ("prio:>=hihg", ">=hihg", "did you mean >=high"),
        ("a due:2026-13-01 b", "2026-13-01", "is no day"),
        ("due:soonish", "soonish", "is no day"),
        ("due:<overdue", "<overdue", "is no day"),
        ("wool path:[z-a]", "z-a", "say a-z"),
        ("path:logs,b/[!z-a]*", "z-a", "say a-z"),
        ('path:"a \\"[z-a]"', '"a \\"[z-a]"', "say a-z"),
        ("due:2026-02-01..2026-01-01", "2026-02-01..2026-01-01", "swap them"),
        ("wool )", ")", "No bracket is open"),
        ("wool) tar", ")", "No bracket is open"),
        ("owner:(ada OR bo)", "(ada", "owner:a,b"),
        ("(" * 40 + "x" + ")" * 40, "(", "Too many brackets"),
        # what more typing may mend
        ("owner:", "", "as in owner:ada"),
        ("owner:ada,", "", "as in owner:ada"),
        ("#", "", "as in tag:work"),
        ("wool @", "", "as in owner:ada"),
        ('owner:""', '""', "as in owner:ada"),
        ('wool "the win', '"the win', 'add a "'),
        ('""', '""', "add words"),
        ("(wool", "(", "add a )"),
        ("wool ()", "(", "are empty"),
        ("wool OR", "OR", "on both sides"),
        ("OR wool", "OR", "on both sides"),
        ("(wool OR) tar", "OR", "on both sides"),
        ("wool - tar", "-", "right behind"),
        ("wool -", "-", "right behind"),
        ("wool -OR tar", "-", "right behind"),
        ("is:arch", "arch", "did you mean archived"),
        ("due:2026-0", "2026-0", "is no day"),
    ],
)
def test_a_refusal_says_where_and_what_to_do(text: str, at: str, said: str) -> None:
    error = refused(text)
    assert text[error.start : error.end] == at
    assert said in str(error)


def test_a_filter_beyond_all_measure_is_refused() -> None:
    error = refused("x " * 1001)
    assert (error.start, error.end) == (2000, 2002)
    assert "shorten" in str(error)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("onwer:ada", "owner:ada"),
        ("is:duplicat", "is:duplicate"),
        ("prio:<=lwo", "prio:<=low"),
        ("folder:a", "path:a"),
    ],
)
def test_a_refusal_knows_what_would_be_right(text: str, mended: str) -> None:
    error = refused(text)
    assert text[: error.start] + error.instead + text[error.end :] == mended
    Filter.of(mended, TODAY)


def test_a_refusal_shows_no_control_characters() -> None:
    assert str(refused("due:\x1b[31m")).isprintable()
    assert str(refused('is:"\x1b\u202e"')).isprintable()


@each_row(
    "typed, meant",
    [
        ("wool owner:", "wool"),
        ("wool -owner:", "wool"),
        ("wool owner:ada,", "wool owner:ada"),
        ("wool (", "wool"),
        ("wool (tar", "wool (tar)"),
        ("wool (tar OR", "wool tar"),
        ("wool OR", "wool"),
        ("wool OR owner:", "wool"),
        ("wool -", "wool"),
        ("wool - tar", "wool tar"),
        ('wool "', "wool"),
        ('wool "blue ta', 'wool "blue ta"'),
        ('owner:"Ada Q', 'owner:"Ada Q"'),
        ("is:new,arch", "is:new"),
        ("wool prio:hi", "wool"),
        ("wool prio:>=", "wool"),
        ("wool #", "wool"),
        *(
            (f"wool due:{begun}", "wool")
            for begun in ("t", "over", "<", "2026-1", "..", "+7", "next", "nex", "dece")
        ),
        ("wool due:>=next-f", "wool"),
        ("due:2026-01-01..2026-0", ""),
    ],
)
def test_while_typing_what_has_only_begun_is_passed_over(typed: str, meant: str) -> None:
    assert Filter.typed(typed, TODAY) == Filter.of(meant, TODAY)
    with pytest.raises(Unfinished):
        Filter.of(typed, TODAY)


@each_row("text", ["onwer:", "is:xyzzy", "due:soonish", "due:2026-13-01", "wool)", "prio:urgent"])
def test_what_cannot_become_right_is_refused_while_typing_too(text: str) -> None:
    with pytest.raises(BadFilter):
        Filter.typed(text, TODAY)


def test_every_key_can_be_typed_letter_by_letter_without_a_refusal() -> None:
    text = (
        'wool owner:"Ada Quill",me due:2026-01-01..2026-02-01 due:<next-week prio:>=high '
        "is:decided-elsewhere "
        '-(due:end-of-month OR due:3-december OR due:"next friday") due:overdue #work type:none source:mail'
    )
    for end in range(len(text) + 1):
        Filter.typed(text[:end], date(2026, 12, 3))
    Filter.of(text, TODAY)
