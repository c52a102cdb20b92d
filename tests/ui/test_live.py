"""The screen follows what other programs do to the notes."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from apps import Hand, app_over, at_work, vault_app
from fakes import FakeStore, note, proposal_line
from triage.core.task.note import FoundNote
from triage.core.vault_changes import Changes, Moved
from triage.ui.screen import background
from triage.ui.workers import watcher
from waiting import LIMIT_SECONDS

A, B, C, D = (
    proposal_line(words) for words in ("Order the wool", "Paint the shed", "Call Ada", "Feed the cat")
)
FIRST, SECOND = "2026-11-20 a.md", "2026-11-10 b.md"
DAY = date(2026, 11, 22)


@pytest.fixture
def store() -> FakeStore:
    store = FakeStore({FIRST: note(A, B), SECOND: note(C)})
    store.is_watched = True
    return store


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_WAIT_SECONDS", "_SHOWING_SECONDS", "_COMPARING_SECONDS"):
        monkeypatch.setattr(background, name, 0.01)
    monkeypatch.setattr(watcher, "_TURN_SECONDS", 0.0)


def write(store: FakeStore, path: str, *lines: str) -> None:
    """Another program writes a note."""
    is_new = path not in store.notes
    store.notes[path] = note(*lines)
    store.happened.put(Changes(created=(FoundNote(path, DAY),)) if is_new else Changes(changed=(path,)))


async def until_words(hand: Hand, *words: str) -> None:
    await hand.until(lambda: hand.words == list(words), f"{words} are shown")
    await hand.settled()


async def test_a_new_note_comes_to_the_end_and_nothing_else_moves(store: FakeStore) -> None:
    async with at_work(app_over(store)) as hand:
        await hand.press("j")
        assert hand.at == "Paint the shed"
        write(store, "2026-11-22 new.md", D)
        await until_words(hand, "Order the wool", "Paint the shed", "Call Ada", "Feed the cat")
        assert hand.at == "Paint the shed"
        await hand.sees("1 new proposal at the end")
        assert "4 left" in hand.footer
        assert "new  2026-11-22 new" in hand.text


async def test_the_first_proposal_of_an_empty_queue_is_under_the_cursor() -> None:
    store = FakeStore({"a.md": b"words\n"})
    store.is_watched = True
    async with at_work(app_over(store)) as hand:
        await hand.sees("Nothing to decide in 1 note")
        write(store, "a.md", A)
        await until_words(hand, "Order the wool")
        assert hand.at == "Order the wool"


async def test_what_was_decided_elsewhere_shows_and_counts_for_nobody(store: FakeStore) -> None:
    async with at_work(app_over(store), size=(140, 30)) as hand:
        await hand.press("j")
        write(store, FIRST, A.replace("?", "x"), B.replace("?", "-"))
        await hand.until(lambda: not hand.row.is_open)
        await hand.sees("0 decided")
        await hand.sees("1 left")
        assert "✔ " in hand.drawn("Order the wool")
        assert "done" in hand.drawn("Order the wool")
        assert "elsewhere" in hand.drawn("Order the wool")
        await hand.sees("rejected elsewhere")
        assert hand.at == "Paint the shed"
        assert hand.words == ["Order the wool", "Paint the shed", "Call Ada"]
        await hand.press("j", "a")
        await hand.sees("1 decided")
        assert "elsewhere" not in hand.drawn("Call Ada")


async def test_a_deleted_note_leaves_dimmed_rows(store: FakeStore) -> None:
    async with at_work(app_over(store)) as hand:
        del store.notes[FIRST]
        store.happened.put(Changes(deleted=(FIRST,)))
        await hand.until(lambda: hand.row.is_gone)
        await hand.sees("1 left")
        assert "gone" in hand.drawn("Order the wool")
        assert hand.words == ["Order the wool", "Paint the shed", "Call Ada"]


async def test_a_moved_note_keeps_its_place_under_another_name(store: FakeStore) -> None:
    async with at_work(app_over(store)) as hand:
        await hand.press("j", "space")
        store.notes["z/Plans.md"] = store.notes.pop(FIRST)
        store.happened.put(Changes(moved=(Moved(FIRST, FoundNote("z/Plans.md", DAY)),)))
        await hand.until(lambda: hand.headings[0] == "z/Plans.md")
        await hand.settled()
        assert "Plans" in hand.lines[2]
        assert hand.words == ["Order the wool", "Paint the shed", "Call Ada"]
        assert hand.marked == {"Paint the shed"}
        await hand.press("x")
        await hand.at_rest()
        assert store.notes["z/Plans.md"] == note(A, B.replace("?", "-"))


async def test_a_line_edited_elsewhere_is_drawn_as_it_is(store: FakeStore) -> None:
    async with at_work(app_over(store)) as hand:
        write(store, FIRST, "# H", A.replace("wool", "blue wool"), B)
        await until_words(hand, "Order the blue wool", "Paint the shed", "Call Ada")
        await hand.until(lambda: any("Order the blue wool" in line for line in hand.drawn_rows))
        await hand.press("a")
        assert store.notes[FIRST] == note("# H", A.replace("wool", "blue wool").replace("?", " "), B)


async def waits(hand: Hand, store: FakeStore, over: Callable[[], bool]) -> None:
    """News wait while something is going on, and are taken in afterwards."""
    write(store, FIRST, A, B.replace("?", "x"))
    write(store, "2026-11-22 new.md", D)
    await hand.until(lambda: bool(hand.screen.background._news), "something was noticed")
    for _ in range(5):
        await hand.settled()
        assert hand.words == ["Order the wool", "Paint the shed", "Call Ada"]
        assert over()


async def test_while_a_dialog_is_open_rows_stay_as_they_are(store: FakeStore) -> None:
    async with at_work(app_over(store)) as hand:
        await hand.press("p")
        await waits(hand, store, lambda: len(hand.app.screen_stack) == 2)
        assert hand.session.rows[1].is_open
        await hand.press("escape")
        await until_words(hand, "Order the wool", "Paint the shed", "Call Ada", "Feed the cat")
        assert not hand.session.rows[1].is_open


async def test_while_a_filter_is_typed_rows_stay_as_they_are(store: FakeStore) -> None:
    async with at_work(app_over(store)) as hand:
        await hand.press("/")
        await waits(hand, store, lambda: hand.screen.filter_bar.is_typing)
        await hand.press("escape")
        await until_words(hand, "Order the wool", "Paint the shed", "Call Ada", "Feed the cat")


async def test_while_a_save_is_under_way_rows_stay_as_they_are(store: FakeStore) -> None:
    """What is noticed of our own save is no decision of somebody else."""
    from threading import Event

    goes_on, is_saving = Event(), Event()

    def before_save(path: str) -> None:
        is_saving.set()
        goes_on.wait(LIMIT_SECONDS)

    store.before_save = before_save
    async with at_work(app_over(store)) as hand:
        hand.send("a")
        await hand.until(is_saving.is_set)
        store.notes[FIRST] = note("# H", A, B)
        store.happened.put(Changes(changed=(FIRST,)))
        await hand.until(lambda: bool(hand.screen.background._news))
        assert hand.session.rows[0].is_open
        goes_on.set()
        await hand.until(lambda: not hand.screen.background._news)
        await hand.settled()
        store.happened.put(Changes(changed=(FIRST,)))
        write(store, "2026-11-22 new.md", D)
        await until_words(hand, "Order the wool", "Paint the shed", "Call Ada", "Feed the cat")
        assert store.notes[FIRST] == note("# H", A.replace("?", " "), B)
        assert not hand.session.rows[0].is_decided_elsewhere
        assert hand.session.tally.decided == 1
        assert "elsewhere" not in hand.text


async def test_a_burst_is_taken_in_whole(store: FakeStore) -> None:
    async with at_work(app_over(store)) as hand:
        paths = [f"2026-11-22 {number}.md" for number in range(120)]
        store.notes.update({path: note(D) for path in paths})
        store.happened.put(Changes(created=tuple(FoundNote(path, DAY) for path in paths)))
        await hand.until(lambda: len(hand.words) == 123)
        assert hand.at == "Order the wool"
        await hand.sees("123 left")


async def test_what_does_not_belong_to_the_view_is_said_to_be_elsewhere(store: FakeStore) -> None:
    async with at_work(app_over(store)) as hand:
        await hand.type("/wool")
        await hand.press("enter")
        await until_words(hand, "Order the wool")
        write(store, "2026-11-22 new.md", D)
        await hand.sees("1 new proposal outside the view")
        assert hand.words == ["Order the wool"]


async def test_duplicates_and_matches_follow(store: FakeStore) -> None:
    async with at_work(app_over(store), size=(120, 30)) as hand:
        await hand.compared()
        assert not hand.counts.get("duplicates")
        write(store, "2026-11-22 new.md", proposal_line("Order the wool"))
        await hand.until(lambda: hand.counts.get("duplicates") == 2)
        write(store, "2026-11-21 done.md", "- [x] Call Ada")
        await hand.until(lambda: hand.counts.get("already") == 1)
        await hand.until(lambda: "= done" in hand.drawn("Call Ada"))
        write(store, "2026-11-22 new.md", proposal_line("Something else entirely"))
        await hand.until(lambda: not hand.counts.get("duplicates"))
        store.notes["2026-11-21 done.md"] = b""
        store.happened.put(Changes(changed=("2026-11-21 done.md",)))
        await hand.until(lambda: not hand.counts.get("already"))
        await hand.compared()


async def test_a_vault_that_goes_is_said_and_keeps_its_rows(store: FakeStore) -> None:
    async with at_work(app_over(store)) as hand:
        store.happened.put(Changes(problems=("The vault is away",), is_absent=True))
        await hand.sees("The vault is away")
        await hand.until(lambda: "is not there any more" in hand.header)
        assert hand.words == ["Order the wool", "Paint the shed", "Call Ada"]
        assert all(row.is_open for row in hand.rows)
        store.happened.put(Changes())
        await hand.until(lambda: "is not there any more" not in hand.header)


async def test_a_scan_asked_for_meanwhile_finds_all(store: FakeStore) -> None:
    async with at_work(app_over(store)) as hand:
        write(store, "2026-11-22 new.md", D)
        await hand.press("ctrl+r")
        await hand.scanned()
        await until_words(hand, "Feed the cat", "Order the wool", "Paint the shed", "Call Ada")


async def test_the_watch_ends_with_the_app(store: FakeStore) -> None:
    app = app_over(store)
    async with at_work(app) as hand:
        thread = hand.screen.background._watcher._thread
        assert thread is not None
        assert thread.is_alive()
        await hand.press("q")
    thread.join(LIMIT_SECONDS)
    assert not thread.is_alive()


async def test_a_store_that_tells_nothing_is_not_waited_for() -> None:
    async with at_work(app_over(FakeStore({"a.md": note(A)}))) as hand:
        thread = hand.screen.background._watcher._thread
        await hand.until(lambda: thread is not None and not thread.is_alive())


async def test_two_apps_on_one_vault_agree(tmp_path: Path) -> None:
    root = tmp_path / "vault"
    root.mkdir()
    (root / "a.md").write_bytes(note(A, B))
    one = vault_app(root, tmp_path / "state", number=1, watched=True)
    other = vault_app(root, tmp_path / "state", number=2, watched=True)
    async with at_work(one) as hand, at_work(other) as second:
        await hand.press("a")
        await second.until(lambda: not second.rows[0].is_open)
        assert second.rows[0].is_decided_elsewhere
        await second.press("j", "x")
        await hand.until(lambda: not hand.rows[1].is_open)
        assert hand.rows[1].is_decided_elsewhere
        assert not hand.rows[0].is_decided_elsewhere
        assert (hand.session.tally.decided, second.session.tally.decided) == (1, 1)
        (root / "new.md").write_bytes(note(C))
        await hand.until(lambda: len(hand.rows) == 3)
        await second.until(lambda: len(second.rows) == 3)
    assert (root / "a.md").read_bytes() == note(A.replace("?", " "), B.replace("?", "-"))
