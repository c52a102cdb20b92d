import json
from pathlib import Path

from triage.core.config import Config
from triage.core.task.settings import TaskFormat
from triage.core.task.vocabulary import Role, Source, Symbol, Vocabulary
from triage.storage.tasks_plugin import SETTINGS
from triage.storage.vault import Vault


def settle(folder: Path, data: object) -> Path:
    file = folder / ".obsidian" / SETTINGS
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(data if isinstance(data, str) else json.dumps(data))
    return folder / ".obsidian"


def test_without_a_plugin_the_defaults_count(tmp_path: Path) -> None:
    assert Vault(tmp_path, Config()).vocabulary("a/b.md") == Vocabulary()


def test_the_nearest_vault_counts(tmp_path: Path) -> None:
    settle(tmp_path, {"taskFormat": "dataview"})
    settle(tmp_path / "inner", {})
    (tmp_path / "bare/.obsidian").mkdir(parents=True)
    vault = Vault(tmp_path, Config())
    assert vault.vocabulary("a.md").settings.format is TaskFormat.DATAVIEW
    assert vault.vocabulary("deep/er/a.md").settings.format is TaskFormat.DATAVIEW
    assert vault.vocabulary("inner/deep/a.md").settings.format is TaskFormat.EMOJI
    assert vault.vocabulary("inner/deep/a.md").has_plugin
    assert not vault.vocabulary("bare/a.md").has_plugin
    assert vault.vocabulary_at(tmp_path / ".obsidian").settings.format is TaskFormat.DATAVIEW


def test_a_vault_opened_at_a_subfolder_has_the_settings_above(tmp_path: Path) -> None:
    settle(tmp_path, {"taskFormat": "dataview"})
    (tmp_path / "a/b").mkdir(parents=True)
    assert Vault(tmp_path / "a/b", Config()).vocabulary("n.md").settings.format is TaskFormat.DATAVIEW


def test_the_command_line_beats_the_config_beats_the_plugin(tmp_path: Path) -> None:
    statuses = [
        {"symbol": "P", "name": "Proposed", "type": "TODO"},
        {"symbol": "r", "name": "Rejected", "type": "CANCELLED"},
    ]
    settle(tmp_path, {"statusSettings": {"coreStatuses": statuses, "customStatuses": []}})
    config = Config(
        symbols={Role.REJECTED: "R", Role.DONE: "d"},
        queue_tags=("#q",),
        drop_tags={"accept": ("#q",)},
    )
    vocabulary = Vault(tmp_path, config, {Role.DONE: "D"}).vocabulary("n.md")
    assert vocabulary.symbols[Role.PROPOSED] == Symbol("P", Source.PLUGIN)
    assert vocabulary.symbols[Role.REJECTED] == Symbol("R", Source.CONFIG)
    assert vocabulary.symbols[Role.DONE] == Symbol("D", Source.COMMAND_LINE)
    assert vocabulary.symbols[Role.STARTED].source is Source.DEFAULT
    assert vocabulary.queue_tags == ("#q",)
    assert vocabulary.drop_tags == {"accept": ("#q",)}


def test_settings_that_cannot_be_read_are_a_problem_and_count_as_none(tmp_path: Path) -> None:
    settle(tmp_path, "{")
    vault = Vault(tmp_path, Config())
    assert vault.vocabulary("a.md") == vault.vocabulary("b/c.md") == Vocabulary()
    assert len(vault.problems) == 1
    assert str(tmp_path / ".obsidian" / SETTINGS) in vault.problems[0]


def test_settings_are_read_again_with_the_notes(tmp_path: Path) -> None:
    settle(tmp_path, "{")
    vault = Vault(tmp_path, Config())
    assert not vault.vocabulary("a.md").has_plugin
    settle(tmp_path, {})
    vault.find()
    assert vault.vocabulary("a.md").has_plugin
    assert not vault.problems


def test_the_folders_of_all_vaults_are_listed(tmp_path: Path) -> None:
    folders = [settle(tmp_path, {}), settle(tmp_path / "z", {}), settle(tmp_path / "a/b", {})]
    assert Vault(tmp_path, Config()).obsidian_folders() == sorted(folders)
