"""What the README and the pages under docs say of the product, held to the product."""

import re
from pathlib import Path

from triage.core.filtering.help import FILTER_HELP
from triage.storage.config.config import load_config
from triage.ui.keys.help import key_table

ROOT = Path(__file__).parents[2]
DOCS = {page.name: page.read_text("utf-8") for page in (ROOT / "docs").glob("*.md")}
PAGES = {"README.md", "CONTRIBUTING.md", *(f"docs/{name}" for name in DOCS)}


def test_every_key_is_listed_as_the_commands_have_it() -> None:
    assert key_table() in DOCS["keys.md"]


def test_the_filter_is_taught_as_it_is() -> None:
    taught = "\n".join(f"    {line}" if line else "" for line in FILTER_HELP.splitlines())
    assert taught in DOCS["views.md"]


def test_the_config_that_is_shown_is_one(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text(DOCS["config.md"].split("```yaml\n")[1].split("```")[0], "utf-8")
    assert load_config(None, file).views == {"Invoices": "invoice due:overdue -is:duplicate"}


def test_the_readme_is_read_in_one_sitting() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= 150


def test_every_link_leads_somewhere() -> None:
    links = [
        (page, link)
        for page in PAGES
        for link in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", (ROOT / page).read_text("utf-8"))
    ]
    assert len(links) > len(PAGES) - 3
    assert [(page, link) for page, link in links if not ((ROOT / page).parent / link).exists()] == []


def test_no_page_is_left_without_a_way_to_it() -> None:
    linked = set(re.findall(r"\]\((docs/[\w-]+\.md)\)", (ROOT / "README.md").read_text("utf-8")))
    linked |= set(re.findall(r"\]\((docs/[\w-]+\.md)\)", (ROOT / "CONTRIBUTING.md").read_text("utf-8")))
    assert linked == {f"docs/{name}" for name in DOCS}


def test_every_file_that_is_named_is_there() -> None:
    roots = (ROOT, ROOT / "src/triage", ROOT / "tests")
    for page in PAGES:
        named = re.findall(
            r"`((?:[\w.-]+/)+[\w.-]*\.(?:py|md|toml|jsonl))`", (ROOT / page).read_text("utf-8")
        )
        assert [name for name in named if not any((root / name).exists() for root in roots)] == [], page
