"""Where two texts differ."""

from hypothesis import given
from hypothesis import strategies as st

from triage.core.difference import difference, shared_start

texts = st.text("aab\u0301", max_size=12)


@given(texts, texts)
def test_the_stretch_turns_one_into_the_other_and_is_as_short_as_can_be(old: str, new: str) -> None:
    start, old_end, new_end = difference(old, new)
    assert old[:start] + new[start:new_end] + old[old_end:] == new
    stretch, instead = old[start:old_end], new[start:new_end]
    assert old == new or stretch[:1] != instead[:1] or not (stretch and instead)
    assert not (stretch and instead) or stretch[-1] != instead[-1]


@given(texts, texts)
def test_bytes_differ_where_their_text_does(old: str, new: str) -> None:
    assert difference(old.encode("utf-16-le"), new.encode("utf-16-le"))[0] // 2 == difference(old, new)[0]


@given(texts, texts, texts)
def test_what_both_begin_with_is_shared(begin: str, one: str, other: str) -> None:
    assert shared_start(begin + one, begin + other) >= len(begin)
