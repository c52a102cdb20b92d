"""How things are said on the screen: dates, owners, verdicts, errors. Everything it returns is clean."""

from collections.abc import Mapping, Sequence
from datetime import date

from triage.core.dialect import Cause, HiddenField
from triage.core.edit import Outcome, Result
from triage.core.fields import PRIORITY_EMOJI, SIGNIFIERS, Kind, Priority
from triage.core.gesture import Entry, Undoing
from triage.core.plain import plain
from triage.core.proposal import Proposal
from triage.core.row import Row
from triage.core.verbs import Given, named
from triage.core.vocabulary import Role
from triage.session.plan import Plan, Settled

VERDICTS: Mapping[Role, str] = {
    Role.ACCEPTED: "accepted",
    Role.STARTED: "started",
    Role.DONE: "done",
    Role.REJECTED: "rejected",
}
MATCHED: Mapping[Role | None, str] = {
    Role.ACCEPTED: "open",
    Role.STARTED: "started",
    Role.DONE: "done",
    Role.REJECTED: "rejected",
    None: "decided",
}
"""How a task stands that says the same elsewhere."""
PASTE_CUT_OFF = (
    "The end of what was pasted never came: it was left out, with the keys pressed since. Paste it again."
)
_TROUBLE: Mapping[Result, str] = {
    Result.SAVED: "",
    Result.GONE: "changed",
    Result.AMBIGUOUS: "changed",
    Result.FAILED: "not saved",
    Result.BUSY: "busy",
    Result.UNCONFIRMED: "",
}
GLYPHS: Mapping[Role, str] = {Role.ACCEPTED: "✓", Role.STARTED: "▸", Role.DONE: "✔", Role.REJECTED: "✗"}


def due(day: date | None, today: date) -> str:
    """A due date in at most nine cells: the weekday when near, `12d late` when past."""
    if day is None:
        return ""
    days = (day - today).days
    match days:
        case 0:
            return "today"
        case 1:
            return "tomorrow"
        case _ if days < -365:
            return f"{-days / 365:.1f}y late"
        case _ if days < 0:
            return f"{-days}d late"
        case _ if days < 7:
            return day.strftime("%a")
        case _ if days < 300:
            return f"{day.day} {day:%b}"
        case _:
            return f"{day:%b %Y}"


THAT_DAY_HAS_COME = "The day that was said has come: say another"
LOOK_AGAIN = "The day is another one now: look again before you answer; esc leaves it as it is"
"""Said in a dialog whose answer would not be what it was before midnight."""


def new_day(today: date) -> str:
    """Which day has begun, said once: `It is Friday 4 December now`."""
    return f"It is {today:%A} {today.day} {today:%B} now"


def due_in_full(proposal: Proposal, today: date) -> str:
    """A due date with its weekday and how far it is."""
    if (day := proposal.due) is None:
        return plain(proposal.value(Kind.DUE), 40)
    days = (day - today).days
    distance = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(
        days, f"in {days} days" if days > 0 else f"{-days} days late"
    )
    return f"{day:%a} {day.day} {day:%b %Y}, {distance}"


def priority_sign(name: str) -> str:
    """The emoji of a priority, "" for none."""
    return next((sign for sign, priority in PRIORITY_EMOJI.items() if priority == name), "")


def verdict(row: Row) -> str:
    """How a row was decided, "" while it is open."""
    if row.is_gone:
        return "gone"
    if row.verdict:
        return VERDICTS[row.verdict]
    return "" if row.is_open else "decided"


def verdict_in_full(row: Row) -> str:
    """How a row was decided, and whether that was done elsewhere."""
    return f"{verdict(row)} elsewhere" if row.is_decided_elsewhere else verdict(row)


def glyph(row: Row) -> str:
    """One cell saying how a row stands."""
    if row.failure:
        return "!"
    if row.is_gone:
        return "∅"
    return GLYPHS.get(row.verdict, "·") if not row.is_open and row.verdict else " " if row.is_open else "·"


def trouble(row: Row) -> str:
    """What became of the last verb on a row in at most nine cells, "" where it was simply saved."""
    if row.outcome is None or row.is_gone:
        return ""
    return f"{verdict(row)}?" if row.outcome.is_saved else _TROUBLE[row.outcome.result]


def not_simply_saved(outcome: Outcome) -> str:
    """What became of a verb that was not simply saved, and what it was to write."""
    if outcome.is_saved:
        return f"{failure(outcome)[:1].upper()}{failure(outcome)[1:]}"
    return f"Not written: {failure(outcome)}. It was to be: {plain(outcome.edit.after.strip(), 300)}"


def note_title(note: str) -> str:
    """A note's name without its folder and ending."""
    return plain(note.rpartition("/")[2].removesuffix(".md"), 200)


def note_folder(note: str) -> str:
    """The folder that a note is in, "" at the vault's root."""
    return plain(note.rpartition("/")[0], 200)


def why_hidden(hidden: HiddenField) -> str:
    """Why Tasks does not see a field."""
    sign = f"{SIGNIFIERS[hidden.field.kind][0]} " if hidden.field.kind is not Kind.PRIORITY else ""
    name = f"{sign}{hidden.field.kind} {plain(hidden.field.value, 40)}".strip()
    match hidden.cause:
        case Cause.FOLLOWED:
            return f"Tasks does not see {name}: “{plain(hidden.follower, 40)}” stands behind it"
        case Cause.GARBLED:
            return f"Tasks does not see {name}: its sign is double-encoded"
        case Cause.OTHER_FORMAT:
            return f"Tasks does not see {name}: this vault uses the other format"
        case Cause.MALFORMED:
            return f"Tasks does not read {name}: dates are written 2026-01-31"


def failure(outcome: Outcome) -> str:
    """Why a line was not written."""
    match outcome.result:
        case Result.GONE:
            return plain(outcome.reason, 300) or "the line is no longer in the note; it was left as it is"
        case Result.AMBIGUOUS:
            return "the note has other lines just like it than it had; none was touched"
        case Result.BUSY:
            return "another program has the note open for writing; it was left as it is, try again"
        case Result.UNCONFIRMED:
            return f"written, but the disk did not confirm it: {plain(outcome.reason, 300)}"
        case Result.FAILED:
            return plain(outcome.reason, 300)
        case Result.SAVED:
            return ""


def count(number: int, noun: str) -> str:
    """A number and its noun: `1 proposal`, `2,000 proposals`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def last_gesture(entry: Entry) -> str:
    """What an undo or redo would concern: `rejected 3 lines on 2 Nov 14:05`, with the first line's words."""
    gesture = entry.gesture
    verb = named(gesture.original_verb).participle
    return f"{verb} {count(len(entry.written), 'line')} on {gesture.at:%d %b at %H:%M}"


def priority_name(priority: Priority | None) -> str:
    """A priority with its sign."""
    return f"{priority_sign(priority)} {priority}" if priority else "none"


def sample(entry: Entry) -> str:
    """The first lines that an undo would concern, as they are now."""
    lines = [f"{plain(line.note, 60)}: {plain(line.after.line.strip(), 120)}" for line in entry.written[:4]]
    more = len(entry.written) - len(lines)
    return "\n".join([*lines, f"and {count(more, 'line')} more"] if more else lines)


def settled(settled: Settled) -> str:
    """What the user is told of a finished gesture, "" where the row itself says it all."""
    if settled.refused:
        reason = plain(str(next(iter(settled.refused.values()))), 300)
        others = len(settled.refused) - 1
        return f"{reason} (and {count(others, 'row')} more)" if others else reason
    if settled.left:
        what = named(settled.gesture.verb).participle
        done = f"{count(settled.written, 'line')} {what}" if settled.written else "nothing written"
        return f"Stopped: {done}, {len(settled.left):,} left and still marked"
    if settled.arrived:
        return f"{count(settled.arrived, 'new proposal')} at the end"
    if settled.unchanged and not settled.written:
        return "It is so already"
    if settled.written > 1:
        return (
            f"{count(settled.written, 'line')} {named(settled.gesture.verb).participle}; undo takes it back"
        )
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
    what = named(settled.gesture.detail).participle
    how = "Took back" if settled.gesture.verb == Undoing.UNDO else "Did again"
    kept = ""
    if settled.failed:
        _, outcome = settled.failed[0]
        changed = outcome.result in {Result.GONE, Result.AMBIGUOUS}
        why = "changed since and stayed" if changed else f"stayed: {failure(outcome)}"
        kept = f"{count(len(settled.failed), 'line')} {why}"
    if settled.left:
        done = f"{how.lower()} {count(settled.written, 'line')}"
        return f"Stopped: {done}, {len(settled.left):,} left; the same key goes on"
    if not settled.written:
        return kept or "There was nothing to write"
    return f"{how}: {what} {count(settled.written, 'line')}{'; ' if kept else ''}{kept}"


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
        lines.append("`triage undo` takes back the last gesture, `triage undo --session` all of them.")
    return lines
