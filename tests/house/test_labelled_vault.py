import re
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from itertools import combinations
from pathlib import Path
from random import Random

import pytest

from duplicates_found import Found
from invented_idea import LONGEST, MOST_SHARED, SHORTEST, Inventor
from label import MYSELF, Class, Label, Wanted, read_labels
from labelled_pairs import pairs
from labelled_vault import TODAY, LabelledVault, Wish, main, make, write
from triage.core.history.gesture import Entry, Gesture, Written
from triage.core.task.edit import Place
from triage.core.task.file_date import day_in_name
from triage.core.task.proposal import Proposal, find_proposals, find_tasks
from triage.core.task.vocabulary import Role, Vocabulary
from vault_difference import SYMBOLS, as_decided, told_by_journal, verify
from wording import Manner, first, lightly_edited, reworded, shortened, with_added
from work_order import Going, Keys, Order, shortest_filters, verb_of

WISH = Wish(notes=240, proposals=420)


@cache
def made() -> LabelledVault:
    return make(WISH)


def line_of(vault: LabelledVault, place: str) -> str:
    note, _, number = place.rpartition(":")
    return vault.notes[note].decode().split("\n")[int(number) - 1]


def by_class(vault: LabelledVault, kind: Class) -> list[Label]:
    return [label for label in vault.labels if label.kind is kind]


def sets_of_duplicates(vault: LabelledVault) -> list[list[Label]]:
    groups: defaultdict[str, list[Label]] = defaultdict(list)
    for label in by_class(vault, Class.DUPLICATE):
        groups[label.group].append(label)
    return list(groups.values())


def as_the_app_reads_them(vault: LabelledVault) -> dict[str, Proposal]:
    return {
        f"{note}:{proposal.place.number}": proposal
        for note, data in vault.notes.items()
        for proposal in find_proposals(note, data, Vocabulary())
    }


def test_the_same_wish_makes_the_same_bytes_and_another_seed_others() -> None:
    again = make(WISH)
    assert (again.notes, again.labels) == (made().notes, made().labels)
    assert make(Wish(notes=240, proposals=420, seed=2)).notes != made().notes


def test_the_app_finds_just_the_labelled_lines() -> None:
    found = as_the_app_reads_them(made())
    assert {place: each.place.line for place, each in found.items()} == {
        label.line: label.raw for label in made().labels
    }
    assert not any(each.is_left_out or each.has_unseen for each in found.values())


def test_the_shares_are_those_measured() -> None:
    labels = made().labels
    counts = Counter(label.kind for label in labels)
    assert counts[Class.DONE_ELSEWHERE] == round(0.31 * 420)
    assert counts[Class.DUPLICATE] == round(0.34 * 420)
    assert counts[Class.MINE] == 80
    assert counts.total() == 420
    assert sum(label.is_archived for label in labels) == round(0.27 * 420)
    assert 0.43 < sum(label.is_someone_elses for label in labels) / 420 < 0.57
    assert 0.02 < sum(not label.owner for label in labels) / 420 < 0.11


def test_a_third_of_the_notes_hold_proposals_a_few_of_them_many() -> None:
    counts = Counter(label.note for label in made().labels)
    assert len(counts) == 80
    assert max(counts.values()) > 25


def test_due_dates_and_exact_duplicates_are_as_often_as_measured() -> None:
    found = as_the_app_reads_them(made())
    dues = [each.due for each in found.values() if each.due]
    assert 0.62 < len(dues) / 420 < 0.78
    assert 0.80 < sum(due < TODAY for due in dues) / len(dues) < 0.92
    assert TODAY not in dues
    exact = 0
    for group in sets_of_duplicates(made()):
        words = Counter(found[label.line].words for label in group)
        exact += sum(count for count in words.values() if count > 1)
    assert exact == pytest.approx(0.08 * 420, abs=2)


def test_what_is_done_elsewhere_stands_decided_in_another_note() -> None:
    vault = made()
    roles: Counter[Role | None] = Counter()
    for label in by_class(vault, Class.DONE_ELSEWHERE):
        assert label.wanted is Wanted.DUPLICATE
        assert label.group == label.of
        note, _, number = label.of.rpartition(":")
        assert note != label.note
        (decided,) = [
            task
            for task in find_tasks(note, vault.notes[note], Vocabulary())
            if task.place.number == int(number)
        ]
        roles[decided.role] += 1
    assert roles[None] == roles[Role.PROPOSED] == 0
    assert roles[Role.DONE] / roles.total() > 0.88


def test_no_decided_task_is_the_match_of_two() -> None:
    matches = [label.of for label in by_class(made(), Class.DONE_ELSEWHERE)]
    assert len(set(matches)) == len(matches)


def test_each_set_has_the_keeper_that_the_rule_names() -> None:
    found = as_the_app_reads_them(made())

    def rank(label: Label) -> tuple[bool, bool, object, int]:
        due = found[label.line].due
        is_future = due is not None and due > TODAY
        words = found[label.line].words
        return label.owner == MYSELF, is_future, day_in_name(label.note), len(words)

    groups = sets_of_duplicates(made())
    assert len(groups) > 20
    for group in groups:
        assert 2 <= len(group) <= 10
        first, second, *_ = sorted(map(rank, group), reverse=True)
        assert first > second
        best = max(group, key=rank)
        assert [label for label in group if label.is_best] == [best]
        assert (best.wanted, best.of) == (Wanted.ACCEPT, "")
        for label in group:
            assert label.is_best or (label.wanted, label.of) == (Wanted.DUPLICATE, best.line)


def test_no_label_is_wanted_two_ways() -> None:
    vault = made()
    assert not any(label.is_archived for label in by_class(vault, Class.DUPLICATE))
    for label in vault.labels:
        assert label.is_archived == (label.kind is Class.ARCHIVED) or label.kind is Class.DONE_ELSEWHERE
    assert {label.wanted for label in by_class(vault, Class.ARCHIVED)} == {Wanted.REJECT}
    assert all(label.is_someone_elses for label in by_class(vault, Class.OTHERS))
    assert {label.wanted for label in by_class(vault, Class.OTHERS)} == {Wanted.ACCEPT}
    assert {label.owner for label in by_class(vault, Class.MINE)} == {MYSELF, ""}
    assert {label.wanted for label in by_class(vault, Class.MINE)} == {Wanted.ACCEPT, Wanted.REJECT}
    assert len({label.line for label in vault.labels}) == len(vault.labels)


def test_an_owner_is_written_with_the_first_name_or_whole_and_first_names_are_of_one_person() -> None:
    written = Counter()  # type: Counter[str]
    for label in made().labels:
        if label.is_someone_elses:
            whole = f"@{label.owner} " in label.raw
            assert label.written_owner == (label.owner if whole else label.owner.split()[0])
            assert f"@{label.written_owner} " in label.raw
            written["whole" if whole else "first"] += 1
        elif label.owner:
            assert "@Myself " in label.raw
        else:
            assert "@" not in label.raw
    assert min(written.values()) > 20
    names = {label.owner for label in made().labels if label.is_someone_elses}
    assert len({name.split()[0] for name in names}) == len(names)


def test_notes_come_in_every_shape_of_bytes() -> None:
    data = [note for note in made().notes.values() if b"[?]" in note]
    assert any(b"\r\n" in note for note in data)
    assert any(note.startswith(b"\xef\xbb\xbf---") for note in data)
    assert any(not note.endswith(b"\n") for note in data)
    assert any(label.raw[0] in " \t" for label in made().labels)
    assert any(label.raw[0] == ">" for label in made().labels)
    assert any(label.raw[:2] in {"* ", "+ ", "1."} for label in made().labels)
    for note in data:
        assert note.count(b"\r\n") in {0, note.count(b"\n")}


def test_lines_without_auto_come_besides_and_have_no_label() -> None:
    vault = make(Wish(notes=40, proposals=60, without_auto=0.5))
    found = as_the_app_reads_them(vault)
    assert len(vault.labels) == 60
    assert {place for place, each in found.items() if not each.is_left_out} == {
        label.line for label in vault.labels
    }
    assert sum(each.is_left_out for each in found.values()) == 30


@pytest.mark.parametrize("seed", range(1, 13))
def test_a_vault_may_be_tiny(seed: int) -> None:
    for proposals in range(9):
        vault = make(Wish(notes=4, proposals=proposals, seed=seed))
        assert len(vault.labels) == proposals
        assert all(len(group) > 1 for group in sets_of_duplicates(vault))
        matched = by_class(vault, Class.DONE_ELSEWHERE)
        assert all(label.of.rpartition(":")[0] != label.note for label in matched)


def test_ideas_share_few_words_and_have_a_good_length() -> None:
    inventor = Inventor(Random(4))
    ideas = [inventor.idea() for _ in range(300)]
    assert all(SHORTEST <= len(idea.text) <= LONGEST for idea in ideas)
    for one, other in combinations([idea.content for idea in ideas], 2):
        assert len(one & other) <= MOST_SHARED * min(len(one), len(other)), (one, other)


def test_a_wording_names_what_its_manner_says() -> None:
    rng = Random(5)
    inventor = Inventor(rng)
    for _ in range(200):
        idea = inventor.idea()
        said = first(idea)
        assert lightly_edited(idea, rng).names == said.names
        assert reworded(idea, rng).text != said.text
        assert shortened(idea, rng).names <= said.names
        assert reworded(idea, rng).names <= said.names
        assert len(shortened(idea, rng).text) < len(said.text)
        assert with_added(idea, rng).names == said.names | idea.addition.names
        assert idea.addition.text in with_added(idea, rng).text
        for name in said.names - {idea.noun}:
            assert name in said.text
        other = reworded(idea, rng)
        assert all(name in other.text for name in other.names - {idea.noun})


def test_a_sibling_says_something_else_of_much_the_same() -> None:
    rng = Random(6)
    inventor = Inventor(rng)
    manners: Counter[str] = Counter()
    for _ in range(200):
        idea = inventor.idea()
        other, manner = inventor.sibling(idea)
        manners[manner] += 1
        assert reworded(other, rng).text
        parts = ("verb", "name", "noun", "whom")
        assert sum(getattr(idea, part) != getattr(other, part) for part in parts) == 1
    assert len(manners) == 5


def test_siblings_are_in_no_set_and_a_third_as_many_as_the_sets() -> None:
    vault = made()
    siblings = [label for label in vault.labels if label.resembles]
    by_line = {label.line: label for label in vault.labels}
    assert len(siblings) == round(len(sets_of_duplicates(vault)) / 3)
    places: Counter[str] = Counter()
    for label in siblings:
        like = by_line[label.resembles]
        assert like.kind in {Class.DUPLICATE, Class.DONE_ELSEWHERE}
        assert label.group == label.of == ""
        assert label.manner
        is_of_day = day_in_name(label.note) == day_in_name(like.note)
        places["note" if label.note == like.note else "day" if is_of_day else "other"] += 1
    assert min(places[place] for place in ("note", "day", "other")) > 1


def test_duplicates_come_in_every_manner_and_are_as_long_as_real_tasks() -> None:
    vault = made()
    repeats = [label for label in vault.labels if label.kind in {Class.DUPLICATE, Class.DONE_ELSEWHERE}]
    manners = Counter(label.manner for label in repeats)
    assert set(manners) == set(Manner)
    for members in sets_of_duplicates(vault):
        assert sum(label.manner == Manner.FIRST for label in members) <= 1
    lengths = sorted(len(each.words) for each in as_the_app_reads_them(vault).values())
    assert 160 < lengths[len(lengths) // 2] < 205


def test_now_and_then_a_member_says_more_than_its_keeper() -> None:
    sets = sets_of_duplicates(made())
    more = [members for members in sets if any(label.says_more for label in members)]
    assert 0 < len(more) < len(sets) / 4
    assert not any(label.says_more and label.is_best for label in made().labels)
    assert not any(label.says_more for label in made().labels if label.kind is not Class.DUPLICATE)


def test_the_pairs_are_those_of_the_labels(tmp_path: Path) -> None:
    vault = make(Wish(notes=40, proposals=60))
    write(vault, tmp_path)
    words = [each.words for each in as_the_app_reads_them(vault).values()]
    found = list(pairs(tmp_path))
    same = sum(len(members) * (len(members) - 1) // 2 for members in sets_of_duplicates(vault))
    same += len(by_class(vault, Class.DONE_ELSEWHERE))
    assert Counter(pair["label"] for pair in found) == {
        "same": same,
        "different": sum(bool(label.resembles) for label in vault.labels),
    }
    assert {pair["a"]["words"] for pair in found} <= set(words)
    assert all(pair["manner"] for pair in found)
    assert all(pair["b"]["words"] and pair["b"]["note_day"] in pair["b"]["note"] for pair in found)


def test_labels_are_read_as_they_were_written(tmp_path: Path) -> None:
    main([str(tmp_path / "made"), "--notes", "40", "--proposals", "60", "--seed", "3"])
    vault = make(Wish(notes=40, proposals=60, seed=3))
    assert tuple(read_labels(tmp_path / "made/labels.jsonl")) == vault.labels
    notes = {
        path.relative_to(tmp_path / "made/vault").as_posix(): path.read_bytes()
        for path in (tmp_path / "made/vault").rglob("*.md")
    }
    assert notes == vault.notes


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_bytes(b"mine")
    with pytest.raises(SystemExit):
        main([str(tmp_path), "--notes", "40", "--proposals", "60"])
    assert [path.name for path in tmp_path.iterdir()] == ["mine.md"]


def decide(vault: Path, label: Label, symbol: str) -> None:
    note = vault / label.note
    lines = note.read_bytes().split(b"\n")
    lines[label.line_number - 1] = label.raw.replace("[?]", f"[{symbol}]").encode()
    note.write_bytes(b"\n".join(lines))


@pytest.fixture
def decided(tmp_path: Path) -> tuple[Path, Path, tuple[Label, ...]]:
    vault = make(Wish(notes=40, proposals=60))
    for name in ("before", "after"):
        (tmp_path / name).mkdir()
        write(vault, tmp_path / name)
    for label in vault.labels:
        decide(tmp_path / "after/vault", label, SYMBOLS[label.wanted])
    return tmp_path / "before/vault", tmp_path / "after/vault", vault.labels


def test_a_vault_decided_as_labelled_is_as_wanted(
    decided: tuple[Path, Path, tuple[Label, ...]],
) -> None:
    before, after, labels = decided
    assert verify(before, after, labels) == []
    assert len(verify(before, after, ())) == len(labels)
    assert verify(before, before, ()) == []
    assert len(verify(before, before, labels)) == len(labels)


Slip = Callable[[Path, Label], object]
SLIPS: dict[str, Slip] = {
    "not decided": lambda vault, label: decide(vault, label, "?"),
    "decided otherwise": lambda vault, label: decide(
        vault, label, "-" if label.wanted is Wanted.ACCEPT else " "
    ),
    "a line end changed": lambda vault, label: rewrite(vault / label.note, b"\n", b"\r\n"),
    "a final newline more": lambda vault, label: rewrite(vault / label.note, b"\\Z", b"\n"),
    "a space within another line": lambda vault, label: rewrite(vault / label.note, b"title: ", b"title:  "),
    "a note gone": lambda vault, label: (vault / label.note).unlink(),
    "a file more": lambda vault, label: (vault / f"{label.note}.bak").write_bytes(b""),
    "settings changed": lambda vault, label: (vault / ".obsidian/app.json").write_bytes(b"{ }\n"),
}


def rewrite(path: Path, old: bytes, new: bytes) -> None:
    path.write_bytes(re.sub(old, new, path.read_bytes(), count=1))


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_every_slip_is_told(decided: tuple[Path, Path, tuple[Label, ...]], slip: Slip) -> None:
    before, after, labels = decided
    slip(after, labels[7])
    assert len(verify(before, after, labels)) == 1


@pytest.mark.parametrize("manner", Going)
def test_the_order_of_work_decides_every_proposal_once(manner: Going) -> None:
    labels = made().labels
    order = Order.of(labels, Keys(), manner)
    planned = [label.line for step in (*order.steps, *order.others) for label in step.labels]
    planned += [label.line for label in order.one_by_one]
    assert sorted(planned) == sorted(label.line for label in labels)
    assert (
        all(len({label.owner for label in step.labels}) <= 1 for step in order.others)
        or manner is Going.AT_ONCE
    )


def test_the_keys_of_the_order_are_counted() -> None:
    keys = Keys()
    labels = made().labels
    singles = Counter(verb_of(label, keys) for label in by_class(made(), Class.MINE))
    first = Counter(["6", "*", "=", "y", "8", "*", "x", "y", "5", "*", "b", "y", "3", "1"])
    at_once = Order.of(labels, keys, Going.AT_ONCE)
    assert at_once.count(keys, 10) == singles + first + Counter("*ay")
    assert at_once.count(keys, 1000) == singles + first + Counter("*a") - Counter("yyy")
    grouped = Order.of(labels, keys)
    several = sum(len(step.labels) > 1 for step in grouped.others)
    assert several > 1
    needed = sum(bool(step.labels) for step in grouped.others)
    others = Counter({"N": needed, "a": needed, "y": several})
    assert grouped.count(keys, 1) == singles + first + Counter("Lo") + others


def test_the_journal_tells_of_what_a_line_is_a_duplicate() -> None:
    label = next(label for label in made().labels if label.wanted is Wanted.DUPLICATE)
    gesture = Gesture("one", "run", datetime(2026, 12, 3, 9), "best")
    place = Place(label.raw, 0, 1, label.line_number)
    entry = Entry(gesture, (Written(label.note, place, place, "duplicate", label.of),))
    assert told_by_journal([entry]) == {label.line: ("duplicate", label.of)}


def test_what_is_found_is_counted_by_set_and_by_pair() -> None:
    labels = made().labels
    whole = sets_of_duplicates(made())
    sets = [frozenset(label.line for label in members) for members in whole]
    matches = [(label.line, label.of) for label in by_class(made(), Class.DONE_ELSEWHERE)]
    everything = Found.of(labels, sets, matches)
    assert (everything.sets, everything.pairs) == (len(whole), everything.pairs_labelled)
    joined = Found.of(labels, [sets[0] | sets[1]], [])
    assert joined.sets == 0
    assert len(joined.pairs - joined.pairs_labelled) == len(sets[0]) * len(sets[1])


def test_what_is_decided_otherwise_is_told_apart_from_damage(
    decided: tuple[Path, Path, tuple[Label, ...]],
) -> None:
    before, after, labels = decided
    accepted = next(label for label in labels if label.wanted is Wanted.ACCEPT)
    decide(after, accepted, "-")
    now = as_decided(after, labels)
    assert verify(before, after, now) == []
    changed = [a for a, b in zip(labels, now, strict=True) if SYMBOLS[a.wanted] != SYMBOLS[b.wanted]]
    assert changed == [accepted]


def test_a_person_is_asked_for_by_as_few_letters_as_begin_no_other_name() -> None:
    names = ["Ada Quill", "Adam Rook", "Bram Tamm", "Tove Bergen"]
    assert shortest_filters(names) == {
        "Ada Quill": "@ada ",
        "Adam Rook": "@adam",
        "Bram Tamm": "@br",
        "Tove Bergen": "@to",
    }


def test_every_day_is_before_today() -> None:
    days = [day_in_name(note) for note in made().notes]
    assert all(day is not None and TODAY - timedelta(days=1001) < day < TODAY for day in days)
