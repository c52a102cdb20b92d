"""What is said of one proposal: its full text, what accepting would write, and the note around it."""

from collections.abc import Mapping

from textual.content import Content

from triage.core.errors import Refused
from triage.core.plain import plain
from triage.core.row import Row
from triage.core.task.decision import Accept, Mend, shown_line
from triage.core.task.note import some_lines
from triage.session.session import Session
from triage.ui.keys.key_name import shown_key
from triage.ui.widgets.diff import diff
from triage.ui.widgets.duplicates_text import beside
from triage.words import day_words, outcome_words, row_words
from triage.words.amount import count
from triage.words.refusal_words import why_refused

_NEAR = 12
"""How many lines of the note are shown."""
_STEP = 4
"""By how many lines that window jumps, so that it mostly stands still while the cursor moves."""


class ProposalText:
    """Makes the text of the pane."""

    def __init__(self, session: Session, keys: Mapping[str, str]) -> None:
        """Speak of a session's rows, and of the commands' keys, which may change later."""
        self._session = session
        self._keys = keys

    def of(self, row: Row, width: int, text_lines: int) -> Content:
        """The text in lines of `width` cells; the words take at least `text_lines` lines."""
        parts = [
            _words(row, width, text_lines),
            _facts(self._session, row),
            *self._warnings(row),
            _diff(self._session, row, width),
            *(line.truncate(width, ellipsis=True) for line in beside(self._session, row)),
            Content(""),
            _source(self._session, row),
            *_around(self._session, row, width),
        ]
        return Content("\n").join(parts)

    def _warnings(self, row: Row) -> list[Content]:
        warnings = [row_words.why_hidden(hidden) for hidden in row.proposal.hidden]
        if warnings and self._can_be_mended(row):
            warnings[-1] += f" ({shown_key('mend', self._keys)} fixes it)"
        if beneath := self._session.queue.beneath(row.key):
            what = count(len(beneath), "proposal")
            key = shown_key("reject_beneath", self._keys)
            warnings.append(f"{what} indented beneath it ({key} rejects all)")
        if row.outcome:
            warnings.insert(0, outcome_words.not_simply_saved(row.outcome))
        if row.is_gone:
            warnings.insert(0, "The line is no longer in its note")
        return [Content.styled(f"! {warning}", "$text-warning") for warning in warnings]

    def _can_be_mended(self, row: Row) -> bool:
        try:
            self._session.preview(row.proposal, Mend())
        except Refused:
            return False
        return True


def _words(row: Row, width: int, lines: int) -> Content:
    text = Content.styled(plain(row.proposal.words), "bold")
    missing = lines - text.get_height({}, width)
    return Content.assemble(text, "\n" * max(0, missing))


def _facts(session: Session, row: Row) -> Content:
    """Owner, due date, priority and tags."""
    proposal = row.proposal
    owners = [
        f"@{plain(owner.name, 60)}{'' if owner.is_clear else ' ?'}"
        for owner in session.names.owners(proposal)
    ]
    late = proposal.due is not None and proposal.due < session.today
    facts = [
        (" ".join(owners) or "unassigned", "$text-accent"),
        (day_words.due_in_full(proposal, session.today) or "no date", "$text-error" if late else ""),
        (f"{row_words.priority_sign(proposal.priority)} {proposal.priority}".strip() or "no priority", ""),
        (" ".join(plain(tag, 40) for tag in proposal.task.labels[:8]), "$foreground-muted"),
    ]
    return Content("  ").join(Content.styled(text, style) for text, style in facts)


def _diff(session: Session, row: Row, width: int) -> Content:
    """What accepting would write; for a decided row, how it was decided."""
    if not row.is_open:
        said = f"{row_words.glyph(row)} {row_words.verdict_in_full(row)}"
        return Content.styled(said, "$text-success bold")
    try:
        after = session.preview(row.proposal, Accept())
    except Refused as refused:
        return Content.styled(f"! {plain(why_refused(refused), 300)}", "$text-warning")
    return diff(row.proposal.task.text, after, width)


def _source(session: Session, row: Row) -> Content:
    note = row.proposal.note
    metadata = session.metadata(note)
    title = plain(metadata.title, 200) or row_words.note_title(note)
    facts = [metadata.date, ", ".join(metadata.people), metadata.source]
    heading = f"  § {plain(row.proposal.heading, 200)}" if row.proposal.heading else ""
    lines = [
        Content.styled(title, "bold $text-primary"),
        Content.styled("  ".join(plain(fact, 200) for fact in facts if fact), "$foreground-muted"),
        Content.assemble(
            (f"{plain(note, 300)}:{row.proposal.place.number}", "$foreground-muted"),
            (heading, "$text-secondary"),
        ),
    ]
    return Content("\n").join(line for line in lines if line.plain)


def _around(session: Session, row: Row, width: int) -> list[Content]:
    """The lines of the note near the proposal, its own marked."""
    lines = some_lines(session.queue.notes[row.proposal.note].data)
    own = row.proposal.place.number - 1
    filled = [
        at for at in range(max(0, own - 60), min(len(lines), own + 60)) if lines[at].strip() or at == own
    ]
    middle = sum(at < own for at in filled)  # if the line is gone, the note may be shorter now
    first = max(0, (middle // _STEP - 1) * _STEP)
    return [
        Content.styled(
            f"{'▶' if at == own else ' '} {plain(shown_line(lines[at]), 300)}",
            "" if at == own else "$foreground-muted",
        ).truncate(width, ellipsis=True)
        for at in filled[first : first + _NEAR]
    ]
