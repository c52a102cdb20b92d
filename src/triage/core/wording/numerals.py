"""Numbers, months and weekdays, said in words."""

from typing import Final

NUMBERS: Final = {
    word: str(number)
    for number, words in {
        2: "two second", 3: "three third", 4: "four fourth", 5: "five fifth", 6: "six sixth", 7: "seven seventh",
        8: "eight eighth", 9: "nine ninth", 10: "ten tenth", 11: "eleven", 12: "twelve dozen", 13: "thirteen",
        14: "fourteen", 15: "fifteen", 16: "sixteen", 17: "seventeen", 18: "eighteen", 19: "nineteen",
        20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty",
        90: "ninety", 100: "hundred", 1000: "thousand",
    }.items()
    for word in words.split()
}  # fmt: skip

DAYS: Final = {
    short: full
    for full in [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
    for short in {full, full[:3], full[:4], full + "s"}
} | {"thurs": "thursday", "tues": "tuesday"}
"""Months and weekdays by their names and short names; those that are words too count with a capital only."""
AMBIGUOUS_DAYS: Final = frozenset(
    ["may", "march", "mar", "mars", "marches", "sun", "suns", "sat", "wed", "mon", "jan", "dec"]
)
MONTHS: Final = tuple(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)
