"""`triage parse`."""

import json
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import click

from triage.cli.choices import choices_of, choosing
from triage.cli.clock import local_now
from triage.cli.described import owners_as_json, unseen
from triage.cli.exit_code import Exit
from triage.cli.output import say_json
from triage.core.errors import BadSettings, Refused
from triage.core.people.owners import read_owners
from triage.core.people.people import People
from triage.core.task.decision import with_status
from triage.core.task.dialect import hidden_fields
from triage.core.task.line import TaskLine, parse_line
from triage.core.task.reading import reading
from triage.core.task.settings import Settings
from triage.words.refusal_words import why_refused

_HELP = """Read lines on stdin as the Tasks plugin reads them, and print one JSON object for each: what the
plugin reads, the owners, and the fields that it cannot see, with the reasons.

\b
    triage parse < Inbox.md
    triage parse --settings .obsidian/plugins/obsidian-tasks-plugin/data.json < Inbox.md
    echo '{"line": "- [?] Call Ada", "set_status": "x", "settings": {}}' | triage parse --jsonl

With --jsonl, stdin holds objects {line, settings?, path?, set_status?}; `settings` is a whole or partial
data.json, `path` the note's. If `set_status` names a symbol, the answer holds `after`, the line as triage
would write it, or null and a `reason`. Without settings no ✅ or ❌ dates are added; {} are the plugin's own.
"""


@click.command("parse", help=_HELP)
@click.option(
    "--settings",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A data.json of the Tasks plugin.",
)
@click.option("--path", default="", metavar="NOTE", help="The path of the lines' note within its vault.")
@click.option("--jsonl", "as_objects", is_flag=True, help="Read one JSON object a line.")
@choosing
@click.pass_context
def command(context: click.Context, file: Path | None, path: str, as_objects: bool) -> int:
    """Read lines."""
    settings = _from_file(file, context) if file else Settings().without_dates()
    said_today = choices_of(context).said_today
    for number, text in enumerate(_lines(), start=1):
        if not as_objects:
            say_json(_answer(text, settings, path))
            continue
        try:
            today = said_today or local_now().date()  # a pipe may stay open for days
            say_json(_answer_to(json.loads(text), settings, path, today))
        except (ValueError, RecursionError, BadSettings) as error:
            raise click.UsageError(f"Line {number} of stdin: {_said(error)}", context) from error
    return Exit.DONE


def _lines() -> Iterator[str]:
    for line in sys.stdin.buffer:
        yield line.removesuffix(b"\n").decode("utf-8", "surrogateescape")


def _from_file(file: Path, context: click.Context) -> Settings:
    try:
        return Settings.from_data(json.loads(file.read_bytes()))
    except (ValueError, RecursionError, BadSettings) as error:
        raise click.UsageError(f"{file}: {_said(error)}", context) from error


def _said(error: Exception) -> str:
    match error:
        case BadSettings():
            return str(error)
        case json.JSONDecodeError():
            return f"it is not JSON: {error.msg}"
        case RecursionError():
            return "it is nested too deeply"
        case _:
            return str(error)


def _answer(text: str, settings: Settings, path: str) -> dict[str, object]:
    line = parse_line(text, settings.format)
    return reading(line, settings, path) | {
        "owners": owners_as_json(read_owners(line, People())) if line else [],
        "unseen": unseen(hidden_fields(line)) if line else [],
    }


def _answer_to(asked: object, settings: Settings, path: str, today: date) -> dict[str, object]:
    """The answer to one object; raises ValueError and BadSettings if it is not as it should be."""
    if not isinstance(asked, dict):
        raise ValueError("it is no JSON object")
    text = _text(asked, "line", None)
    if "\n" in text:
        raise ValueError("`line` holds a line feed")
    if asked.get("settings") is not None:
        settings = Settings.from_data(asked["settings"])
    answer = _answer(text, settings, _text(asked, "path", path))
    if asked.get("set_status") is None:
        return answer
    line = parse_line(text, settings.format)
    return answer | _after(line, _text(asked, "set_status", None), settings, today)


def _after(line: TaskLine | None, symbol: str, settings: Settings, today: date) -> dict[str, object]:
    if line is None:
        return {"after": None, "reason": "It is no list item with a checkbox"}
    if not line.is_task(settings):
        reason = f"Tasks takes it for no task: its filter {settings.global_filter!r} is missing"
        return {"after": None, "reason": reason}
    try:
        return {"after": with_status(line, symbol, settings, today).text}
    except Refused as refused:
        return {"after": None, "reason": why_refused(refused)}


def _text(data: Mapping[str, object], key: str, default: str | None) -> str:
    value = data.get(key, default)
    if value is None and default is not None:
        return default
    if not isinstance(value, str):
        raise ValueError(f"`{key}` is {'missing' if key not in data else 'no text'}")
    return value
