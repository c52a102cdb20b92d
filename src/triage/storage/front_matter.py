"""A note's front matter, read within limits, since anyone may have written it."""

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from triage.core.metadata import Metadata, names_in, text_in, texts_in

if TYPE_CHECKING:
    from frontmatter.default_handlers import YAMLHandler
    from yaml import Event, MarkedYAMLError

# yaml and frontmatter take 15 ms to import, so only the functions that need them do so

_MOST_BLOCK_BYTES = 64 * 1024
_MOST_LEVELS = 20
_MOST_EVENTS = 5_000
_ROOT = 2  # the number of the event after the start of the stream and of the document
_FIRST_LINE = 2  # the block starts under its fence

_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?(?=\n)")
_CLOSING = re.compile(rb"\n(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)")
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)


class _Unreadable(Exception):
    """Front matter that is broken or beyond the limits; its text is the sentence for the user."""

    def __init__(self, what: str, line: int | None = None) -> None:
        where = "" if line is None else f" at line {line}"
        super().__init__(f"The front matter {what}{where}.")


def read_metadata(data: bytes) -> Metadata:
    """What a note's front matter says, or what is wrong with it; never raises."""
    try:
        values = _values(data)
    except _Unreadable as unreadable:
        return Metadata(problem=str(unreadable))
    return Metadata(
        title=text_in(values.get("title")),
        date=text_in(values.get("date")),
        participants=names_in(values.get("participants")),
        person=names_in(values.get("person")),
        source=texts_in(values.get("source")),
        source_ref=text_in(values.get("source_ref")),
        kind=texts_in(values.get("type")),
        aliases=names_in(values.get("aliases")) + names_in(values.get("alias")),
    )


def _cut(data: bytes) -> bytes | None:
    opening = _OPENING.match(data)
    if opening is None:
        return None
    closing = _CLOSING.search(data, opening.end(), _MOST_BLOCK_BYTES)
    whole = len(data) < _MOST_BLOCK_BYTES
    if closing is None:
        raise _Unreadable("is never closed" if whole else "is not closed within 64 kB")
    if closing.end() == _MOST_BLOCK_BYTES and not whole:  # the line of the fence may go on behind the limit
        raise _Unreadable("is not closed within 64 kB")
    return data[opening.end() + 1 : closing.start() + 1]


def _values(data: bytes) -> dict[str, object]:
    encoded = _cut(data)
    if not encoded:
        return {}
    import yaml

    text = _decoded(encoded)
    try:
        _check(text)
        return _load(text)
    except yaml.MarkedYAMLError as error:
        raise _Unreadable("is not valid YAML", _line(text, _place(error, text))) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise _Unreadable("is not valid YAML") from error


def _decoded(encoded: bytes) -> str:
    from yaml.reader import Reader

    try:
        text = encoded.decode().replace("\r\n", "\n").replace("\r", "\n")  # as frontmatter would do
    except UnicodeDecodeError as error:
        raise _Unreadable("is not UTF-8", encoded.count(b"\n", 0, error.start) + _FIRST_LINE) from error
    if forbidden := Reader.NON_PRINTABLE.search(text):
        raise _Unreadable("has a character that YAML forbids", _line(text, forbidden.start()))
    if directive := _DIRECTIVE.search(text):  # yaml compares each with all before it
        raise _Unreadable("has a YAML directive", _line(text, directive.start()))
    return text


def _check(text: str) -> None:
    """Refuse text that takes long to load, or kills the process: libyaml's loader recurses without a limit.

    Its event parser does not recurse, so it is safe to walk the events, and cheap to stop early.
    """
    import yaml

    depth = 0
    for number, event in enumerate(yaml.parse(text, Loader=_loader())):
        match event:
            case yaml.CollectionStartEvent():
                depth += 1
            case yaml.CollectionEndEvent():
                depth -= 1
        if fault := _fault(event, number, depth):
            start = event.start_mark
            raise _Unreadable(fault, _line(text, start.index if start else None))


def _fault(event: "Event", number: int, depth: int) -> str:
    import yaml

    if number == _ROOT and not isinstance(event, yaml.MappingStartEvent):
        return "is not a list of names and values"
    if number >= _MOST_EVENTS:
        return f"passes {_MOST_EVENTS:,} parts"
    if depth > _MOST_LEVELS:
        return f"passes {_MOST_LEVELS} levels of nesting"
    if isinstance(event, yaml.NodeEvent) and event.anchor is not None:  # an alias names its anchor too
        return "has an anchor or an alias"
    if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag is not None:
        return "has a type tag"
    return ""


def _load(text: str) -> dict[str, object]:
    import frontmatter

    values, _ = frontmatter.parse(f"---\n{text}\n---", handler=_handler())
    return values


def _place(error: "MarkedYAMLError", text: str) -> int | None:
    """The index of a YAML mistake; of the start of an unclosed part if it is only seen at the end."""
    marks = [mark.index for mark in (error.problem_mark, error.context_mark) if mark is not None]
    return next((index for index in marks if index < len(text.rstrip())), marks[0] if marks else None)


def _line(text: str, index: int | None) -> int | None:
    """The note's line number as editors count; YAML knows more line breaks than editors do."""
    return None if index is None else text.count("\n", 0, index) + _FIRST_LINE


@cache
def _loader() -> Any:
    """The fastest YAML loader there is that keeps each scalar as written, but reads null as empty."""
    import yaml

    base = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
    loader = type("AsWrittenLoader", (base,), {})
    null = "tag:yaml.org,2002:null"
    yaml.add_implicit_resolver(null, re.compile(r"(?:~|null|Null|NULL)\Z"), list("~nN"), Loader=loader)
    yaml.add_constructor(null, lambda _loader, _node: "", Loader=loader)
    return loader


@cache
def _handler() -> "YAMLHandler":
    import yaml
    from frontmatter.default_handlers import YAMLHandler

    class AsWrittenHandler(YAMLHandler):
        """Takes exactly the text that was checked: the library would also end it at a line `----`."""

        FM_BOUNDARY = re.compile(r"\A---\n|\n---\Z")

        def load(self, fm: str, **kwargs: object) -> Any:
            """Load the values, each as written."""
            return yaml.load(fm, Loader=_loader())

    return AsWrittenHandler()
