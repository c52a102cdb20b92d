"""People's own notes: whom a note is about, as its path says."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

_SUFFIX: Final = re.compile(r"\.md\Z", re.IGNORECASE)
_WILD: Final = re.compile(r"[*?\[]|\.md\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PersonNote:
    """A note about a person."""

    name: str
    """The person's name, as the note or the folder is called."""
    is_own: bool
    """Whether the note itself bears the name, and not only a folder that it lies in."""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person with a note."""

    name: str
    aliases: tuple[str, ...] = ()
    """The person's other names, at most 20, as the note's front matter has them."""


def person_globs(globs: Iterable[str]) -> tuple[str, ...]:
    """The globs, where one names a folder as it is: those of what lies in it."""
    return tuple(_within(glob.removeprefix("./").rstrip("/")) for glob in globs)


def person_note(path: str, covers: Callable[[str], bool]) -> PersonNote | None:
    """Whom the note with that path is about; None if the globs do not cover it.

    `covers` says whether `person_globs` cover a note's or a folder's path. The outermost that is covered
    gives the name: `People/Ada Quill/2026 plans.md` is about Ada Quill where the glob is `People/*`.
    """
    parts = unicodedata.normalize("NFC", path).split("/")  # macOS decomposes what Finder wrote
    for count in range(1, len(parts) + 1):
        if covers("/".join(parts[:count])):
            last = _SUFFIX.sub("", parts[-1]).removeprefix("@").strip()
            name = last if count == len(parts) else parts[count - 1].removeprefix("@").strip()
            return PersonNote(name, last.casefold() == name.casefold())
    return None


def _within(glob: str) -> str:
    last = glob.rpartition("/")[2]
    if not last or _WILD.search(last):
        return glob
    return f"{glob if '/' in glob else f'**/{glob}'}/*"
