"""A task line, read as the Tasks plugin reads it and without losing a character.

Source: obsidian-tasks 8.3.0, `src/Task/TaskRegularExpressions.ts`, `src/Task/Task.ts`.
"""

import re
from dataclasses import dataclass

from triage.core.task.fields import (
    DATES,
    TAG_CHARACTERS,
    Field,
    Kind,
    Span,
    field_at_end,
    is_day,
    label_spans,
    present,
)
from triage.core.task.settings import Settings, TaskFormat
from triage.core.task.whitespace import LINE_ENDS, WHITESPACE, trim_end, trim_start

_PASSES = 21
"""How often the plugin goes over the end of a line; what would need more stays text."""

_MOST_SEARCHED = 4096
"""How many characters at the end of the words are searched for owners and fields."""

_TASK = re.compile(
    rf"(?P<indentation>[{WHITESPACE}>]*)"
    r"(?P<marker>[-*+]|[0-9]+[.)])"
    r" +"
    rf"\[(?P<symbol>[^{LINE_ENDS}])\]"
    r" *"
    rf"(?P<body>[^{LINE_ENDS}]*)"
)
_BLOCK_LINK = re.compile(r" \^[A-Za-z0-9-]+\Z")
_TAG_WITH_SPACE = re.compile(f"(?:^|[{WHITESPACE}]){TAG_CHARACTERS.pattern}")


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A list item with a checkbox: its text, and where each part of it stands."""

    text: str
    indentation: str
    marker: str
    symbol_at: int
    body: Span
    """What follows the checkbox, trimmed, block link included."""
    described: Span
    """What Tasks leaves of the body once every field and tag at its end is taken off."""
    fields: tuple[Field, ...]
    """The fields and tags at the end of the body, from left to right."""
    block_link: str
    """The block link with its leading space."""
    format: TaskFormat

    @property
    def symbol(self) -> str:
        """The character in the checkbox."""
        return self.text[self.symbol_at]

    @property
    def fields_end(self) -> int:
        """Where the last field or tag ends: before the block link, or at the end of the body."""
        return trim_end(self.text, self.body.start, self.body.end - len(self.block_link))

    @property
    def last_words(self) -> Span:
        """The end of what Tasks leaves of the body: all of it, but for lines that nobody has typed."""
        return Span(max(self.described.start, self.described.end - _MOST_SEARCHED), self.described.end)

    @property
    def description(self) -> str:
        """What Tasks calls the description: the words, and every tag."""
        trailing = (field.value for field in self.fields if field.kind is Kind.TAG)
        return " ".join([self.text[slice(*self.described)], *trailing]).strip(WHITESPACE)

    @property
    def tags(self) -> tuple[str, ...]:
        """Every tag that Tasks reads in the description, in order, those that a global filter hides included.

        A tab or no-break space is part of the tag before it, so that a tag right behind it is none.
        """
        return tuple(match[0].strip(WHITESPACE) for match in _TAG_WITH_SPACE.finditer(self.description))

    @property
    def labels(self) -> tuple[str, ...]:
        """Every tag of the description as Obsidian shows it: any white space ends one."""
        description = self.description
        return tuple(description[slice(*span)] for span in label_spans(description, 0, len(description)))

    @property
    def description_without_tags(self) -> str:
        """The description with each tag and the white space before it deleted."""
        return _TAG_WITH_SPACE.sub("", self.description).strip(WHITESPACE)

    @property
    def hard_break(self) -> str:
        """The two or more spaces that end the line."""
        spaces = self.text[len(self.text.rstrip(" ")) :]
        return spaces if len(spaces) > 1 else ""

    def field(self, kind: Kind) -> Field | None:
        """The field that Tasks reads: of several of a kind, the leftmost."""
        return next((field for field in self.fields if field.kind is kind), None)

    def value(self, kind: Kind) -> str:
        """What Tasks reads in the field, "" for none, "invalid" for a date that is no day."""
        if (field := self.field(kind)) is None:
            return ""
        if kind in DATES and not is_day(field.value):
            return "invalid"
        return field.value

    def is_task(self, settings: Settings) -> bool:
        """Whether Tasks takes the list item for a task: its global filter decides."""
        return settings.global_filter in self.text[self.body.start : self.fields_end]


def parse_line(text: str, format: TaskFormat = TaskFormat.EMOJI) -> TaskLine | None:
    r"""Read a line (with or without its `\r`, without its `\n`); None when it is no checkbox list item."""
    if not (match := _TASK.match(text)):
        return None
    start, end = match.span("body")
    start = trim_start(text, start, end)
    end = trim_end(text, start, end)
    if start == end:  # what is added to no words goes right behind the box, before the spaces of a hard break
        start = match.start("symbol") + len("x]")
        start = end = start + text.startswith(" ", start)
    link = _BLOCK_LINK.search(text[start:end])
    rest = trim_end(text, start, start + link.start()) if link else end
    fields: list[Field] = []
    kinds = present(text[start:rest], format)
    for _ in range(_PASSES):
        before = len(fields)
        for kind in kinds:
            if field := field_at_end(kind, text, start, rest, format):
                fields.append(field)
                rest = trim_end(text, start, field.span.start)
        if len(fields) == before:
            break
    return TaskLine(
        text=text,
        indentation=match["indentation"],
        marker=match["marker"],
        symbol_at=match.start("symbol"),
        body=Span(start, end),
        described=Span(start, rest),
        fields=tuple(reversed(fields)),
        block_link=link[0] if link else "",
        format=format,
    )
