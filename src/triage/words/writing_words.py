"""What is said of how a vault's notes are written: what it promises, and what it does not cover."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from triage.core.config import Write

PROMISED: Final[Mapping[Write, str]] = {
    Write.EXCHANGE: (
        "draft and note change places, and what comes out is verified: no other program's bytes are lost. "
        "The note gets a new inode and, on Linux, a new birth time; `write: inplace` keeps them."
    ),
    Write.INPLACE: (
        "the note is written over while nobody else has it open, its old text on the disk first. "
        "A kill or power cut in between is put right by the next start of triage, not before."
    ),
    Write.REPLACE: (
        "a draft takes the note's place, compared with it just before. "
        "What another program saves in that very moment is lost, and, where there are no leases, what it "
        "writes into a note that it has open."
    ),
}
NOT_COVERED: Final = (
    "a program that read the note before and saves its stale copy later (the next scan notices, and offers "
    "the decision again), and writers on other machines of a network file system"
)


def stage_advice(stage: Path, root: Path, state: Path) -> str:
    """Where drafts are made if not in the state folder, and what to do about it; "" where they are."""
    if stage.is_relative_to(state):
        return ""
    advice = "; exclude .triage/ from sync tools and git" if stage.is_relative_to(root) else ""
    return (
        f"The state folder lies on another file system than the vault, so {stage} holds drafts for a "
        f"minute{advice}"
    )
