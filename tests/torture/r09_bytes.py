"""R9: whatever a note holds and whatever is decided, only the decided line differs, and undo restores."""

import os
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lines import notes
from torture.row import Row, Task, Verdict
from torture.scene import MODES
from triage.core.config import Config, Write
from triage.core.task.decision import (
    Accept,
    Decision,
    Done,
    Edit,
    Prioritise,
    Reassign,
    Redate,
    Reject,
    Start,
)
from triage.core.task.fields import Priority
from triage.session.session import Session
from triage.storage.vault import Vault

NAME = "R9"
TITLE = "byte fidelity of random notes and decisions through session and vault"
NEEDS = ()

_CASES: Final = 10_000
_SHORT: Final = 100
_TODAY: Final = date(2026, 12, 3)
_MEMORY: Final = Path("/dev/shm")


class Differs(AssertionError):
    """Bytes that no decision was about have changed."""


def run(task: Task) -> Row:
    """Try as many cases as are asked for, in memory if possible: the disk is not what is tested."""
    number = _SHORT if task.is_short else _CASES
    counts: Counter[str] = Counter()
    parent = _MEMORY if os.access(_MEMORY, os.W_OK) else task.folder
    folder = Path(tempfile.mkdtemp(prefix="torture-", dir=parent))
    wrong: list[str] = []
    try:
        _tried(folder, number, counts)
    except Differs as difference:
        wrong.append(str(difference))
    finally:
        shutil.rmtree(folder)
    told = ", ".join(f"{n:,} {what}" for what, n in sorted(counts.items()) if what != "cases")
    if counts["saved"] < number // 10:
        wrong.append("too few cases decided anything to prove something")
    return Row(
        NAME,
        TITLE,
        f"{len(wrong)} differences in {counts['cases']:,} cases ({told})",
        Verdict.FAILED if wrong else Verdict.PASSED,
        tuple(wrong),
    )


_decisions = st.one_of(
    st.sampled_from((Accept(), Start(), Done(), Reject(), Redate(None), Prioritise(None))),
    st.builds(Edit, st.sampled_from(("Order oil", "é 漢字 🎻", "a  b", "Ask [[Ada]] #now"))),
    st.builds(Reassign, st.sampled_from(("", "Ada Quill", "Bo Tarn Vesper"))),
    st.builds(Redate, st.dates(date(2020, 1, 1), date(2030, 12, 31))),
    st.builds(Prioritise, st.sampled_from(Priority)),
)


def _tried(folder: Path, number: int, counts: Counter[str]) -> None:
    cases = count()
    (folder / "vault").mkdir()

    @settings(max_examples=number, deadline=None, database=None, suppress_health_check=[*HealthCheck])
    @given(notes(), _decisions, st.randoms(use_true_random=False), st.sampled_from(MODES), st.booleans())
    def case(data: bytes, decision: Decision, chance: random.Random, mode: str, again: bool) -> None:
        state = folder / f"state-{next(cases)}"
        state.mkdir()
        try:
            _one(folder / "vault", state, data, decision, chance, mode, again, counts)
        finally:
            shutil.rmtree(state)

    case()


def _one(
    root: Path,
    state: Path,
    data: bytes,
    decision: Decision,
    chance: random.Random,
    mode: str,
    again: bool,
    counts: Counter[str],
) -> None:
    """Decide some of the tasks of one note, compare, and take it back, after a restart if `again`."""
    counts["cases"] += 1
    note = root / "n.md"
    note.write_bytes(data)
    session = _session(root, state, mode, "run-1")
    lines = data.split(b"\n")
    rows = [row for number in range(1, len(lines) + 1) if (row := session.add_task("n.md", number))]
    if not rows:
        return
    decided = chance.sample(rows, chance.randint(1, min(3, len(rows))))
    meant = {row.proposal.place.number - 1 for row in decided}
    saved = session.save(session.planner.decide([row.key for row in decided], decision))
    results = Counter(outcome.result.value for outcomes, _ in saved.notes.values() for outcome in outcomes)
    session.settle(saved)
    after = note.read_bytes()
    if problem := _difference(lines, after.split(b"\n"), meant):
        raise Differs(f"{problem}, by {decision} of lines {sorted(meant)} in {mode}, in {data!r}")
    if set(results) - {"saved"}:
        raise Differs(f"{dict(results)} by {decision} in {mode}, in {data!r}")
    counts["saved" if after != data else "left it as it was"] += 1
    if after == data:
        return
    if again:
        session = _session(root, state, mode, "run-2")
    undo = session.planner.undo()
    if undo is None:
        raise Differs(f"no undo of {decision} in {mode}, in {data!r}")
    session.settle(session.save(undo))
    if note.read_bytes() != data:
        raise Differs(f"undo of {decision} in {mode} left {note.read_bytes()!r} of {data!r}")
    counts["taken back"] += 1


def _difference(before: Sequence[bytes], after: Sequence[bytes], meant: set[int]) -> str:
    """What differs though it should not; "" for nothing."""
    if len(before) != len(after):
        return f"{len(before)} lines became {len(after)}"
    others = [
        i for i, (old, new) in enumerate(zip(before, after, strict=True)) if old != new and i not in meant
    ]
    return f"lines {others} differ too" if others else ""


def _session(root: Path, state: Path, mode: str, run: str) -> Session:
    vault = Vault(root, Config(write=Write(mode)), state=state)
    session = Session(vault, _TODAY, run=run, now=lambda: datetime.now(UTC))
    session.load()
    return session
