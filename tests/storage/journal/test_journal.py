import json
import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from triage.core.history.gesture import Entry, Gesture, Written
from triage.core.task.edit import LineEdit, Outcome, Place, Result, apply_edits
from triage.storage.journal.journal import Journal, JournalUnreadable

AT = datetime(2026, 12, 3, 9, 30, tzinfo=UTC)
OLD, NEW = b"- [?] a\n- [?] b \xff\n", b"- [x] a\n- [-] b \xff\n"
EDITS = [
    LineEdit(Place("- [?] a", 0, 1, 1), "- [x] a"),
    LineEdit(Place("- [?] b \udcff", 0, 1, 2), "- [-] b \udcff"),
    LineEdit(Place("- [?] gone", 0, 1, 3), "- [x] gone"),
]


class Notes(dict[str, bytes]):
    """Notes in memory."""


def gesture(id_: str = "1", verb: str = "accept", concerns: str = "") -> Gesture:
    return Gesture(id_, "run", AT, verb, "detail ü", concerns)


def outcomes() -> list[Outcome]:
    after, found = apply_edits(OLD, EDITS)
    assert after == NEW
    return found


def journal(tmp_path: Path, notes: Notes | None = None) -> Journal:
    return Journal(tmp_path / "journal.jsonl", (notes or Notes()).get)


def done(journal: Journal, gesture: Gesture, note: str = "n.md") -> None:
    with journal.writing() as writer:
        writer.begin(gesture, note, OLD, NEW, outcomes())
        writer.end(gesture, note, outcomes())


def spent(note: str = "n.md") -> tuple[tuple[str, Place], ...]:
    return tuple((note, each.edit.place) for each in outcomes() if not each.is_saved)


def written(note: str = "n.md") -> tuple[Written, ...]:
    return tuple(
        Written(note, each.edit.place, each.place) for each in outcomes() if each.place and each.is_saved
    )


def test_what_was_written_is_read_again_whatever_its_bytes(tmp_path: Path) -> None:
    done(journal(tmp_path), gesture())
    assert journal(tmp_path).latest(None).entries == [Entry(gesture(), written(), spent())]
    assert len(written()) == 2
    assert (tmp_path / "journal.jsonl").read_bytes().isascii()
    assert stat.S_IMODE((tmp_path / "journal.jsonl").stat().st_mode) == 0o600


def test_there_is_nothing_before_the_first_gesture_and_reading_makes_no_file(tmp_path: Path) -> None:
    assert journal(tmp_path).latest(None).entries == ()
    assert list(tmp_path.iterdir()) == []


def test_a_gesture_over_several_notes_is_one_entry(tmp_path: Path) -> None:
    for note, id_ in [("a.md", "1"), ("z.md", "2"), ("b.md", "1")]:
        done(journal(tmp_path), gesture(id_), note)
    assert journal(tmp_path).latest(None).entries == [
        Entry(gesture("1"), written("a.md") + written("b.md"), spent("a.md") + spent("b.md")),
        Entry(gesture("2"), written("z.md"), spent("z.md")),
    ]


def test_only_lines_that_were_saved_count(tmp_path: Path) -> None:
    unconfirmed, failed, gone = outcomes()
    results = [
        Outcome(unconfirmed.edit, Result.UNCONFIRMED, unconfirmed.place, "no answer"),
        Outcome(failed.edit, Result.FAILED, reason="full"),
        gone,
    ]
    with journal(tmp_path).writing() as writer:
        writer.begin(gesture(), "n.md", OLD, NEW, outcomes())
        writer.end(gesture(), "n.md", results)
    (entry,) = journal(tmp_path).latest(None).entries
    assert (entry.gesture, entry.written) == (gesture(), written()[:1])
    assert entry.spent == (("n.md", gone.edit.place),)
    ((logged,),) = (each.notes for each in journal(tmp_path).latest(None).gestures)
    assert (logged.gesture, logged.note, list(logged.outcomes)) == (gesture(), "n.md", results)


def test_an_undo_that_took_nothing_back_is_still_there(tmp_path: Path) -> None:
    with journal(tmp_path).writing() as writer:
        writer.refuse(gesture("2", "undo", "1"), "n.md", [Outcome(EDITS[0], Result.GONE)])
    assert journal(tmp_path).latest(None).entries == [
        Entry(gesture("2", "undo", "1"), (), (("n.md", EDITS[0].place),))
    ]


@pytest.mark.parametrize("end", range(1, 400, 7))
def test_a_torn_line_hides_nothing_else(tmp_path: Path, end: int) -> None:
    done(journal(tmp_path), gesture("1"))
    file = tmp_path / "journal.jsonl"
    whole = file.read_bytes()
    file.write_bytes(whole + whole[:end])
    assert journal(tmp_path).latest(None).entries == [Entry(gesture("1"), written(), spent())]
    done(journal(tmp_path), gesture("2"))
    assert journal(tmp_path).latest(None).entries == [
        Entry(gesture("1"), written(), spent()),
        Entry(gesture("2"), written(), spent()),
    ]


@pytest.mark.parametrize(
    "garbage",
    [
        b"\n",
        b"\x00" * 4096 + b"\n",
        b"\xff\xfe\n",
        b"null\n[]\n1\n{}\n",
        b"[" * 100_000 + b"\n",
        b'{"record":"outcome","gesture":"1","note":"n.md","lines":[]}\n',
        b'{"record":"outcome","gesture":"1","note":"n.md","lines":[{"result":"odd","place":null,"reason":""}]}\n',
        b'{"record":"outcome","gesture":"7","note":"n.md","lines":[]}\n',
        b'{"record":"later"}\n',
    ],
)
def test_garbage_is_passed_over(tmp_path: Path, garbage: bytes) -> None:
    done(journal(tmp_path), gesture("1"))
    file = tmp_path / "journal.jsonl"
    intent, outcome = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(garbage + intent + garbage + outcome + garbage)
    assert journal(tmp_path).latest(None).entries == [Entry(gesture("1"), written(), spent())]


@pytest.mark.parametrize("key", ["run", "at", "verb", "note", "lines", "before"])
def test_an_intent_of_the_wrong_shape_is_garbage(tmp_path: Path, key: str) -> None:
    done(journal(tmp_path), gesture())
    file = tmp_path / "journal.jsonl"
    intent = json.loads(file.read_bytes().splitlines()[0])
    file.write_text(json.dumps(intent | {key: 5}))
    assert journal(tmp_path).latest(None).entries == []


@pytest.mark.parametrize(
    ("now", "is_written"),
    [
        (NEW, True),
        (OLD, False),
        (NEW + b"more", True),
        (NEW + OLD, False),
        (b"# x\n" + OLD, False),
        (None, False),
    ],
)
def test_an_intent_without_an_outcome_is_settled_by_the_note(
    tmp_path: Path, now: bytes | None, is_written: bool
) -> None:
    notes = Notes() if now is None else Notes({"n.md": now})
    with journal(tmp_path).writing() as writer:
        writer.begin(gesture(), "n.md", OLD, NEW, outcomes())
    expected = [Entry(gesture(), written() if is_written else (), spent())]
    assert journal(tmp_path, notes).latest(None).entries == expected
    if now is not None:  # once settled, a later change of the note does not matter
        assert journal(tmp_path, Notes({"n.md": OLD if is_written else NEW})).latest(None).entries == expected
    ((logged,),) = (each.notes for each in journal(tmp_path, notes).latest(None).gestures)
    assert [each.result for each in logged.outcomes] == [
        *[Result.SAVED if is_written else Result.FAILED] * 2,
        Result.GONE,
    ]


def test_of_two_intents_for_one_note_the_last_counts(tmp_path: Path) -> None:
    with journal(tmp_path).writing() as writer:
        writer.begin(gesture(), "n.md", OLD + b"x", NEW + b"x", outcomes())
        writer.begin(gesture(), "n.md", OLD, NEW, outcomes())
        writer.end(gesture(), "n.md", outcomes())
    assert journal(tmp_path, Notes({"n.md": NEW + b"x"})).latest(None).entries == [
        Entry(gesture(), written(), spent())
    ]


def test_a_record_that_does_not_fit_on_the_disk_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done(journal(tmp_path), gesture("1"))
    before = (tmp_path / "journal.jsonl").read_bytes()
    write = os.write
    taken = 0

    def fill(descriptor: int, data: memoryview) -> int:
        nonlocal taken
        if taken:
            raise OSError(28, "No space left on device")
        taken = write(descriptor, data[:20])
        return taken

    monkeypatch.setattr(os, "write", fill)
    with pytest.raises(OSError, match="No space"):
        done(journal(tmp_path), gesture("2"))
    assert (tmp_path / "journal.jsonl").read_bytes() == before


def test_a_journal_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "journal.jsonl").mkdir()
    with pytest.raises(JournalUnreadable, match=r"journal\.jsonl cannot be read: Is a directory"):
        journal(tmp_path).latest(None)


def test_two_runs_write_one_after_the_other(tmp_path: Path) -> None:
    """Sixteen processes; each holds the journal from its intent to its outcome."""
    children = []
    for number in range(16):
        if not (pid := os.fork()):
            code = 1
            try:
                for _ in range(5):
                    done(journal(tmp_path), gesture(f"{number}"), f"{number}.md")
                code = 0
            finally:
                os._exit(code)
        children.append(pid)
    assert {os.waitpid(pid, 0)[1] for pid in children} == {0}
    lines = [json.loads(line) for line in (tmp_path / "journal.jsonl").read_bytes().splitlines()]
    assert len(lines) == 160
    for intent, outcome in zip(lines[::2], lines[1::2], strict=True):
        assert (intent["record"], outcome["record"]) == ("intent", "outcome")
        assert intent["gesture"] == outcome["gesture"]


def test_lines_say_their_own_verb_and_detail_where_these_are_not_the_gestures(tmp_path: Path) -> None:
    place = Place("- [?] a", 0, 1, 1)
    edits = [
        LineEdit(place, "- [ ] a", "accept"),
        LineEdit(Place("- [?] b \udcff", 0, 1, 2), "- [-] b \udcff", "duplicate", "n \u2028\udcff.md:1"),
    ]
    _, found = apply_edits(OLD, edits)
    best = Gesture("1", "run", AT, "best")
    with journal(tmp_path).writing() as writer:
        writer.begin(best, "n.md", OLD, NEW, found)
        writer.end(best, "n.md", found)
    (entry,) = journal(tmp_path).latest(None).entries
    assert [(line.verb, line.detail) for line in entry.written] == [
        ("accept", ""),
        ("duplicate", "n \u2028\udcff.md:1"),
    ]
    records = [json.loads(line) for line in (tmp_path / "journal.jsonl").read_text().splitlines()]
    assert [[key for key in ("verb", "detail") if key in line] for line in records[0]["lines"]] == [
        ["verb"],
        ["verb", "detail"],
    ]


def test_what_an_older_version_has_written_says_neither(tmp_path: Path) -> None:
    done(journal(tmp_path), gesture())
    assert b'"verb":""' not in (tmp_path / "journal.jsonl").read_bytes()
    (entry,) = journal(tmp_path).latest(None).entries
    assert {(line.verb, line.detail) for line in entry.written} == {("", "")}


@pytest.mark.parametrize("own", ['"verb":3', '"detail":null', '"verb":["accept"]'])
def test_a_line_whose_verb_is_no_text_spoils_its_record_alone(tmp_path: Path, own: str) -> None:
    done(journal(tmp_path), gesture("1"))
    done(journal(tmp_path), gesture("2"), "b.md")
    path = tmp_path / "journal.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"new":', f'{own},"new":'.encode(), 1))
    assert [entry.gesture.id for entry in journal(tmp_path).latest(None).entries] == ["2"]


def test_a_snooze_is_written_once_the_journal_has_it_though_no_note_changes(tmp_path: Path) -> None:
    snooze = Gesture("1", "run", AT, "snooze", "2026-12-24")
    same = [LineEdit(edit.place, edit.place.line) for edit in EDITS]
    after, found = apply_edits(OLD, same)
    assert after == OLD
    with journal(tmp_path).writing() as writer:
        writer.refuse(snooze, "n.md", found)
    (entry,) = journal(tmp_path).latest(None).entries
    assert entry.gesture == snooze
    assert [(line.before, line.after) for line in entry.written] == [(e.place, e.place) for e in EDITS[:2]]
