"""What other programs do to the vault."""
