"""Texts weighed by a vault that holds them."""

from collections.abc import Iterable

from triage.core.duplicates.rarity import Rarity, Weighed
from triage.core.duplicates.statement import Statement
from triage.core.duplicates.wording import Wording


def rarity_of(texts: Iterable[str]) -> Rarity:
    """How rare words are in a vault of these tasks."""
    rarity = Rarity()
    for text in texts:
        rarity.add(Wording(text))
    return rarity


def weighed(texts: Iterable[str]) -> list[Weighed]:
    """Texts by what their words are worth among themselves."""
    texts = list(texts)
    rarity = rarity_of(texts)
    return [rarity.weigh(Wording(text)) for text in texts]


def statements(texts: Iterable[str]) -> dict[int, Statement]:
    """Texts by number, each in a note of its own."""
    return {key: Statement(text, f"{key}.md") for key, text in enumerate(weighed(texts))}
