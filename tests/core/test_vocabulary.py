import pytest

from triage.core.settings import DEFAULT_STATUSES, Settings, Status, StatusType
from triage.core.vocabulary import DEFAULT_SYMBOLS, Role, Source, Vocabulary, vocabulary_of

TODO = Status(" ", "Todo", StatusType.TODO)
DONE = Status("x", "Done", StatusType.DONE)
CANCELLED = Status("-", "Cancelled", StatusType.CANCELLED)


def symbols(*statuses: Status) -> dict[Role, str]:
    vocabulary = vocabulary_of(Settings(statuses=statuses))
    return {role: vocabulary.symbol(role) for role in Role}


def test_without_the_plugin_the_defaults_hold_and_no_dates_are_added() -> None:
    vocabulary = vocabulary_of(None)
    assert vocabulary == Vocabulary()
    assert {role: vocabulary.symbol(role) for role in Role} == dict(DEFAULT_SYMBOLS)
    assert {symbol.source for symbol in vocabulary.symbols.values()} == {Source.DEFAULT}
    assert not vocabulary.has_plugin
    assert not vocabulary.settings.set_done_date
    assert not vocabulary.settings.set_cancelled_date
    assert not vocabulary.reject_is_a_guess
    assert vocabulary.queue_tags == ("#proposed", "#auto")


def test_with_the_plugins_own_defaults() -> None:
    vocabulary = vocabulary_of(Settings())
    assert {role: vocabulary.symbol(role) for role in Role} == dict(DEFAULT_SYMBOLS)
    assert vocabulary.symbols[Role.PROPOSED].source is Source.DEFAULT
    assert vocabulary.symbols[Role.REJECTED].source is Source.PLUGIN
    assert vocabulary.settings.set_done_date
    assert not vocabulary.reject_is_a_guess


CASES: dict[str, tuple[list[Status], dict[Role, str]]] = {
    "names": (
        [
            Status("p", "Proposed by a machine", StatusType.TODO),
            Status("a", "Accepted", StatusType.TODO),
            Status("d", "Doing", StatusType.IN_PROGRESS),
            Status("c", "Completed", StatusType.DONE),
            Status("r", "Rejected", StatusType.CANCELLED),
        ],
        dict(zip(Role, "padcr", strict=True)),
    ),
    "the accepted status is called so though the space is a to-do": (
        [TODO, Status("a", "Accepted", StatusType.TODO)],
        {Role.ACCEPTED: "a"},
    ),
    "of several cancelled ones the rejected": (
        [CANCELLED, Status("d", "Dropped", CANCELLED.type), Status("r", "Rejected", CANCELLED.type)],
        {Role.REJECTED: "r"},
    ),
    "of several cancelled ones the usual": (
        [Status("d", "Dropped", StatusType.CANCELLED), CANCELLED],
        {Role.REJECTED: "-"},
    ),
    "of several cancelled ones the first": (
        [Status("d", "Dropped", StatusType.CANCELLED), Status("e", "Ended", StatusType.CANCELLED)],
        {Role.REJECTED: "d"},
    ),
    "a name of another type does not count": (
        [Status("r", "Rejected", StatusType.TODO), Status("s", "Started", StatusType.DONE)],
        {Role.REJECTED: "-", Role.STARTED: "/", Role.DONE: "s"},
    ),
    "a proposed status of any type": ([Status("p", "Proposal", StatusType.ON_HOLD)], {Role.PROPOSED: "p"}),
    "no proposed status": ([TODO, DONE, CANCELLED], {Role.PROPOSED: "?"}),
    "a symbol of two characters can stand in no box": (
        [Status("pp", "Proposed", StatusType.TODO), Status("", "Rejected", StatusType.CANCELLED), CANCELLED],
        {Role.PROPOSED: "?", Role.REJECTED: "-"},
    ),
    "a to-do that is not called accepted does not take the place of the space": (
        [Status("!", "Important", StatusType.TODO), DONE],
        {Role.ACCEPTED: " "},
    ),
    "a second status of a symbol means nothing to Tasks": (
        [TODO, DONE, Status("x", "Rejected", StatusType.CANCELLED), CANCELLED],
        {Role.DONE: "x", Role.REJECTED: "-"},
    ),
}


@pytest.mark.parametrize("statuses, expected", CASES.values(), ids=CASES)
def test_symbols_come_from_the_plugins_statuses(statuses: list[Status], expected: dict[Role, str]) -> None:
    found = symbols(*statuses)
    assert {role: found[role] for role in expected} == expected


def test_without_a_cancelled_status_rejecting_is_a_guess() -> None:
    vocabulary = vocabulary_of(Settings(statuses=(TODO, DONE)))
    assert vocabulary.symbol(Role.REJECTED) == "-"
    assert vocabulary.reject_is_a_guess
    for source in (Source.CONFIG, Source.COMMAND_LINE):
        assert not vocabulary.with_symbols({Role.REJECTED: "-"}, source).reject_is_a_guess


def test_a_stronger_source_says_some_symbols() -> None:
    vocabulary = vocabulary_of(Settings()).with_symbols({Role.PROPOSED: "p"}, Source.CONFIG)
    assert vocabulary.symbol(Role.PROPOSED) == "p"
    assert vocabulary.symbols[Role.PROPOSED].source is Source.CONFIG
    assert vocabulary.symbol(Role.DONE) == "x"
    assert vocabulary.symbols[Role.DONE].source is Source.PLUGIN
    assert vocabulary.role("p") is Role.PROPOSED
    assert vocabulary.role("?") is None


@pytest.mark.parametrize("role", Role)
def test_a_symbol_means_its_role(role: Role) -> None:
    assert Vocabulary().role(DEFAULT_SYMBOLS[role]) is role


def test_the_usual_statuses_are_those_of_the_plugin() -> None:
    assert [(status.symbol, status.type.value) for status in DEFAULT_STATUSES] == [
        (" ", "TODO"),
        ("x", "DONE"),
        ("/", "IN_PROGRESS"),
        ("-", "CANCELLED"),
    ]
