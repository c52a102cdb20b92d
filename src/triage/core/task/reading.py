"""What Tasks reads in a line, as one JSON object: the names and values of the conformance file's `expect`."""

from triage.core.task.fields import DATES, Kind
from triage.core.task.file_date import inferred_scheduled
from triage.core.task.line import TaskLine
from triage.core.task.settings import Settings


def reading(line: TaskLine | None, settings: Settings, path: str = "") -> dict[str, object]:
    """Everything that Tasks reads in the line, or the two answers for a line that is no task to it.

    `path` is the note's, within the vault, for vaults whose file names date their tasks.
    """
    if line is None or not line.is_task(settings):
        return {"is_task": False, "is_checklist_item": line is not None}
    status = settings.status(line.symbol)
    on_completion = line.value(Kind.ON_COMPLETION).lower()
    inferred = inferred_scheduled(line, path, settings)
    said: dict[str, object] = {
        "is_task": True,
        "is_checklist_item": True,
        "indentation": line.indentation,
        "listMarker": line.marker,
        "status": {"symbol": status.symbol, "name": status.name, "type": status.type.value},
        "description": line.description,
        "descriptionWithoutTags": line.description_without_tags,
        "tags": [tag for tag in line.tags if tag != settings.global_filter],
        "priority": str(line.value(Kind.PRIORITY)) or "none",
        **{kind.value: line.value(kind) or None for kind in Kind if kind in DATES},
        "recurrenceRaw": line.value(Kind.RECURRENCE).strip(),
        "id": line.value(Kind.ID),
        "dependsOn": [name.strip() for name in line.value(Kind.DEPENDS_ON).split(",") if name],
        "onCompletion": on_completion if on_completion in {"keep", "delete"} else "",
        "blockLink": line.block_link,
        "hardBreak": line.hard_break,
    }
    if inferred:
        said["scheduled"] = inferred.isoformat()
        said["scheduledDateIsInferred"] = True
    return said
