"""Rules that verdicts suggest."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from table import each_row
from triage.core.history.decided import Decided
from triage.core.history.origin import UNKNOWN, OpenRow, Origin
from triage.core.history.rule import Offer, SliceKind, offers
from verdicts import NINE, TODAY, decided, rejected_of, still_open

OLD = Origin("_archive/a.md")
OTHER = still_open(1000, Origin("b.md"))
"""Rows without which a slice is nearly the whole queue."""


def offered(verdicts: Sequence[Decided], rows: Sequence[OpenRow], *made: str) -> list[Offer]:
    return offers(verdicts, [*rows, *OTHER], made, TODAY)


def sentences(verdicts: Sequence[Decided], rows: Sequence[OpenRow]) -> list[str]:
    return [offer.sentence() for offer in offered(verdicts, rows)]


def test_the_rest_of_what_was_decided_alike_is_offered() -> None:
    rows = still_open(212, OLD)
    (offer,) = offered(rejected_of(41, 43, OLD), rows)
    assert offer.sentence() == "You rejected 41 of 43 under `_archive`. Preview the other 212?"
    assert (offer.verb, offer.slice.kind, offer.slice.value) == ("reject", SliceKind.FOLDER, "_archive")
    assert offer.keys == tuple(row.key for row in rows)


@each_row(
    "alike, of, rest, is_offered",
    [
        (19, 19, 99, False),
        (20, 20, 99, True),
        (19, 20, 99, True),
        (41, 43, 99, True),
        (40, 43, 99, False),
        (20, 20, 5, True),
        (20, 20, 4, False),
    ],
)
def test_enough_verdicts_nearly_all_alike_and_enough_rows(
    alike: int, of: int, rest: int, is_offered: bool
) -> None:
    assert bool(sentences(rejected_of(alike, of, OLD), still_open(rest, OLD))) is is_offered


def test_an_offer_is_made_once_whatever_came_since() -> None:
    (offer,) = offered(rejected_of(41, 43, OLD), still_open(212, OLD))
    assert offered(rejected_of(60, 62, OLD), still_open(99, OLD), offer.id) == []


def test_another_verb_for_the_same_slice_is_another_offer() -> None:
    (offer,) = offered(rejected_of(30, 30, OLD), still_open(9, OLD))
    (other,) = offered(rejected_of(0, 30, OLD), still_open(9, OLD), offer.id)
    assert other.verb == "accept"


def test_duplicates_are_offered_nothing_and_speak_against_it() -> None:
    rows = still_open(50, OLD)
    assert sentences([decided("duplicate", OLD) for _ in range(40)], rows) == []
    assert (
        sentences([*rejected_of(20, 20, OLD), decided("duplicate", OLD), decided("duplicate", OLD)], rows)
        == []
    )


def test_what_was_changed_first_speaks_against_it() -> None:
    changed = [decided("reject", OLD, was_changed=True) for _ in range(2)]
    assert sentences([*rejected_of(20, 20, OLD), *changed], still_open(50, OLD)) == []


def test_one_keypress_over_many_rows_is_no_habit() -> None:
    bulk = [decided("reject", OLD, gesture="bulk") for _ in range(400)]
    assert sentences(bulk, still_open(50, OLD)) == []
    assert sentences([*bulk, *rejected_of(0, 20, OLD)], still_open(50, OLD)) == []
    assert sentences([*bulk, *rejected_of(10, 10, OLD)], still_open(50, OLD))


@each_row(
    "origin, said",
    [
        (Origin("a.md", kind="digest"), "in notes of type digest"),
        (Origin("a.md", source="phone"), "in notes from phone"),
        (Origin("a.md", owners=("Ada Quill",)), "of @Ada Quill"),
        (Origin("a.md", day=TODAY - timedelta(days=31)), "in notes older than 30 days"),
        (Origin("a.md", day=TODAY - timedelta(days=366)), "in notes older than 365 days"),
        (Origin("a.md", due=TODAY - timedelta(days=91)), "more than 90 days overdue"),
        (Origin("x\x1b[31m/a.md"), "under `x␛[31m`"),
    ],
)
def test_each_slice_says_what_it_is(origin: Origin, said: str) -> None:
    found = sentences(rejected_of(20, 20, origin), still_open(50, origin))
    assert f"You rejected 20 of 20 {said}. Preview the other 50?" in found


@each_row(
    "origin",
    [
        Origin("a.md"),
        Origin("a.md", UNKNOWN, UNKNOWN),
        Origin("a.md", day=TODAY - timedelta(days=30)),
        Origin("a.md", due=TODAY - timedelta(days=30)),
        Origin("a.md", day=date.max, due=date.max),
    ],
)
def test_what_is_nothing_of_its_own_is_no_slice(origin: Origin) -> None:
    assert sentences(rejected_of(30, 30, origin), still_open(50, origin)) == []


def test_a_note_is_as_old_as_it_was_on_the_day_of_the_verdict() -> None:
    day = TODAY - timedelta(days=40)
    verdicts = [decided("reject", Origin("a.md", day=day), at=NINE - timedelta(days=20)) for _ in range(30)]
    assert sentences(verdicts, still_open(50, Origin("a.md", day=day))) == []


def test_the_narrower_slice_explains_the_wider() -> None:
    digest = Origin("Work/Digests/a.md", kind="digest", owners=("Bo Tarn",))
    rows = [*still_open(40, digest), *still_open(300, Origin("Work/b.md", owners=("Bo Tarn",)))]
    (offer,) = offered(rejected_of(30, 30, digest), rows)
    assert (offer.slice.value, len(offer.keys)) == ("Work/Digests", 40)


def test_with_verdicts_of_its_own_the_wider_slice_is_offered_alone() -> None:
    new, old = Origin("_archive/2023/a.md"), Origin("_archive/2022/a.md")
    rows = [*still_open(40, new), *still_open(60, old)]
    (offer,) = offered([*rejected_of(30, 30, new), *rejected_of(5, 5, old)], rows)
    assert (offer.slice.value, offer.of, len(offer.keys)) == ("_archive", 35, 100)
    (offer,) = offered([*rejected_of(30, 30, new), *rejected_of(4, 4, old)], rows)
    assert (offer.slice.value, offer.of, len(offer.keys)) == ("_archive/2023", 30, 40)


def test_a_wider_slice_that_was_not_decided_alike_leaves_the_narrower() -> None:
    new, old = Origin("_archive/2023/a.md"), Origin("_archive/2022/a.md")
    verdicts = [*rejected_of(30, 30, new), *rejected_of(6, 9, old)]
    (offer,) = offered(verdicts, [*still_open(40, new), *still_open(60, old)])
    assert offer.slice.value == "_archive/2023"


def test_once_a_slice_is_used_up_it_still_explains_the_wider_one() -> None:
    digest = Origin("Digests/a.md", owners=("Bo Tarn",))
    assert sentences(rejected_of(30, 30, digest), still_open(300, Origin("b.md", owners=("Bo Tarn",)))) == []


def test_offers_of_several_slices_begin_with_the_one_of_the_most_rows() -> None:
    first, second = Origin("A/a.md"), Origin("B/b.md")
    verdicts = [*rejected_of(30, 30, first), *rejected_of(0, 30, second)]
    found = offered(verdicts, [*still_open(9, first), *still_open(90, second)])
    assert [(offer.slice.value, offer.verb) for offer in found] == [("B", "accept"), ("A", "reject")]


@pytest.mark.parametrize(("notes", "is_offered"), [(1, False), (2, False), (3, True)])
def test_nearly_the_whole_queue_needs_verdicts_from_three_notes(notes: int, is_offered: bool) -> None:
    verdicts = [decided("reject", Origin(f"Mail/{at % notes}.md")) for at in range(30)]
    assert bool(offers(verdicts, still_open(99, Origin("Mail/x.md")), (), TODAY)) is is_offered


def test_ids_name_the_slice_and_the_verb() -> None:
    kinds = Origin("digest/a.md", kind="digest", owners=("digest",))
    parts = [Origin("digest/a.md"), Origin("a.md", kind="digest"), Origin("a.md", owners=("digest",))]
    verdicts = [each for part in parts for each in rejected_of(30, 30, part)]
    rows = [row for part in [*parts, kinds] for row in still_open(20, part)]
    assert len({offer.id for offer in offered(verdicts, rows)}) == 3
