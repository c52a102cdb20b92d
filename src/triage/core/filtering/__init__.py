"""The language in which rows are asked for."""
