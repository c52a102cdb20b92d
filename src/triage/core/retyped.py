"""Typing over text of which not everything can be shown."""

from triage.core.difference import difference
from triage.core.plain import plain_with_offsets


def retyped(raw: str, shown: str) -> str:
    """The raw text after a person changed what was shown of it to `shown`.

    Only the stretch between the first and the last changed character is replaced, so what cannot be shown
    stays wherever it was not typed over.
    """
    before, offsets = plain_with_offsets(raw)
    start, old_end, new_end = difference(before, shown)
    return raw[: offsets[start]] + shown[start:new_end] + raw[offsets[old_end] :]
