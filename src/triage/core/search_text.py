"""Text as a search compares it."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_ACCENTED: Final = re.compile("[\u00c0-\u052f\u1e00-\u1fff]|[\u0300-\u036f]")
"""What may be a letter with an accent: Latin, Greek, Cyrillic; or an accent."""
_ACCENT: Final = re.compile("[\u0300-\u036f]")
_PLAIN: Final = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})
"""Letters that Unicode does not take apart."""


def folded(text: str) -> str:
    """The text without upper case and accents."""
    lower = text.casefold()
    if lower.isascii() or not _ACCENTED.search(lower):
        return text if lower == text else lower  # no second copy of what is remembered
    bare = _ACCENT.sub("", unicodedata.normalize("NFD", lower)).translate(_PLAIN)
    return unicodedata.normalize("NFC", bare.casefold())


@lru_cache(maxsize=1 << 17)
def remembered(text: str) -> str:
    """The same, for texts that are asked about again and again."""
    return folded(text)
