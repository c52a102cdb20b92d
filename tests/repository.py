"""A git repository in a temporary folder, driven by the real git; skips if git is not installed."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def own_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give git a home without a config but a name, and nothing of the caller's repository."""
    config = tmp_path / "gitconfig"
    config.write_text(
        "[user]\n\tname = Ada Quill\n\temail = ada@example.org\n[init]\n\tdefaultBranch = main\n"
        '[protocol "file"]\n\tallow = always\n'
    )
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


class Clone:
    """A work tree and its repository."""

    def __init__(self, top: Path) -> None:
        self.top = top

    @classmethod
    def new(cls, top: Path) -> "Clone":
        top.mkdir(parents=True, exist_ok=True)
        clone = cls(top)
        clone.git("init", "--quiet")
        return clone

    def git(self, *arguments: str, fails: bool = False) -> str:
        """What git printed; `fails` says whether it may fail."""
        ran = subprocess.run(["git", *arguments], cwd=self.top, capture_output=True, check=False)
        assert fails or not ran.returncode, ran.stderr.decode()
        return os.fsdecode(ran.stdout).removesuffix("\n")

    def write(self, path: str, data: bytes) -> None:
        file = self.top / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)

    def commit_all(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "As it was")

    def committed(self, path: str, at: str = "HEAD") -> bytes:
        ran = subprocess.run(
            ["git", "cat-file", "blob", f"{at}:{path}"], cwd=self.top, capture_output=True, check=True
        )
        return ran.stdout

    def staged(self, path: str) -> bytes:
        return self.committed(path, "")

    @property
    def status(self) -> list[str]:
        """What differs from HEAD, as `git status --short` says it."""
        printed = self.git("-c", "core.quotePath=false", "status", "--porcelain", "-uall")
        return printed.splitlines()

    @property
    def commits(self) -> int:
        return int(self.git("rev-list", "--count", "HEAD"))
