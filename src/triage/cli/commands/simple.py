"""The commands of the verbs that are given nothing beside the tasks, such as `triage start`."""

from collections.abc import Mapping
from typing import Final, Unpack

import click

from triage.cli.deciding import REFS, Asked, decide, deciding
from triage.core.task.decision import SIMPLE
from triage.core.verbs import DONE, MEND, START, Verb

_MORE: Final[Mapping[str, str]] = {
    START.name: """\b
    triage start 3f9a
    triage start Inbox.md:12 --dry-run
    triage start --filter "is:mine due:today"
""",
    DONE.name: """With today's date if the vault's Tasks settings say so. A recurring task is refused:
only the Tasks plugin can write the next one.

\b
    triage done 3f9a
    triage done Inbox.md:12 --today 2026-12-01
    triage done --filter "#errand due:<today" --dry-run
""",
    MEND.name: """Text that follows a field hides it from Tasks.

\b
    triage mend 3f9a --dry-run
    triage mend 3f9a
    triage mend --filter is:unseen --dry-run
""",
}
"""What the help of a command says beneath its first sentence."""
_EXAMPLE = """\b
    triage {name} 3f9a
    triage {name} Inbox.md:12 --dry-run
"""


def command(verb: Verb) -> click.Command:
    """The command of a verb."""
    more = _MORE.get(verb.name) or _EXAMPLE.format(name=verb.name)

    @click.command(verb.name, help=f"{verb.help}\n\n{more}{REFS}")
    @deciding
    @click.pass_context
    def run(context: click.Context, **asked: Unpack[Asked]) -> int:
        return decide(context, SIMPLE[verb.name], **asked)

    return run
