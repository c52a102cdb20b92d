"""Which lines are code, comments and headings, beside what markdown-it makes of the same note.

Known differences, each left out of what is compared or taken out of what the other reads:

* `%%` and `$$` are Obsidian's own: the other reads `%%` blocks as HTML comments, and elsewhere letters
  for them.
* Lines of code by indentation, and of HTML that is no comment, are listed: only fences and comments hide.
* A heading on the line of a list item (`- # Words`) is part of the list for us, and heads nothing.
"""

import re
from collections.abc import Callable
from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from steps import growth
from triage.core.block import Cover
from triage.core.note import hidden_items, list_items

_BOX = re.compile(r"[ \t>]*(?:(?:[-*+]|[0-9]+[.)])[ \t]+)+\[ \]")
_ITEM_LINE = re.compile(r"[ \t>]*(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]|$)")
_OTHER = MarkdownIt("commonmark", {"maxNesting": 100})

PREFIXES = [
    "",
    "",
    "",
    "",
    " ",
    "  ",
    "   ",
    "    ",
    "     ",
    "\t",
    " \t",
    "> ",
    ">",
    ">\t",
    ">> ",
    ">    ",
    "- ",
    "-   ",
    "-\t",
    "1. ",
    "2) ",
    "- - ",
    "> - ",
    "- > ",
    "  - ",
    "    - ",
    "-     ",
    "> 1. ",
    "+  ",
]
BODIES = [
    "- [ ] x",
    "- [ ] x",
    "- [ ] x",
    "words",
    "words",
    "",
    "",
    "# One",
    "## Two #",
    "#tag",
    "===",
    "---",
    "=",
    "-",
    "```",
    "```",
    "```py",
    "````",
    "``",
    "``` a` b",
    "``` ```",
    "~~~",
    "~~~",
    "~~~~ a`",
    "~~~ ~~~",
    "``` a",
    "<!--",
    "-->",
    "<!-- a -->",
    "<!-->",
    "`<!--`",
    "a <!-- b",
    "a --> b",
    "<pre>",
    "</pre>",
    "<pre>```",
    "<div>",
    "</div>",
    "<kbd>",
    "<kbd a=b>",
    "<a b",
    "<br/> a",
    "<SCRIPT>",
    "</script> a",
    "<?a",
    "?>",
    "<!A",
    "]]>",
    "<![CDATA[",
    ">",
    "***",
    "- - -",
    "`a",
    "b`",
    "$5",
    "1.",
    "-",
    "10. a",
    "[ ] x",
    "- [ ] -->",
    "\\",
]

_lines = st.builds("{}{}".format, st.sampled_from(PREFIXES), st.sampled_from(BODIES))
_DECOYS = (
    *(
        "see `%%` here",
        "| 5 %% | b |",
        "up 5 %% a",
        "`%%` hides",
        "- a %% b",
        "> 5 %% b",
        "# One %% b",
        "    %% b",
    ),
    *(
        "```mermaid\n%% a\n```",
        "$$\n%% a\n$$",
        "$$ a\n%% b\n= c$$",
        "> $$\n> %% a\n> $$",
        "so $$a\n%% b\nc$$",
    ),
    *("- ```\n  %% a\n  ```", "`a\n%% b\nc`", "%% a %%", "%%%%", "> %% a %% b", "%% a `%%` b"),
)
"""What has `%%` in it and hides nothing below."""
_COMMENTS = ("%%\n{}\n%%", "%% a\n{}\nb %%", "%%\n{}\na %% b", "> %%\n> {}\n> %%", "- %%\n  {}\n  %%")
_hidden_lines = st.sampled_from(
    ("- [ ] x", "words", "# One", "<pre>", "~~~", "$$", "  - [ ] x", "- [ ] x -->")
)


def other_reading(note: str) -> tuple[set[int], set[int], dict[int, str]]:
    """The indexes of the lines in fences and in HTML comments, and the headings by theirs."""
    lines = note.split("\n")
    fenced: set[int] = set()
    commented: set[int] = set()
    headings: dict[int, str] = {}
    tokens = _OTHER.parse(note)
    for token, behind in zip(tokens, [*tokens[1:], None], strict=True):
        first, last = token.map or (0, 0)
        if token.type == "fence":
            fenced.update(range(first + 1, last))
        elif token.type == "html_block" and token.content.lstrip().startswith("<!--"):
            commented.update(range(first, last))
        elif token.type == "heading_open" and behind and not _ITEM_LINE.match(lines[first]):
            headings[last - 1] = " ".join(behind.content.split())
    return fenced, commented, headings


def assert_same(note: str, plain: str) -> None:
    """A note is read as the other reads the plain form of it."""
    lines = note.split("\n")
    fenced, commented, headings = other_reading(plain)
    boxes = {index for index, line in enumerate(lines) if _BOX.match(line)}
    covers = {hidden.index: hidden.cover for hidden in hidden_items(lines)}
    assert {index for index, cover in covers.items() if cover is Cover.FENCE} == boxes & fenced
    assert {index for index, cover in covers.items() if cover is Cover.COMMENT} == boxes & commented
    shown = list(list_items(lines))
    assert {item.index for item in shown} == boxes - fenced - commented
    for item in shown:
        above = max((at for at in headings if at < item.index), default=None)
        assert " ".join(item.heading.split()) == ("" if above is None else headings[above])


@settings(max_examples=300)
@given(st.lists(_lines, max_size=12))
def test_blocks_are_those_of_commonmark(lines: list[str]) -> None:
    note = "\n".join(["words", *lines])
    assert_same(note, note)


def test_a_paragraph_full_of_signs_is_not_read_again_for_each() -> None:
    def read(size: int) -> Callable[[], object]:
        return partial(list, list_items(["a ` b", "%%"] * size))

    assert growth(read, 200) < 5


def test_a_paragraph_too_long_to_be_sure_of_hides_nothing() -> None:
    comment = ["%%", "- [ ] x", "%%"]
    for words, shown in ((["words"], []), (["words"] * 60, [61])):
        assert [item.index for item in list_items([*words, *comment])] == shown
