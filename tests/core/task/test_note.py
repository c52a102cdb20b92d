from hypothesis import given
from hypothesis import strategies as st

from lines import notes, task_lines
from table import each_row
from triage.core.task.line import parse_line
from triage.core.task.note import beneath, bytes_of, front_matter_end, lines_of, list_items


def found(note: str) -> list[str]:
    """The lines that count, trimmed, of a note whose lines say whether they should: `yes` or `no`."""
    lines = note.split("\n")
    return [lines[item.index] for item in list_items(lines)]


def assert_counts(note: str) -> None:
    """Every list item of the note that says yes counts, and no other."""
    assert found(note) == [line for line in note.split("\n") if "yes" in line]


COUNTING = {
    "plain": "- [ ] yes\n* [x] yes\n+ [?] yes\n1. [ ] yes\n12) [ ] yes\nwords no\n- no\n[ ] no",
    "indented": "  - [ ] yes\n\t- [ ] yes\n        - [ ] yes",
    "quoted": "> - [ ] yes\n>> - [ ] yes\n> > 1. [ ] yes\n>- [ ] yes",
    "callout": "> [!todo] no\n> - [ ] yes\n>> [!note]- no\n>> - [ ] yes",
    "carriage returns": "- [ ] yes\r\n- [ ] yes\r\n```\r\n- [ ] no\r\n```\r\n- [ ] yes\r",
    "odd boxes": "- []] yes\n- [[] yes\n- [\t] yes\n- [🎻] yes\n- [\udcff] yes\n- [\x00] yes",
    "no words": "- [ ]\n- [ ] \nno",
    "glued words": "- [ ]yes\n- [x](no)\n- [x]: no\n- [x][no]",
    "no box": "- [xx] no\n- [] no\n-[ ] no\n- [ no",
    "comments inside": "- [ ] yes %%a%%\n- [ ] yes <!--a-->\n- [ ] yes <!-- a\n- [ ] yes %% a\n- [ ] yes",
    # front matter
    "front matter": "---\n- [ ] no\na: b\n---\n- [ ] yes",
    "front matter with a byte order mark": "\ufeff---\n- [ ] no\n---\n- [ ] yes",
    "front matter, CRLF": "---\r\n- [ ] no\r\n---\r\n- [ ] yes\r",
    "front matter never closed": "---\n- [ ] yes\n- [ ] yes",
    "no front matter below the top": "\n---\n- [ ] yes\n---\n- [ ] yes",
    "no front matter behind words": "words\n---\n- [ ] yes\n---",
    "no front matter indented": " ---\n- [ ] yes\n---\n- [ ] yes",
    "four dashes": "----\n- [ ] yes\n----\n- [ ] yes",
    "a fence in front matter": "---\na: |\n  ```\n---\n- [ ] yes",
    # fences
    "fence": "```\n- [ ] no\n```\n- [ ] yes",
    "fence with a language": "```tasks\n- [ ] no\n```\n- [ ] yes",
    "tildes": "~~~\n- [ ] no\n```\n- [ ] no\n~~~\n- [ ] yes",
    "tildes with backticks behind": "~~~ a`b`\n- [ ] no\n~~~\n- [ ] yes",
    "long fence": "`````\n- [ ] no\n```\n- [ ] no\n``````\n- [ ] yes",
    "a closer has no words": "```\n- [ ] no\n``` a\n- [ ] no\n```  \n- [ ] yes",
    "a fence of tildes is not closed by backticks": "~~~~\n- [ ] no\n~~~\n````\n- [ ] no\n~~~~\n- [ ] yes",
    "two backticks": "``\n- [ ] yes\n``",
    "code span": "```a``` words\n- [ ] yes",
    "fence never closed": "- [ ] yes\n```\n- [ ] no\n\n# no\n- [ ] no",
    "indented fence": "   ```\n- [ ] no\n  ```\n- [ ] yes",
    "fence in a list item": "- a\n  ```\n  - [ ] no\n  ```\n  - [ ] yes\n- [ ] yes",
    "fence on the item's own line": "- ```\n  - [ ] no\n  ```\n- [ ] yes",
    "fence behind a number": "1. ```\n   - [ ] no\n   ```\n2. [ ] yes",
    "fence in a nested item": "- a\n    - b\n        ```\n        - [ ] no\n        ```\n    - [ ] yes",
    "fence behind two markers": "- - ```\n    - [ ] no\n    ```\n- [ ] yes",
    "fence with tabs": "-\ta\n\t```\n\t- [ ] no\n\t```\n\t- [ ] yes",
    "a fence ends with its list item": "- a\n  ```\n  - [ ] no\n- [ ] yes\n- [ ] yes",
    "blank lines do not end a list item": "- a\n  ```\n\n  - [ ] no\n \n  - [ ] no\n  ```\n- [ ] yes",
    "quoted fence": "> ```\n> - [ ] no\n> ```\n> - [ ] yes",
    "fence quoted twice": ">> ~~~\n>> - [ ] no\n>> ~~~\n>> - [ ] yes",
    "a fence ends with its quote": "> ```\n> - [ ] no\n- [ ] yes",
    "a fence ends with the inner quote": ">> ```\n>> - [ ] no\n> - [ ] yes",
    "fence in a quoted list item": "> - a\n>   ```\n>   - [ ] no\n>   ```\n> - [ ] yes",
    "a quoted fence is no closer of one around it": "```\n> ```\n- [ ] no\n```\n- [ ] yes",
    "a twice quoted fence is no closer": "> ```\n>> ```\n> - [ ] no\n> ```\n> - [ ] yes",
    "a fence behind a box": "- [ ] ```yes\n- [ ] yes",
    # comments
    "comment": "<!--\n- [ ] no\n-->\n- [ ] yes",
    "comment with words": "<!-- a\n- [ ] no\n b --> c\n- [ ] yes",
    "comment on one line": "<!-- a -->\n- [ ] yes",
    "empty comments": "<!-->\n- [ ] yes\n<!--->\n- [ ] yes\n<!---->\n- [ ] yes",
    "comment never closed": "<!--\n- [ ] no\n```\n- [ ] no",
    "quoted comment": "> <!--\n> - [ ] no\n> -->\n> - [ ] yes",
    "comment ends with its quote": "> <!--\n> - [ ] no\n- [ ] yes",
    "indented comment": "  <!--\n- [ ] no\n  -->\n- [ ] yes",
    "comment in a list item": "- <!--\n  - [ ] no\n  -->\n- [ ] yes",
    "per cent": "%%\n- [ ] no\n%%\n- [ ] yes",
    "per cent with words": "%% a\n- [ ] no\nb %%\n- [ ] yes",
    "per cent on one line": "%% a %%\n- [ ] yes\n%%%%\n- [ ] yes",
    "per cent thrice": "%% a %% b %%\n- [ ] yes\n%%\n- [ ] yes",
    "quoted per cent": "> %%\n> - [ ] no\n> %%\n> - [ ] yes",
    "per cent in the middle of a line": "words %% a\n- [ ] yes\nb %% words\n- [ ] yes",
    "per cent in a heading": "# words %% a\n- [ ] yes\nb %% words\n- [ ] yes",
    "per cent in a code span": "Hide with `%%`.\n- [ ] yes\n\nEnd with `%%`.\n- [ ] yes",
    "per cent at the start, in a code span": "`%%` hides\n- [ ] yes\n\n`%%` ends\n- [ ] yes",
    "per cent in a code span over lines": "see `a\n%% b` c\n\n- [ ] yes\n\n%% d\n- [ ] yes",
    "per cent in a table": "| a | b |\n|---|---|\n| 5 %% | c |\n\n- [ ] yes\n\n| 6 %% | d |\n- [ ] yes",
    "per cent in wrapped words": "It grew by 5\n%% a year.\n\n- [ ] yes\n\nand by 6\n%% then.\n- [ ] yes",
    "per cent behind words ends what they began": "a\n%% b\n- [ ] yes\n%%\n- [ ] yes\n\n%%\n- [ ] no\n%%",
    "per cent alone beneath words": "words\n%%\n- [ ] no\n%%\n- [ ] yes",
    "per cent alone in math": "so $a\n%%\nb$\n\n- [ ] yes\n\n%%\n- [ ] yes",
    "per cent in a block of math": "$$\nx\n%% TeX\n$$\n- [ ] yes\n\n$$\n%% more\ny\n$$\n- [ ] yes",
    "per cent behind a blank line in math": "$$\nx\n\n%% a\n$$\n- [ ] yes\n\n$$\n\n%% b\n$$\n- [ ] yes",
    "per cent never closed above a fence": "%% later\n\n```\n- [ ] no\n```\n- [ ] yes",
    "per cent in a quoted block of math": "> $$\n> %% a\n> $$\n> - [ ] yes\n\n%% b\n- [ ] yes",
    "per cent in a fence": "```mermaid\n%% a\n```\n- [ ] yes\n\n```mermaid\n%% b\n```\n- [ ] yes",
    "per cent never closed": "%% later\n- [ ] yes\n\n```mermaid\n%% a\n```\n- [ ] yes",
    "per cent never closed but in code": "%% later\n- [ ] yes\n\nwrite `%%`\n- [ ] yes",
    "per cent never closed in its item": "- %% a\n  - [ ] yes\n- b %%\n- [ ] yes",
    "per cent never closed in its quote": "> %%\n> - [ ] yes\n\n%%\n- [ ] yes",
    "per cent around a fence": "%%\n- [ ] no\n```\n- [ ] no\n%%\n- [ ] yes",
    "per cent around per cent in a code span": "%%\n- [ ] no\n`%%`\n- [ ] yes\n%%\n- [ ] yes",
    "per cent in a list item": "- %%\n  - [ ] no\n  %%\n- [ ] yes",
    "per cent between items": "- [ ] yes\n%%\n- [ ] no\n%%\n- [ ] yes",
    "many per cent": "%%%%%\n- [ ] yes\n%%%%%\n%%%\n- [ ] yes\n%%%",
    "per cent indented as code": "words\n\n    %%\n- [ ] yes\n\n%%",
    "math never closed": "$$ a lot\n\n```\n- [ ] no\n```\n- [ ] yes",
    "per cent in the middle, never closed": "up 5 %% a\n- [ ] yes",
    "per cent in the middle, twice": "up 5 %% and %% a\n- [ ] yes\n%% a %%",
    "indented code outside a list": "words\n\n    ```\n- [ ] yes\n    ```\n- [ ] yes",
    "a fence in code outside a list": "a\n\n    ~~~\n- [ ] yes",
    "a fence that goes on with words": "words\n     ```\n- [ ] yes",
    "a closer as code": "```\na\n    ```\n- [ ] no\n```\n- [ ] yes",
    "a closer behind a tab": "```\na\n\t```\n- [ ] no\n   ```\n- [ ] yes",
    "a closer as code in a list item": "- ```\n      ```\n  - [ ] no\n  ```\n- [ ] yes",
    "a closer in a list item, three columns in": "- ```\n     ```\n  - [ ] yes",
    "a closer as code in a quote": "> ```\n>     ```\n> - [ ] no\n> ```\n> - [ ] yes",
    "a closer behind a tab in a quote": "> ```\n>\t```\n> - [ ] yes",
    "a closer with a no-break space": "```\n```\u00a0\n- [ ] no\n```\n- [ ] yes",
    "a fence in a quote in a list item": "- > ~~~\n  > - [ ] no\n- [ ] yes",
    "a fence in an item with a wide marker": "-    ```\n     - [ ] no\n     ```\n-     ```\n\n  - [ ] yes",
    "a fence in an item that begins empty": "-\n  ```\n  - [ ] no\n  ```\n- [ ] yes",
    "a fence beneath an item that stays empty": "-\n\n  ```\n- [ ] no\n  ```\n- [ ] yes",
    "a fence beneath a number that begins no list": "words\n2. a\n   ```\n- [ ] no\n```\n- [ ] yes",
    "a fence behind a break": "- a\n\n***\n    ```\n- [ ] yes",
    # HTML
    "a fence in pre": "<pre><code>```js\n- [ ] yes\n\n```</code></pre>\n- [ ] yes",
    "a fence on a line of its own in pre": "<pre>\n```\n\n- [ ] yes\n</pre>\n- [ ] yes",
    "a fence in a script": "<SCRIPT>\n~~~\n</Script> a\n- [ ] yes",
    "a fence in a division": "<div>\n```\n- [ ] yes\n</div>\n\n- [ ] yes",
    "a fence behind a division": "<div>\n\n```\n- [ ] no\n```\n</div>\n\n- [ ] yes",
    "a fence behind a tag alone": "<kbd a='b'>\n```\n- [ ] yes\n\n- [ ] yes",
    "a fence behind a tag in words": "words\n<kbd>\n```\n- [ ] no\n```\n- [ ] yes",
    "a fence behind a tag and words": "<kbd> words\n```\n- [ ] no\n```\n- [ ] yes",
    "a fence in an instruction": "<?php\n```\n\n?>\n- [ ] yes",
    "a fence in a declaration": "<!DOCTYPE\n```\n\n>\n- [ ] yes",
    "a fence in data": "<![CDATA[\n```\n\n]]>\n- [ ] yes",
    "a comment in pre": "<pre>\n<!--\n</pre>\n- [ ] yes",
    "a comment in a code span": "`<!--`\n- [ ] yes\n",
    "a comment in words": "words <!-- a\n- [ ] yes\n-->",
    "a comment as code": "words\n\n    <!--\n- [ ] yes",
    "details": "<details>\n<summary>a</summary>\n- [ ] yes\n</details>",
    "a fence in a comment": "<!--\n```\n-->\n- [ ] yes\n```\n- [ ] no\n```",
    "comment in a fence": "```\n<!--\n```\n- [ ] yes",
    "front matter marks in a fence": "```\n---\n- [ ] no\n---\n```\n- [ ] yes",
}


@each_row("note", COUNTING.values())
def test_which_list_items_count(note: str) -> None:
    if note == COUNTING["no words"]:
        assert found(note) == ["- [ ]", "- [ ] "]
    else:
        assert_counts(note)


@given(notes())
def test_every_item_is_a_line_in_order(data: bytes) -> None:
    lines = lines_of(data)
    indexes = [item.index for item in list_items(lines)]
    assert indexes == sorted(set(indexes))
    assert all(index >= front_matter_end(lines) for index in indexes)
    assert all("[" in lines[index] for index in indexes)
    assert bytes_of(lines) == data


@given(st.lists(task_lines(), max_size=5))
def test_tasks_with_nothing_around_them_all_count(lines: list[str]) -> None:
    counting = {item.index for item in list_items(["", *lines])}
    for index, line in enumerate(lines, start=1):
        task = parse_line(line)
        assert task
        behind = line[task.symbol_at + 2 : task.symbol_at + 3]
        assert (index in counting) == (behind not in {"(", "[", ":"})


@given(st.lists(st.sampled_from(("- [ ] a", "  - [ ] a", "> - [ ] a", "words", "", "> words"))), st.data())
def test_a_closed_fence_hides_its_own_lines_alone(lines: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(lines)))
    end = data.draw(st.integers(start, len(lines)))
    fenced = [*lines[:start], "~~~~", *lines[start:end], "~~~~", *lines[end:]]
    inside = range(start + 1, end + 1)
    shown = [item.index for item in list_items(fenced)]
    plain = [item.index for item in list_items(lines)]
    assert shown == [
        *(index for index in plain if index < start),
        *(index + 2 for index in plain if index >= end),
    ]
    assert not set(shown) & set(inside)


def test_headings() -> None:
    note = "- [ ] a|# One|- [ ] b|## Two ##|> - [ ] c|#nothing|- [ ] d|```|# no|```|- [ ] e"
    note += "|###### Six\t\r|- [ ] f|- # no|- [ ] g|#  |- [ ] h|# C#|- [ ] i"
    note += "|> ## Quoted|- [ ] j|####### seven|- [ ] k|# #|- [ ] l"
    headings = [item.heading for item in list_items(note.split("|"))]
    assert headings == ["", "One", "Two", "Two", "Two", "Six", "Six", "", "C#", "Quoted", "Quoted", ""]


def under(note: str) -> list[str]:
    """What stands beneath the line that says `here`."""
    lines = note.split("\n")
    index = next(at for at, line in enumerate(lines) if "here" in line)
    return [lines[at].strip() for at in beneath(lines, index)]


BENEATH = {
    "children": ("- [?] here\n  - [?] a\n    - b\n  c\n- [?] d", ["- [?] a", "- b", "c"]),
    "none": ("- [?] here\n- [?] a\n  - b", []),
    "last": ("- a\n- [?] here", []),
    "blank lines between": ("- [?] here\n\n  - a\n\n\n  b\n\nc", ["", "- a", "", "", "b"]),
    "blank lines behind": ("- [?] here\n  - a\n\n\n- b", ["- a"]),
    "tabs": ("\t- [?] here\n\t\t- a\n\t- b", ["- a"]),
    "tabs under spaces": ("  - [?] here\n\t- a\n  - b", ["- a"]),
    "quoted": ("> - [?] here\n>   - a\n>\n>   - b\n> - c", ["> - a", ">", ">   - b"]),
    "behind its quote": ("> - [?] here\n    - a", []),
    "outdented": ("    - [?] here\n  - a\n      - b", []),
    "carriage returns": ("- [?] here\r\n  - a\r\n\r\n- b\r", ["- a"]),
}


@each_row("note, expected", BENEATH.values())
def test_what_stands_beneath(note: str, expected: list[str]) -> None:
    assert [line.strip("> ") for line in under(note)] == [line.strip("> ") for line in expected]


@each_row(
    "note",
    [
        "- [?] Order wool\n" * 50_000,
        "  ```\n  x\n" * 25_000,
        "words\n" + "    ```\n    x\n    ```\n" * 4_000,
        "- a\n" + "  ```\n  x\n  ```\n" * 4_000,
        "> " * 300_000,
        "- " * 300_000,
        " " * 1_000_000 + "x",
        "1" * 1_000_000,
        "- a\n" + "`" * 1_000_000,
        "%%" * 300_001 + "\n- [?] a",
        "---\n" + "a\n" * 200_000,
        "<!--\n" + "- [ ] a -->\n<!--\n" * 25_000,
    ],
)
def test_large_notes_are_read(note: str) -> None:
    lines = lines_of(note.encode())
    assert sum(1 for _ in list_items(lines)) == note.count("- [?]")
    assert len(beneath(lines, 0)) <= len(lines)
