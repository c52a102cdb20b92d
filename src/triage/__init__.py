"""Decide the tasks that machines proposed in your Markdown notes."""
