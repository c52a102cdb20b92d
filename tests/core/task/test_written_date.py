"""Dates that a person sees and Tasks does not: marked, dated anew without remains, mended where sure."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from table import each_row
from triage.core.errors import Refused
from triage.core.people.people import People
from triage.core.task.decision import Mend, Prioritise, Redate, decided
from triage.core.task.dialect import Cause, garbled, hidden_fields
from triage.core.task.fields import KEYS, SIGNIFIERS, Kind, Priority
from triage.core.task.line import TaskLine, parse_line
from triage.core.task.proposal import find_proposals
from triage.core.task.settings import Settings, TaskFormat
from triage.core.task.vocabulary import Vocabulary, vocabulary_of
from triage.core.task.whitespace import LINE_ENDS, WHITESPACE
from triage.core.task.written_date import iso_day

DAY = date(2026, 12, 24)
PLUGIN = vocabulary_of(Settings())


def parsed(text: str, format: TaskFormat = TaskFormat.EMOJI) -> TaskLine:
    line = parse_line(f"- [?] {text}", format)
    assert line
    return line


def dated(text: str) -> str:
    return decided(parsed(text), Redate(DAY), PLUGIN, People(), DAY).removeprefix("- [?] ")


def mended(text: str) -> str:
    return decided(parsed(text), Mend(), PLUGIN, People(), DAY).removeprefix("- [?] ")


SURE = [
    # what nobody sees between sign and date
    *(f"📅{space}2026-01-05" for space in WHITESPACE if space not in LINE_ENDS and space != " "),
    *("📅\u200b2026-01-05", "📅 \u200e2026-01-05", "📅\ufe0e 2026-01-05"),
    *("📅\ufe0f\ufe0f 2026-01-05", "📅\ufe0f\u00a02026-01-05"),
    *("📆\u00a02026-01-05", "🗓\ufe0e2026-01-05", "📅 2026-01-05\u200b"),
    # signs between and around
    *("📅: 2026-01-05", "📅:2026-01-05", "📅：2026-01-05", "📅 - 2026-01-05", "📅 = 2026-01-05"),
    "📅 → 2026-01-05",
    *("**📅 2026-01-05**", "_📅 2026-01-05_", "==📅 2026-01-05==", "***📅 2026-01-05***"),
    "~~📅 2026-01-05~~",
    *("(📅 2026-01-05)", "[📅 2026-01-05]", "( 📅 2026-01-05 )", '"📅 2026-01-05"'),
    *("«📅 2026-01-05»", "「📅 2026-01-05」"),
    *("📅 **2026-01-05**", "📅 (2026-01-05)", "📅 [2026-01-05]", '📅 "2026-01-05"'),
    *("📅 “2026-01-05”", "📅 <2026-01-05>"),
    *("**📅** 2026-01-05", "**📅:** 2026-01-05", "(📅) 2026-01-05", "(**📅** 2026-01-05)"),
    "📅（2026-01-05）",
    *("📅 [[2026-01-05]]", "📅 [[Log/2026-01-05]]", "📅 [[2026-01-05|soon]]"),
    *("📅 [2026-01-05](x.md)", "**📅 [[2026-01-05]]**"),
    # other forms with the year first
    *("📅 2026-1-5", "📅 2026/01/05", "📅 2026.1.5", "📅 2026. 1. 5", "📅 20260105"),
    *("📅 2026\u201101\u201105", "📅 2026年1月5日"),
    *("📅 ２０２６-０１-０５", "📅 ２０２６／０１／０５", "📅 ٢٠٢٦-٠١-٠٥", "📅 २०२६-०१-०५"),
    # Dataview
    *("[Due:: 2026-01-05]", "[due::\u00a02026-01-05]", "(due: 2026-01-05)", "[DUE: 2026/01/05]"),
    "due:: 2026-01-05",
    *("**due**:: 2026-01-05", "**Due::** 2026-01-05", "[due :: 2026-01-05]"),
    *("[due:: [[2026-01-05]]]", "（due：2026-01-05）"),
    # double-encoded
    *("ğŸ“…\u00a02026-01-05", "ğŸ“…: 2026-01-05", "ğŸ“…Â\u00a02026-01-05", "**ğŸ“… 2026-01-05**"),
    "ğŸ“… 2026/01/05",
]
UNSURE = [
    # a time
    *("📅 2026-01-05T10:00", "📅 2026-01-05 10:00", "📅 2026-01-05, 10:00"),
    *("📅 2026-01-05 10:00-11:30", "📅 2026-01-05 9 am"),
    *("📅 2026-01-05T10:00:00.5Z", "📅 2026-01-05T10:00+02:00", "📅 2026-01-05 at 10:00 PM"),
    "📅 2026-01-05 um 10 Uhr",
    *("(📅 2026-01-05 10:00)", "[due:: 2026-01-05T10:00]", "📅\u00a02026-01-05\u202f10:00"),
    "ğŸ“… 2026-01-05T10:00",
    # a day that could be another one, or that only a person reads
    *("📅 05.01.2026", "📅 5/1/2026", "📅 5. 1. 2026", "📅 05-01-26", "📅 5 January 2026"),
    *("📅 Jan 5, 2026", "📅 5th Jan"),
    *("📅 Mon, 5 Jan 2026", "📅 5 janvier 2026", "📅 2026-W02", "📅 2026-01"),
    *("📅 2026-13-45T10:00", "📅 tomorrow", "📅"),
]


@each_row("field", [*SURE, *UNSURE])
@each_row("around", ["Call {} #task", "Call {} @Bo", "{} #task", "Call {}, then ⏫"])
def test_the_old_date_goes_without_remains(field: str, around: str) -> None:
    text = around.replace("{}", field)
    (entry,) = hidden_fields(parsed(text))
    assert entry.field.kind is Kind.DUE
    after = dated(text)
    bare = " ".join(around.replace("{}", "").replace(" ,", ",").split())
    assert after.replace(" 📅 2026-12-24", "").removeprefix("📅 2026-12-24 ") == bare
    assert parsed(after).value(Kind.DUE) == "2026-12-24"
    assert not hidden_fields(parsed(after))


@each_row("field", SURE)
def test_a_date_that_is_sure_is_known_and_mended(field: str) -> None:
    (proposal,) = find_proposals("a.md", f"- [?] Call {field} #task\n".encode(), Vocabulary())
    assert proposal.has_unseen
    assert proposal.due == date(2026, 1, 5)
    assert mended(f"Call {field} #task") == "Call 📅 2026-01-05 #task"


@each_row("field", UNSURE)
def test_a_date_of_which_something_would_be_lost_is_not_mended(field: str) -> None:
    with pytest.raises(Refused):
        mended(f"Call {field} #task")


@each_row("kind", [Kind.SCHEDULED, Kind.START, Kind.CREATED, Kind.DONE, Kind.CANCELLED])
def test_the_other_dates_are_of_the_same_kind(kind: Kind) -> None:
    for field in (
        f"{SIGNIFIERS[kind][0]}\u00a02026-01-05",
        f"**{SIGNIFIERS[kind][0]} 2026-01-05**",
        f"({KEYS[kind]}: 2026-01-05)",
    ):
        text = f"Call {field} #task"
        ((read, value),) = [(entry.field.kind, entry.reading) for entry in hidden_fields(parsed(text))]
        assert (read, value) == (kind, "2026-01-05")
        assert parsed(mended(text)).value(kind) == "2026-01-05"
        assert dated(text) == f"Call {field} 📅 2026-12-24 #task"


@each_row("field", ["⏫\ufe0e", "⏫\ufe0f\ufe0f", "(priority: High)", "[Priority:: high]", "priority:: HIGH"])
def test_a_priority_too(field: str) -> None:
    assert mended(f"Call {field} #task") == "Call ⏫ #task"
    after = decided(parsed(f"Call {field} #task"), Prioritise(Priority.LOW), PLUGIN, People(), DAY)
    assert after == "- [?] Call 🔽 #task"


WORDS = [
    *("Ask if it is due: 2026-01-05 or so", "Version 2026.1.5 📎", "Say ✅ and ➕ 3"),
    *("Set priority: high", "overdue:: yes"),
    *("Start: 10:00", "The start (see: 2026-01-05)", "Undue:: 2026-01-05", "My-due:: 2026-01-05"),
]


@each_row("text", WORDS)
def test_words_are_words(text: str) -> None:
    assert hidden_fields(parsed(text)) == ()
    assert dated(text) == f"{text} 📅 2026-12-24"


@each_row(
    "text, day",
    [
        ("2026-01-05", "2026-01-05"),
        ("2026-2-30", ""),
        ("05.01.2026", ""),
        ("20260105", "2026-01-05"),
        ("26-1-5", ""),
    ],
)
def test_only_a_date_with_the_year_first_is_sure(text: str, day: str) -> None:
    assert iso_day(text) == day


def test_in_dataview_the_key_may_be_odd_too() -> None:
    for field in ("[Due:: 2026-01-05]", "(due: 2026-01-05)", "[due:: 2026-1-5]"):
        line = parsed(f"Call {field} #task", TaskFormat.DATAVIEW)
        (entry,) = hidden_fields(line)
        assert (entry.cause, entry.reading) == (Cause.MALFORMED, "2026-01-05")
        after = decided(line, Redate(DAY), vocabulary_of(Settings(TaskFormat.DATAVIEW)), People(), DAY)
        assert after == "- [?] Call  [due:: 2026-12-24] #task"


FILLERS = ("", " ", ": ", "\u00a0", "\u200b", "\ufe0e", "**", "(", "[[", " - ", '"')
ENDS = ("", "**", ")", "]]", '"', "T10:00", " 10:00", ".", ", x", " x", "\u200b")


@settings(max_examples=75)
@given(
    st.tuples(
        st.sampled_from(("", "**", "(", "«", "==")),
        st.sampled_from(("📅", "🗓", "due::", "[due::", "[Due: ", *sorted(garbled("📅")))),
        st.sampled_from(FILLERS),
        st.sampled_from(("2026-01-05", "2026/1/5", "05.01.2026")),
        st.sampled_from(ENDS),
        st.sampled_from(ENDS),
    )
)
def test_no_second_date_stands_beside_the_old_one(parts: tuple[str, ...]) -> None:
    text = f"Call {''.join(parts)} #task"
    if not hidden_fields(parsed(text)) and not parsed(text).field(Kind.DUE):
        return
    try:
        after = dated(text)
    except Refused:
        return
    assert parsed(after).value(Kind.DUE) == "2026-12-24"
    assert not any(digits in after for digits in ("2026-01-05", "2026/1/5", "05.01.2026"))
