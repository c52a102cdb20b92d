"""The vault, the journal and the config on disk."""
