"""What a config holds, checked as the start of the app checks it."""

from collections.abc import Collection
from datetime import date
from typing import Final

from triage.core.config import Config
from triage.core.errors import BadConfig
from triage.session.view import BadView, views_of
from triage.storage.vault import Vault
from triage.words import view_words

CHECKED: Final = ("views", "keys", "theme")
"""The names whose values are checked only once all of the config is known."""


def check_config(config: Config, today: date, names: Collection[str] = CHECKED) -> None:
    """Raise BadConfig for saved views, keys or a theme with which the app would not start."""
    if "views" in names:
        try:
            views_of(config.views, today, config.places)
        except BadView as bad:
            raise BadConfig(view_words.why_bad(bad)) from bad
    if "keys" in names and config.keys:
        from triage.ui.keys.key_choice import (
            read_choice,  # Textual takes longer to import than most commands run
        )

        read_choice(config.keys, config.places)
    if "theme" in names and config.theme:
        from triage.ui.theme import read_theme

        read_theme(config.theme, config.places)


def check_symbols(vault: Vault) -> None:
    """Raise BadConfig if two roles share one symbol in a vault."""
    if clash := vault.clash:
        raise BadConfig(clash)
