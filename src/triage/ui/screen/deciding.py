"""Deciding: every verdict, and the question before a verb over many rows."""

from collections.abc import Callable, Sequence

from triage.core.errors import NoRejectedStatus, Refused
from triage.core.plain import plain
from triage.core.task.decision import Decision, Edit, EditRaw, Reject, Snooze, Verdict
from triage.core.task.said_day import has_jumped
from triage.session.plan import Plan, Settled
from triage.ui.dialogs import choices
from triage.ui.dialogs.choice_dialog import Choice
from triage.ui.keys.key_name import shown_key
from triage.ui.screen.base import BaseScreen
from triage.ui.screen.calls import Write
from triage.ui.screen.listing import Listing
from triage.ui.screen.repeatable import Repeatable
from triage.words import outcome_words
from triage.words.refusal_words import why_refused

# a dialog is imported when it is first opened: all of them would take longer than to show the first row


class Deciding:
    """Decides proposals, and repeats what was decided last."""

    def __init__(self, screen: BaseScreen, listing: Listing, write: Write) -> None:
        """Decide in the screen's session; `write` saves."""
        self._screen = screen
        self._session = screen.session
        self._listing = listing
        self._write = write
        self._last: Repeatable | None = None
        self._last_decided: int | None = None

    async def reject_with_reason(self, keys: Sequence[int]) -> None:
        """Ask why, and reject with the reason."""

        async def answer(reason: str | None) -> None:
            if reason:
                await self.decide(Reject(reason), keys)

        from triage.ui.dialogs.name_dialog import NameDialog

        if keys:
            scope = self._listing.scope(keys)
            detail = f"{scope}. The journal keeps it; in the note it would hide fields from Tasks."
            await self._screen.ask(NameDialog("Why reject?", detail), answer)

    async def reject_beneath(self, keys: Sequence[int]) -> None:
        """Reject tasks and those indented beneath them."""
        await self.decide(
            Reject(), [each for key in keys for each in (key, *self._session.queue.beneath(key))]
        )

    async def reject_duplicates(self, keys: Sequence[int]) -> None:
        """Reject what another proposal or task says already."""
        await self.carry_out(Repeatable(self._session.planner.duplicates), keys)

    async def keep_best(self, keys: Sequence[int]) -> None:
        """Accept the keeper of each set, reject its duplicates.

        An uncertain set is shown first if it is the only one, else left alone.
        """

        def plan(targets: Sequence[int]) -> Plan:
            only = self._session.duplicates.with_sets(targets[:1]).issuperset(targets)
            return self._session.planner.best(targets, with_uncertain=only)

        await self.carry_out(Repeatable(plan), keys)

    async def repeat(self, targets: Callable[[], Sequence[int]]) -> None:
        """Do the last verb again."""
        if self._last is None:
            self._screen.say("Nothing to repeat yet")
        else:
            await self.carry_out(self._last, targets())

    def go_to_last(self) -> None:
        """To the row that was decided last."""
        if self._last_decided is None or not self._screen.task_list.shows(self._last_decided):
            self._screen.say("No row that is shown was decided yet")
        else:
            self._screen.task_list.move_to(self._last_decided)

    async def decide(
        self,
        decision: Decision,
        keys: Sequence[int],
        meant: Callable[[], Decision] | None = None,
    ) -> None:
        """Decide about rows.

        If its words depend on the day, `meant` says what they mean today: it is asked when the decision is
        repeated, or confirmed before it is written.
        """
        said_on = self._session.today
        verb = Repeatable(
            lambda targets: self._session.planner.decide(targets, meant() if meant else decision),
            isinstance(decision, Verdict | Snooze),
            lambda: meant is not None and has_jumped(decision, meant(), self._session.today - said_on),
        )
        await self.carry_out(verb, keys)
        if isinstance(decision, Edit | EditRaw):
            self._last = None

    async def carry_out(self, verb: Repeatable, keys: Sequence[int]) -> None:
        """Write a verb over rows; ask first if they are more than the config's limit."""
        if not keys or self._screen.is_leaving:
            return
        if (plan := self._planned(verb, keys)) is None:
            return
        self._last = verb
        if any(isinstance(refused, NoRejectedStatus) for refused in plan.refused.values()):
            await self._ask_rejected(verb, keys)
        elif (
            plan.lines > self._screen.config.bulk_limit
            or self._reaches_further(plan, keys)
            or verb.is_doubtful()
            or plan.lost
        ):
            await self.ask_first(verb, plan)
        else:
            await self._write_verb(verb, plan)

    def _planned(self, verb: Repeatable, keys: Sequence[int]) -> Plan | None:
        """What a verb would write today; None, and the reason is said, if it means nothing any more."""
        try:
            return verb.plan(keys)
        except Refused as refused:
            self._screen.say(plain(why_refused(refused), 300))
            return None

    def _reaches_further(self, plan: Plan, keys: Sequence[int]) -> bool:
        """Whether it writes rows that were neither asked for nor can be seen, as those of a set may."""
        return any(key not in keys and not self._screen.task_list.shows(key) for key in plan.keys)

    async def ask_first(self, verb: Repeatable, plan: Plan, leave: Callable[[], None] = lambda: None) -> None:
        """Show what would be written, and write it if another key says so; else call `leave`."""
        from triage.ui.dialogs.bulk_dialog import BulkDialog

        dialog = BulkDialog(plan, self._listing.scope(plan.keys), lambda: self._planned(verb, plan.keys))

        async def answer(goes_on: bool | None) -> None:
            if goes_on:
                await self._write_verb(verb, dialog.plan)
            else:
                leave()

        await self._screen.ask(dialog, answer)

    async def _write_verb(self, verb: Repeatable, plan: Plan) -> None:
        self._screen.say("")
        targets = set(plan.keys)
        is_here = self._screen.task_list.cursor in targets
        if verb.moves_on and not plan.refused and is_here and self._screen.config.advance:
            self._listing.advance(targets)

        def then(settled: Settled) -> None:
            if verb.moves_on and settled.keys:
                self._last_decided = settled.keys[-1]
            undo = shown_key("undo", self._screen.keys)
            if message := outcome_words.settled(settled, undo) or outcome_words.kept_in_journal(plan):
                self._screen.say(message)
            elif message := self._screen.all_decided:
                self._screen.show_proposal()
                self._screen.say(message)

        await self._write(plan, then)

    async def _ask_rejected(self, verb: Repeatable, keys: Sequence[int]) -> None:
        """Ask what rejected looks like, since the vault's settings do not say it."""

        async def answer(choice: Choice[str] | None) -> None:
            if choice:
                self._session.write_rejected_as(choice.value)
                await self.carry_out(verb, keys)

        vocabulary = self._session.rows[keys[0]].proposal.vocabulary
        await self._screen.ask(choices.which_rejected(vocabulary), answer)
