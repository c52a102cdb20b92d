"""Text that machines wrote from other people's words is shown as it is and never obeyed.

Every test of the app fails where a control character reaches the terminal (`at_work`). Here the shield is
off: what a widget lets through would be seen.
"""

from pathlib import Path

from apps import Hand, Places, ShownApp, app_over, at_work, vault_app
from fakes import FakeStore, note, proposal_line
from hostile import BareApp, about, assert_inert
from triage.core.config import Config
from triage.core.task.settings import Settings
from triage.core.task.vocabulary import vocabulary_of
from triage.session.session import Session

NOTE = "2026-11-20 Minutes.md"
HOSTILE = {
    "closing tag": "a [/] b",
    "any closing tag": "a [/b] [/red] b",
    "click": "[@click=app.quit]x[/]",
    "click on a screen": "[@click=screen.accept]x[/] [@click='app.bell']y",
    "colour": "[red]x [bold] [on blue]y",
    "link": "[link=https://quay.example]x[/link]",
    "open bracket": "[ [[ [[[ \\[ ]",
    "box": "- [x] not done [ ] [?]",
    "wiki link": "[[Harbour Log|the log]] and ![[pic.png]]",
    "dollar": "$accent $text-muted {x} %s {0}",
    "emoji code": ":smile: :warning:",
    "escape": "a\x1b[31mred\x1b[0m \x1b[2J\x1b[H b",
    "clipboard": "a\x1b]52;c;aGVsbG8=\x07 b",
    "title": "a\x1b]0;owned\x1b\\ b",
    "c1": "a\x9b31m b\x9d52;c;x\x9c \x85 \x90",
    "bidi": "a\u202egnp.\u202c b \u2066c\u2069 \u200f",
    "nul": "a\x00b\x01\x02\x07\x08\x7f c",
    "tab and form feed": "a\tb\x0bc\x0cd",
    "lone bytes": "caf\udce9 \udcff\udcfe",
    "emoji": "👩\u200d🔧 🏴\U000e0067\U000e0062\U000e007f 👍🏽 1\ufe0f\u20e3 ❤\ufe0f",
    "marks": "Z" + "\u0351" * 60 + "algo",
    "wide": "漢字かな交じり文 " * 12,
    "invisible": "a\u200b\u200c\u200d\ufeff\u2060b\u00ad",
    "separators": "a\u2028b\u2029c",
    "long": "long " * 1000,
    "one long word": "x" * 5000,
}


def bare(store: FakeStore, number: int = 1) -> ShownApp:
    """The app without its shield."""
    app = app_over(store, number=number)
    return BareApp(app.session, Places(Path("/vault")), Config())


def line_with(text: str) -> str:
    """A proposal whose words are these."""
    return f"- [?] {text} @Myself 📅 2026-11-25 #task #proposed #auto"


async def rested(hand: Hand) -> None:
    """Show what is shown once the cursor rests; the next failure is the first of its moment."""
    hand.screen._hush()
    hand.app.clear_notifications()
    hand.screen.show_proposal()
    await hand.settled()


async def go_everywhere(hand: Hand) -> None:
    """Look at every screen and dialog there is, and at what it shows."""
    for keys in (
        ("j",),
        ("k", "e"),
        ("end",),
        ("!",),
        ("ctrl+e",),
        ("ctrl+e",),
        ("escape", "r"),
        ("down",),
        ("up",),
        ("escape", "d", *"fri"),
        ("escape", "p"),
        ("escape", "y"),
        ("x",),
        ("u",),
        ("U",),
        ("u", "m"),
        ("escape", "u"),
        ("/", "a"),
        ("escape",),
    ):
        hand.send(*keys)
        await hand.settled()
        assert_inert(hand)
    assert len(hand.app.screen_stack) == 1


def all_but(*names: str) -> str:
    """All the hostile texts in one, without the ones that would hide the others."""
    return " ".join(text for name, text in HOSTILE.items() if name not in names)


WORDS = {
    "all": all_but("long", "one long word", "separators", "lone bytes"),
    "all backwards": all_but("long", "one long word", "separators")[::-1],
    "all at length": all_but("separators"),
}


async def test_hostile_words_are_shown_on_every_screen() -> None:
    store = FakeStore({NOTE: note("# Minutes", *map(line_with, WORDS.values()), proposal_line("Next"))})
    before = store.notes[NOTE]
    async with at_work(bare(store), size=(100, 30)) as hand:
        await hand.press("i")
        for number, name in enumerate(WORDS):
            with about(name):
                await hand.press("g", *"j" * number)
                assert hand.row.key == number
                await go_everywhere(hand)
                assert store.notes[NOTE] == before
        for page in ("P", "?"):
            await hand.press(page)
            assert_inert(hand)
            await hand.press("escape")


async def test_hostile_words_are_shown_and_decided_like_any_others() -> None:
    lines = [line_with(text) for text in HOSTILE.values()]
    store = FakeStore({NOTE: note("# Minutes", *lines, proposal_line("Next"))})
    async with at_work(bare(store)) as hand:
        await hand.press("i", "g")
        for number, name in enumerate(HOSTILE):
            with about(name):
                assert hand.row.key == number
                await hand.press("e")
                assert_inert(hand)
                hand.send("escape", "a")
                await hand.settled()
                lines[number] = lines[number].replace("[?]", "[ ]", 1)
                assert store.notes[NOTE] == note("# Minutes", *lines, proposal_line("Next"))
                assert_inert(hand)
        assert hand.at == "Next"
    assert not hand.app.is_running
    assert hand.app.return_code in {None, 0}


async def test_markup_is_shown_letter_by_letter_everywhere() -> None:
    texts = ["a [/] b", "[@click=app.quit]x[/]", "[red]x", "- [x] not done", "[[Log|the log]]", ":smile:"]
    store = FakeStore(
        {f"{at} Note.md": note(f"# {text}", proposal_line(text)) for at, text in enumerate(texts)}
    )
    async with at_work(app_over(store), size=(140, 40)) as hand:
        assert sorted(hand.words) == sorted(texts)
        for text in hand.words:
            with about(text):
                assert hand.at == text
                assert text in hand.drawn(text)
                await rested(hand)
                assert hand.pane.count(text) >= 4, "words, diff, heading and note around"
                await hand.press("e", "end")
                await hand.type("!")
                await hand.sees(f"+ [?] {text}! @Myself")
                await hand.press("escape", "j")


def hostile_note(text: str, words: str) -> bytes:
    """A note with the text in its front matter and beside its tasks, as its heading, an owner and a tag."""
    text = text.replace("\n", " ")
    quoted = text[:300].replace("\\", "\\\\").replace('"', '\\"')
    return note(
        "---",
        f'title: "{quoted}"',
        f'source: "{quoted}"',
        f'participants: ["{quoted}", "Ada Quill"]',
        "---",
        f"# {text}",
        text,
        f"- [?] {words} @{text} #proposed #auto #task",
        f"- [?] Beside {words} @Ada Quill #task #proposed #auto #{text}",
        text,
    )


async def test_hostile_notes_are_triaged() -> None:
    """Their headings, front matter, neighbours and owners."""
    names = {f"{number:02} Minutes.md": name for number, name in enumerate(HOSTILE)}
    store = FakeStore({path: hostile_note(HOSTILE[name], f"The {name}") for path, name in names.items()})
    expected = dict(store.notes)
    async with at_work(bare(store), size=(110, 24)) as hand:
        await hand.press("i")
        while names:
            path = hand.row.proposal.note
            name = names.pop(path)
            with about(name):
                await rested(hand)
                assert hand.at.startswith(f"The {name}")
                assert f"The {name} " in hand.pane
                assert_inert(hand)
                hand.send("r", "down")
                await hand.settled()
                assert_inert(hand)
                hand.send("escape", "escape", "a")
                await hand.settled()
                expected[path] = expected[path].replace(b"[?] The", b"[ ] The")
                assert store.notes == expected
                await rested(hand)
                assert hand.at.startswith(f"Beside The {name}")
                assert_inert(hand)
                await hand.press("J")


NAMES = {
    "markup": "[red]It's *so*; $(touch x) [\\].md",
    "click": "[@click=app.quit]x[.md",
    "escape": "a\x1b[31mred\x1b]52;c;aGk=\x07.md",
    "bidi": "\u202ednim ruo\u202c.md",
    "lone bytes": b"caf\xe9 \xff.md".decode("utf-8", "surrogateescape"),
    "newline": "a\nb\r\tc.md",
    "c1": "a\x9b31m\x85b.md",
    "option": "--help.md",
    "emoji": "👩\u200d🔧 Log.md",
    "percent": "%41&vault=x#y?z.md",
    "long": "x" * 240 + ".md",
    "dots": "x..md.md",
}


async def test_notes_with_hostile_names_are_decided_on_the_disk(tmp_path: Path) -> None:
    root = tmp_path / "vault"
    folder = root / "[b]folder \x1b[31m"
    folder.mkdir(parents=True)
    names = {folder / path: name for name, path in NAMES.items()}
    before = {file: note(line_with(f"One {name}"), line_with(f"Two {name}")) for file, name in names.items()}
    after = {file: data.replace(b"[?]", b"[ ]", 1) for file, data in before.items()}
    for file, data in before.items():
        file.write_bytes(data)
    decided: list[Path] = []
    app = vault_app(root, tmp_path / "state")
    async with at_work(BareApp(app.session, Places(root), Config()), size=(110, 24)) as hand:
        assert len(hand.words) == 2 * len(NAMES)
        for _ in NAMES:
            file = root / hand.row.proposal.note
            decided.append(file)
            with about(names[file]):
                assert hand.at == f"One {names[file]}"
                await hand.press("a", "y")
                assert_inert(hand)
                assert file.read_bytes() == after[file]
                file.chmod(0o444)
                await hand.press("x")
                await hand.sees("was not written: The note is read-only")
                assert hand.notices
                assert_inert(hand)
                assert file.read_bytes() == after[file]
                if hand.at.startswith("One"):  # that of the next note
                    await hand.press("k")
                await rested(hand)
                assert "! Not written" in hand.pane
                assert_inert(hand)
                file.chmod(0o644)
                await hand.press("J")
        assert {*decided} == {*names}
        await hand.press("P")
        assert_inert(hand)
        await hand.press("escape", "?")
        assert_inert(hand)
        await hand.press("escape")
        for file in reversed(decided):
            with about(names[file]):
                await hand.press("u")
                assert_inert(hand)
                assert file.read_bytes() == before[file]
    async with at_work(BareApp(*again(root, tmp_path / "state"))) as hand:
        for file in decided:
            with about(names[file]):
                hand.screen.reversing._asked.clear()  # it asks once a run
                await hand.press("U")
                assert len(hand.app.screen_stack) == 2
                assert_inert(hand)
                assert file.read_bytes() == before[file]
                await hand.press("y")
                assert file.read_bytes() == after[file]


def again(root: Path, state: Path) -> tuple[Session, Places, Config]:
    """What a second run of the app is made of."""
    return vault_app(root, state, number=2).session, Places(root), Config()


async def test_a_hostile_vault_name_is_shown_in_the_header(tmp_path: Path) -> None:
    root = tmp_path / "[b]va\x1b[31mult\u202e"
    root.mkdir()
    (root / "Note.md").write_bytes(note(line_with("One")))
    app = vault_app(root, tmp_path / "state")
    async with at_work(BareApp(app.session, Places(root), Config())) as hand:
        assert "[b]va␛[31mult" in hand.header
        assert_inert(hand)


async def test_a_reason_from_the_system_is_text() -> None:
    store = FakeStore({NOTE: note(line_with("One"), line_with("Two"))})
    store.unwritable[NOTE] = "[/] [@click=app.quit]no[/] \x1b]52;c;eA==\x07 \u202e"
    async with at_work(bare(store)) as hand:
        await hand.press("a")
        assert_inert(hand)
        assert "[@click=app.quit]no[/]" in hand.notices[-1]
        await hand.press("k")
        await hand.until(lambda: "Not written" in hand.pane)
        assert_inert(hand)
        await hand.press("P")
        await hand.sees("[@click=app.quit]no[/]")
        assert_inert(hand)


async def test_a_problem_of_the_scan_is_text() -> None:
    store = FakeStore({"[/b] x.md": b"", NOTE: note(line_with("One"))})
    store.unreadable["[/b] x.md"] = "[/] \x1b[31m"
    async with at_work(bare(store)) as hand:
        await hand.press("P")
        await hand.sees("[/b] x.md cannot be read: [/] ␛[31m")
        assert_inert(hand)


async def test_hostile_status_names_are_text() -> None:
    statuses = [
        {"symbol": " ", "name": "Todo", "type": "TODO"},
        {"symbol": "R", "name": "[/] [@click=app.quit]Refused \x1b[31m", "type": "NON_TASK"},
    ]
    store = FakeStore({NOTE: note(line_with("One"))})
    store.vocabularies[NOTE] = vocabulary_of(
        Settings.from_data({"statusSettings": {"coreStatuses": statuses}})
    )
    async with at_work(bare(store)) as hand:
        await hand.press("x")
        await hand.sees("[/] [@click=app.quit]Refused ␛[31m")
        assert_inert(hand)


async def test_hostile_owners_are_text_in_every_question() -> None:
    names = "@Ada\x1b[31m @[/]Bo @[red]Cleo @Dora\u202e"
    store = FakeStore(
        {NOTE: note(f"- [?] Ask {names} @Eve said [/] so #task #proposed #auto", line_with("Two"))}
    )
    async with at_work(bare(store)) as hand:
        await hand.press("r")
        assert_inert(hand)
        await hand.press("1")
        assert_inert(hand)
        await hand.type("[red]x")
        assert_inert(hand)


async def test_what_was_done_to_hostile_lines_is_asked_about_as_text() -> None:
    line = line_with("[/] [@click=app.quit]x \x1b[2J")
    store = FakeStore({NOTE: note(line)})
    async with at_work(bare(store)) as hand:
        await hand.press("x")
    async with at_work(bare(store, number=2)) as hand:
        await hand.press("u")
        await hand.sees("[/] [@click=app.quit]x ␛[2J")
        assert_inert(hand)
        await hand.press("y")
        assert store.notes[NOTE] == note(line)


async def test_a_click_on_hostile_text_runs_nothing() -> None:
    store = FakeStore(
        {NOTE: note(line_with("[@click=app.quit]x[/]"), line_with("[@click=screen.accept]y[/]"))}
    )
    before = store.notes[NOTE]
    async with at_work(bare(store)) as hand:
        await hand.until(lambda: "click" in hand.pane)
        await hand.pilot.click(offset=(40, 3))
        await hand.pilot.click(offset=(40, 4))
        await hand.pilot.click(hand.screen.pane, offset=(4, 1))
        await hand.settled()
        assert hand.app.is_running
        assert store.notes[NOTE] == before
        assert hand.row.key == 1


async def test_the_shield_catches_what_a_widget_lets_through() -> None:
    store = FakeStore({NOTE: note(line_with("One"))})
    async with at_work(app_over(store)) as hand:
        hand.screen.key_bar.message = "a\x1b[31mb\x9b\u202ec"
        await hand.settled()
        assert "a␛[31mb" in hand.footer
        assert not hand.app.terminal.obeyed


async def test_a_hostile_paste_is_edited_as_text() -> None:
    store = FakeStore({NOTE: note(proposal_line("One"))})
    async with at_work(app_over(store)) as hand:
        await hand.press("e")
        await hand.paste(" [/]\x1b[31m\u202e\x00")
        await hand.sees("One [/]␛[31m")
        await hand.press("enter")
        assert len(hand.app.screen_stack) == 1
        assert store.notes[NOTE].count(b"\n") == 1
        assert "One [/]␛[31m" in hand.drawn("One")
