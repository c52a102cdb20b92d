"""The line before and after, with what changes made visible."""

from rich.cells import cell_len
from textual.content import Content

from triage.core.plain import plain
from triage.core.task.decision import shown_line

_CONTEXT = 12
"""How many characters before the change are shown if the line is too long for the width."""


def diff(before: str, after: str, width: int) -> Content:
    """Two lines, marked - and +, cut to `width` cells around the change; one line if only the box changes."""
    old, new = plain(shown_line(before)), plain(shown_line(after))
    if (marker := _marker(old)) == _marker(new):
        old, new = old[len(marker) :], new[len(marker) :]
    boxes = "", ""
    if old[:1] == new[:1] == "[" and old[:3] != new[:3]:
        boxes = old[:3], new[:3]
        old, new = old[3:], new[3:]
        if old == new:
            box = (boxes[0], "$text-error bold"), " → ", (boxes[1], "$text-success bold")
            return Content.assemble(*box, old).truncate(width, ellipsis=True)
        if new.startswith(old):  # a date at the end, as Tasks adds one with a status
            return _with_end(boxes, old, new[len(old) :], width)
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    tail = 0
    while tail < min(len(old), len(new)) - start and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    skip = _skip(old, new, start, tail, width - 2 - len(boxes[0]))
    return Content.assemble(
        _side(("- ", boxes[0]), old, start, len(old) - tail, skip, width, "$text-error"),
        "\n",
        _side(("+ ", boxes[1]), new, start, len(new) - tail, skip, width, "$text-success"),
    )


def _with_end(boxes: tuple[str, str], words: str, end: str, width: int) -> Content:
    """One line: another box, the words as far as there is room, and what is added after them."""
    box = (boxes[0], "$text-error bold"), " → ", (boxes[1], "$text-success bold")
    room = max(0, width - cell_len(f"{boxes[0]} → {boxes[1]}{end}"))
    shown = Content(words).truncate(room, ellipsis=True)
    return Content.assemble(*box, shown, (end, "$text-success bold underline"))


def _marker(line: str) -> str:
    """What stands before the box; it is left out if it does not change."""
    return line.partition("[")[0]


def _skip(old: str, new: str, start: int, tail: int, width: int) -> int:
    """How many characters at the start are left out, so that the change can be seen."""
    end = max(len(old), len(new)) - tail
    if cell_len(max(old, new, key=len)[:end]) <= width - 4:
        return 0
    return max(0, start - _CONTEXT)


def _side(
    lead: tuple[str, str], text: str, start: int, end: int, skip: int, width: int, style: str
) -> Content:
    sign, box = lead
    mark = f"{' ' if box else ''}…" if skip else ""
    room = width - len(sign) - len(box) - len(mark)
    shown = text[skip:]
    cut = cell_len(shown) > room
    while shown and cell_len(shown) > room - (1 if cut else 0):
        shown = shown[: -max(1, (cell_len(shown) - room) // 2)]
    line = Content.assemble((sign, style), (box, f"{style} bold"), mark, shown, "…" if cut else "")
    offset = len(sign) + len(box) + len(mark) - skip
    return line.stylize(f"{style} bold underline", offset + start, offset + min(end, skip + len(shown)))
