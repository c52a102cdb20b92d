"""Links that open a note in Obsidian."""

from urllib.parse import quote


def obsidian_link(vault: str, note: str) -> str:
    """The `obsidian://` link of a note, with every special character encoded."""
    return f"obsidian://open?vault={_encoded(vault)}&file={_encoded(note.removesuffix('.md'))}"


def _encoded(text: str) -> str:
    return quote(text.encode("utf-8", "surrogateescape"), safe="")
