"""A proposal's twins and what was decided elsewhere, in full, with what differs."""

from collections.abc import Iterator, Mapping

from textual.content import Content

from triage.core.errors import TriageError
from triage.core.plain import plain
from triage.core.row import Row
from triage.core.task.fields import Kind, as_day
from triage.core.task.line import parse_line
from triage.session.likenesses import Match
from triage.session.session import Session
from triage.ui.keys.key_name import shown_key
from triage.words import day_words, row_words

_RULE = "mine, then due in the future, then the newest note, then the longest"


def card_text(session: Session, key: int, keys: Mapping[str, str]) -> Content:
    """Everything that says the same as a row."""
    row = session.rows[key]
    lines = [*_twins(session, row, keys), *_matches(session, key)]
    if not lines:
        lines = [Content("Nothing else in the vault says the same.")]
    return Content("\n").join(lines)


def beside(session: Session, row: Row, most: int = 4) -> Iterator[Content]:
    """The first twins and matches of a row, one on each line, to stand beneath the proposal."""
    for match in session.likenesses.matches(row.key)[:2]:
        yield _match(session, match)
    keys = [other for other in session.likenesses.open_keys(row.key) if other != row.key]
    for other in keys[:most] if row.is_open else ():
        twin = session.rows[other].proposal
        owners = " ".join(f"@{plain(name, 40)}" for name in session.names.owner_names(twin))
        yield Content.assemble(
            ("≈ ", "$text-accent"),
            (f"{row_words.note_title(twin.note)}  ", "$foreground-muted"),
            *_differing(row.proposal.words, twin.words),
            (f"  {owners}  {day_words.due(twin.due, session.today)}", "$foreground-muted"),
        )
    if len(keys) > most and row.is_open:
        yield Content.styled(f"≈ and {len(keys) - most} more", "$text-accent")


def _twins(session: Session, row: Row, keys: Mapping[str, str]) -> Iterator[Content]:
    card = session.likenesses.card(row.key)
    if card is None or len(card.keys) < 2:
        return
    best = session.likenesses.best(row.key)
    on_top = session.rows[best.key] if best else row
    yield Content.styled(f"{len(card.keys)} proposals say the same", "bold")
    if best:
        yield Content.styled(f"★ is the keeper ({best.why}). The rule: {_RULE}.", "$foreground-muted")
        yield Content.styled(
            f"{shown_key('best', keys)} accepts ★ and rejects the others as its duplicates, "
            f"{shown_key('make_best', keys)} makes the one under the cursor ★, "
            f"{shown_key('take_out', keys)} takes it out, {shown_key('mark_card', keys)} marks all.",
            "$foreground-muted",
        )
    for key in (on_top.key, *(key for key in card.keys if key != on_top.key)):
        twin = session.rows[key]
        proposal = twin.proposal
        sign = "★ " if best and key == best.key else f"{row_words.glyph(twin)} "
        owners = " ".join(f"@{plain(name, 60)}" for name in session.names.owner_names(proposal))
        due = day_words.due_in_full(proposal, session.today)
        yield Content("")
        yield Content.assemble(
            (sign, "bold $text-accent"), *_differing(on_top.proposal.words, proposal.words)
        )
        facts = [
            row_words.verdict(twin), owners, due, row_words.priority_sign(proposal.priority),
            f"{plain(proposal.note, 200)}:{proposal.place.number}",
        ]  # fmt: skip
        yield Content.styled("  " + "  ".join(filter(None, facts)), "$foreground-muted")


def _matches(session: Session, key: int) -> Iterator[Content]:
    matches = session.likenesses.matches(key)
    if matches:
        yield Content("")
        yield Content.styled("Elsewhere in the vault", "bold")
    for match in matches:
        yield _match(session, match)


def _match(session: Session, match: Match) -> Content:
    """A task elsewhere: how it stands, where, and its line."""
    return Content.assemble(
        (f"= {row_words.MATCHED[match.role]}{_when(session, match)} in ", "$text-success"),
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


def _differing(best: str, other: str) -> Iterator[tuple[str, str]]:
    """The words of a twin, with what the best does not say in another colour."""
    from triage.core.twins.differences import differences  # only if there are twins

    at = 0
    for start, end in differences(best, other) if best != other else ():
        yield plain(other[at:start], 400), ""
        yield plain(other[start:end], 400), "$text-warning"
        at = end
    yield plain(other[at:], 400), ""
