"""Damaged records of a journal: only they are lost, and their file is set aside."""

import errno
import json
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from fakes import key_of, note, proposal_line, sitting
from triage.core.config import Config
from triage.core.history.gesture import Gesture
from triage.core.task.decision import Accept
from triage.core.task.edit import LineEdit, Outcome, Place, Result, apply_edits
from triage.session.session import Session
from triage.storage.journal import journal_file
from triage.storage.journal.damaged_file import said_of
from triage.storage.journal.journal import Journal, JournalUnreadable
from triage.storage.journal.journal_file import Limits
from triage.storage.vault import Vault

OLD, NEW = b"- [?] a\n", b"- [x] a\n"
EDITS = (LineEdit(Place("- [?] a", 0, 1, 1), "- [x] a"),)
AT = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)


def journal(folder: Path) -> Journal:
    return Journal(folder / "journal.jsonl", {"n.md": NEW}.get)


def outcomes() -> list[Outcome]:
    return apply_edits(OLD, EDITS)[1]


def decide(own: Journal, id_: str) -> None:
    gesture = Gesture(id_, "run", AT, "done")
    with own.writing() as writer:
        writer.begin(gesture, "n.md", OLD, NEW, outcomes())
        writer.end(gesture, "n.md", outcomes())


def ids(own: Journal) -> list[str]:
    return [entry.gesture.id for entry in own.latest(None).entries]


def set_aside(folder: Path) -> list[Path]:
    return sorted(folder.glob("damaged-*"))


@pytest.fixture
def lines(tmp_path: Path) -> list[bytes]:
    own = journal(tmp_path)
    for id_ in ("g1", "g2", "g3"):
        decide(own, id_)
    return (tmp_path / "journal.jsonl").read_bytes().splitlines(keepends=True)


def with_member(*path: str | int, value: object) -> Callable[[bytes], bytes]:
    """Another value for one member of a record."""

    def change(line: bytes) -> bytes:
        record: Any = json.loads(line)
        held = record
        for step in path[:-1]:
            held = held[step]
        held[path[-1]] = value
        return json.dumps(record).encode() + b"\n"

    return change


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "a block of NUL": lambda line: b"\0" * 4096 + b"\n",
    "NUL within": lambda line: line[:40] + b"\0" * 40 + line[80:],
    "half of it": lambda line: line[: len(line) // 2] + b"\n",
    "no text": lambda line: b"\xff\xfe\x00\n",
    "no record": lambda line: b"{}\n",
    "a number": lambda line: b"17\n",
    "a record of no name": with_member("record", value=5),
    "deep nesting": lambda line: b"[" * 100_000 + b"\n",
    "Infinity": with_member("lines", 0, "old", "number", value=float("inf")),
    "NaN": with_member("lines", 0, "old", "number", value=float("nan")),
    "1e999": lambda line: line.replace(b'"number":1', b'"number":1e999'),
    "a number of 5,000 digits": lambda line: line.replace(b'"number":1', b'"number":' + b"9" * 5000),
    "a number beyond all notes": with_member("lines", 0, "old", "number", value=10**30),
    "a number below all notes": with_member("lines", 0, "place", "number", value=-1),
    "a fraction": with_member("lines", 0, "old", "ordinal", value=0.5),
    "a truth for a number": with_member("lines", 0, "old", "of", value=True),
    "the year 1": with_member("at", value="0001-01-01T00:00:00+00:00"),
    "the year 9999": with_member("at", value="9999-12-31T23:59:59-14:00"),
    "the year 10000": with_member("at", value="10000-01-01T00:00:00+00:00"),
    "no zone": with_member("at", value="2026-11-22T14:05:00"),
    "a lone surrogate": with_member("lines", 0, "old", "line", value="- [?] \ud800"),
    "a number for a text": with_member("note", value=7),
    "lines that are none": with_member("lines", value={"a": 1}),
    "an id of another run": lambda line: with_member("gesture", value="g1")(
        with_member("run", value="another")(line)
    ),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_record_costs_itself_alone_and_is_kept(
    tmp_path: Path, lines: list[bytes], damage: Callable[[bytes], bytes]
) -> None:
    file = tmp_path / "journal.jsonl"
    lines[2] = damage(lines[2])
    file.write_bytes(b"".join(lines))
    found = journal(tmp_path)
    assert ids(found) == ["g1", "g3"]
    (problem,) = found.problems
    assert "1 record could not be read" in problem
    (kept,) = set_aside(tmp_path)
    assert kept.read_bytes() == b"".join(lines)
    assert str(kept) in problem
    assert [line for line in file.read_bytes().splitlines(keepends=True) if b'"damaged"' not in line] == [
        line for index, line in enumerate(lines) if index != 2
    ]
    again = journal(tmp_path)
    assert (ids(again), again.problems) == (["g1", "g3"], [])
    assert [each.gesture.id for each in again.latest().gestures[-again.latest().sound :]] == ["g3"]
    assert said_of(tmp_path) == [problem]
    decide(again, "g4")
    assert ids(journal(tmp_path)) == ["g1", "g3", "g4"]


def test_the_half_line_of_a_killed_run_is_no_damage_and_goes_with_the_next_record(
    tmp_path: Path, lines: list[bytes]
) -> None:
    file = tmp_path / "journal.jsonl"
    for cut in (1, 12, len(lines[4]) // 2, len(lines[4]) - 2):
        file.write_bytes(b"".join(lines[:4]) + lines[4][:cut])
        own = journal(tmp_path)
        assert (ids(own), own.problems) == (["g1", "g2"], [])
        decide(own, "g4")
        assert (ids(own), own.problems) == (["g1", "g2", "g4"], [])
    file.write_bytes(b"".join(lines[:5])[:-1])  # only its end is missing
    decide(journal(tmp_path), "g4")
    assert ids(journal(tmp_path)) == ["g1", "g2", "g3", "g4"]
    assert set_aside(tmp_path) == []


def test_all_that_is_damaged_is_counted_and_nothing_set_aside_is_overwritten(
    tmp_path: Path, lines: list[bytes]
) -> None:
    file = tmp_path / "journal.jsonl"
    for number in range(3):
        file.write_bytes(b"".join([b"x\n", *lines[:2], b"y\n" * 1_233 + b"z" * number]))
        found = journal(tmp_path)
        assert ids(found) == ["g1"]
        assert "1,23" in found.problems[0]
    assert len({kept.read_bytes() for kept in set_aside(tmp_path)}) == 3


def test_an_older_file_is_set_aside_by_itself(tmp_path: Path, lines: list[bytes]) -> None:
    older = tmp_path / "journal-20261122T140500.jsonl"
    older.write_bytes(b"".join([*lines[:2], b"\0\n"]))
    (tmp_path / "journal.jsonl").write_bytes(b"".join(lines[2:]))
    found = journal(tmp_path)
    assert ids(found) == ["g1", "g2", "g3"]
    assert len(found.problems) == len(set_aside(tmp_path)) == 1
    assert found.latest().sound == 2
    assert (tmp_path / "journal.jsonl").read_bytes() == b"".join(lines[2:])


def test_the_same_records_once_more_count_once(tmp_path: Path, lines: list[bytes]) -> None:
    own = Journal(tmp_path / "journal.jsonl", {"n.md": NEW}.get)
    first = own.latest(None).entries
    (tmp_path / "journal.jsonl").write_bytes(b"".join([*lines, *lines[2:4]]))
    assert len(journal(tmp_path).latest(None).entries) == 3
    assert [len(entry.written) for entry in first] == [1, 1, 1]


def test_a_line_longer_than_any_record_is_never_held(
    tmp_path: Path, lines: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_file, "LONGEST_BYTES", 10_000)
    (tmp_path / "journal.jsonl").write_bytes(b"".join([*lines[:4], b"x" * 95_000 + b"\n", *lines[4:]]))
    assert max(map(len, journal_file.lines_of(tmp_path / "journal.jsonl"))) < 10_000
    found = journal(tmp_path)
    assert ids(found) == ["g1", "g2", "g3"]
    assert "1 record" in found.problems[0]
    assert set_aside(tmp_path)[0].stat().st_size > 95_000
    assert (tmp_path / "journal.jsonl").stat().st_size < 10_000


def test_what_cannot_be_read_is_not_damaged(
    tmp_path: Path, lines: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    read = journal_file._lines

    def fail(*arguments: Any) -> Iterator[bytes]:
        yield next(read(*arguments))
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(journal_file, "_lines", fail)
    found = journal(tmp_path)
    with pytest.raises(JournalUnreadable, match="Input/output error"):
        found.latest(None)
    assert (found.problems, set_aside(tmp_path)) == ([], [])
    assert (tmp_path / "journal.jsonl").read_bytes() == b"".join(lines)


def test_where_it_cannot_be_set_aside_the_rest_counts_and_it_stays(
    tmp_path: Path, lines: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines[2] = b"garbage\n"
    (tmp_path / "journal.jsonl").write_bytes(b"".join(lines))

    def refuse(self: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    found = journal(tmp_path)
    assert ids(found) == ["g1", "g3"]
    assert "No space left on device" in found.problems[0]
    assert (tmp_path / "journal.jsonl").read_bytes() == b"".join(lines)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["journal.jsonl"]


def test_a_record_of_a_later_version_is_no_damage(tmp_path: Path, lines: list[bytes]) -> None:
    (tmp_path / "journal.jsonl").write_bytes(b"".join([*lines, b'{"record":"later","what":[1]}\n']))
    found = journal(tmp_path)
    assert (ids(found), found.problems) == (["g1", "g2", "g3"], [])


def test_a_gesture_larger_than_the_limit_can_be_undone(tmp_path: Path) -> None:
    own = Journal(tmp_path / "journal.jsonl", {"n.md": NEW}.get, Limits(megabytes=0))
    for number in range(60):  # each record is more than the limit
        decide(own, f"g{number:02}")
    assert ids(own) == [f"g{number:02}" for number in range(60)], "it is all one run"
    for number in range(60, 100):
        gesture = Gesture(f"g{number}", f"run-{number}", AT, "done")
        with own.writing() as writer:
            writer.begin(gesture, "n.md", OLD, NEW, outcomes())
            writer.end(gesture, "n.md", outcomes())
    assert ids(own) == [f"g{number}" for number in range(79, 100)]
    assert all(each.result is Result.SAVED for each in own.latest(None).gestures[0].notes[0].outcomes)


def test_where_an_undo_is_damaged_nothing_is_called_overwritten(tmp_path: Path) -> None:
    root = tmp_path / "vault"
    root.mkdir()
    (root / "a.md").write_bytes(note(proposal_line("wool"), proposal_line("oil")))

    def sit(number: int) -> Session:
        return sitting(Vault(root, Config(), state=tmp_path), number)

    session = sit(1)
    session.decide([key_of(session, "wool")], Accept())
    plan = session.planner.undo()
    assert plan
    session.settle(session.save(plan))
    session.tidy(is_last=True)
    file = tmp_path / "journal.jsonl"
    whole = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join([*whole[:2], b"\0" * 100 + b"\n"]))
    session = sit(2)
    assert session.overwriting.found() == []
    assert "1 record" in session.problems[0]
    plan = session.planner.undo()
    assert plan, "it is not known that it was taken back"
    (failed,) = session.settle(session.save(plan)).failed
    assert failed[1].result is Result.GONE
    file.write_bytes(b"".join(whole[:2]))
    assert [row.proposal.words for row in map(sit(3).rows.get, sit(3).overwriting.found()) if row] == ["wool"]
