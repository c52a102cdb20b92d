from hypothesis import given
from hypothesis import strategies as st

from table import each_row
from triage.core.duplicates.wording import Wording


@each_row(
    "text, keys",
    [
        ("Send the signed leases!", ("send", "the", "signed", "leases")),
        ("Confirm the confirmation", ("confir", "the", "confir")),
        ("Meet at 10:30, 2026-12-03", ("meet", "at", "10.30", "2026.12.03")),
        ("Pay 1,200 for v4.2", ("pay", "1.200", "for", "v", "4.2")),
        ("Ada’s and Ada's", ("ada", "s", "and", "ada", "s")),
        ("GRÖSSE größe", ("grösse", "grösse")),
        ("Cafe\u0301", ("café",)),
        ("रिपोर्ट भेजें", ("रिपोर्", "भेजें")),
        ("Fix issue #12 of #proposed/auto pumps", ("fix", "issue", "12", "of", "pumps")),
        ("寄合同", ("寄合", "合同")),
        ("契約書を送る now", ("契約", "約書", "書を", "を送", "送る", "now")),
        ("好", ("好",)),
        ("🎉 — …", ()),
        ("", ()),
    ],
)
def test_the_words_by_which_texts_are_compared(text: str, keys: tuple[str, ...]) -> None:
    assert Wording(text).keys == keys


@given(st.text())
def test_each_word_stands_where_it_says(text: str) -> None:
    wording = Wording(text)
    assert all(text[word.start : word.end] == word.written for word in wording.words)
    assert len(wording.words) == len(wording.keys)
    if text.isascii():
        assert tuple(word.key for word in wording.words) == wording.keys
