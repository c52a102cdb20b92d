"""The screen's writing half: every verb."""

from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from triage.core.decision import (
    Accept,
    Decision,
    Done,
    Duplicate,
    Edit,
    EditRaw,
    Mend,
    Prioritise,
    Reassign,
    Reject,
    Start,
    Verdict,
)
from triage.core.errors import NoRejectedStatus, OwnerUnclear, SeveralOwners, TriageError
from triage.core.fields import Priority
from triage.core.gesture import Entry
from triage.core.plain import plain
from triage.core.row import Row
from triage.session.plan import Plan, Settled
from triage.session.session import Session
from triage.ui import choices, words
from triage.ui.choice_dialog import Choice
from triage.ui.commands import bindings
from triage.ui.date_dialog import DateDialog
from triage.ui.dialog import DecisionDialog
from triage.ui.edit_dialog import EditDialog
from triage.ui.editor import edit_note
from triage.ui.link import obsidian_link
from triage.ui.outside import Outside
from triage.ui.owner_dialog import OwnerDialog
from triage.ui.queue_screen import QueueScreen
from triage.ui.writer import Writer


class TriageScreen(QueueScreen):
    """Where proposals are decided.

    An action that writes is awaited before the next key is looked at: keys are never lost, and each finds the
    rows as the one before left them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings({})]

    def __init__(
        self, session: Session, outside: Outside, writer: Writer, keys: dict[str, str], editor: str
    ) -> None:
        """Decide in a session; `writer` is the thread that saves."""
        super().__init__(session, keys)
        self._outside = outside
        self._writer = writer
        self._editor = editor
        self._last: Decision | None = None
        self._is_leaving = False
        self._asked: set[str] = set()

    # Deciding

    async def action_accept(self) -> None:
        """The task is to be done."""
        await self._decide(Accept())

    async def action_start(self) -> None:
        """The task is being done."""
        await self._decide(Start())

    async def action_done(self) -> None:
        """The task has been done."""
        await self._decide(Done())

    async def action_reject(self) -> None:
        """The task will not be done."""
        await self._decide(Reject())

    async def action_duplicate(self) -> None:
        """The task stands elsewhere already."""
        await self._decide(Duplicate())

    async def action_reject_beneath(self) -> None:
        """Reject the task and those indented beneath it."""
        if row := self.row:
            await self._decide(Reject(), [row.key, *self.session.queue.beneath(row.key)])

    async def action_repeat(self) -> None:
        """Do the last verb again."""
        if self._last is None:
            self.say("Nothing to repeat yet")
        else:
            await self._decide(self._last)

    # Changing

    async def action_mine(self) -> None:
        """Give the task to myself."""

        async def take(row: Row, replacing: str) -> None:
            await self._decide(Reassign(self.session.mine[0], replacing), [row.key])

        await self._with_owner(take)

    async def action_mend(self) -> None:
        """Move the fields that Tasks cannot see."""
        await self._decide(Mend())

    async def action_edit(self) -> None:
        """Change the words."""
        if row := self.row:
            await self._ask_about(EditDialog(self.session, row.proposal), row)

    async def action_reassign(self) -> None:
        """Give the task to somebody else."""

        async def choose(row: Row, replacing: str) -> None:
            await self._ask_about(OwnerDialog(self.session, row.proposal, replacing), row)

        await self._with_owner(choose)

    async def action_due(self) -> None:
        """Change the due date."""
        if row := self.row:
            await self._ask_about(DateDialog(self.session, row.proposal), row)

    async def action_priority(self) -> None:
        """Change the priority."""
        if not (row := self.row):
            return

        async def answer(choice: Choice[Priority | None] | None) -> None:
            if choice:
                await self._decide(Prioritise(choice.value), [row.key])

        await self.ask(choices.which_priority(), answer)

    async def _with_owner(self, go_on: Callable[[Row, str], Awaitable[None]]) -> None:
        """Go on once it is clear which owner is meant."""
        if not (row := self.row):
            return

        async def answer(choice: Choice[str] | None) -> None:
            if choice:
                await go_on(row, choice.value)

        try:
            self.session.preview(row.proposal, Reassign(self.session.mine[0]))
        except (SeveralOwners, OwnerUnclear) as unclear:
            await self.ask(choices.which_owner(unclear), answer)
        except TriageError as refused:
            self.say(plain(str(refused), 300))
        else:
            await go_on(row, "")

    async def _ask_about(self, dialog: DecisionDialog, row: Row) -> None:
        """Open a dialog about a row, and write what it answers about that same row."""

        async def answer(decision: Decision | None) -> None:
            if decision is not None:
                await self._decide(decision, [row.key])

        await self.ask(dialog, answer)

    # Undoing

    async def action_undo(self) -> None:
        """Take back the last gesture."""
        await self._reverse(self.session.history.undoable, self.session.plan_undo, is_redo=False)

    async def action_redo(self) -> None:
        """Do again what was taken back."""
        await self._reverse(self.session.history.redoable, self.session.plan_redo, is_redo=True)

    async def _reverse(
        self, entries: tuple[Entry, ...], plan: Callable[[], Plan | None], *, is_redo: bool
    ) -> None:
        if not entries:
            self.say("Nothing to do again" if is_redo else "Nothing to take back")
            return
        last = entries[-1]
        if last.gesture.run in {self.session.run, *self._asked}:
            await self._write_reverse(plan())
            return

        async def answer(choice: Choice[bool] | None) -> None:
            if choice and choice.value:
                self._asked.add(last.gesture.run)
                await self._write_reverse(plan())

        await self.ask(choices.really_undo(words.last_gesture(last), words.sample(last), is_redo), answer)

    async def _write_reverse(self, plan: Plan | None) -> None:
        if plan is None:
            return
        settled = await self._write(plan)
        if settled.keys:
            self.task_list.move_to(settled.keys[0])
        self.say(words.reversed_gesture(settled))

    # Writing

    async def _decide(self, decision: Decision, keys: Iterable[int] = ()) -> None:
        """Decide about rows, the one under the cursor by default, and move on."""
        targets = list(keys) or ([self.row.key] if self.row else [])
        if not targets or self._is_leaving:
            return
        plan = self.session.plan(targets, decision)
        self._last = None if isinstance(decision, Edit | EditRaw) else decision
        if any(isinstance(refused, NoRejectedStatus) for refused in plan.refused.values()):
            await self._ask_rejected(decision, targets)
            return
        self.say("")
        if isinstance(decision, Verdict) and not plan.refused:
            self.advance(targets)
        settled = await self._write(plan)
        if message := words.settled(settled):
            self.say(message)
        elif self.is_all_decided:
            self.say("Nothing is left to decide; undo still works")

    async def _write(self, plan: Plan) -> Settled:
        """Save a plan off the event loop, and show what became of it."""
        settled = self.session.settle(await self._writer.run(partial(self.session.save, plan)))
        if settled.arrived or settled.failed:
            self.fill()
            self.task_list.refresh()
        self.task_list.update()
        self.count()
        if problem := words.not_written([*settled.failed, *settled.unconfirmed]):
            self.warn(problem)
        if self.task_list.cursor in {*settled.keys, *settled.refused}:
            self._rest()
        return settled

    async def _ask_rejected(self, decision: Decision, keys: list[int]) -> None:
        """Let the user say what rejected looks like where the vault's settings do not."""

        async def answer(choice: Choice[str] | None) -> None:
            if choice:
                self.session.rejected_symbol = choice.value
                await self._decide(decision, keys)

        settings = self.session.rows[keys[0]].proposal.vocabulary.settings
        await self.ask(choices.which_rejected(settings), answer)

    # Elsewhere

    def action_open(self) -> None:
        """Open the note at the line in an editor, and come back to what it left."""
        if not (row := self.row):
            return
        note = row.proposal.note
        if problem := edit_note(self.app, self._editor, self._outside.path(note), row.proposal.place.number):
            self.complain(problem)
        self._read_again(note)

    def _read_again(self, note: str) -> None:
        try:
            arrived = self.session.read_again(note)
        except TriageError as problem:
            self.complain(str(problem))
            return
        self.fill()
        self.task_list.refresh()
        self.show_proposal()
        if arrived:
            self.say(f"{words.count(arrived, 'new proposal')} at the end")

    def action_obsidian(self) -> None:
        """Open the note in Obsidian on this machine."""
        if row := self.row:
            self.app.open_url(self._link(row))

    def action_copy_link(self) -> None:
        """Copy the note's link, by the terminal's own clipboard so that it works over SSH."""
        if row := self.row:
            self.app.copy_to_clipboard(self._link(row))
            self.say(f"Copied {plain(self._link(row), 200)}")

    def _link(self, row: Row) -> str:
        return obsidian_link(*self._outside.obsidian_place(row.proposal.note))

    def action_palette(self) -> None:
        """Find a command by its name."""
        self.app.action_command_palette()

    def action_quit(self) -> None:
        """Leave; what is typed behind it is for nobody."""
        self._is_leaving = True
        self.app.exit()
