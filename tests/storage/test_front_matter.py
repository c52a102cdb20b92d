import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

import triage
from table import each_row
from triage.core.metadata import Metadata, names_in
from triage.storage import front_matter
from triage.storage.front_matter import read_metadata
from waiting import LIMIT_SECONDS

NOTE = b"""\
---
type: "people"
title: "1:1 with Ada Quill, align on the tide tables"
date: "2025-10-30"
person: ""
participants: ["Bo Lindgren", "Ada Quill"]
source: "transcript"
source_ref: "/home/bo/Sources/2025-10-30 - Tide tables.md"
tags:
  - "type/people"
  - "person/"

---

# 1:1 with Ada Quill

---
title: "not this"
---
"""

READ = Metadata(
    title="1:1 with Ada Quill, align on the tide tables",
    date="2025-10-30",
    participants=("Bo Lindgren", "Ada Quill"),
    source="transcript",
    source_ref="/home/bo/Sources/2025-10-30 - Tide tables.md",
    kind="people",
)


def fenced(yaml_text: str | bytes) -> bytes:
    encoded = yaml_text if isinstance(yaml_text, bytes) else yaml_text.encode()
    return b"---\n" + encoded + b"\n---\n- [?] A task. #proposed\n"


def problem(yaml_text: str | bytes) -> str:
    """Check that nothing was read; the reason."""
    metadata = read_metadata(fenced(yaml_text))
    assert metadata == Metadata(problem=metadata.problem)
    return metadata.problem


# --- where the front matter is


@each_row(
    "note",
    [
        pytest.param(NOTE, id="as it comes"),
        pytest.param(b"\xef\xbb\xbf" + NOTE, id="BOM"),
        pytest.param(NOTE.replace(b"\n", b"\r\n"), id="CRLF"),
        pytest.param(b"\xef\xbb\xbf" + NOTE.replace(b"\n", b"\r\n"), id="BOM and CRLF"),
        pytest.param(NOTE.replace(b"\n---\n", b"\n...\n", 1), id="ends with dots"),
        pytest.param(NOTE.replace(b"---\n", b"---  \n", 2), id="spaces after the fences"),
        pytest.param(NOTE[: NOTE.index(b"\n\n# 1:1")], id="fence at the end of the file"),
    ],
)
def test_a_note_is_read(note: bytes) -> None:
    assert read_metadata(note) == READ


@each_row(
    "note",
    [
        b"",
        b"\n---\na: b\n---\n",
        b" ---\na: b\n---\n",
        b"----\na: b\n---\n",
        b"--- a\na: b\n---\n",
        b"# Title\n",
        b"---",
    ],
)
def test_a_note_without_front_matter_has_nothing_to_say_and_no_problem(note: bytes) -> None:
    assert read_metadata(note) == Metadata()


@pytest.mark.parametrize("inside", [b"", b"\n", b"# only a comment\n", b"  \n\t\n"])
def test_empty_front_matter_is_no_problem(inside: bytes) -> None:
    if b"\t" not in inside:
        assert read_metadata(b"---\n" + inside + b"---\n") == Metadata()


def test_a_line_that_only_looks_like_a_fence_does_not_end_it() -> None:
    note = b'---\ntitle: "over\n----\n --- \nthe fence"\ndate: 2025-01-02\n---\n'
    assert read_metadata(note) == Metadata(title="over ---- --- the fence", date="2025-01-02")


def test_never_closed() -> None:
    note = b"---\ntitle: a\ndate: 2025-10-30\n\ntext\n"
    assert read_metadata(note) == Metadata(problem="The front matter is never closed.")


@pytest.mark.parametrize("size", [65_536, 65_537, 10_000_000])
def test_a_block_of_more_than_64_kilobytes_is_not_read(size: int) -> None:
    note = b"---\ndate: 2025-10-30\n# " + b"x" * size + b"\n---\n"
    assert read_metadata(note) == Metadata(problem="The front matter is not closed within 64 kB.")


def test_a_fence_cut_by_the_limit_is_no_fence() -> None:
    filling = 65_536 - len(b"---\n# \n---")
    cut = b"---\n# " + b"x" * filling + b"\n---but it goes on\n"
    assert read_metadata(cut).problem == "The front matter is not closed within 64 kB."
    assert not read_metadata(b"---\n# " + b"x" * (filling - 9) + b"\n---\nand the text goes on\n").problem


# --- what it says


def test_scalars_stay_as_written() -> None:
    note = fenced("title: 007\ndate: 2025-1-5\nsource: yes\nsource_ref: 1e3\ntype: 12:30:45")
    assert read_metadata(note) == Metadata(
        title="007", date="2025-1-5", source="yes", source_ref="1e3", kind="12:30:45"
    )


@each_row("null", ["", "~", "null", "Null", "NULL", '""'])
def test_null_is_empty(null: str) -> None:
    assert read_metadata(fenced(f"title: {null}\nperson: {null}")) == Metadata()


@pytest.mark.parametrize("written", ['"null"', "nullify", "~/notes", "None"])
def test_what_is_not_null_is_a_word(written: str) -> None:
    assert read_metadata(fenced(f"title: {written}")).title == written.strip('"')


def test_values_of_the_wrong_shape_are_left_out() -> None:
    assert read_metadata(fenced("title: [a]\ndate: {a: b}\nparticipants: {a: b}\nsource: ok")) == Metadata(
        source="ok"
    )


@each_row(
    "written, said",
    [
        ("meeting", "meeting"),
        ("[meeting]", "meeting"),
        ('["[[Meeting]]", call]', "Meeting, call"),
        ("[[Meeting]]", "Meeting"),
        ('"[[Types/Meeting]]"', "Meeting"),
        ('"[[Types/Meeting|weekly]], call"', "weekly, call"),
        ("\n  - meeting\n  - call", "meeting, call"),
        ("{a: b}", ""),
        ("[]", ""),
    ],
)
def test_a_type_and_a_source_may_be_several(written: str, said: str) -> None:
    metadata = read_metadata(fenced(f"type: {written}\nsource: {written}"))
    assert (metadata.kind, metadata.source) == (said, said)


@each_row(
    "written, names",
    [
        ("Ada Quill", ["Ada Quill"]),
        ("Ada Quill, Bo Lindgren ,, Cy", ["Ada Quill", "Bo Lindgren", "Cy"]),
        ("[Ada Quill, Bo]", ["Ada Quill", "Bo"]),
        ('["Quill, Ada", " Bo "]', ["Quill, Ada", "Bo"]),
        ('"[[Ada Quill]]"', ["Ada Quill"]),
        ('"[[People/Ada Quill|Ada]]"', ["Ada"]),
        ('"[[People/Ada Quill.md]]"', ["Ada Quill"]),
        ('"[[Ada Quill#Notes]], Bo"', ["Ada Quill", "Bo"]),
        ('"[[Quill, Ada]], Bo"', ["Quill, Ada", "Bo"]),
        ('"Dr [[Ada Quill]]"', ["Dr Ada Quill"]),
        ('["[[Ada Quill]]", "[[People/Bo|Bo L.]]"]', ["Ada Quill", "Bo L."]),
        ("[[Ada Quill]]", ["Ada Quill"]),
        ("[[People/Ada Quill|Ada]]", ["Ada"]),
        ("\n  - [[Ada Quill]]\n  - Bo", ["Ada Quill", "Bo"]),
        ("\n- Ada\n- {name: Bo}\n- [x, y]\n- [[[z]]]\n-\n- 7", ["Ada", "7"]),
        ('"[[]], [[#x]], [[a/]]"', []),
        ('"[[Ada, Bo"', ["[[Ada", "Bo"]),
        ('["[[@Ada Quill]]", "@Bo Tarn", "[[People/@Cy Lund|@Cy]]"]', ["Ada Quill", "Bo Tarn", "Cy"]),
        ('"[Ada Quill](people/ada.md), [@Bo](b.md)"', ["Ada Quill", "Bo"]),
        ('"[Quill, Ada](a.md), @[[Bo Tarn]]"', ["Quill, Ada", "Bo Tarn"]),
        ('"@, [[@]]"', []),
    ],
)
def test_names(written: str, names: list[str]) -> None:
    metadata = read_metadata(fenced(f"participants: {written}\nperson: {written}"))
    assert (metadata.problem, list(metadata.participants), list(metadata.person)) == ("", names, names)


def test_people_are_named_once_and_in_order() -> None:
    assert Metadata(participants=("Bo", "", "Ada", "Bo"), person=("Ada", "Cy")).people == ("Bo", "Ada", "Cy")


def test_values_are_bounded() -> None:
    metadata = read_metadata(fenced(f"title: {'t' * 999}\nperson: {'p' * 999}\nparticipants: [{'x,' * 999}]"))
    assert metadata == Metadata(title="t" * 200, person=("p" * 200,), participants=("x",) * 100)


def test_a_value_cut_at_a_space_does_not_end_in_it() -> None:
    assert read_metadata(fenced(f"title: {'t' * 199} and more")).title == "t" * 199


@given(st.recursive(st.text("[]|,/#ab "), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_any_value_gives_bounded_names_that_are_not_empty(value: object) -> None:
    assert all(0 < len(name) <= 200 and name == name.strip() for name in names_in(value))


# --- broken


@each_row(
    "yaml_text, line",
    [
        ("title: a\ndate: b\nsource: 1:1: c", 4),
        ("title: a\nperson: [Ada, Bo\nsource: c\n\n\n", 4),
        ("title: a\nperson: [Ada, Bo\n\n\n", 3),
        ('title: "a\n\ndate: b\n\n', 2),
        ("title: a\r\n\r\n\tdate: b", 4),
        ("title: a\nsource: @home", 3),
        ('title: "a\x85b\u2028c"\nsource: @home', 3),
        ("title: a\n--- b", 3),
        ("title: a\n? [b]\n: c", 3),
        ("title: a\nb: '\\'\nc: \"\\q\"", 4),
        ('title: 🜁\nc: "\\UFFFFFFFF"', 3),
    ],
)
def test_invalid_yaml_is_answered_with_its_line(yaml_text: str, line: int) -> None:
    assert problem(yaml_text) == f"The front matter is not valid YAML at line {line}."


@each_row(
    "yaml_text, what",
    [
        pytest.param(b"title: a\nsource: caf\xe9", "is not UTF-8 at line 3", id="Latin-1"),
        pytest.param(b"title: \xed\xa0\x80", "is not UTF-8 at line 2", id="a surrogate"),
        pytest.param("title: a\n\nsource: b\0c", "has a character that YAML forbids at line 4", id="NUL"),
        pytest.param(b"title: \x1b[31m", "has a character that YAML forbids at line 2", id="escape sequence"),
        pytest.param(b"\xff\xd8\xff\xe0\0\x10JFIF", "is not UTF-8 at line 2", id="a picture"),
        pytest.param("\ttitle: a", "is not valid YAML at line 2", id="tab"),
        pytest.param("- a\n- b", "is not a list of names and values at line 2", id="list"),
        pytest.param("\njust words", "is not a list of names and values at line 3", id="words"),
        pytest.param("%YAML 1.1\n--- {}", "has a YAML directive at line 2", id="directive"),
    ],
)
def test_what_is_not_front_matter_is_said(yaml_text: str | bytes, what: str) -> None:
    assert problem(yaml_text) == f"The front matter {what}."


# --- hostile

BILLION = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
MERGES = "a: &a {x: 1}\n" + "".join(f"b{i}:\n  <<: [*a, *a]\n" for i in range(20))


@each_row(
    "yaml_text, what",
    [
        pytest.param("a: &x b", "has an anchor or an alias at line 2", id="anchor"),
        pytest.param("a: 1\nb: *x", "has an anchor or an alias at line 3", id="alias"),
        pytest.param("&x a: b", "has an anchor or an alias at line 2", id="anchored name"),
        pytest.param("a:\n  &x\n  b: c", "has an anchor or an alias at line 3", id="anchored mapping"),
        pytest.param(BILLION, "has an anchor or an alias at line 2", id="billion laughs"),
        pytest.param(MERGES, "has an anchor or an alias at line 2", id="merge keys"),
        pytest.param("a: &a\n  <<: *a", "has an anchor or an alias at line 2", id="merged with itself"),
        pytest.param(
            "a: !!python/object/apply:os.system [id]", "has a type tag at line 2", id="python object"
        ),
        pytest.param("a: !<tag:yaml.org,2002:str> b", "has a type tag at line 2", id="verbatim tag"),
        pytest.param("a: 1\n!!map b: c", "has a type tag at line 3", id="tagged name"),
        pytest.param("a: ! b", "has a type tag at line 2", id="bare tag"),
        pytest.param("a: [" + "x," * 5_000 + "]", "passes 5,000 parts at line 2", id="many in one line"),
        pytest.param("a: b\n" * 13_000, "passes 5,000 parts at line 2500", id="many lines"),
        pytest.param("a: " + "[" * 20 + "]" * 20, "passes 20 levels of nesting at line 2", id="21 levels"),
        pytest.param(
            "".join(f"{' ' * i}a:\n" for i in range(300)),
            "passes 20 levels of nesting at line 22",
            id="300 blocks",
        ),
        pytest.param(
            "".join(f"%TAG !{i}! x\n" for i in range(4_000)) + "--- {}",
            "has a YAML directive at line 2",
            id="directives",
        ),
    ],
)
def test_what_passes_the_limits_is_not_read(yaml_text: str, what: str) -> None:
    assert problem(yaml_text) == f"The front matter {what}."


@each_row(
    "yaml_text",
    [
        pytest.param("a: " + "[" * 19 + "]" * 19, id="20 levels"),
        pytest.param("a:\n" + "- b\n" * 4_900, id="4,900 items"),
        pytest.param("source_ref: " + "x" * 64_000, id="huge word"),
        pytest.param('source_ref: "' + "x\n\n" * 20_000 + '"', id="huge text"),
        pytest.param('participants: "' + "[[a," * 15_000 + '"', id="names that never end"),
        pytest.param('participants: "' + "," * 60_000 + '"', id="commas"),
        pytest.param('title: "' + "[{" * 30_000 + '"', id="quoted brackets"),
        pytest.param("a: {x: 1}\nb:\n  <<: {x: 2}", id="a merge without an anchor"),
    ],
)
def test_what_keeps_to_the_limits_is_read(yaml_text: str) -> None:
    assert read_metadata(fenced(f"title: T\n{yaml_text}")).problem == ""


DEADLY = {
    "brackets": "[" * 30_000,
    "braces": "{" * 30_000,
    "value of brackets": "a: " + "[" * 30_000,
    "value of closed brackets": "a: " + "[" * 30_000 + "]" * 30_000,
    "brackets in lines": "a:\n" + " [\n" * 20_000,
    "mixed": "a: " + "[{a: " * 12_000,
    "dashes": "a:\n " + "- " * 30_000,
    "questions": "? " * 30_000,
    "names": "? a: " * 12_000,
}


@each_row("deadly", DEADLY.values())
def test_what_kills_the_yaml_library_is_answered(deadly: str) -> None:
    script = (
        "import sys; from triage.storage.front_matter import read_metadata;"
        "sys.stdout.write(read_metadata(sys.stdin.buffer.read()).problem)"
    )
    answered = subprocess.run(
        [sys.executable, "-c", script],
        input=fenced(deadly),
        capture_output=True,
        timeout=LIMIT_SECONDS,
        env={"PYTHONPATH": str(Path(triage.__file__).parents[1])},
        check=False,
    )
    assert (answered.returncode, answered.stderr) == (0, b"")  # -11 is SIGSEGV
    assert answered.stdout.startswith(b"The front matter ")


YAML_MARKS = "[]{},:?-#&*!|>'\"%@`~\t\n\r\\ \u2028\x85\ufeff"
YAML_WORDS = [
    "Ada",
    "[[",
    "]]",
    "---",
    "...",
    "<<:",
    "date:",
    "title:",
    "person:",
    "\\x41",
    "\\UFFFFFFFF",
    "!!int",
]
YAML_PIECES = st.sampled_from([*YAML_MARKS, *YAML_WORDS, ": ", "- ", "? ", "\n  "])


def _is_bounded(metadata: Metadata) -> bool:
    scalars = (metadata.title, metadata.date, metadata.source, metadata.source_ref, metadata.kind)
    return len(metadata.people) <= 200 and all(len(text) <= 200 for text in scalars + metadata.people)


@given(st.binary())
@example(b"---\n\xff\n---")
@example(b"---\n---\n---")
def test_no_bytes_raise(data: bytes) -> None:
    for note in (data, fenced(data)):
        assert _is_bounded(read_metadata(note))


@contextmanager
def pure_yaml() -> Iterator[None]:
    """Read as if PyYAML were built without libyaml."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "__with_libyaml__", False)
        front_matter._loader.cache_clear()
        yield
    front_matter._loader.cache_clear()


@given(st.lists(YAML_PIECES))
def test_no_yaml_raises(pieces: list[str]) -> None:
    note = fenced("".join(pieces))
    assert _is_bounded(read_metadata(note))
    with pure_yaml():
        assert _is_bounded(read_metadata(note))


def test_without_libyaml_a_note_reads_the_same() -> None:
    with pure_yaml():
        assert read_metadata(NOTE) == READ
        assert problem("a: " + "[" * 30_000) == "The front matter passes 20 levels of nesting at line 2."
        assert problem('title: a\nc: "\\UFFFFFFFF"').startswith("The front matter is not valid YAML")


def test_yaml_is_imported_only_when_there_is_front_matter_to_read() -> None:
    script = (
        "import sys; from triage.storage.front_matter import read_metadata;"
        "read_metadata(b'# Title');"
        "sys.exit(bool({'yaml', 'frontmatter'} & set(sys.modules)))"
    )
    env = {"PYTHONPATH": str(Path(triage.__file__).parents[1])}
    assert (
        subprocess.run([sys.executable, "-c", script], env=env, timeout=LIMIT_SECONDS, check=False).returncode
        == 0
    )
