"""The question whether a name that is nearly a known one is a slip."""

from triage.core.plain import plain
from triage.ui.dialogs.choice_dialog import Choice, ChoiceDialog


def which_spelling(new: str, known: str) -> ChoiceDialog[str]:
    """Ask whether the known person is meant, which enter says, or somebody new; answers with the name."""
    return ChoiceDialog(
        f"@{plain(new, 60)} is new. Did you mean @{plain(known, 60)}?",
        [
            Choice("y", f"yes: @{plain(known, 60)}, who is known", known),
            Choice("n", f"no: @{plain(new, 60)} is somebody else", new),
        ],
    )
