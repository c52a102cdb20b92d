"""`triage merge-driver`."""

from pathlib import Path

import click

from triage.cli.choices import choosing
from triage.cli.exit_code import Exit
from triage.cli.output import complain
from triage.storage.git.git import GitFailed
from triage.words.amount import count

_HELP = """Merge two versions of a note line by line, for git: tasks that two people decided on neighbouring
lines are no conflict. git calls it once each clone has been told to:

\b
    git config merge.triage.driver "triage merge-driver --marker-size=%L -- %O %A %B %P"
    echo "*.md merge=triage" >> .gitattributes
    triage merge-driver BASE OURS THEIRS          as git calls it; OURS becomes the merge

If both have changed the same line differently, that line is a conflict with git's usual markers, and the exit
code is 1. Other changes, such as added or removed lines, are merged as git merges them.
"""
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("merge-driver", help=_HELP)
@choosing
@click.argument("base", type=_FILE)
@click.argument("ours", type=_FILE)
@click.argument("theirs", type=_FILE)
@click.argument("path", default="")
@click.option(
    "--marker-size", type=click.IntRange(1), default=7, metavar="N", help="How long a marker is. [7]"
)
def command(base: Path, ours: Path, theirs: Path, path: str, marker_size: int) -> int:
    """Merge."""
    from triage.storage.git.git_merge import merge_files

    name = path or str(ours)
    try:
        conflicts = merge_files(base, ours, theirs, marker_size)
    except GitFailed as error:
        complain(f"{name} is left as we have it: {error}")
        return Exit.REFUSED
    if conflicts:
        complain(f"{name}: {count(conflicts, 'conflict')}, marked in the note")
        return Exit.REFUSED
    return Exit.DONE
