"""Obsidian's excluded files: which paths of a vault they leave out."""

from collections.abc import Callable, Iterable
from time import thread_time
from typing import TYPE_CHECKING, Final

from triage.core.errors import BadExpression
from triage.core.expression import translated
from triage.core.globs import plain

if TYPE_CHECKING:
    import regex

_ONE_SEARCH_SECONDS: Final = 0.05
"""Seconds that an expression may take for one path: Python's own `re` would go on for years."""
_LIMIT_SECONDS: Final = 0.5
"""Seconds that all expressions may take together, at the start."""
_SECONDS_A_PATH: Final = 0.0005
_MOST_EXPRESSIONS: Final = 200
_MOST_NAMED: Final = 3
"""How many entries a sentence names."""


class Patience:
    """What all expressions of a vault and of those within it may cost together: half a second of the thread.

    A path more is half a millisecond more. An expression that is compiled or searched for cannot be stopped,
    so whoever waits for the thread waits as long as that.
    """

    def __init__(self, now: Callable[[], float] = thread_time) -> None:
        """Begin with all of it; `now` is a clock of seconds."""
        self._now = now
        self._left = _LIMIT_SECONDS
        self.expressions = _MOST_EXPRESSIONS
        """How many more may be compiled."""

    @property
    def is_spent(self) -> bool:
        """Whether nothing is left."""
        return self._left <= 0

    @property
    def next_search(self) -> float:
        """Seconds that the next search may take."""
        return min(_ONE_SEARCH_SECONDS, self._left)

    def grow(self) -> None:
        """Allow for one path more."""
        self._left += _SECONDS_A_PATH

    def __enter__(self) -> None:
        """Begin to count."""
        self._left += self._now()

    def __exit__(self, *_: object) -> None:
        """Take off what it took."""
        self._left -= self._now()


class ExcludedFiles:
    """The entries of one vault: the beginning of a path each, or `/…/`, searched in the path.

    Upper and lower case are the same. What cannot be judged leaves nothing out, and is reported.
    """

    def __init__(self, entries: Iterable[str], patience: Patience, report: Callable[[str], None]) -> None:
        """Take the entries as Obsidian writes them; problems are reported at once or when they come up."""
        self._patience = patience
        self._report = report
        self._beginnings: dict[str, str] = {}
        self._expressions: dict[str, regex.Pattern[str]] = {}
        refused: dict[str, str] = {}
        for entry in entries:
            if len(entry) > 1 and entry.startswith("/") and entry.endswith("/"):
                try:
                    self._expressions[entry] = self._compiled(entry[1:-1])
                except BadExpression as error:
                    refused[entry] = str(error)
            else:
                self._beginnings.setdefault(_folded(entry), entry)
        self._lengths = sorted({len(beginning) for beginning in self._beginnings})
        if refused:
            why = next(iter(refused.values()))
            self._report(f"the excluded files {_listed(refused)} cannot be understood, and stay: {why}")

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._beginnings or self._expressions)

    def covering(self, path: str) -> str:
        """The entry that leaves out a note's path within the vault, "" for none."""
        folded = _folded(path)
        for length in self._lengths:
            if length > len(folded):
                break
            if (entry := self._beginnings.get(folded[:length])) is not None:
                return entry
        return self._found(plain(path)) if self._expressions else ""

    def _found(self, path: str) -> str:
        self._patience.grow()
        for entry, expression in list(self._expressions.items()):
            if self._patience.is_spent:
                self._report(
                    f"the excluded files {_listed(self._expressions)} are not looked for any more, and stay: "
                    "all of them together take too long"
                )
                self._expressions.clear()
                break
            try:
                with self._patience:
                    if expression.search(path, timeout=self._patience.next_search, concurrent=True):
                        return entry
            except TimeoutError:
                del self._expressions[entry]
                self._report(f"the excluded files {entry!r} take too long to find, and stay")
        return ""

    def _compiled(self, text: str) -> "regex.Pattern[str]":
        """The expression, within the bounds; raises BadExpression."""
        import regex  # 30 ms, and few vaults have such entries

        if self._patience.is_spent:
            raise BadExpression("all of them together take too long")
        if not self._patience.expressions:
            raise BadExpression(f"there are more than {_MOST_EXPRESSIONS}")
        self._patience.expressions -= 1
        try:
            with self._patience:
                return regex.compile(translated(plain(text)), regex.IGNORECASE)
        except (regex.error, OverflowError, RecursionError) as error:
            raise BadExpression(f"it is not understood by the module `regex`: {error}") from error


def _folded(path: str) -> str:
    """The path as others are compared with it; the two small letters of a capital sigma are one."""
    return plain(path).lower().replace("ς", "σ")


def _listed(entries: Iterable[str]) -> str:
    names = list(entries)
    more = f" and {len(names) - _MOST_NAMED:,} more" if len(names) > _MOST_NAMED else ""
    return f"{', '.join(repr(name[:100]) for name in names[:_MOST_NAMED])}{more}"
