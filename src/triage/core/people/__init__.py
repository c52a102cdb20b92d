"""People, and the owners of tasks."""
