from datetime import date

import pytest

from fakes import FakeStore, key_of, note, proposal_line, session_over, shown
from table import each_row
from triage.core.errors import NoRejectedStatus, OwnerUnclear, SeveralOwners
from triage.core.task.decision import (
    Accept,
    Decision,
    Done,
    Duplicate,
    Edit,
    EditRaw,
    Mend,
    Prioritise,
    Reassign,
    Redate,
    Reject,
    Start,
)
from triage.core.task.edit import Result
from triage.core.task.fields import Priority
from triage.core.task.settings import Settings, Status, StatusType
from triage.core.task.vocabulary import Role, Source, vocabulary_of

LINE = "- [?] Order the wool @Ada Quill 📅 2026-11-08 ⏫ #task #proposed #auto"
AROUND = b"\xef\xbb\xbf# H\r\n\xff\x00  \n", b"\r\n  - [?] Other \xfe \x0c words\n\nlast \xe2\x80\xa8 words"
VERDICTS: list[tuple[Decision, str, Role]] = [
    (Accept(), " ", Role.ACCEPTED),
    (Start(), "/", Role.STARTED),
    (Done(), "x", Role.DONE),
    (Reject(), "-", Role.REJECTED),
    (Duplicate("2b"), "-", Role.REJECTED),
]
CHANGES: list[tuple[Decision, str]] = [
    (Edit("Order the blue wool"), LINE.replace("the wool", "the blue wool")),
    (EditRaw("* [?] Another #proposed"), "* [?] Another #proposed"),
    (Reassign("Myself"), LINE.replace("@Ada Quill", "@Myself")),
    (Reassign("Jo van der Berg"), LINE.replace("@Ada Quill", "@Jo van der Berg")),
    (Reassign(""), LINE.replace(" @Ada Quill", "")),
    (Redate(date(2026, 12, 4)), LINE.replace("2026-11-08", "2026-12-04")),
    (Redate(None), LINE.replace(" 📅 2026-11-08", "")),
    (Prioritise(Priority.LOW), LINE.replace("⏫", "🔽")),
    (Prioritise(None), LINE.replace(" ⏫", "")),
]


def test_the_builder_writes_the_line_of_these_tests() -> None:
    assert proposal_line("Order the wool", owner="Ada Quill", due="2026-11-08", priority="high") == LINE


@each_row("verdict, symbol, role", VERDICTS)
def test_a_verdict_writes_one_byte_and_closes_the_row(verdict: Decision, symbol: str, role: Role) -> None:
    before, behind = AROUND
    store = FakeStore({"a.md": before + LINE.encode() + behind, "b.md": note(LINE)})
    session = session_over(store)
    key = key_of(session, "Order the wool", 0)
    assert session.rows[key].proposal.note == "a.md"
    settled = session.decide([key], verdict)
    assert store.notes["a.md"] == before + LINE.replace("?", symbol).encode() + behind
    assert store.notes["b.md"] == note(LINE)
    row = session.rows[key]
    assert (row.verdict, row.is_open, row.failure, row.is_gone) == (role, False, "", False)
    assert (settled.written, settled.keys, settled.failed, settled.arrived) == (1, (key,), (), 0)
    assert (settled.refused, settled.unchanged) == ({}, ())
    assert session.tally.verbs == {verdict.verb.name: 1}


@each_row("change, after", CHANGES)
def test_a_change_writes_its_span_and_keeps_the_row_open(change: Decision, after: str) -> None:
    before, behind = AROUND
    store = FakeStore({"a.md": before + LINE.encode() + behind})
    session = session_over(store)
    settled = session.decide([0], change)
    assert store.notes["a.md"] == before + after.encode() + behind
    row = session.rows[0]
    assert (row.is_open, row.verdict, row.proposal.task.text) == (True, None, f"{after}\r")
    assert settled.keys == (0,)
    assert session.tally.verbs == {change.verb.name: 1}
    assert session.decide([0], Accept()).written == 1
    assert store.notes["a.md"] == before + after.replace("[?]", "[ ]").encode() + behind


def test_mending_moves_the_field_that_tasks_cannot_see() -> None:
    store = FakeStore({"a.md": note("- [?] Order ⏫ the wool #task #proposed #auto")})
    session_over(store).decide([0], Mend())
    assert store.notes["a.md"] == note("- [?] Order the wool ⏫ #task #proposed #auto")


def test_the_preview_is_what_is_written() -> None:
    store = FakeStore({"a.md": note(LINE)})
    session = session_over(store)
    preview = session.preview(session.rows[0].proposal, Reassign("Myself"))
    assert store.notes["a.md"] == note(LINE)
    session.decide([0], Reassign("Myself"))
    assert store.notes["a.md"] == note(preview)


def test_a_plan_alone_writes_nothing_and_counts_its_lines() -> None:
    store = FakeStore({"a.md": note(LINE, LINE), "b.md": note(LINE)})
    session = session_over(store)
    plan = session.planner.decide([0, 1, 2], Accept())
    assert plan.lines == 3
    assert set(plan.steps) == {"a.md", "b.md"}
    assert store.notes == {"a.md": note(LINE, LINE), "b.md": note(LINE)}
    assert (store.journal, session.tally.verbs, session.past.history.undoable) == ([], {}, ())


def test_a_verdict_on_a_decided_row_changes_it() -> None:
    store = FakeStore({"a.md": note(LINE)})
    session = session_over(store)
    for verdict, symbol, role in [*VERDICTS, *VERDICTS]:
        if session.rows[0].verdict is not role:
            assert session.decide([0], verdict).written == 1
        assert store.notes["a.md"] == note(LINE.replace("?", symbol))
        assert session.rows[0].verdict is role


def test_the_same_verdict_twice_is_unchanged_and_no_gesture() -> None:
    store = FakeStore({"a.md": note(LINE)})
    session = session_over(store)
    session.decide([0], Accept())
    settled = session.decide([0], Accept())
    assert (settled.written, settled.unchanged, settled.keys) == (0, (0,), ())
    assert len(session.past.history.undoable) == 1
    assert len(store.journal) == 1
    assert session.tally.verbs == {"accept": 1}


def test_a_key_given_twice_is_decided_once() -> None:
    session = session_over({"a.md": note(LINE)})
    settled = session.decide([0, 0], Accept())
    assert (settled.written, settled.failed) == (1, ())
    assert session.rows[0].failure == ""


def test_several_rows_in_several_notes_are_one_gesture() -> None:
    notes = {f"{name}.md": note("# H", *[proposal_line(f"{name}{n}") for n in range(3)]) for name in "abc"}
    store = FakeStore(notes)
    session = session_over(store)
    keys = [key_of(session, words) for words in ("c2", "a0", "b1", "a2")]
    settled = session.decide(keys, Reject())
    assert sorted(settled.keys) == sorted(keys)
    assert settled.written == 4
    for name, hit in (("a", "02"), ("b", "1"), ("c", "2")):
        lines = [proposal_line(f"{name}{n}", symbol="-" if str(n) in hit else "?") for n in range(3)]
        assert store.notes[f"{name}.md"] == note("# H", *lines)
    assert len(session.past.history.undoable) == 1
    assert session.tally.verbs == {"reject": 4}


def test_refusals_are_for_their_row_and_the_others_are_done() -> None:
    lines = [
        proposal_line("plain", owner="Ada Quill"),
        proposal_line("two", owner="Ada Quill @Bo Tarn"),
        proposal_line("prose", owner="Cleo Marsh to call back", tags="#proposed"),
        proposal_line("none", owner=""),
    ]
    store = FakeStore({"a.md": note(*lines)})
    session = session_over(store)
    plain, two, prose, none = (row.key for row in shown(session))
    settled = session.decide([plain, two, prose, none], Reassign("Myself"))
    assert set(settled.keys) == {plain, none}
    assert {key: type(refused) for key, refused in settled.refused.items()} == {
        two: SeveralOwners,
        prose: OwnerUnclear,
    }
    assert store.notes["a.md"] == note(
        proposal_line("plain"), lines[1], lines[2], proposal_line("none", owner="Myself")
    )
    assert session.decide([two], Reassign("Myself", replacing="Bo Tarn")).written == 1
    assert session.decide([prose], Reassign("Myself", replacing="Cleo Marsh")).written == 1
    assert store.notes["a.md"].count(b"@Myself") == 4


def test_recurring_lines_are_not_completed() -> None:
    lines = ["- [?] Water 🔁 every week #proposed #auto", LINE]
    store = FakeStore({"a.md": note(*lines)}, vocabularies={"a.md": vocabulary_of(Settings())})
    session = session_over(store)
    settled = session.decide([0, 1], Done())
    assert (settled.written, tuple(settled.refused)) == (1, (0,))
    assert session.rows[0].is_open
    assert store.notes["a.md"] == note(lines[0], LINE.replace("?", "x") + " ✅ 2026-12-03")


def test_the_vocabulary_is_that_of_the_note() -> None:
    nested = vocabulary_of(Settings(set_cancelled_date=False)).with_symbols(
        {Role.PROPOSED: "p", Role.REJECTED: "R"}, Source.CONFIG
    )
    store = FakeStore(
        {"a.md": note(LINE), "b/a.md": note(LINE.replace("?", "p"), LINE)}, vocabularies={"b/a.md": nested}
    )
    session = session_over(store)
    assert [row.proposal.note for row in shown(session)] == ["a.md", "b/a.md"]
    session.decide([0, 1], Reject())
    assert store.notes == {
        "a.md": note(LINE.replace("?", "-")),
        "b/a.md": note(LINE.replace("?", "R"), LINE),
    }


def test_without_a_rejected_status_the_first_reject_asks_and_an_answer_holds() -> None:
    todo = tuple(status for status in Settings().statuses if status.type is not StatusType.CANCELLED)
    without = vocabulary_of(Settings(statuses=(*todo, Status("~", "Odd", StatusType.NON_TASK))))
    store = FakeStore({"a.md": note(LINE), "b.md": note(LINE)}, vocabularies={"a.md": without})
    session = session_over(store)
    settled = session.decide([0, 1], Reject())
    assert isinstance(settled.refused[0], NoRejectedStatus)
    assert settled.written == 1
    assert store.notes["a.md"] == note(LINE)
    assert isinstance(session.decide([0], Duplicate()).refused[0], NoRejectedStatus)
    assert session.decide([0], Accept()).written == 1, "other verbs ask for nothing"
    session.write_rejected_as("~")
    assert session.decide([0], Reject()).written == 1
    assert store.notes["a.md"] == note(LINE.replace("?", "~"))
    assert session.rows[0].verdict is Role.REJECTED


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (2, 0, 1)])
def test_identical_lines_one_after_another_each_exactly_once(order: tuple[int, ...]) -> None:
    store = FakeStore({"a.md": note("# H", LINE, "words", LINE, "## Deeper", LINE)})
    session = session_over(store)
    symbols = ["?", "?", "?"]
    for nth, (verdict, symbol, role) in zip(order, VERDICTS, strict=False):
        row = session.rows[nth]
        assert row.is_open
        assert row.proposal.place.number == (2, 4, 6)[nth]
        assert session.decide([nth], verdict).keys == (nth,)
        symbols[nth] = symbol
        one, two, three = (LINE.replace("?", each) for each in symbols)
        assert store.notes["a.md"] == note("# H", one, "words", two, "## Deeper", three)
        assert session.rows[nth].verdict is role
        assert [row.key for row in shown(session)] == [0, 1, 2], "the order stays"
        assert [row.proposal.place.number for row in shown(session)] == [2, 4, 6], "each on its own line"
        assert session.rows[2].proposal.heading == "Deeper"


def test_identical_lines_that_get_the_same_verdict_stay_three_rows() -> None:
    store = FakeStore({"a.md": note(LINE, LINE, LINE)})
    session = session_over(store)
    for key in (2, 0, 1):
        session.decide([key], Accept())
    assert store.notes["a.md"] == note(*[LINE.replace("?", " ")] * 3)
    assert [row.proposal.place.number for row in shown(session)] == [1, 2, 3]
    session.decide([2], Reject())
    assert store.notes["a.md"] == note(LINE.replace("?", " "), LINE.replace("?", " "), LINE.replace("?", "-"))


def test_identical_lines_in_one_gesture() -> None:
    store = FakeStore({"a.md": note(LINE, "words", LINE, LINE)})
    session = session_over(store)
    assert session.decide([2, 0], Accept()).keys == (2, 0)
    assert store.notes["a.md"] == note(LINE.replace("?", " "), "words", LINE, LINE.replace("?", " "))
    assert [row.is_open for row in shown(session)] == [False, True, False]


def test_a_row_that_becomes_like_another_stays_itself() -> None:
    other = LINE.replace("wool", "oil")
    store = FakeStore({"a.md": note(LINE, other, LINE)})
    session = session_over(store)
    session.decide([1], Edit("Order the wool"))
    assert [row.proposal.place.number for row in shown(session)] == [1, 2, 3]
    session.decide([1], Accept())
    assert store.notes["a.md"] == note(LINE, LINE.replace("?", " "), LINE)


def test_a_plan_counted_before_another_was_saved_is_refused_and_hits_no_other_line() -> None:
    """Two quick keys on identical lines: the second is planned before the first is settled."""
    store = FakeStore({"a.md": note(LINE, LINE, LINE)})
    session = session_over(store)
    first, second = session.planner.decide([0], Accept()), session.planner.decide([1], Reject())
    one, two = session.save(first), session.save(second)
    assert session.settle(one).written == 1
    [(_, outcome)] = session.settle(two).failed
    assert outcome.result is Result.AMBIGUOUS
    assert store.notes["a.md"] == note(LINE.replace("?", " "), LINE, LINE)
    assert session.rows[1].failure
    assert session.decide([1], Reject()).written == 1
    assert store.notes["a.md"] == note(LINE.replace("?", " "), LINE.replace("?", "-"), LINE)
    assert session.rows[1].failure == ""


def test_a_row_that_could_not_be_written_stays_with_the_reason() -> None:
    store = FakeStore({"a.md": note(LINE), "b.md": note(LINE)})
    store.unwritable["a.md"] = "The note is read-only"
    session = session_over(store)
    settled = session.decide([0, 1], Accept())
    assert (settled.written, settled.keys) == (1, (1,))
    [(failed, outcome)] = settled.failed
    assert (failed, outcome.result) == ("a.md", Result.FAILED)
    assert session.rows[0].failure == "The note is read-only"
    assert session.rows[0].is_open
    assert store.notes == {"a.md": note(LINE), "b.md": note(LINE.replace("?", " "))}
    assert session.tally.verbs == {"accept": 1}
    del store.unwritable["a.md"]
    session.decide([0], Accept())
    assert session.rows[0].failure == ""
    assert session.tally.verbs == {"accept": 2}


def test_a_note_that_cannot_be_read_any_more() -> None:
    store = FakeStore({"a.md": note(LINE), "b.md": note(LINE)})
    session = session_over(store)
    store.unreadable["a.md"] = "Input/output error"
    settled = session.decide([0, 1], Accept())
    assert settled.keys == (1,)
    assert "Input/output error" in session.rows[0].failure
    assert session.rows[0].is_open


def test_a_note_that_is_lost_right_after_it_was_written() -> None:
    """The line was written: the row says so, though the note cannot be read again."""
    store = FakeStore({"a.md": note(LINE)})
    session = session_over(store)
    plan = session.planner.decide([0], Accept())
    saved = session.save(plan)
    lost = type(saved)(plan, {"a.md": (saved.notes["a.md"][0], None)})
    assert session.settle(lost).written == 1
    assert session.rows[0].verdict is Role.ACCEPTED
    assert session.preview(session.rows[0].proposal, Reject()) == LINE.replace("?", "-")
    assert session.queue.open == 0


def test_what_the_disk_did_not_confirm_counts_as_written() -> None:
    store = FakeStore({"a.md": note(LINE)})
    store.unconfirmed["a.md"] = "The disk did not confirm it"
    session = session_over(store)
    assert session.decide([0], Accept()).written == 1
    assert session.rows[0].verdict is Role.ACCEPTED
    assert len(session.past.history.undoable) == 1


def test_a_proposal_is_counted_as_decided_once_whatever_becomes_of_its_verdict() -> None:
    session = session_over({"a.md": note(*[proposal_line(f"w{n}") for n in range(3)])})
    session.decide([0, 1], Accept())
    assert session.tally.decided == 2
    session.decide([0], Reject())
    session.decide([2], Redate(date(2026, 12, 4)))
    assert session.tally.decided == 2
    session.decide([2], EditRaw("- [x] w2"))
    assert session.tally.decided == 3
    session.decide([2], EditRaw("- [?] w2"))
    assert session.tally.decided == 2
    for expected in (3, 2, 2, 2, 0):
        undo = session.planner.undo()
        assert undo
        session.settle(session.save(undo))
        assert session.tally.decided == expected


def test_the_tally_counts_lines_by_verb() -> None:
    session = session_over({"a.md": note(*[proposal_line(f"w{n}") for n in range(5)])})
    session.decide([0, 1], Accept())
    session.decide([2], Reject())
    session.decide([3], Redate(date(2026, 12, 4)))
    session.decide([3], Accept())
    assert session.tally.verbs == {"accept": 3, "reject": 1, "redate": 1}
