"""Reading people's own notes: the names of those whom they are about."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from triage.core.errors import NoteUnreadable
from triage.core.globs import Globs
from triage.core.metadata import names_in
from triage.core.person_note import person_globs, person_note
from triage.storage.front_matter import _Unreadable, _values

_MOST_ALIASES = 20


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person with a note."""

    name: str
    aliases: tuple[str, ...] = ()
    """The person's other names, at most 20, as the note's front matter has them."""


def people_in(
    notes: Iterable[str], globs: Iterable[str], read: Callable[[str], bytes]
) -> Iterator[KnownPerson]:
    """Everybody whom notes that the globs cover are about, each once, in the order of the notes' paths.

    Only notes that bear the person's name are read, for their `aliases`, and a note in the person's folder
    where it is the only one. One that cannot be read has none. May run in any thread that `read` may.
    """
    covers = Globs(person_globs(globs)).cover
    own: dict[str, list[str]] = {}
    others: dict[str, list[str]] = {}
    for path in sorted(notes):
        if (note := person_note(path, covers)) and note.name:
            own.setdefault(note.name, []).extend([path] if note.is_own else [])
            others.setdefault(note.name, []).extend([] if note.is_own else [path])
    for name, paths in own.items():
        about = paths or others[name]
        aliases = (
            [alias for path in about for alias in _aliases(path, read)] if paths or len(about) == 1 else []
        )
        unique = dict.fromkeys(alias for alias in aliases if alias != name)
        yield KnownPerson(name, tuple(unique)[:_MOST_ALIASES])


def _aliases(path: str, read: Callable[[str], bytes]) -> Iterator[str]:
    """The names that a note's front matter gives as others, none where it is broken or beyond the limits."""
    try:
        values = _values(read(path))
    except (NoteUnreadable, _Unreadable):
        return
    for key in ("aliases", "alias"):
        for name in names_in(values.get(key)):
            yield name.removeprefix("@").strip()
