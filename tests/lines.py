"""Task lines and notes from hypothesis, made from the grammar and from the characters that hurt."""

from hypothesis import strategies as st

from triage.core.task.dialect import garbled
from triage.core.task.fields import DATES, KEYS, SIGNIFIERS, Kind, Priority
from triage.core.task.settings import TaskFormat

HURTFUL = "\r\u2028\u2029\x85\ufeff\ufe0f\x00\x0b\x1c\t\u00a0\u3000\u200b\udc80\udcff📅⏫🔁🎻âğð"
HURTFUL += "@#^[](){}:,.!%<>`~-*?"
"""Characters that some program reads as something other than text."""

WORDS = (
    *("Order", "the", "blue", "wool", "and", "oil", "é", "Ça", "漢字", "12", "v2.1", "it's", "(soon)", "a,b"),
    *("ada@quay.example", "[[Harbour Log]]", "[list](https://quay.example/#top)", "`code @Ada`", "%%no%%"),
    *("<!--no-->", "^mast-1", "::", "==key==", "~~old~~", "2026-01-05", "every", "keep", "high", "🎻", "…"),
)
NAMES = (
    *("Myself", "TBD", "Ada", "Ada Quill", "Bo Tarn Vesper", "Jun Okabe-Stern", "Ferris O'Dell", "J. Marsh"),
    *("Émile van der Aa", "Łucja Śnieg", "李 明", "Dr. Wen", "ada quill"),
)
TAGS = ("#task", "#proposed", "#auto", "#a/b", "#2027", "#é", "#tag\tword", "#x!", "#a.b", "##a", "#")
DAYS = ("2026-01-05", "2026-12-31", "0001-01-01", "2024-02-29")
ODD_DAYS = ("2026-02-30", "2026-13-01", "0000-02-29", "9999-99-99")
NO_DAYS = ("2026-1-5", "tomorrow", "2026-01-0५", "2026-01-051", "")
SYMBOLS = (" ", "?", "x", "X", "/", "-", "R", "]", "[", "\t", "\u00a0", "🎻", "é", "\udcff", "\x00", "\x85")

hurtful_text = st.text(st.sampled_from(HURTFUL + "ab 1"), max_size=6)
indentations = st.one_of(
    st.sampled_from(("", "", "", "  ", "\t", "> ", ">> > ", ">", "\u3000", "\ufeff")),
    st.text(st.sampled_from(" \t>\u00a0\ufeff\u2003\v"), max_size=5),
)
markers = st.sampled_from(("-", "*", "+", "1.", "12)", "004."))
symbols = st.sampled_from(SYMBOLS)
gaps = st.sampled_from((" ", " ", " ", "", "  ", "\t", "\u00a0", "\u3000"))
owners = st.sampled_from(NAMES).map("@{}".format)
tags = st.sampled_from(TAGS)
days = st.sampled_from(DAYS)


_VALUES: dict[Kind, tuple[str, ...]] = {
    **dict.fromkeys(DATES, (*DAYS, *ODD_DAYS, *NO_DAYS)),
    Kind.PRIORITY: (*Priority, "High", ""),
    Kind.RECURRENCE: ("every week", "every 2 days when done", "now and then, !", "jeden Tag ü"),
    Kind.ON_COMPLETION: ("keep", "delete", "Delete", "shred", "keep it"),
    Kind.ID: ("abc", "a_b-1", "a.b"),
    Kind.DEPENDS_ON: ("abc", "abc,def", "abc , def", "abc,", "a,,b"),
}
_BRACKETS = ("[{}]", "({})", "[ {}]", "[{}  ]", "[{}],", "( {} ) ,", "[{})", "[[{}]]", "{}")

emoji_fields = st.sampled_from(
    [
        f"{mark}{selector}" if kind is Kind.PRIORITY else f"{mark}{selector}{gap}{value}"
        for kind, marks in SIGNIFIERS.items()
        for gap in (" ", "", "   ", "\u00a0")
        for value in _VALUES[kind]
        for mark in marks
        for selector in ("", "", "", "\ufe0f", "\ufe0e", "\ufe0f\ufe0f")
    ]
)
"""Fields in the emoji format, most of which Tasks reads when they stand last."""

dataview_fields = st.sampled_from(
    [
        brackets.format(f"{key}::{gap}{value}")
        for kind, key in KEYS.items()
        for gap in (" ", "", "  ")
        for value in _VALUES[kind]
        for brackets in _BRACKETS
    ]
)
"""Fields in the Dataview format, most of which Tasks reads when they stand last."""

garbled_fields = st.sampled_from(
    [
        form if kind is Kind.PRIORITY else f"{form} {value}"
        for kind, marks in SIGNIFIERS.items()
        for value in _VALUES[kind]
        for mark in marks
        for form in sorted(garbled(mark))
    ]
)
"""Fields whose signifier is double-encoded."""

words = st.one_of(st.sampled_from(WORDS), hurtful_text)
pieces = st.one_of(
    *(words, words, words, owners, tags, tags),
    *(emoji_fields, emoji_fields, dataview_fields, dataview_fields, garbled_fields),
)
endings = st.sampled_from(
    (
        "",
        "",
        "",
        " ",
        "  ",
        "    ",
        "\t",
        "\r",
        "  \r",
        "\u2028 rest",
        "\r rest  ",
        " ^mast-1",
        " ^mast-1  \r",
    )
)


@st.composite
def task_lines(draw: st.DrawFn) -> str:
    """A checkbox list item of any shape, on one line."""
    gap = draw(st.sampled_from((" ", " ", "  ")))
    behind = draw(st.sampled_from((" ", " ", "", "  ")))
    body = "".join(draw(pieces) + draw(gaps) for _ in range(draw(st.integers(0, 7))))
    head = f"{draw(indentations)}{draw(markers)}{gap}[{draw(symbols)}]{behind}"
    return f"{head}{body}{draw(endings)}".replace("\n", "")


@st.composite
def ordinary_lines(draw: st.DrawFn, format: TaskFormat = TaskFormat.EMOJI) -> str:
    """A proposal as a pipeline writes it: words, perhaps an owner, fields, tags, perhaps a block link."""
    indentation = draw(st.sampled_from(("", "  ", "\t", "> ", "> > ")))
    said = draw(st.lists(st.sampled_from(("Order", "the", "blue", "wool", "(soon)", "v2.1")), min_size=1))
    owner = draw(st.sampled_from(("", " @Myself", " @Ada Quill", " @Jun Okabe-Stern")))
    kinds = draw(st.lists(st.sampled_from((Kind.DUE, Kind.PRIORITY, Kind.START, Kind.ID)), unique=True))
    values = {Kind.DUE: "2026-01-05", Kind.PRIORITY: "high", Kind.START: "2025-12-01", Kind.ID: "a1"}
    fields = []
    for kind in kinds:
        if format is TaskFormat.DATAVIEW:
            fields.append(f"  [{KEYS[kind]}:: {values[kind]}]")
        else:
            fields.append(" ⏫" if kind is Kind.PRIORITY else f" {SIGNIFIERS[kind][0]} {values[kind]}")
    tail = draw(st.sampled_from(("", " #task #proposed #auto", " #proposed")))
    ending = draw(st.sampled_from(("", "", " ^mast-1", "\r", "  ")))
    return f"{indentation}- [?] {' '.join(said)}{owner}{''.join(fields)}{tail}{ending}"


_other_lines = st.sampled_from(
    (
        *(
            "",
            "",
            "Words.",
            "# Heading",
            "## Another #",
            "> # Quoted",
            "---",
            "```",
            "```py",
            "~~~~",
            "   ```",
        ),
        *(
            "> ```",
            "- ```",
            "<!--",
            "-->",
            "<!-- a -->",
            "%%",
            "%% a %%",
            "- item",
            "  1. item",
            "> [!note] x",
        ),
        *("\ufeff", "\x00", "\udcff", "title: a", "...", "- [ ] Same line", "- [?] Same line"),
    )
)


@st.composite
def notes(draw: st.DrawFn) -> bytes:
    """A whole note, with any line endings, with or without a byte order mark and a final newline."""
    lines = draw(st.lists(st.one_of(_other_lines, _other_lines, ordinary_lines(), task_lines()), max_size=10))
    if draw(st.booleans()):
        lines = ["---", "title: a", *draw(st.sampled_from((["---"], ["- [ ] a", "---"], []))), *lines]
    ends = draw(st.sampled_from((("\n",), ("\r\n",), ("\n", "\r\n", "\r"))))
    text = "".join(line + draw(st.sampled_from(ends)) for line in lines)
    text = draw(st.sampled_from(("", "", "\ufeff"))) + text
    if draw(st.booleans()):
        text = text.removesuffix("\n")
    return text.encode("utf-8", "surrogateescape")
