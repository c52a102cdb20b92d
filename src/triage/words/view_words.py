"""How views are said; their names and filters come from a config file, and are not clean."""

from collections.abc import Sequence
from typing import assert_never

from triage.core.errors import TriageError
from triage.core.plain import plain
from triage.session.view import BadView, View


def why_bad(bad: BadView) -> str:
    """Why the config cannot have a saved view, behind the view's place; to be cleaned."""
    where = f"{bad.place}: " if bad.place else ""
    match bad.because:
        case View(is_saved=True, name=other):
            return f"{where}views: {bad.name!r} and {other!r} are one name; call one otherwise"
        case View():
            return f"{where}views: {bad.name!r} is the name of a view that is always there"
        case TriageError():
            return f"{where}views: {bad.name!r}: {bad.because}"
    assert_never(bad.because)


def without_tags(tags: Sequence[str]) -> str:
    """What proposals that are left out lack: `without #proposed or #auto`."""
    return f"without {' or '.join(plain(tag, 40) for tag in tags)}"
