from hypothesis import example, given
from hypothesis import strategies as st

from subjects import TODAY, filter_texts, subject, values
from table import each_row
from triage.core.filtering.completion import MOST, completions
from triage.core.filtering.error import BadFilter
from triage.core.filtering.field import Owned
from triage.core.filtering.filter import Filter
from triage.core.plain import plain

KNOWN = values(
    owners=("Ada Quill", "Bo Tarn", "Quentin", "none", "Émile van der Aa", "J, Marsh"),
    tags=("#proposed", "#work/deck", "work", "#task"),
    folders=("logs", "logs/_archive", "odd [1]"),
    notes=("2026-11-20 Minutes", 'The "big" loft', "Minutes"),
    headings=("Next steps", "Ropes", "Notes from the loft", "\x1bodd", "a\rb"),
    kinds=("meeting", "mail"),
    sources=("mail",),
)


def went_on(text: str, cursor: int | None = None) -> list[str]:
    """The texts that the candidates give."""
    at = len(text) if cursor is None else cursor
    found = completions(text, at, KNOWN, TODAY)
    return [text[: found.start] + each.insert + text[found.end :] for each in found.candidates]


@each_row(
    "typed, expected",
    [
        ("ow", ["owner:"]),
        ("wool -OW", ["wool -owner:"]),
        ("(no", ["(note:"]),
        ("p", ["prio:", "path:"]),
        ("xyz", []),
        ("owner:", ["owner:me", "owner:none", 'owner:"Ada Quill"', 'owner:"Bo Tarn"', "owner:Quentin"]),
        ("owner:q", ["owner:Quentin", 'owner:"Ada Quill"']),
        ("owner:emi", ['owner:"Émile van der Aa"']),
        ("-owner:bo", ['-owner:"Bo Tarn"']),
        ("owner:me,bo", ['owner:me,"Bo Tarn"']),
        ('owner:"ada q', ['owner:"Ada Quill"']),
        ('owner:"Ada Quill"', []),
        ("owner:mar", ['owner:"J, Marsh"']),
        ("owner:no", ["owner:none", 'owner:"none"']),
        ("@ada", ['@"Ada Quill"']),
        ("#wo", ["#work/deck", "#work"]),
        ("tag:#wo", ["tag:work/deck", "tag:work"]),
        ("#deck", ["#work/deck"]),
        ("path:", ["path:logs", "path:logs/_archive", 'path:"odd [[]1]"']),
        ("note:min", ["note:Minutes", 'note:"2026-11-20 Minutes"']),
        ("note:big", ['note:"The \\"big\\" loft"']),
        (
            "heading:",
            ['heading:"Next steps"', "heading:Ropes", 'heading:"Notes from the loft"', "heading:none"],
        ),
        ("heading:odd", []),
        ("type:m", ["type:meeting", "type:mail"]),
        ("source:", ["source:mail", "source:none"]),
        ("is:arch", ["is:archived"]),
        ("is:new,ove", ["is:new,overwritten", "is:new,overdue"]),
        ("is:else", ["is:decided-elsewhere"]),
        ("due:ov", ["due:overdue"]),
        ("due:<=to", ["due:<=today", "due:<=tomorrow"]),
        ("due:<o", ["due:<today", "due:<tomorrow"]),
        ("due:2026-01-01..tom", ["due:2026-01-01..tomorrow"]),
        ("due:this", ["due:this-week", "due:this-month"]),
        ("prio:>=h", ["prio:>=highest", "prio:>=high"]),
        ("prio:hi", ["prio:highest", "prio:high"]),
        ('"ow', []),
        ("onwer:a", []),
    ],
)
def test_what_is_typed_is_completed(typed: str, expected: list[str]) -> None:
    found = went_on(typed)
    assert found[: len(expected)] == expected
    assert bool(found) == bool(expected)


def test_the_letters_behind_the_cursor_stay() -> None:
    assert went_on("ow wool", 2) == ["owner: wool"]
    assert went_on("wool owner:adb tar", len("wool owner:ad")) == ['wool owner:"Ada Quill"b tar']


@each_row("text", ["", "wool ", "-", "(", "a OR "])
def test_where_a_term_may_begin_the_keys_are_shown(text: str) -> None:
    found = went_on(text)
    assert len(found) == MOST
    assert found[:2] == [f"{text}owner:", f"{text}due:"]


def test_candidates_are_few_whole_and_shown_clean() -> None:
    many = values(
        headings=[f"Heading {n} {'long ' * 20}\u0301\u0301\u0301\u0301\u0301\u0301" for n in range(20)]
    )
    found = completions("heading:", 8, many, TODAY).candidates
    assert len(found) == MOST
    for each in found:
        assert each.shown == plain(each.shown)
        assert len(each.shown) <= 40
        assert len(each.insert) > 100


def test_a_day_says_which() -> None:
    found = completions("due:fr", 6, KNOWN, TODAY).candidates
    assert [(each.insert, each.shown) for each in found] == [("fri", "fri 12-04")]


names = st.text(
    st.one_of(st.sampled_from('" ,\\()-#@:[]*?OR'), st.characters(codec="utf-8")), min_size=1, max_size=8
)


@given(names)
@example('a \\" b')
@example("a b\\")
def test_a_completed_value_is_read_as_itself(name: str) -> None:
    row = subject("Order", note="a.md", heading="", kind=name)
    for each in completions("type:", 5, values(kinds=[name]), TODAY).candidates:
        if each.insert != "none":
            assert Filter.of(f"type:{each.insert}", TODAY).matches(row)
    for each in completions("owner:", 6, values(owners=[name]), TODAY).candidates[2:]:
        term = Filter.of(f"owner:{each.insert}", TODAY).term
        assert isinstance(term, Owned)
        assert term.names


@given(names.filter(lambda name: "/" not in name and name.strip(".") == name))
def test_a_completed_folder_covers_its_notes(name: str) -> None:
    row = subject("Order", note=f"{name}/a.md")
    for each in completions("path:", 5, values(folders=[name]), TODAY).candidates:
        assert Filter.of(f"path:{each.insert}", TODAY).matches(row)


@given(st.one_of(filter_texts, st.text(max_size=20)), st.integers(0, 30))
def test_completing_never_fails_and_stays_at_the_cursor(text: str, cursor: int) -> None:
    cursor = min(cursor, len(text))
    found = completions(text, cursor, KNOWN, TODAY)
    assert 0 <= found.start <= found.end == cursor
    if ".." in text:  # a stretch may come to end before it begins
        return
    try:
        Filter.typed(text[: found.start], TODAY)
    except BadFilter:
        return
    for each in found.candidates:
        Filter.typed(text[: found.start] + each.insert, TODAY)
