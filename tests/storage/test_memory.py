"""What is remembered outside the vault."""

import errno
import json
import os
import stat
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fakes import TODAY, key_of, note, proposal_line, sitting
from triage.core.config import Config
from triage.core.errors import NotKept
from triage.core.task.decision import Snooze
from triage.storage import memory as memory_module
from triage.storage.memory import Memory
from triage.storage.vault import Vault

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda held: st.lists(held, max_size=3) | st.dictionaries(st.text(), held, max_size=3),
    max_leaves=6,
)
undecoded = st.text("a\udc80\udcff\u2028\x00é", min_size=1)


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(lambda: tmp_path)


@given(value=values | undecoded)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_remembered_is_recalled(memory: Memory, value: object) -> None:
    memory.remember("seen", value)
    assert memory.recall("seen") == value


def test_each_name_is_its_own_and_nothing_is_none(memory: Memory) -> None:
    assert memory.recall("seen") is None
    memory.remember("seen", [1])
    memory.remember("snoozes", {"a": "b"})
    assert (memory.recall("seen"), memory.recall("snoozes"), memory.recall("view")) == ([1], {"a": "b"}, None)


def test_it_is_for_this_user_alone_and_leaves_nothing_beside_it(memory: Memory, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        memory.remember("seen", [1])
    finally:
        os.umask(before)
    (kept,) = tmp_path.iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert kept.read_bytes().isascii()


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"[", b"[1,", b"{\xff}", b"\x00", b"nonsense", b"[" * 100_000, b'"\\ud8', b"1" * 5000),
        b'{"a": 1} {"b": 2}',
    ],
)
def test_what_cannot_be_read_any_more_is_nothing_and_is_replaced(
    memory: Memory, tmp_path: Path, data: bytes
) -> None:
    (tmp_path / "seen.json").write_bytes(data)
    assert memory.recall("seen") is None
    memory.remember("seen", [1])
    assert memory.recall("seen") == [1]


def test_a_pipe_a_folder_and_a_huge_file_are_nothing(memory: Memory, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.json")
    (tmp_path / "b.json").mkdir()
    with (tmp_path / "c.json").open("wb") as file:
        file.truncate(2**26)
    assert [memory.recall(name) for name in "abc"] == [None] * 3


def test_a_file_that_this_user_may_not_read_is_nothing(memory: Memory, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    memory.remember("seen", [1])
    (tmp_path / "seen.json").chmod(0)
    assert memory.recall("seen") is None


def test_what_the_system_does_not_let_be_read_is_left_as_it_is(
    memory: Memory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.remember("seen", [1])

    def refuse(path: Path, at_most: int) -> bytes:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    with monkeypatch.context() as patch:
        patch.setattr(memory_module, "read_regular", refuse)
        assert memory.recall("seen") is None
        with pytest.raises(NotKept, match="Permission denied"):
            memory.remember("seen", [2])
    assert memory.problems == ["The seen file cannot be read, and is left as it is: Permission denied"]
    assert [path.name for path in tmp_path.iterdir()] == ["seen.json"]
    assert memory.recall("seen") == [1]


def test_two_that_are_damaged_within_a_second_are_both_kept(memory: Memory, tmp_path: Path) -> None:
    for data in (b"{", b"[", b"\0"):
        (tmp_path / "seen.json").write_bytes(data)
        assert memory.recall("seen") is None
        assert len(memory.problems) == 1
    assert {path.read_bytes() for path in tmp_path.glob("damaged-seen-*")} == {b"{", b"[", b"\0"}


def test_a_damaged_snooze_costs_itself_alone(tmp_path: Path) -> None:
    root, state = tmp_path / "Vault", tmp_path / "state"
    for folder in (root, state):
        folder.mkdir()
    (root / "a.md").write_bytes(note(proposal_line("wool"), proposal_line("oil")))
    session = sitting(Vault(root, Config(), state=state), 1)
    session.decide([key_of(session, "wool")], Snooze(TODAY + timedelta(days=1)))
    kept = json.loads((state / "snoozes.json").read_bytes())
    odd = {"a": "0000-01-01", "b": "10000-01-01", "c": float("inf"), "d": 10**400, "e": [], "f": None}
    (state / "snoozes.json").write_text(json.dumps(odd | kept))
    again = sitting(Vault(root, Config(), state=state), 2)
    assert [row.proposal.words for row in again.rows.values() if again.sleeps(row)] == ["wool"]
    (problem,) = again.problems
    assert "6 records" in problem
    assert json.loads((state / "snoozes.json").read_bytes()) == kept
    assert sitting(Vault(root, Config(), state=state), 3).problems == []


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("event", ["open", "os.rename"])
def test_a_process_that_is_killed_meanwhile_leaves_the_old_or_the_new(
    memory: Memory,
    tmp_path: Path,
    listen: Callable[[Callable[[str, tuple[Any, ...]], None]], None],
    event: str,
) -> None:
    memory.remember("seen", ["old"])
    is_armed = True

    def kill(name: str, arguments: tuple[Any, ...]) -> None:
        nonlocal is_armed
        if is_armed and name == event and str(arguments[0]).startswith(str(tmp_path)):
            is_armed = False
            raise Killed

    listen(kill)
    with pytest.raises(Killed):
        memory.remember("seen", ["new"])
    assert not is_armed
    assert memory.recall("seen") == ["old"]
    memory.remember("seen", ["newer"])
    assert memory.recall("seen") == ["newer"]


def test_the_disk_has_it_before_it_takes_the_place_of_the_old(
    memory: Memory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.remember("seen", ["old"])
    order: list[str] = []
    fsync, rename = os.fsync, Path.replace

    def flush(descriptor: int) -> None:
        order.append("flush")
        fsync(descriptor)

    def replace(draft: Path, target: Path) -> Path:
        order.append("replace")
        return rename(draft, target)

    monkeypatch.setattr(os, "fsync", flush)
    monkeypatch.setattr(Path, "replace", replace)
    memory.remember("seen", ["new"])
    assert order == ["flush", "replace"]


def test_a_full_disk_is_said_and_the_old_stays(
    memory: Memory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.remember("seen", ["old"])

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotKept, match=r"^The seen could not be kept: No space left on device$"):
        memory.remember("seen", ["new"])
    assert memory.recall("seen") == ["old"]
    assert [path.name for path in tmp_path.iterdir()] == ["seen.json"]


def test_without_a_folder_there_is_nothing_and_nothing_is_kept() -> None:
    def none() -> Path:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    memory = Memory(none)
    assert memory.recall("seen") is None
    with pytest.raises(NotKept, match="Read-only file system"):
        memory.remember("seen", [])


@pytest.mark.parametrize("held", [b"", b"{", b'["a"]', b'{"x": 9}', b"\xff\xfe", b'{"a": "9999-99-99"}'])
def test_a_vault_can_be_triaged_whatever_became_of_the_memory(tmp_path: Path, held: bytes) -> None:
    root, state = tmp_path / "Vault", tmp_path / "state"
    for folder in (root, state):
        folder.mkdir()
    (root / "a.md").write_bytes(note(proposal_line("wool"), proposal_line("oil"), end="\r\n"))
    for name in ("snoozes", "seen", "offers", "view"):
        (state / f"{name}.json").write_bytes(held)
    session = sitting(Vault(root, Config(), state=state), 1)
    session.weigh()
    assert session.tabs.count(session.tabs.views[0]) == 2
    session.decide([key_of(session, "wool")], Snooze(TODAY + timedelta(days=1)))
    assert session.problems
    for problem in session.problems:
        kept = Path(problem.rpartition("the damaged file is kept as ")[2])
        assert kept.read_bytes() == held
    again = sitting(Vault(root, Config(), state=state), 2)
    assert again.problems == []
    assert [row.proposal.words for row in again.rows.values() if again.sleeps(row)] == ["wool"]


def test_a_snooze_touches_no_note(tmp_path: Path) -> None:
    root, state = tmp_path / "Vault", tmp_path / "state"
    for folder in (root, state):
        folder.mkdir()
    path = root / "a.md"
    path.write_bytes(note(proposal_line("wool"), proposal_line("oil"), end="\r\n", final=False))
    os.utime(path, ns=(10**18, 10**18))
    before = path.read_bytes(), path.stat()
    for number, verb in enumerate(("sleep", "undo", "redo", "undo"), start=1):
        vault = Vault(root, Config(), state=state)
        session = sitting(vault, number)
        match verb:
            case "sleep":
                session.decide([0, 1], Snooze(TODAY + timedelta(days=1)))
            case _:
                plan = session.planner.undo() if verb == "undo" else session.planner.redo()
                assert plan
                assert session.settle(session.save(plan)).written == 2
        now = path.stat()
        assert path.read_bytes() == before[0]
        assert (now.st_mtime_ns, now.st_ctime_ns, now.st_ino) == (
            before[1].st_mtime_ns,
            before[1].st_ctime_ns,
            before[1].st_ino,
        )
        assert sum(session.sleeps(row) for row in session.rows.values()) == (2 if verb != "undo" else 0)
        assert [entry.gesture.original_verb for entry in vault.entries()] == ["snooze"] * number
    kept = json.loads((state / "snoozes.json").read_bytes())
    assert kept == {}
    assert [path.name for path in root.iterdir()] == ["a.md"]
