"""Notes and their tasks, as Tasks reads them, and what a decision makes of a line."""
