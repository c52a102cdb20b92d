from fakes import FakeStore, note, proposal_line, session_over
from triage.core.task.decision import Accept


def test_an_undo_that_the_disk_refused_can_be_tried_again() -> None:
    before = note(proposal_line("One"), proposal_line("Two"))
    store = FakeStore({"a.md": before, "b.md": before})
    session = session_over(store)
    session.load()
    session.decide(list(session.rows), Accept())
    store.unwritable["b.md"] = "disk full"
    plan = session.planner.undo()
    assert plan is not None
    assert len(session.settle(session.save(plan)).failed) == 2
    assert store.notes["a.md"] == before
    assert store.notes["b.md"] != before
    store.unwritable.clear()
    again = session_over(store)  # another run reads it from the journal
    again.begin()
    plan = again.planner.undo()
    assert plan is not None
    again.settle(again.save(plan))
    assert store.notes["b.md"] == before
    assert again.planner.undo() is None
