"""The commands of the verbs that are given an owner, such as `triage reassign`."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Unpack

import click

from triage.cli.choices import choices_of
from triage.cli.deciding import REFS, Act, Asked, Needs, carry_out, deciding
from triage.cli.output import complain
from triage.cli.sitting import Sitting, own_name
from triage.core.people.spelling import close_to
from triage.core.plain import plain
from triage.core.task.decision import OWNER_GIVEN
from triage.core.verbs import REASSIGN, Given, Verb
from triage.session.plan import Plan

_EXAMPLES: Final[Mapping[str, str]] = {
    REASSIGN.name: """
    triage reassign --filter "owner:none type:meeting" --to "Ada Quill" --dry-run""",
}
"""Further examples."""
_REPLACING = click.option(
    "--replacing", default="", metavar="NAME", help="The owner to replace, if that is not clear."
)
_NOBODY = click.option("--nobody", is_flag=True, help="Take the owner off.")


def command(verb: Verb) -> click.Command:
    """The command of a verb."""
    may_be_nobody = verb.given is Given.OWNER_OR_NOBODY
    who = "one of --to NAME, --mine" + ", --nobody" * may_be_nobody

    @click.command(verb.name, help=_help(verb))
    @click.option("--to", metavar="NAME", help="The new owner, with or without the @: one to four words.")
    @click.option("--mine", is_flag=True, help="To me: @Myself, or the first of `mine:` in the config.")
    @_if(may_be_nobody, _NOBODY)
    @click.option(
        "--replacing", default="", metavar="NAME", help="The owner to replace, if that is not clear."
    )
    @deciding
    @click.pass_context
    def run(
        context: click.Context,
        to: str | None,
        mine: bool,
        replacing: str,
        nobody: bool = False,
        **asked: Unpack[Asked],
    ) -> int:
        if (to is not None) + mine + nobody != 1:
            raise click.UsageError(f"Say who: {who}", context)
        name = own_name(choices_of(context)) if mine else (to or "").strip().removeprefix("@")
        if not nobody and not name:
            takes_off = "; --nobody takes the owner off" if may_be_nobody else ""
            raise click.UsageError(f"--to is empty{takes_off}", context)
        decision = OWNER_GIVEN[verb.name](name, replacing.strip().removeprefix("@"))

        def plan(sitting: Sitting, keys: Sequence[int]) -> Plan:
            if name and (known := close_to(name, sitting.session.names.people)):
                complain(f"{plain(name, 60)} is new; did you mean {plain(known, 60)}?")
            return sitting.session.planner.decide(keys, decision)

        return carry_out(context, Act(plan, Needs.PEOPLE), **asked)

    return run


def _help(verb: Verb) -> str:
    return f"""{verb.help} The owner is the @Name in the line.

\b
    triage {verb.name} 3f9a --to "Ada Quill"
    triage {verb.name} 3f9a --mine
    triage {verb.name} 3f9a --to "Ada Quill" --replacing "Ben Okoro"{_EXAMPLES.get(verb.name, "")}

If a task has several owners, or if it is not clear how far a name goes, nothing is written until
--replacing says what to replace.

{REFS}"""


def _if(is_there: bool, option: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return option if is_there else lambda function: function
