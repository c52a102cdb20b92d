"""What a verb did, in words, from what the journal says of it."""

from typing import assert_never

from triage.core.decision import read_sleep
from triage.core.verbs import Given, named

_SHIFT = ("+", "-")


def done_words(verb: str, detail: str) -> str:
    """The verb in the past with what it was given: `re-dated to 2026-12-01`; note text is not cleaned."""
    found = named(verb)
    past, given = found.participle, found.given
    match given:
        case Given.OWNER | Given.OWNER_OR_NOBODY | Given.PRIORITY:
            return f"{past} to {detail or 'none'}"
        case Given.DAY:
            return f"{past} by {detail}" if detail.startswith(_SHIFT) else f"{past} to {detail or 'none'}"
        case Given.UNTIL:
            until, _ = read_sleep(detail)
            return f"{past} until {until}" if until else "woken"
        case Given.DUE:
            return f"{past}, due {detail}" if detail else past
        case Given.ORIGINAL:
            return f"{past} of {detail}" if detail else past
        case Given.REASON:
            return f"{past} ({detail})" if detail else past
        case Given.NOTHING | Given.WORDS:
            return past
    assert_never(given)
