from datetime import date

import pytest

from fakes import FakeStore, key_of, note, proposal_line, session_over, shown, words_shown
from triage.core.task.decision import (
    Accept,
    Decision,
    Done,
    Duplicate,
    Edit,
    EditRaw,
    Prioritise,
    Reassign,
    Redate,
    Reject,
    Start,
)
from triage.core.task.edit import Result
from triage.core.task.fields import Priority
from triage.core.task.settings import Settings
from triage.core.task.vocabulary import vocabulary_of
from triage.session.plan import Settled
from triage.session.session import Session

NOTES = {
    "a.md": b"\xef\xbb\xbf" + note(*[proposal_line(f"a{n}") for n in range(4)], end="\r\n", final=False),
    "b.md": note("# H", *[proposal_line("same", owner="Ada Quill")] * 3, "words  ", proposal_line("b3")),
    "c.md": b"\xff\x00\n" + note("> - [?] quoted #proposed #auto \xa0", "\t- [?] nested #proposed  "),
}
SITTING: list[tuple[list[str], Decision]] = [
    (["a0"], Accept()),
    (["same", "a1", "quoted"], Reject()),
    (["a1"], Start()),
    (["a2"], Edit("another thing")),
    (["same"], Reassign("Jo Berg")),
    (["a3", "b3"], Duplicate("c.md:2")),
    (["another thing", "b3"], Redate(date(2026, 12, 4))),
    (["b3"], Prioritise(Priority.HIGH)),
    (["nested"], EditRaw("\t- [?] raw #proposed")),
    (["raw"], Done()),
]


def undo(session: Session) -> Settled:
    plan = session.planner.undo()
    assert plan
    return session.settle(session.save(plan))


def redo(session: Session) -> Settled:
    plan = session.planner.redo()
    assert plan
    return session.settle(session.save(plan))


def store_with_plugin() -> FakeStore:
    return FakeStore(NOTES, vocabularies=dict.fromkeys(NOTES, vocabulary_of(Settings())))


def decide_all(session: Session, store: FakeStore) -> list[dict[str, bytes]]:
    """Do the whole sitting; the notes before and after each of its gestures."""
    states = [dict(store.notes)]
    for words, decision in SITTING:
        keys = [key_of(session, each) for each in words]
        assert session.decide(keys, decision).written == len(keys), decision
        states.append(dict(store.notes))
    return states


def test_nothing_done_is_nothing_to_take_back() -> None:
    session = session_over(NOTES)
    assert session.planner.undo() is None
    assert session.planner.redo() is None


def test_a_gesture_that_wrote_nothing_is_nothing_to_take_back() -> None:
    session = session_over({"a.md": note(proposal_line("a", owner="Ada @Bo"))})
    session.decide([0], Reassign("Myself"))
    session.decide([0], EditRaw(session.rows[0].proposal.task.text))
    assert session.planner.undo() is None


@pytest.mark.parametrize("restarts", [False, True])
def test_undo_and_redo_step_through_every_state_of_the_bytes(restarts: bool) -> None:
    store = store_with_plugin()
    session = session_over(store)
    states = decide_all(session, store)
    for turn in range(2):
        for number, state in enumerate(reversed(states[:-1])):
            if restarts:
                session = session_over(store)
            lines = len(SITTING[-1 - number][0])
            assert undo(session).written == lines
            assert store.notes == state, f"undo {number} of turn {turn}"
        assert session.planner.undo() is None
        assert store.notes == NOTES
        for number, state in enumerate(states[1:]):
            if restarts:
                session = session_over(store)
            assert redo(session).written == len(SITTING[number][0])
            assert store.notes == state, f"redo {number} of turn {turn}"
        assert session.planner.redo() is None


def test_the_session_and_its_store_agree_on_the_history() -> None:
    store = store_with_plugin()
    session = session_over(store)
    decide_all(session, store)
    for step in (undo, undo, redo, undo, undo, redo, redo):
        step(session)
        assert session.past.history == store.history()


def test_undo_opens_the_row_and_names_it() -> None:
    session = session_over({"a.md": note(proposal_line("a"), proposal_line("b"), proposal_line("c"))})
    session.decide([0, 2], Reject())
    settled = undo(session)
    assert settled.keys == (0, 2), "the cursor goes back to the first"
    assert [row.is_open for row in shown(session)] == [True] * 3
    assert (settled.gesture.verb, settled.gesture.original_verb, settled.arrived) == ("undo", "reject", 0)
    settled = redo(session)
    assert settled.keys == (0, 2)
    assert [row.is_open for row in shown(session)] == [False, True, False]
    assert (settled.gesture.verb, settled.gesture.original_verb) == ("redo", "reject")


def test_a_new_run_says_what_the_first_undo_would_take_back() -> None:
    store = FakeStore({"a.md": note(proposal_line("a"), proposal_line("b"))})
    session_over(store).decide([0, 1], Reassign("Ada Quill"))
    session = session_over(store)
    last = session.past.history.undoable[-1]
    assert (last.gesture.verb, last.gesture.detail, last.gesture.run) == ("reassign", "Ada Quill", "run-1")
    assert last.gesture.run != session.run
    assert len(last.written) == 2
    assert store.notes["a.md"].count(b"@Ada Quill") == 2, "asking takes nothing back"


def test_undo_in_a_new_run_puts_the_rows_where_their_lines_stand() -> None:
    lines = [proposal_line(words) for words in ("a", "b", "c", "d")]
    store = FakeStore({"2026-11-02.md": note(*lines), "z.md": note(proposal_line("z"))})
    first = session_over(store)
    first.decide([key_of(first, "b"), key_of(first, "c")], Accept())
    session = session_over(store)
    assert words_shown(session) == ["z", "a", "d"]
    settled = undo(session)
    assert words_shown(session) == ["z", "a", "b", "c", "d"]
    assert not any(group.has_arrived for group in session.queue.groups())
    assert [session.rows[key].proposal.words for key in settled.keys] == ["b", "c"]
    assert settled.arrived == 2, "rows that were not on the screen"


def test_undo_in_a_new_run_on_an_empty_screen() -> None:
    store = FakeStore({"a.md": note(proposal_line("a"))})
    session_over(store).decide([0], Done())
    session = session_over(store)
    assert shown(session) == []
    undo(session)
    assert words_shown(session) == ["a"]
    assert session.names.people.knows("Myself")
    assert store.notes["a.md"] == note(proposal_line("a"))


def test_what_another_program_proposed_arrives_with_an_undo_too() -> None:
    store = FakeStore(
        {"a.md": note(proposal_line("a"), proposal_line("b")), "z.md": note(proposal_line("z"))}
    )
    session_over(store).decide([0], Accept())
    session = session_over(store)
    store.notes["a.md"] = note(proposal_line("new")) + store.notes["a.md"]
    settled = undo(session)
    assert words_shown(session) == ["a", "b", "z", "new"]
    assert settled.arrived == 2
    assert [group.has_arrived for group in session.queue.groups()] == [False, False, True]


def test_a_new_decision_leaves_nothing_to_redo() -> None:
    store = FakeStore({"a.md": note(proposal_line("a"), proposal_line("b"))})
    session = session_over(store)
    session.decide([0], Accept())
    undo(session)
    session.decide([1], Reject())
    assert session.planner.redo() is None
    undo(session)
    assert store.notes["a.md"] == note(proposal_line("a"), proposal_line("b"))
    assert session.planner.undo() is None


def test_a_decision_that_writes_nothing_leaves_the_redo() -> None:
    session = session_over({"a.md": note(proposal_line("a"))})
    session.decide([0], Accept())
    undo(session)
    session.decide([0], Edit("a"))
    assert session.planner.redo() is not None


def test_undo_is_refused_line_by_line_where_the_note_has_changed() -> None:
    lines = [proposal_line(words) for words in ("a", "b", "c")]
    store = FakeStore({"a.md": note(*lines), "b.md": note(lines[0])})
    session = session_over(store)
    session.decide([0, 1, 2, 3], Accept())
    changed = [proposal_line("a", symbol=" "), proposal_line("b", symbol="x"), proposal_line("c", symbol=" ")]
    store.notes["a.md"] = note("# new", *changed, "more")
    settled = undo(session)
    assert settled.written == 3
    [(failed, outcome)] = settled.failed
    assert (failed, outcome.result) == ("a.md", Result.GONE)
    assert store.notes["a.md"] == note("# new", lines[0], changed[1], lines[2], "more")
    assert store.notes["b.md"] == note(lines[0])
    assert [row.is_open for row in shown(session)] == [True, False, True, True]
    assert session.rows[1].failure
    assert session.planner.undo() is None, "it is spent"
    redo(session)
    assert store.notes["a.md"] == note("# new", changed[0], changed[1], changed[2], "more")


def test_undo_is_refused_where_a_line_became_two() -> None:
    store = FakeStore({"a.md": note(proposal_line("a"))})
    session = session_over(store)
    session.decide([0], Accept())
    store.notes["a.md"] *= 2
    [(_, outcome)] = undo(session).failed
    assert outcome.result is Result.AMBIGUOUS
    assert store.notes["a.md"] == note(*[proposal_line("a", symbol=" ")] * 2)


def test_undo_of_identical_lines_takes_back_the_right_ones() -> None:
    line, done = proposal_line("same"), proposal_line("same", symbol="x")
    store = FakeStore({"a.md": note(done, line, line, done, line)})
    session = session_over(store)
    session.decide([1], Done())
    session.decide([0, 2], Done())
    assert store.notes["a.md"] == note(*[done] * 5)
    undo(session)
    assert store.notes["a.md"] == note(done, line, done, done, line)
    assert [row.is_open for row in shown(session)] == [True, False, True]
    undo(session)
    assert store.notes["a.md"] == note(done, line, line, done, line)


def test_undo_of_a_row_that_is_gone_leaves_the_note() -> None:
    store = FakeStore({"a.md": note(proposal_line("a"), "words")})
    session = session_over(store)
    session.decide([0], Accept())
    store.notes["a.md"] = note("words")
    assert undo(session).written == 0
    assert store.notes["a.md"] == note("words")
    assert session.rows[0].is_gone
    assert session.planner.redo() is None


def test_the_tally_goes_back_with_an_undo_and_forth_with_a_redo() -> None:
    session = session_over({"a.md": note(*[proposal_line(f"w{n}") for n in range(3)])})
    session.decide([0, 1], Accept())
    session.decide([2], Reject())
    undo(session)
    assert session.tally.verbs == {"accept": 2}
    undo(session)
    assert session.tally.verbs == {}
    redo(session)
    assert session.tally.verbs == {"accept": 2}
    redo(session)
    assert session.tally.verbs == {"accept": 2, "reject": 1}


def test_the_tally_knows_only_this_run() -> None:
    """If this run takes back what an earlier run wrote, its own count does not go down."""
    store = FakeStore({"a.md": note(*[proposal_line(f"w{n}") for n in range(6)])})
    session_over(store).decide([0, 1, 2], Accept())
    session = session_over(store)
    assert session.tally.verbs == {}
    session.decide([key_of(session, f"w{n}") for n in (3, 4)], Accept())
    store.notes["a.md"] = store.notes["a.md"].replace(b"[ ] w3", b"[x] w3")
    undo(session)
    assert session.tally.verbs == {"accept": 1}, "one of the two could not be taken back"
    undo(session)
    assert session.tally.verbs == {"accept": 1}
    assert session.tally.decided == 1


def test_undo_and_redo_of_an_earlier_run_count_what_this_run_wrote() -> None:
    store = FakeStore({"a.md": note(proposal_line("a"), proposal_line("b"))})
    session_over(store).decide([0], Accept())
    session = session_over(store)
    undo(session)
    assert (session.tally.decided, session.tally.verbs) == (0, {})
    redo(session)
    assert (session.tally.decided, session.tally.verbs) == (1, {"accept": 1})
    undo(session)
    assert (session.tally.decided, session.tally.verbs) == (0, {})


def test_what_a_stopped_undo_did_not_come_to_can_be_taken_back_after_a_restart() -> None:
    before = {f"{name}.md": note(proposal_line(name)) for name in "abc"}
    store = FakeStore(before)
    session = session_over(store)
    session.decide([row.key for row in shown(session)], Reject())
    plan = session.planner.undo()
    assert plan
    session.settle(session.save(plan, lambda done: done < 1))
    for history in (session.past.history, store.history()):
        assert [len(entry.written) for entry in history.undoable] == [2]
    again = session_over(store)
    rest = again.planner.undo()
    assert rest
    again.settle(again.save(rest))
    assert store.notes == before
    assert not store.history().undoable
