"""Telling whether two tasks say the same."""
