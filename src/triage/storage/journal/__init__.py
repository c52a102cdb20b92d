"""What was decided, on the disk."""
