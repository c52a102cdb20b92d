"""The safety programme: what a save, a screen and a shared vault are put through."""
