"""What every store promises a session: the one in memory and the vault on disk."""

import os
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path

import pytest

from fakes import FakeStore, note, proposal_line
from triage.core.config import Config
from triage.core.errors import NoteUnreadable, NoVault
from triage.core.history.gesture import Gesture, History, Undoing
from triage.core.task.edit import LineEdit, Outcome, Place, Result
from triage.core.task.note import lines_of
from triage.core.task.vocabulary import Vocabulary
from triage.session.store import Store
from triage.storage.vault import Vault

A, B, C = (proposal_line(words) for words in "ABC")


class InMemory:
    """The fake, and what another program does to it."""

    def __init__(self, folder: Path) -> None:
        self.store: Store = FakeStore({})

    def hold(self, notes: Mapping[str, bytes], days: Mapping[str, date] | None = None) -> Store:
        self.store = FakeStore(notes, days=days)
        return self.store

    def data(self, path: str) -> bytes:
        assert isinstance(self.store, FakeStore)
        return self.store.notes[path]

    def write(self, path: str, data: bytes) -> None:
        assert isinstance(self.store, FakeStore)
        self.store.notes[path] = data

    def delete(self, path: str) -> None:
        assert isinstance(self.store, FakeStore)
        del self.store.notes[path]

    def forbid_writing(self, path: str) -> None:
        assert isinstance(self.store, FakeStore)
        self.store.unwritable[path] = "The note is read-only"

    def restarted(self) -> Store:
        return self.store

    def die(self) -> None:
        """End the run that holds the store; in memory there is nothing to release."""

    def remove(self) -> Store:
        assert isinstance(self.store, FakeStore)
        self.store.is_missing = True
        return self.store


class OnDisk:
    """The vault, and what another program does to it."""

    def __init__(self, folder: Path) -> None:
        self.root, self.state = folder / "vault", folder / "state"
        self.root.mkdir()
        self.state.mkdir()

    def hold(self, notes: Mapping[str, bytes], days: Mapping[str, date] | None = None) -> Store:
        for path, data in notes.items():
            self.write(path, data)
        for path, day in (days or {}).items():
            noon = datetime(day.year, day.month, day.day, 12).timestamp()
            os.utime(self.root / path, (noon, noon))
        return self.restarted()

    def data(self, path: str) -> bytes:
        return (self.root / path).read_bytes()

    def write(self, path: str, data: bytes) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(data)

    def delete(self, path: str) -> None:
        (self.root / path).unlink()

    def forbid_writing(self, path: str) -> None:
        (self.root / path).chmod(0o444)

    def restarted(self) -> Store:
        self.store = Vault(self.root, Config(), state=self.state)
        return self.store

    def die(self) -> None:
        """Release the store's locks, as the system does for a process that dies."""
        locks = self.store.state.journal()._locks
        for descriptor in locks._held.values():
            os.close(descriptor)
        locks._held.clear()

    def remove(self) -> Store:
        store = self.restarted()
        self.root.rename(self.root.with_name("elsewhere"))
        return store


World = InMemory | OnDisk


@pytest.fixture(params=[InMemory, OnDisk])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> World:
    make: Callable[[Path], World] = request.param
    return make(tmp_path)


def gesture(number: int, verb: str = "accept", detail: str = "", concerns: str = "") -> Gesture:
    return Gesture(f"g{number}", "run-1", datetime(2026, 12, 3, 9, 0, number), verb, detail, concerns)


def place(data: bytes, number: int) -> Place:
    """The place of the line with this number, counted without our code."""
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    line = lines[number - 1]
    return Place(line, lines[: number - 1].count(line), lines.count(line), number)


def edit(data: bytes, number: int, after: str) -> LineEdit:
    return LineEdit(place(data, number), after)


def results(outcomes: list[Outcome]) -> list[Result]:
    return [outcome.result for outcome in outcomes]


def accepted(line: str) -> str:
    return line.replace("[?]", "[ ]")


def written(history: History) -> list[list[tuple[str, str, str, int]]]:
    """What can be taken back: for each line its note, its old and new text, and its number."""
    return [
        [(line.note, line.before.line, line.after.line, line.after.number) for line in entry.written]
        for entry in history.undoable
    ]


def undone(world: World, store: Store, number: int) -> list[Outcome]:
    """Take back the last gesture as a session would: each line by its place."""
    last = store.history().undoable[-1]
    notes = dict.fromkeys(line.note for line in last.written)
    reverse = gesture(number, Undoing.UNDO, last.gesture.original_verb, last.gesture.id)
    outcomes = []
    for path in notes:
        edits = [LineEdit(line.after, line.before.line) for line in last.written if line.note == path]
        outcomes += store.save(path, edits, reverse)
    return outcomes


def test_the_vault_has_a_name(world: World) -> None:
    assert world.hold({"a.md": note(A)}).name


def test_notes_are_found_newest_first_and_then_by_path(world: World) -> None:
    names = ("b.md", "a.md", "2026-10-30 Minutes.md", "sub/2026-11-02.md", "old.md")
    days = dict.fromkeys(("b.md", "a.md"), date(2026, 11, 1)) | {"old.md": date(2020, 1, 1)}
    store = world.hold(dict.fromkeys(names, b""), days)
    found = [(entry.path, entry.day) for entry in store.find()]
    assert found == [
        ("sub/2026-11-02.md", date(2026, 11, 2)),
        ("a.md", date(2026, 11, 1)),
        ("b.md", date(2026, 11, 1)),
        ("2026-10-30 Minutes.md", date(2026, 10, 30)),
        ("old.md", date(2020, 1, 1)),
    ]


def test_an_empty_vault_has_no_notes_and_no_problems(world: World) -> None:
    store = world.hold({})
    assert list(store.find()) == []
    assert list(store.problems) == []


def test_a_vault_that_is_gone_says_so(world: World) -> None:
    world.hold({"a.md": note(A)})
    store = world.remove()
    with pytest.raises(NoVault):
        list(store.find())


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbfa\r\n\xff\x00\x0c\xc2\x85b", note(A, final=False)])
def test_a_note_is_read_byte_for_byte(world: World, data: bytes) -> None:
    assert world.hold({"sub/a.md": data}).read("sub/a.md") == data


def test_a_missing_note_is_unreadable_and_named(world: World) -> None:
    store = world.hold({"a.md": note(A)})
    with pytest.raises(NoteUnreadable, match=r"b\.md"):
        store.read("b.md")


def test_without_settings_a_note_has_the_defaults(world: World) -> None:
    assert world.hold({"a.md": note(A)}).vocabulary("a.md") == Vocabulary()


def test_front_matter_is_read_and_a_broken_one_is_no_error(world: World) -> None:
    store = world.hold({"a.md": b""})
    assert store.metadata(b"---\ntitle: Wool\nparticipants: [Ada Quill]\n---\n").people == ("Ada Quill",)
    assert store.metadata(b"---\ntitle: [\n---\n").problem


def test_a_saved_line_is_replaced_and_nothing_else(world: World) -> None:
    data = b"\xef\xbb\xbf# H\r\n" + note(A) + b"\r\n\xff\x00  \n" + note(B, final=False)
    store = world.hold({"a.md": data, "b.md": data})
    number = 2
    [outcome] = store.save("a.md", [edit(data, number, accepted(A))], gesture(1))
    assert outcome == Outcome(edit(data, number, accepted(A)), Result.SAVED, Place(accepted(A), 0, 1, number))
    assert world.data("a.md") == data.replace(A.encode(), accepted(A).encode())
    assert world.data("b.md") == data
    assert store.read("a.md") == world.data("a.md")


def test_a_line_that_grows_and_one_that_shrinks(world: World) -> None:
    data = note(A, "words", B)
    store = world.hold({"a.md": data})
    edits = [edit(data, 1, f"{A} and much more, {'é' * 5000}"), edit(data, 3, "- [ ] B")]
    outcomes = store.save("a.md", edits, gesture(1))
    assert results(outcomes) == [Result.SAVED] * 2
    assert world.data("a.md") == note(edits[0].after, "words", "- [ ] B")


def test_lone_bytes_and_carriage_returns_pass_through_an_edit(world: World) -> None:
    data = b"- [?] A \xff\xfe\r\n- [?] B\x85\r\n"
    store = world.hold({"a.md": data})
    after = lines_of(data)[0].replace("?", "x")
    [outcome] = store.save("a.md", [edit(data, 1, after)], gesture(1))
    assert outcome.is_saved
    assert world.data("a.md") == data.replace(b"[?] A", b"[x] A")
    [line] = world.restarted().history().undoable[0].written
    assert (line.before.line, line.after.line) == (lines_of(data)[0], after)


def test_a_line_that_moved_is_found(world: World) -> None:
    data = note(A, B)
    store = world.hold({"a.md": data})
    world.write("a.md", note("new", "newer", A, B))
    [outcome] = store.save("a.md", [edit(data, 2, accepted(B))], gesture(1))
    assert (outcome.result, outcome.place) == (Result.SAVED, Place(accepted(B), 0, 1, 4))
    assert world.data("a.md") == note("new", "newer", A, accepted(B))


def test_a_line_that_is_gone_is_refused_and_the_others_are_saved(world: World) -> None:
    data = note(A, B, C)
    store = world.hold({"a.md": data})
    world.write("a.md", note(A, "- [x] B", C))
    edits = [edit(data, number, f"{number}") for number in (3, 2, 1)]
    outcomes = store.save("a.md", edits, gesture(1))
    assert results(outcomes) == [Result.SAVED, Result.GONE, Result.SAVED]
    assert [outcome.edit for outcome in outcomes] == edits
    assert outcomes[1].place is None
    assert world.data("a.md") == note("1", "- [x] B", "3")


@pytest.mark.parametrize("now", [note(A, B, A), note(A, A, A), note(A, A, A, A)])
def test_a_line_that_stands_there_more_or_fewer_times_is_ambiguous(world: World, now: bytes) -> None:
    data = note(A, B, A, A) if now == note(A, B, A) else note(A, A)
    store = world.hold({"a.md": data})
    world.write("a.md", now)
    [outcome] = store.save("a.md", [edit(data, 1, accepted(A))], gesture(1))
    assert (outcome.result, outcome.place) == (Result.AMBIGUOUS, None)
    assert world.data("a.md") == now


@pytest.mark.parametrize("nth", [1, 2, 3])
def test_of_identical_lines_the_one_that_was_meant_is_replaced(world: World, nth: int) -> None:
    data = note(A, A, A)
    store = world.hold({"a.md": data})
    [outcome] = store.save("a.md", [edit(data, nth, accepted(A))], gesture(1))
    assert outcome.place == Place(accepted(A), 0, 1, nth)
    assert world.data("a.md") == note(*[accepted(A) if n == nth else A for n in (1, 2, 3)])


def test_identical_lines_in_one_save(world: World) -> None:
    data = note(A, A, "words", A)
    store = world.hold({"a.md": data})
    outcomes = store.save("a.md", [edit(data, n, accepted(A)) for n in (4, 1)], gesture(1))
    assert [outcome.place for outcome in outcomes] == [
        Place(accepted(A), 1, 2, 4),
        Place(accepted(A), 0, 2, 1),
    ]
    assert world.data("a.md") == note(accepted(A), A, "words", accepted(A))


def test_the_same_line_twice_in_one_save_is_written_once(world: World) -> None:
    data = note(A)
    store = world.hold({"a.md": data})
    outcomes = store.save("a.md", [edit(data, 1, "one"), edit(data, 1, "two")], gesture(1))
    assert results(outcomes) == [Result.SAVED, Result.AMBIGUOUS]
    assert world.data("a.md") == note("one")


def test_two_lines_that_become_each_other(world: World) -> None:
    data = note(A, B)
    store = world.hold({"a.md": data})
    outcomes = store.save("a.md", [edit(data, 1, B), edit(data, 2, A)], gesture(1))
    assert [outcome.place for outcome in outcomes] == [Place(B, 0, 1, 1), Place(A, 0, 1, 2)]
    assert world.data("a.md") == note(B, A)


def test_an_edit_that_changes_nothing_is_saved_and_nothing_to_undo(world: World) -> None:
    data = note(A)
    store = world.hold({"a.md": data})
    [outcome] = store.save("a.md", [edit(data, 1, A)], gesture(1))
    assert (outcome.result, outcome.place) == (Result.SAVED, place(data, 1))
    assert world.data("a.md") == data
    assert world.restarted().history() == History()


def test_no_edits_at_all(world: World) -> None:
    store = world.hold({"a.md": note(A)})
    assert store.save("a.md", [], gesture(1)) == []
    assert store.history() == History()


def test_a_note_that_is_missing_is_gone_by_its_name(world: World) -> None:
    data = note(A, B)
    store = world.hold({"a.md": data})
    world.delete("a.md")
    outcomes = store.save("a.md", [edit(data, 1, "x"), edit(data, 2, "y")], gesture(1))
    assert results(outcomes) == [Result.GONE] * 2
    assert all("a.md" in outcome.reason and outcome.place is None for outcome in outcomes)
    assert world.restarted().history() == History()


def test_a_note_that_may_not_be_written_fails_and_stays(world: World) -> None:
    data = note(A, B)
    store = world.hold({"a.md": data})
    world.forbid_writing("a.md")
    gone = LineEdit(Place("never there", 0, 1, 9), "x")
    outcomes = store.save("a.md", [edit(data, 1, accepted(A)), gone], gesture(1))
    assert results(outcomes) == [Result.FAILED, Result.GONE]
    assert outcomes[0].reason
    assert outcomes[0].place is None
    assert world.data("a.md") == data
    assert world.restarted().history() == History()


def test_a_new_vault_has_no_history(world: World) -> None:
    assert world.hold({"a.md": note(A)}).history() == History()


def test_history_holds_what_was_really_written_in_order_and_survives_a_restart(world: World) -> None:
    one, two = note(A, B), note("# H", C)
    store = world.hold({"a.md": one, "sub/b.md": two})
    first = gesture(1, "reassign", "Ada Quill")
    store.save("a.md", [edit(one, 2, "- [?] bé"), LineEdit(Place("gone", 0, 1, 1), "x")], first)
    store.save("sub/b.md", [edit(two, 2, accepted(C))], first)
    store.save("a.md", [edit(one, 1, accepted(A))], gesture(2))
    expected = [
        [("a.md", B, "- [?] bé", 2), ("sub/b.md", C, accepted(C), 2)],
        [("a.md", A, accepted(A), 1)],
    ]
    for each in (store, world.restarted()):
        history = each.history()
        assert written(history) == expected
        assert history.redoable == ()
        kept = history.undoable[0].gesture
        assert (kept.id, kept.run, kept.verb, kept.detail) == ("g1", "run-1", "reassign", "Ada Quill")


def test_undo_by_the_places_of_the_history_restores_every_byte(world: World) -> None:
    one, two = note(A, A, B, A, end="\r\n", final=False), note(C)
    store = world.hold({"a.md": one, "b.md": two})
    all_three = [edit(one, n, lines_of(one)[n - 1].replace("[?]", "[ ]")) for n in (1, 2, 4)]
    assert all(outcome.is_saved for outcome in store.save("a.md", all_three, gesture(1)))
    store.save("b.md", [edit(two, 1, "- [-] C")], gesture(1))
    store = world.restarted()
    assert results(undone(world, store, 2)) == [Result.SAVED] * 4
    assert (world.data("a.md"), world.data("b.md")) == (one, two)
    for each in (store, world.restarted()):
        assert each.history().undoable == ()
        [redoable] = each.history().redoable
        assert redoable.gesture.concerns == "g1"
        assert [line.after.line for line in redoable.written] == [
            *[lines_of(one)[0]] * 2,
            lines_of(one)[3],
            C,
        ]


def test_undo_takes_back_what_still_stands_and_is_spent(world: World) -> None:
    data = note(A, B)
    store = world.hold({"a.md": data})
    store.save("a.md", [edit(data, 1, accepted(A)), edit(data, 2, accepted(B))], gesture(1))
    world.write("a.md", note("- [x] A", accepted(B)))
    assert results(undone(world, store, 2)) == [Result.GONE, Result.SAVED]
    assert world.data("a.md") == note("- [x] A", B)
    for each in (store, world.restarted()):
        assert each.history().undoable == ()
        assert [line.after.line for entry in each.history().redoable for line in entry.written] == [B]


def test_undo_that_takes_nothing_back_is_spent_after_a_restart_too(world: World) -> None:
    data = note(A)
    store = world.hold({"a.md": data})
    store.save("a.md", [edit(data, 1, accepted(A))], gesture(1))
    world.write("a.md", b"nothing of it\n")
    assert results(undone(world, store, 2)) == [Result.GONE]
    for each in (store, world.restarted()):
        assert (each.history().undoable, each.history().redoable) == ((), ())


def test_a_decision_after_an_undo_leaves_nothing_to_redo(world: World) -> None:
    data = note(A, B)
    store = world.hold({"a.md": data})
    store.save("a.md", [edit(data, 1, accepted(A))], gesture(1))
    undone(world, store, 2)
    store.save("a.md", [edit(data, 2, accepted(B))], gesture(3))
    for each in (store, world.restarted()):
        assert each.history().redoable == ()
        assert written(each.history()) == [[("a.md", B, accepted(B), 2)]]


def test_the_latest_gestures_end_all_gestures(world: World) -> None:
    data = note(A, B)
    store = world.hold({"a.md": data})
    store.save("a.md", [edit(data, 1, accepted(A))], gesture(1))
    store.save("a.md", [edit(data, 2, accepted(B))], gesture(2))
    for each in (store, world.restarted()):
        entries = each.entries()
        assert [entry.gesture.id for entry in entries] == ["g1", "g2"]
        assert each.latest(1) == each.sound(1) == entries
        assert each.history(lambda history: len(history.undoable) > 1) == each.history()
        assert each.history().is_whole


def test_what_is_remembered_and_of_no_use_is_told(world: World) -> None:
    store = world.hold({})
    store.remember("snoozes", {"x": 1})
    store.tell_damaged("snoozes", 2)
    assert "snoozes" in store.problems[-1]
    assert "2" in store.problems[-1]
    assert store.recall("snoozes") == {"x": 1}, "until what is good of it takes its place"


@pytest.mark.parametrize(("is_ended", "is_stopped"), [(False, False), (True, True), (True, False)])
def test_a_gesture_without_an_end_is_known_to_the_next_run(
    world: World, is_ended: bool, is_stopped: bool
) -> None:
    data = note(A)
    store = world.hold({"a.md": data, "b.md": data, "c.md": data})
    edits = {path: [edit(data, 1, A.replace("[?]", "[-]"))] for path in ("a.md", "b.md", "c.md")}
    store.begin(gesture(1, "reject"), edits)
    assert results(store.save("a.md", edits["a.md"], gesture(1, "reject"))) == [Result.SAVED]
    if is_ended:
        assert store.end(gesture(1, "reject"), is_stopped=is_stopped) == {}
    world.die()
    found = world.restarted().interrupted()
    assert (found is not None) == (not is_ended)
    if found:
        assert found.gesture.id == "g1"
        assert [line.note for line in found.done] == ["a.md"]
        assert {path: list(left) for path, left in found.left.items()} == {
            path: edits[path] for path in ("b.md", "c.md")
        }
        assert found.lines == 3
    world.restarted().save("b.md", edits["b.md"], gesture(2, "reject"))
    found = world.restarted().interrupted()
    assert (found and list(found.left)) == (None if is_ended else ["c.md"])
    assert [len(entry.written) for entry in world.restarted().history().undoable] == [1, 1]
