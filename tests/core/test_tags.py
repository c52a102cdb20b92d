"""Tags: what Tasks reads, which takes white space into a tag, and what Obsidian shows, which does not."""

from datetime import date

import pytest

from subjects import FakeSubject
from table import each_row
from triage.core.filtering.filter import Filter
from triage.core.people.people import People
from triage.core.task.decision import Accept, decided
from triage.core.task.line import TaskLine, parse_line
from triage.core.task.proposal import Proposal, find_proposals
from triage.core.task.vocabulary import Vocabulary
from triage.core.task.whitespace import LINE_ENDS, WHITESPACE

SPACES = [space for space in WHITESPACE if space not in LINE_ENDS]


def parsed(text: str) -> TaskLine:
    line = parse_line(f"- [?] {text}")
    assert line
    return line


def proposal(text: str, vocabulary: Vocabulary | None = None) -> Proposal:
    (found,) = find_proposals("a.md", f"- [?] {text}\n".encode(), vocabulary or Vocabulary())
    return found


READ: list[tuple[str, list[str], str, str]] = [
    # a tag takes in the white space behind it, and so a tag right behind that is none
    ("#auto\u00a0#x oil", ["#auto"], "#auto\u00a0#x oil", "#x oil"),
    ("#auto\t#x oil", ["#auto"], "#auto\t#x oil", "#x oil"),
    ("oil #auto\u3000#x it", ["#auto"], "oil #auto\u3000#x it", "oil#x it"),
    ("oil #auto\ufeff#x\u202f#y it", ["#auto", "#y"], "oil #auto\ufeff#x\u202f#y it", "oil#x it"),
    ("oil #auto\u00a0\u00a0#x it", ["#auto"], "oil #auto\u00a0\u00a0#x it", "oil#x it"),
    ("oil #auto\u00a0 #x it", ["#auto", "#x"], "oil #auto\u00a0 #x it", "oil it"),
    ("oil #auto\u00a0it now", ["#auto\u00a0it"], "oil #auto\u00a0it now", "oil now"),
    ("oil #auto\u00a0@Bo", ["#auto"], "oil #auto\u00a0@Bo", "oil@Bo"),
    ("oil #auto\u00a0. it", ["#auto"], "oil #auto\u00a0. it", "oil. it"),
    ("oil #\u00a0 it", ["#"], "oil #\u00a0 it", "oil it"),
    # at the end each is cut off alone, and the white space between them is trimmed
    ("oil #auto\u00a0#x", ["#auto", "#x"], "oil #auto #x", "oil"),
    ("oil #auto\t#x 📅 2026-01-05", ["#auto", "#x"], "oil #auto #x", "oil"),
    ("oil #auto\u00a0it", ["#auto\u00a0it"], "oil #auto\u00a0it", "oil"),
    # a field between words and tags changes nothing of it
    ("oil #a\u00a0 📅 2026-01-05 #b\u00a0#c", ["#a", "#b", "#c"], "oil #a #b #c", "oil"),
    # what is no white space to JavaScript is a part of the tag
    ("oil #auto\u200b#x it", ["#auto\u200b"], "oil #auto\u200b#x it", "oil#x it"),
    ("oil #auto\x85 it", ["#auto\x85"], "oil #auto\x85 it", "oil it"),
    ("oil #auto\x1c it", ["#auto\x1c"], "oil #auto\x1c it", "oil it"),
]


@each_row("text, tags, description, without", READ)
def test_tasks_takes_white_space_into_a_tag(
    text: str, tags: list[str], description: str, without: str
) -> None:
    line = parsed(text)
    assert (list(line.tags), line.description, line.description_without_tags) == (tags, description, without)


@each_row("space", SPACES)
@each_row("behind", ["", "it", " it", "#task", "@Bo Tarnish", ". it"])
def test_any_white_space_ends_a_tag_of_the_queue(space: str, behind: str) -> None:
    for text in (f"oil #proposed #auto{space}{behind}", f"oil #auto{space}#proposed{space}{behind}"):
        found = proposal(text)
        assert not found.is_left_out, text
        assert {"#proposed", "#auto"} <= set(found.task.labels)


@each_row("mark", ["\u200b", "\u200e", "\u200f", "\u2060", "\u2069"])
def test_what_cannot_be_seen_ends_one_too(mark: str) -> None:
    assert not proposal(f"oil #proposed{mark} #auto{mark}").is_left_out


@pytest.mark.parametrize("tags", ["#Proposed #Auto", "#PROPOSED #auto", "#ÉTÉ #proposed #auto"])
def test_upper_and_lower_case_are_one(tags: str) -> None:
    assert not proposal(f"oil {tags}").is_left_out
    assert not proposal(f"oil {tags}", Vocabulary(queue_tags=("#Proposed",))).is_left_out
    assert proposal(f"oil {tags}", Vocabulary(queue_tags=("#été", "#e\u0301te\u0301"))).is_left_out == (
        "ÉTÉ" not in tags
    )


@each_row("tag", ["#automatic", "#auto/x", "#autos", "#a", "x#auto", "##auto", "#auto-x"])
def test_another_tag_is_another(tag: str) -> None:
    assert proposal(f"oil #proposed {tag}").is_left_out


DROPPED = [
    ("oil #Proposed #AUTO", "oil"),
    ("oil #proposed\u00a0it #auto ⏫", "oil\u00a0it ⏫"),
    ("oil #auto\t#proposed\u3000#task", "oil #task"),
    ("oil #auto\u00a0#x it", "oil\u00a0#x it"),
]


@pytest.mark.parametrize("text, after", DROPPED)
def test_a_verb_drops_the_tags_that_the_queue_sees(text: str, after: str) -> None:
    dropping = Vocabulary(drop_tags={"accept": ("#proposed", "#auto")})
    line = decided(parsed(text), Accept(), dropping, People(), date(2026, 11, 22))
    assert line.removeprefix("- [ ] ").replace("\u3000", " ") == after


@each_row("asked", ["tag:auto", "#AUTO", "tag:Auto"])
@each_row(
    "text", ["oil #Auto", "oil #auto\u00a0it", "oil #auto\tit", "#auto\u3000@Bo oil", "oil #a #auto\tx"]
)
def test_a_filter_finds_the_tag_that_is_shown(asked: str, text: str) -> None:
    assert Filter.of(asked, date(2026, 11, 22)).matches(FakeSubject(proposal(text), ()))
