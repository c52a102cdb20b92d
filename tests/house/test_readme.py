from pathlib import Path

from triage.core.filtering.help import FILTER_HELP
from triage.storage.config import load_config
from triage.ui.help import key_table

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_readme_lists_every_key_as_the_commands_have_it() -> None:
    assert key_table() in README


def test_the_readme_teaches_the_filter_as_it_is() -> None:
    assert "\n".join(f"    {line}" if line else "" for line in FILTER_HELP.splitlines()) in README


def test_the_config_of_the_readme_is_one(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text(README.split("```yaml\n")[1].split("```")[0], "utf-8")
    assert load_config(None, file).views == {"Invoices": "invoice due:overdue -is:twin"}
