"""The few words whose part is known before a vault was read."""

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SMALL: Final = _words("""
    a an and are as at be by do for from has have in is it its of on or our please so that the their them then
    to up was we will with you your
    der die das den dem ein eine einen und mit für von zu im auf
    le la les de des du un une et pour el los las y para con
""")
"""Words that most tasks hold and that say little; a large vault shows by itself which these are."""

DENYING: Final = _words("""
    not no never without don doesn didn won can't cannot avoid
    nicht kein keine keinen nie ohne ne pas jamais sans no nunca sin nie bez
""")
"""Words that turn what is said into its opposite."""

_PAIRS: Final = (
    ("on", "off"),
    ("in", "out"),
    ("up", "down"),
    ("to", "from"),
    ("before", "after"),
    ("with", "withou"),
    ("over", "under"),
)
OPPOSITE: Final = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}
"""The key of a small word, and that of the one that says the opposite."""
