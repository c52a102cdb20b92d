"""A vault for the tests of marks: two notes of three proposals each."""

from fakes import FakeStore, note, proposal_line

NOTE = "2026-11-20 Minutes.md"
LOFT = "2026-11-10 Loft.md"
WORDS = ("Order the wool", "Call the ferry office", "Oil the winch")
LOFT_WORDS = ("Sweep the attic", "Order a broom", "Count the buoys")


def store(**parts: str) -> FakeStore:
    """Two notes of three proposals each."""
    return FakeStore(
        {
            NOTE: note("# Harbour", *(proposal_line(each, **parts) for each in WORDS)),
            LOFT: note("# Loft", *(proposal_line(each, **parts) for each in LOFT_WORDS)),
        }
    )


def symbols(vault: FakeStore) -> str:
    """What stands in the boxes of both notes, in the order of the screen."""
    lines = [line for path in (NOTE, LOFT) for line in vault.notes[path].decode().splitlines()]
    return "".join(line[line.index("[") + 1] for line in lines if "[" in line)
