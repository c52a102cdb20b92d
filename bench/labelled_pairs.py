"""Print the pairs of a labelled vault that a finder of duplicates is measured on, one JSON object a line.

    python bench/labelled_pairs.py FOLDER

FOLDER is what bench/labelled_vault.py made. `same` are all pairs of one set, and each proposal with the
decided task that says the same; `different` is each proposal with the one that it only looks like.
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from label import Class, Label, read_labels

_FIELDS = re.compile(r" (?:@[A-Z]|📅 |[⏫🔼🔽]|#task)")
"""What may be the first field behind the words."""
_BOX = re.compile(r"^[> \t]*(?:[-*+]|\d+\.) \[.\] ")
_OWNER = re.compile(r" @([A-Z]\w+(?: van)?(?: [A-Z]\w+)?)")
_DUE = re.compile(r"📅 (\d{4}-\d\d-\d\d)")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d) [^/]*$")


def pairs(folder: Path) -> Iterator[dict[str, Any]]:
    """All pairs, in the order of the labels."""
    labels = read_labels(folder / "labels.jsonl")
    by_line = {label.line: label for label in labels}
    sets: defaultdict[str, list[Label]] = defaultdict(list)
    for label in labels:
        if label.kind is Class.DUPLICATE:
            sets[label.group].append(label)

    @cache
    def side(line: str) -> dict[str, Any]:
        note, _, number = line.rpartition(":")
        return _side(note, _lines(folder / "vault" / note)[int(number) - 1])

    def pair(a: str, b: str, label: str, manner: str) -> dict[str, Any]:
        return {"a": side(a), "b": side(b), "label": label, "manner": manner}

    for members in sets.values():
        for one, other in combinations(members, 2):
            yield pair(one.line, other.line, "same", manner_of(one, other))
    for label in labels:
        if label.kind is Class.DONE_ELSEWHERE:
            yield pair(label.line, label.of, "same", label.manner)
        elif label.resembles:
            yield pair(by_line[label.resembles].line, label.line, "different", label.manner)


def manner_of(one: Label, other: Label) -> str:
    """How two of a set differ, by how each differs from what was said first."""
    return " + ".join(sorted(filter(None, {one.manner, other.manner})))


@cache
def _lines(path: Path) -> Sequence[str]:
    return path.read_bytes().decode("utf-8-sig").split("\n")


def _side(note: str, line: str) -> dict[str, Any]:
    task = _BOX.sub("", line)
    fields = _FIELDS.search(task)
    words = task[: fields.start()] if fields else task
    rest = task[len(words) :]
    due, day = _DUE.search(rest), _DAY.search(note)
    return {
        "words": words,
        "owners": _OWNER.findall(rest),
        "due": due and due[1],
        "note_day": day and day[1],
        "note": note,
    }


def main() -> None:
    """Print the pairs of the folder that the command line names."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    for pair in pairs(Path(sys.argv[1])):
        print(json.dumps(pair, ensure_ascii=False))


if __name__ == "__main__":
    main()
