from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from table import each_row
from triage.core.duplicates.contrast import says_more, unsaid


def said(best: str, other: str) -> list[str]:
    return [other[start:end] for start, end in unsaid(best, other)]


@each_row(
    "best, other, wanted",
    [
        ("Send the list", "Send the list", []),
        ("Send the list", "Please send lists!", []),
        ("Send the list", "Send the list to Ada before noon.", ["Ada before noon"]),
        ("Send the list to Ada", "Send the revised list to Bram", ["revised", "Bram"]),
        ("Pay invoice INV-1042", "Pay invoice INV-1043 (again)", ["1043", "again"]),
        ("Upgrade to 4.2", "Upgrade to 4.3.", ["4.3"]),
        ("Send the list", "Do not send the list", ["not"]),
        ("Order 12 chairs", "Order 14 chairs", ["14"]),
        ("Send the report", "Send the reoprt", []),
        (
            "Ask about the pump",
            "Ask about the broken pump, then order a new one",
            ["broken", "order a new one"],
        ),
        ("", "Send it", ["Send"]),
        ("Send it", "", []),
        ("Send it", "🎉 — …", []),
        ("寄合同", "寄合同给房东", ["同给房东"]),
    ],
)
def test_the_words_that_only_the_other_says(best: str, other: str, wanted: list[str]) -> None:
    assert said(best, other) == wanted


@given(st.text(), st.text())
def test_spans_are_in_order_and_of_the_text(best: str, other: str) -> None:
    spans = unsaid(best, other)
    assert all(0 <= start < end <= len(other) for start, end in spans)
    assert all(end < start for (_, end), (start, _) in pairwise(spans))


@given(st.text())
def test_nothing_differs_from_itself(text: str) -> None:
    assert unsaid(text, text) == []


@each_row(
    "keeper, text, wanted",
    [
        ("Send the list", "Please send the list!", False),
        ("Send the list", "Send the revised list again", False),
        ("Send the list", "Send the list to Ada", True),
        ("Send the list", "Send the 2 lists", True),
        ("Send the list", "Do not send the list", True),
        ("Send the list", "Send the list and book a room for dinner", True),
        ("Send the list to Ada and book a room", "Send the list", False),
    ],
)
def test_says_more_if_it_names_what_the_keeper_does_not(keeper: str, text: str, wanted: bool) -> None:
    assert says_more(keeper, text) is wanted


def test_a_rewording_says_no_more_however_many_words_it_takes() -> None:
    keeper = "Ring Fergus Adair back about the mast before the ferry: he asks whether the old arm will do"
    assert not says_more(
        keeper, "Call Fergus Adair back about the mast: does the trust have to scrap the old arm?"
    )
