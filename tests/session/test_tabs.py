"""Sittings at random: counting row by row gives the same as counting all rows again."""

from collections.abc import Iterator
from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from fakes import TODAY, FakeStore, note, session_over
from triage.core.config import Config
from triage.core.filtering.filter import Filter
from triage.core.row import Grouping, Sorting
from triage.core.task.decision import (
    Accept,
    AcceptBy,
    Decision,
    Done,
    EditRaw,
    Reassign,
    Redate,
    Reject,
    Shift,
    Snooze,
)
from triage.session.arrangement import Arrangement
from triage.session.comparison import Compared
from triage.session.plan import Plan
from triage.session.session import Session
from triage.session.view import View

PATHS = ("2026-11-02 a.md", "_archive/b.md", "deep/c.md")
CONFIG = Config(
    views={
        "Meetings": "type:meeting",
        "Marked": "is:marked",
        "Ada's": "owner:ada",
        "Late or asleep": "due:overdue OR is:snoozed",
        "Left out": "is:left-out OR is:rejected-before",
    },
    mine=("Myself", "Jo Berg"),
)
DECISIONS: tuple[Decision, ...] = (
    *(Accept(), Reject("no"), Done(), AcceptBy(None), Snooze(None), Shift(400)),
    *(Snooze(TODAY + timedelta(days=1)), Redate(date(2026, 1, 1)), Redate(None)),
    *(Reassign("Ada"), Reassign("Jo Berg"), Reassign("Zoë Fell")),
    *(EditRaw("- [?] Order the blue wool #proposed"), EditRaw("- [?] Call Ada #task #proposed #auto")),
)
MATTER = ("---", "type: meeting", "participants: [Ada Quill]", "---")

words = st.sampled_from(
    (
        *("Order the blue wool", "Order the wool in blue", "Order blue wool", "Order the blue wool today"),
        *("Call the ferry office", "Phone the ferry office", "Paint the shed"),
    )
)
owners = st.sampled_from(("@Myself", "@Ada", "@Ada Quill", "@jo berg", "@Zoë Fell Harbour to call", ""))
ends = st.sampled_from(("📅 2026-01-01", "📅 2026-12-24", "⏫", ""))
tags = st.sampled_from(("#proposed #auto", "#proposed #auto", "#proposed"))
task_lines = st.builds(
    lambda box, *parts: " ".join([f"- [{box}]", *filter(None, parts)]),
    st.sampled_from("?????x-"),
    words,
    owners,
    ends,
    tags,
)


@st.composite
def notes(draw: st.DrawFn) -> bytes:
    """A note with tasks, some of them equal, with or without front matter."""
    return note(*(MATTER if draw(st.booleans()) else ()), *draw(st.lists(task_lines, max_size=5)))


class Counting(RuleBasedStateMachine):
    """Everything that changes which row belongs to which view."""

    session: Session

    @initialize(vault=st.fixed_dictionaries({path: notes() for path in PATHS}))
    def begin(self, vault: dict[str, bytes]) -> None:
        self.store = FakeStore(vault)
        self.restart()

    @rule()
    def restart(self) -> None:
        if hasattr(self, "session"):
            self.session.keep_seen()
        self.session = session_over(self.store, config=CONFIG)
        self.look_again()

    @rule()
    def refresh(self) -> None:
        self.session.load()
        self.look_again()

    def look_again(self) -> None:
        """Compare, and give the results to the session in small parts, in any order."""
        self.kept: set[int] = set()
        session = self.session
        found = session.comparison(lambda: None).all(session.notes, session.open_proposals())
        self.unheard = list(split(found))

    @precondition(lambda self: self.unheard)
    @rule(data=st.data())
    def hear(self, data: st.DataObject) -> None:
        self.session.take_compared(self.unheard.pop(data.draw(st.integers(0, len(self.unheard) - 1))))

    def keys(self, data: st.DataObject) -> list[int]:
        return data.draw(
            st.lists(st.sampled_from(sorted(self.session.rows)), min_size=1, max_size=3, unique=True)
        )

    @precondition(lambda self: self.session.rows)
    @rule(data=st.data(), decision=st.sampled_from(DECISIONS))
    def decide(self, data: st.DataObject, decision: Decision) -> None:
        self.settle(self.session.planner.decide(self.keys(data), decision))

    @precondition(lambda self: self.session.rows)
    @rule(data=st.data(), is_best=st.booleans())
    def decide_cards(self, data: st.DataObject, is_best: bool) -> None:
        keys = self.keys(data)
        self.settle(self.session.planner.best(keys) if is_best else self.session.planner.duplicates(keys))

    @rule(is_redo=st.booleans())
    def reverse(self, is_redo: bool) -> None:
        self.settle(self.session.planner.redo() if is_redo else self.session.planner.undo())

    def settle(self, plan: Plan | None) -> None:
        if plan:
            self.session.settle(self.session.save(plan))

    @precondition(lambda self: self.session.rows)
    @rule(data=st.data())
    def handle_cards(self, data: st.DataObject) -> None:
        keys = self.keys(data)
        match data.draw(st.sampled_from(("take out", "choose", "join"))):
            case "take out":
                self.session.duplicates.take_out(keys[0])
            case "choose":
                self.session.duplicates.make_keeper(keys[0])
            case _:
                self.session.duplicates.join(keys)

    @precondition(lambda self: self.session.rows)
    @rule(data=st.data())
    def mark(self, data: st.DataObject) -> None:
        self.session.marks.toggle(self.keys(data))

    @rule()
    def include(self) -> None:
        self.session.include_left_out(not self.session.includes_left_out)

    @rule(name=st.sampled_from(("Ada Quill", "Jo Berg")), is_me=st.booleans())
    def know_people(self, name: str, is_me: bool) -> None:
        if is_me:
            self.session.names.call_me([name, "Myself"])
        else:
            self.session.names.fold(name, "Ada")

    @rule(text=st.sampled_from(("wool", "is:new", "-is:mine")))
    def save_view(self, text: str) -> None:
        self.session.add_view(View("Mine too", "Mine too", Filter.of(text, TODAY), is_saved=True))

    @rule(path=st.sampled_from(PATHS), data=notes())
    def edit_outside(self, path: str, data: bytes) -> None:
        self.store.notes[path] = data
        self.session.read_again(path)

    @invariant()
    def counting_anew_gives_the_same(self) -> None:
        session = self.session
        session.weigh()
        for view in session.tabs.views:
            rows = [row for row in session.rows.values() if row.is_open and view.takes(session.subject(row))]
            mine = [row for row in rows if not row.proposal.is_left_out]
            assert session.tabs.count(view) == len(mine), view.name
            assert session.tabs.count(view, with_left_out=True) == len(rows), view.name

    @invariant()
    def every_row_of_a_set_is_in_it_once(self) -> None:
        duplicates = self.session.duplicates
        for key in self.session.rows:
            if found := duplicates.set_of(key):
                assert found.keys.count(key) == 1
                assert all(duplicates.set_of(other) is found for other in found.keys)
                assert list(found.keys) == sorted(found.keys)
            keeper = duplicates.keeper(key)
            assert (keeper is not None) == (len(duplicates.open_members(key)) > 1)
            assert keeper is None or keeper.key in duplicates.open_members(key)

    @rule(
        view=st.sampled_from(("all", "mine", "duplicates", "already", "archive", "snoozed", "Meetings")),
        grouping=st.sampled_from(Grouping),
        sorting=st.sampled_from(Sorting),
        text=st.sampled_from(("", "", "wool")),
        most=st.sampled_from((0, 0, 0, 2)),
    )
    def show(self, view: str, grouping: Grouping, sorting: Sorting, text: str, most: int) -> None:
        """Each row of a view is shown once, in every grouping; rows that were shown before stay."""
        session = self.session
        named = session.tabs.named(view)
        assert named
        typed = Filter.of(text, TODAY)
        plain = session.groups(Arrangement(named, typed), self.kept)
        groups = session.groups(Arrangement(named, typed, grouping, sorting, most), self.kept)
        keys = [key for group in groups for key in group.keys]
        all_of_it = {key for group in plain for key in group.keys}
        assert len(set(keys)) == len(keys)
        assert set(keys) <= all_of_it
        assert len(keys) == (min(len(all_of_it), max(most, len(self.kept))) if most else len(all_of_it))
        assert self.kept <= set(keys)
        assert all(group.keys for group in groups)
        late = [group.has_arrived for group in groups]
        assert late == sorted(late)
        self.kept = set(keys) if most != 2 or view == "all" else set()

    @rule()
    def leave_it(self) -> None:
        self.session.queue.retire()
        self.kept = set()


def split(found: Iterator[Compared]) -> Iterator[Compared]:
    """The results of a comparison, in the smallest parts."""
    for compared in found:
        for key in compared.matches:
            yield Compared({key: compared.matches[key]}, looked_at=(key,))
        for each in compared.sets:
            yield Compared(sets=(each,), looked_at=each.members)


TestCounting = Counting.TestCase
TestCounting.settings = settings(max_examples=settings().max_examples // 2, stateful_step_count=25)
