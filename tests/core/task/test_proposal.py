from dataclasses import replace
from datetime import date

from hypothesis import given

from lines import notes
from table import each_row
from triage.core.task.file_date import day_in_name, inferred_scheduled
from triage.core.task.line import parse_line
from triage.core.task.note import lines_of, list_items
from triage.core.task.proposal import Proposal, find_proposals, find_tasks
from triage.core.task.settings import Settings, TaskFormat
from triage.core.task.vocabulary import Role, Source, Vocabulary, vocabulary_of

NOTE = """---
title: Wool
- [?] no
---
# Wool
- [?] Order wool @Ada Quill 📅 2026-01-05 ⏫ #task #proposed #auto
- [ ] Accepted already #proposed #auto
> - [?] Order ğŸ“… 2026-01-06 â« #proposed #auto
## Later
- [?] Left out #proposed
- [?] Order wool 📅 2026-01-07 soon #auto #proposed
- [?] Left out #proposed
"""


def only(note: str, vocabulary: Vocabulary | None = None) -> Proposal:
    (proposal,) = find_proposals("a.md", note.encode(), vocabulary or Vocabulary())
    return proposal


def test_proposals_of_a_note() -> None:
    found = find_proposals("a.md", NOTE.encode(), Vocabulary())
    assert [proposal.words for proposal in found] == [
        *("Order wool", "Order", "Left out"),
        *("Order wool 📅 2026-01-07 soon", "Left out"),
    ]
    assert [proposal.heading for proposal in found] == ["Wool", "Wool", "Later", "Later", "Later"]
    assert [proposal.is_left_out for proposal in found] == [False, False, True, False, True]
    assert [proposal.place.number for proposal in found] == [6, 8, 10, 11, 12]
    assert [(proposal.place.ordinal, proposal.place.of) for proposal in found[2:]] == [(0, 2), (0, 1), (1, 2)]
    assert [proposal.due for proposal in found[:4]] == [
        *(date(2026, 1, 5), date(2026, 1, 6), None, date(2026, 1, 7)),
    ]
    assert [proposal.priority for proposal in found[:3]] == ["high", "high", ""]
    assert len({proposal.ref for proposal in found}) == 5
    assert {proposal.role for proposal in found} == {Role.PROPOSED}


def test_a_ref_names_the_note_and_the_line_not_its_number() -> None:
    line = "- [?] Order wool\n"
    assert only(line).ref == only(f"\n\n{line}").ref
    assert only(line).ref != only("- [?] Order yarn\n").ref
    assert only(line).ref != find_proposals("b.md", line.encode(), Vocabulary())[0].ref


def test_a_hidden_tag_counts_for_the_queue() -> None:
    vocabulary = vocabulary_of(Settings(global_filter="#auto"))
    assert not only("- [?] a #proposed #auto", vocabulary).is_left_out


def test_queue_tags_of_the_config() -> None:
    line = "- [?] a #proposed"
    assert not only(line, replace(Vocabulary(), queue_tags=("#proposed",))).is_left_out
    assert not only(line, replace(Vocabulary(), queue_tags=())).is_left_out


def test_another_symbol_for_proposed() -> None:
    vocabulary = Vocabulary().with_symbols({Role.PROPOSED: "🎻"}, Source.CONFIG)
    found = find_proposals("a.md", "- [🎻] a\n- [?] b".encode(), vocabulary)
    assert [proposal.words for proposal in found] == ["a"]


def test_a_value_is_what_tasks_reads_else_what_a_person_sees() -> None:
    assert only("- [?] a 📅 2026-01-05 b 📅 2026-01-06").due == date(2026, 1, 6)
    assert only("- [?] a 📅 2026-02-30").due is None
    assert only("- [?] a 📅 tomorrow").due is None
    assert only("- [?] a [due:: 2026-01-05]").due == date(2026, 1, 5)
    dataview = vocabulary_of(Settings(format=TaskFormat.DATAVIEW))
    assert only("- [?] a [due:: 2026-01-05] [priority:: low]", dataview).priority == "low"


@given(notes())
def test_every_proposal_is_a_task_of_the_note(data: bytes) -> None:
    lines = lines_of(data)
    tasks = find_tasks("a.md", data, Vocabulary())
    proposals = find_proposals("a.md", data, Vocabulary())
    assert [task.ref for task in tasks if task.role is Role.PROPOSED] == [found.ref for found in proposals]
    counting = {item.index + 1 for item in list_items(lines)}
    for task in tasks:
        assert lines[task.place.number - 1] == task.place.line == task.task.text
        assert task.place.number in counting
        assert task.words in task.task.text
    assert len({task.ref for task in tasks}) == len(tasks)


def test_tasks_of_some_folders_are_scheduled_by_their_notes_name() -> None:
    line = parse_line("- [ ] a")
    assert line
    settings = Settings(scheduled_from_file_name=True, scheduled_from_folders=frozenset({"log", "daily/old"}))
    found = {
        path: inferred_scheduled(line, path, settings)
        for path in ("log/2026-12-03.md", "log/a/2026-12-03.md", "logs/2026-12-03.md", "2026-12-03.md")
    }
    assert list(found.values()) == [date(2026, 12, 3), date(2026, 12, 3), None, None]


@each_row(
    "path, day",
    [
        ("daily/2026-12-03 stand-up.md", date(2026, 12, 3)),
        ("20261203.md", date(2026, 12, 3)),
        ("2026-12-03/stand-up.md", None),
        ("stand-up.md", None),
        ("2026-13-03.md", None),
        ("a/b 2026-12-03", None),
    ],
)
def test_the_day_in_a_name(path: str, day: date | None) -> None:
    assert day_in_name(path) == day
