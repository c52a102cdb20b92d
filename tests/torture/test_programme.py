"""The half of the programme that needs only Python."""

import io
import sys
from functools import partial
from pathlib import Path

import pytest

from torture import r05_storms, r06_readers, r09_bytes, r11_attributes
from torture.aftermath import Ends, start_again
from torture.child import ran_over
from torture.circumstances import kill_at
from torture.packages import install, packages_for
from torture.programme import Timed, find_tests, has_failed, run, table
from torture.row import Row, Task, Verdict
from torture.scene import MODES, SIZES, VERBS, Scene

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="exchange and leases are Linux's")


class Made:
    """A test with the verdict that it is given."""

    NAME = "R0"
    TITLE = "made | up"

    def __init__(self, verdict: Verdict, needs: tuple[str, ...] = ()) -> None:
        self.NEEDS = needs
        self.verdict = verdict
        self.folders: list[Path] = []

    def run(self, task: Task) -> Row:
        assert list(task.folder.iterdir()) == []
        (task.folder / "left").write_text("")
        self.folders.append(task.folder)
        return Row(self.NAME, self.TITLE, "1 of 2", self.verdict, ("why",) * 20)


def through(tmp_path: Path, *made: Made) -> list[Timed]:
    nothing = io.StringIO()
    return list(run(made, tmp_path, ("triage",), is_short=True, progress=nothing, install=lambda needs: "no"))


def test_every_row_of_the_programme_is_found_by_its_file() -> None:
    found = find_tests("r1, R11")
    assert [test.NAME for test in found] == ["R1", "R11"]
    with pytest.raises(ValueError, match="There is no R77; there are R1, R2"):
        find_tests("R1,R77")


@pytest.mark.parametrize("name", ["R1", "R2", "R3", "R4", "R5", "R6", "R9", "R11"])
def test_a_row_says_its_name_and_what_it_needs(name: str) -> None:
    (test,) = find_tests(name)
    assert test.NAME.upper() == name
    assert test.TITLE
    assert isinstance(test.NEEDS, tuple)


def test_a_test_works_in_a_folder_of_its_own_that_is_removed(tmp_path: Path) -> None:
    made = Made(Verdict.PASSED)
    (timed,) = through(tmp_path, made)
    assert timed.row.verdict is Verdict.PASSED
    assert made.folders[0].parent == tmp_path
    assert list(tmp_path.iterdir()) == []


def test_one_failed_row_fails_the_programme(tmp_path: Path) -> None:
    assert not has_failed(through(tmp_path, Made(Verdict.PASSED), Made(Verdict.SKIPPED)))
    assert has_failed(through(tmp_path, Made(Verdict.PASSED), Made(Verdict.FAILED)))


def test_what_lacks_a_program_is_skipped_by_name_with_the_reason(tmp_path: Path) -> None:
    made = Made(Verdict.FAILED, ("no-such-program",))
    (timed,) = through(tmp_path, made)
    assert timed.row.verdict is Verdict.SKIPPED
    assert timed.row.figure == "no no-such-program on this machine: no"
    assert made.folders == []


def test_a_test_that_cannot_be_done_is_a_row_that_failed(tmp_path: Path) -> None:
    class Broken(Made):
        def run(self, task: Task) -> Row:
            raise ChildProcessError("an undisturbed save failed")

    (timed,) = through(tmp_path, Broken(Verdict.PASSED))
    assert timed.row.verdict is Verdict.FAILED
    assert timed.row.figure == "it could not be done: an undisturbed save failed"


def test_the_table_has_a_line_a_row_and_what_is_to_be_known_beneath(tmp_path: Path) -> None:
    lines = table(through(tmp_path, Made(Verdict.FAILED))).splitlines()
    assert lines[0] == "| row | test | figure | verdict | seconds |"
    assert lines[2].startswith("| R0 | made / up | 1 of 2 | FAILED | ")
    assert lines[4:6] == ["R0:", "* why"]
    assert lines[-1] == "* … and 8 more"


def test_each_program_has_its_package_and_what_is_there_is_not_installed() -> None:
    assert packages_for(("strace", "ssh", "ssh-keygen")) == ("strace", "openssh-client")
    assert install(("sh",)) == ""


@pytest.mark.parametrize("mode", MODES)
def test_killed_at_an_audited_event_the_note_is_old_or_new(tmp_path: Path, mode: str) -> None:
    ends = set()
    for at in range(1, 1000, 9):
        scene = Scene(tmp_path / "case", mode, VERBS[1], SIZES["smallest"]).make()
        ran = ran_over(scene, *scene.decision, before=[partial(kill_at, at)])
        after = start_again(scene, Ends.of(scene))
        assert after.problems == [], at
        assert after.report == "" or mode == "inplace"
        assert after.is_new or ran.outcome != "saved"
        ends.add((ran.code, after.is_new))
        if ran.code >= 0:
            break
    assert ends == {(-9, False), (-9, True), (0, True)}
    assert at > 40


@on_linux
@pytest.mark.parametrize("way", r05_storms.WAYS)
def test_no_line_of_another_program_is_lost_in_a_storm(tmp_path: Path, way: str) -> None:
    storm = r05_storms.storm(tmp_path / "storm", "exchange", way, 0.8)
    assert (storm.lost, storm.twice) == (0, 0), storm
    assert storm.acknowledged > 20
    assert storm.results
    if way in {"append", "append-held"}:
        assert storm.undone == 0


@on_linux
@pytest.mark.parametrize("mode", MODES)
def test_a_reader_sees_the_old_note_or_the_new_one(tmp_path: Path, mode: str) -> None:
    seen = r06_readers.watched(tmp_path / "watched", mode, "100 kB", 0.4)
    assert seen.wrong == []
    assert seen.reads > 10


def test_only_the_decided_bytes_change_and_undo_restores_them(tmp_path: Path) -> None:
    row = r09_bytes.run(Task(tmp_path, is_short=True))
    assert row.verdict is Verdict.PASSED, row.details


@on_linux
def test_what_a_note_has_beside_its_bytes_is_kept_or_the_decision_refused(tmp_path: Path) -> None:
    folder = tmp_path / "attributes"
    folder.mkdir()
    row = r11_attributes.run(Task(folder, is_short=True))
    assert row.verdict is Verdict.PASSED, row.details
