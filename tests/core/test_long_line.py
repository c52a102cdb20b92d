"""Lines that nobody has typed: what they say is sought in their last words."""

from datetime import date

from fakes import note
from table import each_row
from triage.core.people.people import People
from triage.core.task.decision import Accept, Reassign, decided
from triage.core.task.line import parse_line
from triage.core.task.proposal import Proposal, find_proposals
from triage.core.task.vocabulary import Vocabulary

PROSE = "the lamp and so on " * 50_000


def only(line: str) -> Proposal:
    (proposal,) = find_proposals("a.md", note(line), Vocabulary())
    return proposal


def test_a_line_of_a_megabyte_is_read_and_decided() -> None:
    line = f"- [?] {PROSE}@Ada Quill 📅 2026-11-25 #task #proposed #auto"
    proposal = only(line)
    assert proposal.words == PROSE.rstrip()
    assert proposal.due == date(2026, 11, 25)
    people = People()
    accepted = decided(proposal.task, Accept(), Vocabulary(), people, date(2026, 11, 22))
    assert accepted == line.replace("[?]", "[ ]", 1)
    given = decided(proposal.task, Reassign("Bo"), Vocabulary(), people, date(2026, 11, 22))
    assert given == line.replace("@Ada Quill", "@Bo")


def test_all_words_of_a_line_as_people_write_it_are_searched() -> None:
    task = parse_line("- [?] @Ada " + "x " * 2_000)
    assert task
    assert task.last_words == task.described


@each_row("word", ["📅 ", "📅 2026-11-25 y ", "@Ada Quill ", "#a ", "[due:: 2026-11-25] y ", "ğŸ“… "])
def test_only_the_end_of_a_line_of_a_megabyte_is_looked_through(word: str) -> None:
    text = f"- [?] {word * (1_000_000 // len(word))}"
    proposal = only(text)
    assert len(proposal.words) <= len(text)
    assert all(hidden.field.span.start > 950_000 for hidden in proposal.hidden)
