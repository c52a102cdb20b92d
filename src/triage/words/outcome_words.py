"""How it is said what a gesture wrote and what it could not write. Everything it returns is clean."""

from collections.abc import Mapping, Sequence

from triage.core.history.gesture import Undoing
from triage.core.plain import plain
from triage.core.task.edit import Outcome, Result
from triage.core.verbs import Given, named
from triage.session.plan import Plan, Settled
from triage.words.amount import count
from triage.words.gesture_words import nothing_to, reversed_words, undoes
from triage.words.refusal_words import why_refused


def not_simply_saved(outcome: Outcome) -> str:
    """The outcome of a verb that was not simply saved, and what it was to write."""
    if outcome.is_saved:
        return f"{failure(outcome)[:1].upper()}{failure(outcome)[1:]}"
    return f"Not written: {failure(outcome)}. It was to be: {plain(outcome.edit.after.strip(), 300)}"


def failure(outcome: Outcome) -> str:
    """Why a line was not written."""
    match outcome.result:
        case Result.GONE:
            return plain(outcome.reason, 300) or "the line is no longer in the note; it was left as it is"
        case Result.AMBIGUOUS:
            return "the number of lines just like it has changed in the note; none was written"
        case Result.BUSY:
            return "another program has the note open for writing; it was left as it is, try again"
        case Result.UNCONFIRMED:
            return f"written, but the disk did not confirm it: {plain(outcome.reason, 300)}"
        case Result.FAILED:
            return plain(outcome.reason, 300)
        case Result.SAVED:
            return ""


def settled(settled: Settled, undo: str) -> str:
    """What the user is told of a finished gesture, "" if the row says it all; `undo` is its key."""
    if settled.refused:
        reason = plain(why_refused(next(iter(settled.refused.values()))), 300)
        others = len(settled.refused) - 1
        return f"{reason} (and {count(others, 'row')} more)" if others else reason
    if settled.left:
        what = named(settled.gesture.verb).participle
        done = f"{count(settled.written, 'line')} {what}" if settled.written else "nothing written"
        return f"Stopped: {done}, {len(settled.left):,} left and still marked"
    if settled.arrived:
        return f"{count(settled.arrived, 'new proposal')} at the end"
    if settled.unchanged and not settled.written:
        return "Nothing to change"
    if settled.written > 1:
        what = named(settled.gesture.verb).participle
        return f"{count(settled.written, 'line')} {what}; {undoes(undo)}"
    return ""


def kept_in_journal(plan: Plan) -> str:
    """What only the journal keeps of a verb over one line: a reason, or what it repeats; "" for nothing."""
    steps = [step for steps in plan.steps.values() for step in steps]
    verb = named(plan.gesture.verb)
    if len(steps) != 1 or verb.given not in {Given.REASON, Given.ORIGINAL}:
        return ""
    detail = plain(steps[0].edit.detail or plan.gesture.detail, 200)
    return (
        f"{verb.participle.capitalize()}{': ' if verb.given is Given.REASON else ' of '}{detail}"
        if detail
        else ""
    )


def reversed_gesture(settled: Settled) -> str:
    """What an undo or redo did, and what it could not do."""
    verb = Undoing(settled.gesture.verb)
    kept = ""
    if settled.failed:
        _, outcome = settled.failed[0]
        changed = outcome.result in {Result.GONE, Result.AMBIGUOUS}
        why = "changed since and stayed" if changed else f"stayed: {failure(outcome)}"
        kept = f"{count(len(settled.failed), 'line')} {why}"
    if settled.left:
        done = f"{count(settled.written, 'line')} {named(verb).participle}"
        return f"Stopped: {done}, {len(settled.left):,} left; the same key goes on"
    if not settled.written:
        return kept or nothing_to(verb)
    what = f"{named(settled.gesture.detail).participle} {count(settled.written, 'line')}"
    return reversed_words(verb, f"{what}; {kept}" if kept else what)


def not_written(outcomes: Sequence[tuple[str, Outcome]]) -> str:
    """Which line was not written, or not for sure, and why; how many others there are; "" for none."""
    if not outcomes:
        return ""
    note, outcome = outcomes[0]
    what = f"{note}:{outcome.edit.place.number}"
    said = (
        f"{what}: {failure(outcome)}" if outcome.is_saved else f"{what} was not written: {failure(outcome)}"
    )
    others = len(outcomes) - 1
    return f"{said} (and {count(others, 'line')} more)" if others else said


def summary(tally: Mapping[str, int], left: int) -> list[str]:
    """The three lines on leaving: decided by verb, left, how to undo."""
    done = (
        ", ".join(f"{number:,} {named(verb).participle}" for verb, number in tally.items())
        or "nothing decided"
    )
    lines = [f"{done[0].upper()}{done[1:]}.", f"{count(left, 'proposal')} left to decide."]
    if tally:
        lines.append("`triage undo` undoes the last action, `triage undo --session` all of them.")
    return lines
