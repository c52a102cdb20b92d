"""Choosing an owner from the people known, or a new one."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from triage.core.people.name import is_name
from triage.core.people.spelling import close_to
from triage.core.plain import plain
from triage.core.task.decision import OWNER_GIVEN, Decision
from triage.core.task.proposal import Proposal
from triage.core.verbs import REASSIGN, Given, Verb
from triage.session.session import Session
from triage.ui.dialogs.candidate import OwnerCandidate, candidates
from triage.ui.dialogs.choice_dialog import Choice, ChoiceDialog
from triage.ui.dialogs.dialog import DecisionDialog
from triage.ui.terminal.line_input import LineInput
from triage.ui.terminal.type_ahead import caught_up, has_focus


def which_spelling(new: str, known: str) -> ChoiceDialog[str]:
    """Ask whether the known person is meant, or somebody new; answers with the name."""
    return ChoiceDialog(
        f"@{plain(new, 60)} is new. Did you mean @{plain(known, 60)}?",
        [
            Choice("y", f"yes: @{plain(known, 60)}, who is known", known),
            Choice("n", f"no: @{plain(new, 60)} is somebody else", new),
        ],
    )


_MOST = 50
"""How many people are listed at once."""
_NO_OWNER = ""

KeepAlias = Callable[[str, str], str]
"""Keeps in the config that a person has another name; returns "", or why it could not."""


class OwnerDialog(DecisionDialog):
    """A fuzzy picker: the note's people first, then the most frequent ones; any other name can be typed.

    A new name that is nearly a known one is asked about before it is written.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "move(1)", "Next", priority=True),
        Binding("up,ctrl+p", "move(-1)", "Previous", priority=True),
        Binding("ctrl+x", "nobody", "No owner", priority=True),
        Binding("ctrl+o", "one_person", "One person", priority=True),
    ]

    title_text = "Whose is it?"

    def __init__(
        self,
        session: Session,
        proposal: Proposal,
        replacing: str = "",
        *,
        verb: Verb = REASSIGN,
        others: int = 0,
        keep_alias: KeepAlias | None = None,
    ) -> None:
        """Ask about a proposal; `replacing` is the owner that is meant if it has several.

        `verb` is given the answer; `others` is the number of other proposals that it is for. Without
        `keep_alias`, names that may be one person's are shown but cannot be confirmed.
        """
        super().__init__(session, proposal, others=others)
        if replacing:
            self.title_text = f"{verb.imperative} to whom instead of {plain(replacing, 60)}?"
        elif verb is not REASSIGN:
            self.title_text = f"{verb.imperative} to whom?"
        self._give = OWNER_GIVEN[verb.name]
        self._may_be_nobody = verb.given is Given.OWNER_OR_NOBODY
        no_owner = " · ctrl+x no owner" * self._may_be_nobody
        self.hint = f"type to find or to add a name · ↑ ↓ choose{no_owner} · enter writes it, esc leaves it"
        self._replacing = replacing
        self._keep_alias = keep_alias
        self._people: list[OwnerCandidate] = []
        self._apart: list[OwnerCandidate] = []
        self._shown: list[OwnerCandidate] = []
        self._listed: str | None = None
        self._know_people()
        if keep_alias and self._apart:
            self.hint = f"ctrl+o it is one person · {self.hint}"

    def question(self) -> Iterator[Widget]:
        """An input above the list."""
        yield LineInput(placeholder="name", id="name", compact=True)
        yield OptionList(id="people", markup=False)

    def on_mount(self) -> None:
        """List everybody."""
        self.propose(*self.read(""))

    def read(self, typed: str) -> tuple[Decision | None, str]:
        """The person under the cursor once the list shows who fits what is typed."""
        name = typed.strip().removeprefix("@").strip()
        if name != self._listed:
            self._list(name)
        if (chosen := self._highlighted) is None:
            return None, "a name has one to four words" if name else ""
        return self._give(chosen.name, self._replacing), f"@{plain(chosen.name, 100)}"

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self.propose(*self.read(self.query_one(Input).value))

    @on(OptionList.OptionSelected)
    async def _selected(self) -> None:
        await self.action_submit()

    async def action_move(self, by: int) -> None:
        """Move through the list while the input keeps the keys."""
        typed = self.query_one(Input)
        await caught_up(typed)
        await caught_up(self)
        self.read(typed.value)
        people = self.query_one(OptionList)
        if people.highlighted is not None:
            people.highlighted = (people.highlighted + by) % people.option_count

    async def action_submit(self) -> None:
        """Write the owner; ask first about a new name that is close to a known one."""
        typed = self.query_one(Input)
        await caught_up(typed)
        self.propose(*self.read(typed.value))
        chosen = self._highlighted
        known = close_to(chosen.name, self._session.names.people) if chosen and chosen.is_new else None
        if chosen and known and self._decision is not None:
            dialog = which_spelling(chosen.name, known)
            await self.app.push_screen(dialog, self._spelt)
            await has_focus(dialog)
        else:
            await super().action_submit()

    def action_nobody(self) -> None:
        """Remove the owner."""
        if self._may_be_nobody:
            self.dismiss(self._give(_NO_OWNER, self._replacing))

    def action_one_person(self) -> None:
        """Keep that the other name is the highlighted person's too."""
        chosen = self._highlighted
        if self._keep_alias is None or chosen is None or not chosen.folds:
            return
        fold = chosen.folds[0]
        if problem := self._keep_alias(fold.full, fold.short):
            self.notify(plain(problem, 300), severity="error", markup=False)
            return
        self._know_people()
        self._list(self._listed or "", fold.full)
        said = f"@{plain(fold.short, 60)} is @{plain(fold.full, 60)} from now on"
        self.notify(said, markup=False)

    @property
    def _highlighted(self) -> OwnerCandidate | None:
        highlighted = self.query_one(OptionList).highlighted
        return None if highlighted is None else self._shown[highlighted]

    def _spelt(self, choice: Choice[str] | None) -> None:
        """Write the name that was meant, if it can be written."""
        if choice:
            self.propose(self._give(choice.value, self._replacing), f"@{plain(choice.value, 100)}")
            if self._decision is not None:
                self.dismiss(self._decision)

    def _know_people(self) -> None:
        """Look up everybody: myself and the note's people first, then the most frequent."""
        here = self._session.metadata(self._proposal.note).people
        names = self._session.names
        self._people, self._apart = candidates(names.people, [*names.mine[:1], *here])

    def _list(self, typed: str, highlighted: str = "") -> None:
        """List who fits: people whose names begin with it, then the name as typed, then similar names."""
        exact = [each for each in self._people if typed and each.has(typed)]
        fitting = [each for each in self._people if each not in exact and each.begins(typed)]
        apart = [each for each in self._apart if each.has(typed)]
        others = [each for each in self._people if each not in exact and each not in fitting]
        is_new = is_name(typed) and not exact and not apart
        own = [OwnerCandidate(typed, is_new=True)] if is_new else []
        alike = _alike(typed, others) if typed else []
        self._shown = [*exact, *apart, *fitting, *own, *alike][:_MOST]
        people = self.query_one(OptionList)
        people.clear_options()
        people.add_options(Option(each.shown()) for each in self._shown)
        at = next((at for at, each in enumerate(self._shown) if each.name == highlighted), 0)
        people.highlighted = at if self._shown else None
        self._listed = typed


def _alike(typed: str, people: list[OwnerCandidate]) -> list[OwnerCandidate]:
    """The people with a name that is nearly what was typed, the nearest first."""
    from rapidfuzz import fuzz, process, utils  # the app starts without it

    by_name = {name: each for each in people for name in each.names}
    found = process.extract(
        typed,
        by_name.keys(),
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        limit=_MOST,
        score_cutoff=60,
    )
    return list({by_name[name].name: by_name[name] for name, _, _ in found}.values())
