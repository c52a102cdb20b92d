from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from table import each_row
from triage.core.twins.differences import differences


def said(best: str, other: str) -> list[str]:
    return [other[start:end] for start, end in differences(best, other)]


@each_row(
    "best, other, wanted",
    [
        ("Send the list", "Send the list", []),
        ("Send the list", "Please send lists!", []),
        ("Send the list", "Send the list to Ada before noon.", ["Ada before noon"]),
        ("Send the list to Ada", "Send the revised list to Bram", ["revised", "Bram"]),
        ("Pay invoice INV-1042", "Pay invoice INV-1043 (again)", ["INV-1043"]),
        ("Upgrade to 4.2", "Upgrade to 4.3.", ["4.3"]),
        ("Send the list", "Do not send the list", ["not"]),
        ("Order 12 chairs", "Order twelve chairs", []),
        ("", "Send it", ["Send"]),
        ("Send it", "", []),
        ("Send it", "🎉 — …", []),
        ("寄合同", "寄合同给房东", ["寄合同给房东"]),
    ],
)
def test_the_words_that_only_the_other_says(best: str, other: str, wanted: list[str]) -> None:
    assert said(best, other) == wanted


@given(st.text(), st.text())
def test_spans_are_in_order_and_of_the_text(best: str, other: str) -> None:
    spans = differences(best, other)
    assert all(0 <= start < end <= len(other) for start, end in spans)
    assert all(end < start for (_, end), (start, _) in pairwise(spans))


@given(st.text())
def test_nothing_differs_from_itself(text: str) -> None:
    assert differences(text, text) == []
