from collections.abc import Callable
from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from subjects import TODAY, FakeSubject, filter_texts, subject, subjects
from table import each_row
from triage.core.filtering.error import BadFilter
from triage.core.filtering.filter import Filter
from triage.core.subject import Trait
from triage.core.task.fields import Span

hostile = st.text(
    st.one_of(
        st.sampled_from('()-"#@:,\\ORowner:is:due:<>=.. \t\n\u2028\x00\udcffé\u0301'),
        st.characters(codec=None),
    ),
    max_size=30,
)
spliced = st.lists(
    st.one_of(filter_texts, st.sampled_from(("(", ")", "-", '"', " OR ", ",", ":", " ", "owner:", "@", "#"))),
    max_size=6,
).map("".join)
texts = st.one_of(filter_texts, hostile, spliced)


def of(text: str, today: date = TODAY) -> Filter:
    return Filter.of(text, today)


def filter_or_place(read: Callable[[], Filter]) -> Filter | Span:
    """The filter, or where it is wrong."""
    try:
        return read()
    except BadFilter as error:
        return Span(error.start, error.end)


ROWS = {
    "wool": subject("Order the blue wool", "Myself", due="2026-12-01", priority="high"),
    "winch": subject(
        "Oil the winch",
        "Ada Quill",
        due="2026-12-04",
        tags="#work/deck #proposed",
        note="logs/_archive/Loft inspection.md",
        heading="Ropes and winches",
        kind="meeting",
        source="Mail from Ada",
        traits=[Trait.DUPLICATE, Trait.ARCHIVED],
    ),
    "été": subject(
        "Plan l'été (soon) [red](x) at 12:30",
        priority="low",
        tags="#Work #auto",
        note="b.md",
        heading="",
        traits=[Trait.NEW],
    ),
    "tar": subject(
        "Buy tar from http://quay.example/a with",
        "Bo Tarn",
        "Ferris O'Dell",
        tags="#task",
        note="logs/2027-01-02 Tar.md",
        kind="mail",
    ),
}


def found(text: str, today: date = TODAY) -> list[str]:
    wanted = Filter.of(text, today)
    return [name for name, row in ROWS.items() if wanted.matches(row)]


EVERY = list(ROWS)


@each_row(
    "text, names",
    [
        ("", EVERY),
        ("  ", EVERY),
        # words
        ("BLUE wool", ["wool"]),
        ("blue winch", []),
        ("loft", ["winch"]),
        ("ropes", ["winch"]),
        ("oo", ["wool", "été"]),
        ("ETE", ["été"]),
        ("été", ["été"]),
        ("wolo", ["wool"]),
        ("inpsection", ["winch"]),
        ("wood", []),
        ("12:30", ["été"]),
        ("http://quay", ["tar"]),
        ("[red](x)", ["été"]),
        ("foo:bar", []),
        ("wool or winch", []),
        # quotes
        ('"the winch"', ["winch"]),
        ('"winch the"', []),
        ('"wolo"', []),
        ('"(soon)"', ["été"]),
        ('the" x', []),
        # owner
        ("owner:ada", ["winch"]),
        ("owner:@Quill", ["winch"]),
        ("owner:uill", []),
        ("owner:dell", ["tar"]),
        ('owner:"ada q"', ["winch"]),
        ("owner:me", ["wool"]),
        ("owner:ME,bo", ["wool", "tar"]),
        ('owner:"me"', []),
        ("owner:none", ["été"]),
        ("@ada", ["winch"]),
        ('@"Ada Quill"', ["winch"]),
        ("-owner:none", ["wool", "winch", "tar"]),
        # due
        ("due:overdue", ["wool"]),
        ("due:none", ["été", "tar"]),
        ("due:any", ["wool", "winch"]),
        ("due:any,none", EVERY),
        ("due:<2026-12-04", ["wool"]),
        ("due:>=fri", ["winch"]),
        ("due:tomorrow", ["winch"]),
        ("due:+1d", ["winch"]),
        ("due:2026-12-01..2026-12-04", ["wool", "winch"]),
        ("due:..2026-12-01", ["wool"]),
        ("-due:<today", ["winch", "été", "tar"]),
        # prio
        ("prio:HIGH", ["wool"]),
        ("prio:>=medium", ["wool"]),
        ("prio:none", ["winch", "tar"]),
        ("prio:>low", ["wool", "winch", "tar"]),
        ("prio:<=low", ["été"]),
        ("prio:<none", ["été"]),
        ("prio:low,high", ["wool", "été"]),
        # tag
        ("tag:work", ["winch", "été"]),
        ("tag:#work", ["winch", "été"]),
        ("#work/deck", ["winch"]),
        ("#work/", ["winch", "été"]),
        ("#wor", []),
        ("#auto,deck", ["wool", "été"]),
        # place
        ("path:_archive", ["winch"]),
        ("path:LOGS/**", ["winch", "tar"]),
        ("path:logs/*.md", ["tar"]),
        ("note:loft", ["winch"]),
        ("note:logs", []),
        ("note:.md", []),
        ('note:"loft ins"', ["winch"]),
        ("heading:winches", ["winch"]),
        ("heading:none", ["été"]),
        ("type:Meet,mail", ["winch", "tar"]),
        ("type:none", ["wool", "été"]),
        ('source:"from ada"', ["winch"]),
        # is
        ("is:duplicate", ["winch"]),
        ("is:duplicate,new", ["winch", "été"]),
        ("is:mine", ["wool"]),
        ("is:overdue", ["wool"]),
        ("is:new,overdue", ["wool", "été"]),
        # together
        ("wool OR winch", ["wool", "winch"]),
        ("wool OR winch is:duplicate", ["wool", "winch"]),
        ("(wool OR winch) is:duplicate", ["winch"]),
        ("is:new OR owner:me due:any OR note:tar", ["wool", "été", "tar"]),
        ("-wool", ["winch", "été", "tar"]),
        ("--wool", ["wool"]),
        ("-(wool OR winch)", ["été", "tar"]),
        ('-"the winch" -#auto', ["tar"]),
        ("((wool))", ["wool"]),
        ("(wool)(blue)", ["wool"]),
        ("OWNER:ada", ["winch"]),
    ],
)
def test_a_filter_finds(text: str, names: list[str]) -> None:
    assert found(text) == names


def test_no_filter_matches_everything_and_says_so() -> None:
    assert not Filter()
    assert Filter() == of(" ")
    assert of("x")
    assert Filter().matches(subject())


def test_filters_that_ask_for_the_same_are_equal_and_remember_how_they_were_written() -> None:
    assert of(" owner:Ada ") == of("@ada")
    assert hash(of("owner:Ada")) == hash(of("@ada"))
    assert of(" owner:Ada ").text == "owner:Ada"
    assert of("wool") != of('"wool"')
    assert of("wool") != of("-wool")
    assert of("wool winch") != of("wool OR winch")
    assert of("due:today") != of("due:today", date(2026, 12, 4))
    used = of("winch")
    assert used.matches(ROWS["winch"])
    assert used == of("winch")


def test_a_filter_says_what_it_asks_about() -> None:
    wanted = of("-is:duplicate (wool OR owner:me) is:new,overdue")
    assert wanted.traits == {Trait.DUPLICATE, Trait.MINE, Trait.NEW}
    assert of("wool owner:ada due:overdue").traits == frozenset()
    assert not wanted.needs_metadata
    assert of("wool OR -type:mail").needs_metadata
    assert of("source:mail").needs_metadata


class _Costly(FakeSubject):
    """A row that must not be asked for what costs."""

    def has(self, trait: Trait) -> bool:
        raise AssertionError(trait)


def test_cheap_terms_are_asked_first() -> None:
    row = ROWS["wool"]
    costly = _Costly(row.proposal, row.owners)
    assert not of("is:duplicate wool due:none").matches(costly)
    assert not of("-is:duplicate -wool").matches(costly)
    assert of("is:duplicate OR wool").matches(costly)
    assert not of("(is:duplicate OR is:new) wood").matches(costly)


@given(texts)
@example("(" * 900)
@example("-" * 1900)
@example("-OR x")
@example("OR")
@example("()")
@example("owner:")
@example('"')
@example("path:" + "**/" * 300)
@example("due:>9999-12-31 due:<0001-01-01 due:9999y")
def test_any_text_is_a_filter_or_is_refused_at_a_place_within_it(text: str) -> None:
    wanted = filter_or_place(lambda: of(text))
    if isinstance(wanted, Filter):
        assert of(wanted.text) == wanted
        assert Filter.typed(text, TODAY) == wanted
        for row in ROWS.values():
            assert wanted.matches(row) in {True, False}
    else:
        assert 0 <= wanted.start <= wanted.end <= len(text)


@given(texts)
def test_what_is_being_typed_is_never_more_wrong_than_when_it_is_done(text: str) -> None:
    wanted = filter_or_place(lambda: Filter.typed(text, TODAY))
    if isinstance(wanted, Span):
        assert 0 <= wanted.start <= wanted.end <= len(text)
        assert isinstance(filter_or_place(lambda: of(text)), Span)


@given(filter_texts, subjects)
def test_a_negation_is_the_complement(text: str, row: FakeSubject) -> None:
    assert of(f"-({text})").matches(row) is not of(text).matches(row)


@given(filter_texts, filter_texts, subjects)
def test_side_by_side_means_both_and_or_means_either(one: str, other: str, row: FakeSubject) -> None:
    first, second = of(one).matches(row), of(other).matches(row)
    assert of(f"({one}) ({other})").matches(row) is (first and second)
    assert of(f"{one} OR {other}").matches(row) is (first or second)
    assert of(f"-({one} OR {other})").matches(row) is of(f"-({one}) -({other})").matches(row)


@given(filter_texts, filter_texts, filter_texts, subjects)
def test_side_by_side_binds_stronger_than_or(a: str, b: str, c: str, row: FakeSubject) -> None:
    assert of(f"{a} OR {b} ({c})").matches(row) is of(f"({a}) OR (({b}) ({c}))").matches(row)


@given(filter_texts, st.lists(subjects, max_size=6))
def test_what_a_filter_says_of_a_row_does_not_depend_on_the_rows_before(
    text: str, rows: list[FakeSubject]
) -> None:
    used = of(text)
    assert [used.matches(row) for row in rows] == [of(text).matches(row) for row in rows]


@given(subjects, st.sampled_from(("work", "task", "deck", "work/harbour", "auto")))
def test_a_tag_is_found_wherever_it_stands(row: FakeSubject, tag: str) -> None:
    tags = [each.casefold().lstrip("#") for each in row.proposal.task.labels]
    assert of(f"#{tag}").matches(row) is any(each == tag or each.startswith(f"{tag}/") for each in tags)
