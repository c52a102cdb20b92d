"""In which order things are started, shown, asked and said after a scan, after a save and on leaving."""

from collections.abc import Callable
from typing import Any

import pytest

from apps import TODAY, app_over, at_work
from fakes import FakeStore, note, proposal_line, session_over
from triage.core.filtering.filter import Filter
from triage.core.task.decision import Accept, Reject
from triage.core.task.note import FoundNote
from triage.core.vault_changes import Changes
from triage.session.offering import Offering
from triage.session.overwriting import Overwriting
from triage.session.session import Session
from triage.session.view import View, views_of
from triage.ui.app import TriageApp
from triage.ui.screen.base import BaseScreen
from triage.ui.screen.triage_screen import TriageScreen
from triage.ui.start import Beginning
from triage.ui.widgets.key_bar import KeyBar
from triage.ui.widgets.task_list import TaskList
from triage.ui.widgets.vault_header import VaultHeader
from triage.ui.workers.comparer import Comparer
from triage.ui.workers.scanner import Scanner
from triage.ui.workers.watcher import Watcher
from triage.ui.workers.writer import Writer

NAMES = "abcdef"
BEFORE = {f"2026-11-0{number} {name}.md": note(proposal_line(name)) for number, name in enumerate(NAMES, 1)}


def named(name: str) -> View:
    """The view of that name."""
    return next(view for view in views_of({}, TODAY) if view.name == name)


class Diary:
    """Writes down what happens, in order."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        self.entries: list[str] = []

    def note(self, kind: type, name: str, words: Callable[..., str]) -> None:
        """Write down every call of a method, before it does what it does."""
        method = getattr(kind, name)

        def noted(this: Any, *given: Any, **named: Any) -> Any:
            if entry := words(*given, **named):
                self.entries.append(entry)
            return method(this, *given, **named)

        self._monkeypatch.setattr(kind, name, noted)

    def watch(self, kind: type, name: str, words: Callable[[Any], str]) -> None:
        """Write down every new value of what a widget shows."""

        def watcher(this: Any, value: Any) -> None:
            if entry := words(value):
                self.entries.append(entry)

        self._monkeypatch.setattr(kind, f"watch_{name}", watcher, raising=False)

    def begin(self) -> None:
        """Forget what was written down."""
        self.entries.clear()

    def from_to(self, first: str, last: str) -> list[str]:
        """What was written down since one entry came last, up to another; what repeats is left out."""
        start = len(self.entries) - 1 - self.entries[::-1].index(first)
        part = self.entries[start : self.entries.index(last, start) + 1]
        return [each for at, each in enumerate(part) if at == 0 or part[at - 1] != each]


@pytest.fixture
def diary(monkeypatch: pytest.MonkeyPatch) -> Diary:
    diary = Diary(monkeypatch)
    diary.note(Session, "begin", lambda: "forgets all rows")
    diary.note(Scanner, "start", lambda: "reads the vault")
    diary.note(Comparer, "start", lambda: "compares all")
    diary.note(Comparer, "stop", lambda: "compares no more")
    diary.note(Watcher, "start", lambda: "watches")
    diary.note(Watcher, "stop", lambda: "watches no more")
    diary.note(Writer, "run", lambda save, stop=None: "saves")
    diary.note(Session, "settle", lambda saved: "takes in what was saved")
    diary.note(Offering, "look", lambda: "looks for an offer")
    diary.note(TaskList, "show", lambda groups: f"rows: {sum(len(group.keys) for group in groups)}")
    diary.note(TriageApp, "exit", lambda *given: "leaves")
    diary.note(TriageApp, "notify", lambda message, **named: f"notice: {message}")
    diary.note(KeyBar, "say", lambda message: f"says: {message}" if message else "")
    diary.note(FakeStore, "remember", lambda name, value: f"remembers {name}: {value}")
    diary.watch(KeyBar, "decided", lambda number: f"decided: {number}")
    diary.watch(VaultHeader, "limit", lambda text: f"header: {text}" if text else "")
    diary.watch(VaultHeader, "filter", lambda text: f"header: /{text}" if text else "")
    diary.watch(VaultHeader, "is_scanning", lambda yes: "" if yes else "has read the vault")
    diary.watch(VaultHeader, "is_comparing", lambda yes: "" if yes else "has compared")
    is_in_doubt = vars(Overwriting)["is_in_doubt"].fget

    def looked(this: Overwriting) -> bool:
        diary.entries.append("looks for what was overwritten")
        return bool(is_in_doubt(this))

    monkeypatch.setattr(Overwriting, "is_in_doubt", property(looked))
    return diary


def overwritten_and_cut_off() -> FakeStore:
    """A vault in which one decision was overwritten, and a run died after one note of a gesture."""
    store = FakeStore(BEFORE)
    session = session_over(store)
    keys = list(session.rows)
    session.decide(keys[:1], Accept())
    (path,) = (path for path in store.notes if store.notes[path] != BEFORE[path])
    store.notes[path] = BEFORE[path] + b"typed\n"
    session.save(session.planner.decide(keys[3:], Reject()), lambda done: done < 1, lambda: False)
    return store


def duplicates() -> FakeStore:
    """Three notes that say the same: one card."""
    return FakeStore({f"2026-11-0{at} Twin.md": note(proposal_line("Order the wool")) for at in (1, 2, 3)})


# After a scan


async def test_the_filter_stands_there_before_the_vault_is_read(diary: Diary) -> None:
    start = Beginning(typed=Filter.of("a", TODAY), limit=3)
    async with at_work(app_over(FakeStore(BEFORE), start=start)):
        order = diary.from_to("header: /a", "reads the vault")
        assert order == ["header: /a", "compares no more", "forgets all rows", "reads the vault"]


async def test_after_a_scan_problems_come_first_and_comparing_last(diary: Diary) -> None:
    store = overwritten_and_cut_off()
    store.notes["Bad.md"] = b""
    store.unreadable["Bad.md"] = "it is locked"
    async with at_work(app_over(store, number=2, start=Beginning(limit=3)), size=(120, 30)) as hand:
        expected = [
            "has read the vault",
            "notice: Bad.md cannot be read: it is locked",
            "rows: 3",
            "watches",
            "looks for what was overwritten",
            "rows: 3",
            "compares all",
        ]
        assert diary.from_to("has read the vault", "compares all") == expected
        await hand.sees("was cut off on")
        await hand.press("escape")
        await hand.until(lambda: "1 overwritten (+)" in hand.header)
        await hand.compared()
        diary.begin()
        await hand.press("ctrl+r")
        await hand.compared()
        assert diary.from_to("compares no more", "reads the vault") == [
            "compares no more",
            "forgets all rows",
            "reads the vault",
        ]
        assert diary.from_to("has read the vault", "compares all") == expected
        assert len(hand.app.screen_stack) == 1


async def test_after_a_scan_it_is_asked_who_i_am_and_then_what_to_do_about_what_was_cut_off(
    diary: Diary,
) -> None:
    store = FakeStore({path: data.replace(b"Myself", b"Ada Quill") for path, data in BEFORE.items()})
    session = session_over(store)
    session.save(session.planner.decide([*session.rows], Reject()), lambda done: done < 1, lambda: False)
    async with at_work(app_over(store, number=2, start=Beginning(named("mine"))), size=(120, 30)) as hand:
        await hand.sees("was cut off on")
        assert len(hand.app.screen_stack) == 3
        await hand.press("escape")
        await hand.sees("Which of these is you?")
        await hand.press("escape")
        assert len(hand.app.screen_stack) == 1


async def test_a_sprint_through_duplicates_begins_once_all_is_compared(diary: Diary) -> None:
    async with at_work(
        app_over(duplicates(), start=Beginning(named("duplicates"), limit=2)), size=(120, 30)
    ) as hand:
        await hand.compared()
        assert diary.from_to("has compared", "header: sprint: 0 of 3") == [
            "has compared",
            "rows: 2",
            "header: sprint: 0 of 2",
            "rows: 3",
            "header: sprint: 0 of 3",
        ]


async def test_news_are_looked_at_before_rows_follow_and_nothing_is_said_before(diary: Diary) -> None:
    store = FakeStore(BEFORE)
    store.is_watched = True
    async with at_work(app_over(store), size=(120, 30)) as hand:
        await hand.compared()
        diary.begin()
        store.notes["2026-11-22 new.md"] = note(proposal_line("new"))
        store.happened.put(Changes(created=(FoundNote("2026-11-22 new.md", TODAY),)))
        await hand.sees("1 new proposal at the end")
        assert diary.from_to("looks for what was overwritten", "says: 1 new proposal at the end") == [
            "looks for what was overwritten",
            "rows: 7",
            "says: 1 new proposal at the end",
        ]


# After a save


async def test_after_a_save_counts_come_first_and_what_is_said_last(
    diary: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("triage.ui.screen.offers._IDLE_SECONDS", 0.01)
    store = overwritten_and_cut_off()
    async with at_work(app_over(store, number=2, start=Beginning(limit=2)), size=(120, 30)) as hand:
        await hand.sees("was cut off on")
        await hand.press("escape")
        await hand.until(lambda: "1 overwritten (+)" in hand.header)
        await hand.compared()
        diary.begin()
        await hand.press("a")
        expected = [
            "saves",
            "takes in what was saved",
            "decided: 1",
            "header: sprint: 1 of 2",
            "looks for what was overwritten",
        ]
        assert diary.entries[:5] == expected
        await hand.until(lambda: "looks for an offer" in diary.entries, "it was looked for an offer")
        diary.begin()
        await hand.press("a")
        said = "says: The sprint is done; ctrl+r begins another"
        assert diary.from_to("saves", said) == [
            "saves",
            "takes in what was saved",
            "decided: 2",
            "header: sprint: 2 of 2",
            said,
        ]
        await hand.until(lambda: diary.entries[-1:] == ["looks for an offer"], "it was looked once more")
        diary.begin()
        await hand.press("u")
        said = "says: Undone: accepted 1 line"
        assert diary.from_to("saves", said) == [
            "saves",
            "takes in what was saved",
            "decided: 1",
            "header: sprint: 1 of 2",
            "looks for what was overwritten",
            said,
        ]


async def test_what_failed_is_told_after_the_rows_are_shown_anew(diary: Diary) -> None:
    store = FakeStore(BEFORE)
    async with at_work(app_over(store, start=Beginning(limit=2)), size=(120, 30)) as hand:
        await hand.compared()
        diary.begin()
        store.unwritable[max(BEFORE)] = "it is locked"
        await hand.press("a")
        problem = "notice: 2026-11-06 f.md:1 was not written: it is locked"
        assert diary.from_to("saves", problem) == ["saves", "takes in what was saved", "rows: 2", problem]


# On leaving


async def test_on_leaving_the_view_is_kept_and_what_is_typed_behind_is_for_nobody(diary: Diary) -> None:
    store = FakeStore(BEFORE)
    async with at_work(app_over(store)) as hand:
        await hand.compared()
        await hand.press("2", "1", "2")
        diary.begin()
        hand.send("q", "a", "x")
        await hand.until(lambda: not hand.app.is_running, "the app is over")
    assert diary.from_to("remembers view: mine", "watches no more") == [
        "remembers view: mine",
        "leaves",
        "watches no more",
    ]
    assert store.notes == BEFORE


async def test_a_view_that_cannot_be_kept_is_a_problem_and_no_reason_to_stay(diary: Diary) -> None:
    store = FakeStore(BEFORE)
    async with at_work(app_over(store)) as hand:
        await hand.compared()
        store.forgets = "the disk is full"
        await hand.press("q")
        await hand.until(lambda: not hand.app.is_running, "the app is over")
        assert hand.session.problems == ["The view could not be kept: the disk is full"]
    assert "leaves" in diary.entries


def test_the_screen_inherits_from_its_base_alone() -> None:
    """What is done by a part is called by the screen, by its name: no order hides in an overriding method."""
    kinds = [kind for kind in TriageScreen.__mro__ if kind.__module__.startswith("triage.")]
    assert kinds == [TriageScreen, BaseScreen]
