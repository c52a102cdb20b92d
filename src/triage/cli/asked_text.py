"""The texts that `triage check` is asked about."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from triage.core.errors import TriageError


class BadText(TriageError):
    """A text that cannot be read: wrong usage."""


@dataclass(frozen=True, slots=True)
class AskedText:
    """One text, and what came with it."""

    text: str
    where: str
    """What to call it where it is wrong."""
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
