"""Before a verb over many rows: how many, in which notes, and what would be written."""

from collections import Counter
from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from triage.core.plain import plain
from triage.core.verbs import named
from triage.session.plan import Plan
from triage.ui.widgets.diff import diff
from triage.words import day_words, row_words
from triage.words.amount import count
from triage.words.refusal_words import why_refused

_SAMPLES = 8
"""How many lines are shown as they would be written, spread over all of them."""
_NOTES = 3


class BulkDialog(ModalScreen[bool]):
    """Asks whether to go on, by a key that is no verb; escape leaves everything as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,n,q", "answer(False)", "Leave it", priority=True),
        Binding("y", "answer(True)", "Go on", priority=True),
        Binding("down,j,space,pagedown", "scroll(5)", "Down", priority=True),
        Binding("up,k,pageup", "scroll(-5)", "Up", priority=True),
    ]

    def __init__(self, plan: Plan, scope: str, again: Callable[[], Plan | None]) -> None:
        """Ask about a plan; `scope` says which rows it is about, clean.

        `again` plans the same for another day; it returns None if that cannot be done.
        """
        super().__init__()
        self._plan = plan
        self._again = again
        self._scope = scope

    def compose(self) -> ComposeResult:
        """Put the numbers above the samples, and the keys under them."""
        verb = named(self._plan.gesture.verb).imperative
        with Vertical(id="page"):
            yield Static(f"{verb} {self._scope}?", id="dialog-title", markup=False)
            with VerticalScroll(id="samples", can_focus=False):
                yield Static(self._detail(), id="sample-lines", markup=False)
            yield Static(self._hint(verb), id="hint", markup=False)

    @property
    def plan(self) -> Plan:
        """The plan that is shown, and written on yes."""
        return self._plan

    def follow_day(self) -> bool:
        """Show what would be written today; True if that has changed."""
        if (plan := self._again()) is None:
            self.dismiss(False)
            return True
        is_other = plan.steps != self._plan.steps
        self._plan = plan
        if is_other:
            verb = named(plan.gesture.verb).imperative
            notice = Content.styled(day_words.LOOK_AGAIN, "$text-warning")
            self.query_one("#sample-lines", Static).update(Content("\n").join([notice, self._detail()]))
            self.query_one("#samples").scroll_home(animate=False)
            self.query_one("#hint", Static).update(self._hint(verb))
        return is_other

    def _hint(self, verb: str) -> Content:
        return Content.assemble(
            (" y ", "bold reverse"),
            f" {verb.lower()} {self._plan.lines:,}   ",
            (" esc ", "bold reverse"),
            " leave it   ↑ ↓ see more",
        )

    def action_scroll(self, by: int) -> None:
        """Scroll through the samples."""
        self.query_one("#samples").scroll_relative(y=by, animate=False)

    def action_answer(self, answer: bool) -> None:
        """Answer."""
        self.dismiss(answer)

    def _detail(self) -> Content:
        plan = self._plan
        notes = Counter({note: len(steps) for note, steps in plan.steps.items()}).most_common()
        most = ", ".join(f"{row_words.note_title(note)} ({count})" for note, count in notes[:_NOTES])
        more = f" and {len(notes) - _NOTES:,} more" if len(notes) > _NOTES else ""
        lines = [Content(f"{count(plan.lines, 'line')} in {count(len(notes), 'note')}: {most}{more}")]
        verbs = Counter(
            step.edit.verb or plan.gesture.verb for steps in plan.steps.values() for step in steps
        )
        if len(verbs) > 1:
            lines.append(
                Content(", ".join(f"{number:,} {named(name).participle}" for name, number in verbs.items()))
            )
        lines += [
            Content.styled(f"The keeper does not say: {plain(words, 300)}", "$text-warning")
            for words in plan.lost
        ]
        if plan.gesture.detail:
            lines.append(Content(f"to {plain(plan.gesture.detail, 200)}"))
        if plan.unchanged:
            lines.append(Content(f"nothing to change in {count(len(plan.unchanged), 'line')}"))
        if plan.refused:
            reason = plain(why_refused(next(iter(plan.refused.values()))), 200)
            lines.append(
                Content.styled(
                    f"{len(plan.refused):,} cannot be written and stay marked: {reason}", "$text-warning"
                )
            )
        edits = [(note, step.edit) for note, steps in plan.steps.items() for step in steps]
        shown = min(_SAMPLES, len(edits))
        for note, edit in (edits[at * (len(edits) - 1) // max(1, shown - 1)] for at in range(shown)):
            about = f" of {plain(edit.detail, 100)}" if edit.detail else ""
            lines += [
                Content(""),
                Content.styled(f"{plain(note, 200)}:{edit.place.number}{about}", "$foreground-muted"),
                diff(edit.place.line, edit.after, max(30, self.app.size.width - 16))
                if edit.after != edit.place.line
                else Content(plain(edit.after.strip(), 300)),
            ]
        return Content("\n").join(lines)
