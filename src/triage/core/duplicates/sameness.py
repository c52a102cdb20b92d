"""Whether two texts say the same thing to do."""

from enum import Enum, auto
from typing import Final

from triage.core.duplicates.contrast import Contrast, contrast_of
from triage.core.duplicates.rarity import Weighed
from triage.core.duplicates.signs import shared_weight, signs_of
from triage.core.duplicates.weights import BIAS, WEIGHTS

_EQUAL: Final = 100.0
"""The closeness of texts that are word for word the same."""
_LEAST_SHARED: Final = 0.45
"""Of the shorter text's weight, the share that two texts must have in common."""
_CLOSE_SHARE: Final = 0.6
"""Of the longer text's words, the share from which one `not` more turns the whole."""
_LONG: Final = 6
"""Telling words that both have: in a shorter text each other word says another thing."""
_REWORDED_STRETCHES: Final = 3
"""Texts that differ in fewer stretches are one text with a word replaced, not one said in other words."""
_REPLACED_SHARE: Final = 0.6
"""Words replaced, for each word in common: more are too many."""


class Sameness(Enum):
    """What the words of two texts say of them."""

    DIFFERENT = auto()
    IF_RELATED = auto()
    """They say the same if something around them agrees: the day of their notes, or the day they are due."""
    SAME = auto()


def closeness(a: Weighed, b: Weighed) -> float:
    """How far two texts are in favour of being the same: from 0 on they are. Same both ways."""
    if not (a.total and b.total):
        return _EQUAL if a.said and a.said == b.said else -_EQUAL
    if shared_weight(a, b) < _LEAST_SHARED * min(a.total, b.total):  # of most pairs, found quickly
        return -_EQUAL
    if a.said == b.said:
        return _EQUAL
    signs = signs_of(a, b)
    return BIAS + sum([weight * value for weight, value in zip(WEIGHTS, signs.values, strict=True)])


def sameness(a: Weighed, b: Weighed) -> Sameness:
    """Judge two texts whose closeness is 0 or more; the same both ways."""
    if a.said == b.said:
        return Sameness.SAME
    if b.said < a.said:
        a, b = b, a
    contrast = contrast_of(a.wording, b.wording)
    if len(contrast.stretches) == 1 and (contrast.differ_in_numbers or contrast.is_name_replaced):
        return Sameness.DIFFERENT
    if contrast.differ_in_numbers or contrast.are_opposite:
        return Sameness.IF_RELATED
    is_close = shared_weight(a, b) > _CLOSE_SHARE * max(a.total, b.total)
    if contrast.is_one_denied and (contrast.replaced or is_close):
        return Sameness.IF_RELATED
    if contrast.replaced and not _is_reworded(contrast, len(set(a.telling).intersection(b.telling))):
        return Sameness.IF_RELATED
    return Sameness.SAME


def _is_reworded(contrast: Contrast, in_common: int) -> bool:
    """Whether two long texts differ in many places: in a long rewording one other word says little."""
    return (
        len(contrast.stretches) >= _REWORDED_STRETCHES
        and in_common >= _LONG
        and contrast.replaced <= _REPLACED_SHARE * in_common
    )
