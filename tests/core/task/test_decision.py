from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from lines import NAMES, SYMBOLS, ordinary_lines, task_lines, words
from table import each_row
from triage.core.errors import NoRejectedStatus, OwnerUnclear, Refusal, Refused, SeveralOwners
from triage.core.people.owners import read_owners
from triage.core.people.people import People
from triage.core.task.decision import (
    Accept,
    AcceptBy,
    Decision,
    Delegate,
    Done,
    Duplicate,
    Edit,
    EditRaw,
    Mend,
    Prioritise,
    Reassign,
    Redate,
    Reject,
    Shift,
    Snooze,
    Start,
    decided,
    detail_of,
    shown_line,
    with_status,
)
from triage.core.task.dialect import hidden_fields
from triage.core.task.edit import Place
from triage.core.task.fields import KEYS, Kind, Priority
from triage.core.task.line import TaskLine, parse_line
from triage.core.task.proposal import Proposal
from triage.core.task.reading import reading
from triage.core.task.settings import Settings, Status, StatusType, TaskFormat
from triage.core.task.vocabulary import Role, Source, Vocabulary, vocabulary_of
from triage.core.task.whitespace import LINE_ENDS, WHITESPACE

TODAY = date(2026, 11, 22)
PLUGIN = vocabulary_of(Settings())

formats = st.sampled_from(TaskFormat)
verdicts = st.sampled_from((Accept(), Start(), Done(), Reject(), Reject("why\n⏫"), Duplicate()))
days = st.sampled_from((None, TODAY, date(1, 1, 1), date(9999, 12, 31)))
new_words = st.one_of(
    st.lists(words, min_size=1).map(" ".join),
    st.text(max_size=8),
    st.sampled_from(("a 📅 2026-01-05", "#t", "^x")),
)
decisions: st.SearchStrategy[Decision] = st.one_of(
    verdicts,
    new_words.map(Edit),
    st.one_of(task_lines(), st.text(max_size=8)).map(EditRaw),
    st.builds(Delegate, st.sampled_from(NAMES), st.sampled_from(("", *NAMES))),
    st.builds(Reassign, st.sampled_from(("", *NAMES)), st.sampled_from(("", *NAMES))),
    st.sampled_from((None, TODAY, date(1, 1, 1))).map(Redate),
    st.sampled_from((None, *Priority)).map(Prioritise),
    st.just(Mend()),
    days.map(AcceptBy),
    days.map(Snooze),
    st.integers(-800_000, 4_000_000).map(Shift),
)


def parsed(text: str, format: TaskFormat = TaskFormat.EMOJI) -> TaskLine:
    line = parse_line(text, format)
    assert line, text
    return line


def vocabulary(format: TaskFormat, has_plugin: bool = True) -> Vocabulary:
    settings = Settings(format=format)
    return vocabulary_of(settings) if has_plugin else replace(Vocabulary(), settings=settings.without_dates())


def read(line: TaskLine) -> dict[str, Any]:
    return reading(line, Settings(format=line.format))


def people(*names: str) -> People:
    known = People()
    for name in names:
        known.add(name)
    return known


def tried(
    line: TaskLine, decision: Decision, known: People | None = None, *, has_plugin: bool = True
) -> TaskLine:
    """The line after a decision; an example whose decision is refused says nothing."""
    try:
        text = decided(line, decision, vocabulary(line.format, has_plugin), known or People(), TODAY)
    except Refused:
        assume(False)
    return parsed(text, line.format)


def assert_same_but(before: TaskLine, after: TaskLine, *changed: str, regained: bool = False) -> None:
    """All that Tasks reads is as it was but for what is named, and for what it did not see before."""
    old, new = read(before), read(after)
    for key in (*changed, "indentation", "listMarker"):
        if key in {"indentation", "listMarker"}:
            assert old[key] == new[key]
        del old[key], new[key]
    if not (before.description and after.description):
        del old["hardBreak"], new["hardBreak"]  # without words, nobody knows which spaces these are
    if regained:
        seen = {hidden.field.kind.value: hidden.field.value for hidden in hidden_fields(before)}
        for key, value in old.items():
            if new[key] != value and value in (None, "", "none", []):
                assert key in seen or (key == "recurrenceRaw" and Kind.RECURRENCE in seen)
                new[key] = value
    assert new == old


def assert_only_the_body_changed(before: TaskLine, after: TaskLine) -> None:
    assert after.text[: before.symbol_at] == before.text[: before.symbol_at]
    if before.description and after.description:
        head = slice(before.symbol_at + 1, before.body.start)
        assert after.text[head] == before.text[head]
        assert after.text.endswith(before.text[before.body.end :])


@given(task_lines(), decisions, formats, st.booleans())
@example("- [?] a\r", EditRaw("- [ ] b"), TaskFormat.EMOJI, True)
def test_a_decision_gives_one_task_line_or_is_refused(
    text: str, decision: Decision, format: TaskFormat, has_plugin: bool
) -> None:
    before = parsed(text, format)
    try:
        after = decided(before, decision, vocabulary(format, has_plugin), people("Ada Quill"), TODAY)
    except Refused:
        return
    assert "\n" not in after
    line = parsed(after, format)
    tail = text[len(shown_line(text)) :]
    assert after.endswith(tail)
    if not isinstance(decision, EditRaw):
        assert_only_the_body_changed(before, line)
        assert line.block_link == before.block_link


@given(task_lines(), verdicts, formats, st.booleans())
def test_a_verdict_changes_the_box_and_the_dates_of_its_end(
    text: str, verdict: Accept | Start | Done | Reject | Duplicate, format: TaskFormat, has_plugin: bool
) -> None:
    before = parsed(text, format)
    after = tried(before, verdict, has_plugin=has_plugin)
    assert verdict.verb.role
    symbol = vocabulary(format).symbol(verdict.verb.role)
    assert after.symbol == symbol
    if symbol == before.symbol:
        assert after.text == text
        return
    assert_same_but(before, after, "status", "done", "cancelled")
    for kind, role in ((Kind.DONE, Role.DONE), (Kind.CANCELLED, Role.REJECTED)):
        if verdict.verb.role is role:
            assert after.value(kind) == (TODAY.isoformat() if has_plugin else "")
        else:
            assert not after.value(kind)
    has_dates = before.field(Kind.DONE) or before.field(Kind.CANCELLED)
    if not has_dates and verdict.verb.role not in {Role.DONE, Role.REJECTED}:
        assert after.text == text[: before.symbol_at] + symbol + text[before.symbol_at + 1 :]


@given(task_lines(), st.sampled_from(SYMBOLS), formats)
def test_the_same_symbol_changes_nothing(text: str, symbol: str, format: TaskFormat) -> None:
    before = parsed(text, format)
    assert with_status(before, before.symbol, Settings(), TODAY) is before


@given(task_lines(), st.sampled_from((None, TODAY, date(1, 1, 1))), formats)
def test_redate_changes_the_due_date_alone(text: str, due: date | None, format: TaskFormat) -> None:
    before = parsed(text, format)
    after = tried(before, Redate(due))
    assert after.value(Kind.DUE) == (due.isoformat() if due else "")
    if any(hidden.field.kind is Kind.DUE for hidden in hidden_fields(before)):
        assert_same_but(before, after, "due", "description", "descriptionWithoutTags", regained=True)
    else:
        assert_same_but(before, after, "due")


@given(task_lines(), days, formats, st.booleans())
def test_to_accept_by_a_day_is_to_redate_and_to_accept(
    text: str, due: date | None, format: TaskFormat, has_plugin: bool
) -> None:
    before = parsed(text, format)
    after = tried(before, AcceptBy(due), has_plugin=has_plugin)
    redated = tried(before, Redate(due), has_plugin=has_plugin)
    assert after == tried(redated, Accept(), has_plugin=has_plugin)
    assert after.value(Kind.DUE) == (due.isoformat() if due else "")


@given(task_lines(), st.integers(-800_000, 4_000_000), formats)
@example("- [?] a 📅 2026-01-05 b", 1, TaskFormat.EMOJI)
def test_a_shift_is_to_redate_by_what_is_shown(text: str, by: int, format: TaskFormat) -> None:
    before = parsed(text, format)
    shown = Proposal("a.md", Place(text, 0, 1, 1), before, "", vocabulary(format)).due
    try:
        after = decided(before, Shift(by), vocabulary(format), People(), TODAY)
    except Refused:
        days_left = ((date.max if by > 0 else date.min) - shown).days if shown else 0
        assume(not shown or abs(by) <= abs(days_left))
        if shown:  # then it is the place that is refused, as for any other day
            with pytest.raises(Refused):
                decided(before, Redate(shown + timedelta(days=by)), vocabulary(format), People(), TODAY)
        return
    assert shown
    due = shown + timedelta(days=by)
    assert after == decided(before, Redate(due), vocabulary(format), People(), TODAY)


@given(task_lines(), days, formats)
def test_a_snooze_leaves_the_line(text: str, until: date | None, format: TaskFormat) -> None:
    assert decided(parsed(text, format), Snooze(until), vocabulary(format), People(), TODAY) == text


@given(task_lines(), st.text(), formats)
def test_a_reason_is_not_in_the_line(text: str, reason: str, format: TaskFormat) -> None:
    before = parsed(text, format)
    assert tried(before, Reject(reason)) == tried(before, Reject())


@each_row(
    "decision, detail",
    [
        (AcceptBy(TODAY), "2026-11-22"),
        (AcceptBy(None), "none"),
        (Shift(7), "+7d"),
        (Shift(-30), "-30d"),
        (Snooze(TODAY), "2026-11-22"),
        (Snooze(None), ""),
        (Reject("why"), "why"),
        (Reject(), ""),
        (Duplicate("a.md:1"), "a.md:1"),
        (Accept(), ""),
    ],
)
def test_the_journal_says_what_the_verb_was_given(decision: Decision, detail: str) -> None:
    assert detail_of(decision) == detail


@given(task_lines(), st.sampled_from((None, *Priority)), formats)
def test_prioritise_changes_the_priority_alone(
    text: str, priority: Priority | None, format: TaskFormat
) -> None:
    before = parsed(text, format)
    after = tried(before, Prioritise(priority))
    assert after.value(Kind.PRIORITY) == (priority or "")
    if any(hidden.field.kind is Kind.PRIORITY for hidden in hidden_fields(before)):
        assert_same_but(before, after, "priority", "description", "descriptionWithoutTags", regained=True)
    else:
        assert_same_but(before, after, "priority")


def names_in(line: TaskLine, known: People) -> st.SearchStrategy[str]:
    """What `replacing` may say: one of the names that the line's owners may have."""
    owners = read_owners(line, known)
    names = [name for owner in owners for name in (owner.name, *owner.candidates)]
    return st.sampled_from(names or [""])


@given(task_lines(), st.sampled_from(NAMES), st.data(), formats)
def test_reassign_changes_one_owner(text: str, name: str, data: st.DataObject, format: TaskFormat) -> None:
    before = parsed(text, format)
    known = people("Ada Quill", "Bo Tarn Vesper")
    replacing = data.draw(names_in(before, known))
    after = tried(before, Reassign(name, replacing), known)
    assert_same_but(before, after, "description", "descriptionWithoutTags", regained=True)
    knowing = known.with_name(name)
    old = [owner.name for owner in read_owners(before, knowing)]
    new = [owner.name for owner in read_owners(after, knowing)]
    assert name in new
    if not read_owners(before, known):
        assert new == [name]
    else:
        assert len(new) == len(old)
        assert sum(one != other for one, other in zip(old, new, strict=True)) <= 1


@given(task_lines(), st.data(), formats)
def test_taking_an_owner_off_leaves_the_others(text: str, data: st.DataObject, format: TaskFormat) -> None:
    before = parsed(text, format)
    known = people("Ada Quill", "Bo Tarn Vesper")
    replacing = data.draw(names_in(before, known))
    after = tried(before, Reassign("", replacing), known)
    assert_same_but(before, after, "description", "descriptionWithoutTags", regained=True)
    old = [owner.name for owner in read_owners(before, known)]
    new = [owner.name for owner in read_owners(after, known)]
    if old:
        assert any(new == old[:at] + old[at + 1 :] for at in range(len(old)))
    else:
        assert after == before


@given(task_lines(), new_words, formats)
def test_edit_keeps_every_field_that_was_read(text: str, said: str, format: TaskFormat) -> None:
    before = parsed(text, format)
    after = tried(before, Edit(said))
    for field in before.fields:
        if field.kind is not Kind.TAG:
            assert after.value(field.kind) == before.value(field.kind)
    assert after.symbol == before.symbol
    assert said in after.text
    assert said.strip(WHITESPACE) in after.description or after.fields != before.fields


@given(task_lines(), task_lines(), formats)
def test_a_raw_edit_is_written_as_it_is(text: str, other: str, format: TaskFormat) -> None:
    before = parsed(text, format)
    said = shown_line(other)
    after = decided(before, EditRaw(said), vocabulary(format), People(), TODAY)
    assert after == said + text[len(shown_line(text)) :]


@given(task_lines(), formats)
@example("- [?] a 📅 2026-01-05 b ⏫ c", TaskFormat.EMOJI)
@example("- [?] a 🔁 every week @Ada Quill #task", TaskFormat.EMOJI)
@example("- [?] a ğŸ“… 2026-01-05 â« #task", TaskFormat.EMOJI)
def test_mend_shows_tasks_what_it_could_not_see(text: str, format: TaskFormat) -> None:
    before = parsed(text, format)
    try:
        after = parsed(decided(before, Mend(), vocabulary(format), People(), TODAY), format)
    except Refused:
        return
    old = {kind: before.value(kind) for kind in KEYS if before.field(kind)}
    assert {kind: after.value(kind) for kind in old} == old
    assert after.tags == before.tags
    gained = {kind for kind in KEYS if after.field(kind)} - set(old)
    assert gained
    seen = {(hidden.field.kind, hidden.reading) for hidden in hidden_fields(before)}
    for field in (after.field(kind) for kind in gained):
        assert field
        assert (field.kind, field.value) in seen or field.value in text  # as in `📅 ⏫ 2026-01-05`


@given(ordinary_lines(), decisions)
@example("- [?] Order wool @Myself 📅 2026-01-05 ⏫ #task #proposed #auto", Reject())
def test_an_ordinary_line_is_never_refused(text: str, decision: Decision) -> None:
    match decision:
        case EditRaw() | Mend() | Edit():
            decision = Edit("Order the red wool, v2.2 (now)")
        case Reassign() | Delegate():
            decision = replace(decision, replacing="")
        case Shift():
            assume(parsed(text).field(Kind.DUE))
            decision = Shift(decision.days % 1000)
    assert decided(parsed(text), decision, PLUGIN, People(), TODAY)


@given(ordinary_lines(TaskFormat.DATAVIEW), decisions)
def test_an_ordinary_dataview_line_is_never_refused(text: str, decision: Decision) -> None:
    match decision:
        case EditRaw() | Mend() | Edit():
            decision = Edit("Order the red wool, v2.2 (now)")
        case Reassign() | Delegate():
            decision = replace(decision, replacing="")
        case Shift():
            assume(parsed(text, TaskFormat.DATAVIEW).field(Kind.DUE))
            decision = Shift(decision.days % 1000)
    line = parsed(text, TaskFormat.DATAVIEW)
    assert decided(line, decision, vocabulary(TaskFormat.DATAVIEW), People(), TODAY)


@given(ordinary_lines(), st.lists(decisions, max_size=5))
def test_decisions_one_after_another(text: str, many: list[Decision]) -> None:
    line = parsed(text)
    for decision in many:
        line = tried(line, decision)
        assert parse_line(line.text) == line


WRITES: list[tuple[str, Decision, str]] = [
    # accept is one character
    ("- [?] Order wool 📅 2026-01-05 #task", Accept(), "- [ ] Order wool 📅 2026-01-05 #task"),
    ("- [?] Order wool #task", Start(), "- [/] Order wool #task"),
    # the dates of an end stand behind all other fields
    ("- [?] Order wool ⏫ 📅 2026-01-05", Done(), "- [x] Order wool ⏫ 📅 2026-01-05 ✅ 2026-11-22"),
    ("- [?] Order wool ⏫ #task", Reject(), "- [-] Order wool ⏫ #task ❌ 2026-11-22"),
    ("- [?] Order wool #task ^a", Reject(), "- [-] Order wool #task ❌ 2026-11-22 ^a"),
    ("- [?] Order wool  \r", Reject(), "- [-] Order wool ❌ 2026-11-22  \r"),
    ("- [x] Order wool ✅ 2026-01-01", Reject(), "- [-] Order wool ❌ 2026-11-22"),
    ("- [-] Order wool ❌ 2026-01-01 ⏫", Accept(), "- [ ] Order wool ⏫"),
    ("- [-] Order wool ❌ 2026-01-01 ✅ 2026-01-01 ❌ 2026-01-02 ^a", Accept(), "- [ ] Order wool ^a"),
    ("- [/] Order wool ✅ 2026-01-01", Done(), "- [x] Order wool ✅ 2026-11-22"),
    ("> * [?] Order wool", Duplicate("a"), "> * [-] Order wool ❌ 2026-11-22"),
    # due
    ("- [?] Order wool #task", Redate(TODAY), "- [?] Order wool 📅 2026-11-22 #task"),
    ("- [?] Order wool @Bo ⏫ #task", Redate(TODAY), "- [?] Order wool @Bo 📅 2026-11-22 ⏫ #task"),
    ("- [?] Order wool 📆️  2026-01-05 #task", Redate(TODAY), "- [?] Order wool 📆️  2026-11-22 #task"),
    ("- [?] Order wool 📅 2026-02-30", Redate(TODAY), "- [?] Order wool 📅 2026-11-22"),
    ("- [?] Order wool 📅 2026-01-05 #task", Redate(None), "- [?] Order wool #task"),
    ("- [?] Order wool #task", Redate(None), "- [?] Order wool #task"),
    ("- [?] Order 📅 2026-01-05 wool #task", Redate(TODAY), "- [?] Order wool 📅 2026-11-22 #task"),
    ("- [?] Order wool 📅 tomorrow #task", Redate(TODAY), "- [?] Order wool 📅 2026-11-22 #task"),
    ("- [?] Order wool @Bo ğŸ“… 2026-01-05 #task", Redate(TODAY), "- [?] Order wool @Bo 📅 2026-11-22 #task"),
    ("- [?] Order wool [due:: 2026-01-05] #task", Redate(TODAY), "- [?] Order wool 📅 2026-11-22 #task"),
    ("- [?]", Redate(TODAY), "- [?] 📅 2026-11-22"),
    # priority
    ("- [?] Order wool 📅 2026-01-05", Prioritise(Priority.LOW), "- [?] Order wool 🔽 📅 2026-01-05"),
    ("- [?] Order wool ⏫️ #task", Prioritise(Priority.LOWEST), "- [?] Order wool ⏬️ #task"),
    ("- [?] Order wool ⏫ #task", Prioritise(None), "- [?] Order wool #task"),
    ("- [?] Order wool â« #task", Prioritise(None), "- [?] Order wool #task"),
    # owners
    ("- [?] Order wool @Bo 📅 2026-01-05", Reassign("Cy L"), "- [?] Order wool @Cy L 📅 2026-01-05"),
    ("- [?] Order wool 📅 2026-01-05 #task", Reassign("Cy L"), "- [?] Order wool @Cy L 📅 2026-01-05 #task"),
    ("- [?] Order wool #task", Reassign("Cy Tarn"), "- [?] Order wool @Cy Tarn #task"),
    ("- [?] Order wool ğŸ“… 2026-01-05 #task", Reassign("Cy"), "- [?] Order wool @Cy ğŸ“… 2026-01-05 #task"),
    ("- [?] Order wool #a 📅 2026-01-05 #b", Reassign("Cy"), "- [?] Order wool #a @Cy 📅 2026-01-05 #b"),
    ("- [?] Order wool @Bo 📅 2026-01-05", Reassign(""), "- [?] Order wool 📅 2026-01-05"),
    ("- [?] @Bo, order wool", Reassign("Cy"), "- [?] @Cy, order wool"),
    ("- [?] @Bo and @Ada", Reassign("Cy", "Ada"), "- [?] @Bo and @Cy"),
    ("- [?] @Bo to order wool", Reassign("Cy", "Bo"), "- [?] @Cy to order wool"),
    ("- [?] Order wool", Reassign(""), "- [?] Order wool"),
    # words: only what changed
    ("- [?] Order wool @Bo #task", Edit("Order red wool"), "- [?] Order red wool @Bo #task"),
    ("- [?] Order wool @Bo 📅 2026-01-05 ⏫ #a ^a", Edit("Buy"), "- [?] Buy @Bo 📅 2026-01-05 ⏫ #a ^a"),
    ("- [?] Order \x00\udcff wool", Edit("Order \x00\udcff yarn"), "- [?] Order \x00\udcff yarn"),
    ("- [?] Order wool â« #task\r", Edit("Order yarn"), "- [?] Order yarn â« #task\r"),
    # the raw line keeps what stands behind a carriage return
    ("- [?] Order wool\r", EditRaw("* [ ] Order yarn"), "* [ ] Order yarn\r"),
    # mending
    ("- [?] a 📅 2026-01-05 @Bo ⏫ #task", Mend(), "- [?] a @Bo 📅 2026-01-05 ⏫ #task"),
    ("- [?] a 🔁 every week @Bo #task", Mend(), "- [?] a @Bo 🔁 every week #task"),
    ("- [?] a ⏫ 🛫 2026-01-05 @Bo", Mend(), "- [?] a @Bo ⏫ 🛫 2026-01-05"),
    ("- [?] a @Bo ğŸ“… 2026-01-05 â« #task", Mend(), "- [?] a @Bo 📅 2026-01-05 ⏫ #task"),
    ("- [?] a ⏫ [due:: 2026-01-05]", Mend(), "- [?] a 📅 2026-01-05 ⏫"),
    ("- [?] a ⏫ [due:: 2026-01-05] @Bo", Mend(), "- [?] a @Bo ⏫ 📅 2026-01-05"),
    ("- [?] a [due:: 2026-01-05] [priority:: low]", Mend(), "- [?] a 📅 2026-01-05 🔽"),
    ("- [?] 📅 2026-01-05 order wool", Mend(), "- [?] order wool 📅 2026-01-05"),
]


@each_row("before, decision, after", WRITES)
def test_writes(before: str, decision: Decision, after: str) -> None:
    assert decided(parsed(before), decision, PLUGIN, People(), TODAY) == after


DATAVIEW_WRITES: list[tuple[str, Decision, str]] = [
    ("- [?] Order wool #task", Redate(TODAY), "- [?] Order wool  [due:: 2026-11-22] #task"),
    ("- [?] Order wool  [id:: a]", Done(), "- [x] Order wool  [id:: a]  [completion:: 2026-11-22]"),
    ("- [?] Order wool (due:: 2026-01-05),", Redate(TODAY), "- [?] Order wool (due:: 2026-11-22),"),
    ("- [?] Order wool [ priority::low ]", Prioritise(Priority.HIGH), "- [?] Order wool [ priority::high ]"),
    ("- [?] Order wool  [due:: 2026-01-05]", Reassign("Bo"), "- [?] Order wool @Bo  [due:: 2026-01-05]"),
    ("- [?] Order wool 📅 2026-01-05 ⏫", Mend(), "- [?] Order wool  [due:: 2026-01-05]  [priority:: high]"),
    ("- [-] Order wool  [cancelled:: 2026-01-05] #a", Accept(), "- [ ] Order wool #a"),
]


@each_row("before, decision, after", DATAVIEW_WRITES)
def test_writes_dataview(before: str, decision: Decision, after: str) -> None:
    line = parsed(before, TaskFormat.DATAVIEW)
    assert decided(line, decision, vocabulary(TaskFormat.DATAVIEW), People(), TODAY) == after


REFUSES: list[tuple[str, Decision]] = [
    ("- [?] Order wool 🔁 every week", Done()),
    ("- [?] Order wool 🏁 Delete", Done()),
    ("- [?] Order wool", Edit("  \t")),
    ("- [?] Order wool", Edit("a\nb")),
    ("- [?] Order wool", Edit("a\rb")),
    ("- [?] Order wool", Edit("a\u2028b")),
    ("- [?] Order wool", Edit("a ^b")),
    ("- [?] Order wool ⏫ #a", Edit("Order ⏬")),
    ("- [?] Order wool", EditRaw("Order wool")),
    ("- [?] Order wool", EditRaw("- [ ] a\n- [ ] b")),
    ("- [?] Order wool", EditRaw("")),
    ("- [?] Order wool", Reassign("@Bo")),
    ("- [?] Order wool", Reassign("Bo (sales)")),
    ("- [?] Order wool", Reassign("Bo", "Cy")),
    ("- [?] Order wool @Ada", Reassign("Bo", "Cy")),
    ("- [?] Order wool", Mend()),
    ("- [?] Order wool 📅 tomorrow", Mend()),
    ("- [?] Order wool 📅 2026-01-05T10:00", Mend()),
    ("- [?] Order wool 📅 05.01.2026", Mend()),
]


@each_row("before, decision", REFUSES)
def test_refuses(before: str, decision: Decision) -> None:
    with pytest.raises(Refused):
        decided(parsed(before), decision, PLUGIN, People(), TODAY)


@pytest.mark.parametrize("text", ["- [?] a 🔁 every week", "- [?] a 🏁 delete", "- [x] a 🔁 every day"])
def test_what_recurs_can_be_accepted_and_rejected(text: str) -> None:
    assert decided(parsed(text), Accept(), PLUGIN, People(), TODAY).startswith("- [ ]")
    assert decided(parsed(text), Reject(), PLUGIN, People(), TODAY).startswith("- [-]")


def test_several_owners_are_asked_about() -> None:
    with pytest.raises(SeveralOwners) as asked:
        decided(parsed("- [?] @Bo and @Cy Tarn"), Reassign("Ada"), PLUGIN, People(), TODAY)
    assert asked.value.names == ("Bo", "Cy Tarn")


def test_a_name_without_a_clear_end_is_asked_about() -> None:
    line = parsed("- [?] @Cy Tarn to order wool")
    with pytest.raises(OwnerUnclear) as asked:
        decided(line, Reassign("Ada"), PLUGIN, People(), TODAY)
    assert asked.value.candidates[0] == "Cy Tarn"
    for candidate in asked.value.candidates:
        if candidate == "Cy":
            with pytest.raises(Refused, match=Refusal.NAME_RUNS_ON):  # Ada Tarn is another
                decided(line, Reassign("Ada", candidate), PLUGIN, People(), TODAY)
            continue
        after = decided(line, Reassign("Ada", candidate), PLUGIN, People(), TODAY)
        assert after == line.text.replace(f"@{candidate}", "@Ada")
    assert decided(line, Reassign("Ada"), PLUGIN, people("Cy Tarn"), TODAY) == "- [?] @Ada to order wool"


def test_a_vault_whose_tasks_knows_no_cancelled_status_is_asked_about() -> None:
    settings = Settings(statuses=(Status(" ", "Todo", StatusType.TODO), Status("x", "Done", StatusType.DONE)))
    guess = vocabulary_of(settings)
    for verdict in (Reject(), Duplicate()):
        with pytest.raises(NoRejectedStatus):
            decided(parsed("- [?] a"), verdict, guess, People(), TODAY)
    chosen = guess.with_symbols({Role.REJECTED: "-"}, Source.CONFIG)
    assert decided(parsed("- [?] a ✅ 2026-01-01"), Reject(), chosen, People(), TODAY) == "- [-] a"


def test_what_the_global_filter_leaves_out_changes_its_box_alone() -> None:
    settings = Settings(global_filter="#task")
    line = parsed("- [?] a ✅ 2026-01-01")
    assert with_status(line, "x", settings, TODAY).text == "- [x] a ✅ 2026-01-01"


def test_words_and_raw_lines_keep_the_global_filter() -> None:
    filtering = vocabulary_of(Settings(global_filter="#task"))
    line = parsed("- [?] a #task b")
    for decision in (Edit("a b"), EditRaw("- [?] a b")):
        with pytest.raises(Refused):
            decided(line, decision, filtering, People(), TODAY)


@each_row("symbol", ["", "xx", "\n", "\r", "\u2028", "x\ufe0f"])
def test_a_box_holds_one_character(symbol: str) -> None:
    with pytest.raises(Refused):
        with_status(parsed("- [?] a"), symbol, Settings(), TODAY)


def test_a_verb_drops_the_tags_that_the_config_says() -> None:
    dropping = replace(PLUGIN, drop_tags={"accept": ("#proposed", "#auto")})
    line = parsed("- [?] #auto a #proposed b, #proposed/x ⏫ #proposed #task #auto ^a")
    after = decided(line, Accept(), dropping, People(), TODAY)
    assert after == "- [ ] a b, #proposed/x ⏫ #task ^a"
    assert decided(line, Start(), dropping, People(), TODAY) == line.text.replace("[?]", "[/]")


@given(task_lines(), formats)
def test_dropping_tags_keeps_every_field(text: str, format: TaskFormat) -> None:
    before = parsed(text, format)
    dropping = replace(vocabulary(format), drop_tags={"accept": ("#task", "#é")})
    plain = tried(before, Accept())
    try:
        after = parsed(decided(before, Accept(), dropping, People(), TODAY), format)
    except Refused:
        assume(False)
    for kind in KEYS:
        assert after.value(kind) == plain.value(kind)
    assert set(after.labels) <= set(before.labels)
    assert not {"#task", "#é"} & set(after.labels)


def test_the_shown_line_ends_at_any_line_end() -> None:
    assert [shown_line(f"a{end}b") for end in LINE_ENDS] == ["a"] * 4
    assert shown_line("a\x85b") == "a\x85b"
