"""What can go wrong, as names and data; the sentences are made where they are shown."""

from enum import StrEnum


class Refusal(StrEnum):
    """Why a decision is refused; `triage.words.refusal_words` has the sentence of each."""

    HALF_A_CHARACTER = "half-a-character"
    LINE_BREAK = "line-break"
    LINE_BREAK_IN_WORDS = "line-break-in-words"
    NO_TASK = "no-task"
    NO_TASK_ANY_MORE = "no-task-any-more"
    FILTER_MISSING = "filter-missing"
    NO_WORDS = "no-words"
    FIELD_IN_WORDS = "field-in-words"
    TAG_OR_LINK_IN_WORDS = "tag-or-link-in-words"

    NO_STATUS = "no-status"
    NO_REJECTED_STATUS = "no-rejected-status"
    SHARED_SYMBOL = "shared-symbol"
    RECURS = "recurs"
    DELETED_WHEN_DONE = "deleted-when-done"

    NO_NAME = "no-name"
    NO_OWNER = "no-owner"
    NO_SUCH_OWNER = "no-such-owner"
    SEVERAL_OWNERS = "several-owners"
    OWNER_UNCLEAR = "owner-unclear"
    OTHER_OWNER = "other-owner"
    NAME_RUNS_ON = "name-runs-on"
    NO_WORDS_BUT_OWNER = "no-words-but-owner"
    DELEGATED_TO_NOBODY = "delegated-to-nobody"

    NO_DUE_DATE = "no-due-date"
    NO_SUCH_DAY = "no-such-day"
    DAY_HAS_COME = "day-has-come"
    DAY_UNCLEAR = "day-unclear"
    DATE_UNCLEAR = "date-unclear"
    TIME_BEHIND_DATE = "time-behind-date"
    SEVERAL_FIELDS = "several-fields"
    NO_PLACE = "no-place"
    NOTHING_TO_MEND = "nothing-to-mend"

    OTHER_TAGS = "other-tags"
    MISREAD = "misread"
    UNREAD = "unread"
    TAGS_MISREAD = "tags-misread"
    TAG_OR_LINK_MISREAD = "tag-or-link-misread"
    LINK_OR_STATUS_MISREAD = "link-or-status-misread"

    LINE_GONE = "line-gone"
    NO_DUPLICATE = "no-duplicate"
    IS_KEEPER = "is-keeper"
    UNCERTAIN_SET = "uncertain-set"
    DECIDED_ALREADY = "decided-already"
    SNOOZED_DECIDED = "snoozed-decided"


class TriageError(Exception):
    """Something the user can be told: its text is the sentence, or the words make one of what it holds."""


class Refused(TriageError):
    """A decision that would do something other than what was asked; nothing is written."""

    def __init__(self, refusal: Refusal, **facts: "Fact") -> None:
        """Say why, and what the sentence names."""
        super().__init__(refusal)
        self.refusal = refusal
        self.facts = facts


Fact = str | tuple[str, ...] | Refused
"""What a sentence names: text, several texts, or what else is refused."""


class OwnerUnclear(Refused):
    """A reassignment that cannot know how far the present name goes."""

    def __init__(self, candidates: tuple[str, ...]) -> None:
        """Say which names it may be, the likeliest first."""
        super().__init__(Refusal.OWNER_UNCLEAR, candidates=candidates)
        self.candidates = candidates


class SeveralOwners(Refused):
    """A reassignment of a line with several owners that does not say which."""

    def __init__(self, names: tuple[str, ...]) -> None:
        """Say which owners the line has, in their order."""
        super().__init__(Refusal.SEVERAL_OWNERS, names=names)
        self.names = names


class NoRejectedStatus(Refused):
    """A rejection in a vault whose Tasks settings have no cancelled status."""

    def __init__(self, symbol: str) -> None:
        """Say which symbol would mean rejected."""
        super().__init__(Refusal.NO_REJECTED_STATUS, symbol=symbol)


class BadSettings(TriageError):
    """Tasks plugin settings that cannot be read."""


class NoteUnreadable(TriageError):
    """A note that cannot be read, with the reason."""


class NoteGone(NoteUnreadable):
    """A note that is not there any more."""


class NoVault(TriageError):
    """A vault that is missing, no folder, or not to be read."""


class BadConfig(TriageError):
    """A config file with an unknown key or a wrong value: which file, line and key, and the nearest name."""


class BadGlob(TriageError):
    """A glob that cannot be read; its message says what to do."""

    def __init__(self, message: str, part: str, instead: str) -> None:
        """Blame a part of the glob; `instead` would be right there."""
        super().__init__(message)
        self.glob = ""
        """The whole of it, as written."""
        self.part = part
        self.instead = instead


class BadExpression(TriageError):
    """What is wrong with a regular expression that cannot be read, or is too large to be compiled."""


class NotKept(TriageError):
    """Something that triage wanted to remember beside the vault and could not, with the reason."""
