"""Which folder is the vault."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from triage.core.errors import NoVault

VARIABLE = "TRIAGE_VAULT"
_MARK = ".obsidian"


@dataclass(frozen=True, slots=True)
class VaultPlace:
    """A vault's folder, and who said so."""

    folder: Path
    said_by: str


def find_place(said: Path | None, in_config: Callable[[], str]) -> VaultPlace:
    """The folder that the command line, the environment or the config names, else the nearest one upward.

    The config is asked only when it is its turn. Whether the folder can be read is for the vault to say.
    Raises NoVault if nobody names one.
    """
    if said is not None:
        return VaultPlace(said, "the command line")
    if name := os.environ.get(VARIABLE, ""):
        return VaultPlace(_from_home(name), f"${VARIABLE}")
    if name := in_config():
        return VaultPlace(_from_home(name), "the config")
    here = _here()
    for folder in (here, *here.parents):
        if (folder / _MARK).is_dir():
            return VaultPlace(folder, f"the nearest folder upward with {_MARK}")
    raise NoVault(
        f"No vault: no folder from {here} upward holds {_MARK}. Name your folder of notes: triage DIR, "
        f"--vault DIR, ${VARIABLE}, or `vault:` in the config"
    )


def _from_home(name: str) -> Path:
    try:
        return Path(name).expanduser()
    except RuntimeError:  # no user has that name
        return Path(name)


def _here() -> Path:
    try:
        return Path.cwd()
    except OSError as error:
        raise NoVault("The current folder is gone: go to another, or name the vault with --vault") from error
