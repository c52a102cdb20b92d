"""`--commit`: what a command commits, and what it says."""

import pytest

from cli.command_line import Notes, Triage
from cli.test_app import terminal
from cli.test_resume import die_in
from forked.process import ended
from repository import Clone, needs_git, own_git

pytestmark = [needs_git, pytest.mark.usefixtures("own_git")]
__all__ = ["own_git"]

TAGS = "#task #proposed #auto"
NOTE = f"- [?] Oil the winch {TAGS}\n- [?] Paint the rail {TAGS}\n- [?] Caulk {TAGS}\n"


@pytest.fixture
def clone(notes: Notes) -> Clone:
    notes.write({"a.md": NOTE, "b.md": NOTE})
    clone = Clone.new(notes.root)
    clone.commit_all()
    return clone


def _configure(clone: Clone, config: str) -> None:
    folder = clone.top.parent / "home/xdg_config_home/triage"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.yaml").write_text(config)


def test_a_verb_and_its_undo_are_a_commit_each(clone: Clone, triage: Triage) -> None:
    ran = triage("accept", "--commit", "a.md:1", "b.md:1")
    assert ran.code == 0
    assert (
        ran.out.splitlines()[-1]
        == f"Committed 2 notes as {clone.git('rev-parse', '--short', 'HEAD')} on main."
    )
    assert (clone.commits, clone.status) == (2, [])
    assert triage("undo", "--commit", "--quiet").out == ""
    assert (clone.commits, clone.status) == (3, [])
    assert clone.committed("a.md") == NOTE.encode()
    assert triage("redo", "--commit").code == 0
    assert clone.git("log", "-1", "--format=%B").splitlines() == [
        "triage: accept 2 tasks in 2 notes",
        "",
        "accept  a.md:1  Oil the winch",
        "accept  b.md:1  Oil the winch",
    ]


def test_the_config_asks_for_commits_and_the_command_line_has_the_last_word(
    clone: Clone, triage: Triage
) -> None:
    triage("accept", "a.md:1")
    assert clone.commits == 1
    _configure(clone, "commit: true\n")
    triage("accept", "--no-commit", "a.md:2")
    triage("reject", "--dry-run", "a.md:3")
    assert clone.commits == 1
    assert triage("reject", "--json", "a.md:3").out.count("\n") == 1
    assert clone.commits == 2
    assert clone.git("log", "-1", "--format=%s") == "triage: reject 1 task in 1 note"
    assert clone.committed("a.md").count(b"[?]") == 2
    assert clone.status == [" M a.md"]


def test_nothing_written_is_nothing_committed(clone: Clone, triage: Triage) -> None:
    ran = triage("snooze", "--commit", "--until", "2199-01-01", "a.md:1")
    assert (ran.code, clone.commits) == (0, 1)
    assert "Committed" not in ran.out
    assert triage("undo", "--commit", "3").code == 0
    assert clone.commits == 1


def test_a_commit_that_cannot_be_made_is_said_and_made_up_for(clone: Clone, triage: Triage) -> None:
    (clone.top / ".git/MERGE_HEAD").write_text(clone.git("rev-parse", "HEAD"))
    ran = triage("accept", "--commit", "a.md:1")
    assert ran.code == 4
    assert ran.err == (
        "The notes are written, but not committed, and the next commit takes them along: "
        f"a merge is under way in {clone.top}\n"
    )
    assert "1 line accepted" in ran.out
    (clone.top / ".git/MERGE_HEAD").unlink()
    # the run that failed was of this process, which has not ended: it counts as over all the same
    assert triage("reject", "--commit", "b.md:2").code == 0
    assert (clone.commits, clone.status) == (2, [])
    assert clone.git("log", "-1", "--format=%s") == "triage: accept 1, reject 1 tasks in 2 notes"


def test_a_vault_without_a_repository(notes: Notes, triage: Triage) -> None:
    notes.write({"a.md": NOTE})
    ran = triage("accept", "--commit", "a.md:1")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("--commit: the vault is in no git repository")
    assert notes.read("a.md") == NOTE.encode()
    _configure(Clone(notes.root), "commit: true\n")
    ran = triage("accept", "a.md:1")
    assert (ran.code, ran.err) == (0, "")


def test_notes_that_git_ignores_are_named(clone: Clone, triage: Triage) -> None:
    clone.write(".gitignore", b"new.md\n")
    clone.write("new.md", NOTE.encode())
    ran = triage("accept", "--commit", "new.md:1")
    assert (ran.code, ran.err) == (0, "new.md was not committed: git ignores it\n")
    assert clone.commits == 1


def test_the_app_commits_as_it_is_left(clone: Clone) -> None:
    with terminal(str(clone.top), "--commit") as app:
        app.wait_for("Caulk")
        app.press("axq")
        assert app.exit_code() == 0
    assert "Committed 1 note as" in app.shown
    assert clone.git("log", "-1", "--format=%s") == "triage: accept 1, reject 1 tasks in 1 note"
    assert (clone.commits, clone.status) == (2, [])


def test_an_app_whose_line_was_dropped_leaves_the_commit_to_the_next_run(
    clone: Clone, triage: Triage
) -> None:
    with terminal(str(clone.top), "--commit") as app:
        app.wait_for("Caulk")
        app.press("a")
        app.wait_for("accepted")
    ended(app.process)
    assert (clone.commits, clone.status) == (1, [" M a.md"])
    triage("reject", "--commit", "b.md:2")
    assert clone.git("log", "-1", "--format=%s") == "triage: accept 1, reject 1 tasks in 2 notes"
    assert clone.status == []


def test_a_gesture_that_is_gone_on_with_is_committed_whole(clone: Clone, triage: Triage) -> None:
    die_in(clone.top, 1)  # by a run that was not to commit
    assert triage("resume", "--commit").code == 0
    assert clone.git("log", "-1", "--format=%s") == "triage: reject 6 tasks in 2 notes"
    assert clone.status == []
