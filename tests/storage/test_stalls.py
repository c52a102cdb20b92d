"""Saves that stall until the kernel takes their leases away and others write; tested without waiting."""

import os
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from triage.core.config import Config, Write
from triage.core.task.edit import LineEdit, Result, places
from triage.core.task.note import lines_of
from triage.storage.journal.journal_record import Trace
from triage.storage.replacing import exchange, in_place, lease
from triage.storage.replacing import swap as swapping
from triage.storage.replacing.draft import LATE
from triage.storage.replacing.file_systems import FileSystems
from triage.storage.replacing.in_place import write_in_place
from triage.storage.replacing.overwriting import is_torn
from triage.storage.replacing.replace import replace_note
from triage.storage.replacing.target import NoteMoved, Unconfirmed
from triage.storage.vault import Vault

OLD = b"# Harbour\n- [?] Paint the boat\nthe end\n"
TEXTS = {
    "same": b"# Harbour\n- [x] Paint the boat\nthe end\n",
    "grows": b"# Harbour\n- [x] Paint the boat before the fair\nthe end\n",
    "grows by one": b"# Harbour\n- [?] Paint the boats\nthe end\n",
    "shrinks": b"# Harbour\n- [x] Paint\nthe end\n",
}
OTHER = b"- a line of another program\n"
SECOND = b"- a line of a third one\n"


@pytest.fixture
def note(tmp_path: Path) -> Path:
    vault = tmp_path.resolve() / "vault"
    vault.mkdir()
    if not FileSystems(vault, tmp_path.resolve(), Write.EXCHANGE).methods(vault):
        pytest.skip("the file system has no leases, or cannot exchange two files")
    (vault / "note.md").write_bytes(OLD)
    return vault / "note.md"


@pytest.fixture
def lose_leases(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Take every lease away, as the kernel does from a process that stalls."""
    held: set[int] = set()
    take = lease.take

    def taken(descriptor: int, kind: int) -> bool:
        held.add(descriptor)
        return take(descriptor, kind)

    def lose() -> None:
        for descriptor in held:
            lease.release(descriptor)

    monkeypatch.setattr(lease, "take", taken)
    monkeypatch.setattr(lease, "break_seconds", lambda: 0.0)
    return lose


def append(note: Path, line: bytes = OTHER) -> None:
    with note.open("ab", buffering=0) as file:
        file.write(line)


def rewrite(note: Path) -> None:
    data = note.read_bytes()
    note.write_bytes(data + OTHER)


def write_back(note: Path) -> None:
    """Save a text that was read long before."""
    note.write_bytes(OLD + OTHER)


def rename(note: Path) -> None:
    new = note.with_name(".new")
    new.write_bytes(note.read_bytes() + OTHER)
    new.rename(note)


def stall(monkeypatch: pytest.MonkeyPatch, name: str, side: str, act: Callable[[], None]) -> list[str]:
    """Stall the first call of a function before or after it runs; the list is empty if there was no call."""
    seen: list[str] = []
    owner: Any = in_place if name == "flush" else os
    call = getattr(owner, name)

    def stalled(*arguments: Any) -> Any:
        is_first = not seen and (name != "flush" or os.fstat(arguments[0]).st_ino == inode)
        if is_first:
            seen.append(name)
        if is_first and side == "enter":
            act()
        result = call(*arguments)
        if is_first and side == "exit":
            act()
        return result

    inode = -1

    def about(path: Path) -> None:
        nonlocal inode
        inode = path.stat().st_ino

    stalled.about = about  # type: ignore[attr-defined]
    monkeypatch.setattr(owner, name, stalled)
    return seen


CALLS = ["pwrite", "pwritev", "ftruncate", "utime", "flush"]


@pytest.mark.parametrize(
    "text, name, side, other",
    [
        pytest.param(*each, id="-".join([*each[:3], each[3].__name__]))
        for each in product(TEXTS, CALLS, ["enter", "exit"], [append, rewrite, write_back, rename])
    ],
)
def test_in_place_a_stall_at_any_call_loses_nothing_of_others(
    note: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    lose_leases: Callable[[], None],
    text: str,
    name: str,
    side: str,
    other: Callable[[Path], None],
) -> None:
    def act() -> None:
        lose_leases()
        other(note)

    after = TEXTS[text]
    seen = stall(monkeypatch, name, side, act)
    getattr(in_place if name == "flush" else os, name).about(note)
    trace = Trace("inplace", str(tmp_path.resolve() / "drafts"), "0123456789abcdef.draft", note.stat().st_ino)
    try:
        write_in_place(note, OLD, after, trace)
    except NoteMoved:
        assert OTHER in note.read_bytes()
        assert note.read_bytes() == OLD + OTHER or other is rename  # who has read what was half written
    except Unconfirmed:
        assert OTHER in note.read_bytes() or (text, name, side) == ("shrinks", "ftruncate", "enter")
        assert other is not append or name == "ftruncate"
    else:
        assert note.read_bytes() == after + (OTHER if seen else b"")
    assert not seen or OTHER in note.read_bytes() or (name, side) == ("ftruncate", "enter")


def test_what_an_interrupted_overwriting_leaves_is_known() -> None:
    for after in TEXTS.values():
        shared = min(len(OLD), len(after))
        grown = [OLD + after[shared:][:count] for count in range(1 + len(after) - shared)]
        states = [*grown, *(after[:at] + grown[-1][at:] for at in range(shared + 1))]
        assert all(is_torn(state, OLD, after) for state in states)
        assert not is_torn(OLD + OTHER, OLD, after)
        assert not is_torn(OLD[1:], OLD, after)


Moment = Callable[[int], None]


def around_swaps(monkeypatch: pytest.MonkeyPatch, before: Moment, behind: Moment) -> None:
    """Act before and after the swap of each number, from 0."""
    numbers = iter(range(100))

    def swap(folder: int, name: str, other_folder: int, other_name: str) -> None:
        number = next(numbers)
        before(number)
        swapping.swap(folder, name, other_folder, other_name)
        behind(number)

    monkeypatch.setattr(exchange, "swap", swap)


def two_writers(note: Path, monkeypatch: pytest.MonkeyPatch, lose_leases: Callable[[], None]) -> None:
    """Stall the first exchange; others append to the note before it, and to the draft after it."""

    def before(number: int) -> None:
        if number == 0:
            lose_leases()
            append(note)

    around_swaps(monkeypatch, before, lambda number: append(note, SECOND) if number == 0 else None)


def test_of_two_writers_in_a_stalled_exchange_neither_is_lost(
    note: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lose_leases: Callable[[], None]
) -> None:
    """The first program writes into the old note, the second into the draft that replaced it."""
    two_writers(note, monkeypatch, lose_leases)
    file_systems = FileSystems(note.parent, tmp_path.resolve(), Write.EXCHANGE)
    with pytest.raises(NoteMoved):
        replace_note(file_systems, note, OLD, TEXTS["same"], lambda trace: None)
    assert note.read_bytes() == OLD + OTHER
    (late,) = (tmp_path / "drafts").iterdir()
    assert late.name.endswith(LATE)
    assert late.read_bytes() == TEXTS["same"] + SECOND


def test_what_was_added_to_a_draft_is_taken_into_the_note(
    note: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lose_leases: Callable[[], None]
) -> None:
    two_writers(note, monkeypatch, lose_leases)
    outcomes, said = saved(tmp_path)
    assert outcomes == [Result.SAVED]
    assert note.read_bytes() == TEXTS["same"] + OTHER + SECOND
    assert said == ["Another program wrote note.md at the same moment; its text was taken into the note"]


def test_a_note_that_is_replaced_behind_its_exchange_is_decided_again(
    note: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lose_leases: Callable[[], None]
) -> None:
    def behind(number: int) -> None:
        if number == 0:
            new = note.with_name(".new")
            new.write_bytes(OLD + OTHER)
            new.rename(note)

    around_swaps(monkeypatch, lambda number: None, behind)
    outcomes, said = saved(tmp_path)
    assert (outcomes, said) == ([Result.SAVED], [])
    assert note.read_bytes() == TEXTS["same"] + OTHER


def test_a_note_that_is_replaced_by_one_that_has_the_decision_is_saved(
    note: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lose_leases: Callable[[], None]
) -> None:
    def behind(number: int) -> None:
        if number == 0:
            lose_leases()
            rename(note)

    around_swaps(monkeypatch, lambda number: None, behind)
    outcomes, said = saved(tmp_path)
    assert (outcomes, said) == ([Result.SAVED], [])
    assert note.read_bytes() == TEXTS["same"] + OTHER
    (entry,) = vault_at(tmp_path).history().undoable
    assert [line.after.line for line in entry.written] == ["- [x] Paint the boat"]


def vault_at(tmp_path: Path) -> Vault:
    (tmp_path / "state").mkdir(exist_ok=True)
    return Vault(tmp_path / "vault", Config(write=Write.EXCHANGE), state=tmp_path / "state")


def saved(tmp_path: Path) -> tuple[list[Result], list[str]]:
    """Decide the line of the note; the outcomes, and what the next cleaning reports."""
    from storage.test_vault_save import gesture

    vault = vault_at(tmp_path)
    (place,) = places(lines_of(OLD), [1])
    outcomes = vault.save("note.md", [LineEdit(place, "- [x] Paint the boat")], gesture())
    return [each.result for each in outcomes], vault.tidy(is_last=True)
