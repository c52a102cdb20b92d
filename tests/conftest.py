"""How the tests are run."""

import gc
import os
import signal

from hypothesis import settings

settings.register_profile("default", deadline=None, max_examples=50)
settings.register_profile("long", deadline=None, max_examples=10_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's job in the background ignores it


def pytest_collection_finish() -> None:
    """Stop looking for garbage among the tests themselves: there are thousands, and they stay."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish() -> None:
    """Look for garbage once; pytest does it five times."""
    gc.collect()
    gc.freeze()
