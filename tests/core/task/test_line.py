import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lines import task_lines
from table import each_row
from triage.core.task.dialect import hidden_fields
from triage.core.task.fields import DATAVIEW_FIELDS, EMOJI_FIELDS, KEYS, SIGNIFIERS, Kind
from triage.core.task.line import TaskLine, parse_line
from triage.core.task.settings import Settings, TaskFormat
from triage.core.task.whitespace import LINE_ENDS, WHITESPACE

formats = st.sampled_from(TaskFormat)
_TAG_AT_END = re.compile(rf"(?:^|[{WHITESPACE}])(?P<value>#[^ !@#$%^&*(),.?\":{{}}|<>]+)\Z")


def parsed(text: str, format: TaskFormat = TaskFormat.EMOJI) -> TaskLine:
    line = parse_line(text, format)
    assert line, text
    return line


@given(task_lines(), formats)
@example("- [ ]", TaskFormat.EMOJI)
@example("- [ ] \r", TaskFormat.EMOJI)
@example("- [ ]  ^a", TaskFormat.EMOJI)
@example("- [ ] #a ⏫ ^a  ", TaskFormat.EMOJI)
def test_the_parts_join_to_the_same_line(text: str, format: TaskFormat) -> None:
    line = parsed(text, format)
    assert line.text == text
    ends = [
        0,
        len(line.indentation),
        line.symbol_at,
        line.body.start,
        line.described.start,
        line.described.end,
    ]
    for field in line.fields:
        ends += field.span
    ends += [line.fields_end, line.body.end, len(text)]
    assert ends == sorted(ends)
    inside = [line.described.end, *(end for field in line.fields for end in field.span), line.fields_end]
    for start, end in list(pairwise(inside))[::2]:
        assert not text[start:end].strip(WHITESPACE)  # no character between two fields is lost
    assert text[line.body.start : line.body.end].strip(WHITESPACE) == text[slice(*line.body)]
    assert text.startswith(line.indentation + line.marker)
    assert text[line.fields_end : line.body.end].strip(WHITESPACE) == line.block_link.strip(" ")
    assert text[line.symbol_at - 1 : line.symbol_at + 2] == f"[{line.symbol}]"


@given(task_lines(), formats)
def test_a_field_spans_its_value(text: str, format: TaskFormat) -> None:
    for field in parsed(text, format).fields:
        start, end = field.value_span
        assert field.span.start <= start <= end <= field.span.end
        if field.kind is not Kind.PRIORITY or format is TaskFormat.DATAVIEW:
            assert text[start:end] == field.value


@given(task_lines(), formats)
def test_a_line_end_and_what_follows_it_are_no_part_of_the_body(text: str, format: TaskFormat) -> None:
    line = parsed(text, format)
    assert not any(end in text[slice(*line.body)] for end in LINE_ENDS)


@given(st.text(st.sampled_from("-*1.) []>\t\u00a0\r\u2028x🎻#📅⏫:@^\udcff"), max_size=12))
def test_anything_can_be_read(text: str) -> None:
    line = parse_line(text)
    assert line is None or line.text == text


@given(task_lines(), formats)
@example("- [ ] " + "⏫ " * 30, TaskFormat.EMOJI)
@example("- [ ] a 📅 2026-01-05 " + "#a " * 30, TaskFormat.EMOJI)
@example("- [ ] a 🔁 every week 🔁 every day", TaskFormat.EMOJI)
@example("- [ ] a [due:: 2026-01-05] (due:: 2026-01-06)", TaskFormat.DATAVIEW)
def test_reads_the_fields_that_the_plain_rules_give(text: str, format: TaskFormat) -> None:
    """The rules as the plugin has them: patterns anchored at the end, in order, in passes."""
    line = parsed(text, format)
    rest = text[line.body.start : line.fields_end]
    found: list[tuple[str, str]] = []
    for _ in range(21):
        before = len(found)
        for kind in Kind:
            if kind is Kind.TAG:
                match = _TAG_AT_END.search(rest)
            else:
                patterns = EMOJI_FIELDS if format is TaskFormat.EMOJI else DATAVIEW_FIELDS
                match = re.search(rf"(?:{patterns[kind].pattern})\Z", rest)
            if match:
                found.append((kind, next(filter(None, match.groups()), "").strip(" ")))
                rest = rest[: match.start()].rstrip(WHITESPACE)
        if len(found) == before:
            break
    values = [(field.kind, text[slice(*field.value_span)]) for field in reversed(line.fields)]
    assert values == found
    assert text[slice(*line.described)] == rest.strip(WHITESPACE)


@given(task_lines(), formats)
def test_the_tags_are_those_of_the_description(text: str, format: TaskFormat) -> None:
    line = parsed(text, format)
    for tag in line.tags:
        assert tag in line.description
    assert len(line.description_without_tags) <= len(line.description)
    if not line.tags:
        assert line.description_without_tags == line.description


def test_the_leftmost_of_several_wins() -> None:
    line = parsed("- [ ] a 📅 2026-02-30 ⏫ 📅 2026-01-05 🔽")
    assert line.value(Kind.DUE) == "invalid"
    assert line.value(Kind.PRIORITY) == "high"


def test_the_global_filter_is_looked_for_before_the_block_link() -> None:
    settings = Settings(global_filter="#task")
    assert parsed("- [ ] a #tasks").is_task(settings)
    assert parsed("- [ ] https://quay.example/#task").is_task(settings)
    assert not parsed("- [ ] a ^task").is_task(Settings(global_filter="task"))
    assert not parsed("- [ ] a #Task").is_task(settings)
    assert parsed("- [ ]").is_task(Settings())


@pytest.mark.parametrize("day, read", [("0000-02-29", "0000-02-29"), ("0000-02-30", "invalid")])
def test_the_year_0_is_a_year(day: str, read: str) -> None:
    assert parsed(f"- [ ] a 📅 {day}").value(Kind.DUE) == read


_LONG = 200_000
"""Characters enough for what is not linear to hang; `make bench` says how the time grows."""
_SIGNS = "".join(mark for marks in SIGNIFIERS.values() for mark in marks)


@each_row(
    "unit",
    [
        *(
            " ",
            "a",
            "#a ",
            "@Ada ",
            "⏫ ",
            "📅 2026-01-05 ",
            "🔁 every week ",
            "⛔ a,b ",
            "[due:: 2026-01-05] ",
        ),
        *(
            " ^a",
            "[",
            "[[",
            "\t",
            "> ",
            "🔁 a ",
            "[repeat:: a ",
            "[dependsOn:: a, ",
            "(repeat::  ",
            "⛔ a , ",
        ),
        _SIGNS,
    ],
)
@each_row("ending", ["", " é", " 📅 2026-01-05"])
def test_a_line_of_any_length_is_read(unit: str, ending: str) -> None:
    text = f"- [?] a {unit * (_LONG // len(unit))}{ending}"
    for format in TaskFormat:
        line = parsed(text, format)
        assert line.text == text
        assert len(line.description) + len(line.tags) + len(line.hard_break) <= 2 * len(text)


@each_row("kind, key", KEYS.items())
@each_row("ending", ["é", ")"])
def test_spaces_without_end_hide_nothing(kind: Kind, key: str, ending: str) -> None:
    mark = SIGNIFIERS[kind][0]
    for opening in (f"[{key}:: ", f"[{key}:: a", f"({key}:: a, ", f"{mark} ", f"{mark} a", f"{mark} a,b "):
        for filling in (" " * 60_000, "a " * 30_000, " ," * 30_000):
            for format in TaskFormat:
                text = f"- [ ] a {opening}{filling}{ending}"
                for hidden in hidden_fields(parsed(text, format)):
                    assert hidden.field.span.end <= len(text)
