"""Commits of what a run decided, by the real git in temporary folders."""

import os
import stat
import subprocess
from collections.abc import Callable
from itertools import count
from pathlib import Path
from threading import Timer

import pytest

from fakes import sitting
from repository import Clone, needs_git, own_git
from triage.core.config import Config
from triage.core.task.decision import Accept, Decision, Reject
from triage.session.session import Session
from triage.storage.git import git, git_index
from triage.storage.git.commit import Commits, Committing, why_not
from triage.storage.vault import Vault

pytestmark = [needs_git, pytest.mark.usefixtures("own_git")]
__all__ = ["own_git"]

TAGS = "#task #proposed #auto"
OIL, PAINT, CAULK = (f"- [?] {words} {TAGS}\n".encode() for words in ("Oil the winch", "Paint", "Caulk"))
NOTE = b"# Quay\n" + OIL + PAINT + CAULK + b"end"


class Run:
    """A run of triage that commits, over a vault."""

    def __init__(self, root: Path, state: Path, number: int) -> None:
        self.vault = Vault(root, Config(), state=state)
        self.session: Session = sitting(self.vault, number)
        self.commits = Commits(self.vault, self.session.run)
        self.commits.begin()

    def decide(self, decision: Decision, *words: str) -> None:
        """Decide the open proposals that hold these words, all of them if no words are given."""
        keys = [
            key
            for key, proposal in self.session.open_proposals().items()
            if not words or any(word in proposal.words for word in words)
        ]
        assert self.session.decide(keys, decision).written == len(keys) > 0

    def undo(self) -> None:
        plan = self.session.planner.undo()
        assert plan
        self.session.settle(self.session.save(plan))

    def commit(self) -> Committing:
        return self.commits.make()


Sit = Callable[..., Run]


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    clone = Clone.new(tmp_path / "Vault")
    clone.write("a.md", NOTE)
    clone.write("b.md", NOTE)
    clone.commit_all()
    return clone


@pytest.fixture
def sit(clone: Clone, tmp_path: Path) -> Sit:
    state = tmp_path / "state"
    state.mkdir()
    numbers = count(1)
    return lambda root=None: Run(root or clone.top, state, next(numbers))


def _boxed(note: bytes, *lines: bytes, symbol: bytes = b" ") -> bytes:
    for line in lines:
        note = note.replace(line, line.replace(b"?", symbol, 1))
    return note


def _refused(made: Committing) -> str:
    assert made.commits == ()
    (problem,) = made.problems
    return problem


def test_only_decided_notes_are_committed_and_what_is_staged_stays_staged(clone: Clone, sit: Sit) -> None:
    clone.write("staged.txt", b"mine")
    clone.git("add", "staged.txt")
    clone.write("b.md", NOTE + b" others")
    run = sit()
    run.decide(Accept(), "Oil")
    clone.write("new.md", b"unknown to git")
    (made,) = run.commit().commits
    assert (made.notes, made.branch, made.left_out) == (("a.md", "b.md"), "main", ())
    assert clone.committed("a.md") == clone.committed("b.md") == _boxed(NOTE, OIL)
    assert clone.status == [" M b.md", "A  staged.txt", "?? new.md"]
    assert clone.staged("b.md") == _boxed(NOTE, OIL)
    assert clone.git("log", "-1", "--format=%s") == "triage: accept 2 tasks in 2 notes"
    assert clone.git("log", "-1", "--format=%an <%ae>") == "Ada Quill <ada@example.org>"


def test_nothing_is_committed_of_what_was_taken_back(clone: Clone, sit: Sit) -> None:
    run = sit()
    run.decide(Reject())
    run.undo()
    (made,) = run.commit().commits or ((),)
    assert made == ()
    assert (clone.commits, clone.status) == (1, [])


def test_staged_lines_of_the_same_note_stay_staged(clone: Clone, sit: Sit) -> None:
    clone.write("a.md", _boxed(NOTE, CAULK, symbol=b"x"))
    clone.git("add", "a.md")
    clone.write("a.md", _boxed(NOTE, CAULK, symbol=b"x") + b" unstaged")
    run = sit()
    run.decide(Accept(), "Paint")
    assert run.commit().problems == ()
    assert clone.committed("a.md") == _boxed(NOTE, PAINT)
    assert clone.staged("a.md") == _boxed(_boxed(NOTE, PAINT), CAULK, symbol=b"x")
    assert clone.status == ["MM a.md"]


def test_a_proposal_that_was_never_committed_goes_in_with_its_note(clone: Clone, sit: Sit) -> None:
    clone.write("a.md", NOTE + b"\n" + OIL.replace(b"Oil", b"Grease"))
    run = sit()
    run.decide(Accept(), "Grease", "Paint")
    run.commit()
    assert clone.committed("a.md") == (clone.top / "a.md").read_bytes()
    assert clone.status == []


def test_notes_that_git_does_not_know_are_added_unless_it_ignores_them(clone: Clone, sit: Sit) -> None:
    clone.write(".gitignore", b"private/\n")
    for path in ("new.md", "private/x.md", "staged.md", "intended.md"):
        clone.write(path, NOTE)
    clone.git("add", "staged.md", ".gitignore")
    clone.git("add", "--intent-to-add", "intended.md")
    (clone.top / "new.md").chmod(0o755)
    run = sit()
    run.decide(Accept(), "Oil")
    (made,) = run.commit().commits
    assert made.left_out == (("private/x.md", "git ignores it"),)
    assert set(made.notes) == {"a.md", "b.md", "intended.md", "new.md", "staged.md"}
    assert clone.git("ls-tree", "HEAD", "new.md").startswith("100755")
    assert clone.status == ["A  .gitignore"]


@pytest.mark.parametrize(
    "name",
    ["-a.md", "*.md", ":(top)top.md", "a\tb\nc.md", '"q".md', "Käse ☃/[x].md", "back\\slash.md"],
)
def test_odd_names_are_only_names(clone: Clone, sit: Sit, name: str) -> None:
    clone.write(name, NOTE.replace(b"Oil", b"Grease"))
    clone.commit_all()
    run = sit()
    run.decide(Accept(), "Grease")
    (made,) = run.commit().commits
    assert (made.notes, clone.status) == ((name,), [])
    assert b"[ ] Grease" in clone.committed(name)


def test_the_first_commit_of_all(tmp_path: Path, sit: Sit) -> None:
    new = Clone.new(tmp_path / "Unborn")
    new.write("a.md", NOTE)
    new.write("b.md", b"no tasks")
    new.git("add", "b.md")
    run = sit(new.top)
    run.decide(Accept(), "Oil")
    (made,) = run.commit().commits
    assert (made.notes, new.status) == (("a.md",), ["A  b.md"])


def test_a_folder_within_a_repository_a_nested_one_and_a_detached_head(clone: Clone, sit: Sit) -> None:
    clone.write("deep/vault/a.md", NOTE)
    clone.commit_all()
    clone.git("checkout", "--quiet", "--detach")
    nested = Clone.new(clone.top / "deep/vault/nested")
    nested.write("n.md", NOTE)
    nested.commit_all()
    run = sit(clone.top / "deep/vault")
    run.decide(Accept(), "Oil")
    made = run.commit()
    assert {each.notes: each.branch for each in made.commits} == {("a.md",): None, ("nested/n.md",): "main"}
    assert (nested.commits, nested.status) == (2, [])
    assert clone.status == ["?? deep/vault/nested/"]
    assert clone.git("log", "-1", "--format=%b").startswith("accept  a.md:2")


def test_a_linked_work_tree_and_a_sparse_checkout(clone: Clone, sit: Sit, tmp_path: Path) -> None:
    clone.write("kept/c.md", NOTE)
    clone.write("away/d.md", NOTE)
    clone.commit_all()
    clone.git("worktree", "add", "--quiet", "-b", "other", str(tmp_path / "Linked"))
    linked = Clone(tmp_path / "Linked")
    linked.git("sparse-checkout", "set", "kept")
    run = sit(linked.top)
    run.decide(Accept(), "Oil")
    (made,) = run.commit().commits
    assert (made.branch, linked.status, clone.status) == ("other", [], [])
    assert linked.git("ls-files", "-t", "away") == "S away/d.md"
    assert linked.committed("away/d.md") == NOTE


@pytest.mark.parametrize("committed", [NOTE, NOTE.replace(b"\n", b"\r\n")], ids=["LF", "CRLF"])
@pytest.mark.parametrize("others", [b"", b"\r\nothers"], ids=["clean", "with another change"])
@pytest.mark.parametrize("how", ["config", "attributes"])
def test_line_ends_are_committed_as_git_has_them(
    clone: Clone, sit: Sit, committed: bytes, others: bytes, how: str
) -> None:
    clone.write("b.md", b"")
    clone.write("a.md", committed)
    clone.commit_all()
    if how == "config":
        clone.git("config", "core.autocrlf", "true")
    else:
        clone.write(".gitattributes", b"*.md text=auto\n")
        clone.git("add", ".gitattributes")
        clone.git("commit", "--quiet", "--message", "Attributes")
    clone.write("a.md", NOTE.replace(b"\n", b"\r\n") + others)
    run = sit()
    run.decide(Accept(), "Oil")
    assert run.commit().problems == ()
    assert clone.committed("a.md") == committed.replace(b"[?] Oil", b"[ ] Oil")
    assert clone.status == ([" M a.md"] if others else [])


def test_filters_of_the_repository_are_applied(clone: Clone, sit: Sit) -> None:
    clone.git("config", "filter.upper.clean", "tr a-z A-Z")
    clone.write(".gitattributes", b"a.md filter=upper\n")
    clone.git("add", "--renormalize", ".")
    clone.commit_all()
    assert clone.committed("a.md") == NOTE.upper()
    run = sit()
    run.decide(Accept(), "Oil")
    run.commit()
    assert clone.committed("a.md") == _boxed(NOTE, OIL).upper()
    assert clone.status == []


UNDER_WAY = {
    "merge": ("MERGE_HEAD", "a merge"),
    "cherry-pick": ("CHERRY_PICK_HEAD", "a cherry-pick"),
    "revert": ("REVERT_HEAD", "a revert"),
    "rebase": ("rebase-merge", "a rebase"),
    "bisect": ("BISECT_LOG", "a bisect"),
}


@pytest.mark.parametrize("what", UNDER_WAY)
def test_nothing_is_committed_into_what_is_under_way(clone: Clone, sit: Sit, what: str) -> None:
    clone.git("checkout", "--quiet", "-b", "other")
    clone.write("b.md", b"theirs")
    clone.commit_all()
    clone.git("checkout", "--quiet", "main")
    clone.write("b.md", b"ours")
    clone.commit_all()
    commands = {"bisect": ("bisect", "start"), "revert": ("revert", "--no-commit", "HEAD")}
    clone.git(*commands.get(what, (what, "other")), fails=True)
    name, said = UNDER_WAY[what]
    assert (clone.top / ".git" / name).exists()
    before = (clone.git("rev-parse", "HEAD"), clone.git("diff", "--cached"))
    run = sit()
    run.decide(Accept(), "Oil")
    assert said in _refused(run.commit())
    assert (clone.git("rev-parse", "HEAD"), clone.git("diff", "--cached")) == before
    assert (clone.top / "a.md").read_bytes() == _boxed(NOTE, OIL)
    assert not (clone.top / ".git/index.lock").exists()


def test_a_missing_name_is_refused(clone: Clone, sit: Sit) -> None:
    run = sit()
    run.decide(Accept(), "Oil")
    (clone.top.parent / "gitconfig").write_text("[user]\n\temail = ada@example.org\n")
    assert "user.name" in _refused(run.commit())


def test_an_unresolved_index_is_refused(clone: Clone, sit: Sit) -> None:
    run = sit()
    run.decide(Accept(), "Oil")
    blob = clone.git("rev-parse", "HEAD:b.md")
    staged = "".join(f"100644 {blob} {stage}\tc.md\n" for stage in (1, 2, 3))
    subprocess.run(["git", "update-index", "--index-info"], cwd=clone.top, input=staged.encode(), check=True)
    assert "unresolved conflicts" in _refused(run.commit())
    assert clone.commits == 1


def test_another_git_is_waited_for_but_not_for_ever(
    clone: Clone, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = clone.top / ".git/index.lock"
    lock.touch()
    run = sit()
    run.decide(Accept(), "Oil")
    monkeypatch.setattr(git_index, "_PATIENCE_SECONDS", 0.1)
    assert "another git" in _refused(run.commit())
    assert (lock.exists(), clone.commits) == (True, 1)
    monkeypatch.setattr(git_index, "_PATIENCE_SECONDS", 10)
    Timer(0.2, lock.unlink).start()
    assert (run.commit().problems, clone.commits) == ((), 2)


def _hook(clone: Clone, name: str, script: str) -> None:
    hook = clone.top / ".git/hooks" / name
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\n{script}\n")
    hook.chmod(hook.stat().st_mode | stat.S_IXUSR)


def test_a_hook_that_refuses_is_said_in_one_clean_line(
    clone: Clone, sit: Sit, capfd: pytest.CaptureFixture[str]
) -> None:
    _hook(clone, "pre-commit", "printf '\\n\\033[31mNo \\033]52;c;eA==\\007today\\nmore\\n' >&2; exit 1")
    run = sit()
    run.decide(Accept(), "Oil")
    problem = _refused(run.commit())
    assert "No " in problem
    assert "today" in problem
    assert not {"\x1b", "\x07", "\n"} & set(problem)
    assert "more" not in problem
    assert (clone.commits, clone.status) == (1, [" M a.md", " M b.md"])
    assert capfd.readouterr() == ("", "")


def test_hooks_run_where_git_runs_them_and_see_what_is_committed(clone: Clone, sit: Sit) -> None:
    clone.write("staged.txt", b"mine")
    clone.git("add", "staged.txt")
    _hook(
        clone, "pre-commit", "pwd > .git/seen; git diff --cached --name-only >> .git/seen; cat >> .git/seen"
    )
    run = sit()
    run.decide(Accept(), "Oil")
    assert run.commit().problems == ()
    assert (clone.top / ".git/seen").read_text().split() == [str(clone.top), "a.md", "b.md"]


@pytest.mark.parametrize("hook, commits", [("pre-commit", 1), ("post-commit", 2)])
def test_a_hook_that_hangs_is_ended_with_all_it_started(
    clone: Clone, sit: Sit, monkeypatch: pytest.MonkeyPatch, hook: str, commits: int
) -> None:
    monkeypatch.setattr(git, "_LIMIT_SECONDS", 0.6)
    monkeypatch.setattr(git, "_LAST_WORDS_SECONDS", 0.1)
    os.mkfifo(clone.top / ".git/alive")
    alive = os.open(clone.top / ".git/alive", os.O_RDONLY | os.O_NONBLOCK)
    _hook(clone, hook, "exec 3> .git/alive; echo begun >&3; trap '' TERM; sleep 20 & wait; sleep 20")
    run = sit()
    run.decide(Accept(), "Oil")
    made = run.commit()
    assert bool(made.problems) is (hook == "pre-commit")
    assert clone.commits == commits
    assert clone.status == ([" M a.md", " M b.md"] if hook == "pre-commit" else [])
    assert not (clone.top / ".git/index.lock").exists()
    assert os.read(alive, 100) == b"begun\n"
    os.set_blocking(alive, True)
    assert os.read(alive, 1) == b""  # nobody holds the other end
    os.close(alive)


def test_the_callers_environment_leads_nowhere_else(
    clone: Clone, sit: Sit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Clone.new(tmp_path / "Other")
    other.write("o.md", b"x")
    other.commit_all()
    run = sit()
    run.decide(Accept(), "Oil")
    for name, value in {
        "GIT_DIR": str(other.top / ".git"),
        "GIT_WORK_TREE": str(other.top),
        "GIT_INDEX_FILE": str(other.top / ".git/index"),
        "GIT_EDITOR": "false",
        "GIT_LITERAL_PATHSPECS": "0",
        "GIT_TRACE": "1",
    }.items():
        monkeypatch.setenv(name, value)
    assert run.commit().problems == ()
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name)
    assert (clone.commits, clone.status, other.commits, other.status) == (2, [], 1, [])


def test_the_next_run_commits_what_a_killed_one_could_not(clone: Clone, sit: Sit) -> None:
    killed = sit()
    killed.decide(Accept(), "Oil")
    run = sit()
    run.decide(Reject(), "Paint")
    assert run.commit().problems == ()
    assert clone.git("log", "-1", "--format=%s") == "triage: accept 2, reject 2 tasks in 2 notes"
    assert clone.status == []
    assert run.commit().commits[0].id == ""


def test_a_run_that_goes_on_is_left_to_commit_for_itself(
    clone: Clone, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = sit()
    first.decide(Accept(), "Oil")
    first.vault.remember("commit", {first.session.run: os.getppid()})
    second = sit()
    second.decide(Reject(), "Paint")
    second.commit()
    assert clone.committed("a.md") == _boxed(NOTE, PAINT, symbol=b"-")
    first.commit()
    assert clone.git("log", "-1", "--format=%s") == "triage: accept 2 tasks in 2 notes"
    assert clone.status == []


def test_a_note_that_is_gone_and_one_that_was_rewritten_are_left_out(clone: Clone, sit: Sit) -> None:
    run = sit()
    run.decide(Accept(), "Oil")
    (clone.top / "a.md").unlink()
    clone.write("b.md", b"all new")
    assert run.commit() == Committing((), ())
    assert clone.status == [" D a.md", " M b.md"]


def test_staged_removals_links_and_notes_taken_for_unchanged_are_left_out(clone: Clone, sit: Sit) -> None:
    clone.write("c.md", NOTE)
    clone.commit_all()
    clone.git("rm", "--quiet", "--cached", "a.md")
    clone.git("update-index", "--assume-unchanged", "b.md")
    run = sit()
    run.decide(Accept(), "Oil")
    (made,) = run.commit().commits
    assert made.notes == ("c.md",)
    assert dict(made.left_out) == {
        "a.md": "its removal from git is staged",
        "b.md": "git was told to take it for unchanged",
    }
    assert clone.committed("a.md") == clone.committed("b.md") == NOTE


def test_where_there_can_be_no_commit(clone: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = tmp_path / "Plain"
    plain.mkdir()
    assert why_not(plain) == "the vault is in no git repository"
    assert why_not(clone.top) == ""
    monkeypatch.setenv("PATH", str(plain))
    assert why_not(clone.top) == "there is no git to run"
