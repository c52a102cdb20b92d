"""Changes of one task line, each a replacement of spans that leaves every other character."""

import re
from collections import Counter
from collections.abc import Iterable

from triage.core.difference import difference
from triage.core.errors import OwnerUnclear, Refusal, Refused, SeveralOwners
from triage.core.people.name import is_name
from triage.core.people.owners import Owner, read_owners
from triage.core.people.people import People
from triage.core.task.dialect import Cause, HiddenField, hidden_fields
from triage.core.task.enclosure import closes, enclosed, opens
from triage.core.task.fields import (
    DATES,
    Kind,
    Span,
    label_key,
    label_spans,
    tag_spans,
    written,
    written_value,
)
from triage.core.task.line import TaskLine, parse_line
from triage.core.task.whitespace import LINE_ENDS, WHITESPACE, trim_end, trim_start
from triage.core.task.written_date import SPACE

_JOINS = WHITESPACE + ",.:!?)#@"
"""What may stand right behind the words once a field between them is gone: no letter that would join them.

A `#` or `@` that was no tag and no owner behind the field must not become one.
"""
_LEADS_ON = re.compile(
    r"\b(?:and|or|with|to|from|for|by|of|und|oder|mit|von|für|et|avec|pour|y|con|para)\Z|[&,+/]\Z"
)
"""What needs the name behind it: a name that ends such a sentence is one of its words."""

_RUNS_ON = (
    r"[^\W_]|[(\[]|[-/~+:.\u2012-\u2015…]+(?=\w)"
    rf"|{SPACE}*(?:[-~/\u2012-\u2015]|to|till|until|bis|or|and)?{SPACE}*\d"
)
"""What stands behind a date that is only the first half of it."""

_WORD_BEHIND = rf"{SPACE}+\w"

_LAST = frozenset({Kind.DONE, Kind.CANCELLED})
"""The fields that Tasks writes behind all others."""


def with_symbol(line: TaskLine, symbol: str) -> TaskLine:
    """The line with another character in its box."""
    return _parsed(_replaced(line.text, Span(line.symbol_at, line.symbol_at + 1), symbol), line)


def with_field(line: TaskLine, kind: Kind, value: str) -> TaskLine:
    """The line with a field saying `value` where Tasks reads it; "" takes the field off.

    Fields that Tasks does not see stay as they are. Raises Refused if no place serves.
    """
    if not value:
        return _without_field(line, kind)
    if (field := line.field(kind)) is not None:
        new = _replaced(line.text, field.value_span, written_value(kind, value, line.format))
        return _checked(line, _parsed(new, line), {kind: value})
    places = [line.described.end, line.fields_end]
    for at in reversed(places) if kind in _LAST else places:
        after = _parsed(_inserted(line, at, written(kind, value, line.format)), line)
        if (problem := _difference(line, after, {kind: value})) is None:
            return after
    assert problem, "there are places to try"
    raise Refused(Refusal.NO_PLACE, kind=kind, problem=problem)


def without_hidden(line: TaskLine, kind: Kind) -> TaskLine:
    """The line without the field of this kind that only a person sees, to put one in its place.

    Where Tasks reads a field of the kind, others are words. Raises Refused if there are several.
    """
    entries = [hidden for hidden in hidden_fields(line) if hidden.field.kind is kind]
    if kind is Kind.PRIORITY:  # its signs are used in sentences
        entries = [hidden for hidden in entries if hidden.field.span.start >= words_span(line).end]
    if line.field(kind) or not entries:
        return line
    if len(entries) > 1:
        raise Refused(Refusal.SEVERAL_FIELDS, kind=kind)
    _check_apart(line, entries[0])
    return _still_read(line, _parsed(_cut(line, entries[0].field.span), line), line.tags)


def with_words(line: TaskLine, words: str) -> TaskLine:
    """The line with other words: only the stretch between the first and the last changed character."""
    span = words_span(line)
    before = line.text[slice(*span)]
    if not words.strip(WHITESPACE):
        raise Refused(Refusal.NO_WORDS)
    if any(end in words for end in LINE_ENDS):
        raise Refused(Refusal.LINE_BREAK_IN_WORDS)
    if span.start == span.end < line.fields_end:
        words += " "  # or the first tag or field would be part of the words
    start, old_end, new_end = difference(before, words)
    stretch = Span(span.start + start, span.start + old_end)
    after = _parsed(_replaced(line.text, stretch, words[start:new_end]), line)
    kept = {field.kind: line.value(field.kind) for field in line.fields if field.kind is not Kind.TAG}
    for kind, value in kept.items():
        if after.value(kind) != value:
            raise Refused(Refusal.FIELD_IN_WORDS, kind=kind)
    behind = sum(1 for _ in tag_spans(line.text, span.end, line.fields_end))
    if after.block_link != line.block_link or _last(after.tags, behind) != _last(line.tags, behind):
        raise Refused(Refusal.TAG_OR_LINK_IN_WORDS)
    return after


def with_owner(line: TaskLine, name: str, people: People, replacing: str = "") -> TaskLine:
    """The line with another owner; "" takes the owner off.

    `replacing` names the owner to replace: one of several, or one whose name's end is not clear.
    Raises SeveralOwners or OwnerUnclear if it is needed and not given.
    """
    if name and not is_name(name):
        raise Refused(Refusal.NO_NAME, name=name)
    owners = read_owners(line, people)
    if not owners:
        if replacing:
            raise Refused(Refusal.NO_OWNER, replacing=replacing)
        return _with_new_owner(line, name, people) if name else line
    owner, old = _chosen(owners, replacing)
    if name:
        text = _replaced(line.text, old, owner.written(name))
    else:
        text = _cut(line, enclosed(line.text, old, *line.described))
    if not name and not _parsed(text, line).text[slice(*words_span(_parsed(text, line)))]:
        raise Refused(Refusal.NO_WORDS_BUT_OWNER)
    return _checked_owner(line, _parsed(text, line), name, people, old)


def without_tags(line: TaskLine, tags: Iterable[str]) -> TaskLine:
    """The line without these tags, wherever they stand in it."""
    unwanted = set(map(label_key, tags))
    trailing = (field.span for field in line.fields if field.kind is Kind.TAG)
    stretches = (line.described, *trailing)
    all_tags = (span for stretch in stretches for span in label_spans(line.text, *stretch))
    spans = [span for span in all_tags if label_key(line.text[slice(*span)]) in unwanted]
    if not spans:
        return line
    after = _parsed(_cut(line, *spans), line)
    if after.labels != tuple(tag for tag in line.labels if label_key(tag) not in unwanted):
        raise Refused(Refusal.OTHER_TAGS)
    return _still_read(line, after, after.tags)


def mended(line: TaskLine) -> TaskLine:
    """The line with every field that Tasks does not see moved to where it does, in their order.

    Raises Refused if there is nothing to mend.
    """
    hidden = hidden_fields(line)
    several = {kind for kind, count in Counter(entry.field.kind for entry in hidden).items() if count > 1}
    values = {
        entry.field.kind: entry.reading.strip(WHITESPACE)
        for entry in hidden
        if (entry.reading or entry.cause is not Cause.MALFORMED)
        and not entry.time
        and entry.field.kind not in several
        and not line.field(entry.field.kind)
    }
    after = line
    if not values and any(entry.time for entry in hidden):
        raise Refused(Refusal.TIME_BEHIND_DATE)
    if not values and any(entry.cause is Cause.MALFORMED and not entry.reading for entry in hidden):
        raise Refused(Refusal.DAY_UNCLEAR)
    if not values:
        raise Refused(Refusal.NOTHING_TO_MEND)
    for kind in reversed(values):
        for entry in hidden_fields(after):  # unless it was seen once another had moved away from behind it
            if entry.field.kind is kind:
                _check_apart(after, entry)
                cut = _parsed(_cut(after, entry.field.span), after)
                after = with_field(_still_read(after, cut, after.tags), kind, values[kind])
                break
    return after


def words_span(line: TaskLine) -> Span:
    """Where the words of the task stand: its body up to the owners, fields and tags at its end."""
    start, end = line.described
    spans = [hidden.field.span for hidden in hidden_fields(line)]
    spans += [
        owner.span
        for owner in read_owners(line, People())
        if owner.is_clear and not _leads_on(line.text, start, owner.span.start)
    ]
    spans += tag_spans(line.text, line.last_words.start, end)
    starts = {span.end: span.start for span in reversed(spans)}
    while starts.get(end, start) > start:
        end = trim_end(line.text, start, starts[end])
    return Span(start, end)


def _check_apart(line: TaskLine, hidden: HiddenField) -> None:
    """Raise Refused where something would be left of a date, or of what encloses it, if it were cut off."""
    kind, span, *_ = hidden.field
    if kind not in DATES:
        return
    before = line.text[span.start - 1] if span.start > line.body.start else " "
    behind = line.text[span.end : line.described.end]
    is_worded = hidden.field.value.isalpha() and re.match(_WORD_BEHIND, behind)
    if is_worded or opens(before) or re.match(_RUNS_ON, behind):
        raise Refused(Refusal.DATE_UNCLEAR, kind=kind)


def _leads_on(text: str, start: int, at: int) -> bool:
    """Whether the sentence needs what stands at `at`; only its last few characters are looked at."""
    end = trim_end(text, start, at)
    return _LEADS_ON.search(text, max(start, end - 8), end) is not None


def _without_field(line: TaskLine, kind: Kind) -> TaskLine:
    """The line without any field of this kind that Tasks reads, the outvoted ones included."""
    after = line
    for field in reversed(line.fields):
        if field.kind is kind:
            after = _parsed(_cut(after, field.span), line)
    return _checked(line, after, {kind: ""})


def _with_new_owner(line: TaskLine, name: str, people: People) -> TaskLine:
    """The line with its first owner, before the first field at its end, else before the tags there."""
    fields = [field.span.start for field in line.fields if field.kind is not Kind.TAG]
    behind_words = words_span(line).end
    hidden = [
        entry.field.span.start for entry in hidden_fields(line) if entry.field.span.start >= behind_words
    ]
    at = min([*hidden, *fields], default=line.described.end)
    after = _parsed(_inserted(line, trim_end(line.text, line.body.start, at), f"@{name}"), line)
    return _checked_owner(line, after, name, people)


def _checked_owner(
    before: TaskLine, after: TaskLine, name: str, people: People, replaced: Span | None = None
) -> TaskLine:
    """The line after a reassignment, once the new owner reads as it was given and the others as before."""
    known = people.with_name(name)
    at = replaced.start if replaced else None
    expected = [owner.name for owner in read_owners(before, known) if owner.span.start != at]
    owners = [owner.name for owner in read_owners(after, known)]
    if name and name not in owners:
        raise Refused(Refusal.NAME_RUNS_ON, name=name)
    if sorted(owners) != sorted([*expected, name] if name else expected):
        raise Refused(Refusal.OTHER_OWNER)
    return _still_read(before, after, before.tags)


def _chosen(owners: tuple[Owner, ...], replacing: str) -> tuple[Owner, Span]:
    """The owner that is meant, and its span."""
    if not replacing:
        if len(owners) > 1:
            raise SeveralOwners(tuple(owner.name for owner in owners))
        if not owners[0].is_clear:
            raise OwnerUnclear(owners[0].candidates)
        return owners[0], owners[0].span
    for owner in owners:
        if replacing == owner.name or replacing in owner.candidates:
            return owner, owner.span_of(replacing)
    raise Refused(Refusal.NO_SUCH_OWNER, replacing=replacing, names=tuple(owner.name for owner in owners))


def _still_read(before: TaskLine, after: TaskLine, tags: tuple[str, ...]) -> TaskLine:
    """The line after something was cut, once all that Tasks read in it is read as before."""
    for field in before.fields:
        if field.kind is not Kind.TAG and after.value(field.kind) != before.value(field.kind):
            raise _misread(field.kind, after)
    if after.tags != tags or after.block_link != before.block_link:
        raise Refused(Refusal.TAG_OR_LINK_MISREAD)
    return after


def _checked(before: TaskLine, after: TaskLine, changed: dict[Kind, str]) -> TaskLine:
    if (problem := _difference(before, after, changed)) is not None:
        raise problem
    return after


def _difference(before: TaskLine, after: TaskLine, changed: dict[Kind, str]) -> Refused | None:
    """What Tasks would read otherwise than it should, None if it reads all as before and the change."""
    for kind in Kind:
        if kind is not Kind.TAG and after.value(kind) != changed.get(kind, before.value(kind)):
            return _misread(kind, after)
    if after.tags != before.tags:
        return Refused(Refusal.TAGS_MISREAD)
    if after.block_link != before.block_link or after.symbol != before.symbol:
        return Refused(Refusal.LINK_OR_STATUS_MISREAD)
    return None


def _misread(kind: Kind, after: TaskLine) -> Refused:
    """The refusal of a line in which Tasks would read a field otherwise than it should."""
    value = after.value(kind)
    return Refused(Refusal.MISREAD, kind=kind, value=value) if value else Refused(Refusal.UNREAD, kind=kind)


def _parsed(text: str, before: TaskLine) -> TaskLine:
    after = parse_line(text, before.format)
    if after is None:
        raise Refused(Refusal.NO_TASK_ANY_MORE)
    return after


def _replaced(text: str, span: Span, new: str) -> str:
    return f"{text[: span.start]}{new}{text[span.end :]}"


def _cut(line: TaskLine, *spans: Span) -> str:
    """The text without these spans and the white space before each, behind it if nothing stands before."""
    at = line.body.start
    kept = [line.text[:at]]
    for span in spans:
        before = line.text[at : span.start]
        trimmed = before.rstrip(WHITESPACE)
        at = span.end
        if len(kept) == 1 and not trimmed:
            at = trim_start(line.text, at, line.body.end)
        elif line.text[at : at + 1].strip(_JOINS) and not closes(line.text, at, line.body.start):
            # it must not run into what stands before
            kept.append(before if before != trimmed else f"{before} ")
        else:
            kept.append(trimmed)
    return "".join([*kept, line.text[at:]])


def _inserted(line: TaskLine, at: int, new: str) -> str:
    """The text with something added, spaces around it if there are none yet."""
    gap = "  " if new[0] in "[(" else " "
    before = gap if at > 0 and line.text[at - 1] not in WHITESPACE else ""
    behind = " " if at < line.body.end and line.text[at] not in WHITESPACE else ""
    return _replaced(line.text, Span(at, at), f"{before}{new}{behind}")


def _last(tags: tuple[str, ...], count: int) -> tuple[str, ...]:
    return tags[len(tags) - count :]
