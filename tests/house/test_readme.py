from pathlib import Path

from triage.ui.help import key_table

ROOT = Path(__file__).parents[2]


def test_the_readme_lists_every_key_as_the_commands_have_it() -> None:
    assert key_table() in (ROOT / "README.md").read_text("utf-8")
