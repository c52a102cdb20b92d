"""Finding the tasks that say the same, by the words of the vault itself."""
