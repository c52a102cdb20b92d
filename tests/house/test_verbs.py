"""A verb is said once: every decision has one, and every table knows all of them."""

from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

from triage.cli.registry import BY_NAME as COMMANDS
from triage.core.config import VERBS as WITH_SETTINGS
from triage.core.history.gesture import Undoing
from triage.core.history.statistics import Figures
from triage.core.task.decision import OWNER_GIVEN, SIMPLE, Change, Decision, Verdict
from triage.core.task.vocabulary import Role
from triage.core.verbs import BY_NAME, VERBS, VERDICTS, Count, Given, Verb, named, verdicts_of
from triage.session.tally import Tally
from triage.words import outcome_words
from triage.words.gesture_words import done_words

NOTES = (Path(__file__).parents[2] / "docs/notes.md").read_text("utf-8")
OF_GESTURES = {"best", "again", *Undoing}
"""The verbs that have no single decision."""


def verb_table() -> str:
    """The table of verbs in the docs, as Markdown; verbs that write the same share a row."""
    rows: dict[str, list[str]] = {}
    for verb in VERBS:
        if verb.writes:
            rows.setdefault(verb.writes, []).append(verb.name)
    said = (f"| {', '.join(names)} | {writes} |" for writes, names in rows.items())
    return "\n".join(["| verb | what changes in the line |", "| --- | --- |", *said])


def test_every_verb_is_that_of_a_decision_or_of_a_gesture() -> None:
    decided = {decision.verb.name for decision in get_args(Decision)}
    assert decided | OF_GESTURES == set(BY_NAME)
    assert not decided & OF_GESTURES


def test_a_verdict_gives_a_role_and_a_change_gives_none() -> None:
    assert {each.verb for each in get_args(Verdict)} == set(VERDICTS)
    assert not any(each.verb.role for each in get_args(Change))


def test_each_role_has_a_verdict_and_each_verdict_counts() -> None:
    assert {verb.role for verb in VERDICTS} == {*Role} - {Role.PROPOSED}
    plainest = [verdicts_of(role)[0].name for role in (Role.ACCEPTED, Role.STARTED, Role.DONE, Role.REJECTED)]
    assert plainest == ["accept", "start", "done", "reject"]
    assert {verb.counts_as for verb in VERDICTS} == set(Count)
    assert {field.name for field in fields(Figures)} == {*Count, "open"}


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_a_verb_can_be_said_and_counted(verb: Verb) -> None:
    assert named(verb.name) is verb
    assert all((verb.participle, verb.past, verb.imperative[0].isupper(), verb.doing[0].isupper()))
    assert done_words(verb.name, "").startswith((verb.participle, "woken"))
    tally = Tally()
    tally.count([(verb.name, Role.PROPOSED, verb.role or Role.PROPOSED)], is_undo=False)
    assert outcome_words.summary(tally.verbs, 0)[0] == f"1 {verb.participle}."
    tally.count([(verb.name, verb.role or Role.PROPOSED, Role.PROPOSED)], is_undo=True)
    assert not tally.verbs


def test_a_verb_of_a_later_version_is_said_by_its_name() -> None:
    assert outcome_words.summary({"nu\x1b[2Jdge": 2}, 0)[0].startswith("2 nu")
    assert "\x1b" not in named("nu\x1b[2Jdge").participle


def test_every_verb_with_a_help_is_a_command() -> None:
    with_help = {verb.name: verb.help for verb in VERBS if verb.help}
    assert {name: COMMANDS[name].help for name in with_help} == with_help
    assert OF_GESTURES - {"best"} == {verb.name for verb in VERBS if not verb.help}


def test_what_is_given_nothing_or_an_owner_can_be_made_by_its_name() -> None:
    assert {verb.name for verb in VERBS if verb.given is Given.NOTHING} - OF_GESTURES <= set(SIMPLE)
    owner = {Given.OWNER, Given.OWNER_OR_NOBODY}
    assert {verb.name for verb in VERBS if verb.given in owner} == set(OWNER_GIVEN)
    made = {name: make("Ada Quill", "") for name, make in OWNER_GIVEN.items()}
    assert {name: decision.verb.name for name, decision in {**SIMPLE, **made}.items()} == {
        name: name for name in {**SIMPLE, **made}
    }


def test_every_plain_verdict_has_settings_of_its_own() -> None:
    assert [verb.name for verb in VERDICTS if not verb.changes_task] == list(WITH_SETTINGS)


def test_the_docs_say_what_each_verb_writes() -> None:
    assert verb_table() in NOTES
    assert {verb.name for verb in VERBS if not verb.writes} == {"snooze", *OF_GESTURES}
