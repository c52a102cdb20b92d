"""A vault, opened for one command."""

from dataclasses import dataclass
from secrets import token_hex

from triage.cli.choices import Choices
from triage.cli.clock import local_now
from triage.cli.config_check import check_symbols
from triage.cli.place import VaultPlace, find_place
from triage.core.config import Config
from triage.core.errors import BadConfig
from triage.session.session import Session
from triage.session.view import BadView
from triage.storage.config.config import load_config
from triage.storage.vault import Vault
from triage.words import view_words


@dataclass(frozen=True, slots=True)
class Sitting:
    """What a command works with."""

    place: VaultPlace
    config: Config
    vault: Vault
    session: Session

    @property
    def problems(self) -> list[str]:
        """What could not be read so far, a sentence each."""
        return list(dict.fromkeys([*self.vault.problems, *self.session.problems]))


def sit_down(choices: Choices, *, follows_day: bool = False) -> Sitting:
    """Open the vault that the command line means; nothing is scanned yet. Raises NoVault and BadConfig.

    What is over at once has one day throughout, what stays open for hours `follows_day`.
    """
    place = vault_place(choices)
    sitting = sitting_at(place, config_at(place, choices), choices, follows_day=follows_day)
    check_symbols(sitting.vault)
    return sitting


def vault_place(choices: Choices) -> VaultPlace:
    """Where the vault is; raises NoVault and BadConfig."""
    return find_place(choices.vault, lambda: load_config(None, choices.config).vault)


def config_at(place: VaultPlace, choices: Choices) -> Config:
    """What the config files say of the vault in a folder; raises NoVault and BadConfig."""
    try:
        return load_config(place.folder, choices.config)
    except BadConfig:
        Vault(place.folder, Config())  # where the folder itself is the trouble, this says so better
        raise


def sitting_at(place: VaultPlace, config: Config, choices: Choices, *, follows_day: bool = False) -> Sitting:
    """Open the vault in a folder; raises NoVault and BadConfig."""
    vault = Vault(place.folder, config, symbols=choices.symbols)
    return Sitting(place, config, vault, new_session(vault, config, choices, follows_day=follows_day))


def new_session(vault: Vault, config: Config, choices: Choices, *, follows_day: bool = False) -> Session:
    """A session of a run of its own; raises BadConfig for a saved view."""
    today = choices.said_today if follows_day else choices.today
    try:
        return Session(vault, today, run=token_hex(4), now=local_now, config=config)
    except BadView as bad:
        raise BadConfig(view_words.why_bad(bad)) from bad


def own_name(choices: Choices) -> str:
    """The name that means whoever runs triage, as the config says; raises NoVault and BadConfig."""
    return config_at(vault_place(choices), choices).mine[0]
