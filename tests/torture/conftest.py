"""What the short halves of the programme share."""

from collections.abc import Iterator

import pytest

from torture.loaded import Loaded
from torture.sitting import surroundings


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    """Triage, loaded once: how the installed command starts is tried in `terminal`."""
    with Loaded(surroundings(tmp_path_factory.mktemp("loaded"))) as process:
        yield process
