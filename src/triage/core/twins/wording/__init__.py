"""The words of tasks: what they are wherever they stand, and what they mean to each other."""
