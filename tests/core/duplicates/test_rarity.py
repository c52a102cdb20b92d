import pytest

from triage.core.duplicates.wording import Wording
from weighing import rarity_of

VAULT = [f"Send the report of place{number:04} to the board" for number in range(400)]


def test_a_word_is_worth_the_more_the_fewer_tasks_hold_it() -> None:
    rarity = rarity_of([*VAULT, "Water the roses", "Water the beans"])
    weights = rarity.weigh(Wording("Water the roses of place0001, send the report")).weights
    assert weights["roses"] > weights["water"] > weights["report"] > weights["the"] > 0


def test_what_most_tasks_hold_tells_nothing_in_any_language() -> None:
    rarity = rarity_of(f"Wysłać raport{number:03} do zarządu" for number in range(400))
    text = rarity.weigh(Wording("Wysłać raport007 do zarządu i umowę"))
    assert text.telling == ("raport", "007", "i", "umowę")[1:]


def test_small_words_tell_nothing_in_a_vault_of_one_task() -> None:
    text = rarity_of(["Send the lease to Ada"]).weigh(Wording("Send the lease to Ada"))
    assert text.telling == ("send", "lease", "ada")


def test_a_task_that_went_counts_no_longer() -> None:
    rarity = rarity_of([*VAULT, "Water the roses"])
    before = rarity.weigh(Wording("roses")).weights
    rarity.add(Wording("Roses again"))
    assert rarity.weigh(Wording("roses")).weights != before
    rarity.discard(Wording("Roses again"))
    assert rarity.weigh(Wording("roses")).weights == pytest.approx(before)


def test_a_text_is_looked_up_by_its_rarest_words() -> None:
    rarity = rarity_of(VAULT)
    assert (
        "report"
        not in rarity.weigh(
            Wording("The report of place0001 and a b c d e f g roses lilies tulips asters ")
        ).rare
    )
    assert set(rarity.weigh(Wording("Send the report")).rare) == {"send", "report", "the"}
