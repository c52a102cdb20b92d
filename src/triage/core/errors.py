"""What can go wrong, as names and data; the sentences are made where they are shown."""


class TriageError(Exception):
    """Something the user can be told in one sentence, which is its text."""


class Refused(TriageError):
    """A decision that would do something other than what was asked; nothing is written."""


class OwnerUnclear(Refused):
    """A reassignment that cannot know how far the present name goes."""

    def __init__(self, candidates: tuple[str, ...]) -> None:
        """Say which names it may be, the likeliest first."""
        super().__init__(f"It is not clear how far the name goes: {' | '.join(candidates)}")
        self.candidates = candidates


class SeveralOwners(Refused):
    """A reassignment of a line with several owners that does not say which."""

    def __init__(self, names: tuple[str, ...]) -> None:
        """Say which owners the line has, in their order."""
        super().__init__(f"There are several owners: {', '.join(names)}; say which to replace")
        self.names = names


class NoRejectedStatus(Refused):
    """A rejection in a vault whose Tasks settings have no cancelled status."""


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
