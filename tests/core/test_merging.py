import pytest
from hypothesis import given
from hypothesis import strategies as st

from table import each_row
from triage.core.merging import Versions, merge

TASK = b"- [?] Oil the winch #task"
LINES = st.lists(
    st.sampled_from(
        [b"", b"\r", b"# Quay", b"- [?] Paint\r", b"- [ ] Paint", b"> - [?] Caulk", b"\xff\x00", TASK]
    )
    | st.binary(max_size=6).filter(lambda line: b"\n" not in line),
    min_size=1,
    max_size=12,
)


@st.composite
def edited(draw: st.DrawFn) -> tuple[list[bytes], dict[int, bytes], dict[int, bytes]]:
    """A note's lines, and two sets of replaced lines that have no line in common."""
    lines = draw(LINES)
    sides = draw(st.lists(st.sampled_from([0, 1, 2]), min_size=len(lines), max_size=len(lines)))
    ours = {index: b"- [x] ours %d" % index for index, side in enumerate(sides) if side == 1}
    theirs = {index: b"- [-] theirs %d" % index for index, side in enumerate(sides) if side == 2}
    return lines, ours, theirs


def _with(lines: list[bytes], edits: dict[int, bytes]) -> bytes:
    return b"\n".join(edits.get(index, line) for index, line in enumerate(lines))


@given(edited())
def test_lines_replaced_by_either_side_are_all_in_the_merge(
    case: tuple[list[bytes], dict[int, bytes], dict[int, bytes]],
) -> None:
    lines, ours, theirs = case
    merged = merge(_with(lines, {}), _with(lines, ours), _with(lines, theirs))
    assert merged == _with(lines, {**ours, **theirs})


@given(LINES, LINES, LINES)
def test_no_new_line_of_either_side_is_lost(
    base: list[bytes], ours: list[bytes], theirs: list[bytes]
) -> None:
    versions = Versions(*(b"\n".join(lines) for lines in (base, ours, theirs)))
    settled = versions.settled()
    for before, after in ((versions.ours, settled.ours), (versions.theirs, settled.theirs)):
        assert before.count(b"\n") == after.count(b"\n")
    merged = settled.merged
    kept = set((settled.ours + b"\n" + settled.theirs if merged is None else merged).split(b"\n"))
    old = set(versions.base.split(b"\n"))
    for side in (versions.ours, versions.theirs):
        assert {line for line in side.split(b"\n") if line not in old} <= kept


NOTE = b"\xef\xbb\xbf# Quay\r\n- [?] Oil\r\n- [?] Paint\xff\r\n- [?] Caulk\r\nend"


@each_row(
    "ours, theirs",
    [
        pytest.param((b"[?] Oil", b"[x] Oil"), (b"[?] Paint", b"[-] Paint"), id="neighbours"),
        pytest.param((b"[?] Oil", b"[x] Oil"), (b"# Quay", b"# Quay\r\n\r\nMore"), id="an insertion above"),
        pytest.param((b"[?] Oil", b"[x] Oil"), (b"[?] Paint", b"[?] New\r\n- [?] Paint"), id="right below"),
        pytest.param((b"[?] Oil", b"[x] Oil"), (b"end", b"end\n"), id="a final newline"),
        pytest.param((b"[?] Oil", b"[x] Oil"), (b"\xff\r\n- [?] Caulk", b"\xff"), id="a deletion"),
    ],
)
def test_one_line_of_ours_and_any_change_of_theirs(
    ours: tuple[bytes, bytes], theirs: tuple[bytes, bytes]
) -> None:
    expected = NOTE.replace(*ours).replace(*theirs)
    assert merge(NOTE, NOTE.replace(*ours), NOTE.replace(*theirs)) == expected
    assert merge(NOTE, NOTE.replace(*theirs), NOTE.replace(*ours)) == expected


@pytest.mark.parametrize(
    "ours, theirs",
    [(b"- [x] Oil", b"- [-] Oil"), (b"- [x] Oil", b"- [?] Oil the winch"), (b"- [x] Oil", b"")],
    ids=["two verdicts", "a box and words", "an emptied line"],
)
def test_a_line_that_both_replaced_is_not_guessed(ours: bytes, theirs: bytes) -> None:
    versions = Versions(b"a\n- [?] Oil\nb", b"a\n" + ours + b"\nb2", b"a2\n" + theirs + b"\nb")
    assert merge(versions.base, versions.ours, versions.theirs) is None
    settled = versions.settled()
    assert settled == Versions(b"a2\n- [?] Oil\nb2", b"a2\n" + ours + b"\nb2", b"a2\n" + theirs + b"\nb2")


def test_a_line_that_was_deleted_by_one_and_decided_by_the_other_is_not_guessed() -> None:
    assert merge(b"a\n- [?] Oil\nb\n", b"a\nb\n", b"a\n- [x] Oil\nb\n") is None


def test_lines_that_have_moved_are_found() -> None:
    lines = NOTE.split(b"\n")
    moved = b"\n".join([b"new", *lines[:-1]])  # as many lines as before
    decided = (b"[?] Paint", b"[-] Paint")
    assert merge(NOTE, moved, NOTE.replace(*decided)) == moved.replace(*decided)


def test_a_decided_task_is_found_beside_new_lines() -> None:
    ours = NOTE.replace(b"[?] Oil\r\n", b"[x] Oil\r\nby hand\r\n")
    theirs = NOTE.replace(b"[?] Paint\xff\r\n", b"[-] Paint\xff\r\ntoo\r\n")
    settled = Versions(NOTE, ours, theirs).settled()
    assert settled.base == NOTE.replace(b"[?] Oil", b"[x] Oil").replace(b"[?] Paint", b"[-] Paint")


def test_both_the_same_way_is_no_conflict() -> None:
    both = b"- [x] Oil\n- [-] Paint\n"
    assert merge(b"- [?] Oil\n- [?] Paint\n", both, both) == both


@pytest.mark.parametrize("distinct", [150, 60_000])
def test_many_lines_that_are_much_alike_are_merged(distinct: int) -> None:
    lines = [b"- [?] Oil winch %d" % (number % distinct) for number in range(60_000)]
    ours = {index: b"- [x]" + lines[index][5:] for index in range(3, 60_000, 801)}
    theirs = {index: lines[index] + b" again" for index in range(7, 60_000, 803)}
    longer = [*lines[:31], b"new", *lines[31:]]
    base = _with(lines, {})
    settled = Versions(
        base, _with(lines, ours), _with(longer, {at + (at > 30): theirs[at] for at in theirs})
    ).settled()
    assert settled.merged == _with(
        [*lines[:31], b"new", *lines[31:]], {at + (at > 30): each for at, each in {**ours, **theirs}.items()}
    )


def test_many_lines_are_merged() -> None:
    lines = [b"- [?] Task %d" % (number // 3) for number in range(6_000)]
    ours = {index: lines[index].replace(b"?", b"x") for index in range(0, 6_000, 2)}
    theirs = {index: lines[index].replace(b"?", b"-") + b" #no" for index in range(1, 6_000, 2)}
    assert merge(_with(lines, {}), _with(lines, ours), _with(lines, theirs)) == _with(
        lines, {**ours, **theirs}
    )
