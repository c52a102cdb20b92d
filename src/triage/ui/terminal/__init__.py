"""What stands between the terminal and the app."""
