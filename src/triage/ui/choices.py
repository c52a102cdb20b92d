"""The questions with a few answers: a priority, an owner among several, a symbol, an undo of long ago."""

from triage.core.errors import OwnerUnclear, SeveralOwners
from triage.core.fields import Priority
from triage.core.plain import plain
from triage.core.settings import Settings, StatusType
from triage.core.vocabulary import DEFAULT_SYMBOLS, Role
from triage.ui import words
from triage.ui.choice_dialog import Choice, ChoiceDialog

_KEYS = "123456789"


def which_priority() -> ChoiceDialog[Priority | None]:
    """Which priority a task should have."""
    choices: list[Choice[Priority | None]] = [
        Choice(key, words.priority_name(priority), priority)
        for key, priority in zip(_KEYS, Priority, strict=False)
    ]
    return ChoiceDialog("Priority", [*choices, Choice("0", "none", None)])


def which_owner(unclear: SeveralOwners | OwnerUnclear) -> ChoiceDialog[str]:
    """Which of several owners is meant, or how far the one name goes."""
    several = isinstance(unclear, SeveralOwners)
    names = unclear.names if isinstance(unclear, SeveralOwners) else unclear.candidates
    title = "Which owner?" if several else "How far does the name go?"
    return ChoiceDialog(
        title,
        [Choice(key, f"@{plain(name, 100)}", name) for key, name in zip(_KEYS, names, strict=False)],
    )


def which_rejected(settings: Settings) -> ChoiceDialog[str]:
    """Which symbol rejecting writes in a vault whose Tasks settings have no cancelled status."""
    usual = DEFAULT_SYMBOLS[Role.REJECTED]
    choices = [Choice("-", f"[{usual}] all the same: Tasks will take it for a task to do", usual)]
    choices += [
        Choice(key, f"[{plain(status.symbol, 5)}] {plain(status.name, 40)} ({status.type})", status.symbol)
        for key, status in zip(
            _KEYS, (s for s in settings.statuses if s.type is not StatusType.TODO), strict=False
        )
    ]
    return ChoiceDialog(
        "What does rejected look like here?",
        choices,
        "This vault's Tasks settings have no cancelled status. The answer holds until you leave; "
        "`symbols: {rejected: …}` in the config keeps it.",
    )


def really_undo(gesture: str, sample: str, is_redo: bool = False) -> ChoiceDialog[bool]:
    """Whether to take back a gesture of an earlier run; both texts must be clean."""
    verb = "Do again" if is_redo else "Take back"
    return ChoiceDialog(
        f"{verb} what an earlier run did?",
        [Choice("n", "leave it as it is", False), Choice("y", f"{verb.lower()}: {gesture}", True)],
        sample,
    )
