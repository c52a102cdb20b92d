"""Replacing a note, if it is still what was read."""
