"""An examination of a vault, as JSON and as lines for people."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from triage.cli.examination import Examination, Region
from triage.core.config import Write
from triage.core.task.dialect import Cause
from triage.core.task.vocabulary import Role
from triage.words.amount import count
from triage.words.writing_words import NOT_COVERED, PROMISED, stage_advice

_MOST_NOTES = 20
_WHY = {
    Cause.FOLLOWED: "text stands behind it; `triage mend` moves it",
    Cause.GARBLED: "double-encoded",
    Cause.OTHER_FORMAT: "in the format that this vault's Tasks does not read",
    Cause.MALFORMED: "no value that Tasks reads",
}


def as_json(found: Examination) -> dict[str, object]:
    """All of it as one object."""
    return {
        "vault": str(found.vault),
        "found_by": found.found_by,
        "config_files": [{"path": path, "exists": exists} for path, exists in found.config_files],
        "queue_tags": {"tags": list(found.config.queue_tags), "source": found.queue_tags_source.value},
        "exclude": list(found.config.exclude),
        "mine": list(found.config.mine),
        "obsidian": [_region_as_json(region) for region in found.regions],
        "notes": found.notes,
        "notes_with_proposals": found.notes_with_proposals,
        "proposals": found.proposals,
        "left_out": found.left_out,
        "unseen": dict(found.unseen),
        "double_encoded": found.garbled,
        "hidden": found.hidden,
        "front_matter": found.front_matter,
        "conflict_copies": found.conflict_copies,
        "watching": found.watching,
        "problems": found.problems,
        "state": found.state,
        "writing": _writing_as_json(found),
    }


def as_lines(found: Examination) -> Iterator[str]:
    """All of it for people."""
    yield f"Vault        {found.vault} (from {found.found_by})"
    for path, exists in found.config_files:
        yield f"Config       {path}{'' if exists else ' (not there)'}"
    yield f"State        {found.state} (journal.jsonl: what was decided; nothing is kept in the vault)"
    yield f"Queue tags   {' '.join(found.config.queue_tags) or 'none'} (from {found.queue_tags_source})"
    if found.config.exclude:
        yield f"Excluded     {'  '.join(found.config.exclude)}"
    for region in found.regions:
        yield ""
        yield from _region_lines(region)
    yield ""
    yield (
        f"{count(found.notes, 'note')} read; {count(found.proposals, 'proposal')} in the queue, "
        f"{found.left_out:,} left out by the queue tags, in {count(found.notes_with_proposals, 'note')}."
    )
    for cause in Cause:
        if number := found.unseen[cause.value]:
            yield f"{count(number, 'proposal')} with a field that Tasks cannot see: {_WHY[cause]}."
    yield from _notes("double-encoded fields, read as what they were", found.garbled, "line")
    for cover, notes in sorted(found.hidden.items()):
        yield from _notes(f"proposals that are not listed, since they stand in {cover}", notes, "line")
    yield from _notes("front matter that is not read", found.front_matter)
    yield from _copies(found.conflict_copies)
    for problem in found.problems:
        yield f"Problem: {problem}"
    yield from _writing_lines(found)
    yield f"Watching: {found.watching}"


def _writing_as_json(found: Examination) -> dict[str, object]:
    way = found.way
    return {
        "asked_for": found.config.write.value,
        "mode": way.mode.value if way else None,
        "stage": str(way.stage) if way else None,
        "not_to_be_had": {mode.value: why for mode, why in found.lacks.items()},
        "promised": PROMISED[way.mode] if way else None,
        "not_covered": NOT_COVERED,
    }


def _writing_lines(found: Examination) -> Iterator[str]:
    """How notes are replaced, what that promises, and why not in a safer way."""
    if found.way is None:
        reason = found.lacks.get(found.config.write, "there is no folder for drafts on its file system")
        yield f"Writing: no note can be written with `write: {found.config.write}`: {reason}"
        return
    way = found.way
    asked = "" if found.config.write is Write.AUTO else " (as the config says)"
    yield f"Writing: {way.mode}{asked}: {PROMISED[way.mode]}"
    if way.mode is not Write.EXCHANGE and found.config.write is Write.AUTO:
        for mode, why in found.lacks.items():
            yield f"  {mode} is not to be had: {why}"
    if advice := stage_advice(way.stage, found.vault, Path(found.state)):
        yield f"  {advice}"
    yield f"  Not covered: {NOT_COVERED}."


def _copies(copies: Mapping[str, str]) -> Iterator[str]:
    """The other versions of notes, and what to do about them."""
    if not copies:
        return
    number = "1 conflict copy is" if len(copies) == 1 else f"{len(copies):,} conflict copies are"
    yield (
        f"{number} never triaged: a sync tool found two versions of a note. Compare each with its note, "
        "move over what is missing there, and delete the copy:"
    )
    for copy, note in list(copies.items())[:_MOST_NOTES]:
        yield f"  {copy}: of {note}"
    if len(copies) > _MOST_NOTES:
        yield f"  … and {len(copies) - _MOST_NOTES:,} more; --json names all"


def _region_as_json(region: Region) -> dict[str, object]:
    settings = region.vocabulary.settings
    return {
        "folder": region.folder or None,
        "has_plugin": region.vocabulary.has_plugin,
        "symbols": {
            role.value: {"symbol": symbol.text, "source": symbol.source.value}
            for role, symbol in region.symbols.items()
        },
        "rejects_as_a_guess": region.vocabulary.reject_is_a_guess,
        "task_format": settings.format.value,
        "global_filter": settings.global_filter,
        "set_done_date": settings.set_done_date,
        "set_cancelled_date": settings.set_cancelled_date,
        "ignore_filters": list(region.ignored),
    }


def _region_lines(region: Region) -> Iterator[str]:
    vocabulary, settings = region.vocabulary, region.vocabulary.settings
    yield region.folder or "Notes at the root"
    plugin = "read" if vocabulary.has_plugin else "none, or not to be read: the defaults count"
    yield f"  Tasks settings   {plugin}"
    for role in Role:
        symbol = region.symbols[role]
        yield f"  {role:<16} [{symbol.text}] from {symbol.source}"
    if vocabulary.reject_is_a_guess:
        yield "  No status is cancelled, so rejecting asks: --symbol rejected=-, or `symbols:` in the config"
    yield f"  Format           {settings.format}"
    yield f"  Global filter    {settings.global_filter or 'none'}"
    yield f"  Dates written    ✅ {_said(settings.set_done_date)}, ❌ {_said(settings.set_cancelled_date)}"
    yield f"  Excluded files   {'  '.join(region.ignored) or 'none'}"


def _said(is_on: bool) -> str:
    return "yes" if is_on else "no"


def _notes(what: str, notes: Mapping[str, int | str], noun: str = "") -> Iterator[str]:
    """A title with how many notes have it, and the first of those notes."""
    if not notes:
        return
    yield f"{count(len(notes), 'note')} with {what}:"
    for note, found in list(notes.items())[:_MOST_NOTES]:
        yield f"  {note}: {count(found, noun) if isinstance(found, int) else found}"
    if len(notes) > _MOST_NOTES:
        yield f"  … and {len(notes) - _MOST_NOTES:,} more; --json names all"
