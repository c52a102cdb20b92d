from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lines import task_lines
from table import each_row
from triage.core.errors import Refused
from triage.core.people.owners import read_owners
from triage.core.people.people import People
from triage.core.task.decision import (
    Accept,
    Decision,
    Done,
    Edit,
    Mend,
    Prioritise,
    Reassign,
    Redate,
    Reject,
    decided,
)
from triage.core.task.dialect import Cause, HiddenField, garbled, hidden_fields
from triage.core.task.fields import SIGNIFIERS, Kind, Priority
from triage.core.task.line import TaskLine, parse_line
from triage.core.task.settings import Settings, TaskFormat
from triage.core.task.vocabulary import vocabulary_of

TODAY = date(2026, 11, 22)
PLUGIN = vocabulary_of(Settings())
VALUES = {
    Kind.RECURRENCE: "every week",
    Kind.ON_COMPLETION: "delete",
    Kind.ID: "a1",
    Kind.DEPENDS_ON: "a1, b2",
}
STANDING = {Cause.FOLLOWED, Cause.OTHER_FORMAT}
LOST = {
    "cp1252": {0x81, 0x8D, 0x8F, 0x90, 0x9D},
    "cp1254": {0x81, 0x8D, 0x8E, 0x8F, 0x90, 0x9D, 0x9E},
}
"""The bytes that the code pages lack."""


def parsed(text: str, format: TaskFormat = TaskFormat.EMOJI) -> TaskLine:
    line = parse_line(text, format)
    assert line, text
    return line


def hidden(text: str, format: TaskFormat = TaskFormat.EMOJI) -> list[tuple[Kind, str, Cause, str]]:
    entries = hidden_fields(parsed(text, format))
    return [(entry.field.kind, entry.field.value, entry.cause, entry.follower) for entry in entries]


def forms(signifier: str) -> Iterator[tuple[str, str, str]]:
    """Every way to double-encode a signifier: the code page, what became of lost bytes, the text."""
    for page, lost in LOST.items():
        for fate, replacement in (("dropped", None), ("kept", ""), ("replaced", "\ufffd")):
            text = ""
            for byte in signifier.encode():
                if byte not in lost:
                    text += bytes([byte]).decode(page)
                elif replacement is not None:
                    text += replacement or chr(byte)
            yield page, fate, text


GARBLED = [
    pytest.param(kind, signifier, text, id=f"{signifier}-{page}-{fate}")
    for kind, signifiers in SIGNIFIERS.items()
    for signifier in signifiers
    for page, fate, text in forms(signifier)
]


def value_of(kind: Kind) -> str:
    return "" if kind is Kind.PRIORITY else VALUES.get(kind, "2026-01-05")


def test_there_is_a_form_for_every_signifier_page_and_fate() -> None:
    assert len(GARBLED) == 18 * 2 * 3
    for signifiers in SIGNIFIERS.values():
        for signifier in signifiers:
            assert garbled(signifier) == {text for _, _, text in forms(signifier)}


@each_row("kind, signifier, form", GARBLED)
@each_row("behind", ["", " #task", " 📅 2027-01-05 #task", " @Bo"])
def test_a_double_encoded_field_is_read_as_what_it_was(
    kind: Kind, signifier: str, form: str, behind: str
) -> None:
    value = value_of(kind)
    line = parsed(f"- [?] Order wool @Ada Quill {form} {value}".rstrip() + behind)
    (entry,) = [entry for entry in hidden_fields(line) if entry.cause is Cause.GARBLED]
    assert entry.field.kind is kind
    read = parsed(f"- [?] a {signifier} {value}".rstrip()).field(kind)
    assert read
    assert entry.field.value == read.value
    assert line.text[slice(*entry.field.span)] == f"{form} {value}".rstrip()
    assert read_owners(line, People())[0].name == "Ada Quill"
    assert read_owners(line, People())[0].is_clear


@each_row("kind, signifier, form", GARBLED)
def test_a_double_encoded_variation_selector_may_follow(kind: Kind, signifier: str, form: str) -> None:
    value = value_of(kind)
    ((read, text, cause, _),) = hidden(f"- [?] a {form}ï¸ {value}".rstrip() + " #task")
    assert (read, cause) == (kind, Cause.GARBLED)
    assert text == (value or parsed(f"- [?] a {signifier}").value(kind))


@each_row("kind, signifier, form", GARBLED)
def test_without_a_value_it_is_text(kind: Kind, signifier: str, form: str) -> None:
    text = f"- [?] Order {form}é and x{form} or {form}… so"
    assert not any(cause is Cause.GARBLED for _, _, cause, _ in hidden(text)), signifier


DECISIONS: list[Decision] = [
    *(Accept(), Done(), Reject(), Reassign("Cy Tarn"), Reassign(""), Edit("Order yarn")),
    *(Redate(TODAY), Prioritise(Priority.LOW), Prioritise(None), Redate(None)),
]


@each_row("kind, signifier, form", GARBLED)
@each_row("decision", DECISIONS)
def test_it_stays_on_disk_unless_its_own_span_is_decided(
    kind: Kind, signifier: str, form: str, decision: Decision
) -> None:
    field = f"{form} {value_of(kind)}".rstrip()
    after = decided(parsed(f"- [?] Order wool @Bo {field} #task\r"), decision, PLUGIN, People(), TODAY)
    match decision:
        case Redate():
            assert (field in after) == (kind is not Kind.DUE), signifier
        case Prioritise():
            assert (field in after) == (kind is not Kind.PRIORITY), signifier
        case _:
            assert field in after


@each_row("kind, signifier, form", GARBLED)
def test_mending_writes_what_it_was(kind: Kind, signifier: str, form: str) -> None:
    value = value_of(kind)
    line = parsed(f"- [?] Order wool @Bo {form} {value}".rstrip() + " #task")
    after = decided(line, Mend(), PLUGIN, People(), TODAY)
    field = f"{SIGNIFIERS[kind][0]} {value}" if value else signifier
    tail = f"#task {field}" if kind in {Kind.DONE, Kind.CANCELLED} else f"{field} #task"
    assert after == f"- [?] Order wool @Bo {tail}"


EMOJI: list[tuple[str, list[tuple[Kind, str, Cause, str]]]] = [
    ("Order wool 📅 2026-01-05 ⏫ #task", []),
    ("Order wool", []),
    # text follows
    ("Order 📅 2026-01-05 wool", [(Kind.DUE, "2026-01-05", Cause.FOLLOWED, "wool")]),
    ("Order 📅 2026-01-05 @Bo ⏫ #task", [(Kind.DUE, "2026-01-05", Cause.FOLLOWED, "@Bo")]),
    ("Order 📅 2026-01-05, then #task", [(Kind.DUE, "2026-01-05", Cause.FOLLOWED, ", then")]),
    ("Order 📅 2026-01-05 #a #b! ⏫", [(Kind.DUE, "2026-01-05", Cause.FOLLOWED, "!")]),
    (
        "Order ⏫ 📅 2026-01-05 wool 🛫 2026-01-04 today",
        [
            (Kind.PRIORITY, "high", Cause.FOLLOWED, "wool"),
            (Kind.DUE, "2026-01-05", Cause.FOLLOWED, "wool"),
            (Kind.START, "2026-01-04", Cause.FOLLOWED, "today"),
        ],
    ),
    ("Order 🔁 every week @Bo", [(Kind.RECURRENCE, "every week", Cause.FOLLOWED, "@Bo")]),
    ("Order 📅 2026-01-05T10:00", [(Kind.DUE, "2026-01-05T10:00", Cause.MALFORMED, "")]),
    ("Order 📅 2026-02-30 wool", [(Kind.DUE, "2026-02-30", Cause.FOLLOWED, "wool")]),
    # the other format
    ("Order [due:: 2026-01-05] wool", [(Kind.DUE, "2026-01-05", Cause.OTHER_FORMAT, "")]),
    ("Order (priority:: low)", [(Kind.PRIORITY, "low", Cause.OTHER_FORMAT, "")]),
    ("Order [completion:: 2026-01-05], #task", [(Kind.DONE, "2026-01-05", Cause.OTHER_FORMAT, "")]),
    (
        "Order [Due:: 2026-01-05] due:: 2026-01-06 [estimate:: 3h]",
        [
            (Kind.DUE, "2026-01-05", Cause.MALFORMED, ""),
            (Kind.DUE, "2026-01-06", Cause.MALFORMED, ""),
        ],
    ),
    # malformed
    ("Order 📅 tomorrow", [(Kind.DUE, "tomorrow", Cause.MALFORMED, "")]),
    ("Order 📅 2026-1-5 #task", [(Kind.DUE, "2026-1-5", Cause.MALFORMED, "")]),
    ("Order ⏳ 2026/01/05", [(Kind.SCHEDULED, "2026/01/05", Cause.MALFORMED, "")]),
    ("Order 🛫 2026-01-051", [(Kind.START, "2026-01-051", Cause.MALFORMED, "")]),
    ("Order 📅 @Bo", [(Kind.DUE, "", Cause.MALFORMED, "")]),
    ("Order 📅", [(Kind.DUE, "", Cause.MALFORMED, "")]),
    ("Order ✅ and ➕ 3", []),
    # double-encoded: the longest form with a valid value
    ("Order âŒ› 2026-01-05", [(Kind.SCHEDULED, "2026-01-05", Cause.GARBLED, "")]),
    ("Order âŒ 2026-01-05", [(Kind.CANCELLED, "2026-01-05", Cause.GARBLED, "")]),
    ("Order ğŸ“…2026-01-05 #task", [(Kind.DUE, "2026-01-05", Cause.GARBLED, "")]),
    ("Order ğŸ“… 2026-01-051 #task", []),
    ("Order ğŸ“… 2026-02-30", [(Kind.DUE, "2026-02-30", Cause.GARBLED, "")]),
    ("Order â« #task", [(Kind.PRIORITY, "high", Cause.GARBLED, "")]),
    ("Order â«", [(Kind.PRIORITY, "high", Cause.GARBLED, "")]),
    ("Order ğŸ” every week #task", [(Kind.RECURRENCE, "every week", Cause.GARBLED, "")]),
    ("Order ğŸ keep", [(Kind.ON_COMPLETION, "keep", Cause.GARBLED, "")]),
    ("Order ğŸ‰ for the party", []),
    ("Order pâ« and «tâche», 5 â«x", []),
    (
        "Order 📅 2026-01-05 â« #task",
        [(Kind.DUE, "2026-01-05", Cause.FOLLOWED, ""), (Kind.PRIORITY, "high", Cause.GARBLED, "")],
    ),
]


@each_row("text, expected", EMOJI)
def test_says_why_tasks_does_not_see_a_field(text: str, expected: list[tuple[Kind, str, Cause, str]]) -> None:
    assert hidden(f"- [?] {text}") == expected


DATAVIEW: list[tuple[str, list[tuple[Kind, str, Cause, str]]]] = [
    ("Order wool [due:: 2026-01-05] #task", []),
    ("Order [due:: 2026-01-05] wool", [(Kind.DUE, "2026-01-05", Cause.FOLLOWED, "wool")]),
    ("Order 📅 2026-01-05 #task", [(Kind.DUE, "2026-01-05", Cause.OTHER_FORMAT, "")]),
    ("Order ⏫", [(Kind.PRIORITY, "high", Cause.OTHER_FORMAT, "")]),
    ("Order ğŸ“… 2026-01-05", [(Kind.DUE, "2026-01-05", Cause.GARBLED, "")]),
    ("Order [repeat:: every week] [ due:: 2026-01-05 ]", []),
]


@each_row("text, expected", DATAVIEW)
def test_says_why_tasks_does_not_see_a_field_in_dataview(
    text: str, expected: list[tuple[Kind, str, Cause, str]]
) -> None:
    assert hidden(f"- [?] {text}", TaskFormat.DATAVIEW) == expected


@given(task_lines(), st.sampled_from(TaskFormat))
def test_hidden_fields_stand_apart_within_the_description(text: str, format: TaskFormat) -> None:
    line = parsed(text, format)
    entries = hidden_fields(line)
    at = line.described.start
    for entry in entries:
        assert at <= entry.field.span.start < entry.field.span.end <= line.described.end
        assert entry.field.span.start <= entry.field.value_span.start
        assert entry.field.value_span.end <= entry.field.span.end
        at = entry.field.span.end
        if entry.cause is Cause.FOLLOWED:
            assert set(entry.follower) <= set(text)
        else:
            assert not entry.follower


@given(task_lines(), st.sampled_from(TaskFormat))
def test_what_tasks_reads_is_not_hidden(text: str, format: TaskFormat) -> None:
    line = parsed(text, format)
    shown = [field.span for field in line.fields]
    spans = [entry.field.span for entry in hidden_fields(line)]
    assert not any(one.start < other.end and other.start < one.end for one in shown for other in spans)


@given(task_lines(), st.sampled_from(TaskFormat))
def test_what_was_mended_is_hidden_no_more(text: str, format: TaskFormat) -> None:
    line = parsed(text, format)
    try:
        mended = parsed(
            decided(line, Mend(), vocabulary_of(Settings(format=format)), People(), TODAY), format
        )
    except Refused:
        return
    kinds = [entry.field.kind for entry in hidden_fields(line)]
    gained = {
        kind for kind in kinds if mended.field(kind) and not line.field(kind) and kinds.count(kind) == 1
    }
    assert gained
    left = {entry.field.kind for entry in hidden_fields(mended) if entry.cause in STANDING}
    assert not gained & left


def test_a_hidden_field_compares_by_what_it_says() -> None:
    (entry,) = hidden_fields(parsed("- [?] a 📅 tomorrow"))
    assert entry == HiddenField(entry.field, Cause.MALFORMED)
