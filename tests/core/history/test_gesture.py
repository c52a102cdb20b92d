from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from triage.core.history.gesture import Entry, Gesture, History, Undoing, Written
from triage.core.task.edit import LineEdit, Place

verbs = st.sampled_from(("accept", "reject", "reassign", Undoing.UNDO, Undoing.UNDO, Undoing.REDO))


def entry(number: int, verb: str, *, wrote: bool, concerns: str = "") -> Entry:
    gesture = Gesture(f"{number:04}", "run", datetime(2026, 11, 22, tzinfo=UTC), verb, concerns=concerns)
    before = Place(f"- [ ] {int(concerns)}" if concerns else "- [?] a", 0, 1, 1)
    written = Written("a.md", before, Place(f"- [ ] {number}", 0, 1, 1))
    return Entry(gesture, (written,)) if wrote else Entry(gesture, (), (("a.md", before),))


@dataclass
class Model:
    """Two stacks of ids, as every editor has them."""

    undoable: list[str] = field(default_factory=list)
    redoable: list[str] = field(default_factory=list)

    def after(self, new: Entry) -> None:
        """Do the same with lists."""
        match new.gesture.verb:
            case Undoing.UNDO:
                self.undoable.remove(new.gesture.concerns)
                into = self.redoable
            case Undoing.REDO:
                self.redoable.remove(new.gesture.concerns)
                into = self.undoable
            case _:
                into = self.undoable
                if new.written:
                    self.redoable.clear()
        if new.written:
            into.append(new.gesture.id)


def ids(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.gesture.id for entry in entries]


@given(st.lists(st.tuples(verbs, st.sampled_from((True, True, True, False))), min_size=10, max_size=30))
def test_a_history_is_two_stacks(steps: list[tuple[str, bool]]) -> None:
    history, model = History(), Model()
    for number, (verb, wrote) in enumerate(steps):
        pile = (
            {Undoing.UNDO: history.undoable, Undoing.REDO: history.redoable}.get(Undoing(verb))
            if (verb in set(Undoing))
            else ()
        )
        if verb in set(Undoing) and not pile:
            continue
        new = entry(number, verb, wrote=wrote, concerns=pile[-1].gesture.id if pile else "")
        before = (history.undoable, history.redoable)
        after = history.after(new)
        assert (history.undoable, history.redoable) == before
        history = after
        model.after(new)
        assert ids(history.undoable) == model.undoable
        assert ids(history.redoable) == model.redoable


def test_what_an_undo_did_not_come_to_or_was_not_let_write_can_be_tried_again() -> None:
    def line(note: str) -> Written:
        return Written(note, Place("- [?] a", 0, 1, 1), Place("- [ ] 1", 0, 1, 1))

    both = Entry(entry(1, "accept", wrote=True).gesture, (line("a.md"), line("b.md")))
    undo = entry(2, Undoing.UNDO, wrote=True, concerns="0001")
    history = History((both,)).after(undo)
    assert history.undoable == (Entry(both.gesture, (line("b.md"),)),)
    assert history.redoable == (undo,)


def test_undo_and_redo_lead_back_and_forth() -> None:
    first, second = entry(1, "accept", wrote=True), entry(2, "reject", wrote=True)
    history = History().after(first).after(second)
    undone = entry(3, Undoing.UNDO, wrote=True, concerns="0002")
    history = history.after(undone)
    assert (history.undoable, history.redoable) == ((first,), (undone,))
    redone = entry(4, Undoing.REDO, wrote=True, concerns="0003")
    history = history.after(redone)
    assert (history.undoable, history.redoable) == ((first, redone), ())


def test_an_undo_that_could_take_nothing_back_spends_its_gesture() -> None:
    history = History().after(entry(1, "accept", wrote=True))
    spent = history.after(entry(2, Undoing.UNDO, wrote=False, concerns="0001"))
    assert (spent.undoable, spent.redoable) == ((), ())


def test_a_gesture_that_wrote_nothing_leaves_no_trace() -> None:
    history = History((entry(1, "accept", wrote=True),), (entry(2, Undoing.UNDO, wrote=True),))
    assert history.after(entry(3, "reject", wrote=False)) == history


def test_a_new_decision_makes_redo_impossible() -> None:
    history = History((), (entry(1, Undoing.UNDO, wrote=True),))
    assert history.after(entry(2, "accept", wrote=True)).redoable == ()


def test_an_undo_of_an_older_gesture_takes_that_one_off() -> None:
    entries = tuple(entry(number, "accept", wrote=True) for number in range(3))
    undone = entry(9, Undoing.UNDO, wrote=True, concerns="0001")
    history = History(entries).after(undone)
    assert (history.undoable, history.redoable) == ((entries[0], entries[2]), (undone,))


def test_a_gesture_is_found_by_its_id_however_long_ago() -> None:
    first, second = entry(1, "accept", wrote=True), entry(2, "reject", wrote=True)
    history = History.of((first, second))
    assert (history.to_undo("0001"), history.to_undo("0002")) == (first, second)
    assert history.to_undo("0003") is None
    undone = entry(3, Undoing.UNDO, wrote=True, concerns="0001")
    history = history.after(undone)
    assert history.to_undo("0001") is None
    assert history.to_redo("0001") == history.to_redo("0003") == undone
    assert history.to_redo("0002") is None


def test_what_was_done_again_is_found_by_the_first_id() -> None:
    history = History.of(
        (
            entry(1, "accept", wrote=True),
            entry(2, Undoing.UNDO, wrote=True, concerns="0001"),
            redone := entry(3, Undoing.REDO, wrote=True, concerns="0002"),
        )
    )
    assert history.to_undo("0001") == history.to_undo("0003") == redone
    again = entry(4, Undoing.UNDO, wrote=True, concerns="0003")
    assert history.after(again).to_redo("0001") == again


def test_what_was_taken_back_before_a_decision_is_done_again_only_by_its_id() -> None:
    undone = entry(2, Undoing.UNDO, wrote=True, concerns="0001")
    history = History.of((entry(1, "accept", wrote=True), undone, entry(3, "reject", wrote=True)))
    assert history.redoable == ()
    assert history.to_redo("0001") == undone
    redone = entry(4, Undoing.REDO, wrote=True, concerns="0002")
    assert history.after(redone).to_redo("0001") is None
    assert history.after(redone).undoable[-1] == redone


def test_what_had_changed_can_be_tried_again_only_by_its_id() -> None:
    first = entry(1, "accept", wrote=True)
    history = History.of((first, entry(2, Undoing.UNDO, wrote=False, concerns="0001")))
    assert history.undoable == ()
    assert history.to_undo("0001") == first
    again = entry(3, Undoing.UNDO, wrote=True, concerns="0001")
    assert history.after(again).to_undo("0001") is None


def test_the_halves_of_a_gesture_that_was_cut_off_are_one() -> None:
    def half(note: str) -> Entry:
        line = Written(note, Place("- [?] a", 0, 1, 1), Place("- [ ] 1", 0, 1, 1))
        return Entry(entry(1, "accept", wrote=True).gesture, (line,))

    history = History.of((half("a.md"), half("b.md")))
    (whole,) = history.undoable
    assert [line.note for line in whole.written] == ["a.md", "b.md"]


@given(
    st.lists(st.tuples(verbs, st.sampled_from((True, True, True, False))), max_size=30), st.integers(0, 30)
)
def test_a_history_made_at_once_is_the_one_made_step_by_step(
    steps: list[tuple[str, bool]], split: int
) -> None:
    history = History()
    entries = []
    for number, (verb, wrote) in enumerate(steps):
        piles = {Undoing.UNDO: history.undoable, Undoing.REDO: history.redoable}
        pile = piles[Undoing(verb)] if verb in set(Undoing) else ()
        if pile or verb not in set(Undoing):
            new = entry(number, verb, wrote=wrote, concerns=pile[-1].gesture.id if pile else "")
            entries.append(new)
            history = history.after(new)
    assert History.of(entries) == history
    for new in entries:
        reversal = history.to_reverse(Undoing.UNDO, new.gesture.id)
        assert (new.gesture.id in history.standing) is (reversal is not None)
    assert History.of(entries[:split]).with_all(entries[split:]) == history


def test_an_undo_is_taken_back_by_doing_again_what_it_took_back() -> None:
    first, undo = entry(0, "accept", wrote=True), entry(1, Undoing.UNDO, wrote=True, concerns="0000")
    history = History.of([first])
    assert history.to_reverse(Undoing.UNDO) == (first, Undoing.UNDO)
    assert history.to_reverse(Undoing.REDO) is None
    assert history.standing == {"0000"}
    history = history.after(undo)
    assert history.to_reverse(Undoing.UNDO) is None
    assert history.to_reverse(Undoing.UNDO, "0000") is None
    assert history.to_reverse(Undoing.UNDO, "0001") == (undo, Undoing.REDO)
    assert (
        history.to_reverse(Undoing.REDO, "0000") == history.to_reverse(Undoing.REDO) == (undo, Undoing.REDO)
    )
    assert history.standing == {"0001"}


def test_the_reversal_of_lines_keeps_what_each_was_given() -> None:
    gesture = Gesture("0", "run", datetime(2026, 11, 22, tzinfo=UTC), "duplicate", "x.md:1")
    old, new = Place("- [?] a", 0, 1, 1), Place("- [-] a", 0, 1, 1)
    lines = (Written("a.md", old, new), Written("b.md", old, new, "accept", "y.md:2"))
    assert Entry(gesture, lines).reversal == {
        "a.md": [LineEdit(new, "- [?] a", "", "x.md:1")],
        "b.md": [LineEdit(new, "- [?] a", "accept", "y.md:2")],
    }
    undo = replace(gesture, verb="undo", detail="duplicate")
    assert Entry(undo, lines[:1]).reversal == {"a.md": [LineEdit(new, "- [?] a")]}
