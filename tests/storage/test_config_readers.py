"""What the config says of views, people, bulk and dates."""

from pathlib import Path

import pytest

from triage.core.config import Config, Watch, Write
from triage.core.errors import BadConfig
from triage.core.row import Grouping, Sorting
from triage.storage.config.config import IN_VAULT, load_config


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.yaml"


def read(file: Path, text: str) -> Config:
    file.write_text(text, "utf-8")
    return load_config(None, file)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "views: {Boat: 'wool OR is:mine', 'My own': ''}",
            Config(views={"Boat": "wool OR is:mine", "My own": ""}),
        ),
        ("views:\n  Boat: heading:boat # mine\n", Config(views={"Boat": "heading:boat"})),
        ("archive: []", Config(archive=())),
        ("archive: [_archive, 'old/**']", Config(archive=("_archive", "old/**"))),
        ("people: {notes: 'People/*'}", Config(people_notes=("People/*",))),
        ("people: {notes: [People, 'Team/**']}", Config(people_notes=("People", "Team/**"))),
        (
            "people:\n  aliases:\n    Ada Quill: [Ada, '@A. Quill']\n    Bo: [Bob]\n",
            Config(aliases={"Ada Quill": ("Ada", "A. Quill"), "Bo": ("Bob",)}),
        ),
        ("people: {notes: P, aliases: {}}", Config(people_notes=("P",))),
        ("people:\n  aliases:\n", Config()),
        ("people:\n", Config()),
        ("bulk_limit: 0", Config(bulk_limit=0)),
        ("bulk_limit: 5000", Config(bulk_limit=5000)),
        *((f"group: {group}", Config(group=group)) for group in Grouping),
        *((f"sort: {sort}", Config(sort=sort)) for sort in Sorting),
        ("advance: next", Config(advance=True)),
        ("advance: stay", Config(advance=False)),
        ("offers: false", Config(offers=False)),
        ("offers: true", Config(offers=True)),
        ("write: inplace", Config(write=Write.INPLACE)),
        ("watch: poll", Config(watch=Watch.POLL)),
        ("commit: true", Config(commit=True)),
        ("largest_note: 1", Config(largest_note=1)),
        ("journal: {megabytes: 2, days: 30}", Config(journal_megabytes=2, journal_days=30)),
        *(
            (f"accept: {{overdue: '{day}'}}", Config(overdue=day))
            for day in ("keep", "clear", "+1w", "fri", "tomorrow", "2026-12-24")
        ),
        (
            "accept: {overdue: clear, drop_tags: ['#auto']}",
            Config(overdue="clear", drop_tags={"accept": ("#auto",)}),
        ),
    ],
)
def test_what_is_said_is_read(file: Path, text: str, expected: Config) -> None:
    assert read(file, text) == expected


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("\nviews: [wool]", 2, "views must hold names and values"),
        ("views:\n  Good: wool\n  Boat: [wool]", 3, "views.Boat must be text"),
        ("views:\n  Boat: 2026-01-01", 2, "views.Boat must be text; put it in quotes"),
        ("views:\n  Boat:", 2, "views.Boat is empty"),
        ("views:\n  1: wool", 2, "views.1 is no name"),
        ("archive: _archive", 1, "archive must be a list"),
        ("archive:\n- a\n- '[z-a]'", 3, "archive cannot be '[z-a]': z-a is no range: say a-z"),
        ("exclude: ['[z-a]']", 1, "exclude cannot be '[z-a]': z-a is no range: say a-z"),
        ("people:\n  notes: '[z-a]'", 2, "people.notes cannot be '[z-a]': z-a is no range"),
        ("people:\n  notes:\n  - a\n  - '[z-a]/x'", 4, "people.notes cannot be '[z-a]/x': z-a is no range"),
        (f"exclude: ['{'*a' * 600}']", 1, "exclude holds a glob of more than 1,000 characters"),
        (f"exclude: [{'a,' * 1001}]", 1, "exclude holds more than 1,000 globs"),
        ("symbols: {rejected: ' '}", 1, "symbols.rejected cannot be ' ': a box holds one character"),
        ("symbols: {accepted: '['}", 1, "symbols.accepted cannot be '['"),
        ('symbols: {accepted: "\\e"}', 1, "symbols.accepted cannot be '\\x1b'"),
        ("editor: 'vi \"x'", 1, "editor is no command: No closing quotation"),
        ("largest_note: 99999999999", 1, "largest_note must be at least 1 and at most 2,000"),
        ("journal: {days: 0}", 1, "journal.days must be at least 1 and at most 36,500"),
        ("journal: {days: 9999999}", 1, "journal.days must be at least 1 and at most 36,500"),
        ("archive:\n- a\n- 3", 3, "archive must be text"),
        ("people: [Ada]", 1, "people must hold names and values"),
        ("people:\n  alias: {}", 2, "people.alias is unknown; did you mean aliases?"),
        ("people:\n  notes: 3", 2, "people.notes must be a list"),
        ("people:\n  notes:\n  - a\n  - 3", 4, "people.notes must be text"),
        ("people:\n  aliases: [Ada]", 2, "people.aliases must hold names and values"),
        ("people:\n  aliases:\n    Ada: A", 3, "people.aliases.Ada must be a list"),
        ("people:\n  aliases:\n    Ada:", 3, "people.aliases.Ada must be a list"),
        ("people:\n  aliases:\n    Ada: []", 3, "people.aliases.Ada must hold a name"),
        ("people:\n  aliases:\n    Ada: ['@']", 3, "people.aliases.Ada must hold a name"),
        ("bulk_limit: -1", 1, "bulk_limit must be a whole number, such as 10"),
        ("bulk_limit: 1.5", 1, "bulk_limit must be a whole number"),
        ("bulk_limit: yes", 1, "bulk_limit must be a whole number"),
        ("bulk_limit: true", 1, "bulk_limit must be a whole number"),
        ("bulk_limit: '10'", 1, "bulk_limit must be a whole number"),
        ("\n\ngroup: notes", 3, "group cannot be 'notes': is unknown; did you mean note?"),
        ("sort: zzzzz", 1, "sort cannot be 'zzzzz': is unknown; known are place, due, priority"),
        ("group: [note]", 1, "group must be text"),
        ("advance: true", 1, "advance must be text"),
        ("advance: nxt", 1, "advance cannot be 'nxt': is unknown; did you mean next?"),
        ("offers: 1", 1, "offers must be true or false"),
        ("offers: 'no'", 1, "offers must be true or false"),
        ("accept:\n  overdue: soon", 2, "accept.overdue cannot be 'soon'; say keep, clear, or a day"),
        ("accept:\n  overdue: '7'", 2, "accept.overdue cannot be '7'"),
        ("accept:\n  overdue: true", 2, "accept.overdue must be text"),
        ("accept:\n  overdue: 2026-12-24", 2, "accept.overdue must be text; put it in quotes"),
        ("start:\n  overdue: keep", 2, "start.overdue is unknown"),
        ("reject: {overdue: keep}", 1, "reject.overdue is unknown"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_line(file: Path, text: str, line: int, reason: str) -> None:
    with pytest.raises(BadConfig) as error:
        read(file, text)
    assert str(error.value).startswith(f"{file}, line {line}: {reason}")


@pytest.mark.parametrize(
    "text",
    [
        *("bulk_limit: 99", "group: card", "sort: due", "advance: stay", "offers: false"),
        *("write: inplace", "watch: off", "commit: true", "largest_note: 1", "journal: {days: 1}"),
    ],
)
def test_how_the_screen_behaves_is_no_business_of_a_vault(file: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / IN_VAULT).write_text(text)
    with pytest.raises(BadConfig, match=r"line 1: \w+ does not belong to a vault; put it into "):
        load_config(tmp_path, file)


def test_a_vaults_views_and_aliases_join_the_users(file: Path, tmp_path: Path) -> None:
    file.write_text("views: {Boat: wool, Sea: salt}\npeople: {aliases: {Ada: [A]}, notes: P}\narchive: [x]\n")
    (tmp_path / IN_VAULT).write_text(
        "views: {Boat: oil}\npeople: {aliases: {Bo: [B]}, notes: [Q]}\narchive: [y]\n"
    )
    assert load_config(tmp_path, file) == Config(
        views={"Boat": "oil", "Sea": "salt"},
        aliases={"Ada": ("A",), "Bo": ("B",)},
        people_notes=("Q",),
        archive=("y",),
    )
