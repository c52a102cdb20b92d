import random
from difflib import SequenceMatcher
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from table import each_row
from triage.core.alignment import Alignment

few = st.lists(st.sampled_from([b"a", b"b", b"c", b"own 1", b"own 2", b"own 3"]), max_size=12)


def matched(old: list[bytes], new: list[bytes]) -> list[tuple[int, int]]:
    """The pairs of the standard library's matcher alone, between what is the same at both ends."""
    head, shortest = 0, min(len(old), len(new))
    while head < shortest and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shortest - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    inner = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail])
    return [
        *((index, index) for index in range(head)),
        *(
            (head + start + offset, head + new_start + offset)
            for _, start, stop, new_start, new_stop in inner.get_opcodes()
            if stop - start == new_stop - new_start
            for offset in range(stop - start)
        ),
        *((len(old) - each, len(new) - each) for each in range(tail, 0, -1)),
    ]


@given(few, few)
def test_short_texts_are_matched_as_the_standard_library_does(old: list[bytes], new: list[bytes]) -> None:
    assert list(Alignment(old, new).pairs()) == matched(old, new)


@given(few, few, st.sampled_from([0, 4, 30]), st.sampled_from([0, 5, 1000]))
def test_stretches_lie_end_to_end_and_pairs_rise(
    old: list[bytes], new: list[bytes], compared: int, steps: int
) -> None:
    alignment = Alignment(old, new, compared_left=compared, steps_left=steps)
    at = new_at = 0
    for start, stop, new_start, new_stop in alignment._stretches():
        assert (start, new_start) == (at, new_at)
        at, new_at = stop, new_stop
    assert (at, new_at) == (len(old), len(new))
    pairs = list(Alignment(old, new, compared_left=compared, steps_left=steps).pairs())
    for (before, new_before), (after, new_after) in pairwise(pairs):
        assert before < after
        assert new_before < new_after


@given(few, few)
def test_what_is_followed_has_as_many_same_lines_as_can_be(old: list[bytes], new: list[bytes]) -> None:
    longest = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for at, line in enumerate(old):
        for new_at, other in enumerate(new):
            longest[at + 1][new_at + 1] = (
                longest[at][new_at] + 1
                if line == other
                else max(longest[at][new_at + 1], longest[at + 1][new_at])
            )
    alignment = Alignment(old, new, compared_left=0)
    same = sum(
        stop - start
        for start, stop, new_start, new_stop in alignment._followed((0, len(old), 0, len(new)))
        if old[start:stop] == new[new_start:new_stop]
    )
    assert same == longest[-1][-1]


@each_row("distinct", [1, 2, 150, 20_000])
@each_row("is_shuffled", [False, True])
def test_the_cost_does_not_grow_with_the_product_of_the_lengths(distinct: int, is_shuffled: bool) -> None:
    chance = random.Random(distinct)
    old = [b"%d" % chance.randrange(distinct) for _ in range(20_000)]
    new = [b"%b new" % line if not chance.randrange(200) else line for line in old]
    new.insert(7_000, b"came")
    if is_shuffled:
        chance.shuffle(new)
    alignment = Alignment(old, new, compared_left=20_000, steps_left=100_000)
    pairs = list(alignment.pairs())
    assert alignment.compared_left >= 0
    assert alignment.steps_left > -100_000  # the last round may be one too many
    assert is_shuffled or pairs[-1] == (19_999, 20_000)
    assert is_shuffled or len(pairs) > 19_000
