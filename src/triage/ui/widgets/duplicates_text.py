"""A proposal's duplicates and what was decided elsewhere, in full, with what differs."""

from collections.abc import Iterator, Mapping

from textual.content import Content

from triage.core.errors import TriageError
from triage.core.plain import plain
from triage.core.row import Row
from triage.core.task.fields import Kind, as_day
from triage.core.task.line import parse_line
from triage.session.duplicate_set import Match
from triage.session.session import Session
from triage.ui.keys.key_name import shown_key
from triage.words import day_words, row_words
from triage.words.amount import count

_RULE = "mine, then due today or later, then of the newest note, then the fullest, then the longest"


def duplicates_text(session: Session, key: int, keys: Mapping[str, str]) -> Content:
    """Everything that says the same as a row."""
    row = session.rows[key]
    lines = [*_set(session, row, keys), *_matches(session, key), *_also_proposed(session, key)]
    if not lines:
        lines = [Content("Nothing else in the vault says the same.")]
    return Content("\n").join(lines)


def beside(session: Session, row: Row, most: int = 4) -> Iterator[Content]:
    """The first matches and duplicates of a row, a line each, for beneath the proposal."""
    for match in session.duplicates.matches(row.key)[:2]:
        yield _match(session, row.key, match)
    keys = [other for other in session.duplicates.open_members(row.key) if other != row.key]
    for other in keys[:most] if row.is_open else ():
        yield _member(session, row, other)
    if len(keys) > most and row.is_open:
        yield Content.styled(f"≈ and {len(keys) - most} more", "$text-accent")
    if also := session.duplicates.also_proposed(row.key):
        tags = row_words.missing_tags(session.rows[also[0]].proposal)
        yield Content.styled(
            f"≈ also proposed, without {tags}: {count(len(also), 'line')}", "$foreground-muted"
        )


def _member(session: Session, row: Row, other: int) -> Content:
    """Another proposal that says the same: its note, and its words with what the row does not say."""
    proposal = session.rows[other].proposal
    owners = " ".join(f"@{plain(name, 40)}" for name in session.names.owner_names(proposal))
    return Content.assemble(
        ("≈ ", "$text-accent"),
        (f"{row_words.note_title(proposal.note)}  ", "$foreground-muted"),
        *_differing(row.proposal.words, proposal.words),
        (f"  {owners}  {day_words.due(proposal.due, session.today)}", "$foreground-muted"),
    )


def _set(session: Session, row: Row, keys: Mapping[str, str]) -> Iterator[Content]:
    found = session.duplicates.set_of(row.key)
    if found is None or found.size < 2:
        return
    keeper = session.duplicates.keeper(row.key)
    on_top = session.rows[keeper.key] if keeper else row
    yield Content.styled(f"{found.size} proposals say the same", "bold")
    if keeper:
        yield Content.styled(f"★ is the keeper ({keeper.why}). The rule: {_RULE}.", "$foreground-muted")
        yield Content.styled(
            f"{shown_key('best', keys)} accepts ★ and rejects the others as its duplicates, "
            f"{shown_key('make_keeper', keys)} makes the one under the cursor ★, "
            f"{shown_key('take_out', keys)} takes it out, {shown_key('mark_set', keys)} marks all.",
            "$foreground-muted",
        )
    if session.duplicates.say_more(row.key):
        yield Content.styled("Uncertain: one of them says more than the keeper.", "$text-warning")
    for key in (on_top.key, *(key for key in found.keys if key != on_top.key)):
        member = session.rows[key]
        proposal = member.proposal
        sign = "★ " if keeper and key == keeper.key else f"{row_words.glyph(member)} "
        owners = " ".join(f"@{plain(name, 60)}" for name in session.names.owner_names(proposal))
        due = day_words.due_in_full(proposal, session.today)
        yield Content("")
        yield Content.assemble(
            (sign, "bold $text-accent"), *_differing(on_top.proposal.words, proposal.words)
        )
        lacking = _lacking(on_top.proposal.words, proposal.words)
        facts = [
            row_words.verdict(member), owners, due, row_words.priority_sign(proposal.priority),
            f"{plain(proposal.note, 200)}:{proposal.place.number}",
            f"lacks: {lacking}" if lacking else "",
        ]  # fmt: skip
        yield Content.styled("  " + "  ".join(filter(None, facts)), "$foreground-muted")


def _matches(session: Session, key: int) -> Iterator[Content]:
    matches = session.duplicates.matches(key)
    if matches:
        yield Content("")
        yield Content.styled("Elsewhere in the vault", "bold")
    for match in matches:
        yield _match(session, key, match)


def _also_proposed(session: Session, key: int) -> Iterator[Content]:
    """The proposals that say the same and lack a queue tag."""
    if others := session.duplicates.also_proposed(key):
        yield Content("")
        yield Content.styled("Also proposed, but left out of the queue", "bold")
        for other in others:
            tags = row_words.missing_tags(session.rows[other].proposal)
            yield _member(session, session.rows[key], other).append(f"  without {tags}")


def _match(session: Session, key: int, match: Match) -> Content:
    """A task elsewhere: how it stands, where, and its line."""
    more = ", and this asks for more" if session.duplicates.asks_for_more(key, match) else ""
    return Content.assemble(
        (f"= {row_words.MATCHED[match.role]}{_when(session, match)}", "$text-success"),
        (more, "$text-warning"),
        (" in ", "$text-success"),
        (f"{row_words.note_title(match.note)}:{match.number}  ", "$foreground-muted"),
        plain(match.line.strip(), 300),
    )


def _when(session: Session, match: Match) -> str:
    """On which day it was decided: as its line says, else as the journal does; "" if neither knows."""
    task = parse_line(match.line, session.vocabulary(match.note).settings.format)
    kinds = (Kind.DONE, Kind.CANCELLED)
    day = next((day for kind in kinds if task and (day := as_day(task.value(kind)))), None)
    if day is None and match.role is not None:
        try:
            at = session.record().written_at(match.note, match.line)
        except TriageError:  # the user was told that the journal cannot be read
            at = None
        day = at.astimezone().date() if at else None
    return f" on {day.day} {day:%b %Y}" if day else ""


def _differing(keeper: str, words: str) -> Iterator[tuple[str, str]]:
    """The words of a member, with what the keeper does not say in another colour."""
    from triage.core.duplicates.contrast import unsaid  # only if there are duplicates

    at = 0
    for start, end in unsaid(keeper, words) if keeper != words else ():
        yield plain(words[at:start], 400), ""
        yield plain(words[start:end], 400), "$text-warning"
        at = end
    yield plain(words[at:], 400), ""


def _lacking(keeper: str, words: str) -> str:
    """What the keeper says and a member does not, clean."""
    from triage.core.duplicates.contrast import unsaid  # only if there are duplicates

    spans = unsaid(words, keeper) if keeper != words else ()
    return plain(" … ".join(keeper[start:end] for start, end in spans), 120)
