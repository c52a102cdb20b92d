"""Changing a proposal: its words, owner, dates and priority, and how long it sleeps."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from triage.core.errors import OwnerUnclear, Refusal, Refused, SeveralOwners, TriageError
from triage.core.plain import plain
from triage.core.row import Row
from triage.core.task.decision import Decision, Prioritise, Reassign, Snooze
from triage.core.task.fields import Priority
from triage.core.task.proposal import Proposal
from triage.core.verbs import Verb
from triage.ui.dialogs import choices
from triage.ui.dialogs.choice_dialog import Choice
from triage.ui.dialogs.dialog import DecisionDialog
from triage.ui.screen.base import BaseScreen
from triage.ui.screen.calls import Decide
from triage.ui.screen.listing import Listing
from triage.words.refusal_words import why_refused

if TYPE_CHECKING:
    from triage.ui.dialogs.date_dialog import DateDialog

# a dialog is imported when it is first opened: all of them would take longer than to show the first row


class Changing:
    """Asks how to change rows, and has the answer decided about the rows that it was asked for."""

    def __init__(self, screen: BaseScreen, listing: Listing, decide: Decide) -> None:
        """Change what the listing shows."""
        self._screen = screen
        self._session = screen.session
        self._listing = listing
        self._decide = decide
        self._aliases = dict(screen.config.aliases)
        self._last_snooze: date | None = None

    async def edit(self, keys: Sequence[int]) -> None:
        """Change the words of one task."""
        from triage.ui.dialogs.edit_dialog import EditDialog

        if len(keys) > 1:
            self._screen.say(f"{len(keys):,} are marked; edit one at a time (esc clears the marks)")
        elif keys:
            await self._ask_about(EditDialog(self._session, self._proposal(keys)), keys)

    async def redate(self, keys: Sequence[int]) -> None:
        """Change the due date."""
        from triage.ui.dialogs.date_dialog import DateDialog

        await self._ask_when(keys, DateDialog)

    async def accept_by(self, keys: Sequence[int]) -> None:
        """Accept by another date."""
        from triage.ui.dialogs.date_dialog import AcceptByDialog

        await self._ask_when(keys, AcceptByDialog)

    async def prioritise(self, keys: Sequence[int]) -> None:
        """Change the priority."""

        async def answer(choice: Choice[Priority | None] | None) -> None:
            if choice:
                await self._decide(Prioritise(choice.value), keys)

        if keys:
            await self._screen.ask(choices.which_priority(self._listing.scope(keys)), answer)

    # Sleeping

    async def snooze(self, keys: Sequence[int]) -> None:
        """Put tasks out of sight until a day."""
        from triage.ui.dialogs.date_dialog import SnoozeDialog

        async def answer(choice: Choice[date | str] | None) -> None:
            match choice.value if choice else None:
                case date() as day:
                    ahead = choices.DAYS_AHEAD.get(choice.key if choice else "")
                    await self._sleep_until(day, keys, ahead and ahead.day)
                case choices.ANOTHER_DAY:
                    await self._ask_when(keys, SnoozeDialog)
                case choices.WAKE:
                    await self._decide(Snooze(None), keys)

        if keys:
            asleep = any(self._session.sleeps(self._session.rows[key]) for key in keys)
            scope = self._listing.scope(keys)
            await self._screen.ask(
                choices.until_when(lambda: self._session.today, scope, self._last_snooze, asleep), answer
            )

    async def _sleep_until(
        self, day: date, keys: Sequence[int], ahead: Callable[[date], date] | None
    ) -> None:
        """Snooze the tasks; `ahead` gives the day that the same answer means if it is repeated later."""
        self._last_snooze = day

        def meant() -> Snooze:
            until = ahead(self._session.today) if ahead else day
            if until <= self._session.today:
                raise Refused(Refusal.DAY_HAS_COME)
            return Snooze(until)

        await self._decide(Snooze(day), keys, meant)

    # Owners

    async def take(self, keys: Sequence[int]) -> None:
        """Give tasks to myself."""

        async def give(row: Row, replacing: str) -> None:
            await self._decide(Reassign(self._session.names.mine[0], replacing), keys)

        await self._with_owner(keys, give)

    async def give(self, keys: Sequence[int], verb: Verb) -> None:
        """Ask to whom, and write the verb with the answer."""
        from triage.ui.dialogs.owner_dialog import OwnerDialog

        async def choose(row: Row, replacing: str) -> None:
            dialog = OwnerDialog(
                *(self._session, row.proposal, replacing),
                verb=verb,
                others=len(keys) - 1,
                keep_alias=self._keep_alias,
            )
            await self._ask_about(dialog, keys)

        await self._with_owner(keys, choose)

    async def _with_owner(self, keys: Sequence[int], go_on: Callable[[Row, str], Awaitable[None]]) -> None:
        """Go on once it is clear which owner is meant; of many rows, the unclear ones are refused later."""
        if not keys:
            return
        row = self._session.rows[keys[0]]
        if len(keys) > 1:
            await go_on(row, "")
            return

        async def answer(choice: Choice[str] | None) -> None:
            if choice:
                await go_on(row, choice.value)

        try:
            self._session.preview(row.proposal, Reassign(self._session.names.mine[0]))
        except (SeveralOwners, OwnerUnclear) as unclear:
            await self._screen.ask(choices.which_owner(unclear), answer)
        except Refused as refused:
            self._screen.say(plain(why_refused(refused), 300))
        else:
            await go_on(row, "")

    def _keep_alias(self, person: str, other: str) -> str:
        """Keep in the config that a name is another name of a person; "" or why it could not be kept."""
        names = [*self._aliases.get(person, ()), other]
        try:
            self._screen.outside.keep(["people", "aliases", person], names)
        except TriageError as problem:
            return str(problem)
        self._aliases[person] = tuple(names)
        self._session.names.fold(person, other)
        self._screen.count()
        self._screen.task_list.refresh()
        return ""

    # Asking

    def _proposal(self, keys: Sequence[int]) -> Proposal:
        return self._session.rows[keys[0]].proposal

    async def _ask_when(self, keys: Sequence[int], dialog: "type[DateDialog]") -> None:
        if keys:
            others = len(keys) - 1
            await self._ask_about(dialog(self._session, self._proposal(keys), others=others), keys)

    async def _ask_about(self, dialog: DecisionDialog, keys: Sequence[int]) -> None:
        """Open a dialog, and write what it answers about the rows that it was opened for."""

        async def answer(decision: Decision | None) -> None:
            if isinstance(decision, Snooze):
                self._last_snooze = decision.until
            if decision is not None:
                await self._decide(decision, keys, lambda: dialog.meant(decision))

        await self._screen.ask(dialog, answer)
