"""The screen with the queue, and its parts."""
