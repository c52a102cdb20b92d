"""Every verb once: its name, the role that it gives a task, how it counts, and its forms in sentences."""

from enum import StrEnum
from typing import Final, NamedTuple

from triage.core.plain import plain
from triage.core.task.vocabulary import Role

_LONGEST_NAME = 40


class Given(StrEnum):
    """What a verb is given, beside the tasks."""

    NOTHING = "nothing"
    DUE = "due"
    """Another due date, or none, if it is said."""
    REASON = "reason"
    """Why, if it is said."""
    ORIGINAL = "original"
    """The task that is repeated, if it is known."""
    WORDS = "words"
    OWNER = "owner"
    OWNER_OR_NOBODY = "owner or nobody"
    DAY = "day"
    """A due date, none, or by how many days it moves."""
    PRIORITY = "priority"
    UNTIL = "until"
    """The day on which a task comes back into sight."""


class Count(StrEnum):
    """As what statistics count a verdict."""

    ACCEPTED = "accepted"
    STARTED = "started"
    DONE = "done"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"


class Verb(NamedTuple):
    """One thing that can be done to a task."""

    name: str
    """What the journal, the config and the command line call it."""
    participle: str
    """As in `3 lines accepted`."""
    imperative: str
    """As in `Accept 3 lines`."""
    doing: str
    """As in `Accepting 3 lines was cut off`."""
    help: str = ""
    """What the command line says of it; "" for what is no command of its own."""
    writes: str = ""
    """What becomes another in the line; "" if the line stays, or if it is several verbs in one."""
    role: Role | None = None
    """The role that the task has afterwards, None if it stays undecided."""
    counts_as: Count | None = None
    given: Given = Given.NOTHING
    past_form: str = ""
    """As in `You accepted 3 lines`, "" if it is the participle."""
    changes_task: bool = False
    """Whether the task itself becomes another: its words, owner, date or priority."""
    teaches_owner: bool = False
    """Whether an owner that it wrote is a known one from then on."""
    leaves_line: bool = False
    """Whether it concerns what is kept beside the notes."""

    @property
    def past(self) -> str:
        """As in `You accepted 3 lines`."""
        return self.past_form or self.participle


_BOX = "the character in the box (and ✅ or ❌ where the plugin would)"
_FIELD = "that field's value; a new one is put where Tasks reads it"
_SEEN = (
    "a field that Tasks cannot see (text stands behind it, its sign is double-encoded) moves to where it can"
)

ACCEPT = Verb(
    *("accept", "accepted", "Accept", "Accepting", "Accept tasks: they are to be done."),
    writes=_BOX,
    role=Role.ACCEPTED,
    counts_as=Count.ACCEPTED,
    given=Given.DUE,
)
DELEGATE = Verb(
    *("delegate", "delegated", "Delegate", "Delegating", "Accept tasks and give them to somebody."),
    writes=f"{_BOX}, and the `@Name`",
    role=Role.ACCEPTED,
    counts_as=Count.ACCEPTED,
    given=Given.OWNER,
    changes_task=True,
    teaches_owner=True,
)
START = Verb(
    *("start", "started", "Start", "Starting", "Start tasks: they are being done."),
    writes=_BOX,
    role=Role.STARTED,
    counts_as=Count.STARTED,
)
DONE = Verb(
    *("done", "done", "Mark as done", "Marking as done", "Mark tasks as done."),
    writes=_BOX,
    role=Role.DONE,
    counts_as=Count.DONE,
    past_form="marked as done",
)
REJECT = Verb(
    *("reject", "rejected", "Reject", "Rejecting", "Reject tasks: they will not be done."),
    writes=_BOX,
    role=Role.REJECTED,
    counts_as=Count.REJECTED,
    given=Given.REASON,
)
DUPLICATE = Verb(
    *("duplicate", "rejected as duplicate", "Reject as duplicates", "Rejecting as duplicates"),
    "Reject tasks that stand elsewhere already.",
    writes=_BOX,
    role=Role.REJECTED,
    counts_as=Count.DUPLICATE,
    given=Given.ORIGINAL,
)
EDIT = Verb(
    *("edit", "edited", "Edit", "Editing", "Change the words of a task, or its whole line."),
    writes="the stretch of words that you changed",
    given=Given.WORDS,
    changes_task=True,
    teaches_owner=True,
)
REASSIGN = Verb(
    *("reassign", "reassigned", "Reassign", "Reassigning", "Give tasks another owner, or none."),
    writes="the `@Name`; added before the first field, so that Tasks still reads the fields",
    given=Given.OWNER_OR_NOBODY,
    changes_task=True,
    teaches_owner=True,
)
REDATE = Verb(
    *("redate", "re-dated", "Re-date", "Re-dating", "Change or clear due dates."),
    writes=_FIELD,
    given=Given.DAY,
    changes_task=True,
)
PRIORITY = Verb(
    *("priority", "re-prioritised", "Set the priority of", "Setting the priority of"),
    "Change or clear priorities.",
    writes=_FIELD,
    given=Given.PRIORITY,
    changes_task=True,
)
MEND = Verb(
    *("mend", "mended", "Mend", "Mending", "Move fields that Tasks cannot see to where it can."),
    writes=_SEEN,
    changes_task=True,
)
SNOOZE = Verb(
    *("snooze", "snoozed", "Snooze", "Snoozing", "Put tasks out of sight until a day, or wake them."),
    given=Given.UNTIL,
    leaves_line=True,
)
BEST = Verb(
    *("best", "decided by their sets", "Keep the best of the sets of", "Keeping the best of"),
    "Keep the best of tasks that say the same.",
)
"""Of each set, the keeper is accepted and the others are rejected as its duplicates."""
AGAIN = Verb("again", "applied again", "Apply again", "Applying again")
"""Several verbs are written once more, since their lines were overwritten."""
UNDO = Verb("undo", "undone", "Undo", "Undoing")
REDO = Verb("redo", "redone", "Redo", "Redoing")

VERBS: Final = (
    *(ACCEPT, DELEGATE, START, DONE, REJECT, DUPLICATE),
    *(REASSIGN, REDATE, PRIORITY, EDIT, MEND, SNOOZE),
    *(BEST, AGAIN, UNDO, REDO),
)
BY_NAME: Final = {verb.name: verb for verb in VERBS}
VERDICTS: Final = tuple(verb for verb in VERBS if verb.role)
"""What takes a proposal out of the queue."""
VERDICT_NAMES: Final = frozenset(verb.name for verb in VERDICTS)


def named(name: str) -> Verb:
    """The verb of that name; of a name that no verb has, such as a later version's, a verb called so."""
    if verb := BY_NAME.get(name):
        return verb
    shown = plain(name, _LONGEST_NAME)
    return Verb(name, shown, shown.capitalize(), shown.capitalize())


def verdicts_of(role: Role) -> tuple[Verb, ...]:
    """The verdicts that give a task this role, the plainest first."""
    return tuple(verb for verb in VERDICTS if verb.role is role)
