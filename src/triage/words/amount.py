"""How many of something there are, in words."""


def count(number: int, noun: str) -> str:
    """A number and its noun: `1 proposal`, `2,000 proposals`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
