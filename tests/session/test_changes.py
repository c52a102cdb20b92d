"""A sitting follows changes to its notes."""

from collections.abc import Iterator
from datetime import date
from threading import Event

import pytest

from fakes import FakeStore, key_of, note, proposal_line, session_over, shown, words_shown
from triage.core.row import Row
from triage.core.task.decision import Accept, Reject, Snooze
from triage.core.task.note import FoundNote
from triage.core.task.vocabulary import Role
from triage.core.vault_changes import Changes, Moved
from triage.session.changes import News, Taken

A, B, C, D = (proposal_line(words) for words in "abcd")
DAY = date(2026, 12, 3)


class Sitting:
    """A session, and another program that changes the notes meanwhile."""

    def __init__(self, store: FakeStore) -> None:
        store.is_watched = True
        self.store = store
        self.session = session_over(store)
        self._at = 0.0

    def read(self, changes: Changes) -> list[News]:
        """The news that are read after these changes."""
        stop = Event()
        self.store.happened.put(changes)
        self.store.happened.put(Changes(problems=("The end",)))
        read = []
        for news in self.session.watch(stop):
            if news.problems == ("The end",):
                stop.set()
            else:
                read.append(news)
        return read

    def take(self, read: list[News]) -> Taken:
        all_taken = Taken()
        for news in read:
            taken = self.session.take_news(news)
            all_taken.arrived += taken.arrived
            all_taken.notes |= taken.notes
            all_taken.keys |= taken.keys
        return all_taken

    def write(self, path: str, *lines: str, at: float = 0.0) -> Taken:
        """Another program writes a note."""
        is_new = path not in self.store.notes
        self.store.notes[path] = note(*lines)
        if is_new:
            return self.take(self.read(Changes(created=(FoundNote(path, DAY),), at=at)))
        return self.take(self.read(Changes(changed=(path,), at=at)))

    def delete(self, path: str, at: float = 0.0) -> Taken:
        del self.store.notes[path]
        return self.take(self.read(Changes(deleted=(path,), at=at)))

    def move(self, before: str, after: str, *lines: str) -> Taken:
        data = self.store.notes.pop(before)
        self.store.notes[after] = note(*lines) if lines else data
        return self.take(self.read(Changes(moved=(Moved(before, FoundNote(after, DAY)),))))

    @property
    def state(self) -> list[str]:
        return [said(row) for row in shown(self.session)]


def said(row: Row) -> str:
    verdict = "gone" if row.is_gone else row.verdict or "open"
    return f"{row.proposal.words} {verdict}{' elsewhere' if row.is_decided_elsewhere else ''}"


@pytest.fixture
def sitting() -> Iterator[Sitting]:
    sitting = Sitting(FakeStore({"2026-12-02 a.md": note(A, B), "2026-12-01 b.md": note(C)}))
    yield sitting
    queue = sitting.session.queue
    assert queue.open + queue.left_out == sum(row.is_open for row in queue.rows.values())


def test_a_new_note_stands_at_the_end(sitting: Sitting) -> None:
    taken = sitting.write("2026-12-03 new.md", "# H", D)
    assert [sitting.session.rows[key].proposal.words for key in taken.arrived] == ["d"]
    assert words_shown(sitting.session) == ["a", "b", "c", "d"]
    assert sitting.session.queue.groups()[-1].has_arrived
    assert "2026-12-03 new.md" in sitting.session.notes
    assert sitting.session.notes_read == 3


def test_a_new_note_without_proposals_is_known(sitting: Sitting) -> None:
    taken = sitting.write("new.md", "# H", "- [x] done")
    assert not taken.notes
    assert sitting.session.notes == ("2026-12-02 a.md", "2026-12-01 b.md", "new.md")
    assert sitting.write("new.md", D).arrived
    assert words_shown(sitting.session) == ["a", "b", "c", "d"]


def test_new_lines_of_a_note_stand_at_the_end(sitting: Sitting) -> None:
    taken = sitting.write("2026-12-02 a.md", D, A, B)
    assert taken.keys == {key_of(sitting.session, "d")}
    assert words_shown(sitting.session) == ["a", "b", "c", "d"]


def test_what_we_have_written_ourselves_is_nothing_new(sitting: Sitting) -> None:
    sitting.session.decide([0], Accept())
    read = sitting.read(Changes(changed=("2026-12-02 a.md",)))
    assert read == []
    assert sitting.state[0] == "a accepted"


def test_what_was_read_before_our_save_is_not_taken_for_later(sitting: Sitting) -> None:
    store = sitting.store
    store.notes["2026-12-02 a.md"] = note("# H", A, B)
    early = sitting.read(Changes(changed=("2026-12-02 a.md",)))
    sitting.session.decide([0], Accept())
    sitting.take(early)
    assert sitting.state == ["a accepted", "b open", "c open"]
    assert sitting.session.queue.notes["2026-12-02 a.md"].data == store.notes["2026-12-02 a.md"]


def test_what_was_read_between_our_save_and_its_settling_is_no_decision_of_others(sitting: Sitting) -> None:
    session = sitting.session
    saved = session.save(session.planner.decide([0], Accept()))
    between = sitting.read(Changes(changed=("2026-12-02 a.md",)))
    assert between
    session.settle(saved)
    assert not sitting.take(between).notes
    assert sitting.state[0] == "a accepted"
    assert session.tally.decided == 1


def test_a_decision_made_elsewhere_shows_and_is_not_counted_here(sitting: Sitting) -> None:
    taken = sitting.write("2026-12-02 a.md", A.replace("?", "x"), B.replace("?", "-"))
    assert sitting.state == ["a done elsewhere", "b rejected elsewhere", "c open"]
    assert sitting.session.tally.decided == 0
    assert sitting.session.tally.verbs == {}
    assert sitting.session.past.history.undoable == ()
    assert taken.notes == {"2026-12-02 a.md"}
    assert not taken.keys


def test_our_own_verdict_is_never_one_of_others(sitting: Sitting) -> None:
    sitting.session.decide([0], Reject())
    sitting.write("2026-12-02 a.md", "# H", A.replace("?", "-"), B)
    assert sitting.state[0] == "a rejected"


def test_another_verdict_here_is_our_own(sitting: Sitting) -> None:
    sitting.write("2026-12-02 a.md", A.replace("?", "x"), B)
    sitting.session.decide([0], Reject())
    assert sitting.state[0] == "a rejected"
    undo = sitting.session.planner.undo()
    assert undo
    sitting.session.settle(sitting.session.save(undo))
    assert sitting.state[0] == "a done elsewhere"


def test_a_decision_taken_back_elsewhere_is_open_again_and_then_ours(sitting: Sitting) -> None:
    sitting.write("2026-12-02 a.md", A.replace("?", "x"), B)
    sitting.write("2026-12-02 a.md", A, B)
    assert sitting.state[0] == "a open"
    sitting.store.notes["2026-12-02 a.md"] = note(A.replace("?", "x"), B)
    sitting.write("2026-12-02 a.md", A, B)
    sitting.session.decide([0], Accept())
    assert sitting.state[0] == "a accepted"


def test_an_unknown_status_given_elsewhere_shows_too(sitting: Sitting) -> None:
    sitting.write("2026-12-02 a.md", A.replace("?", ">"), B)
    assert sitting.session.rows[0].is_decided_elsewhere


def test_a_line_edited_elsewhere_keeps_its_row_and_its_mark(sitting: Sitting) -> None:
    before, after = proposal_line("Order the blue wool"), proposal_line("Order the blue wool from Ada")
    sitting.write("2026-12-02 a.md", A, before)
    sitting.session.marks.add([1])
    taken = sitting.write("2026-12-02 a.md", "# H", A, D, after)
    assert words_shown(sitting.session) == ["a", "Order the blue wool from Ada", "c", "d"]
    assert sitting.session.marks.keys == {1}
    assert 1 in taken.keys
    assert len(taken.arrived) == 1


def test_a_line_put_in_the_place_of_another_one_keeps_the_row(sitting: Sitting) -> None:
    taken = sitting.write("2026-12-02 a.md", A, D)
    assert words_shown(sitting.session) == ["a", "d", "c"]
    assert not taken.arrived


def test_a_deleted_note_leaves_its_rows_where_they_were(sitting: Sitting) -> None:
    sitting.delete("2026-12-02 a.md")
    assert sitting.state == ["a gone", "b gone", "c open"]
    assert sitting.session.notes == ("2026-12-01 b.md",)
    assert sitting.session.decide([0], Accept()).written == 0


def test_a_deleted_note_that_comes_back_has_its_rows_again(sitting: Sitting) -> None:
    sitting.delete("2026-12-02 a.md")
    taken = sitting.write("2026-12-02 a.md", A, B)
    assert sitting.state == ["a open", "b open", "c open"]
    assert not taken.arrived


def test_a_moved_note_takes_its_rows_along(sitting: Sitting) -> None:
    session = sitting.session
    session.marks.add([0])
    sitting.move("2026-12-02 a.md", "z/2020-01-01 z.md")
    assert sitting.state == ["a open", "b open", "c open"]
    assert [group.name for group in session.queue.groups()] == ["z/2020-01-01 z.md", "2026-12-01 b.md"]
    assert {row.proposal.note for row in shown(session)[:2]} == {"z/2020-01-01 z.md"}
    assert session.marks.keys == {0}
    assert session.notes == ("2026-12-01 b.md", "z/2020-01-01 z.md")
    assert session.decide([0], Accept()).written == 1
    assert sitting.store.notes["z/2020-01-01 z.md"] == note(A.replace("?", " "), B)


def test_a_decision_in_a_note_that_was_moved_since_is_taken_back_there(sitting: Sitting) -> None:
    session, store = sitting.session, sitting.store
    session.decide([key_of(session, "a")], Accept())
    written = store.notes["2026-12-02 a.md"]
    sitting.move("2026-12-02 a.md", "x.md")
    plan = session.planner.undo()
    assert plan
    assert session.settle(session.save(plan)).written == 1
    assert store.notes["x.md"] == written.replace(b"[ ] a", b"[?] a")
    again = session.planner.redo()
    assert again
    assert session.settle(session.save(again)).written == 1
    assert store.notes["x.md"] == written


def test_a_note_moved_and_edited_keeps_the_rows_that_stayed(sitting: Sitting) -> None:
    taken = sitting.move("2026-12-02 a.md", "z.md", "# H", B, D)
    assert sitting.state == ["a gone", "b open", "c open", "d open"]
    assert len(taken.arrived) == 1


@pytest.mark.parametrize("later", [0.0, 50.0])
def test_the_same_bytes_elsewhere_are_the_note_that_went(sitting: Sitting, later: float) -> None:
    sitting.delete("2026-12-02 a.md", at=100)
    taken = sitting.write("new.md", A, B, at=100 + later)
    assert sitting.state == ["a open", "b open", "c open"]
    assert sitting.session.rows[0].proposal.note == "new.md"
    assert not taken.arrived


@pytest.mark.parametrize(("later", "is_same"), [(0.9, True), (1.1, False)])
def test_the_same_proposals_within_a_second_are_the_note_that_went(
    sitting: Sitting, later: float, is_same: bool
) -> None:
    sitting.delete("2026-12-02 a.md", at=100)
    sitting.write("new.md", "# Another heading", B, A, at=100 + later)
    assert (sitting.state == ["a open", "b open", "c open"]) is is_same
    assert sitting.session.rows[0].is_gone is not is_same


def test_gone_and_come_in_one_batch(sitting: Sitting) -> None:
    data = sitting.store.notes.pop("2026-12-02 a.md")
    sitting.store.notes["new.md"] = data
    changes = Changes(created=(FoundNote("new.md", DAY),), deleted=("2026-12-02 a.md",))
    assert not sitting.take(sitting.read(changes)).arrived
    assert sitting.state == ["a open", "b open", "c open"]


def test_two_notes_change_names(sitting: Sitting) -> None:
    notes = sitting.store.notes
    notes["2026-12-02 a.md"], notes["2026-12-01 b.md"] = notes["2026-12-01 b.md"], notes["2026-12-02 a.md"]
    sitting.take(sitting.read(Changes(changed=("2026-12-02 a.md", "2026-12-01 b.md"))))
    assert sorted(row.proposal.words for row in shown(sitting.session) if row.is_open) == ["a", "b", "c"]


def test_a_note_moved_over_another_one(sitting: Sitting) -> None:
    sitting.move("2026-12-02 a.md", "2026-12-01 b.md")
    assert sorted(row.proposal.words for row in shown(sitting.session) if row.is_open) == ["a", "b"]
    assert sitting.session.queue.open == 2


def test_a_moved_note_that_went_again(sitting: Sitting) -> None:
    del sitting.store.notes["2026-12-02 a.md"]
    sitting.take(sitting.read(Changes(moved=(Moved("2026-12-02 a.md", FoundNote("x.md", DAY)),))))
    assert sitting.state == ["a gone", "b gone", "c open"]


def test_what_sleeps_and_what_was_seen_follow_a_moved_note() -> None:
    store = FakeStore({"a.md": note(A, B)})
    session_over(store).keep_seen()
    sitting = Sitting(store)
    session = sitting.session
    session.decide([0], Snooze(date(2026, 12, 9)))
    sitting.move("a.md", "b.md")
    assert session.sleeps(session.rows[0])
    assert not session.sleeps(session.rows[1])
    assert not any(session.remembered.is_new(row.proposal) for row in shown(session))
    session.keep_seen()
    again = session_over(store)
    assert again.sleeps(again.rows[0])
    assert not again.remembered.is_new(again.rows[1].proposal)


def test_front_matter_and_people_follow() -> None:
    store = FakeStore({"a.md": note(A)})
    store.people_notes = ("People/*",)
    sitting = Sitting(store)
    sitting.write("b.md", "---", "type: call", "participants: [Ada Byron]", "---", B)
    key = key_of(sitting.session, "b")
    assert sitting.session.subject(sitting.session.rows[key]).kind == "call"
    assert sitting.session.names.people.knows("Ada Byron")
    sitting.write("People/@Grace Hopper.md", "words")
    assert sitting.session.names.people.knows("Grace Hopper")


def test_a_burst_comes_a_few_notes_at_a_time(sitting: Sitting) -> None:
    paths = [f"{number}.md" for number in range(35)]
    sitting.store.notes.update({path: note(D) for path in paths})
    read = sitting.read(Changes(created=tuple(FoundNote(path, DAY) for path in paths)))
    assert [len(news.notes) for news in read] == [0, 10, 10, 10, 5]
    assert len(sitting.take(read).arrived) == 35


def test_the_vault_is_away_and_back(sitting: Sitting) -> None:
    away = sitting.read(Changes(problems=("It is not there",), is_absent=True))
    sitting.take(away)
    assert [news.is_absent for news in away] == [True]
    assert sitting.session.problems == ["It is not there"]
    assert sitting.state == ["a open", "b open", "c open"]


def test_a_note_that_cannot_be_read_keeps_its_rows(sitting: Sitting) -> None:
    sitting.store.unreadable["2026-12-02 a.md"] = "no"
    assert sitting.read(Changes(changed=("2026-12-02 a.md",))) == []
    assert sitting.state == ["a open", "b open", "c open"]


def test_views_count_what_was_decided_elsewhere(sitting: Sitting) -> None:
    session = sitting.session
    session.weigh()
    view = session.tabs.views[0]
    assert session.tabs.count(view) == 3
    sitting.write("2026-12-02 a.md", A.replace("?", "x"), B)
    session.weigh()
    assert session.tabs.count(view) == 2
    assert session.rows[0].verdict is Role.DONE


def test_a_moved_note_of_the_same_day_does_not_change_places() -> None:
    sitting = Sitting(FakeStore({"2026-12-02 a.md": note(A), "2026-12-02 b.md": note(B)}))
    sitting.move("2026-12-02 a.md", "2026-12-02 z.md")
    assert sitting.state == ["a open", "b open"]
    sitting.session.load()
    assert sitting.state == ["b open", "a open"]
