from table import each_row
from triage.core.filtering.slip import may_slip, meant, words_in


@each_row(
    "typed, other, is_meant",
    [
        ("wolo", "wool", True),
        ("wooll", "wool", True),
        ("harbr", "harbor", True),
        ("date", "data", False),
        ("width", "with", False),
        ("posting", "costing", False),
        ("form", "from", True),
        ("inveice", "invoice", True),
        ("invoice", "voice", False),
        ("invioce", "invoice", True),
        ("invoices", "voices", False),
        ("inpsetcion", "inspection", True),
        ("inpsetcoin", "inspection", False),
        ("returned", "return", False),
    ],
)
def test_a_slip_is_small_and_not_at_the_first_letter(typed: str, other: str, is_meant: bool) -> None:
    assert meant(typed, [other]) == ({other} if is_meant else set())


def test_short_words_and_numbers_are_meant_as_they_are() -> None:
    assert [word for word in ("wol", "wool", "2026", "v2.10", "ab-cd", "wölle") if may_slip(word)] == [
        "wool",
        "wölle",
    ]


def test_words_are_folded_and_told_apart() -> None:
    assert words_in("Order the WOOL, the 12 Été-wools x_yz") == ("order", "the", "wool", "ete", "wools")
