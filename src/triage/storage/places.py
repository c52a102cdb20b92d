"""Where config and state live."""

import hashlib
import os
import re
from pathlib import Path

from triage.storage.own_folder import make_own

_APP = "triage"
_OUTSIDE = re.compile("[^A-Za-z0-9_-]+")


def config_file() -> Path:
    """The user's config file, whether it exists or not."""
    return _folder("XDG_CONFIG_HOME", "user_config_path") / "config.yaml"


def state_folder() -> Path:
    """The folder for what triage remembers, whether it exists or not."""
    return _folder("XDG_STATE_HOME", "user_state_path")


def own_state_folder() -> Path:
    """The folder for what triage remembers, made for this user alone; raises OSError and NotOwn."""
    folder = state_folder()
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    make_own(folder)
    return folder


def vault_state_folder(vault: Path) -> Path:
    """The folder for what triage remembers of one vault, made for this user alone.

    Raises OSError, as NotOwn if other users can reach it.
    """
    real = vault.resolve()
    digest = hashlib.sha256(os.fsencode(real)).hexdigest()[:12]
    name = _OUTSIDE.sub("-", real.name).strip("-")[:40] or "vault"
    folder = own_state_folder() / f"{name}-{digest}"
    make_own(folder)
    return folder


def _folder(variable: str, kind: str) -> Path:
    """The app's folder beneath an XDG variable, on macOS too; without one, the system's usual folder."""
    home = os.environ.get(variable, "")
    if Path(home).is_absolute():  # the XDG specification says to ignore relative paths
        return Path(home) / _APP
    from platformdirs import PlatformDirs

    return Path(getattr(PlatformDirs(_APP, appauthor=False), kind))
