"""Typing over text of which not everything can be shown."""

from triage.core.plain import plain_with_offsets


def retyped(raw: str, shown: str) -> str:
    """The raw text after a person changed what was shown of it to `shown`.

    Only the stretch between the first and the last changed character is replaced, so what cannot be shown
    stays wherever it was not typed over.
    """
    before, offsets = plain_with_offsets(raw)
    start = 0
    while start < min(len(before), len(shown)) and before[start] == shown[start]:
        start += 1
    tail = 0
    while tail < min(len(before), len(shown)) - start and before[-1 - tail] == shown[-1 - tail]:
        tail += 1
    return raw[: offsets[start]] + shown[start : len(shown) - tail] + raw[offsets[len(before) - tail] :]
