"""Rows as a filter sees them, made of a line and of what the rest of triage would know."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from hypothesis import strategies as st

from triage.core.filtering.completion import Values
from triage.core.subject import Trait
from triage.core.task.fields import PRIORITY_EMOJI, Priority
from triage.core.task.proposal import Proposal, find_tasks
from triage.core.task.vocabulary import Vocabulary

TODAY = date(2026, 12, 3)
"""A Thursday."""


@dataclass(frozen=True)
class FakeSubject:
    """A row that knows what it was told."""

    proposal: Proposal
    owners: tuple[str, ...]
    kind: str = ""
    source: str = ""
    traits: Collection[Trait] = field(default=(), hash=False)

    def has(self, trait: Trait) -> bool:
        """Whether the row was told that it has this."""
        return trait in self.traits


def subject(
    words: str = "Order the wool",
    *owners: str,
    due: str = "",
    priority: str = "",
    tags: str = "#task #proposed #auto",
    note: str = "Harbour/2026-11-20 Minutes.md",
    heading: str = "Next steps",
    kind: str = "",
    source: str = "",
    traits: Collection[Trait] = (),
) -> FakeSubject:
    """A row of one line; it is mine if `Myself` is among its owners."""
    emoji = next((mark for mark, name in PRIORITY_EMOJI.items() if name == priority), "")
    fields = [*(f"@{owner}" for owner in owners), due and f"📅 {due}", emoji, tags]
    line = " ".join(part for part in ("- [?]", words, *fields) if part)
    (proposal,) = find_tasks(note, f"# {heading}\n{line}\n".encode(), Vocabulary())
    own = {Trait.MINE} if "Myself" in owners else {Trait.OTHERS} if owners else set()
    return FakeSubject(proposal, owners, kind, source, frozenset(traits) | own)


@dataclass
class FakeValues:
    """Values that exist."""

    known: dict[str, Sequence[str]] = field(default_factory=dict)

    def owners(self) -> Sequence[str]:
        """The people."""
        return self.known.get("owners", ())

    def tags(self) -> Sequence[str]:
        """The tags."""
        return self.known.get("tags", ())

    def folders(self) -> Sequence[str]:
        """The folders."""
        return self.known.get("folders", ())

    def notes(self) -> Sequence[str]:
        """The notes."""
        return self.known.get("notes", ())

    def headings(self) -> Sequence[str]:
        """The headings."""
        return self.known.get("headings", ())

    def kinds(self) -> Sequence[str]:
        """The types."""
        return self.known.get("kinds", ())

    def sources(self) -> Sequence[str]:
        """The sources."""
        return self.known.get("sources", ())


def values(**known: Sequence[str]) -> Values:
    """These values, named as the methods are."""
    return FakeValues(known)


subjects = st.builds(
    lambda words, owners, **rest: subject(words, *owners, **rest),
    st.sampled_from(("Order the wool", "Oil the winch #work/deck now", "Ça (soon): due:today", "été")),
    st.sampled_from(((), ("Myself",), ("Ada Quill",), ("Bo Tarn", "Ada Quill"))),
    due=st.sampled_from(("", "2026-12-01", "2026-12-03", "2026-12-04", "2027-01-01")),
    priority=st.sampled_from(("", *Priority)),
    tags=st.sampled_from(("#task #proposed #auto", "#work", "#work/harbour", "")),
    note=st.sampled_from(("a.md", "_archive/Ropes.md", "logs/deep/2026 Loft.md")),
    heading=st.sampled_from(("", "Next steps", "Ropes")),
    kind=st.sampled_from(("", "meeting", "Mail")),
    source=st.sampled_from(("", "mail")),
    traits=st.frozensets(st.sampled_from((Trait.DUPLICATE, Trait.NEW, Trait.ARCHIVED))),
)

_terms = st.sampled_from(
    (
        *("wool", "winch", "wcinh", "ORDER", '"the wool"', '"due:today"', "été", "12:30", "http://x"),
        *("owner:ada", "owner:me", "owner:none", 'owner:"Bo Tarn",ada', "@ada", "#work", "tag:task"),
        *("due:overdue", "due:none", "due:any", "due:<=fri", "due:2026-12-01..2026-12-31", "due:this-week"),
        *("prio:high", "prio:>=low", "prio:none,lowest", "path:_archive", "path:logs/**", "note:loft"),
        *(
            "heading:none",
            "heading:rope",
            "type:meet",
            "source:none",
            "is:duplicate",
            "is:new,overdue",
            "is:mine",
        ),
    )
)
filter_texts = st.recursive(
    _terms,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(" ".join),
        st.tuples(inner, inner).map(lambda pair: f"({' OR '.join(pair)})"),
        inner.map("-({})".format),
    ),
    max_leaves=6,
)
"""Texts of filters; texts side by side are in brackets if OR joins them."""
