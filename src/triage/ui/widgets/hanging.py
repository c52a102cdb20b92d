"""Text beside a lead, as in a table of two columns: wrapped lines stay in the second column."""

from textual.content import Content

_LEAST_CELLS = 24
"""With less room beside the lead, the text stands under it."""
_INDENT_CELLS = 4


def hanging(lead: Content, text: Content, column: int, width: int) -> Content:
    """The text wrapped beside its lead, from `column` on; all lines together fill `width` cells at most."""
    if width - column < _LEAST_CELLS and lead.cell_length + text.cell_length > width:
        lines = [line.pad_left(_INDENT_CELLS) for line in text.wrap(max(1, width - _INDENT_CELLS))]
        return Content("\n").join([lead.rstrip(), *lines])
    first, *others = text.wrap(max(1, width - column))
    lead = lead.pad_right(max(0, column - lead.cell_length))
    return Content("\n").join([Content.assemble(lead, first), *(line.pad_left(column) for line in others)])
