"""One sitting over a vault: its queue, deciding, undoing."""
