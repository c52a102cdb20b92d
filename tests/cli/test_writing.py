"""Long gestures: how far they are, and stopping them between two notes."""

import io
import signal
import time
from collections.abc import Sequence

import pytest

from cli.command_line import Notes, Triage
from triage.core.history.gesture import Gesture
from triage.core.task.edit import LineEdit, Outcome
from triage.storage.vault import Vault

TAGS = "#task #proposed #auto"
SWEEP = f"- [?] Sweep the quay {TAGS}\n"


@pytest.fixture
def filled(notes: Notes) -> Notes:
    notes.write({f"2026-11-0{number}.md": SWEEP * 2 for number in range(1, 5)})
    return notes


@pytest.fixture
def interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C comes while the second note is written."""
    save, calls = Vault.save, iter(range(100))

    def save_and_interrupt(
        vault: Vault, note: str, edits: Sequence[LineEdit], gesture: Gesture
    ) -> list[Outcome]:
        if next(calls) == 1:
            signal.raise_signal(signal.SIGINT)  # in this thread, at once
        return save(vault, note, edits, gesture)

    monkeypatch.setattr(Vault, "save", save_and_interrupt)


def _decided(notes: Notes) -> list[str]:
    return [note for note, data in notes.everything().items() if b"[-]" in data]


@pytest.mark.usefixtures("interrupted")
def test_an_interruption_stops_between_two_notes_and_one_undo_takes_it_back(
    filled: Notes, triage: Triage
) -> None:
    before = filled.everything()
    ran = triage("reject", "--json", "--filter", "quay", "--yes")
    assert _decided(filled) == ["2026-11-03.md", "2026-11-04.md"]
    assert ran.code == 130
    assert [each["outcome"] for each in ran.objects] == ["saved"] * 4 + ["left"] * 4
    assert ran.err == (
        "Stopped: 2 notes written, 4 lines left as they were. One undo undoes it: triage undo\n"
    )
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert triage("undo").code == 0
    assert filled.everything() == before


def test_an_undo_is_stopped_between_two_gestures(
    filled: Notes, triage: Triage, request: pytest.FixtureRequest
) -> None:
    filled.write({f"more {number}.md": SWEEP for number in range(3)})
    before = filled.everything()
    triage("reject", "--filter", "-note:more")
    triage("reject", "--filter", "note:more")
    request.getfixturevalue("interrupted")
    ran = triage("undo", "2")
    assert (ran.code, _decided(filled)) == (130, [f"2026-11-0{number}.md" for number in range(1, 5)])
    assert ran.err == "Stopped after 1 gesture; undo again goes on\n"
    assert triage("undo").code == 0
    assert filled.everything() == before


def test_an_interruption_in_the_last_note_has_nothing_to_stop(
    notes: Notes, triage: Triage, interrupted: None
) -> None:
    notes.write({"a.md": SWEEP, "b.md": SWEEP})
    ran = triage("reject", "--view", "all")
    assert (ran.code, ran.err) == (0, "")
    assert _decided(notes) == ["a.md", "b.md"]


class _Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("seconds, is_told", [(0.3, True), (0.0, False)])
def test_somebody_who_waits_is_told_how_far_it_is(
    filled: Notes, triage: Triage, monkeypatch: pytest.MonkeyPatch, seconds: float, is_told: bool
) -> None:
    monkeypatch.setattr(io, "TextIOWrapper", _Terminal)
    ticks = iter(number * seconds for number in range(100))
    monkeypatch.setattr(time, "monotonic", lambda: next(ticks))
    ran = triage("reject", "--filter", "quay", "--yes")
    assert ran.code == 0
    assert ("2 of 4 notes written" in ran.err) is is_told
    if is_told:
        assert ran.err.endswith(" \r")
        assert "\n" not in ran.err


def test_no_progress_where_nobody_watches(
    filled: Notes, triage: Triage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = iter(range(100))
    monkeypatch.setattr(time, "monotonic", lambda: next(ticks))
    assert triage("reject", "--filter", "quay", "--yes").err == ""
