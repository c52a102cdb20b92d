import json
from collections.abc import Sequence
from datetime import date

import pytest

from fakes import note, proposal_line
from triage.cli.digest import Digest, digests
from triage.core.people.owners import read_owners
from triage.core.people.people import People
from triage.core.task.proposal import Proposal, find_proposals
from triage.core.task.vocabulary import Vocabulary

TODAY = date(2026, 12, 3)


def digested(*lines: str, aliases: dict[str, tuple[str, ...]] | None = None) -> list[Digest]:
    """The digests of one note's proposals."""
    people = People(aliases, ("Myself",))
    proposals = find_proposals("a.md", note(*lines), Vocabulary())
    for proposal in proposals:
        for owner in read_owners(proposal.task, people):
            people.add(owner.name)

    def owners(proposal: Proposal) -> Sequence[str]:
        return [people.canonical(owner.name) for owner in read_owners(proposal.task, people)]

    return list(digests(proposals, owners, people, TODAY))


def words(digest: Digest) -> list[str]:
    return [proposal.words for proposal in digest.proposals]


def test_each_person_has_one_digest_whatever_the_name_and_most_tasks_come_first() -> None:
    found = digested(
        proposal_line("One", owner="Bo Tarn"),
        proposal_line("Two", owner="Ada"),
        proposal_line("Three", owner="ADA QUILL"),
        proposal_line("Four", owner=""),
        proposal_line("Five", owner=""),
        proposal_line("Six", owner=""),
        aliases={"Ada Quill": ("Ada", "A. Quill")},
    )
    assert [(digest.owner, words(digest)) for digest in found] == [
        ("Ada Quill", ["Two", "Three"]),
        ("Bo Tarn", ["One"]),
        ("", ["Four", "Five", "Six"]),
    ]
    assert [digest.aliases for digest in found] == [("Ada", "A. Quill"), (), ()]


def test_a_task_of_two_stands_in_both_digests_and_once_in_each() -> None:
    bo, ada = digested(
        proposal_line("One", owner="Ada Quill @Ada @Bo Tarn"),
        proposal_line("Two", owner="Bo Tarn"),
        aliases={"Ada Quill": ("Ada",)},
    )
    assert (bo.owner, words(bo)) == ("Bo Tarn", ["One", "Two"])
    assert (ada.owner, words(ada)) == ("Ada Quill", ["One"])
    assert ada.items == ["One (with Bo Tarn)"]


def test_the_most_urgent_come_first() -> None:
    (digest,) = digested(
        proposal_line("Undated", owner="Ada"),
        proposal_line("Undated, high", owner="Ada", priority="high"),
        proposal_line("Undated, low", owner="Ada", priority="low"),
        proposal_line("Later", owner="Ada", due="2026-12-09", priority="lowest"),
        proposal_line("Today", owner="Ada", due="2026-12-03"),
        proposal_line("Late", owner="Ada", due="2026-12-02"),
        proposal_line("Later, medium", owner="Ada", due="2026-12-09", priority="medium"),
    )
    assert words(digest) == [
        "Late",
        "Today",
        "Later, medium",
        "Later",
        "Undated, high",
        "Undated",
        "Undated, low",
    ]
    assert digest.overdue == 1


def test_the_text_can_be_sent_as_it_is() -> None:
    (digest,) = digested(
        proposal_line("Book the **crane**", owner="Ada Quill", due="2026-12-01", priority="high"),
        proposal_line("Read [[Plans/Quay|the plan]] and [[Plans/Wool]]", owner="Ada Quill @TBD"),
        proposal_line("Sweep", owner="Ada Quill", due="2026-02-30"),
    )[:1]
    assert digest.markdown == "\n".join(
        [
            "Ada Quill: 3 tasks, 1 overdue",
            "",
            "- Book the **crane** (due Tue 1 Dec 2026, overdue; high priority)",
            "- Read the plan and Wool (with TBD)",
            "- Sweep (due on a day that is none)",
        ]
    )


def test_json_holds_all_of_it() -> None:
    ada, nobody = digested(
        proposal_line("One", owner="Ada", due="2026-12-01"),
        proposal_line("Two", owner=""),
        aliases={"Ada Quill": ("Ada",)},
    )
    assert ada.as_json(lambda proposal: {"text": proposal.words}) == {
        "owner": "Ada Quill",
        "aliases": ["Ada"],
        "count": 1,
        "overdue": 1,
        "tasks": [{"text": "One"}],
        "markdown": "Ada Quill: 1 task, 1 overdue\n\n- One (due Tue 1 Dec 2026, overdue)",
    }
    said = json.loads(json.dumps(nobody.as_json(lambda proposal: {})))
    assert (said["owner"], said["count"], said["overdue"], said["tasks"]) == (None, 1, 0, [{}])
    assert said["markdown"].startswith("Nobody's: 1 task\n")


def test_for_a_terminal_each_is_a_heading_and_its_tasks() -> None:
    (ada,) = digested(
        proposal_line("One", owner="Ada", due="2026-12-01"),
        proposal_line("Two", owner="Ada Quill"),
        aliases={"Ada Quill": ("Ada",)},
    )
    assert list(ada.as_lines()) == [
        "Ada Quill: 2 tasks, 1 overdue  (also Ada)",
        "  One (due Tue 1 Dec 2026, overdue)",
        "  Two",
    ]


@pytest.mark.parametrize("hostile", ["\x1b[31m", "\u202e", "\x9b2J", "\x85- [x] more", "\x00"])
def test_no_text_of_a_note_reaches_a_terminal_or_a_mail_as_it_is(hostile: str) -> None:
    (digest,) = digested(proposal_line(f"One {hostile} [/b]", owner="Ada"))
    shown = "\n".join([digest.markdown, *digest.as_lines()])
    assert hostile not in shown
    assert "[/b]" in shown
    assert len(shown.splitlines()) == 5


def test_nothing_is_nobodys_digest() -> None:
    assert digested("No task") == []
