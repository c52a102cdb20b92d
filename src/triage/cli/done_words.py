"""What a verb did, in words, from what the journal says of it."""

from triage.core.decision import read_sleep
from triage.ui.words import PAST

_SHIFT = ("+", "-")


def done_words(verb: str, detail: str) -> str:
    """The verb in the past with what it was given: `re-dated to 2026-12-01`; note text is not cleaned."""
    past = PAST.get(verb, verb)
    match verb:
        case "reassign" | "priority":
            return f"{past} to {detail or 'none'}"
        case "redate":
            return f"{past} by {detail}" if detail.startswith(_SHIFT) else f"{past} to {detail or 'none'}"
        case "accept":
            return f"{past}, due {detail}" if detail else past
        case "duplicate":
            return f"{past} of {detail}" if detail else past
        case "reject":
            return f"{past} ({detail})" if detail else past
        case "snooze":
            until, _ = read_sleep(detail)
            return f"{past} until {until}" if until else "woken"
        case _:
            return past
