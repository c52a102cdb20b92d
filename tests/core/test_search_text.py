import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from table import each_row
from triage.core.search_text import folded


@each_row(
    "text, expected",
    [
        ("Order", "order"),
        ("ÉTÉ", "ete"),
        ("E\u0301te\u0301", "ete"),
        ("Straße", "strasse"),
        ("Łódź Ørsted", "lodz orsted"),
        ("Ἀθήνα", "αθηνα"),
        ("漢字 📅", "漢字 📅"),
        ("한글", "한글"),
    ],
)
def test_case_and_accents_go(text: str, expected: str) -> None:
    assert folded(text) == expected


@given(st.text())
def test_to_fold_again_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(st.characters(min_codepoint=0x41, max_codepoint=0x24F)))
def test_composed_and_decomposed_letters_are_the_same(text: str) -> None:
    assert folded(unicodedata.normalize("NFD", text)) == folded(unicodedata.normalize("NFC", text))
