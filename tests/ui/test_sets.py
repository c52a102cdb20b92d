"""Cards: proposals that say the same, decided by one gesture; and what was decided elsewhere."""

from apps import Hand, app_over, at_work
from fakes import FakeStore, note, proposal_line
from triage.core.config import Config
from triage.core.row import Grouping

NEW, OLD, LOG = "2026-11-20 Minutes.md", "2026-11-10 Loft.md", "2026-10-01 Log.md"
WOOL, MORE_WOOL, THIRD_WOOL = (
    "Order the blue wool for the loft",
    "Order blue wool for the loft",
    "Please order the blue wool for the loft soon",
)
STEPS, SAME_STEPS = "Sweep the harbour steps", "Sweep the harbour steps today"


def store(*decided: str) -> FakeStore:
    """Two cards, of three and of two, and one proposal alone; `decided` are lines of an older note."""
    return FakeStore(
        {
            NEW: note(
                proposal_line(WOOL, owner="Ada Quill"),
                proposal_line("Paint the mast"),
                proposal_line(STEPS, owner="Ada Quill"),
            ),
            OLD: note(
                proposal_line(MORE_WOOL),
                proposal_line(THIRD_WOOL, owner="Ada Quill"),
                proposal_line(SAME_STEPS, owner="Ada Quill"),
            ),
            LOG: note("# Log", *decided),
        }
    )


def symbols(vault: FakeStore) -> str:
    """What stands in the boxes of both notes."""
    return "".join(line[3] for path in (NEW, OLD) for line in vault.notes[path].decode().splitlines())


def details(vault: FakeStore) -> list[tuple[str, str]]:
    """What the journal says of each line: its verb, and of what."""
    return [
        (outcome.edit.verb or gesture.verb, outcome.edit.detail or gesture.detail)
        for gesture, _, outcomes in vault.journal
        for outcome in outcomes
    ]


async def at_duplicates(hand: Hand) -> None:
    """Show the view of duplicates once all was compared."""
    await hand.compared()
    await hand.press("5", "g")


async def test_the_duplicates_are_shown_by_card_with_the_best_on_top() -> None:
    async with at_work(app_over(store()), size=(100, 30)) as hand:
        await at_duplicates(hand)
        assert hand.words == [MORE_WOOL, WOOL, THIRD_WOOL, STEPS, SAME_STEPS]
        assert hand.headings == [MORE_WOOL, STEPS]
        assert hand.counts["duplicates"] == 5
        assert "≈3" in hand.drawn_rows[0]
        assert "★ mine" in hand.drawn_rows[0]
        assert "★ " in hand.drawn_rows[1]
        assert "└ 2026-11-20 Minutes" in hand.drawn_rows[2]
        assert "★ newest note" in hand.drawn_rows[4]


async def test_a_row_says_how_many_duplicates_it_has_and_loses_them_one_by_one() -> None:
    async with at_work(app_over(store())) as hand:
        await hand.compared()
        assert "≈2 " in hand.drawn(WOOL)
        assert "≈" not in hand.drawn("Paint the mast")
        await hand.press("x")
        assert "≈1 " in hand.drawn(MORE_WOOL)
        assert "= rejected" in hand.drawn(MORE_WOOL)
        assert hand.counts["duplicates"] == 4
        assert hand.counts["already"] == 2
        await hand.press("u")
        assert "≈2 " in hand.drawn(MORE_WOOL)
        assert "already" not in hand.counts


async def test_badges_that_arrive_move_neither_rows_nor_the_cursor() -> None:
    app = app_over(store())
    async with at_work(app) as hand:
        words, at = hand.words, hand.at
        await hand.press("j")
        await hand.compared()
        assert hand.words == words
        assert hand.at != at
        assert hand.at == "Paint the mast"
        assert "≈2 " in hand.drawn(WOOL)


async def test_one_key_decides_a_card() -> None:
    vault = store()
    before = dict(vault.notes)
    async with at_work(app_over(vault)) as hand:
        await at_duplicates(hand)
        await hand.press("j", "b")
        assert symbols(vault) == "-?? -?"
        assert sorted(details(vault)) == [
            ("accept", ""),
            ("duplicate", f"{OLD}:1"),
            ("duplicate", f"{OLD}:1"),
        ]
        assert len({gesture.id for gesture, _, _ in vault.journal}) == 1
        assert hand.at == STEPS, "the cursor goes past the whole card"
        assert hand.counts["duplicates"] == 2
        await hand.press("u")
        assert vault.notes == before
        assert hand.counts["duplicates"] == 5
        await hand.press("U")
        assert symbols(vault) == "-?? -?"


async def test_one_key_decides_every_card_that_is_marked() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await at_duplicates(hand)
        await hand.press("space", "G", "space", "b")
        assert symbols(vault) == "-?  --"
        assert len({gesture.id for gesture, _, _ in vault.journal}) == 1
        await hand.press("u")
        assert symbols(vault) == "??????"


async def test_a_marked_row_without_duplicates_is_refused_and_stays_marked() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.compared()
        await hand.press("g", "space", "space", "b")
        assert symbols(vault) == "-?? -?"
        assert hand.marked == {"Paint the mast"}
        assert "Nothing that is still to decide says the same" in hand.footer


async def test_another_line_is_called_the_best() -> None:
    vault = store()
    async with at_work(app_over(vault), size=(100, 30)) as hand:
        await at_duplicates(hand)
        await hand.press("j", "j", "B")
        assert hand.words[:3] == [THIRD_WOOL, WOOL, MORE_WOOL]
        assert hand.at == THIRD_WOOL
        assert "★ your choice" in hand.drawn_rows[0]
        await hand.press("b")
        assert symbols(vault) == "-??- ?"


async def test_a_row_alone_is_the_best_of_nothing() -> None:
    async with at_work(app_over(store())) as hand:
        await hand.compared()
        await hand.press("j", "B")
        assert "It has no duplicate" in hand.footer
        await hand.press("T")
        assert "It is in no set" in hand.footer


async def test_a_row_is_taken_out_of_its_card_and_put_back() -> None:
    vault = store()
    async with at_work(app_over(vault), size=(100, 30)) as hand:
        await at_duplicates(hand)
        await hand.press("j")
        assert hand.at == WOOL
        await hand.press("T")
        assert hand.at == THIRD_WOOL, "the cursor stays in the card"
        assert hand.counts["duplicates"] == 4
        assert hand.headings == [STEPS, MORE_WOOL, ""]
        assert "Out of its set now" in hand.footer
        await hand.press("u")
        assert "Undone: the sets are as they were" in hand.footer
        assert hand.counts["duplicates"] == 5
        assert hand.words == [MORE_WOOL, WOOL, THIRD_WOOL, STEPS, SAME_STEPS]
        assert not vault.journal
        await hand.press("g", "j", "T", "G", "T")
        assert "Back in its set" in hand.footer
        await hand.press("u", "g", "J", "b")
        assert symbols(vault) == "??? -?", "what was taken out is not decided with its card"


async def test_the_card_can_be_read_in_full() -> None:
    done = proposal_line("Order the blue wool for the loft", symbol="x", tags="#task")
    async with at_work(app_over(store(done)), size=(140, 40)) as hand:
        await hand.compared()
        await hand.press("g", "enter")
        for text in (
            "3 proposals say the same",
            WOOL,
            MORE_WOOL,
            "Please ",
            f"{NEW}:1",
            f"{OLD}:1",
            f"{OLD}:2",
            "Elsewhere in the vault",
            "= done in 2026-10-01 Log:2",
            "★ is the keeper (mine)",
        ):
            await hand.sees(text)
        await hand.press("enter")
        assert len(hand.app.screen_stack) == 1
        await hand.press("j", "enter")
        await hand.sees("Nothing else in the vault says the same.")


async def test_the_pane_names_the_duplicates_and_what_was_decided_elsewhere() -> None:
    done = proposal_line("Order the blue wool for the loft", symbol="x", tags="#task")
    async with at_work(app_over(store(done)), size=(140, 40)) as hand:
        await hand.compared()
        await hand.press("j", "k")
        await hand.until(lambda: "= done in 2026-10-01 Log:2" in hand.pane)
        await hand.until(lambda: "≈ 2026-11-10 Loft" in hand.pane)


async def test_a_duplicate_is_one_of_what_was_decided_elsewhere() -> None:
    vault = store(proposal_line(WOOL, symbol="x", tags="#task"))
    async with at_work(app_over(vault), size=(200, 30)) as hand:
        await hand.compared()
        assert hand.counts["already"] == 3
        assert "= done in 2026-10-01 Log" in hand.drawn(WOOL)
        await hand.press("=")
        assert details(vault) == [("duplicate", f"{LOG}:2")]
        assert symbols(vault) == "-?????"


async def test_a_duplicate_is_one_of_the_best_duplicate_else() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.compared()
        await hand.press("=")
        assert details(vault) == [("duplicate", f"{OLD}:1")]


async def test_the_best_itself_is_no_duplicate_of_its_duplicates() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await at_duplicates(hand)
        assert hand.at == MORE_WOOL
        await hand.press("=")
        assert "the keeper of its set" in hand.footer
        assert not vault.journal
        await hand.press("j", "=", "=")
        assert [verb for verb, _ in details(vault)] == ["duplicate", "duplicate"]
        await hand.press("g", "=")
        assert "?" in symbols(vault), "one line of the idea is left"


async def test_a_duplicate_of_nothing_known_says_so_in_the_journal() -> None:
    vault = store()
    async with at_work(app_over(vault)) as hand:
        await hand.compared()
        await hand.press("j", "=")
        assert details(vault) == [("duplicate", "")]


async def test_marked_duplicates_each_say_of_what() -> None:
    vault = store(proposal_line(WOOL, symbol="x", tags="#task"))
    async with at_work(app_over(vault)) as hand:
        await hand.compared()
        await hand.press("g", "space", "j", "space", "=")
        assert details(vault) == [("duplicate", f"{LOG}:2")]
        assert len({gesture.id for gesture, _, _ in vault.journal}) == 1
        await hand.press("u")
        assert symbols(vault) == "??????"


async def test_the_view_of_what_was_decided_elsewhere_is_cleared_by_one_verb() -> None:
    vault = store(
        proposal_line(WOOL, symbol="x", tags="#task"), proposal_line(STEPS, symbol="-", tags="#task")
    )
    async with at_work(app_over(vault)) as hand:
        await hand.compared()
        await hand.press("6", "*", "=")
        assert symbols(vault) == "-?----"
        assert {of for _, of in details(vault)} == {f"{LOG}:2", f"{LOG}:3"}
        assert "already" not in hand.counts


async def test_the_config_groups_every_view_by_card_once_all_was_compared() -> None:
    async with at_work(app_over(store(), config=Config(group=Grouping.SET))) as hand:
        await hand.compared()
        assert hand.headings == [MORE_WOOL, STEPS, ""]


async def test_a_filter_about_duplicates_shows_them_once_all_was_compared() -> None:
    app = app_over(store())
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(app, pilot)
        hand.send("/", *"is:duplicate", "enter")
        await hand.compared()
        assert hand.words == [WOOL, STEPS, MORE_WOOL, THIRD_WOOL, SAME_STEPS]


async def test_what_the_tags_leave_out_is_no_duplicate_until_it_is_included() -> None:
    vault = store()
    vault.notes[LOG] = note("- [?] Paint the mast @Myself #task")
    async with at_work(app_over(vault)) as hand:
        await hand.compared()
        assert "≈" not in hand.drawn("Paint the mast")
        await hand.press("i", "g", "j")
        assert "≈1 " in next(line for line in hand.drawn_rows if "Paint the mast" in line)
        await hand.press("i", "g", "j", "b")
        assert symbols(vault) == "??????"
