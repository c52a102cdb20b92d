"""The config files."""
