from pathlib import Path

from torture.ledger import Ledger, Step, balance
from torture.outsiders import Acknowledged

OLD, ACCEPTED, REJECTED = (f"- [{symbol}] Task 0001 about the lamp" for symbol in "? -")


def step(before: str, after: str, at: float = 1, run: str = "one") -> Step:
    return Step(at, before, after, run)


def book(*steps: Step) -> Ledger:
    return Ledger({"Task 0001": list(steps)} if steps else {})


def test_what_was_decided_and_stands_there_adds_up() -> None:
    found = balance(book(step(OLD, ACCEPTED)), [ACCEPTED], ["Task 0001"], Acknowledged())
    assert (found.lost, found.forked, found.overwritten) == ([], [], [])


def test_a_line_that_is_gone_or_doubled_is_lost() -> None:
    others = Acknowledged(remarks=[(Path("a.md"), "Remark 0000")])
    assert len(balance(book(), [], ["Task 0001"], others).lost) == 2
    assert len(balance(book(), [OLD, OLD, "Remark 0000"], ["Task 0001"], others).lost) == 1


def test_a_decision_made_about_what_stood_there_no_more_is_found() -> None:
    both = book(step(OLD, ACCEPTED), step(OLD, REJECTED, at=2, run="other"))
    assert len(balance(both, [REJECTED], ["Task 0001"], Acknowledged()).forked) == 1


def test_a_decision_that_the_note_does_not_hold_is_found() -> None:
    assert len(balance(book(step(OLD, ACCEPTED)), [OLD], ["Task 0001"], Acknowledged()).forked) == 1
    assert len(balance(book(), [ACCEPTED], ["Task 0001"], Acknowledged()).forked) == 1


def test_only_an_editor_that_saved_the_old_line_later_is_to_blame_for_it() -> None:
    for at, blamed in ((0.5, 0), (1.5, 1)):
        others = Acknowledged(saves=[(at, Path("a.md"), f"{OLD}\n".encode())])
        found = balance(book(step(OLD, ACCEPTED)), [OLD], ["Task 0001"], others)
        assert (len(found.overwritten), len(found.forked)) == (blamed, 1 - blamed)
