"""One value of a config file, with its file and line."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from triage.core.errors import BadConfig, BadGlob
from triage.core.globs import Globs
from triage.core.nearest import nearest
from triage.core.task.fields import LABEL_CHARACTERS

_MOST_GLOB_CHARACTERS = 1_000
_MOST_GLOBS = 1_000
"""Every path is compared with each of them."""


@dataclass(frozen=True, slots=True)
class ConfigValue:
    """A value, its name and its line."""

    file: Path
    within: str
    """The keys above the value, each followed by a `.`."""
    name: str
    line: int
    held: Any

    @classmethod
    def of(cls, file: Path, held: Any) -> "ConfigValue":
        """The value that is a whole file."""
        return cls(file, "", "", 1, held)

    @property
    def is_empty(self) -> bool:
        """Whether the key has no value."""
        return self.held is None

    @property
    def path(self) -> str:
        """The keys above the value and its own key, with a `.` between them."""
        return f"{self.within}{self.name}"

    @property
    def place(self) -> str:
        """The value's file and line."""
        return f"{self.file}, line {self.line}"

    def bad(self, what: str) -> BadConfig:
        """The error that says `what` about the value."""
        return BadConfig(f"{self.place}: {self.path} {what}")

    def members(self, known: Collection[str] | None = None) -> Iterator["ConfigValue"]:
        """The values in a mapping, none if it is empty; raises BadConfig at a name that is not `known`."""
        if self.held is not None and not isinstance(self.held, dict):
            raise self.bad("must hold names and values")
        within = f"{self.within}{self.name}." if self.name else ""
        for name, held in (self.held or {}).items():
            member = ConfigValue(self.file, within, name, self._line(name), held)
            if not isinstance(name, str):
                raise member.bad("is no name; put it in quotes")
            if known is not None and name not in known:
                raise member.bad(_unknown(name, known))
            yield member

    def items(self) -> Iterator["ConfigValue"]:
        """The values in a list; raises BadConfig if this is no list."""
        if not isinstance(self.held, list):
            raise self.bad("must be a list, such as [one, two]")
        for index, held in enumerate(self.held):
            yield ConfigValue(self.file, self.within, self.name, self._line(index), held)

    def text(self) -> str:
        """The value as text; raises BadConfig, as do the methods that follow."""
        if self.held is None:
            raise self.bad('is empty; put a space, or what begins with # or @, in quotes: "#proposed"')
        if not isinstance(self.held, str):
            raise self.bad("must be text; put it in quotes")
        try:
            self.held.encode()
        except UnicodeEncodeError as error:
            raise self.bad("holds half a character") from error
        return str(self.held)

    def number(self, least: int = 0, most: int = 1_000_000) -> int:
        """The value as a whole number within bounds."""
        if isinstance(self.held, bool) or not isinstance(self.held, int) or self.held < 0:
            raise self.bad("must be a whole number, such as 10")
        if not least <= self.held <= most:
            raise self.bad(f"must be at least {least} and at most {most:,}")
        return int(self.held)

    def flag(self) -> bool:
        """The value as true or false."""
        if not isinstance(self.held, bool):
            raise self.bad("must be true or false")
        return self.held

    def one_of(self, known: Collection[str]) -> str:
        """The value as one of the known words."""
        if (text := self.text()) not in known:
            raise self.bad(f"cannot be {text!r}: {_unknown(text, known)}")
        return text

    def texts(self) -> tuple[str, ...]:
        """The value as a list of texts."""
        return tuple(item.text() for item in self.items())

    def globs(self) -> tuple[str, ...]:
        """The value as a list of globs over paths."""
        for item in self.items():
            if len(item.text()) > _MOST_GLOB_CHARACTERS:
                raise item.bad(f"holds a glob of more than {_MOST_GLOB_CHARACTERS:,} characters")
        texts = self.texts()
        if len(texts) > _MOST_GLOBS:
            raise self.bad(f"holds more than {_MOST_GLOBS:,} globs")
        try:
            Globs(texts)
        except BadGlob as error:
            item = next(each for each in self.items() if each.held == error.glob)
            raise item.bad(f"cannot be {error.glob!r}: {error}") from error
        return texts

    def tags(self) -> tuple[str, ...]:
        """The value as a list of tags."""
        for item in self.items():
            if not LABEL_CHARACTERS.fullmatch(item.text()):
                raise item.bad('must hold tags, such as "#proposed"')
        return self.texts()

    def names(self) -> tuple[str, ...]:
        """The value as a list of at least one name, each written with or without the `@`."""
        names = tuple(text.removeprefix("@") for text in self.texts())
        if not all(names) or not names:
            raise self.bad("must hold a name")
        return names

    def written_names(self) -> tuple[str, ...]:
        """The value as a list of names that can follow an `@` in a task."""
        from triage.core.people.name import is_name  # only if the config has names

        names = self.names()
        for item, name in zip(self.items(), names, strict=True):
            if not is_name(name):
                raise item.bad(
                    f"cannot be {name!r}: a name is one to four words of letters; give several one by one"
                )
        return names

    def _line(self, key: object) -> int:
        places = getattr(getattr(self.held, "lc", None), "data", None) or {}  # merged keys have no line
        return places[key][0] + 1 if key in places else self.line


def _unknown(name: str, known: Collection[str]) -> str:
    meant = nearest(name, known)
    return f"is unknown; did you mean {meant}?" if meant else f"is unknown; known are {', '.join(known)}"
