"""The short halves of R7 and R8, and what reads a terminal's bytes."""

import base64
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steps import growth
from torture import r07_hostile_text, r08_hostile_notes
from torture.hostile_notes import NOTES, TASK, large_note
from torture.payloads import PAYLOADS
from torture.row import Row, Task, Verdict
from torture.stream import copied, wrong_in_app, wrong_in_command
from triage.core.plain import plain
from triage.core.task.proposal import find_proposals
from triage.core.task.vocabulary import Vocabulary
from triage.storage.front_matter import read_metadata

SENT = (
    "\x1b[?1049h\x1b[?25l\x1b[>1u\x1b[?2026$p\x1b[?2026h\x1b[1;1H\x1b[38;2;1;2;3;1mé📅 漢字\x1b[0m\x1b[2;1H"
    "a\u0301\u0301\u0301\u0301b\x1b[?2026l\x1b[<u\x1b[?1049l\r\n"
)
HARMLESS = {
    "carriage return",
    "right to left",
    "wide",
    "long word",
    "closing tag",
    "click",
    "colour tag",
    "link tag",
    "brackets",
    "variables",
    "formats",
    "path",
}
"""What a terminal does not obey."""


def test_what_textual_sends_is_allowed() -> None:
    assert wrong_in_app(SENT.encode()) == []


@pytest.mark.parametrize("name", sorted(PAYLOADS.keys() - HARMLESS))
def test_every_payload_that_a_terminal_obeys_is_seen_in_what_was_sent(name: str) -> None:
    written = PAYLOADS[name].encode("utf-8", "surrogateescape")
    assert wrong_in_command(written)
    if name != "colour":  # Textual's own colours look the same
        assert wrong_in_app(written)
    cleaned = plain(PAYLOADS[name]).encode()
    assert wrong_in_app(cleaned) == wrong_in_command(cleaned) == []


@pytest.mark.parametrize(
    ("text", "is_allowed"),
    [
        ("obsidian://open?vault=a%20b&file=c%2Fd", True),
        ("obsidian://open?vault=a&file=b&x=y", False),
        ("obsidian://open?vault=a b&file=c", False),
        ("https://quay.example", False),
        ("rm -rf ~\n", False),
    ],
)
def test_only_own_links_go_into_the_clipboard(text: str, is_allowed: bool) -> None:
    written = b"\x1b]52;c;" + base64.b64encode(text.encode()) + b"\x07"
    assert (not wrong_in_app(written)) is is_allowed
    assert copied(written) == [text]
    assert wrong_in_command(written)


@given(st.text())
def test_text_that_was_cleaned_is_allowed_everywhere(text: str) -> None:
    cleaned = plain(text).encode()
    assert wrong_in_app(cleaned) == wrong_in_command(cleaned) == []


def test_r7_in_short(tmp_path: Path) -> None:
    assert_passed(r07_hostile_text.run(Task(tmp_path, is_short=True)))


def test_r8_in_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for limit in ("MOST", "ANSWER"):
        monkeypatch.setattr(r08_hostile_notes, limit, 0.0)  # a slow machine is no fault here
    assert_passed(r08_hostile_notes.run(Task(tmp_path, is_short=True)))


def assert_passed(row: Row) -> None:
    assert row.verdict is Verdict.PASSED, "\n".join([row.figure, *row.details])


# --- anything at all

pieces = st.one_of(
    st.sampled_from([note.data[:300] for note in NOTES.values()]),
    st.sampled_from(
        [b"---\n", b"\n", b"\r", b"- [?] ", b"> ", b"  ", b"```", b"<!--", b"%%", b"# ", b"#auto"]
    ),
    st.sampled_from(
        ["📅 2026-11-25".encode(), b"[due:: ", b"@Ada ", b"\xff", b"\0", b"&a ", b"*a", b"!!x ", b": "]
    ),
    st.binary(max_size=20),
)
bytes_of_notes = st.lists(pieces, max_size=40).map(b"".join)


@pytest.mark.parametrize("piece", sorted({note.piece for note in NOTES.values()} - {b""}))
def test_a_note_that_repeats_itself_costs_what_it_is_long(piece: bytes) -> None:
    def read(times: int) -> Callable[[], object]:
        return partial(find_proposals, "n.md", piece * times + b"\n" + TASK.encode(), Vocabulary())

    assert growth(read, 50) < 5


@given(bytes_of_notes)
def test_no_bytes_stop_a_reader(data: bytes) -> None:
    read_metadata(data)
    for proposal in find_proposals("n.md", data, Vocabulary()):
        assert proposal.task.text == proposal.place.line
        assert proposal.place.line.encode("utf-8", "surrogateescape") in data
        plain(proposal.words).encode()
        assert proposal.fingerprint
        assert proposal.hidden is not None


@given(st.binary(max_size=200))
def test_front_matter_of_any_bytes_hides_no_task(block: bytes) -> None:
    block = block.replace(b"-", b"").replace(b".", b"")
    data = b"---\n" + block + b"\n---\n" + TASK.encode()
    read_metadata(data)
    assert [proposal.words for proposal in find_proposals("n.md", data, Vocabulary())] == ["Order the lamp"]


def test_a_large_note_has_its_size_and_its_proposals() -> None:
    data = large_note(2, 300)
    assert 2 * 2**20 - 200 < len(data) <= 2 * 2**20
    assert len(find_proposals("n.md", data, Vocabulary())) == 300
