"""The sample vault, as data."""
