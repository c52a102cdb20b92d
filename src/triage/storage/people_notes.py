"""Reading the notes about people: their names and other names."""

from collections.abc import Callable, Iterable, Iterator

from triage.core.errors import NoteUnreadable
from triage.core.globs import Globs
from triage.core.people.person_note import KnownPerson, person_globs, person_note
from triage.storage.front_matter import read_metadata

_MOST_ALIASES = 20


def people_in(
    notes: Iterable[str], globs: Iterable[str], read: Callable[[str], bytes]
) -> Iterator[KnownPerson]:
    """Every person whom a note under these globs is about, once, in the order of the notes' paths.

    Their other names are the `aliases` in the notes that bear the person's name; if there is no such note,
    in the only note of the person's folder. A note that cannot be read gives none.
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
    """The other names in a note's front matter; none if it is broken or beyond the limits."""
    try:
        aliases = read_metadata(read(path)).aliases
    except NoteUnreadable:
        return
    for name in aliases:
        yield name.removeprefix("@").strip()
