import pytest
from hypothesis import given
from hypothesis import strategies as st

from lines import NAMES
from table import each_row
from triage.core.people.people import Aliases, People, key_of
from triage.core.people.same_person import Fold, foldable
from triage.core.people.spelling import close_to


def met(*names: str, aliases: dict[str, tuple[str, ...]] | None = None, mine: tuple[str, ...] = ()) -> People:
    """People of whom each name was met, `Ada*3` three times."""
    people = People(aliases, mine)
    for name in names:
        name, _, times = name.partition("*")
        for _ in range(int(times or 1)):
            people.add(name)
    return people


# One name for each person


def test_an_alias_of_the_config_is_known_and_stands_for_the_name_that_is_written() -> None:
    people = met("Ada", aliases={"Ada Quill": ("Ada", "A. Quill")})
    assert [people.canonical(name) for name in ("Ada", "ADA", "A. Quill", "Ada Quill")] == ["Ada Quill"] * 4
    assert people.knows("a. quill")
    assert people.is_same("Ada", "A. Quill")
    assert not people.is_same("Ada", "Ada Marsh")


def test_who_is_not_known_keeps_the_name() -> None:
    assert met("Ada").canonical("Cy Tarn") == "Cy Tarn"


@pytest.mark.parametrize("name", ["ada quill", "ADA QUILL", "Ada\u00a0Quill", "Ada  Quill"])
def test_case_and_kind_of_space_never_make_another_person(name: str) -> None:
    people = met("Ada Quill*2", name)
    assert people.canonical(name) == "Ada Quill"
    assert people.mentions(name) == 3


def test_letters_are_the_same_composed_or_not() -> None:
    people = met("João Lund*2", "Joa\u0303o Lund", "Ferris O’Dell")
    assert people.canonical("Joa\u0303o Lund") == "João Lund"
    assert people.knows("Ferris O'Dell")


def test_a_name_is_shown_as_it_is_met_most_often_or_as_the_config_writes_it() -> None:
    assert met("ada quill", "Ada Quill*2").by_mentions() == ["Ada Quill"]
    assert met("ADA QUILL*9", aliases={"Ada Quill": ("Ada",)}).by_mentions() == ["Ada Quill"]


def test_everybody_comes_once_with_all_names_counted() -> None:
    people = met("Ada*2", "Bo*3", "Ada Quill*2", "A. Quill", aliases={"Ada Quill": ("A. Quill", "Ada")})
    assert people.persons() == {"Ada Quill": ["Ada Quill", "Ada", "A. Quill"], "Bo": ["Bo"]}
    assert [people.mentions(name) for name in ("Ada Quill", "Ada", "Bo", "Cy")] == [2, 2, 3, 0]


def test_the_names_that_are_mine_are_one_person_the_first_of_them() -> None:
    people = met("Jo", "Ada", aliases={"Jo Berg": ("Jo",)}, mine=("Myself", "Jo Berg"))
    assert people.canonical("Jo") == "Myself"
    assert [name for name in ("Myself", "jo berg", "Jo", "Ada") if people.is_mine(name)] == [
        "Myself",
        "jo berg",
        "Jo",
    ]


def test_who_i_am_can_be_said_later() -> None:
    people = met("Jo Berg*2", "Myself", mine=("Myself", "Jo"))
    people.learn("Ada Quill", ["Jo Berg"])
    people.call_me(["Jo Berg", "Myself", "Jo"])
    assert people.persons() == {"Jo Berg": ["Jo Berg", "Myself", "Jo"], "Ada Quill": ["Ada Quill"]}
    people.call_me(["Jo", "Jo Berg"])
    assert [people.canonical(name) for name in ("Jo", "Jo Berg", "Myself")] == ["Jo"] * 3
    assert people.is_mine("Jo Berg")
    people.call_me([])
    assert not people.is_mine("Jo")


def test_the_config_can_say_who_myself_is() -> None:
    people = met(aliases={"Jo Berg": ("Myself",)}, mine=("Myself",))
    assert people.canonical("Myself") == "Jo Berg"
    assert people.is_mine("Jo Berg")


def test_a_name_that_two_people_claim_is_neithers() -> None:
    people = met("Ada", aliases={"Ada Quill": ("Ada",), "Ada Marsh": ("Ada",)})
    assert people.canonical("Ada") == "Ada"
    assert people.by_mentions() == ["Ada", "Ada Marsh", "Ada Quill"]


def test_what_leads_in_a_circle_is_passed_over() -> None:
    people = met(aliases={"Ada": ("Ada Quill",), "Ada Quill": ("Ada",), "Bo": ("Bo",)})
    assert people.canonical("Ada") == people.canonical("Ada Quill") == "Ada"
    assert people.canonical("Bo") == "Bo"


def test_what_is_no_name_is_nobody() -> None:
    people = met(aliases={"Ada (Quay)": ("Ada",), "Bo": ("#bo",)})
    people.learn("2026-01-05 Call", ["[[x]]", "@y"])
    people.learn("Team (7)", ["Cleo Fell", "Cleo"])
    assert people.persons() == {"Bo": ["Bo"], "Cleo Fell": ["Cleo Fell", "Cleo"]}


# People's own notes


def test_a_note_makes_its_person_known_without_a_mention() -> None:
    people = met("Ada*2", "Bo")
    people.learn("Ada Quill", ["Ada"])
    people.learn("Cleo Fell")
    assert people.persons() == {"Ada Quill": ["Ada Quill", "Ada"], "Bo": ["Bo"], "Cleo Fell": ["Cleo Fell"]}
    assert people.mentions("Cleo Fell") == 0


def test_no_note_says_who_i_am_or_who_nobody_is() -> None:
    people = met(mine=("Jo Berg",), aliases={"Bo Tarn": ("Bo",)})
    people.learn("Ada Quill", ["Myself", "TBD", "jo berg", "Bo Tarn", "Bo"])
    names = ("Myself", "TBD", "Jo Berg", "Bo Tarn", "Bo")
    assert [people.canonical(name) for name in names] == ["Myself", "TBD", "Jo Berg", "Bo Tarn", "Bo Tarn"]


@pytest.mark.parametrize("is_first", [True, False])
def test_no_note_claims_somebody_with_a_note(is_first: bool) -> None:
    people = People()
    notes: list[tuple[str, list[str]]] = [("Bo Tarn", []), ("Ada Quill", ["Bo Tarn", "Ada"])]
    for name, aliases in notes if is_first else reversed(notes):
        people.learn(name, aliases)
    assert people.canonical("Bo Tarn") == "Bo Tarn"
    assert people.canonical("Ada") == "Ada Quill"


def test_an_alias_of_two_notes_is_neithers_and_the_config_settles_it() -> None:
    people = People()
    people.learn("Ada Quill", ["Ada"])
    people.learn("Ada Marsh", ["Ada"])
    assert people.canonical("Ada") == "Ada"
    people.fold("Ada Marsh", "Ada")
    assert people.canonical("Ada") == "Ada Marsh"


def test_what_is_counted_anew_is_known_still() -> None:
    people = met("Ada*2", aliases={"Ada Quill": ("Ada",)})
    people.forget_mentions()
    assert people.canonical("Ada") == "Ada Quill"
    assert people.mentions("Ada") == 0


def test_one_name_more_is_known_only_to_the_copy() -> None:
    people = met("Bo")
    more = people.with_name("Cy Tarn")
    assert [more.knows(name) for name in ("cy tarn", "Bo", "Ada")] == [True, True, False]
    assert not people.knows("Cy Tarn")


few = st.sampled_from("abcde")


@given(st.lists(st.tuples(st.sampled_from(["say", "learn", "own", "part"]), few, few)))
def test_however_aliases_are_given_each_name_has_one_person_at_last(said: list[tuple[str, str, str]]) -> None:
    aliases = Aliases()
    for way, person, alias in said:
        match way:
            case "say":
                aliases.say(person, alias)
            case "learn":
                aliases.learn(person, alias)
            case "own":
                aliases.learn_person(person)
            case _:
                aliases.part(person)
                assert aliases.person(person) == person
        for name in "abcde":
            assert aliases.person(aliases.person(name)) == aliases.person(name)


@given(st.sampled_from(NAMES))
def test_a_key_is_its_own_key(name: str) -> None:
    assert key_of(key_of(name)) == key_of(name)
    assert key_of(name.upper()) == key_of(name)


# Names that may be one person's


@each_row(
    "short",
    ["Ada", "A. Quill", "A Quill", "Ada Q.", "Dr. Ada", "Ada Mary Quill", "A. M. Quill", "Adá Quill"],
)
def test_a_name_that_fits_one_person_may_be_folded(short: str) -> None:
    people = met("Ada M. Quill*5" if "M" in short else "Ada Quill*5", f"{short}*2", "Bo Tarn", "Cy")
    full = "Ada M. Quill" if "M" in short else "Ada Quill"
    assert foldable(people) == (Fold(short, full, 2),)


def test_of_two_whole_names_the_one_met_more_often_stays() -> None:
    assert foldable(met("Ada M. Quill", "Ada Quill*3")) == (Fold("Ada M. Quill", "Ada Quill", 1),)
    assert foldable(met("José Lund", "Jose Lund*2")) == (Fold("José Lund", "Jose Lund", 1),)


@each_row(
    "names",
    [
        ["Ada", "Ada Quill", "Ada Marsh"],
        ["A. Quill", "Ada Quill", "Alma Quill"],
        ["Quill", "Ada Quill"],
        ["Ad", "Ada Quill"],
        ["Ada", "Ada Q."],
        ["A.", "Ada Quill"],
        ["Bo Quill", "Ada Quill"],
        ["Myself", "Myself Quill"],
        ["TBD", "TBD Quill"],
        ["Jo", "Jo Marsh"],
        ["B. Quill", "Ada Quill"],
    ],
)
def test_what_fits_nobody_or_two_is_not_offered(names: list[str]) -> None:
    assert foldable(met(*names, mine=("Jo",))) == ()


def test_names_that_shorten_each_other_are_folded_into_the_longest() -> None:
    people = met("Ada*9", "Ada Q.*3", "Ada Quill", "Ada M. Quill*2")
    assert {(fold.short, fold.full) for fold in foldable(people)} == {
        ("Ada", "Ada M. Quill"),
        ("Ada Q.", "Ada M. Quill"),
        ("Ada Quill", "Ada M. Quill"),
    }


def test_what_was_folded_is_not_offered_again() -> None:
    people = met("Ada*2", "Ada Quill", "Cy", "Cy Tarn", "A. Quill")
    assert [fold.short for fold in foldable(people)] == ["Ada", "A. Quill", "Cy"]
    people.fold("Ada Quill", "Ada")
    assert [fold.short for fold in foldable(people)] == ["A. Quill", "Cy"]
    people.fold("Ada Quill", "A. Quill")
    people.fold("Cy Tarn", "Cy")
    assert foldable(people) == ()
    assert people.persons() == {"Ada Quill": ["Ada Quill", "Ada", "A. Quill"], "Cy Tarn": ["Cy Tarn", "Cy"]}


def test_my_other_names_are_offered_too() -> None:
    assert foldable(met("Jo*3", "Jo Berg", mine=("Myself", "Jo Berg"))) == (Fold("Jo", "Myself", 3),)


# A new spelling


@each_row(
    "typed, known",
    [
        ("Ada Qiull", "Ada Quill"),
        ("Ada Quil", "Ada Quill"),
        ("Ada Quills", "Ada Quill"),
        ("Aad Quill", "Ada Quill"),
        ("Adda Qiull", "Ada Quill"),
        ("Quill Ada", "Ada Quill"),
        ("Qiull Ada", "Ada Quill"),
        ("Áda Quill", "Ada Quill"),
        ("AdaQuill", "Ada Quill"),
        ("Ada M. Quill", "Ada Quill"),
        ("Dr. Ada Quill", "Ada Quill"),
        ("A. Quill", "Ada Quill"),
        ("Jun Okabe Stern", "Jun Okabe-Stern"),
        ("Lukasz Sniegg", "Łukasz Śnieg"),
        ("Mar van den Aa", "Mar van der Aa"),
        ("Mar Aa", "Mar van der Aa"),
        ("Ferris Odell", "Ferris O’Dell"),
        ("Cleoo", "Cleo"),
        ("Zephyrien", "Zephyrine"),
        ("Анна Каринина", "Анна Каренина"),
    ],
)
def test_a_new_spelling_is_close_to_the_known_one(typed: str, known: str) -> None:
    assert close_to(typed, met("Bo Marsh*9", "Wen Tarn", known, "Ines")) == (
        None if typed == "Cleoo" else known
    )


@each_row(
    "typed",
    [
        "Bo",
        "Ada",
        "Jo Marsh",
        "Bo Mills",
        "Ada Marsh",
        "Ada Quayle",
        "Cleo Marsh",
        "Quill",
        "Wen",
        "Ben",
        "Ada Quill",
        "ada quill",
        "TBD",
        "李明",
        "Mark",
        "Ada Bo Quill",
    ],
)
def test_a_known_name_and_another_one_are_close_to_none(typed: str) -> None:
    assert close_to(typed, met("Ada Quill", "Bo Marsh", "Wen Tarn", "李华", "Mary", "TBD")) is None


def test_the_person_is_named_as_it_is_written_and_the_likest_first() -> None:
    people = met("Ada Quill*9", "Ada Quilly", aliases={"Cy Tarn": ("Ziggy Stern",)})
    assert close_to("Zigy Stern", people) == "Cy Tarn"
    assert close_to("Ada Quillly", people) == "Ada Quilly"
    assert close_to("Ada Quile", met("Ada Quill", "Ada Quilt*2")) == "Ada Quilt"


def test_nothing_is_close_where_nobody_is_known() -> None:
    assert close_to("Ada", People()) is None
