from collections.abc import Iterable

from table import each_row
from triage.core.errors import NoteUnreadable
from triage.core.people.person_note import KnownPerson
from triage.storage.people_notes import people_in

GLOB = "**/People/*"


def front_matter(*lines: str) -> bytes:
    return "\n".join(["---", *lines, "---", "Words.", ""]).encode()


class Notes:
    """Notes in memory, and which of them were read."""

    def __init__(self, notes: dict[str, bytes | None]) -> None:
        self.notes = notes
        self.read: list[str] = []

    def __call__(self, path: str) -> bytes:
        self.read.append(path)
        data = self.notes[path]
        if data is None:
            raise NoteUnreadable(f"{path} cannot be read")
        return data


def found(notes: Iterable[str] | dict[str, bytes | None], *globs: str) -> list[KnownPerson]:
    held = Notes(notes if isinstance(notes, dict) else dict.fromkeys(notes, b""))
    return list(people_in(held.notes, globs or (GLOB,), held))


def names(notes: Iterable[str], *globs: str) -> list[str]:
    return [person.name for person in found(notes, *globs)]


def test_a_note_or_a_folder_gives_the_name() -> None:
    notes = [
        "People/Ada Quill.md",
        "People/Bo Tarn/notes.md",
        "People/Bo Tarn/2026/plans.md",
        "Work/People/Cleo Fell.MD",
        "Work/Peoples/Not Met.md",
        "People.md",
        "Work/Not Met.md",
    ]
    assert names(notes) == ["Ada Quill", "Bo Tarn", "Cleo Fell"]


@each_row(
    "glob", ["People", "People/", "./People", "**/People", "**/People/*", "**/People/**", "**/People/*.md"]
)
def test_a_folder_can_be_given_in_several_ways(glob: str) -> None:
    assert names(["People/Ada Quill.md", "Work/People/Bo Tarn.md", "Work/Cy.md"], glob) == [
        "Ada Quill",
        "Bo Tarn",
    ]


def test_a_glob_with_a_folder_goes_from_the_root() -> None:
    assert names(["Work/Team/Ada.md", "Team/Bo.md", "Old/Work/Team/Cy.md"], "Work/Team") == ["Ada"]


def test_notes_can_be_marked_by_their_name_alone() -> None:
    assert names(["Work/@Ada Quill.md", "@Bo Tarn/plans.md", "Work/Cy.md"], "@*") == ["Bo Tarn", "Ada Quill"]


def test_a_name_is_composed_however_the_system_hands_it_out() -> None:
    assert names(["People/Joa\u0303o Lund.md"]) == ["João Lund"]


def test_several_globs_are_one_question() -> None:
    assert names(["People/Ada.md", "Team/Bo.md", "Team/Cy.txt.md"], "People", "Team/B*") == ["Ada", "Bo"]


def test_without_globs_there_is_nobody_and_nothing_is_read() -> None:
    held = Notes({"People/Ada.md": b""})
    assert list(people_in(held.notes, (), held)) == []
    assert held.read == []


@each_row(
    "line, aliases",
    [
        ("aliases: [Ada, A. Quill]", ("Ada", "A. Quill")),
        ("aliases: Ada, A. Quill", ("Ada", "A. Quill")),
        ("aliases: '@Ada'", ("Ada",)),
        ('aliases: ["[[Ada Q.]]", Ada Quill, Ada Q.]', ("Ada Q.",)),
        ("alias: Ada", ("Ada",)),
        ("aliases:", ()),
        ("aliases: {a: b}", ()),
        ("aliases: [7, [], {a: b}]", ("7",)),
        ("title: Ada", ()),
    ],
)
def test_the_aliases_of_the_note_are_the_persons(line: str, aliases: tuple[str, ...]) -> None:
    assert found({"People/Ada Quill.md": front_matter(line)}) == [KnownPerson("Ada Quill", aliases)]


@each_row(
    "data",
    [
        None,
        b"\x00\xff",
        b"---\naliases: [Ada\n---\n",
        b"---\naliases: Ada",
        b"---\na: &x [Ada]\naliases: *x\n---\n",
        b"---\naliases: " + b"[" * 5_000 + b"\n---\n",
        b"---\naliases: [" + b"Ada, " * 50_000 + b"]\n---\n",
    ],
)
def test_a_note_that_is_broken_beyond_the_limits_or_unreadable_has_no_aliases(data: bytes | None) -> None:
    people = found({"People/Ada Quill.md": data, "People/Bo.md": front_matter("aliases: B.")})
    assert people == [KnownPerson("Ada Quill"), KnownPerson("Bo", ("B.",))]


def test_a_person_has_at_most_twenty_aliases() -> None:
    many = ", ".join(f"Ada {chr(65 + number)}" for number in range(26))
    (person,) = found({"People/Ada Quill.md": front_matter(f"aliases: [{many}]")})
    assert person.aliases[::19] == ("Ada A", "Ada T")
    assert len(person.aliases) == 20


def test_in_a_persons_folder_only_the_note_of_that_name_says_who_it_is() -> None:
    held = Notes(
        {
            "People/Ada Quill/Ada Quill.md": front_matter("aliases: Ada"),
            "People/Ada Quill/Kickoff.md": front_matter("aliases: Start"),
            "People/Bo Tarn/notes.md": front_matter("aliases: Bo"),
            "People/Cy Fell/a.md": front_matter("aliases: A"),
            "People/Cy Fell/b.md": front_matter("aliases: B"),
            "Work/plan.md": front_matter("aliases: Plan"),
        }
    )
    assert list(people_in(held.notes, [GLOB], held)) == [
        KnownPerson("Ada Quill", ("Ada",)),
        KnownPerson("Bo Tarn", ("Bo",)),
        KnownPerson("Cy Fell"),
    ]
    assert held.read == ["People/Ada Quill/Ada Quill.md", "People/Bo Tarn/notes.md"]


def test_nothing_is_read_before_the_first_is_asked_for() -> None:
    held = Notes({"People/Ada.md": b"", "People/Bo.md": b""})
    people = people_in(held.notes, [GLOB], held)
    assert held.read == []
    next(people)
    assert held.read == ["People/Ada.md"]
