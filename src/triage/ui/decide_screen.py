"""The screen's deciding part: every verdict, undo and redo, and how they are written."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from triage.core.config import Config
from triage.core.decision import Accept, Decision, Done, Edit, EditRaw, Reject, Snooze, Start, Verdict
from triage.core.errors import NoRejectedStatus, Refused
from triage.core.gesture import Entry, Undoing
from triage.core.plain import plain
from triage.core.row import Grouping
from triage.core.said_day import has_jumped
from triage.core.verbs import named
from triage.session.plan import Plan, Settled
from triage.session.session import Session
from triage.ui import choices
from triage.ui.choice_dialog import Choice
from triage.ui.keymap import Keymap
from triage.ui.mark_screen import MarkScreen
from triage.ui.outside import Outside
from triage.ui.writer import Writer
from triage.words import gesture_words, outcome_words
from triage.words.amount import count
from triage.words.refusal_words import why_refused

# a dialog is imported when it is first opened: all of them would take longer than to show the first row

_LONG = 40
"""A gesture over more notes than this shows its progress, and can be stopped."""


_TIDYING = 60.0
"""Seconds after which the notes as they were before a save are of no more use."""


@dataclass(frozen=True, slots=True)
class Repeatable:
    """Something to do to rows, which can be done again to others."""

    plan: Callable[[Sequence[int]], Plan]
    moves_on: bool = True
    """Whether the cursor goes to the next row to decide."""
    is_doubtful: Callable[[], bool] = lambda: False
    """Whether it may not be meant as it is understood by now, so that it is shown before it is written."""


class DecideScreen(MarkScreen):
    """Where proposals are decided.

    An action that writes is awaited before the next key is looked at: keys are never lost, and each finds the
    rows as the one before left them. While a long gesture shows its progress, keys are for that alone.
    """

    def __init__(
        self, session: Session, outside: Outside, writer: Writer, keys: Keymap, config: Config
    ) -> None:
        """Decide in a session; `writer` is the thread that saves."""
        super().__init__(session, outside, writer, keys, config)
        self._aliases = dict(config.aliases)
        self._last: Repeatable | None = None
        self._asked: set[str] = set()
        self._last_decided: int | None = None

    def on_mount(self) -> None:
        """Look now and then after what saves have left."""
        self.set_interval(_TIDYING, self._tidy)

    async def _tidy(self) -> None:
        for sentence in await self.writer.aside(self.session.tidy) or ():
            self.complain(sentence)

    @property
    def default_grouping(self) -> Grouping:
        """How the config wants views to be grouped."""
        return self.config.group

    # Deciding

    async def action_accept(self) -> None:
        """The task is to be done."""
        await self.decide(Accept())

    async def action_start(self) -> None:
        """The task is being done."""
        await self.decide(Start())

    async def action_done(self) -> None:
        """The task has been done."""
        await self.decide(Done())

    async def action_reject(self) -> None:
        """The task will not be done."""
        await self.decide(Reject())

    async def action_reject_reason(self) -> None:
        """The task will not be done, and why."""
        keys = self.targets()

        async def answer(reason: str | None) -> None:
            if reason:
                await self.decide(Reject(reason), keys)

        from triage.ui.name_dialog import NameDialog

        if keys:
            detail = f"{self.scope(keys)}. The journal keeps it; in the note it would hide fields from Tasks."
            await self.ask(NameDialog("Why reject?", detail), answer)

    async def action_duplicate(self) -> None:
        """The task stands elsewhere already."""
        await self.carry_out(Repeatable(self.session.plan_duplicates), self.targets())

    async def action_best(self) -> None:
        """Accept the best line of each card, reject its twins."""
        await self.carry_out(Repeatable(self.session.plan_best), self.targets())

    async def action_reject_beneath(self) -> None:
        """Reject the task and those indented beneath it."""
        keys = [each for key in self.targets() for each in (key, *self.session.queue.beneath(key))]
        await self.decide(Reject(), keys)

    async def action_repeat(self) -> None:
        """Do the last verb again."""
        if self._last is None:
            self.say("Nothing to repeat yet")
        else:
            await self.carry_out(self._last, self.targets())

    def action_last_decided(self) -> None:
        """To the row that was decided last."""
        if self._last_decided is None or not self.task_list.shows(self._last_decided):
            self.say("Nothing that is shown was decided yet")
        else:
            self.task_list.move_to(self._last_decided)

    async def decide(
        self,
        decision: Decision,
        keys: Iterable[int] = (),
        meant: Callable[[], Decision] | None = None,
    ) -> None:
        """Decide about rows: these, else those marked, else the one under the cursor.

        Where it was said in words that depend on the day, `meant` says what they mean by now: once it is
        repeated, or asked about before it is written.
        """
        said_on = self.session.today
        verb = Repeatable(
            lambda targets: self.session.plan(targets, meant() if meant else decision),
            isinstance(decision, Verdict | Snooze),
            lambda: meant is not None and has_jumped(decision, meant(), self.session.today - said_on),
        )
        await self.carry_out(verb, tuple(keys) or self.targets())
        if isinstance(decision, Edit | EditRaw):
            self._last = None

    async def carry_out(self, verb: Repeatable, keys: Sequence[int]) -> None:
        """Write what a verb makes of rows; above the limit of the config, ask first."""
        if not keys or self.is_leaving:
            return
        if (plan := self._planned(verb, keys)) is None:
            return
        self._last = verb
        if any(isinstance(refused, NoRejectedStatus) for refused in plan.refused.values()):
            await self._ask_rejected(verb, keys)
        elif plan.lines > self.config.bulk_limit or self._reaches_further(plan, keys) or verb.is_doubtful():
            await self.ask_first(verb, plan)
        else:
            await self._write_verb(verb, plan)

    def _planned(self, verb: Repeatable, keys: Sequence[int]) -> Plan | None:
        """What a verb would write today; None, and the reason is said, where it means nothing any more."""
        try:
            return verb.plan(keys)
        except Refused as refused:
            self.say(plain(why_refused(refused), 300))
            return None

    def _reaches_further(self, plan: Plan, keys: Sequence[int]) -> bool:
        """Whether it is about rows that neither were asked for nor can be seen, as a card's may."""
        return any(key not in keys and not self.task_list.shows(key) for key in plan.keys)

    async def ask_first(self, verb: Repeatable, plan: Plan, leave: Callable[[], None] = lambda: None) -> None:
        """Show what would be written, and write it once another key says so; else `leave` it."""
        from triage.ui.bulk_dialog import BulkDialog

        dialog = BulkDialog(plan, self.scope(plan.keys), lambda: self._planned(verb, plan.keys))

        async def answer(goes_on: bool | None) -> None:
            if goes_on:
                await self._write_verb(verb, dialog.plan)
            else:
                leave()

        await self.ask(dialog, answer)

    async def _write_verb(self, verb: Repeatable, plan: Plan) -> None:
        self.say("")
        targets = set(plan.keys)
        is_here = self.task_list.cursor in targets
        if verb.moves_on and not plan.refused and is_here and self.config.advance:
            self.advance(targets)

        def then(settled: Settled) -> None:
            if verb.moves_on and settled.keys:
                self._last_decided = settled.keys[-1]
            if message := outcome_words.settled(settled) or outcome_words.kept_in_journal(plan):
                self.say(message)
            elif message := self.all_decided:
                self.show_proposal()
                self.say(message)

        await self.write(plan, then)

    # Undoing

    async def action_undo(self) -> None:
        """Take back the last gesture, or what was done to cards since."""
        if self.take_back_card():
            return
        self.session.know_past(lambda history: history.knows(Undoing.UNDO))
        await self._reverse(self.session.history.undoable, self.session.plan_undo, is_redo=False)

    async def action_redo(self) -> None:
        """Do again what was taken back."""
        self.session.know_past(lambda history: history.knows(Undoing.REDO))
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

        said, lines = gesture_words.last_gesture(last), gesture_words.sample(last)
        await self.ask(choices.really_undo(said, lines, is_redo), answer)

    async def reverse_gesture(self, id_: str, is_redo: bool, tell: Callable[[Settled], None]) -> bool:
        """Take one gesture back, or do it again, and tell what became of it; False: there is nothing to."""
        plan = self.session.plan_redo(id_) if is_redo else self.session.plan_undo(id_)
        await self._write_reverse(plan, tell)
        return plan is not None

    async def _write_reverse(
        self, plan: Plan | None, tell: Callable[[Settled], None] = lambda settled: None
    ) -> None:
        def then(settled: Settled) -> None:
            tell(settled)
            self.compare_new(settled.keys)
            if any(not self.task_list.shows(key) for key in settled.keys):
                if not self.arrangement.typed:  # the cursor goes there though the view may not take it
                    self.keep_shown(settled.keys[:1])
                self.fill()
            if settled.keys:
                self.task_list.move_to(settled.keys[0])
            self.say(outcome_words.reversed_gesture(settled))

        if plan is not None and not self.is_leaving:
            await self.write(plan, then)

    # Writing

    async def write(self, plan: Plan, then: Callable[[Settled], None]) -> None:
        """Save a plan off the event loop, and go on once what became of it is shown."""
        if len(plan.steps) <= _LONG:
            settled = self.session.settle(await self.writer.run(partial(self.session.save, plan)))
            self.show_settled(settled)
            then(settled)
            return
        from triage.ui.progress_dialog import Progress, ProgressDialog

        progress = Progress(len(plan.steps))
        title = f"{named(plan.gesture.verb).imperative}: {count(plan.lines, 'line')}"
        dialog = ProgressDialog(title, progress)
        await self.ask(dialog, None)

        async def go_on() -> None:
            saved = await self.writer.run(
                partial(self.session.save, plan, progress.goes_on, lambda: progress.is_stopped_by_user),
                progress.cut_off,
            )
            settled = self.session.settle(saved)
            self.show_settled(settled)
            await dialog.dismiss()
            then(settled)

        self.run_worker(go_on(), group="write")

    def show_settled(self, settled: Settled) -> None:
        """Show what became of a gesture."""
        before = self.pace.decided
        self.pace.add(settled.gesture.at, self.session.tally.decided - before)
        if settled.arrived:
            self.start_comparing()
        if settled.arrived or settled.failed:
            self.fill()
            self.task_list.refresh()
        self.task_list.update()
        self.count()
        if problem := outcome_words.not_written([*settled.failed, *settled.unconfirmed]):
            self.warn(problem)
        elif settled.written:
            self.app.clear_notifications()  # what went wrong before is over, or told by its row
        if self.task_list.cursor in {*settled.keys, *settled.refused}:
            self.rest()

    async def _ask_rejected(self, verb: Repeatable, keys: Sequence[int]) -> None:
        """Let the user say what rejected looks like where the vault's settings do not."""

        async def answer(choice: Choice[str] | None) -> None:
            if choice:
                self.session.write_rejected_as(choice.value)
                await self.carry_out(verb, keys)

        vocabulary = self.session.rows[keys[0]].proposal.vocabulary
        await self.ask(choices.which_rejected(vocabulary), answer)

    def action_quit(self) -> None:
        """Leave; what is typed behind it is for nobody."""
        self.is_leaving = True
        self.app.exit()
