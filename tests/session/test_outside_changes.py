"""What happens to rows when another program changes their note."""

import pytest

from fakes import FakeStore, key_of, note, proposal_line, session_over, shown, words_shown
from triage.core.errors import NoteUnreadable
from triage.core.task.decision import Accept, Edit, Reject
from triage.core.task.edit import Result
from triage.core.task.vocabulary import Role
from triage.session.session import Session

A, B, C, D = (proposal_line(words) for words in ("a", "b", "c", "d"))


def done(line: str) -> str:
    return line.replace("[?]", "[x]")


def changed(*now: str, before: tuple[str, ...] = (A, B, C)) -> tuple[FakeStore, Session]:
    """A session whose note was changed from outside and read again."""
    store = FakeStore({"a.md": note(*before), "z.md": note(proposal_line("z"))})
    session = session_over(store)
    store.notes["a.md"] = note(*now)
    session.read_again("a.md")
    return store, session


def state(session: Session) -> list[str]:
    """Each row in the order of the screen: its words, its line number, and its state."""
    return [
        f"{row.proposal.words} gone"
        if row.is_gone
        else f"{row.proposal.words} {row.proposal.place.number} {row.verdict or 'open'}"
        for row in shown(session)
    ]


def test_lines_that_moved_are_followed() -> None:
    store, session = changed("# H", "words", A, "", B, C)
    assert state(session) == ["a 3 open", "b 5 open", "c 6 open", "z 1 open"]
    assert session.decide([key_of(session, "b")], Accept()).written == 1
    assert store.notes["a.md"] == note("# H", "words", A, "", B.replace("?", " "), C)


def test_a_line_decided_elsewhere_shows_its_verdict() -> None:
    _, session = changed("# H", A, done(B), C)
    assert state(session) == ["a 2 open", "b 3 done", "c 4 open", "z 1 open"]
    assert session.queue.open == 3


def test_a_line_with_a_status_that_means_nothing_is_neither_open_nor_decided() -> None:
    _, session = changed(A, B.replace("?", "!"), C)
    row = session.rows[key_of(session, "b")]
    assert (row.is_open, row.verdict, row.is_gone) == (False, None, False)


def test_a_line_whose_words_were_edited_elsewhere_stays_the_same_row() -> None:
    store, session = changed(A, B.replace("b", "better"), C)
    assert state(session) == ["a 1 open", "better 2 open", "c 3 open", "z 1 open"]
    session.decide([key_of(session, "better")], Accept())
    assert store.notes["a.md"] == note(A, B.replace("b", "better").replace("?", " "), C)


def test_a_line_whose_owner_and_date_were_changed_elsewhere_is_known_by_its_words() -> None:
    _, session = changed("new", A, C, proposal_line("b", owner="Ada Quill", due="2026-12-04"))
    assert state(session) == ["a 2 open", "b 4 open", "c 3 open", "z 1 open"]


def test_a_line_removed_elsewhere_is_gone_and_the_order_of_the_rest_unchanged() -> None:
    _, session = changed(A, D, before=(A, B, C, D))
    assert state(session) == ["a 1 open", "b gone", "c gone", "d 2 open", "z 1 open"]
    assert session.queue.open == 3


def test_rows_keep_their_order_when_lines_above_them_go() -> None:
    _, session = changed(C, D, before=(A, B, C, D))
    assert state(session) == ["a gone", "b gone", "c 1 open", "d 2 open", "z 1 open"]


def test_rows_keep_their_order_when_lines_are_sorted_elsewhere() -> None:
    store, session = changed(C, B, A)
    assert state(session) == ["a 3 open", "b 2 open", "c 1 open", "z 1 open"]
    session.decide([key_of(session, "a")], Accept())
    assert store.notes["a.md"] == note(C, B, A.replace("?", " "))


def test_a_note_emptied_elsewhere_and_restored() -> None:
    store, session = changed()
    assert state(session) == ["a gone", "b gone", "c gone", "z 1 open"]
    store.notes["a.md"] = note("# H", A, B, C)
    session.read_again("a.md")
    assert state(session) == ["a 2 open", "b 3 open", "c 4 open", "z 1 open"]
    assert session.queue.open == 4


def test_the_line_that_moves_up_into_a_removed_one_is_not_taken_for_it() -> None:
    """A row must never stand for another task that was in the note before."""
    _, session = changed(A, done(D), "words", before=(A, B, done(D), "words"))
    assert state(session) == ["a 1 open", "b gone", "z 1 open"]


def test_a_done_duplicate_that_was_there_all_along_is_not_taken_for_a_removed_line() -> None:
    _, session = changed(A, "words", done(B), before=(A, B, "words", done(B)))
    assert state(session) == ["a 1 open", "b gone", "z 1 open"]


def test_of_a_done_duplicate_and_a_line_done_elsewhere_the_row_is_the_new_one() -> None:
    _, session = changed(A, done(B), "words", done(B), before=(A, B, "words", done(B)))
    assert state(session) == ["a 1 open", "b 2 done", "z 1 open"]


def test_identical_lines_decided_elsewhere_are_told_apart() -> None:
    _, session = changed(done(A), done(A), A, before=(A, A, A))
    assert state(session) == ["a 1 done", "a 2 done", "a 3 open", "z 1 open"]


def test_identical_lines_of_which_the_middle_one_was_decided_elsewhere() -> None:
    _, session = changed(A, done(A), A, before=(A, A, A))
    assert state(session) == ["a 1 open", "a 2 done", "a 3 open", "z 1 open"]


def test_identical_lines_that_moved() -> None:
    _, session = changed("# H", A, A, A, before=(A, A, A))
    assert state(session) == ["a 2 open", "a 3 open", "a 4 open", "z 1 open"]


@pytest.mark.parametrize("times", [1, 2])
def test_no_two_rows_stand_for_one_line(times: int) -> None:
    _, session = changed(*[A] * times, before=(A, A, A))
    here = [row.proposal.place.number for row in shown(session) if not row.is_gone]
    assert sorted(here) == sorted([*range(1, times + 1), 1])
    assert session.queue.open == times + 1


def test_a_row_that_is_gone_does_not_take_the_line_of_one_that_became_like_it() -> None:
    store, session = changed(B, before=(A, B))
    assert state(session) == ["a gone", "b 1 open", "z 1 open"]
    store.notes["a.md"] = note(A)
    session.read_again("a.md")
    assert state(session) == ["a 1 open", "b gone", "z 1 open"]
    assert session.queue.open == 2


def test_a_verb_on_a_row_that_is_gone_is_refused_though_another_row_has_its_line_now() -> None:
    store = FakeStore({"a.md": note(A, B)})
    session = session_over(store)
    session.decide([0], Accept())
    store.notes["a.md"] = note(B)
    session.decide([1], Reject())
    assert session.rows[0].is_gone
    store.notes["a.md"] = note(A.replace("?", " "))
    settled = session.decide([0], Reject())
    assert (settled.written, tuple(settled.refused)) == (0, (0,))
    assert store.notes["a.md"] == note(A.replace("?", " "))


def test_a_row_that_is_gone_is_not_named_for_a_line_that_another_row_got() -> None:
    store = FakeStore({"a.md": note(A, B)})
    session = session_over(store)
    store.notes["a.md"] = note(A)
    session.read_again("a.md")
    assert session.rows[1].is_gone
    settled = session.decide([0], Edit("b"))
    assert settled.keys == (0,)
    assert store.notes["a.md"] == note(B)
    assert [session.rows[key].is_gone for key in (0, 1)] == [False, True]


def test_new_proposals_arrive_in_a_group_at_the_end() -> None:
    store = FakeStore({"a.md": note(A, B), "b.md": note(C), "z.md": note(proposal_line("z"))})
    session = session_over(store)
    store.notes["b.md"] = note(proposal_line("b first"), C)
    store.notes["a.md"] = note(proposal_line("a first"), A, B, proposal_line("a last"))
    assert session.read_again("b.md") == 1
    assert session.read_again("a.md") == 2
    assert words_shown(session) == ["a", "b", "c", "z", "b first", "a first", "a last"]
    late = [(group.name, len(group.keys)) for group in session.queue.groups() if group.has_arrived]
    assert late == [("b.md", 1), ("a.md", 2)]
    session.load()
    assert words_shown(session) == ["a first", "a", "b", "a last", "b first", "c", "z"]


def test_what_has_arrived_stays_where_it_arrived() -> None:
    store = FakeStore({"a.md": note(A, B)})
    session = session_over(store)
    store.notes["a.md"] = note(D, A, B)
    session.decide([1], Accept())
    assert words_shown(session) == ["a", "b", "d"]
    session.decide([key_of(session, "d")], Reject())
    store.notes["a.md"] = note(C, *store.notes["a.md"].decode().splitlines())
    session.decide([0], Accept())
    assert words_shown(session) == ["a", "b", "d", "c"]


def test_a_decision_announces_what_arrived_in_its_note() -> None:
    store = FakeStore({"a.md": note(A)})
    session = session_over(store)
    store.notes["a.md"] = note(B, A, done(C))
    settled = session.decide([0], Accept())
    assert (settled.written, settled.arrived) == (1, 1)
    assert store.notes["a.md"] == note(B, A.replace("?", " "), done(C))
    assert state(session) == ["a 2 accepted", "b 1 open"]


def test_a_note_that_gets_its_first_proposal_in_the_editor() -> None:
    store = FakeStore({"2026-12-09 new.md": b"words\n", "a.md": note(A)})
    session = session_over(store)
    store.notes["2026-12-09 new.md"] = note(B)
    assert session.read_again("2026-12-09 new.md") == 1
    assert words_shown(session) == ["a", "b"]


def test_a_decision_where_the_line_changed_meanwhile_is_refused_and_the_row_follows() -> None:
    store = FakeStore({"a.md": note(A, B)})
    session = session_over(store)
    store.notes["a.md"] = note(A.replace("#auto", "#auto #urgent"), B)
    [(_, outcome)] = session.decide([0, 1], Accept()).failed
    assert outcome.result is Result.GONE
    assert store.notes["a.md"] == note(A.replace("#auto", "#auto #urgent"), B.replace("?", " "))
    assert session.rows[0].is_open
    assert session.rows[0].failure
    assert session.rows[1].verdict is Role.ACCEPTED
    assert session.decide([0], Accept()).written == 1
    assert session.rows[0].failure == ""


def test_another_program_writes_in_the_very_moment_of_the_save() -> None:
    store = FakeStore({"a.md": note(A, B)})
    session = session_over(store)

    def other(path: str) -> None:
        store.notes[path] = note(B.replace("?", "x"), "more", A)

    store.before_save = other
    settled = session.decide([0, 1], Accept())
    assert settled.written == 1
    assert store.notes["a.md"] == note(B.replace("?", "x"), "more", A.replace("?", " "))
    assert state(session) == ["a 3 accepted", "b 1 done"]


def test_a_line_that_became_two_is_refused_once_and_then_known() -> None:
    store = FakeStore({"a.md": note(A, B)})
    session = session_over(store)
    store.notes["a.md"] = note(A, B, A)
    [(_, outcome)] = session.decide([0], Accept()).failed
    assert outcome.result is Result.AMBIGUOUS
    assert store.notes["a.md"] == note(A, B, A)
    assert words_shown(session) == ["a", "b", "a"]
    assert session.decide([0], Accept()).written == 1
    assert store.notes["a.md"] == note(A.replace("?", " "), B, A)


def test_reading_a_lost_note_again_says_so_and_keeps_its_rows() -> None:
    store = FakeStore({"a.md": note(A)})
    session = session_over(store)
    del store.notes["a.md"]
    with pytest.raises(NoteUnreadable):
        session.read_again("a.md")
    assert words_shown(session) == ["a"]


def test_front_matter_is_read_anew_when_the_note_changed() -> None:
    store = FakeStore({"a.md": note("---", "title: Old", "---", A)})
    session = session_over(store)
    assert session.metadata("a.md").title == "Old"
    store.notes["a.md"] = note("---", "title: New", "---", A)
    session.read_again("a.md")
    assert session.metadata("a.md").title == "New"
