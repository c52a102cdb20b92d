"""Values and functions: no screen, disk, clock or threads."""
