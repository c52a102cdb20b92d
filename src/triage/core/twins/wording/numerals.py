"""Numbers, months and weekdays, said in words."""

from typing import Final

from triage.core.twins.wording.groups import words_of

_NUMBERS: Final = """
        2 two second, 3 three third, 4 four fourth, 5 five fifth, 6 six sixth, 7 seven seventh,
        8 eight eighth, 9 nine ninth, 10 ten tenth, 11 eleven, 12 twelve dozen, 13 thirteen, 14 fourteen,
        15 fifteen, 16 sixteen, 17 seventeen, 18 eighteen, 19 nineteen, 20 twenty, 30 thirty, 40 forty,
        50 fifty, 60 sixty, 70 seventy, 80 eighty, 90 ninety, 100 hundred, 1000 thousand
"""

NUMBERS: Final = {
    word: figure for entry in _NUMBERS.split(",") for figure, *words in [entry.split()] for word in words
}
"""Words as figures. One and first are too often no number."""

MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

DAYS: Final = {
    form: full for full in (*MONTHS, *_WEEKDAYS) for form in (full, full[:3], full[:4], f"{full}s")
} | {"thurs": "thursday", "tues": "tuesday"}
"""Months and weekdays by the forms of their names."""

AMBIGUOUS_DAYS: Final = words_of("may mays march mar mars sun sat wed mon jan dec")
"""Those that are other words, or names, and need a capital."""
