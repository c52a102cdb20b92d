from datetime import UTC, datetime

from triage.core.history.gesture import Entry, Gesture, Written
from triage.core.history.net_change import commit_message, net_changes, without
from triage.core.task.edit import LineEdit, apply_edits, places
from triage.core.task.note import lines_of

TAGS = "#task #proposed #auto"
AT = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)
OIL, PAINT = f"- [?] Oil the winch @Ada {TAGS}", f"- [?] Paint the rail {TAGS}"


class Notes:
    """Notes whose lines are replaced, and the gestures that did it."""

    def __init__(self, **notes: str) -> None:
        self.data = {name: text.encode() for name, text in notes.items()}
        self.entries: list[Entry] = []

    def replace(self, verb: str, *lines: tuple[str, int, str], detail: str = "") -> None:
        """Replace lines, each given by its note, number and new text, in one gesture."""
        written: list[Written] = []
        for note in dict.fromkeys(note for note, _, _ in lines):
            here = [(number, after) for name, number, after in lines if name == note]
            found = places(lines_of(self.data[note]), [number - 1 for number, _ in here])
            edits = [LineEdit(place, after) for place, (_, after) in zip(found, here, strict=True)]
            self.data[note], outcomes = apply_edits(self.data[note], edits)
            for edit, outcome in zip(edits, outcomes, strict=True):
                assert outcome.place
                written.append(Written(note, edit.place, outcome.place))
        name = str(len(self.entries))
        self.entries.append(Entry(Gesture(name, "run", AT, verb, detail), tuple(written)))

    @property
    def changes(self) -> list[tuple[str, int, tuple[str, ...]]]:
        return [(each.note, each.after.number, each.verbs) for each in net_changes(self.entries)]


def _boxed(line: str, symbol: str) -> str:
    return line.replace("[?]", f"[{symbol}]")


def test_decisions_about_one_line_are_one_change() -> None:
    notes = Notes(a=f"{OIL}\n{PAINT}\n")
    moved = OIL.replace("@Ada", "@Bo")
    notes.replace("reassign", ("a", 1, moved))
    notes.replace("reject", ("a", 2, _boxed(PAINT, "-")))
    notes.replace("accept", ("a", 1, _boxed(moved, " ")))
    assert notes.changes == [("a", 1, ("reassign", "accept")), ("a", 2, ("reject",))]
    assert [change.verb for change in net_changes(notes.entries)] == ["accept", "reject"]
    notes.replace("redate", ("a", 1, _boxed(moved, " ") + " 📅 2026-12-04"))
    assert net_changes(notes.entries)[0].verb == "accept"


def test_what_was_taken_back_is_no_change() -> None:
    notes = Notes(a=f"{OIL}\n", b=OIL)
    notes.replace("edit", ("a", 1, f"{OIL} x"))
    notes.replace("accept", ("a", 1, _boxed(f"{OIL} x", " ")), ("b", 1, _boxed(OIL, " ")))
    notes.replace("undo", ("a", 1, f"{OIL} x"), ("b", 1, OIL), detail="accept")
    assert notes.changes == [("a", 1, ("edit",))]
    notes.replace("redo", ("a", 1, _boxed(f"{OIL} x", " ")), detail="accept")
    assert notes.changes == [("a", 1, ("edit", "accept"))]


def test_an_undo_of_what_was_decided_before_is_a_change() -> None:
    notes = Notes(a=_boxed(OIL, "-"))
    notes.replace("undo", ("a", 1, OIL), detail="reject")
    assert notes.changes == [("a", 1, ("undo",))]


def test_duplicates_are_told_apart() -> None:
    notes = Notes(a=f"{OIL}\n{OIL}\n{OIL}")
    notes.replace("reject", ("a", 2, _boxed(OIL, "-")), ("a", 3, _boxed(OIL, "-")))
    notes.replace("accept", ("a", 3, _boxed(OIL, " ")))
    assert notes.changes == [("a", 2, ("reject",)), ("a", 3, ("reject", "accept"))]
    assert without(notes.data["a"], "a", notes.entries) == f"{OIL}\n{OIL}\n{OIL}".encode()


def test_a_note_without_its_gestures_keeps_what_others_changed() -> None:
    notes = Notes(a=f"{OIL}\r\n{PAINT}\nend", b=OIL)
    notes.replace("accept", ("a", 1, _boxed(f"{OIL}\r", " ")), ("b", 1, _boxed(OIL, " ")))
    notes.replace("reject", ("a", 2, _boxed(PAINT, "-")))
    now = b"new\n" + notes.data["a"].replace(_boxed(PAINT, "-").encode(), b"- [x] Painted")
    assert without(now, "a", notes.entries) == f"new\n{OIL}\r\n- [x] Painted\nend".encode()


def test_the_message_counts_by_verb_and_names_each_task() -> None:
    notes = Notes(**{"Winch.md": f"x\n{OIL}", "Rail.md": f"{PAINT}\n{PAINT} 1"})
    notes.replace("accept", ("Winch.md", 2, _boxed(OIL, " ")))
    notes.replace("reject", ("Rail.md", 1, _boxed(PAINT, "-")), ("Rail.md", 2, _boxed(f"{PAINT} 1", "-")))
    assert commit_message(net_changes(notes.entries)).splitlines() == [
        "triage: reject 2, accept 1 tasks in 2 notes",
        "",
        "reject  Rail.md:1  Paint the rail",
        f"reject  Rail.md:2  Paint the rail {TAGS} 1",
        "accept  Winch.md:2  Oil the winch",
    ]
    one = commit_message(net_changes(notes.entries[:1]))
    assert one.startswith("triage: accept 1 task in 1 note\n")


def test_the_message_is_clean_and_ends() -> None:
    lines = "\n".join(f"- [?] Task {number} \x1b[2J\u202e {TAGS}" for number in range(400))
    notes = Notes(a=lines)
    notes.replace("accept", *(("a", n + 1, f"- [ ] Task {n} \x1b[2J\u202e {TAGS}") for n in range(400)))
    message = commit_message(net_changes(notes.entries))
    assert len(message.splitlines()) == 2 + 100 + 1
    assert message.endswith("\nand 300 more")
    assert not {"\x1b", "\u202e"} & set(message)
