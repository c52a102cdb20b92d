"""The theme that the config names."""

from collections.abc import Mapping

from textual.theme import BUILTIN_THEMES

from triage.core.errors import BadConfig
from triage.core.nearest import nearest
from triage.core.plain import plain


def read_theme(name: str, places: Mapping[str, str]) -> str:
    """The theme of that name, "" for none; raises BadConfig, naming its place, for an unknown one."""
    if not name or name in BUILTIN_THEMES:
        return name
    where = f"{places['theme']}: " if "theme" in places else ""
    near = nearest(name, BUILTIN_THEMES)
    meant = f"did you mean {near}?" if near else f"there are {', '.join(BUILTIN_THEMES)}"
    raise BadConfig(f"{where}theme cannot be {plain(name, 60)!r}; {meant}")
