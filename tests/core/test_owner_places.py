"""Where an `@` begins an owner and how far the name goes, in every script, and what reassigning leaves."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from table import each_row
from triage.core.errors import OwnerUnclear, Refused
from triage.core.people.name import is_name
from triage.core.people.owners import read_owners
from triage.core.people.people import People
from triage.core.task.change import with_owner
from triage.core.task.line import TaskLine, parse_line
from triage.core.task.literal import literals

TAIL = " 📅 2026-12-01 #task"


def parsed(text: str, tail: str = TAIL) -> TaskLine:
    line = parse_line(f"- [?] {text}{tail}")
    assert line
    return line


def reassigned(text: str) -> str:
    return with_owner(parsed(text), "Bo Tarn", People()).text.removeprefix("- [?] ").removesuffix(TAIL)


NO_OWNER = [
    # code, with as many backticks as one likes
    *("Run `x @Cleo` now", "Run ``x ` @Cleo`` now", "Run ```@Cleo``` now", "Run `a` or `@Cleo` now"),
    *("Open `db://u:***@quay:5432/x`", "Run `` @Cleo ` `` now", r"Run `\` and `@Cleo\` now"),
    # math
    *("Solve $a, @B$", "Solve $$a @B$$", "Solve $a\\$ @B$", "Solve $x$ and ($@B$)"),
    # HTML
    *('Mend <a title="by @Cleo">x</a>', "Mend <a href=x>@Cleo</a>", "Mend <br data-x='> @Cleo' />"),
    *("Mend <!-- @Cleo --> it", "Mend <code>x @Cleo</code>", "Mend <KBD>@Cleo</kbd>"),
    "Mend <? @Cleo ?>",
    # comments
    *("Mend %% @Cleo %% it", "Mend %%@Cleo%%"),
    # links: words, targets and titles
    *("Read [[Standup @Quay]]", "Read [[Log|talk @Quay]]", "Read ![[@Cleo]]"),
    "Read [[@Cleo, 2026-01-05]]",
    *("See [talk @Quay](https://x.example/a)", "See [talk](x.md 'by @Cleo')", "See ![@Cleo](cleo.png)"),
    *("See [talk](<by @Cleo.md>)", "See [talk @Quay][log]", "See [a [b] @Quay](x.md)"),
    # addresses
    *("Write to cleo@quay.example", "Write to <cleo@quay.example>", "Write to cléo@quay.example"),
    *("See https://x.example/@cleo", "See https://x.example/?a=b,@cleo", "See www.x.example/@cleo"),
    *("See x.example/@cleo", "See matrix:u/@cleo", "Copy /home/@cleo/x ./@cleo", r"Copy C:\@Cleo"),
    *("Open u:***@quay:5432", "Open git@quay.example:x/y"),
    # handles and marks of programs
    *("Reply to @bob@quay.example", "Ping @bob:quay.example", "Ping @bob:8080", "Use @quay/wool @a/b"),
    *(
        "Pay @due(2026-12-01)",
        "Stretch @repeat(1/3)",
        "Meet @3pm",
        "Say @{date}",
        "Set @media{x}",
        "Use @a[1]",
    ),
    *(
        "Cite [@tarn2020]",
        "Cite [@tarn; @lund]",
        "Say {@html x}",
        "Follow @cleo.quay",
        "Set x=@cleo",
        "Mail @@Cleo",
    ),
]


@each_row("text", NO_OWNER)
def test_this_is_no_owner(text: str) -> None:
    assert read_owners(parsed(text), People()) == ()
    assert reassigned(text) == f"{text} @Bo Tarn"


REPLACED = [
    # an opening alone opens nothing
    *("Keep `x ⟨@Cleo⟩", "Keep `x ⟨@Cleo⟩``", "Pay $5 for ⟨@Cleo⟩, $6", "A < b ⟨@Cleo⟩"),
    "Keep %% ⟨@Cleo⟩",
    *(
        "Keep [[x ⟨@Cleo⟩",
        "Keep [x] (⟨@Cleo⟩)",
        r"Keep \`x` ⟨@Cleo⟩",
        "Keep <!-- ⟨@Cleo⟩",
        "Keep $ a ⟨@Cleo⟩$",
    ),
    *("Mend <b>⟨@Cleo Marsh⟩</b>", "See [talk](x by) ⟨@Cleo⟩"),
    # what may stand before it
    *(
        "通知，⟨@王伟⟩",
        "通知、⟨@王伟⟩",
        "（⟨@王伟⟩）",
        "【⟨@王伟⟩】",
        "「⟨@王伟⟩」",
        "见https://x.example/a，⟨@王伟⟩",
    ),
    *(
        "Ask ==⟨@Cleo Marsh⟩==",
        "Ask «⟨@Cleo Marsh⟩»",
        "Ask „⟨@Cleo Marsh⟩“",
        "Ask ‹⟨@Cleo⟩›",
        "Ask ¿⟨@Cleo⟩?",
    ),
    *(
        "Ask [⟨@Cleo Marsh⟩]",
        "Ask {⟨@Cleo⟩}",
        "|⟨@Cleo⟩|x|",
        "Ask →⟨@Cleo⟩",
        "Ask 🐑\ufe0f⟨@Cleo⟩",
        "Ask!⟨@Cleo⟩",
    ),
    *(
        "Ask \u200f⟨@Cleo⟩",
        "Ask \u2068⟨@Cleo Marsh⟩\u2069 now",
        "Ask\u200b⟨@Cleo⟩",
        "Ask\u2003⟨@Cleo⟩",
        "Ask…⟨@Cleo⟩",
    ),
    *(
        "Ask ...⟨@Cleo⟩",
        "Ask .⟨@Cleo⟩",
        "Ask --⟨@Cleo⟩",
        "__⟨@Cleo Marsh⟩__",
        "~~⟨@Cleo⟩~~",
        "‘⟨@Cleo⟩’",
        "።⟨@አበበ⟩",
    ),
    # dashes, apostrophes and dots within a word
    *(
        "⟨@Mary\u2011Jane Marsh⟩",
        "⟨@Jean\u2010Luc Marsh⟩",
        "⟨@Ann\uff0dLise Marsh⟩",
        "⟨@Ա\u058aԲ⟩",
        "⟨@בן\u05beדוד⟩",
    ),
    *(
        "⟨@O´Dell⟩",
        "⟨@O`Dell Marsh⟩",
        "⟨@O＇Dell⟩",
        "⟨@O‘Dell⟩",
        "⟨@Kaʻiu Marsh⟩",
        "⟨@Oʼdell⟩",
        "⟨@ז׳אן⟩",
        '⟨@רמב"ם⟩',
    ),
    *(
        "⟨@约翰·史密斯⟩",
        "⟨@约翰•史密斯⟩",
        "⟨@ジョン・スミス⟩",
        "⟨@ｼﾞｮﾝ･ｽﾐｽ⟩",
        "⟨@ジャン＝リュック⟩",
        "⟨@Mar·la Lund⟩",
        "⟨@አበበ፡በቀለ⟩",
    ),
    # spaces within a name
    *(
        f"⟨@Cleo{space}Marsh⟩"
        for space in "\u00a0\u1680\u2000\u2003\u2007\u2009\u200b\u202f\u205f\u3000\ufeff"
    ),
    # joiners and marks
    *(
        "⟨@Anna\u00adlena Marsh⟩",
        "⟨@علی\u200cرضا⟩",
        "⟨@ශ්\u200dරී⟩",
        "⟨@Cle\u2060o⟩",
        "⟨@Cle\u034fo⟩",
        "⟨@အောင်ဆန်း⟩",
    ),
    *("⟨@សុខា⟩", "⟨@ສົມຊາຍ⟩", "⟨@བསྟན་འཛིན་⟩", "⟨@สมชาย⟩", "⟨@ᠪᠣᠯᠣᠷ⟩", "⟨@ᬧᬸᬢᬸ⟩", "⟨@𑄇𑄧𑄣𑄳𑄛⟩"),
    *("⟨@הָדָר⟩", "⟨@மணி⟩"),
    # titles without a vowel, initials, bytes that are no UTF-8, and letters that were lost
    *(
        "⟨@Fr. Lund⟩",
        "⟨@Hr. van der Aa⟩",
        "⟨@Wm. Marsh⟩",
        "⟨@dhr. Marsh⟩",
        "⟨@Prof. Dr. Lund⟩",
        "⟨@Cleo Chr. Marsh⟩",
    ),
    *(
        "⟨@J.-P. Marsh⟩",
        "⟨@Á. Marsh⟩",
        "⟨@Ren\udce9 Lef\udce8vre⟩",
        "⟨@\udcc9mile Marsh⟩",
        "⟨@Ren\ufffd Marsh⟩",
    ),
    # what ends one
    *(
        "⟨@Cleo⟩ https://x.example",
        "⟨@Cleo⟩ `x`",
        "⟨@Cleo⟩ [[Log]]",
        "⟨@Cleo⟩ cleo@quay.example",
        "⟨@Cleo⟩🐑",
    ),
    *(
        "⟨@Cleo⟩ʼs wool",
        "⟨@Cleo⟩‘s wool",
        "⟨@Cleo⟩＇s wool",
        "⟨@Cleo Marsh⟩. Then rest",
        "⟨@王伟⟩。",
        "⟨@王伟⟩、看",
    ),
]


@each_row("text", REPLACED)
def test_the_whole_name_is_replaced_and_nothing_else(text: str) -> None:
    before, _, rest = text.partition("⟨")
    name, _, behind = rest.partition("⟩")
    line = before + name + behind
    assert reassigned(line) == f"{before}@Bo Tarn{behind}"
    assert is_name(name[1:])
    (owner,) = read_owners(parsed(line), People())
    assert (owner.name, owner.is_clear) == (name[1:], True)


LINKS = [
    ("Ask [[@Cleo Marsh]] now", "Ask [[@Bo Tarn]] now", "Cleo Marsh"),
    ("Ask @[[Cleo Marsh]] now", "Ask @[[Bo Tarn]] now", "Cleo Marsh"),
    ("Ask [[@Cleo Marsh|Cleo]]", "Ask [[@Bo Tarn]]", "Cleo Marsh"),
    ("Ask @[[Cleo Marsh|Cleo]]", "Ask @[[Bo Tarn]]", "Cleo Marsh"),
    ("Ask @[[People/Cleo Marsh.md#Desk]]", "Ask @[[Bo Tarn]]", "Cleo Marsh"),
    ("Ask **[[@Cleo Marsh]]**", "Ask **[[@Bo Tarn]]**", "Cleo Marsh"),
    # the link would lead to somebody else
    ("Ask [@Cleo Marsh](people/cleo.md)", "Ask @Bo Tarn", "Cleo Marsh"),
    ("Ask @[Cleo Marsh](<people/cleo marsh.md>)", "Ask @Bo Tarn", "Cleo Marsh"),
    ("Ask [[People/Cleo Marsh|@Cleo]]", "Ask @Bo Tarn", "Cleo"),
]


@each_row("text, after, name", LINKS)
def test_a_link_that_is_only_the_name_is_the_owner(text: str, after: str, name: str) -> None:
    assert [owner.name for owner in read_owners(parsed(text), People())] == [name]
    assert reassigned(text) == after


UNCLEAR = [
    *(
        "@Dra. Ana Marsh",
        "@Rev. Tom Marsh",
        "@Dipl.-Ing. Vogt",
        "@Mevr. de Vries",
        "@prof. Lund",
        "@Bo. Then rest",
    ),
    *(
        "@Fr.Lund",
        "@Cleo.Marsh",
        "@Jean\u2013Luc Marsh",
        "@Cleo—Marsh",
        "@王—看",
        "@Cleo Marsh, Jr.",
        "@Cleo Lund, PhD",
    ),
    *(
        "@سارا حداد",
        "@សុខ\u200bសុភា",
        "@ดร.สมชาย ใจดี",
        "@Cleo\tMarsh",
        "@Cleo(mornings)",
        "@Cleo\ue000x",
        "@Cleo\x01x",
    ),
]


@each_row("text", UNCLEAR)
def test_where_the_name_ends_is_asked(text: str) -> None:
    (owner,) = read_owners(parsed(text), People())
    assert not owner.is_clear
    assert all(map(is_name, owner.candidates))
    with pytest.raises(OwnerUnclear):
        reassigned(text)
    for name in owner.candidates:
        after = with_owner(parsed(text), "Lou Vesper", People(), name).text
        assert after == f"- [?] @Lou Vesper{text[1 + len(name) :]}{TAIL}"


def test_who_is_known_needs_no_asking() -> None:
    known = People()
    known.add("Rev. Tom Marsh")
    known.add("Bo")
    assert with_owner(parsed("@Rev. Tom Marsh"), "Cy", known).text == f"- [?] @Cy{TAIL}"
    assert with_owner(parsed("@Bo. Then rest"), "Cy", known).text == f"- [?] @Cy. Then rest{TAIL}"


TAKEN_OFF = [
    "==@Cleo Marsh==",
    "(@Cleo)",
    "**@Cleo**",
    "「@王伟」",
    "„@Cleo“",
    "[[@Cleo]]",
    "@[[Cleo|Al]]",
    "[@Cleo](x)",
]


@each_row("owner", TAKEN_OFF)
def test_what_encloses_an_owner_alone_goes_with_it(owner: str) -> None:
    assert with_owner(parsed(f"Ask {owner} now"), "", People()).text == f"- [?] Ask now{TAIL}"


@each_row(
    "text", ["Ask 'x' @Cleo 'y'", "Ask (x @Cleo)", "Ask **x @Cleo**", "Ask [x @Cleo]", "Ask « x @Cleo»"]
)
def test_what_encloses_more_stays(text: str) -> None:
    after = with_owner(parsed(text), "", People()).text
    assert after == f"- [?] {text.replace(' @Cleo', '')}{TAIL}"


def test_ways_of_writing_one_name_are_one_person() -> None:
    known = People()
    known.add("Mary-Jane O'Dell")
    for name in (
        "Mary\u2011Jane O’Dell",
        "Mary\u2010Jane\u202fO'Dell",
        "mary-jane\u00a0oʼdell",
        "Ma\u00adry-Jane O'Dell",
    ):
        assert known.knows(name)


PIECES = [
    *(
        "Ask",
        "the",
        "Wool",
        "and",
        ",",
        ".",
        "(",
        ")",
        "`",
        "``",
        "$",
        "$$",
        "<b>",
        "</b>",
        "%%",
        "[[",
        "]]",
        "[",
        "](x)",
    ),
    *(
        "https://x.example/",
        "a@b.example",
        "\u200f",
        "\u00a0",
        "，",
        "==",
        "«",
        "»",
        "|",
        "\\",
        "/",
        ":",
        "-",
        "—",
        "_",
    ),
    *(
        "@Cleo Marsh",
        "@王伟",
        "@Fr. Lund",
        "@Ren\udce9",
        "[[@Cleo]]",
        "@[[Cleo|Al]]",
        "[@Cleo](x.md)",
        "@due(x)",
        "@bob@x.example",
    ),
]


@settings(max_examples=75)
@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(("", " ", " "))), min_size=1, max_size=9))
def test_reassigning_changes_the_owner_alone(pieces: list[tuple[str, str]]) -> None:
    text = "".join(piece + gap for piece, gap in pieces)
    before = parsed(f"x {text}")
    owners = read_owners(before, People())
    try:
        after = with_owner(before, "Lou Vesper", People(), owners[0].name if owners else "")
    except Refused:
        return
    read = read_owners(after, People().with_name("Lou Vesper"))
    assert sorted(owner.name for owner in read) == sorted(
        ["Lou Vesper", *(owner.name for owner in owners[1:])]
    )
    if owners:
        start, end = owners[0].span
        assert after.text == before.text[:start] + owners[0].written("Lou Vesper") + before.text[end:]
        assert [span for span in literals(before.text, 0, start) if span.end > start] == []


@given(
    st.text(st.sampled_from("Cléo王สมש`'’-\u2010·. \u00a0\u200b\u200d\u00ad\u0301\udce9_@,—Mx"), max_size=12)
)
def test_what_can_be_typed_is_what_is_read(name: str) -> None:
    if is_name(name):
        owners = read_owners(parsed(f"Ask @{name}"), People().with_name(name))
        assert [owner.name for owner in owners] == [name]
