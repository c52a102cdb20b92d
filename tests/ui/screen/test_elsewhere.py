"""The editor, links, and leaving."""

from pathlib import Path

import pytest

from apps import app_over, at_work, vault_app
from fakes import FakeStore, note, proposal_line
from triage.core.config import Config
from triage.ui.editor import editor_command
from triage.ui.link import obsidian_link

NOTE = "Meetings/2026-11-20 Minutes.md"


def three() -> FakeStore:
    return FakeStore({NOTE: note("# Minutes", *(proposal_line(each) for each in ("One", "Two", "Three")))})


@pytest.mark.parametrize(
    "editor, expected",
    [
        ("vim", ["vim", "+12", "/vault/a b.md"]),
        ("/usr/bin/nvim -u NONE", ["/usr/bin/nvim", "-u", "NONE", "+12", "/vault/a b.md"]),
        ("nano", ["nano", "+12", "/vault/a b.md"]),
        ("emacsclient -t", ["emacsclient", "-t", "+12", "/vault/a b.md"]),
        ("hx", ["hx", "/vault/a b.md:12"]),
        ("micro", ["micro", "/vault/a b.md:12"]),
        ("code", ["code", "--wait", "--goto", "/vault/a b.md:12"]),
        ("code --wait -n", ["code", "--wait", "-n", "--wait", "--goto", "/vault/a b.md:12"]),
        ("'/opt/my editor/ed it' --x", ["/opt/my editor/ed it", "--x", "/vault/a b.md"]),
        ("unheard-of", ["unheard-of", "/vault/a b.md"]),
    ],
)
def test_an_editor_is_given_the_note_and_the_line_in_its_own_way(editor: str, expected: list[str]) -> None:
    assert editor_command(editor, Path("/vault/a b.md"), 12) == expected


@pytest.mark.parametrize(
    "variables, expected",
    [
        ({"VISUAL": "nano", "EDITOR": "vim"}, "nano"),
        ({"EDITOR": "vim"}, "vim"),
        ({"VISUAL": "", "EDITOR": "vim"}, "vim"),
        ({}, "vi"),
    ],
)
def test_without_a_config_it_is_visual_or_editor_or_vi(
    variables: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert editor_command("", Path("/n.md"), 1)[0] == expected


@pytest.mark.parametrize("editor", ["vim 'unclosed", "   ", '"'])
async def test_an_editor_that_cannot_be_understood_is_said(editor: str) -> None:
    """Never a traceback, whatever $EDITOR holds."""
    store = three()
    async with at_work(app_over(store, config=Config(editor=editor))) as hand:
        await hand.press("o")
        assert hand.app.is_running
        assert hand.notices
        await hand.press("a")
        assert b"[ ] One" in store.notes[NOTE]


async def test_where_the_terminal_cannot_be_lent_it_is_said() -> None:
    store = three()
    async with at_work(app_over(store, config=Config(editor="true"))) as hand:
        await hand.press("o")
        assert "cannot be lent" in hand.notices[-1]
        assert hand.at == "One"


async def test_coming_back_from_an_editor_shows_what_it_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """The editor itself is tried in a real terminal, in tests/terminal."""
    store = three()
    opened: list[tuple[str, Path, int]] = []

    def edits(app: object, editor: str, path: Path, line: int) -> str:
        opened.append((editor, path, line))
        one, two, _ = (proposal_line(each) for each in ("One", "Deux", "Three"))
        store.notes[NOTE] = note("# Minutes", one, two, "Some prose", proposal_line("Four", owner="Ada"))
        return ""

    monkeypatch.setattr("triage.ui.screen.elsewhere.edit_note", edits)
    async with at_work(app_over(store, config=Config(editor="ed"), root=Path("/v")), size=(140, 40)) as hand:
        await hand.press("j", "o")
        assert opened == [("ed", Path("/v") / NOTE, 3)]
        assert hand.at == "Deux"
        assert hand.words == ["One", "Deux", "Three", "Four"]
        assert "gone" in hand.drawn("Three")
        assert "1 new proposal at the end" in hand.footer
        await hand.until(lambda: "Some prose" in hand.text)
        await hand.press("x", "a")
        assert store.notes[NOTE].count(b"[-] Deux") == store.notes[NOTE].count(b"[ ] Four") == 1


async def test_a_note_that_the_editor_removed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    store = three()

    def removes(*_: object) -> str:
        store.notes.clear()
        return ""

    monkeypatch.setattr("triage.ui.screen.elsewhere.edit_note", removes)
    async with at_work(app_over(store)) as hand:
        await hand.press("o")
        assert "no longer there" in hand.notices[-1]


@pytest.mark.parametrize(
    "vault, path, link",
    [
        ("Notes", "A.md", "obsidian://open?vault=Notes&file=A"),
        (
            "My notes",
            "Meetings/2026 #1 & more.md",
            "obsidian://open?vault=My%20notes&file=Meetings%2F2026%20%231%20%26%20more",
        ),
        ("é", "caf\udce9 \x1b[31m.md", "obsidian://open?vault=%C3%A9&file=caf%E9%20%1B%5B31m"),
        ("a", "x.md.md", "obsidian://open?vault=a&file=x.md"),
        ("a&b=c", "?.md", "obsidian://open?vault=a%26b%3Dc&file=%3F"),
    ],
)
def test_a_link_means_one_note_only(vault: str, path: str, link: str) -> None:
    assert obsidian_link(vault, path) == link


async def test_a_link_is_copied_and_said() -> None:
    async with at_work(app_over(three(), root=Path("/home/me/My notes"))) as hand:
        await hand.press("y")
        link = "obsidian://open?vault=My%20notes&file=Meetings%2F2026-11-20%20Minutes"
        assert hand.app.clipboard == link
        assert link[:40] in hand.footer


async def test_a_note_is_opened_in_obsidian_by_its_link(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    app = app_over(three(), root=Path("/v"))
    monkeypatch.setattr(app, "open_url", lambda url, **_: opened.append(url))
    async with at_work(app) as hand:
        await hand.press("O")
    assert opened == ["obsidian://open?vault=v&file=Meetings%2F2026-11-20%20Minutes"]


async def test_leaving_says_what_was_decided_what_is_left_and_how_to_undo() -> None:
    store = FakeStore({NOTE: note(*(proposal_line(f"Task {number}") for number in range(9)))})
    async with at_work(app_over(store)) as hand:
        hand.send(*"aaaxD", "u", "d", *"fri", "enter", "q")
        await hand.until(lambda: not hand.app.is_running)
    assert list(hand.app.summary) == [
        "3 accepted, 1 rejected, 1 re-dated.",
        "5 proposals left to decide.",
        "`triage undo` undoes the last action, `triage undo --session` all of them.",
    ]
    assert hand.app.return_code == 0


async def test_leaving_without_a_decision_says_so() -> None:
    async with at_work(app_over(three())) as hand:
        await hand.press("q")
    assert list(hand.app.summary)[:2] == ["Nothing decided.", "3 proposals left to decide."]


async def test_leaving_counts_a_verdict_that_was_changed_once() -> None:
    async with at_work(app_over(three())) as hand:
        await hand.press("a", "k", "x", "q")
    assert hand.app.summary[0] == "1 rejected."
    assert hand.app.summary[1] == "2 proposals left to decide."


async def test_a_burst_that_ends_with_leaving_writes_all_of_it(tmp_path: Path) -> None:
    root = tmp_path / "vault"
    root.mkdir()
    file = root / "Note.md"
    file.write_bytes(note(*(proposal_line(f"Task {number}") for number in range(30))))
    async with at_work(vault_app(root, tmp_path / "state")) as hand:
        hand.send(*"a" * 20, "q", *"a" * 5)
        await hand.until(lambda: not hand.app.is_running)
    assert file.read_bytes().count(b"[ ]") == 20
    assert [path.name for path in root.iterdir()] == ["Note.md"]
