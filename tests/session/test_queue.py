from fakes import FakeStore, key_of, note, proposal_line, session_over, shown, words_shown
from triage.core.task.decision import Accept, Reassign, Reject
from triage.core.task.vocabulary import Role
from triage.session.session import Session

TREE = [
    proposal_line("parent"),
    f"    {proposal_line('child')}",
    f"        {proposal_line('grandchild')}",
    "",
    "    - item without a box",
    f"    {proposal_line('late child')}",
    f"    {proposal_line('decided child', symbol='x')}",
    proposal_line("sibling"),
    f"\t{proposal_line('nephew')}",
    "words",
    proposal_line("apart"),
]


def beneath(session: Session, words: str) -> list[str]:
    return [session.rows[key].proposal.words for key in session.queue.beneath(key_of(session, words))]


def test_beneath_are_the_open_rows_indented_deeper() -> None:
    session = session_over({"a.md": note(*TREE)})
    assert beneath(session, "parent") == ["child", "grandchild", "late child"]
    assert beneath(session, "child") == ["grandchild"]
    assert beneath(session, "sibling") == ["nephew"]
    assert beneath(session, "grandchild") == beneath(session, "nephew") == beneath(session, "apart") == []


def test_beneath_in_a_quote() -> None:
    session = session_over({"a.md": note(*[f"> {line}" for line in TREE[:3]], f"> {TREE[7]}")})
    assert beneath(session, "parent") == ["child", "grandchild"]


def test_beneath_leaves_out_what_was_decided() -> None:
    session = session_over({"a.md": note(*TREE)})
    session.decide([key_of(session, "child")], Accept())
    assert beneath(session, "parent") == ["grandchild", "late child"]
    assert beneath(session, "child") == ["grandchild"]


def test_a_parent_is_rejected_together_with_those_beneath() -> None:
    store = FakeStore({"a.md": note(*TREE)})
    session = session_over(store)
    key = key_of(session, "parent")
    assert session.decide([key, *session.queue.beneath(key)], Reject()).written == 4
    expected = [line.replace("[?]", "[-]") if n in {0, 1, 2, 5} else line for n, line in enumerate(TREE)]
    assert store.notes["a.md"] == note(*expected)


def test_beneath_follows_the_note() -> None:
    store = FakeStore({"a.md": note(*TREE)})
    session = session_over(store)
    store.notes["a.md"] = note("# H", "words", *TREE[:2], TREE[7], f"    {TREE[2].lstrip()}")
    session.read_again("a.md")
    assert beneath(session, "parent") == ["child"]
    assert beneath(session, "sibling") == ["grandchild"]


def test_nothing_is_beneath_a_row_that_is_gone() -> None:
    store = FakeStore({"a.md": note(*TREE)})
    session = session_over(store)
    apart = key_of(session, "apart")
    store.notes["a.md"] = note(*TREE[:3])
    session.read_again("a.md")
    assert session.rows[apart].is_gone
    assert session.queue.beneath(apart) == ()
    store.notes["a.md"] = note("words", *TREE[1:3])
    session.read_again("a.md")
    assert session.queue.beneath(key_of(session, "parent")) == ()


def test_a_task_of_any_status_can_be_added_by_its_line() -> None:
    store = FakeStore({"a.md": note("# H", proposal_line("a"), proposal_line("done", symbol="x"), "words")})
    session = session_over(store)
    row = session.add_task("a.md", 3)
    assert row
    assert (row.proposal.words, row.verdict) == ("done", Role.DONE)
    assert session.decide([row.key], Reject()).written == 1
    assert store.notes["a.md"] == note("# H", proposal_line("a"), proposal_line("done", symbol="-"), "words")
    assert words_shown(session) == ["a", "done"]


def test_adding_a_task_that_has_a_row_gives_that_row() -> None:
    session = session_over({"a.md": note(proposal_line("a"), proposal_line("a"))})
    row = session.add_task("a.md", 2)
    assert row == session.rows[1]
    assert len(session.rows) == 2


def test_a_line_that_is_no_task_gives_no_row() -> None:
    session = session_over({"a.md": note("# H", "words", "```", proposal_line("code"), "```")})
    assert [session.add_task("a.md", number) for number in (0, 1, 2, 4, 99)] == [None] * 5
    assert session.rows == {}


def test_a_task_added_without_a_scan_can_be_decided() -> None:
    store = FakeStore({"a.md": note(proposal_line("a"), proposal_line("b"))})
    session = session_over(store, load=False)
    session.begin()
    row = session.add_task("a.md", 2)
    assert row
    settled = session.decide([row.key], Accept())
    assert (settled.written, settled.arrived) == (1, 0)
    assert store.notes["a.md"] == note(proposal_line("a"), proposal_line("b", symbol=" "))


def test_a_task_added_before_its_note_was_scanned_is_one_row() -> None:
    store = FakeStore({"a.md": note(proposal_line("a"), proposal_line("b"))})
    session = session_over(store, load=False)
    session.begin()
    row = session.add_task("a.md", 2)
    assert row
    session.load()
    assert len(session.rows) == len(shown(session)) == 2
    assert session.queue.open == 2


def test_adding_a_task_sees_the_note_as_it_is_now() -> None:
    store = FakeStore({"a.md": note(proposal_line("a"), proposal_line("b"))})
    session = session_over(store)
    store.notes["a.md"] = note(proposal_line("new"), proposal_line("a", symbol="x"), proposal_line("b"))
    row = session.add_task("a.md", 2)
    assert row
    assert row.key == 0
    assert row.verdict is Role.DONE
    assert len(session.rows) == 3
    assert words_shown(session) == ["a", "b", "new"]


def test_an_added_task_stands_where_its_line_does() -> None:
    store = FakeStore({"a.md": note(*[proposal_line(w, symbol=s) for w, s in ("a?", "bx", "c?")])})
    session = session_over(store)
    assert session.add_task("a.md", 2)
    assert words_shown(session) == ["a", "b", "c"]
    session.decide([0], Reassign("Ada Quill"))
    assert words_shown(session) == ["a", "b", "c"]
