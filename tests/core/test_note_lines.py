from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from steps import growth
from triage.core.task.note import NoteLines, beneath, lines_of, list_items, some_lines
from triage.core.task.proposal import find_proposals
from triage.core.task.vocabulary import Vocabulary

pieces = st.sampled_from(
    [b"\n", b"\xe2\x82", b"\xac", b"\xff", b"- [?] ", b"x", b"> ", b"```\n", b"  ", b"%%", b"\r"]
)
notes = st.lists(pieces, max_size=40).map(b"".join)


@given(notes)
def test_lines_that_are_decoded_one_by_one_are_the_same(data: bytes) -> None:
    lines = NoteLines(data)
    assert list(lines) == lines_of(data)
    assert len(lines) == len(lines_of(data))
    assert lines[1:3] == lines_of(data)[1:3]
    assert lines[-1] == lines_of(data)[-1]
    assert list(list_items(lines)) == list(list_items(lines_of(data)))
    for index in range(len(lines)):
        assert beneath(lines, index) == beneath(lines_of(data), index)


def test_a_large_note_is_read_as_a_small_one_is() -> None:
    data = "# Quay\n- [?] Order the lamp 📅 2026-11-25\n".encode() + b"words\n" * 200_000 + b"- [?] Paint\n"
    assert isinstance(some_lines(data), NoteLines)
    assert some_lines(data) is some_lines(data)
    found = find_proposals("a.md", data, Vocabulary())
    assert [(each.words, each.place.number, each.heading) for each in found] == [
        ("Order the lamp", 2, "Quay"),
        ("Paint", 200_003, "Quay"),
    ]


def test_fences_that_stand_ever_deeper_cost_what_they_are_long() -> None:
    def read(number: int) -> Callable[[], object]:
        data = b"".join(b" " * (at % 300) + b"```\n" for at in range(number)) + b"- [?] x\n"
        return lambda: find_proposals("a.md", data, Vocabulary())

    assert growth(read, 300) < 5
