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
"""Seconds that an expression may take for one path; Python's own `re` has no limit."""
_LIMIT_SECONDS: Final = 0.5
"""Seconds that all expressions may take together, at the start."""
_SECONDS_A_PATH: Final = 0.0005
"""Seconds that each path adds."""
_MOST_EXPRESSIONS: Final = 200
_MOST_NAMED: Final = 3
"""How many entries a sentence names."""


class Patience:
    """The processor time left for all expressions of a vault and of the vaults within it.

    It begins with half a second, and each path adds half a millisecond. Nobody can stop an expression while
    it is compiled or searched for, so the thread is blocked for that time.
    """

    def __init__(self, now: Callable[[], float] = thread_time) -> None:
        """Begin with all the time; `now` is a clock in seconds."""
        self._now = now
        self._left = _LIMIT_SECONDS
        self.expressions = _MOST_EXPRESSIONS
        """How many more expressions may be compiled."""

    @property
    def is_spent(self) -> bool:
        """Whether no time is left."""
        return self._left <= 0

    @property
    def next_search(self) -> float:
        """Seconds that the next search may take."""
        return min(_ONE_SEARCH_SECONDS, self._left)

    def grow(self) -> None:
        """Add the time for one path."""
        self._left += _SECONDS_A_PATH

    def __enter__(self) -> None:
        """Start the clock."""
        self._left += self._now()

    def __exit__(self, *_: object) -> None:
        """Take off the time since the clock was started."""
        self._left -= self._now()


class ExcludedFiles:
    """The entries of one vault: each is the beginning of a path, or an expression `/…/` to find in the path.

    Upper and lower case are the same. An entry that cannot be understood leaves nothing out, and is reported.
    """

    def __init__(self, entries: Iterable[str], patience: Patience, report: Callable[[str], None]) -> None:
        """Take the entries as Obsidian writes them; some problems are reported only when a path is tried."""
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
            self._report(
                f"the excluded files {_listed(refused)} cannot be understood, and are not applied: {why}"
            )

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
                    f"the excluded files {_listed(self._expressions)} are not applied any more: "
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
                self._report(f"the excluded files {entry!r} take too long to find, and are not applied")
        return ""

    def _compiled(self, text: str) -> "regex.Pattern[str]":
        """The expression, compiled within the limits; raises BadExpression."""
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
    """The path in the form that is compared; the two small letters of a capital sigma are one."""
    return plain(path).lower().replace("ς", "σ")


def _listed(entries: Iterable[str]) -> str:
    names = list(entries)
    more = f" and {len(names) - _MOST_NAMED:,} more" if len(names) > _MOST_NAMED else ""
    return f"{', '.join(repr(name[:100]) for name in names[:_MOST_NAMED])}{more}"
