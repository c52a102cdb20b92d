"""What one wording of a task says that another does not."""

import re
from typing import Final

from triage.core.twins.wording.token import tokens_of

_MARKS: Final = r'\s.,;:!?()\[\]{}"“”„«»…'
_CHUNK: Final = re.compile(f"[^{_MARKS}]+(?:[.,:][^{_MARKS}]+)*")
"""A word, a number or an address, without the marks around it."""


def differences(best: str, other: str) -> list[tuple[int, int]]:
    """The spans of `other`, from its start on, with what `best` does not say in some form of the same word.

    Small words (the, to, please) never differ, and go along between two words that do.
    """
    said = {token.root for token in tokens_of(best)}
    spans: list[tuple[int, int]] = []
    is_open = False
    for chunk in _CHUNK.finditer(other):
        telling = [token.root for token in tokens_of(chunk[0]) if not token.is_mark and not token.is_small]
        if not telling:
            continue
        if said.issuperset(telling):
            is_open = False
        elif is_open:
            spans[-1] = (spans[-1][0], chunk.end())
        else:
            spans.append(chunk.span())
            is_open = True
    return spans
