"""Which lines the journal has left decided."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes import FakeStore, key_of, note, proposal_line, session_over, shown
from triage.core.history.decided import DecidedLine, DecidedLines
from triage.core.history.gesture import Entry
from triage.core.task.decision import (
    Accept,
    Decision,
    Delegate,
    Done,
    Duplicate,
    Edit,
    EditRaw,
    Reassign,
    Reject,
    Snooze,
    Start,
)
from triage.core.task.proposal import find_tasks
from triage.core.task.vocabulary import Role, Vocabulary
from triage.core.verbs import VERDICT_NAMES
from triage.session.session import Session


def replayed(entries: Sequence[Entry]) -> list[DecidedLine]:
    lines = DecidedLines(lambda note: Vocabulary())
    for entry in entries:
        lines.add(entry)
    return lines.decided()


def verbs(store: FakeStore) -> dict[str, str]:
    """The verdict of each decided line, by the words that it had first."""
    return {line.proposal.words: line.verb for line in replayed(store.entries())}


@pytest.fixture
def store() -> FakeStore:
    return FakeStore({"a.md": note(proposal_line("Wool"), proposal_line("Oil"), proposal_line("Rope"))})


def test_each_verdict_counts_by_its_verb(store: FakeStore) -> None:
    session = session_over(store)
    session.decide([key_of(session, "Wool")], Accept())
    session.decide([key_of(session, "Oil"), key_of(session, "Rope")], Duplicate())
    assert verbs(store) == {"Wool": "accept", "Oil": "duplicate", "Rope": "duplicate"}


def test_the_last_verdict_on_a_line_counts(store: FakeStore) -> None:
    session = session_over(store)
    key = key_of(session, "Wool")
    for decision in (Accept(), Reassign("Bo Tarn"), Reject(), Edit("Blue wool"), Done()):
        session.decide([key], decision)
    assert verbs(store) == {"Wool": "done"}


def test_the_verdict_that_stood_before_comes_back_with_an_undo(store: FakeStore) -> None:
    session = session_over(store)
    key = key_of(session, "Wool")
    session.decide([key], Accept())
    session.decide([key], Reject())
    reverse(session, "undo")
    assert verbs(store) == {"Wool": "accept"}
    reverse(session, "undo")
    assert verbs(store) == {}


def test_an_undo_after_a_restart_takes_back_as_well(store: FakeStore) -> None:
    session = session_over(store)
    session.decide([key_of(session, "Wool")], Accept())
    later = session_over(store)
    reverse(later, "undo")
    assert verbs(store) == {}
    reverse(session_over(store), "redo")
    assert verbs(store) == {"Wool": "accept"}


def test_what_an_undo_could_not_take_back_still_counts(store: FakeStore) -> None:
    store.notes["b.md"] = note(proposal_line("Tar"))
    session = session_over(store)
    session.decide([key_of(session, "Wool"), key_of(session, "Tar")], Accept())
    store.notes["b.md"] = note("Changed by hand")
    reverse(session, "undo")
    assert verbs(store) == {"Tar": "accept"}


def test_a_change_or_a_snooze_is_no_verdict(store: FakeStore) -> None:
    session = session_over(store)
    session.decide([key_of(session, "Wool")], Reassign("Bo Tarn"))
    session.decide([key_of(session, "Oil")], Snooze(None))
    assert verbs(store) == {}


def test_a_change_before_the_verdict_is_known_and_one_after_it_is_not_meant(store: FakeStore) -> None:
    store.notes["b.md"] = note(proposal_line("Salt"))
    session = session_over(store)
    wool, oil, rope, salt = (row.key for row in shown(session))
    session.decide([wool], Reassign("Bo Tarn"))
    session.decide([rope], Snooze(session.today))
    session.decide([wool, oil, rope], Accept())
    session.decide([oil], Reassign("Bo Tarn"))
    session.decide([salt], Delegate("Bo Tarn"))
    changed = {line.proposal.words: line.was_changed for line in replayed(store.entries())}
    assert changed == {"Wool": True, "Oil": False, "Rope": False, "Salt": True}


@pytest.mark.parametrize(("symbol", "verb"), [("x", "done"), ("-", "reject"), (" ", "accept"), (">", None)])
def test_another_status_in_the_raw_line_is_a_verdict(store: FakeStore, symbol: str, verb: str | None) -> None:
    session = session_over(store)
    session.decide([key_of(session, "Wool")], EditRaw(proposal_line("Wool", symbol=symbol)))
    assert verbs(store).get("Wool") == verb


def test_a_raw_line_that_is_proposed_again_is_not_decided(store: FakeStore) -> None:
    session = session_over(store)
    key = key_of(session, "Wool")
    session.decide([key], Accept())
    session.decide([key], EditRaw(proposal_line("Wool")))
    assert verbs(store) == {}


def test_a_line_of_its_own_verb_counts_by_that(store: FakeStore) -> None:
    session = session_over(store)
    wool, oil, _ = (row.key for row in shown(session))
    session.decide([wool, oil], Reject())
    (entry,) = store.entries()
    first, second = entry.written
    (best, _) = replayed([replace(entry, written=(replace(first, verb="accept"), second))])
    assert best.verb == "accept"


def test_what_an_undo_puts_back_undoes_another_runs_verdicts_since(store: FakeStore) -> None:
    first, second = session_over(store), session_over(store)
    first.decide([key_of(first, "Wool")], Accept())
    second.read_again("a.md")
    (wool,) = (row.key for row in second.rows.values() if row.proposal.words == "Wool")
    second.decide([wool], Reject())
    second.decide([wool], Accept())
    reverse(first, "undo")
    assert verbs(store) == {}
    reverse(first, "redo")
    assert verbs(store) == {"Wool": "accept"}


@pytest.mark.parametrize(("order", "duplicate"), [((2, 0), 2), ((0, 1, 2), 1), ((2, 1, 0), 1)])
def test_lines_just_like_each_other_keep_their_own_verdicts(order: tuple[int, ...], duplicate: int) -> None:
    store = FakeStore({"a.md": note(*[proposal_line("Wool")] * 3)})
    session = session_over(store)
    keys = [row.key for row in shown(session)]
    for at in order:
        session.decide([keys[at]], Duplicate() if at == duplicate else Reject())
    for at in sorted(order):
        session.decide([keys[at]], Accept())
        left = Counter(line.verb for line in replayed(store.entries()))
        assert left["duplicate"] == (at < duplicate)


def by_hand_above(*lines: str) -> FakeStore:
    """A note of proposals beneath one just like them that was accepted by hand."""
    return FakeStore({"a.md": note(proposal_line("Wool", symbol=" "), *lines)})


def decide_lines(store: FakeStore, decision: Decision, *numbers: int) -> None:
    """Decide the lines with these numbers with one gesture, after a restart."""
    session = session_over(store)
    rows = [session.add_task("a.md", number) for number in numbers]
    session.decide([row.key for row in rows if row], decision)


def test_a_line_that_was_decided_by_hand_is_another_than_one_just_like_it() -> None:
    store = by_hand_above(proposal_line("Wool"))
    decide_lines(store, Accept(), 2)
    decide_lines(store, Reject(), 1)
    assert sorted(line.verb for line in replayed(store.entries())) == ["accept", "reject"]


def test_a_line_is_the_same_when_one_just_like_it_is_gone() -> None:
    store = by_hand_above(proposal_line("Wool"))
    decide_lines(store, Accept(), 2)
    store.notes["a.md"] = note(proposal_line("Wool", symbol=" "))
    decide_lines(store, Reject(), 1)
    assert [line.verb for line in replayed(store.entries())] == ["reject"]


def test_lines_are_the_same_when_one_just_like_them_is_gone() -> None:
    store = by_hand_above(proposal_line("Wool"), proposal_line("Wool"))
    decide_lines(store, Accept(), 3)
    decide_lines(store, Accept(), 2)
    store.notes["a.md"] = note(*[proposal_line("Wool", symbol=" ")] * 2)
    decide_lines(store, Reject(), 1, 2)
    assert [line.verb for line in replayed(store.entries())] == ["reject", "reject"]


@pytest.mark.parametrize("number", [1, 2])
def test_a_journal_that_says_a_thing_twice_is_told_all_the_same(store: FakeStore, number: int) -> None:
    session = session_over(store)
    session.decide([key_of(session, "Wool")], Accept())
    reverse(session, "undo")
    reverse(session, "redo")
    entries = store.entries()
    assert len(replayed([*entries[: number + 1], *entries[number:]])) == 1


def test_a_task_that_never_was_a_proposal_is_passed_over() -> None:
    store = FakeStore({"a.md": note(proposal_line("Wool", symbol=" ", tags="#task"), proposal_line("Oil"))})
    session = session_over(store)
    row = session.add_task("a.md", 1)
    assert row
    session.decide([row.key], Done())
    assert verbs(store) == {}


def test_one_that_was_accepted_by_hand_still_says_that_it_was_proposed() -> None:
    store = FakeStore({"a.md": note(proposal_line("Wool", symbol=" "))})
    session = session_over(store)
    row = session.add_task("a.md", 1)
    assert row
    session.decide([row.key], Done())
    assert verbs(store) == {"Wool": "done"}


def reverse(session: Session, verb: str) -> None:
    plan = session.planner.undo() if verb == "undo" else session.planner.redo()
    if plan:
        session.settle(session.save(plan))


DECISIONS: tuple[Decision, ...] = (
    *(Accept(), Start(), Done(), Reject(), Duplicate("a.md:1"), Reassign("Bo Tarn"), Delegate("Jun Okabe")),
    *(Edit("Wool"), Snooze(None)),
)
_steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(DECISIONS), st.lists(st.integers(0, 7), min_size=1, max_size=4)),
        st.sampled_from(("undo", "undo", "redo", "restart")),
    ),
    max_size=25,
)


def lived(steps: Sequence[tuple[Decision, list[int]] | str]) -> tuple[FakeStore, Session]:
    """A store after these steps, over notes with lines just like each other among them."""
    lines = [proposal_line(words) for words in ("Wool", "Oil", "Wool", "Wool")]
    store = FakeStore({"a.md": note(*lines), "b/c.md": note(*lines, end="\r\n")})
    session = session_over(store)
    keys = [row.key for row in shown(session)]
    for step in steps:
        match step:
            case (decision, chosen):
                session.decide([keys[at] for at in chosen], decision)
            case "restart":
                found = session_over(store)
                keys = [
                    row.key
                    for path in ("a.md", "b/c.md")
                    for number in range(1, 5)
                    if (row := found.add_task(path, number))
                ]
                session = found
            case str():
                reverse(session, step)
    return store, session


@given(_steps)
def test_the_journal_tells_what_stands_in_the_notes(steps: list[tuple[Decision, list[int]] | str]) -> None:
    store, _ = lived(steps)
    standing = Counter(
        task.role
        for path, data in store.notes.items()
        for task in find_tasks(path, data, Vocabulary())
        if task.role is not Role.PROPOSED
    )
    counted = Counter(line.verb for line in replayed(store.entries()))
    assert counted["accept"] + counted["delegate"] == standing[Role.ACCEPTED]
    assert counted["start"] == standing[Role.STARTED]
    assert counted["done"] == standing[Role.DONE]
    assert counted["reject"] + counted["duplicate"] == standing[Role.REJECTED]


@given(_steps)
def test_each_line_has_the_verdict_that_was_given_last(steps: list[tuple[Decision, list[int]] | str]) -> None:
    store = FakeStore({"a.md": note(*map(proposal_line, ("Wool", "Oil", "Wool", "Wool", "Oil")))})
    session = session_over(store)
    states: list[dict[int, str]] = [{}]
    undone: list[dict[int, str]] = []
    for step in steps:
        match step:
            case (decision, chosen):
                settled = session.decide([at % 5 for at in chosen], decision)
                verb = decision.verb.name
                if settled.written:
                    given = dict.fromkeys(settled.keys, verb) if verb in VERDICT_NAMES else {}
                    states.append(states[-1] | given)
                    undone.clear()
            case "undo" if len(states) > 1:
                reverse(session, step)
                undone.append(states.pop())
            case "redo" if undone:
                reverse(session, step)
                states.append(undone.pop())
            case _:
                continue
        told = Counter(line.verb for line in replayed(store.entries()))
        assert told == Counter(states[-1].values())


@given(_steps, st.integers(1, 4))
def test_undo_then_redo_leaves_every_line_as_it_was(
    steps: list[tuple[Decision, list[int]] | str], number: int
) -> None:
    store, session = lived(steps)
    before = replayed(store.entries())
    undone = min(number, len(session.past.history.undoable))
    for verb in ("undo", "redo"):
        for _ in range(undone):
            reverse(session, verb)
    assert replayed(store.entries()) == before


@given(_steps, st.randoms(use_true_random=False))
def test_the_order_of_the_lines_of_a_gesture_does_not_matter(
    steps: list[tuple[Decision, list[int]] | str], random: Random
) -> None:
    store, _ = lived(steps)
    entries = store.entries()
    mixed = [
        replace(entry, written=tuple(random.sample(entry.written, len(entry.written)))) for entry in entries
    ]

    def told(entries: Sequence[Entry]) -> Counter[tuple[str, str, str]]:
        return Counter((line.proposal.note, line.verb, line.gesture.id) for line in replayed(entries))

    assert told(mixed) == told(entries)
