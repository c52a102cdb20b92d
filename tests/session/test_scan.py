from datetime import date

import pytest

from fakes import FakeStore, note, proposal_line, session_over, shown, words_shown
from triage.core.errors import NoVault
from triage.core.task.decision import Accept
from triage.session.scan import Batch, scan

MATTER = "---\ntitle: {}\ndate: {}\nparticipants: [{}]\n---"


def sizes(batches: list[Batch]) -> list[int]:
    return [sum(len(entry.proposals) for entry in batch.notes) for batch in batches if batch.notes]


def test_the_first_batch_is_small_and_later_ones_grow_to_a_limit() -> None:
    data = note(*[proposal_line(words) for words in "abcde"])
    store = FakeStore({f"{n:04}.md": data for n in range(400)})
    batches = list(scan(store))
    assert sizes(batches) == [20, 40, 80, 160, 320, 500, 500, 380]
    assert sum(len(batch.metadata) for batch in batches) == 400


def test_notes_without_proposals_do_not_delay_the_first_batch() -> None:
    notes = {f"a{n:04}.md": b"words" for n in range(2000)}
    notes |= {f"b{n:04}.md": note(proposal_line()) for n in range(100)}
    assert sizes(list(scan(FakeStore(notes)))) == [20, 40, 40]


def test_a_note_with_many_proposals_is_not_torn_apart() -> None:
    batches = list(scan(FakeStore({"a.md": note(*[proposal_line(f"w{n}") for n in range(70)])})))
    assert sizes(batches) == [70]


def test_a_note_with_thousands_comes_bit_by_bit_and_whole() -> None:
    lines = [proposal_line(f"w{number:04}") for number in range(1700)]
    store = FakeStore({"2026-11-20 a.md": note(*lines), "2026-11-10 b.md": note(proposal_line("other"))})
    assert sizes(list(scan(store))) == [500, 500, 500, 200, 1]
    session = session_over(store)
    assert words_shown(session) == [*(f"w{number:04}" for number in range(1700)), "other"]


def test_a_note_that_was_read_again_meanwhile_takes_nothing_more_from_the_scan() -> None:
    lines = [proposal_line(f"w{number:04}") for number in range(1200)]
    store = FakeStore({"a.md": note(*lines)})
    session = session_over(store, load=False)
    session.begin()
    for number, batch in enumerate(scan(store)):
        session.take(batch)
        if number == 0:
            store.notes["a.md"] = note(*lines[1:])
            session.read_again("a.md")
    there = [row.proposal.words for row in shown(session) if not row.is_gone]
    assert sorted(there) == [f"w{number:04}" for number in range(1, 1200)]


def test_reading_is_reported_where_nothing_is_found() -> None:
    batches = list(scan(FakeStore({f"{n:04}.md": b"words\n" for n in range(1100)})))
    assert [batch.read for batch in batches if not batch.metadata] == [500, 1000, 1100]


def test_an_empty_vault_gives_an_end_and_no_rows() -> None:
    session = session_over({})
    assert shown(session) == []
    assert (session.notes_read, session.problems) == (0, [])


def test_a_missing_vault_is_told() -> None:
    store = FakeStore({})
    store.is_missing = True
    with pytest.raises(NoVault):
        session_over(store)


def test_rows_stand_newest_note_first_then_by_place() -> None:
    store = FakeStore(
        {
            "old.md": note(proposal_line("old")),
            "2026-11-02 b.md": note(proposal_line("named 1"), "words", proposal_line("named 2")),
            "2026-11-02 a.md": note(proposal_line("same day")),
            "matter.md": note(MATTER.format("T", "2026-11-05", "Ada Quill"), proposal_line("matter")),
            "2026-11-09 both.md": note(MATTER.format("T", "2026-01-01", "Ada Quill"), proposal_line("both")),
            "fresh.md": note(proposal_line("fresh")),
        },
        days={"old.md": date(2020, 1, 1), "matter.md": date(2026, 12, 1)},
    )
    session = session_over(store)
    assert words_shown(session) == ["fresh", "both", "matter", "same day", "named 1", "named 2", "old"]
    assert [group.name for group in session.queue.groups()][:2] == ["fresh.md", "2026-11-09 both.md"]
    assert not any(group.has_arrived for group in session.queue.groups())


def test_only_the_proposed_are_rows_and_what_the_tags_leave_out_is_flagged_and_counted() -> None:
    lines = [
        proposal_line("in"),
        proposal_line("out", tags="#task #proposed"),
        proposal_line("bare", tags=""),
        *(proposal_line("not", symbol=symbol) for symbol in " x/-!"),
        "words [?]",
        "```",
        proposal_line("code"),
        "```",
    ]
    session = session_over({"a.md": note(*lines)})
    assert [(row.proposal.words, row.proposal.is_left_out) for row in shown(session)] == [
        ("in", False),
        ("out", True),
        ("bare", True),
    ]
    assert (session.queue.open, session.queue.left_out) == (1, 2)


def test_counts_follow_decisions() -> None:
    session = session_over({"a.md": note(proposal_line("in"), proposal_line("out", tags="#proposed"))})
    session.decide([0, 1], Accept())
    assert (session.queue.open, session.queue.left_out) == (0, 0)
    undo = session.planner.undo()
    assert undo
    session.settle(session.save(undo))
    assert (session.queue.open, session.queue.left_out) == (1, 1)


def test_an_unreadable_note_is_a_problem_and_the_rest_goes_on() -> None:
    store = FakeStore({f"{name}.md": note(proposal_line(name)) for name in "abc"})
    store.unreadable["b.md"] = "Permission denied"
    session = session_over(store)
    assert words_shown(session) == ["a", "c"]
    assert session.problems == ["b.md cannot be read: Permission denied"]
    assert session.notes_read == 3


def test_what_else_the_store_could_not_read_is_a_problem_once() -> None:
    store = FakeStore({"a.md": note(proposal_line())})
    store.problems = [".obsidian/app.json is no JSON"]
    session = session_over(store)
    assert session.problems == [".obsidian/app.json is no JSON"]
    session.load()
    assert session.problems == [".obsidian/app.json is no JSON"]


def test_front_matter_follows_once_every_note_is_read() -> None:
    text = MATTER.format("Wool", "2026-11-05", "Ada Quill")
    store = FakeStore({"a.md": note(text, proposal_line()), "none.md": note(text, "no task")})
    batches = list(scan(store))
    assert [bool(batch.metadata) for batch in batches] == [False, True]
    [(path, metadata)] = batches[-1].metadata
    assert (path, metadata.title, metadata.people) == ("a.md", "Wool", ("Ada Quill",))
    session = session_over(store, load=False)
    session.take(batches[0])
    assert not session.names.people.knows("Ada Quill")
    assert session.metadata("a.md").title == "Wool", "asked for early, it is read early"
    session.take(batches[1])
    assert session.names.people.knows("Ada Quill")


def test_broken_front_matter_hides_no_task() -> None:
    session = session_over({"a.md": note("---", "title: [", "---", proposal_line("here"))})
    assert words_shown(session) == ["here"]
    assert session.metadata("a.md").problem


def test_a_note_saved_during_the_scan_is_not_overwritten_by_the_stale_reading() -> None:
    """The second note is read by the scan, then saved by an undo, and only then taken in."""
    data = note(MATTER.format("Old", "2026-11-05", "Ada Quill"), proposal_line("one"), proposal_line("two"))
    store = FakeStore({"a.md": data})
    session_over(store).decide([0], Accept())
    session = session_over(store, load=False)
    session.begin()
    batches = list(scan(store))
    store.notes["a.md"] = store.notes["a.md"].replace(b"Old", b"New")
    undo = session.planner.undo()
    assert undo
    session.settle(session.save(undo))
    for batch in batches:
        session.take(batch)
    assert words_shown(session) == ["one", "two"]
    assert all(row.is_open for row in shown(session))
    assert len(session.rows) == 2
    assert session.queue.open == 2
    assert session.metadata("a.md").title == "New"
    assert session.decide([row.key for row in shown(session)], Accept()).written == 2


def test_a_note_read_again_during_the_scan_keeps_its_rows() -> None:
    """As if a note is opened in the editor while the vault is still being read."""
    store = FakeStore({"a.md": note(proposal_line("one"))})
    session = session_over(store, load=False)
    session.begin()
    batches = list(scan(store))
    store.notes["a.md"] += note(proposal_line("two"))
    session.read_again("a.md")
    for batch in batches:
        session.take(batch)
    assert words_shown(session) == ["one", "two"]
    assert sorted(session.rows) == sorted(row.key for row in shown(session)), "no row is left behind unseen"


def test_decisions_between_batches_hold() -> None:
    store = FakeStore({f"{n:02}.md": note(*[proposal_line(f"{n}-{m}") for m in range(25)]) for n in range(4)})
    session = session_over(store, load=False)
    session.begin()
    expected = dict(store.notes)
    for batch in scan(store):
        session.take(batch)
        if row := next((row for row in shown(session) if row.is_open), None):
            assert session.decide([row.key], Accept()).written == 1
            at = expected[row.proposal.note]
            expected[row.proposal.note] = at.replace(b"[?]", b"[ ]", 1)
    assert store.notes == expected
    assert len(shown(session)) == 100


def test_beginning_again_forgets_rows_but_not_what_can_be_undone() -> None:
    store = FakeStore({"a.md": note(proposal_line("one"), proposal_line("two"))})
    session = session_over(store)
    session.decide([0], Accept())
    store.unreadable["b.md"] = "gone"
    session.load()
    assert words_shown(session) == ["two"]
    assert shown(session)[0].key > 1, "a key is never used again"
    assert (session.queue.open, session.problems) == (1, [])
    assert len(session.past.history.undoable) == 1
    assert session.tally.verbs == {"accept": 1}


def test_a_refresh_while_a_save_is_under_way() -> None:
    store = FakeStore({"a.md": note(proposal_line("one"), proposal_line("two"))})
    session = session_over(store)
    saved = session.save(session.planner.decide([0], Accept()))
    session.load()
    settled = session.settle(saved)
    assert settled.written == 1
    assert words_shown(session) == ["two"]
    assert not any(group.has_arrived for group in session.queue.groups())
