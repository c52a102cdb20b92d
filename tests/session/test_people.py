from datetime import datetime

from fakes import TODAY, FakeStore, clock, note, proposal_line, session_over
from triage.core.config import Config
from triage.core.errors import OwnerUnclear
from triage.core.task.decision import Reassign
from triage.session.session import Session

PROSE = "- [?] Wool: @Cleo van der Marsh to call back #proposed #auto"


def matter(participants: str = "", person: str = "") -> list[str]:
    return ["---", f"participants: [{participants}]", f'person: "{person}"', "---"]


def owners(session: Session, key: int = 0) -> list[tuple[str, bool]]:
    return [(owner.name, owner.is_clear) for owner in session.names.owners(session.rows[key].proposal)]


def mine(session: Session) -> list[bool]:
    return [session.names.is_mine(row.proposal) for row in session.rows.values()]


def test_everyone_is_known_who_stands_in_front_matter_or_owns_a_proposal() -> None:
    session = session_over(
        {
            "a.md": note(
                *matter("Ada Quill, '[[People/Bo Tarn|Bo]]'", "Jo Berg"), proposal_line(owner="Émile")
            ),
            "b.md": note(proposal_line(owner="Ada Quill"), proposal_line(owner="Dr. Wen @TBD")),
            "c.md": note(*matter("Not Met"), "no task"),
        }
    )
    names = ("Ada Quill", "Bo", "Jo Berg", "Émile", "Dr. Wen", "Myself", "TBD", "ada quill")
    assert [name for name in names if not session.names.people.knows(name)] == []
    assert not session.names.people.knows("Not Met")
    assert session.names.people.by_mentions()[0] == "Ada Quill"


def test_a_name_whose_end_is_a_guess_makes_nobody_known() -> None:
    session = session_over({"a.md": note(PROSE)})
    assert owners(session) == [("Cleo van der Marsh", False)]
    assert not session.names.people.knows("Cleo van der Marsh")


def test_front_matter_settles_where_a_name_ends() -> None:
    line = "- [?] Wool: @Cleo Marsh Harbour to call #proposed #auto"
    guess = session_over({"a.md": note(line)})
    assert isinstance(guess.decide([0], Reassign("Myself")).refused[0], OwnerUnclear)
    store = FakeStore({"a.md": note(*matter("Cleo Marsh"), line)})
    session = session_over(store)
    assert owners(session) == [("Cleo Marsh", True)]
    assert session.decide([0], Reassign("Myself")).written == 1
    assert store.notes["a.md"] == note(*matter("Cleo Marsh"), line.replace("@Cleo Marsh", "@Myself"))


def test_an_owner_seen_elsewhere_settles_it_too_even_one_met_later() -> None:
    store = FakeStore({"a.md": note(PROSE), "b.md": b""})
    session = session_over(store)
    assert owners(session) == [("Cleo van der Marsh", False)]
    store.notes["b.md"] = note(proposal_line(owner="Cleo van der Marsh"))
    session.read_again("b.md")
    assert owners(session) == [("Cleo van der Marsh", True)]


def test_a_new_name_given_once_is_known_from_then_on() -> None:
    store = FakeStore({"a.md": note(proposal_line(), proposal_line("b"))})
    session = session_over(store)
    session.decide([0], Reassign("Zoë Fell"))
    assert owners(session) == [("Zoë Fell", True)]
    assert session.names.people.knows("Zoë Fell")


def test_mine_are_the_names_that_mean_me() -> None:
    store = FakeStore({"a.md": note(*[proposal_line(o, owner=o) for o in ("Myself", "jo berg", "Ada", "")])})
    session = session_over(store)
    assert mine(session) == [True, False, False, False]
    session = Session(
        store, TODAY, run="r", now=clock(datetime(2026, 12, 3, 12)), config=Config(mine=("Jo Berg", "Myself"))
    )
    session.load()
    assert mine(session) == [True, True, False, False]
    assert session.names.people.knows("Jo Berg")


def test_one_of_several_owners_is_enough_to_be_mine() -> None:
    session = session_over({"a.md": note(proposal_line(owner="Ada Quill @Myself"))})
    assert session.names.is_mine(session.rows[0].proposal)


def test_each_person_owns_under_one_name_whatever_the_line_says() -> None:
    store = FakeStore({"a.md": note(proposal_line(owner="Ada @A. Quill @Bo"), proposal_line(owner="Jo"))})
    config = Config(aliases={"Ada Quill": ("Ada", "A. Quill"), "Jo Berg": ("Jo",)}, mine=("Jo Berg",))
    session = Session(store, TODAY, run="r", now=clock(datetime(2026, 12, 3, 12)), config=config)
    session.load()
    names = [session.names.owner_names(row.proposal) for row in session.rows.values()]
    assert names == [("Ada Quill", "Bo"), ("Jo Berg",)]
    assert [session.names.is_mine(row.proposal) for row in session.rows.values()] == [False, True]


def test_a_name_folded_meanwhile_is_another_name_from_then_on() -> None:
    session = session_over({"a.md": note(proposal_line(owner="Ada"), proposal_line(owner="Ada Quill"))})
    session.names.fold("Ada Quill", "Ada")
    assert {session.names.owner_names(row.proposal) for row in session.rows.values()} == {("Ada Quill",)}


def test_reading_the_vault_anew_counts_nobody_twice() -> None:
    session = session_over({"a.md": note(*matter("Ada Quill"), proposal_line(owner="Ada Quill"))})
    assert session.names.people.mentions("Ada Quill") == 2
    session.load()
    assert session.names.people.mentions("Ada Quill") == 2
