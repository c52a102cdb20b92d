"""Reads every note of a folder as the scan, the list and the screen do; says of each how long it took.

It is a process of its own, since a note could kill its reader.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from triage.core.people.owners import read_owners
from triage.core.people.people import People
from triage.core.plain import plain
from triage.core.task.note import lines_of
from triage.core.task.proposal import Proposal, find_proposals
from triage.core.task.vocabulary import Vocabulary
from triage.storage.front_matter import read_metadata


def main(folder: Path, times: int) -> None:
    """Print a JSON object a note: its name, milliseconds, tasks and what its front matter says is wrong.

    Each is read this many more times, and the shortest time counts; 0 if it is read once.
    """
    vocabulary = Vocabulary()
    people = People()
    for path in sorted(folder.iterdir()):
        data = path.read_bytes()
        _say({"begun": path.name})

        def read(data: bytes = data, note: str = path.name) -> tuple[Proposal, ...]:
            found = find_proposals(note, data, vocabulary)
            read_metadata(data)
            return found

        found = read()
        milliseconds = 1000 * _shortest(read, times)
        shown = 1000 * max((_first(proposal, people) for proposal in found[:20]), default=0.0)
        said = {
            "name": path.name,
            "milliseconds": milliseconds,
            "shown": shown,
            "tasks": sum("Order the lamp" in proposal.task.text for proposal in found),
            "problem": read_metadata(data).problem,
            "lines": len(lines_of(data)),
        }
        _say(said)


def _say(said: Mapping[str, object]) -> None:
    sys.stdout.write(f"{json.dumps(said)}\n")
    sys.stdout.flush()  # the next note may be the last thing that is read


def _first(proposal: Proposal, people: People) -> float:
    """Seconds to say all that the app says of a proposal, the first time."""
    begun = time.process_time()
    read_owners(proposal.task, people)
    for said in (proposal.words, proposal.heading, proposal.task.text, proposal.fingerprint, proposal.ref):
        plain(said)
    assert proposal.hidden is not None
    assert proposal.haystack
    return time.process_time() - begun


def _shortest(read: Callable[[], object], times: int) -> float:
    """Seconds, without what a busy machine adds."""
    found = []
    for _ in range(times):
        begun = time.process_time()
        read()
        found.append(time.process_time() - begun)
    return min(found, default=0.0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
