"""Which lines are code, comments and headings, beside what markdown-it makes of the same note.

Known differences, each left out of what is compared or taken out of what the other reads:

* `%%` and `$$` are Obsidian's own: the other reads `%%` blocks as HTML comments, and elsewhere letters
  for them.
* Lines of code by indentation, and of HTML that is no comment, are listed: only fences and comments hide.
* A line indented as code goes on with a fence or a heading in the quote above it for the other, and some HTML
  in a quoted list item stops the other with an error.
* A heading on the line of a list item (`- # Words`) is part of the list for us, and heads nothing.
"""

import re
from collections.abc import Callable
from functools import partial

from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from steps import growth
from triage.core.task.block import Cover
from triage.core.task.note import hidden_items, list_items

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

USUAL = ["- [ ] x", "- [ ] x", "  - [ ] x", "> - [ ] x", "```", "```", "    ```", "> ```", "<pre>", ""]
_lines = st.sampled_from(USUAL) | st.builds("{}{}".format, st.sampled_from(PREFIXES), st.sampled_from(BODIES))
_plain_lines = _lines.filter(lambda line: "<!" not in line and "?" not in line and "-->" not in line)
DECOYS = [
    "see `%%` here",
    "| 5 %% | b |",
    "up 5 %% a",
    "`%%` hides",
    "- a %% b",
    "> 5 %% b",
    "# One %% b",
    "words\n    %% b",
    "```mermaid\n%% a\n```",
    "- ```\n  %% a\n  ```",
    "\n$$\n%% a\n$$\n",
    "\n$$ a\n%% b\n= c$$\n",
    "so $$a\n%% b\nc$$",
    "`a\n%% b\nc`",
    "%% a %%",
    "%%%%",
    "> %% a %% b",
    "%% a `%%` b",
]
"""What has `%%` in it and hides nothing below."""
COMMENTS = ["%%\n{}\n%%", "%% a\n{}\nb %%", "> %%\n> {}\n> %%", "- %%\n  {}\n  %%"]
_commented_lines = st.sampled_from(("- [ ] x", "words", "# One", "<div>", "  - [ ] x", "`a"))
_comments = st.builds(str.format, st.sampled_from(COMMENTS), _commented_lines).map("\n{}".format)
_OTHER_IS_WRONG = re.compile(r">[^\n]*\n(?: {4}| {0,3}\t)")


def other_reading(note: str) -> tuple[set[int], set[int], dict[int, str]]:
    """The indexes of the lines in fences and in HTML comments, and the headings by theirs."""
    lines = note.split("\n")
    fenced: set[int] = set()
    commented: set[int] = set()
    headings: dict[int, str] = {}
    try:
        tokens = _OTHER.parse(note)
    except IndexError:
        reject()
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
    """What hides the checkboxes of a note is what hides those of its plain form for the other."""
    lines = note.split("\n")
    fenced, commented, _ = other_reading(plain)
    boxes = {index for index, line in enumerate(lines) if _BOX.match(line)}
    covers = {hidden.index: hidden.cover for hidden in hidden_items(lines)}
    assert {index for index, cover in covers.items() if cover is Cover.FENCE} == boxes & fenced
    assert {index for index, cover in covers.items() if cover is Cover.COMMENT} == boxes & commented
    assert {item.index for item in list_items(lines)} == boxes - fenced - commented


@settings(max_examples=300)
@given(st.lists(_lines, max_size=12).map("\n".join))
def test_blocks_are_those_of_commonmark(note: str) -> None:
    assume(not _OTHER_IS_WRONG.search(note))
    assert_same(f"words\n{note}", f"words\n{note}")
    headings = other_reading(f"words\n{note}")[2]
    for item in list_items(["words", *note.split("\n")]):
        above = max((at for at in headings if at < item.index), default=None)
        assert " ".join(item.heading.split()) == ("" if above is None else headings[above])


@settings(max_examples=200)
@given(st.lists(_lines | st.sampled_from(DECOYS), max_size=10).map("\n".join))
def test_signs_of_a_comment_in_words_code_and_math_hide_nothing(note: str) -> None:
    assume(not _OTHER_IS_WRONG.search(note))
    assert_same(f"words\n{note}", f"words\n{note.replace('%%', 'pp')}")


@settings(max_examples=200)
@given(st.lists(st.tuples(st.booleans(), _plain_lines, _comments), max_size=8))
def test_comments_of_obsidian_hide_as_those_of_html_do(parts: list[tuple[bool, str, str]]) -> None:
    note = "\n".join(["words", *(comment if is_comment else line for is_comment, line, comment in parts)])
    assume(not _OTHER_IS_WRONG.search(note))
    plain = re.sub("%%(.*?)%%", r"<!--\1-->", note, flags=re.DOTALL)
    assert_same(note, plain)


def test_a_paragraph_full_of_signs_is_not_read_again_for_each() -> None:
    def read(size: int) -> Callable[[], object]:
        return partial(list, list_items(["a ` b", "%%"] * size))

    assert growth(read, 200) < 5


def test_a_paragraph_too_long_to_be_sure_of_hides_nothing() -> None:
    comment = ["%%", "- [ ] x", "%%"]
    for words, shown in ((["words"], []), (["words"] * 60, [61])):
        assert [item.index for item in list_items([*words, *comment])] == shown
