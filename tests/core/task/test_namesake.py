from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from fakes import note
from steps import growth
from triage.core.task import proposal
from triage.core.task.note import lines_of
from triage.core.task.proposal import find_proposals, namesakes_above
from triage.core.task.vocabulary import Vocabulary

lines = st.lists(
    st.sampled_from(
        [
            "- [?] a",
            "- [x] a b",
            "> 1. [ ] a b c",
            "\t* [?] b",
            "words a b",
            "- a",
            "",
            "- [é] a é",
            "- [?]  a",
        ]
    ),
    max_size=20,
)


@given(lines, st.sampled_from(["a", "a b", "b", "é", "c"]), st.integers(1, 25), st.booleans())
def test_those_above_that_begin_alike_are_counted(
    lines: list[str], words: str, number: int, is_large: bool
) -> None:
    data = note(*lines, final=False)
    bodies = [line.partition("] ")[2].lstrip(" ") if "[" in line else "" for line in lines]
    above = [body for body in bodies[: number - 1] if body.startswith(words)]
    if is_large:
        assert len(proposal._tasks_of(data).numbers(words.encode())) <= len(lines)
    own = number <= len(lines) and bodies[number - 1].startswith(words)
    if own or is_large:
        data += b"\n" * (proposal._FEW if is_large else 0)
        assert namesakes_above(data, words, number) == len(above)


def test_the_fingerprint_of_a_task_outlives_what_becomes_of_those_above_it() -> None:
    before = note("- [?] Order wool", "- [?] Order wool @Ada", "- [?] Order wool")
    after = note("- [x] Order wool ✅ 2026-11-02", "- [?] Order wool @Bo 📅 2026-11-03", "- [?] Order wool")
    first, *others = [proposal.fingerprint for proposal in find_proposals("a.md", before, Vocabulary())]
    assert [proposal.fingerprint for proposal in find_proposals("a.md", after, Vocabulary())] == others
    assert len({first, *others}) == 3


def test_each_of_many_same_tasks_costs_what_one_costs() -> None:
    def read(number: int) -> Callable[[], object]:
        found = find_proposals("a.md", note(*["- [?] x"] * number), Vocabulary())
        return lambda: [proposal.fingerprint for proposal in found]

    assert growth(read, 500) < 5
    found = find_proposals("a.md", note(*["- [?] x"] * 10_000), Vocabulary())
    assert len({proposal.fingerprint for proposal in found}) == 10_000


def test_blank_lines_are_no_namesakes() -> None:
    data = b"\n" * 500_000 + b"- [?] x\n- [?] x\n"
    assert namesakes_above(data, "x", 500_002) == 1
    assert lines_of(data)[500_001] == "- [?] x"
    assert namesakes_above(data, "x", 500_002) == 1
