"""`triage check`."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import click

from triage.cli.cells import cut, padded, room
from triage.cli.choices import choices_of, choosing
from triage.cli.dashed_words import DashedWordsCommand, unguarded
from triage.cli.described import task_as_json
from triage.cli.exit_code import Exit
from triage.cli.output import complain, flush, say, say_json
from triage.cli.sitting import sit_down
from triage.core.errors import TriageError
from triage.core.plain import plain
from triage.core.task.proposal import Proposal
from triage.core.task.vocabulary import Role
from triage.session.check import Check, Checked, NoWords, Verdict


class BadText(TriageError):
    """A text that cannot be read: wrong usage."""


@dataclass(frozen=True, slots=True)
class AskedText:
    """One text, and what came with it."""

    text: str
    where: str
    """Its name in messages."""
    given: Mapping[str, object] | None = None
    """The other members of its JSON object."""


def typed_texts(words: Sequence[str]) -> Iterator[AskedText]:
    """The texts of the command line, those of stdin for each dash among them."""
    for word in words:
        if word == "-":
            yield from texts_on_stdin(as_objects=False)
        else:
            yield AskedText(word, f"The text {word!r}")


def texts_on_stdin(*, as_objects: bool) -> Iterator[AskedText]:
    """The texts of stdin as their lines come, empty ones left out; raises BadText."""
    if not sys.stdin or sys.stdin.isatty():
        raise BadText("No TEXT: name one or more, or pipe them in, one a line")
    for number, line in enumerate(sys.stdin.buffer, start=1):
        text = line.decode("utf-8", "surrogateescape").strip("\r\n")
        if text.strip():
            where = f"Line {number} of stdin"
            yield _in_json(text, where) if as_objects else AskedText(text, where)


def _in_json(line: str, where: str) -> AskedText:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadText(f"{where} is no JSON") from error
    if isinstance(data, str):
        return AskedText(data, where)
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        raise BadText(f"{where} is neither a string nor an object with `text`")
    given = {name: value for name, value in data.items() if name != "text"}
    return AskedText(data["text"], where, given or None)


_TEXT_WIDTH = 48
_VERDICT_WIDTH = max(map(len, Verdict))
_HELP = """Say of each TEXT whether the vault has it already, however it is worded: for pipelines, to ask
before they propose.

\b
    triage check "Submit the IT ticket" || echo "there already"
    triage check "- [?] Submit the IT ticket @Myself 📅 2026-12-01 #task"
    extract-tasks minutes.txt | triage check
    extract-tasks --json minutes.txt | triage check --json --type jsonl | jq 'select(.verdict == "new")'

A TEXT is a task line, or the words of one; owner, dates and tags at its end do not count. Without TEXT, or
for a dash, each line of stdin is one; with --type jsonl, a line is a JSON string, or an object with `text`,
whose other members come back as `given`. Answers are printed as they are found.

\b
The verdict is about the most similar task:
    new        nothing in the vault says the same
    proposed   a proposal that is still to decide says the same
    open, started, done, rejected      a task in that state says the same
    tracked    a task with any other status says the same
    repeated   only an earlier TEXT of this call says the same

\b
--json prints one object for each: text, words (what was looked for), verdict, match, also (up to two more),
repeats (which TEXT before it says the same, from 1, or null), and given. A match is note, line_number,
status, role, raw, and ref for a proposal.

The exit code is 0 if all are new, 1 if one is not, 2 for wrong usage, 4 if something could not be
read. Nothing is written: what was rejected is remembered by its line, which stays in its note.
"""


@click.command("check", cls=DashedWordsCommand, help=_HELP)
@click.argument("words", nargs=-1, metavar="[TEXT]...", callback=unguarded)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.option(
    "--type",
    "kind",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    help="What a line of stdin is. [text]",
)
@choosing
@click.pass_context
def command(context: click.Context, words: tuple[str, ...], as_json: bool, kind: str) -> int:
    """Check the texts."""
    is_typed = bool(words) and words != ("-",)
    if is_typed and kind == "jsonl":
        raise click.UsageError("--type jsonl is about stdin: say it without TEXT", context)
    check = Check(sit_down(choices_of(context)).vault)
    check.read()
    all_new = True
    try:
        for asked in typed_texts(words) if is_typed else texts_on_stdin(as_objects=kind == "jsonl"):
            checked = _checked(check, asked)
            all_new = all_new and checked.verdict is Verdict.NEW
            if as_json:
                say_json(_as_json(asked, checked))
            else:
                say(_as_line(checked))
            flush()
    except BadText as error:
        raise click.UsageError(str(error), context) from error
    for problem in check.problems:
        complain(problem)
    if check.problems:
        return Exit.FAILED
    return Exit.DONE if all_new else Exit.REFUSED


def _checked(check: Check, asked: AskedText) -> Checked:
    try:
        return check.ask(asked.text)
    except NoWords as error:
        raise BadText(f"{asked.where} holds no words to look for") from error


def _as_line(checked: Checked) -> str:
    verdict = f"{checked.verdict:<{_VERDICT_WIDTH}}"
    text = plain(checked.words)
    text = padded(cut(text, _TEXT_WIDTH) if room() else text, _TEXT_WIDTH)
    if checked.tasks:
        task = checked.tasks[0]
        return f"{verdict}  {text}  = {task.note}:{task.place.number}  {task.words}"
    if checked.repeats is not None:
        return f"{verdict}  {text}  = text {checked.repeats + 1}"
    return f"{verdict}  {text}".rstrip()


def _as_json(asked: AskedText, checked: Checked) -> dict[str, object]:
    found = [_task(task) for task in checked.tasks]
    return {
        "text": asked.text,
        "words": checked.words,
        "verdict": checked.verdict.value,
        "match": found[0] if found else None,
        "also": found[1:],
        "repeats": None if checked.repeats is None else checked.repeats + 1,
        "given": asked.given,
    }


def _task(task: Proposal) -> dict[str, object]:
    ref = {"ref": task.ref} if task.role is Role.PROPOSED else {}
    return task_as_json(task.note, task.place.number, task.place.line, task.role) | ref
