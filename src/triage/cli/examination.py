"""What `triage doctor` finds out about a vault."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from triage.cli.choices import Choices
from triage.cli.hidden_tasks import garbled_lines, tasks_hidden_by_open_block
from triage.cli.output import count
from triage.cli.sitting import Sitting, sitting_at, vault_place
from triage.core.config import Config
from triage.core.errors import BadConfig, BadSettings, NoteUnreadable, TriageError
from triage.core.vocabulary import QUEUE_TAGS, Role, Source, Vocabulary
from triage.storage.config import IN_VAULT, load_config
from triage.storage.obsidian import NAME
from triage.storage.places import config_file, vault_state
from triage.storage.tasks_plugin import read_ignore_filters
