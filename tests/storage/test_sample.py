"""The sample vault that `triage demo` opens."""

import json
import re
from datetime import date
from pathlib import Path

import frontmatter
import pytest
import yaml

from triage.storage.sample import write_sample

TODAY = date(2025, 11, 8)

NOTES = {
    "Customers/Gullholm Ferries.md",
    "Customers/Kettle Voe Mussels.md",
    "Customers/Marram Bay Council.md",
    "Customers/Port of Skerrow.md",
    "Daily/2025-10-22.md",
    "Daily/2025-11-05.md",
    "Daily/2025-11-08.md",
    "Digests/2025-09-07 Mail digest.md",
    "Digests/2025-10-20 Mail digest.md",
    "Digests/2025-11-06 Mail digest.md",
    "Inbox.md",
    "Meetings/2025-06-21 Gullholm kick-off.md",
    "Meetings/2025-07-13 Kettle Voe rental.md",
    "Meetings/2025-08-01 Skerrow site visit.md",
    "Meetings/2025-08-14 Field engineer interviews.md",
    "Meetings/2025-08-29 Dunmere calibration audit.md",
    "Meetings/2025-09-11 Vesterlyd partner call.md",
    "Meetings/2025-09-22 Modem end of life.md",
    "Meetings/2025-10-01 Harbour Days stand.md",
    "Meetings/2025-10-09 Marram Bay steering group.md",
    "Meetings/2025-10-16 Tarrin lightning damage.md",
    "Meetings/2025-10-24 Almanac roadmap.md",
    "Meetings/2025-10-30 Limpet seal review.md",
    "Meetings/2025-11-04 Gullholm alarm call.md",
    "Meetings/2025-11-07 Skerrow tender review.md",
    "Partner vault/2025-10-06 Price list and terms.md",
    "Partner vault/Loan units.md",
    "Partner vault/Training 2025-11-17/2025-11-02 Preparation.md",
    "People/Gwen Tressider.md",
    "People/Nadia Okoro.md",
    "People/Piet van der Loo.md",
    "People/Tobias Renner.md",
    "Projects/Almanac 5.md",
    "Projects/Harbour Days.md",
    "Projects/How the minutes get here.md",
    "Projects/Limpet 2 seal swap.md",
    "_archive/2025-02-13 Year plan offsite.md",
    "_archive/2025-03-02 Gullholm first visit.md",
    "_archive/2025-03-17 Almanac datum bug.md",
    "_archive/2025-04-01 Pallister castings call.md",
    "_archive/2025-04-19 Mail digest.md",
    "_archive/2025-05-04 Weekly with Tobias.md",
    "_archive/2025-05-20 Tarrin survey.md",
    "_archive/2025-06-01 Bank and insurance.md",
}


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Write the sample as it stands on TODAY."""
    write_sample(tmp_path, TODAY)
    return tmp_path


def notes(vault: Path) -> dict[str, str]:
    """Read every note, by its path within the vault, line endings untouched."""
    return {path.relative_to(vault).as_posix(): path.read_bytes().decode() for path in vault.rglob("*.md")}


def proposals(vault: Path) -> list[str]:
    """List every line with a proposed checkbox, whatever surrounds it."""
    return [line for text in notes(vault).values() for line in text.split("\n") if "- [?] " in line]


def custom_statuses(vault: Path) -> list[dict[str, str]]:
    """Read the statuses that the vault's Tasks plugin settings add."""
    settings = json.loads((vault / ".obsidian/plugins/obsidian-tasks-plugin/data.json").read_bytes())
    statuses: list[dict[str, str]] = settings["statusSettings"]["customStatuses"]
    return statuses


def test_the_notes_are_these(vault: Path) -> None:
    assert set(notes(vault)) == NOTES


def test_no_token_is_left_in_a_name_or_a_file(vault: Path) -> None:
    token = re.compile(rb"\{[+-]?\d+\}")
    left = [
        path.name
        for path in vault.rglob("*")
        if token.search(path.name.encode()) or (path.is_file() and token.search(path.read_bytes()))
    ]
    assert left == []


def test_no_date_is_written_in_plain(tmp_path: Path) -> None:
    write_sample(tmp_path / "then", date(1980, 1, 1))
    assert not re.search(r"20\d\d-\d\d", "".join(notes(tmp_path / "then").values()))


def test_dates_move_with_today(tmp_path: Path) -> None:
    write_sample(tmp_path, date(2024, 3, 1))
    text = (tmp_path / "Meetings" / "2024-02-29 Skerrow tender review.md").read_text(encoding="utf-8")
    assert "bids close on 2024-03-09" in text


def test_there_are_about_180_proposals(vault: Path) -> None:
    assert 170 <= len(proposals(vault)) <= 190


def test_about_twenty_proposals_are_not_auto(vault: Path) -> None:
    assert 15 <= sum("#auto" not in line for line in proposals(vault)) <= 25


def test_every_proposal_is_tagged_proposed(vault: Path) -> None:
    assert [line for line in proposals(vault) if "#task #proposed" not in line] == []


def test_three_quarters_of_the_proposals_are_dated(vault: Path) -> None:
    lines = proposals(vault)
    assert 0.7 <= sum("📅" in line or "ğŸ“…" in line for line in lines) / len(lines) <= 0.8


def test_one_note_has_only_crlf(vault: Path) -> None:
    note = (vault / "Meetings" / "2025-08-29 Dunmere calibration audit.md").read_bytes()
    assert note.count(b"\r\n") == note.count(b"\n") == note.count(b"\r") > 0


def test_all_other_notes_have_only_lf(vault: Path) -> None:
    assert [name for name, text in notes(vault).items() if "\r" in text and "Dunmere" not in name] == []


def test_one_note_begins_with_a_bom(vault: Path) -> None:
    marked = [name for name, text in notes(vault).items() if text.startswith("\ufeff")]
    assert marked == ["Meetings/2025-06-21 Gullholm kick-off.md"]


def test_one_note_is_as_a_broken_export_left_it(vault: Path) -> None:
    broken = {name for name, text in notes(vault).items() if "ğŸ“… " in text and " â« #task" in text}
    assert broken == {"Meetings/2025-09-11 Vesterlyd partner call.md"}


def test_the_broken_export_holds_no_whole_signifier(vault: Path) -> None:
    text = notes(vault)["Meetings/2025-09-11 Vesterlyd partner call.md"]
    assert not re.search("[📅⏫🔼🔽’–]", text)


def test_one_note_ends_in_a_proposal_without_a_newline(vault: Path) -> None:
    open_ended = {name: text for name, text in notes(vault).items() if not text.endswith("\n")}
    assert list(open_ended) == ["Customers/Gullholm Ferries.md"]
    assert open_ended["Customers/Gullholm Ferries.md"].rsplit("\n", 1)[-1].startswith("- [?] ")


def test_one_note_has_broken_front_matter(vault: Path) -> None:
    broken = []
    for name, text in notes(vault).items():
        try:
            frontmatter.loads(text)
        except yaml.YAMLError:
            broken.append(name)
    assert broken == ["Meetings/2025-07-13 Kettle Voe rental.md"]


def test_a_proposal_stands_in_a_callout(vault: Path) -> None:
    text = notes(vault)["Meetings/2025-10-09 Marram Bay steering group.md"]
    assert "> [!todo] Proposed actions\n> - [?] " in text


def test_proposals_stand_beneath_a_proposal(vault: Path) -> None:
    text = notes(vault)["Meetings/2025-10-30 Limpet seal review.md"]
    assert re.search(r"^- \[\?\] .*\n    - \[\?\] .*\n    - \[\?\] .*\n        - \[\?\] ", text, re.MULTILINE)


def test_one_proposal_is_only_an_example_in_a_fence(vault: Path) -> None:
    text = notes(vault)["Projects/How the minutes get here.md"]
    assert re.findall(r"^(.*)\n- \[\?\] .*\n(.*)$", text, re.MULTILINE) == [("```markdown", "```")]


def test_the_nested_vault_rejects_by_a_symbol_of_its_own(vault: Path) -> None:
    statuses = custom_statuses(vault / "Partner vault")
    assert [status["symbol"] for status in statuses if status["type"] == "CANCELLED"] == ["R"]


def test_the_vault_names_its_proposed_status(vault: Path) -> None:
    statuses = custom_statuses(vault)
    assert [status["symbol"] for status in statuses if status["name"] == "Proposed"] == ["?"]
