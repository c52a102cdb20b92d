from table import each_row
from triage.core.task.settings import DEFAULT_STATUSES, Settings, Status, StatusType
from triage.core.task.vocabulary import (
    DEFAULT_SYMBOLS,
    Role,
    Source,
    Symbol,
    Vocabulary,
    bad_symbol,
    vocabulary_of,
)

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


@each_row("statuses, expected", CASES.values())
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


@each_row("role", Role)
def test_a_symbol_means_its_role(role: Role) -> None:
    assert Vocabulary().role(DEFAULT_SYMBOLS[role]) is role


def test_the_usual_statuses_are_those_of_the_plugin() -> None:
    assert [(status.symbol, status.type.value) for status in DEFAULT_STATUSES] == [
        (" ", "TODO"),
        ("x", "DONE"),
        ("/", "IN_PROGRESS"),
        ("-", "CANCELLED"),
    ]


@each_row("text", [*"?x/-!>R0é*|~`", "字", "\u05d0", "⏫", "\U0001f525"])
def test_one_character_that_can_be_seen_is_a_symbol(text: str) -> None:
    assert all(not bad_symbol(text, role) for role in Role)


@each_row(
    "text",
    [
        *("", "xx", "[", "]", "(", "}", "「", "\\", "\t", "\n", "\r", "\x00", "\x1b", "\x7f", "\x85", "\x9d"),
        *("\u00a0", "\u3000", "\u2028", "\u2029", "\u0301", "\u20e3", "\ufe0f", "\u200b", "\u200d", "\u202e"),
        *(
            "\u2066",
            "\ufeff",
            "\u00ad",
            "\u3164",
            "\u2800",
            "\ud800",
            "\udcff",
            "\ue000",
            "\U000e0041",
            "\u0378",
        ),
        "\U0001f3fb",
    ],
)
def test_nothing_else_is(text: str) -> None:
    assert all(bad_symbol(text, role) for role in Role)


def test_only_accepted_may_be_a_space() -> None:
    assert [role for role in Role if not bad_symbol(" ", role)] == [Role.ACCEPTED]


def test_what_the_plugin_says_and_no_box_can_hold_is_passed_over_and_told() -> None:
    vocabulary = vocabulary_of(
        Settings(
            statuses=(
                TODO,
                Status("\x1b", "Proposed", StatusType.TODO),
                Status("\u202e", "Done", StatusType.DONE),
                Status("[", "Dropped", StatusType.DONE),
                Status("d", "Ended", StatusType.DONE),
            )
        )
    )
    assert vocabulary.symbol(Role.PROPOSED) == "?"
    assert vocabulary.symbol(Role.DONE) == "d"
    assert vocabulary.unusable == {Role.PROPOSED: "\x1b", Role.DONE: "\u202e"}
    assert not any(map(vocabulary.rival, Role))


def test_the_plugin_gives_no_symbol_twice() -> None:
    both = Status("b", "Proposed, to be accepted", StatusType.TODO)
    vocabulary = vocabulary_of(Settings(statuses=(TODO, both)))
    assert vocabulary.symbol(Role.PROPOSED) == "b"
    assert vocabulary.symbol(Role.ACCEPTED) == " "
    question = vocabulary_of(Settings(statuses=(TODO, Status("?", "Accepted", StatusType.TODO))))
    assert question.symbol(Role.ACCEPTED) == " "
    assert question.unusable == {Role.ACCEPTED: "?"}


def test_what_was_said_is_taken_from_the_plugin() -> None:
    vocabulary = vocabulary_of(Settings(), {Role.ACCEPTED: Symbol("x", Source.CONFIG)})
    assert vocabulary.rival(Role.DONE) is Role.ACCEPTED
    assert vocabulary.rival(Role.ACCEPTED) is None
    assert vocabulary.role("x") is Role.ACCEPTED
    other = Settings(statuses=(*DEFAULT_STATUSES, Status("d", "Done too", StatusType.DONE)))
    vocabulary = vocabulary_of(other, {Role.ACCEPTED: Symbol("x", Source.CONFIG)})
    assert vocabulary.symbol(Role.DONE) == "d"
    assert not any(map(vocabulary.rival, Role))


def test_of_two_roles_said_by_one_source_neither_has_the_symbol() -> None:
    said = {role: Symbol("r", Source.CONFIG) for role in (Role.DONE, Role.REJECTED)}
    vocabulary = vocabulary_of(None, said)
    assert vocabulary.rival(Role.DONE) is Role.REJECTED
    assert vocabulary.rival(Role.REJECTED) is Role.DONE


def test_many_statuses_are_asked_once_each() -> None:
    asked = 0

    class Counting(Settings):
        def status(self, symbol: str) -> Status:
            nonlocal asked
            asked += 1
            return super().status(symbol)

    statuses = tuple(Status(chr(0x4E00 + number), "x", StatusType.ON_HOLD) for number in range(1_000))
    assert vocabulary_of(Counting(statuses=statuses)).symbol(Role.DONE) == "x"
    assert asked == len(statuses)
    own = Settings(statuses=statuses)
    assert all(own.status(each.symbol) is each for each in statuses)
