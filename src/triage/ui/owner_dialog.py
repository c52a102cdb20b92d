"""Choosing an owner from the people known, or a new one."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from triage.core.decision import Decision, Reassign
from triage.core.owners import is_name
from triage.core.plain import plain
from triage.core.proposal import Proposal
from triage.session.session import Session
from triage.ui.dialog import DecisionDialog
from triage.ui.line_input import LineInput
from triage.ui.type_ahead import caught_up

_MOST = 50
"""How many people are listed at once."""
_NOBODY = ""


class OwnerDialog(DecisionDialog):
    """A fuzzy picker: the note's people first, then those met most often; any other name can be typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "move(1)", "Next", priority=True),
        Binding("up,ctrl+p", "move(-1)", "Previous", priority=True),
        Binding("ctrl+x", "nobody", "Nobody", priority=True),
    ]

    title_text = "Whose is it?"
    hint = "type to find or to add a name · ↑ ↓ choose · ctrl+x nobody · enter writes it, esc leaves it"

    def __init__(self, session: Session, proposal: Proposal, replacing: str = "") -> None:
        """Ask about a proposal; `replacing` is the owner that is meant where it has several."""
        super().__init__(session, proposal)
        if replacing:
            self.title_text = f"Who instead of {plain(replacing, 60)}?"
        self._replacing = replacing
        self._names: list[str] = []
        self._listed: str | None = None

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
        highlighted = self.query_one(OptionList).highlighted
        if highlighted is None:
            return None, "a name has one to four words" if name else ""
        chosen = self._names[highlighted]
        return Reassign(chosen, self._replacing), f"@{plain(chosen, 100)}"

    @on(OptionList.OptionHighlighted)
    def _highlighted(self) -> None:
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

    def action_nobody(self) -> None:
        """Take the owner off."""
        self.dismiss(Reassign(_NOBODY, self._replacing))

    def _list(self, typed: str) -> None:
        """List who fits: people whose names begin so, then the name as it was typed, then those like it."""
        likely = self._likely()
        fitting = [name for name in likely if _begins(name, typed)]
        others = _alike(typed, [name for name in likely if name not in fitting]) if typed else []
        is_new = is_name(typed) and typed.casefold() not in {name.casefold() for name in likely}
        own = [typed] if is_new else []
        self._names = [*fitting, *own, *others][:_MOST]
        people = self.query_one(OptionList)
        people.clear_options()
        people.add_options(
            Option(Content.assemble("new: " if name in own else "", plain(name, 100))) for name in self._names
        )
        people.highlighted = 0 if self._names else None
        self._listed = typed

    def _likely(self) -> list[str]:
        """Everybody known: myself, the note's people, then the most often met."""
        here = self._session.metadata(self._proposal.note).people
        names = [*self._session.mine[:1], *here, *self._session.people.by_mentions()]
        unique = {name.casefold(): name for name in reversed(names) if is_name(name)}
        return [unique[key] for key in dict.fromkeys(name.casefold() for name in names) if key in unique]


def _begins(name: str, typed: str) -> bool:
    """Whether each word typed begins a word of the name, in their order."""
    words = iter(name.casefold().split())
    return all(any(word.startswith(part) for word in words) for part in typed.casefold().split())


def _alike(typed: str, names: list[str]) -> list[str]:
    """The names that are nearly what was typed, the likest first."""
    from rapidfuzz import fuzz, process, utils  # the app starts without it

    found = process.extract(
        typed, names, scorer=fuzz.WRatio, processor=utils.default_process, limit=_MOST, score_cutoff=60
    )
    return [name for name, _, _ in found]
