"""How things are said, on the screen and on the command line: no Textual, no click."""
