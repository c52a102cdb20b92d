"""Writing a plan, note by note."""

from collections.abc import Callable, Iterator

from triage.core.errors import NoteUnreadable
from triage.core.task.edit import Outcome
from triage.session.plan import Plan, Saved
from triage.session.store import Store


def save(
    store: Store,
    plan: Plan,
    goes_on: Callable[[int], bool],
    by_user: Callable[[], bool],
    *,
    is_rest: bool,
) -> Saved:
    """Write a plan; may run in another thread, since it touches the store alone.

    Before each note but the first, `goes_on` is given the number of notes done; if it returns False, the
    other notes are left. The journal then holds the gesture as cut off, unless the user stopped it
    (`by_user`). A plan that `is_rest` resumes a gesture that was begun before, and ends it.
    """
    if len(plan.steps) <= 1 and not is_rest:
        return Saved(plan, dict(_save_each(store, plan, goes_on)))
    edits = {note: [step.edit for step in steps] for note, steps in plan.steps.items()}
    store.begin(plan.gesture, edits)
    is_stopped, is_over = True, False
    try:
        notes = dict(_save_each(store, plan, goes_on))
        is_stopped = len(notes) < len(plan.steps)
        is_over = by_user() or not is_stopped
    finally:
        unconfirmed = store.end(plan.gesture, is_stopped=is_stopped, is_over=is_over)
    for note, reason in unconfirmed.items():
        outcomes, data = notes[note]
        notes[note] = [outcome.unconfirmed(reason) for outcome in outcomes], data
    return Saved(plan, notes)


def _save_each(
    store: Store, plan: Plan, goes_on: Callable[[int], bool]
) -> Iterator[tuple[str, tuple[list[Outcome], bytes | None]]]:
    """Write each note in turn: the outcomes of its lines, and its bytes afterwards, None if unreadable."""
    for done, (note, steps) in enumerate(plan.steps.items()):
        if done and not goes_on(done):
            return
        outcomes = store.save(note, [step.edit for step in steps], plan.gesture)
        try:
            data = store.read(note)
        except NoteUnreadable:
            yield note, (outcomes, None)
        else:
            yield note, (outcomes, data)
