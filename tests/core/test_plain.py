import re
import unicodedata
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from steps import growth
from table import each_row
from triage.core.plain import is_plain, plain, plain_with_offsets

FORBIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060\u2066-\u2069\u20e3\ufe00-\ufe0f\ufeff"
    "\ud800-\udfff\U0001f3fb-\U0001f3ff\U000e0000-\U000e007f\U000e0100-\U000e01ef]"
)
"""What the terminal must never see, written out a second time."""

HURTFUL = (
    "\x00\t\n\r\x1b\x7f\x85\x9b\x9d\u061c\u200b\u200d\u200e\u202e\u2028\u2069\ufeff\ufe0f\u20e3\u0301\u0489"
)
HURTFUL += "\udc80\udcff\U0001f3fd\U000e0041\U000e0101"

texts = st.text(
    st.one_of(st.sampled_from(HURTFUL), st.sampled_from("ab ]\\;é漢👍"), st.characters()), max_size=60
)


def marks_in_a_row(text: str) -> int:
    """Count the combining marks of the highest pile."""
    longest = run = 0
    for character in text:
        run = run + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        longest = max(longest, run)
    return longest


@given(texts)
@example("e" + "\u0301" * 4 + "\u200b" + "\u0301" * 4)
def test_nothing_forbidden_is_ever_shown(text: str) -> None:
    for shown in (plain(text), plain_with_offsets(text)[0]):
        assert not FORBIDDEN.search(shown)
        assert marks_in_a_row(shown) <= 4
        shown.encode()


def test_each_forbidden_character_is_known() -> None:
    forbidden = [chr(code) for code in range(0x110000) if FORBIDDEN.match(chr(code))]
    assert [character for character in forbidden if FORBIDDEN.search(plain(character))] == []


@given(texts, st.integers(1, 20))
def test_cleaning_twice_is_cleaning_once(text: str, limit: int) -> None:
    shown = plain(text, limit)
    assert plain(shown, limit) == shown
    assert len(shown) <= limit
    assert plain_with_offsets(shown)[0] == shown


@given(texts)
def test_every_shown_character_knows_where_it_stands(text: str) -> None:
    shown, offsets = plain_with_offsets(text)
    assert shown == plain(text)
    assert len(offsets) == len(shown) + 1
    assert offsets[-1] == len(text)
    assert all(before < after for before, after in pairwise(offsets))
    for start, stop in pairwise(range(len(offsets))):
        assert plain(text[offsets[start]]) == shown[start:stop]


@given(texts, st.data())
def test_an_edit_through_the_offsets_keeps_what_is_not_shown_around_it(
    text: str, data: st.DataObject
) -> None:
    shown, offsets = plain_with_offsets(text)
    start = data.draw(st.integers(0, len(shown)))
    stop = data.draw(st.integers(start, len(shown)))
    edited = text[: offsets[start]] + "NEW" + text[offsets[stop] :]
    assert edited.startswith(text[: offsets[start]])
    assert edited.endswith(text[offsets[stop] :])
    if marks_in_a_row(shown) < 4:  # a pile that was cut may be a pile no more
        assert plain(edited) == shown[:start] + "NEW" + shown[stop:]


@given(
    st.text(
        st.characters(
            categories=("L", "N", "P", "S", "Zs"),
            exclude_characters="\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff",
        )
    )
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert plain(text) == text
    assert plain_with_offsets(text) == (text, list(range(len(text) + 1)))


@pytest.mark.parametrize(
    "text",
    [
        "Call Zoë. @Ada Lovelace 🔁 every week 🏁 delete ➕ 2025-11-01 🛫 2025-11-02 ⏳ 2025-11-03 📅",
        "🆔 ab12 ⛔ cd34 ✅ 2025-11-05 ❌ 2025-11-06 🔺⏫🔼🔽⏬ #task #proposed",
        "[due:: 2025-11-08] [/b] [@click=app.quit]quit[/] \\[x] `[[note#^a|b]]`",
        "e\u0301a\u0308 שָׁלוֹם नमस्ते ภาษาไทยที่ดี ကွန်ပျူတာ မြန်မာ 日本語 한국어 👍🎉 🇳🇱",
    ],
)
def test_what_people_write_is_left_alone(text: str) -> None:
    assert plain(text) == text


@each_row(
    "text, shown",
    [
        ("\x1b]52;c;aGk=\x07", "␛]52;c;aGk=␇"),
        ("a\tb\r\nc\x00\x7f", "a b␍␊c␀␡"),
        ("\x9b2J\x85", "\ufffd2J\ufffd"),
        ("\u202egpj.exe\u2069 \u2028", "\ufffdgpj.exe\ufffd \ufffd"),
        (b"caf\xe9".decode("utf-8", "surrogateescape"), "caf\ufffd"),
        ("👨\u200d👩 👍\U0001f3fd 1\ufe0f\u20e3 ❤\ufe0f", "👨👩 👍 1 ❤"),
        ("\U000e0067\U000e0062hi\ufeff\u200b\u2060\xad", "hi"),
        ("Z" + "\u0335" * 40 + "a", "Z" + "\u0335" * 4 + "a"),
    ],
)
def test_what_machines_write_is_shown_not_obeyed(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_a_long_text_is_cut_with_an_ellipsis() -> None:
    assert plain("x" * 2000) == "x" * 2000
    assert plain("x" * 2001) == "x" * 1999 + "…"
    assert plain("\u200b" * 100 + "hidden far behind", 10) == "…"


def test_a_line_of_a_megabyte_costs_what_its_beginning_costs() -> None:
    assert growth(lambda times: partial(plain, "\x1b[31m\u0301" * times), 50_000) == 1


def test_every_combining_mark_is_counted() -> None:
    marks = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in ("Mn", "Me")]
    counted = [mark for mark in marks if plain(mark)]
    assert len(counted) > 1500
    assert [mark for mark in counted if len(plain(mark * 5)) != 4] == []


@given(texts)
def test_plain_text_is_known_to_be_plain(text: str) -> None:
    assert not is_plain(text) or plain(text) == text
