"""The half of R10 and R13 that needs only Python and a pseudo-terminal."""

from pathlib import Path

import pytest

from torture import r10_signals, r13_two_apps
from torture.row import Task, Verdict


def test_two_apps_an_editor_and_a_pipeline_on_one_vault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(r13_two_apps, "AGREED", 0.0)  # a slow machine is no fault here
    row = r13_two_apps.run(Task(tmp_path.resolve(), is_short=True))
    assert row.verdict is Verdict.PASSED, "\n".join(row.details)


def test_the_end_from_outside_harms_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for limit in ("GONE", "BUSY"):
        monkeypatch.setattr(r10_signals, limit, 0.0)
    row = r10_signals.run(Task(tmp_path.resolve(), is_short=True))
    assert row.verdict is Verdict.PASSED, "\n".join(row.details)
