"""The lines of the queue: the heading of each group, and its rows beneath."""

from collections.abc import Collection, Sequence

from triage.core.row import Group


class QueueLines:
    """Knows on which line each row stands, from 0."""

    def __init__(self, groups: Sequence[Group] = ()) -> None:
        """Put the groups one beneath the other."""
        self._lines: list[int | Group] = []
        self._group_of: dict[int, Group] = {}
        for group in groups:
            self._lines += [group, *group.keys]
            self._group_of.update(dict.fromkeys(group.keys, group))
        self._line_of = {line: at for at, line in enumerate(self._lines) if isinstance(line, int)}

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    def __contains__(self, key: int) -> bool:
        """Whether a row stands on one of the lines."""
        return key in self._line_of

    @property
    def keys(self) -> list[int]:
        """The rows, in order."""
        return list(self._line_of)

    def at(self, line: int) -> int | Group:
        """The key of the row on a line, or the group whose heading it is."""
        return self._lines[line]

    def between(self, start: int, end: int) -> list[int | Group]:
        """What stands on the lines from `start` to before `end`."""
        return self._lines[start:end]

    def line_of(self, key: int) -> int | None:
        """The line of a row, None if it is not shown."""
        return self._line_of.get(key)

    def group_of(self, key: int) -> Group | None:
        """The group of a row, None if it is not shown."""
        return self._group_of.get(key)

    def is_head(self, line: int) -> bool:
        """Whether a heading stands on a line."""
        return isinstance(self._lines[line], Group)

    def head(self, lines: range) -> int | None:
        """The first heading among these lines."""
        return next((at for at in lines if self.is_head(at)), None) if self._lines else None

    def next_row(self, start: int, step: int) -> int | None:
        """The first line with a row that comes after `start` in steps of 1 or -1."""
        at = start + step
        while 0 <= at < len(self._lines):
            if not self.is_head(at):
                return at
            at += step
        return None

    def nearest(self, line: int, keys: Collection[int]) -> int | None:
        """The first of these rows that stands below a line, else the first above it."""
        for at in (*range(line + 1, len(self._lines)), *range(line, -1, -1)):
            row = self._lines[at]
            if isinstance(row, int) and row in keys:
                return row
        return None
