"""The report of a command on the lines that it had to write."""

from collections.abc import Sequence

from triage.cli.output import complain, say, say_json
from triage.cli.result import LineOutcome, LineResult, raw
from triage.words.amount import count
from triage.words.gesture_words import done_words

_NOT_WRITTEN = {
    LineOutcome.UNCHANGED: "unchanged",
    LineOutcome.REFUSED: "refused",
    LineOutcome.CHANGED: "not there any more",
    LineOutcome.FAILED: "failed",
    LineOutcome.LEFT: "left",
}


def report(
    results: Sequence[LineResult],
    done: str,
    then: str,
    *,
    as_json: bool = False,
    quiet: bool = False,
    by_line: bool = False,
) -> None:
    """Say the outcome of each line: the written ones on stdout, the others on stderr, then the sum.

    `done` is the verb in the past, for each line too unless `by_line` lets it say its own; `then` is what
    can be done about what was written. Quietly, only what must be told is.
    """
    if quiet:
        results = [result for result in results if not result.is_well]
    if as_json:
        for result in results:
            say_json(result.as_json())
        return
    for result in results:
        own = done_words(result.verb, result.detail) if by_line and result.verb else done
        match result.outcome:
            case LineOutcome.SAVED | LineOutcome.UNCONFIRMED:
                say(f"{own}  {result.where}  {result.words}")
            case LineOutcome.DRY_RUN if result.before == result.after:  # what is kept beside the notes
                say(f"{own}  {result.where}  {result.words}")
            case LineOutcome.DRY_RUN:
                _say_diff(result)
            case LineOutcome.UNCHANGED:
                say(f"unchanged  {result.where}  {result.words}")
            case _:
                pass
        if result.reason:
            complain(f"{result.where}: {_NOT_WRITTEN.get(result.outcome, result.outcome)}: {result.reason}")
    if not quiet or any(result.outcome is LineOutcome.DRY_RUN for result in results):
        _say_sum(results, done, then)


def diff_lines(note: str, number: int, before: str, after: str, section: str = "") -> tuple[str, ...]:
    """One line's change as a unified diff, to be cleaned; its exact bytes are what `--json` gives."""
    behind = f" {section}" if section else ""
    return (
        f"--- {note}",
        f"+++ {note}",
        f"@@ -{number} +{number} @@{behind}",
        f"-{raw(before)}",
        f"+{raw(after)}",
    )


def _say_diff(result: LineResult) -> None:
    for line in diff_lines(result.note, result.number, result.before, result.after):
        say(line)


def _say_sum(results: Sequence[LineResult], done: str, then: str) -> None:
    if not results:
        say("Nothing to do.")
        return
    written = [result for result in results if result.was_written]
    would = sum(result.outcome is LineOutcome.DRY_RUN for result in results)
    others = [
        f"{number:,} {said}"
        for outcome, said in _NOT_WRITTEN.items()
        if (number := sum(result.outcome is outcome for result in results))
    ]
    if would:
        parts = [f"{count(would, 'line')} would be {done}, nothing is written", *others]
    elif written:
        notes = count(len({result.note for result in written}), "note")
        parts = [f"{count(len(written), 'line')} {done} in {notes}", *others]
    else:
        parts = others
    say("; ".join(parts) + (f". {then}" if written else "."))
