import json
from pathlib import Path
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from lines import NAMES, task_lines
from table import each_row
from triage.core.people.name import is_name
from triage.core.people.owners import MYSELF, NOBODY, Owner, read_owners
from triage.core.people.people import People
from triage.core.task.dialect import hidden_fields
from triage.core.task.line import parse_line
from triage.core.task.settings import TaskFormat

KNOWN = ("Ada Quill", "Bo", "Jun Okabe-Stern", "Émile van der Aa", "Wen Tarn", "Wen Tarn Vesper")


def people(*names: str) -> People:
    known = People()
    for name in names:
        known.add(name)
    return known


def owners_in(text: str, known: People, format: TaskFormat = TaskFormat.EMOJI) -> tuple[Owner, ...]:
    line = parse_line(f"- [?] {text}", format)
    assert line
    return read_owners(line, known)


CLEAR: list[tuple[str, list[str]]] = [
    # one to four words, at the end or before what ends a name
    ("Order wool. @Myself", ["Myself"]),
    ("Order wool. @Cy Tarn", ["Cy Tarn"]),
    ("Order wool. @Cy Tarn Mar Lund", ["Cy Tarn Mar Lund"]),
    ("Order wool. @Cy Tarn 📅 2026-01-05 ⏫ #task", ["Cy Tarn"]),
    ("Order wool. @Cy Tarn⏫", ["Cy Tarn"]),
    ("Order wool. @Cy Tarn #task #auto", ["Cy Tarn"]),
    ("Order wool. 📅 2026-01-05 @Cy Tarn ⏫ #task", ["Cy Tarn"]),
    ("Order wool. @Cy Tarn 📅 tomorrow, or so", ["Cy Tarn"]),
    ("Order wool. @Cy Tarn [due:: 2026-01-05] soon", ["Cy Tarn"]),
    ("Order wool. @Cy Tarn ğŸ“… 2026-01-05 â« #task", ["Cy Tarn"]),
    ("Order wool. @Cy Tarn â« #task", ["Cy Tarn"]),
    ("Order wool. @Cy Tarn ðŸ“… 2026-01-05", ["Cy Tarn"]),
    ("Order wool. @Cy Tarn ^mast-1", ["Cy Tarn"]),
    ("Order wool. @TBD", ["TBD"]),
    # Myself and TBD are one word whatever follows
    ("@Myself to order wool", ["Myself"]),
    ("@myself Order wool", ["myself"]),
    ("@TBD Order wool", ["TBD"]),
    # names as people have them
    ("Call @Ferris O'Dell", ["Ferris O'Dell"]),
    ("Call @Ferris O’Dell", ["Ferris O’Dell"]),
    ("Call @Jun Okabe-Stern, then rest", ["Jun Okabe-Stern"]),
    ("Call @J. Marsh", ["J. Marsh"]),
    ("Call @Cy J. Marsh", ["Cy J. Marsh"]),
    ("Call @Dr. Wen", ["Dr. Wen"]),
    ("Call @Cy Marsh Jr.", ["Cy Marsh Jr."]),
    ("Call @Łucja Śnieg", ["Łucja Śnieg"]),
    ("Call @Joa\u0303o Lund", ["Joa\u0303o Lund"]),
    ("Call @Mar van der Aa", ["Mar van der Aa"]),
    ("Call @Mar de la Cruz", ["Mar de la Cruz"]),
    ("Call @cy", ["cy"]),
    ("Call @Cy\u00a0Tarn", ["Cy\u00a0Tarn"]),
    # punctuation ends a name
    ("Call @Cy Tarn. Then rest", ["Cy Tarn"]),
    ("Call @Cy Tarn, then rest", ["Cy Tarn"]),
    ("Call @Cy Tarn: about wool", ["Cy Tarn"]),
    ("Call @Cy Tarn (mornings)", ["Cy Tarn"]),
    ("Call @Cy Tarn — mornings", ["Cy Tarn"]),
    ("Call @Cy Tarn/office", ["Cy Tarn"]),
    ("Call @Cy Tarn's office", ["Cy Tarn"]),
    ("Call @Cy Tarn’s office", ["Cy Tarn"]),
    ("(@Cy Tarn) order wool", ["Cy Tarn"]),
    ('"@Cy Tarn" order wool', ["Cy Tarn"]),
    ("**@Cy Tarn** order wool", ["Cy Tarn"]),
    # several
    ("Meet @Cy Tarn @Mar Lund", ["Cy Tarn", "Mar Lund"]),
    ("Meet @Cy Tarn and @Mar Lund", ["Cy Tarn", "Mar Lund"]),
    ("Meet @Cy Tarn, @Mar Lund & @Myself", ["Cy Tarn", "Mar Lund", "Myself"]),
    ("Meet @Cy/@Mar", ["Cy"]),
    ("Meet @Cy+@Mar", ["Cy", "Mar"]),
    ("@Cy Tarn", ["Cy Tarn"]),
    # no owners
    ("Write to cy@quay.example", []),
    ("Meet @ noon", []),
    ("Meet at 7@the quay", []),
    ("See https://quay.example/@cy", []),
    ("See [[@Cy Tarn]]", ["Cy Tarn"]),
    ("Run `@cy`", []),
    ("Pay @4 each", []),
    ("Meet @_cy", []),
    ("Meet @@Cy", []),
    ("Order wool", []),
    ("Install @quay/wool", []),
    ("Set @media=print", []),
    ("See @quay.example", []),
    ("Meet @ğŸ“… 2026-01-05", []),
    ("#a\t@Cy", ["Cy"]),
]

PROSE: list[tuple[str, list[str]]] = [
    ("@Ada Quill to call back", ["Ada Quill"]),
    ("@ada quill to call back", ["ada quill"]),
    ("@Bo to call back", ["Bo"]),
    ("@Bo call back", ["Bo"]),
    ("@Wen Tarn to call back", ["Wen Tarn"]),
    ("@Wen Tarn Vesper to call back", ["Wen Tarn Vesper"]),
    ("@Wen Tarn Order the wool", ["Wen Tarn"]),
    ("@Émile van der Aa to call back", ["Émile van der Aa"]),
    ("@Ada Quill and Cy to call back", ["Ada Quill"]),
    ("Ask @Jun Okabe-Stern whether wool came @Bo", ["Jun Okabe-Stern", "Bo"]),
    ("@Ada Quill sent 📅 2026-01-05", ["Ada Quill"]),
]

UNCLEAR: list[tuple[str, tuple[str, ...]]] = [
    ("@Cy Tarn to call back", ("Cy Tarn", "Cy", "Cy Tarn to", "Cy Tarn to call")),
    ("@Cy to call back", ("Cy", "Cy to", "Cy to call", "Cy to call back")),
    ("@Cy Tarn Order the wool", ("Cy Tarn Order", "Cy", "Cy Tarn", "Cy Tarn Order the")),
    ("@Cy call", ("Cy", "Cy call")),
    ("@cy to call", ("cy", "cy to", "cy to call")),
    ("@Cy Tarn Mar Lund Vesper", ("Cy Tarn", "Cy", "Cy Tarn Mar", "Cy Tarn Mar Lund")),
    ("Call @李 明", ("李 明", "李")),
    ("Call @अनिल कुमार", ("अनिल कुमार", "अनिल")),
    ("Call @cy tarn", ("cy tarn", "cy")),
    ("Call @李 请看合同 📅 2026-01-05", ("李 请看合同", "李")),
    ("@Bo Send Invoice 📅 2026-01-05", ("Bo Send Invoice", "Bo", "Bo Send")),
    ("Ask @Ada Quill Tarn", ("Ada Quill", "Ada", "Ada Quill Tarn")),
    ("@Cy and Mar", ("Cy", "Cy and", "Cy and Mar")),
]


CASES: list[dict[str, Any]] = [
    json.loads(line)
    for line in Path(__file__).with_name("owner_cases.jsonl").read_text(encoding="utf-8").splitlines()
]
"""Invented lines: what each is about, who is known, and `read`, the line with ⟨ ⟩ around each owner.

`candidates` are those of the owners whose end is not clear, in order.
"""


def reading(line: str, owners: tuple[Owner, ...]) -> str:
    """The line with each owner's span in brackets."""
    for owner in reversed(owners):
        start, end = owner.span
        line = f"{line[:start]}⟨{line[start:end]}⟩{line[end:]}"
    return line


def test_there_are_cases_enough() -> None:
    assert len(CLEAR) + len(PROSE) + len(UNCLEAR) > 70
    assert len({case["about"] for case in CASES}) == len(CASES) > 100


@each_row("case", CASES)
def test_an_invented_line_is_read_so(case: dict[str, Any]) -> None:
    line = parse_line(case["line"])
    assert line
    assert case["read"].replace("⟨", "").replace("⟩", "") == case["line"]
    owners = read_owners(line, people(*case.get("known", ())))
    assert reading(case["line"], owners) == case["read"]
    unclear = [owner for owner in owners if not owner.is_clear]
    assert [list(owner.candidates) for owner in unclear] == case.get("candidates", [])
    assert all(owner.name == owner.candidates[0] for owner in unclear)
    plain = [owner for owner in owners if "[" not in case["line"][slice(*owner.span)]]
    assert [case["line"][slice(*owner.span)] for owner in plain] == [f"@{owner.name}" for owner in plain]


def test_what_is_read_of_them_is_printed_as_a_table() -> None:
    """With `pytest -s` it is to be seen."""
    rows = []
    for case in CASES:
        line = parse_line(case["line"])
        assert line
        owners = read_owners(line, people(*case.get("known", ())))
        known = [f"(known: {', '.join(case['known'])})"] if "known" in case else []
        unclear = [f"(or: {', '.join(owner.candidates[1:])})" for owner in owners if owner.candidates]
        rows.append("  ".join([f"{case['about']:<67}", reading(case["line"], owners), *unclear, *known]))
    assert not [row for row in rows if "\n" in row]
    print("", *rows, sep="\n")  # noqa: T201


@each_row("text, names", CLEAR)
def test_a_name_ends_where_it_is_clear(text: str, names: list[str]) -> None:
    for known in (People(), people(*KNOWN)):
        owners = owners_in(text, known)
        assert [owner.name for owner in owners] == names
        assert all(owner.is_clear for owner in owners)


@each_row("text, names", PROSE)
def test_known_people_settle_where_a_name_ends(text: str, names: list[str]) -> None:
    owners = owners_in(text, people(*KNOWN))
    assert [owner.name for owner in owners] == names
    assert all(owner.is_clear for owner in owners)


@each_row("text, candidates", UNCLEAR)
def test_an_unknown_name_with_prose_behind_it_is_not_clear(text: str, candidates: tuple[str, ...]) -> None:
    (owner,) = owners_in(text, people(*KNOWN))
    assert not owner.is_clear
    assert owner.candidates == candidates
    assert owner.name == candidates[0]


def test_in_dataview_its_fields_end_a_name() -> None:
    (owner,) = owners_in("Order @Cy Tarn  [due:: 2026-01-05] #task", People(), TaskFormat.DATAVIEW)
    assert (owner.name, owner.is_clear) == ("Cy Tarn", True)
    (owner,) = owners_in("Order @Cy Tarn 📅 2026-01-05 #task", People(), TaskFormat.DATAVIEW)
    assert (owner.name, owner.is_clear) == ("Cy Tarn", True)


def test_an_owner_may_stand_right_behind_the_box() -> None:
    line = parse_line("- [?]@Cy Tarn")
    assert line
    assert [owner.name for owner in read_owners(line, People())] == ["Cy Tarn"]


@each_row("name", [*NAMES, "Mar de la Cruz", "Cy J. Marsh", "X"])
def test_is_a_name(name: str) -> None:
    assert is_name(name)


@each_row(
    "text",
    ["", " ", "@Cy", "Cy ", " Cy", "Cy\nTarn", "Cy (x)", "a b c d e", "Cy, Mar", "#cy", "4", "Cy📅"],
)
def test_is_no_name(text: str) -> None:
    assert not is_name(text)


def test_people_are_met_in_any_case_and_counted() -> None:
    known = people("Cy Tarn", "Bo", "Bo", "CY TARN", "bo", "no, name")
    assert known.by_mentions() == ["Bo", "Cy Tarn"]
    assert known.knows("cy tarn")
    assert not known.knows("no, name")


def test_a_copy_that_knows_one_more_leaves_the_first_as_it_was() -> None:
    known = people("Bo")
    assert known.with_name("Cy").knows("Cy")
    assert not known.knows("Cy")


@given(task_lines(), st.sampled_from(TaskFormat), st.sets(st.sampled_from(NAMES)))
@example("- [?] @Ada Quill 📅 2026-01-05 @Bo", TaskFormat.EMOJI, set())
def test_owners_stand_apart_within_the_description(text: str, format: TaskFormat, known: set[str]) -> None:
    line = parse_line(text, format)
    assert line
    end = line.described.start
    fields = [hidden.field.span for hidden in hidden_fields(line)]
    for owner in read_owners(line, people(*known)):
        assert end <= owner.span.start < owner.span.end <= line.described.end
        end = owner.span.end
        assert text[slice(*owner.span)] == f"@{owner.name}"
        assert is_name(owner.name)
        assert all(is_name(name) for name in owner.candidates)
        assert all(text.startswith(f"@{name}", owner.span.start) for name in owner.candidates)
        assert not any(field.start < owner.span.end and owner.span.start < field.end for field in fields)


@given(st.sampled_from(NAMES), st.sampled_from(("", " #task", " 📅 2026-01-05 #a", ", then", " ^mast-1")))
def test_a_name_is_read_back(name: str, behind: str) -> None:
    assert [owner.name for owner in owners_in(f"Order wool @{name}{behind}", People())] == [name]


def test_the_constants_are_names() -> None:
    assert is_name(MYSELF)
    assert is_name(NOBODY)
