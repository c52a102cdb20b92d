from contextlib import suppress

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from lines import HURTFUL, SYMBOLS, task_lines
from table import each_row
from triage.core.errors import Refusal, Refused
from triage.core.people.owners import read_owners
from triage.core.people.people import People
from triage.core.task.change import (
    mended,
    with_field,
    with_owner,
    with_symbol,
    with_words,
    without_hidden,
    without_tags,
    words_span,
)
from triage.core.task.dialect import hidden_fields
from triage.core.task.fields import DATES, KEYS, Kind, Priority, tag_spans
from triage.core.task.line import TaskLine, parse_line
from triage.core.task.settings import TaskFormat
from triage.core.task.whitespace import LINE_ENDS, WHITESPACE

formats = st.sampled_from(TaskFormat)
fields = st.one_of(
    st.tuples(st.sampled_from(sorted(DATES)), st.sampled_from(("2026-11-22", "0001-01-01"))),
    st.tuples(st.just(Kind.PRIORITY), st.sampled_from([*Priority])),
    st.tuples(st.just(Kind.RECURRENCE), st.just("every week")),
    st.tuples(st.just(Kind.ON_COMPLETION), st.just("keep")),
    st.tuples(st.just(Kind.ID), st.just("a1")),
    st.tuples(st.just(Kind.DEPENDS_ON), st.just("a1, b2")),
)


def parsed(text: str, format: TaskFormat = TaskFormat.EMOJI) -> TaskLine:
    line = parse_line(text, format)
    assert line, text
    return line


def values(line: TaskLine) -> dict[Kind, str]:
    return {kind: line.value(kind) for kind in KEYS}


@given(task_lines(), st.sampled_from(SYMBOLS), formats)
def test_another_symbol_is_one_character(text: str, symbol: str, format: TaskFormat) -> None:
    before = parsed(text, format)
    after = with_symbol(before, symbol)
    assert after.symbol == symbol
    assert after.text == text[: before.symbol_at] + symbol + text[before.symbol_at + 1 :]
    assert with_symbol(after, before.symbol) == before


@given(task_lines(), fields, formats)
@example("- [ ] a #a 📅 2026-01-05", (Kind.DONE, "2026-11-22"), TaskFormat.EMOJI)
@example("- [ ]", (Kind.DUE, "2026-11-22"), TaskFormat.EMOJI)
def test_a_field_is_written_and_taken_off_again(
    text: str, field: tuple[Kind, str], format: TaskFormat
) -> None:
    before, (kind, value) = parsed(text, format), field
    try:
        after = with_field(before, kind, value)
        bare = with_field(after, kind, "")
    except Refused:
        assume(False)
    assert values(after) == {**values(before), kind: value}
    assert values(bare) == {**values(before), kind: ""}
    assert after.tags == before.tags == bare.tags
    assert after.description == before.description == bare.description
    if not before.field(kind):
        assert bare.text.replace(" ", "") == text.replace(" ", "")
    assert with_field(after, kind, value) == after


@given(task_lines(), fields)
def test_a_field_can_be_added_to_any_line_but_one_with_too_many(text: str, field: tuple[Kind, str]) -> None:
    before, (kind, value) = parsed(text), field
    assume(len(before.fields) < 5)
    assume(not before.field(kind))
    assume(before.text[slice(*before.described)].strip() != "")
    if kind is Kind.RECURRENCE or before.field(Kind.RECURRENCE):
        assume(False)
    assert with_field(before, kind, value).value(kind) == value


@given(task_lines(), formats)
def test_the_words_are_the_beginning_of_the_description(text: str, format: TaskFormat) -> None:
    line = parsed(text, format)
    start, end = words_span(line)
    assert line.described.start == start <= end <= line.described.end
    assert text[start:end] == text[start:end].strip(WHITESPACE)
    parts = [hidden.field.span for hidden in hidden_fields(line)]
    parts += [owner.span for owner in read_owners(line, People()) if owner.is_clear]
    parts += tag_spans(text, *line.described)
    named = {at for part in parts for at in range(*part)}
    for at in range(end, line.described.end):
        assert text[at] in WHITESPACE or at in named


WORDS = {
    "- [?] Order wool": "Order wool",
    "- [?] Order wool @Ada Quill 📅 2026-01-05 ⏫ #task ^a": "Order wool",
    "- [?] Order wool. 📅 2026-01-05 @Ada Quill ⏫ #task": "Order wool.",
    "- [?] Order wool ğŸ“… 2026-01-05 â« #task #auto": "Order wool",
    "- [?] Order wool [due:: 2026-01-05] #task": "Order wool",
    "- [?] Order wool @Ada Quill, @Bo #a 📅 tomorrow": "Order wool @Ada Quill, @Bo",
    "- [?] Order wool for @Ada Quill #task": "Order wool for @Ada Quill",
    "- [?] Meet @Bo and @Ada Quill": "Meet @Bo and @Ada Quill",
    "- [?] Order #a wool @Bo soon": "Order #a wool @Bo soon",
    "- [?] @Bo order wool #task": "@Bo order wool",
    "- [?] #a Order wool": "#a Order wool",
    "- [?] Order wool\r": "Order wool",
    "- [?] ": "",
    "- [?]@Bo": "@Bo",
}


@each_row("text, words", WORDS.items())
def test_words(text: str, words: str) -> None:
    assert text[slice(*words_span(parsed(text)))] == words


@given(task_lines(), st.text(st.sampled_from(HURTFUL + "ab "), min_size=1, max_size=8), formats)
def test_only_the_stretch_between_the_changed_characters_is_written(
    text: str, words: str, format: TaskFormat
) -> None:
    before = parsed(text, format)
    try:
        after = with_words(before, words)
    except Refused:
        assume(False)
    start, end = words_span(before)
    gap = " " if start == end < before.fields_end else ""
    assert after.text == text[:start] + words + gap + text[end:]
    assert not any(mark in words for mark in LINE_ENDS)


@given(task_lines(), formats)
def test_the_same_words_change_nothing(text: str, format: TaskFormat) -> None:
    before = parsed(text, format)
    words = text[slice(*words_span(before))]
    if words:
        assert with_words(before, words) == before


@each_row(
    "text",
    [
        *(
            "a 📅 2026-01-05T10 b",
            "a\u00a0📅 2026-01-05é b",
            "a📅 2026-01-05b",
            "a 📅 2026-01-05..2026-01-09",
        ),
        *("a 📅 2026-01-05 – 2026-01-09", "a 📅 2026-01-05 to 9", "a 📅 2026-01-05/09", "a 📅 2026-01-05(x)"),
        *("a (📅 2026-01-05 or so)", "a **📅 2026-01-05 b**", "a `📅 2026-01-05`", "a 📅 next week"),
    ],
)
def test_of_what_may_be_half_a_date_nothing_is_cut(text: str) -> None:
    with pytest.raises(Refused, match=Refusal.DATE_UNCLEAR):
        without_hidden(parsed(f"- [?] {text} ⏫ z"), Kind.DUE)


GLUE = [
    ("a 📅 2026-01-05 b", "a b"),
    ("a 📅 2026-01-05", "a"),
    ("📅 2026-01-05 b", "b"),
    ("a 📅 2026-01-05, b", "a, b"),
    ("a 📅 2026-01-05#b c", "a#b c"),
    ("a 📅 2026-01-05@b c", "a@b c"),
    ("a #t 📅 2026-01-05🎻 c", "a #t 🎻 c"),
    ("a #t 📅 2026-01-05; c", "a #t ; c"),
    ("a 📅 2026-01-05 @Bo", "a @Bo"),
]


@each_row("before, after", GLUE)
def test_what_is_cut_leaves_its_neighbours_apart(before: str, after: str) -> None:
    assert without_hidden(parsed(f"- [?] {before} ⏫ z"), Kind.DUE).text == f"- [?] {after} ⏫ z".replace(
        "  ", " "
    )


@pytest.mark.parametrize(
    "text, kind",
    [
        ("- [?] Move it from 📅 2026-01-05 on 📅 2026-01-07 ⏫", Kind.DUE),  # Tasks reads the other
        ("- [?] Rank 🔺 above ⏫ in the list", Kind.PRIORITY),  # signs are words in a sentence
        ("- [?] a 🛫 2026-01-05 b", Kind.DUE),
    ],
)
def test_what_is_a_word_stays(text: str, kind: Kind) -> None:
    assert without_hidden(parsed(text), kind).text == text


def test_of_several_fields_that_tasks_does_not_see_none_is_taken_for_the_one() -> None:
    with pytest.raises(Refused, match=Refusal.SEVERAL_FIELDS):
        without_hidden(parsed("- [?] from 📅 2026-01-05 to 📅 2026-01-07 or so"), Kind.DUE)
    with pytest.raises(Refused):
        mended(parsed("- [?] from 📅 2026-01-05 to 📅 2026-01-07 or so"))


@pytest.mark.parametrize(
    "text",
    [
        "- [?] a #t[due:: 2026-01-05] b",  # to Tasks, it is part of the tag
        "- [?] ⏫ 📅 tomorrow 🔽",  # without it, Tasks would read the other priority
        "- [?] 📅 tomorrow ^a",  # without it, the block link would be words
    ],
)
def test_what_tasks_reads_does_not_change_with_what_it_does_not_see(text: str) -> None:
    with pytest.raises(Refused):
        without_hidden(parsed(text), Kind.DUE)


@pytest.mark.parametrize(
    "text",
    ["- [?] a 📅 2026-01-05 b 📅 2026-01-06 c", "- [?] 📅 2026-01-05 📅 tomorrow c"],
)
def test_of_several_fields_that_tasks_does_not_see_none_is_guessed(text: str) -> None:
    with pytest.raises(Refused, match=Refusal.SEVERAL_FIELDS):
        without_hidden(parsed(text), Kind.DUE)
    with pytest.raises(Refused):
        mended(parsed(text))


def test_a_field_in_the_words_stays_where_tasks_reads_another() -> None:
    line = parsed("- [?] Ask whether 📅 2026-01-02 was right 📅 2026-05-01 #task")
    assert without_hidden(line, Kind.DUE) is line


def test_a_priority_sign_in_a_sentence_is_a_word() -> None:
    line = parsed("- [?] The ⏫ sign is wrong #task")
    assert without_hidden(line, Kind.PRIORITY) is line


def test_words_are_kept_apart_from_what_follows_them() -> None:
    assert with_words(parsed("- [?] #task"), "Call").text == "- [?] Call #task"


def test_the_last_words_are_not_taken_with_the_owner() -> None:
    with pytest.raises(Refused, match=Refusal.NO_WORDS_BUT_OWNER):
        with_owner(parsed("- [?] @Ada Quill #task"), "", People())


def test_an_owner_may_go_where_tasks_then_reads_more() -> None:
    line = parsed("- [?] Call 📅 2026-05-05 @Ada Quill #task")
    assert with_owner(line, "", People()).text == "- [?] Call 📅 2026-05-05 #task"


def test_a_recurrence_before_an_owner_can_be_mended() -> None:
    after = mended(parsed("- [?] Order wool 🔁 every week @Ada Quill #task"))
    assert after.text == "- [?] Order wool @Ada Quill 🔁 every week #task"


@each_row(
    "before, after",
    [
        ("- [?] a #x b #x", "- [?] a b"),
        ("- [?] #x a", "- [?] a"),
        ("- [?]#x a", "- [?]a"),
        ("- [?] a #x\t#y", "- [?] a\t#y"),
        ("- [?] a #x, #xy #x/z", "- [?] a, #xy #x/z"),
        ("- [?] a #x 📅 2026-01-05 #x ^b", "- [?] a 📅 2026-01-05 ^b"),
        ("- [?] #x", "- [?] "),
    ],
)
def test_tags_are_dropped_wherever_they_stand(before: str, after: str) -> None:
    assert without_tags(parsed(before), ["#x", "#none"]).text == after


@pytest.mark.parametrize("text", ["- [?] #x#y", "- [?] #x#x"])
def test_a_tag_is_not_dropped_where_another_would_appear(text: str) -> None:
    with pytest.raises(Refused):
        without_tags(parsed(text), ["#x"])


@pytest.mark.parametrize(
    "text, name",
    [
        ("- [?] @Myself@Bo", ""),  # it would be Bo
        ("- [?] @Bo @Myself Quill", ""),  # it would be Bo Quill
        ("- [?] @Myself 📅 2026-01-05", ""),  # it would be no task
    ],
)
def test_no_other_owner_changes(text: str, name: str) -> None:
    known = People()
    known.add("Ada Quill")
    with pytest.raises(Refused):
        with_owner(parsed(text), name, known, "Myself")


def test_where_twenty_tags_stand_a_field_goes_behind_them() -> None:
    """Tasks goes over the end of a line 21 times, and takes one tag each time."""
    few, many = "- [?] a" + " #t" * 20, "- [?] a" + " #t" * 21
    assert with_field(parsed(few), Kind.DUE, "2026-01-05").text == few.replace("a", "a 📅 2026-01-05", 1)
    assert with_field(parsed(many), Kind.DUE, "2026-01-05").text == f"{many} 📅 2026-01-05"


def test_more_of_a_field_than_tasks_takes_off_is_refused() -> None:
    with pytest.raises(Refused, match=Refusal.MISREAD) as refused:
        with_field(parsed("- [?] a" + " ✅ 2026-01-05" * 22), Kind.DONE, "")
    assert refused.value.facts == {"kind": Kind.DONE, "value": "2026-01-05"}


@each_row("unit", ["📅 2026-01-05 x ", "⏫ ", "@Bo and ", "#a ", "âğð ", "📅 x", "[due:: 2026-01-05]", " "])
def test_a_long_line_is_changed(unit: str) -> None:
    line = parsed(f"- [?] a {unit * (40_000 // len(unit))} é @Cy #task")
    assert with_symbol(line, " ").text == line.text.replace("[?]", "[ ]", 1)
    assert "✅ 2026-11-22" in with_field(line, Kind.DONE, "2026-11-22").text
    assert line.text[slice(*words_span(line))]
    read_owners(line, People())
    with suppress(Refused):  # where there are several
        without_hidden(line, Kind.DUE)
    without_tags(line, ["#a"])
    assert "@Mar" in with_owner(line, "Mar", People(), "Cy").text


def test_a_new_owner_does_not_run_into_the_words() -> None:
    known = People()
    known.add("Ada Quill")
    with pytest.raises(Refused, match=Refusal.NAME_RUNS_ON) as refused:
        with_owner(parsed("- [?] @Myself Quill sends"), "Ada", known)
    assert refused.value.facts == {"name": "Ada"}
