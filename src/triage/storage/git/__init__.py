"""Notes that are in a git repository."""
