"""What the person of a labelled vault wants to become of each proposal."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

MYSELF = "Myself"


class Class(StrEnum):
    """Why a proposal is decided as it is; each has one."""

    DONE_ELSEWHERE = "done-elsewhere"
    DUPLICATE = "duplicate"
    ARCHIVED = "archived"
    OTHERS = "others"
    MINE = "mine"
    """Mine or unassigned: decided one by one."""


class Wanted(StrEnum):
    """What is to become of a proposal."""

    ACCEPT = "accept"
    REJECT = "reject"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Label:
    """One proposal of a labelled vault."""

    note: str
    """Its note's path within the vault, with `/`."""
    line_number: int
    """From 1, lines being what `\\n` parts."""
    raw: str
    """Its line without the `\\n`; in a note with CRLF it ends with `\\r`."""
    kind: Class
    group: str
    """The name of its set of duplicates, or `note:line` of the decided task that says the same, else ""."""
    owner: str
    """The whole name of its owner, even where the line has the first name only; "" if it is unassigned."""
    wanted: Wanted
    of: str = ""
    """Of what it is a duplicate, as `note:line`."""
    is_best: bool = False
    """Whether it is the keeper of its set."""
    manner: str = ""
    """How it repeats what was said first, or how it differs from what it resembles; else ""."""
    says_more: bool = False
    """Whether it names something that the keeper of its set does not."""
    resembles: str = ""
    """The proposal that it looks like although it says something else, as `note:line`."""

    @property
    def line(self) -> str:
        """What names its line."""
        return f"{self.note}:{self.line_number}"

    @property
    def written_owner(self) -> str:
        """Its owner as the line has it: the whole name, or the first."""
        return self.owner if f"@{self.owner} " in self.raw else self.owner.partition(" ")[0]

    @property
    def is_someone_elses(self) -> bool:
        """Whether it has an owner and that is not me."""
        return self.owner not in {MYSELF, ""}

    @property
    def is_archived(self) -> bool:
        """Whether its note lies under a folder called `_archive`."""
        return "_archive" in self.note.split("/")[:-1]

    def as_json(self) -> str:
        """Its line of the labels' file."""
        of = {"of": self.of} if self.of else {}
        return json.dumps(
            {
                "note": self.note,
                "line_number": self.line_number,
                "raw": self.raw,
                "class": self.kind,
                "group": self.group,
                "owner": self.owner,
                "wanted": self.wanted,
                **of,
                "is_best": self.is_best,
                "manner": self.manner,
                "says_more": self.says_more,
                **({"resembles": self.resembles} if self.resembles else {}),
            },
            ensure_ascii=False,
        )


def write_labels(path: Path, labels: Iterable[Label]) -> None:
    """Write one object a line."""
    path.write_bytes("".join(f"{label.as_json()}\n" for label in labels).encode())


def read_labels(path: Path) -> list[Label]:
    """Read what `write_labels` wrote."""
    return [_label(json.loads(line)) for line in path.read_text("utf-8").split("\n") if line]


def _label(value: dict[str, Any]) -> Label:
    return Label(
        value["note"],
        value["line_number"],
        value["raw"],
        Class(value["class"]),
        value["group"],
        value["owner"],
        Wanted(value["wanted"]),
        value.get("of", ""),
        value["is_best"],
        value["manner"],
        value["says_more"],
        value.get("resembles", ""),
    )
