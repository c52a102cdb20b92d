"""Taking in what became of a plan."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from triage.core.decision import read_sleep
from triage.core.edit import Outcome, Place, Result
from triage.core.errors import NotKept
from triage.core.gesture import Entry, Undoing
from triage.core.line import parse_line
from triage.core.verbs import DUPLICATE, named
from triage.core.vocabulary import Role, Vocabulary
from triage.session.own_change import is_ours_alone
from triage.session.plan import Saved, Settled, Step

if TYPE_CHECKING:
    from triage.session.session import Session


def settle(session: "Session", saved: Saved) -> Settled:
    """Let a session's rows, history, tally and marks follow the notes on disk."""
    gesture = saved.plan.gesture
    failed: list[tuple[str, Outcome]] = []
    keys: list[int | None] = []
    roles: list[tuple[str, Role | None, Role | None]] = []
    arrived = 0
    for note, (outcomes, data) in saved.notes.items():
        vocabulary = session.with_rejected(session.store.vocabulary(note))
        places: list[Place] = []
        here_verbs: list[str] = []
        is_known = is_ours_alone(session, note, data, saved.plan.steps[note], outcomes)
        for step, outcome in zip(saved.plan.steps[note], outcomes, strict=True):
            _mark(session, step, outcome)
            edit = outcome.edit
            if outcome.is_saved and outcome.place:
                verb = edit.verb or gesture.original_verb
                places.append(outcome.place)
                here_verbs.append(verb)
                roles.append((verb, _role(edit.place.line, vocabulary), _role(edit.after, vocabulary)))
            else:
                failed.append((note, outcome))
        if data is not None and is_known:
            session.queue.notes[note].data = data
            session.read_since.add(note)
        elif data is not None:
            arrived += session.take_note(note, data, arrived=note in session.queue.notes, written=places)
        here_keys = session.queue.at(note, places)
        for verb, key in zip(here_verbs, here_keys, strict=True):
            if key is not None:
                is_duplicate = verb == DUPLICATE.name and gesture.verb != Undoing.UNDO
                session.likenesses.decided(key, as_duplicate=is_duplicate)
        keys += here_keys
    done = tuple(key for key in keys if key is not None)
    if named(gesture.verb).teaches_owner:
        session.know_owners(session.rows[key] for key in done)
    entry = saved.entry
    if gesture.is_beside:
        _snooze(session, entry, keys)
    is_undo = gesture.verb == Undoing.UNDO
    if not is_undo or session._past.is_own(gesture.concerns):  # an earlier run's were never counted here
        session.tally.count(roles, is_undo=is_undo)
    session._past.add(entry)
    session.ended.append(entry)
    session.overwriting.add(entry)
    session.marks.settle(saved.plan.keys, [*done, *saved.plan.unchanged])
    return Settled(
        gesture,
        len(entry.written),
        done,
        tuple(failed),
        _unconfirmed(saved),
        saved.plan.refused,
        saved.plan.unchanged,
        saved.left,
        arrived,
    )


def _mark(session: "Session", step: Step, outcome: Outcome) -> None:
    """Let the row stand where its line now stands, or say why it was not written."""
    row = None if step.key is None else session.rows.get(step.key)
    if row is None:  # no row stood for the line, or the queue was begun anew while it was saved
        return
    if outcome.is_saved and outcome.place:
        task = parse_line(outcome.edit.after, row.proposal.task.format) or row.proposal.task
        moved = replace(row.proposal, place=outcome.place, task=task)
        session.queue.put(replace(row, proposal=moved, outcome=_unless_saved(outcome)))
        if (
            moved.words != row.proposal.words
        ):  # which of those with the same words a row is may be another now
            session.queue.changed.update(session.queue.notes[moved.note].keys)
    else:
        session.queue.put(replace(row, outcome=outcome))


def _unless_saved(outcome: Outcome) -> Outcome | None:
    return None if outcome.result is Result.SAVED else outcome


def _snooze(session: "Session", entry: Entry, keys: Sequence[int | None]) -> None:
    """Let the rows of a snooze sleep; where it is taken back, as they slept before."""
    is_undo = entry.gesture.verb == Undoing.UNDO
    days = [read_sleep(line.detail or entry.gesture.detail) for line in entry.written]
    try:
        session.snoozes.set(
            (session.rows[key].proposal, before if is_undo else until)
            for key, (until, before) in zip(keys, days, strict=True)
            if key is not None
        )
    except NotKept as problem:
        session.problems.append(str(problem))


def _unconfirmed(saved: Saved) -> tuple[tuple[str, Outcome], ...]:
    return tuple(
        (note, outcome)
        for note, (outcomes, _) in saved.notes.items()
        for outcome in outcomes
        if outcome.result is Result.UNCONFIRMED
    )


def _role(line: str, vocabulary: Vocabulary) -> Role | None:
    task = parse_line(line, vocabulary.settings.format)
    return vocabulary.role(task.symbol) if task else None
