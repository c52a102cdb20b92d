"""The proposal under the cursor: its full text, what accepting would write, and the note around it."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from triage.core.decision import Accept, shown_line
from triage.core.errors import Refused
from triage.core.note import lines_of
from triage.core.plain import plain
from triage.core.row import Row
from triage.session.session import Session
from triage.ui import words
from triage.ui.diff import diff

_AROUND = 6
"""How many lines of the note are shown before and after the proposal's own."""


class ProposalPane(VerticalScroll, can_focus=False):
    """Shows one row in full."""

    def __init__(self, session: Session) -> None:
        """Show rows of this session."""
        super().__init__()
        self._session = session

    def compose(self) -> ComposeResult:
        """Hold one text."""
        yield Static(id="proposal", markup=False)

    def show(self, key: int | None) -> None:
        """Show a row, or nothing."""
        width = max(20, self.scrollable_content_region.width - 2)
        row = None if key is None else self._session.rows.get(key)
        self.query_one("#proposal", Static).update(self._content(row, width) if row else "")
        self.scroll_home(animate=False, immediate=True)

    def _content(self, row: Row, width: int) -> Content:
        parts = [
            self._text(row),
            self._facts(row),
            *self._warnings(row),
            self._diff(row, width),
            Content(""),
            self._source(row),
            *self._around(row, width),
        ]
        return Content("\n").join(parts)

    def _text(self, row: Row) -> Content:
        return Content.styled(plain(row.proposal.words), "bold")

    def _facts(self, row: Row) -> Content:
        """Owner, due date, priority and tags, in one line."""
        proposal = row.proposal
        owners = [
            plain(owner.name, 60) + ("" if owner.is_clear else " ?")
            for owner in self._session.owners(proposal)
        ]
        late = proposal.due is not None and proposal.due < self._session.today
        facts = [
            (f"@{', @'.join(owners)}" if owners else "nobody", "$text-accent"),
            (words.due_in_full(proposal, self._session.today) or "no date", "$text-error" if late else ""),
            (f"{words.priority_sign(proposal.priority)} {proposal.priority}".strip() or "no priority", ""),
            (" ".join(plain(tag, 40) for tag in proposal.task.tags[:8]), "$foreground-muted"),
        ]
        return Content("  ").join(Content.styled(text, style) for text, style in facts)

    def _warnings(self, row: Row) -> list[Content]:
        proposal = row.proposal
        warnings = [f"{words.why_hidden(hidden)} (! mends it)" for hidden in proposal.hidden]
        if beneath := self._session.queue.beneath(row.key):
            warnings.append(f"{words.count(len(beneath), 'proposal')} indented beneath it (X rejects all)")
        if row.failure:
            warnings.insert(0, f"Not written: {plain(row.failure, 300)}")
        if row.is_gone:
            warnings.insert(0, "The line is no longer in its note")
        return [Content.styled(f"! {warning}", "$text-warning") for warning in warnings]

    def _diff(self, row: Row, width: int) -> Content:
        """What accepting would write; for a decided row, that it is decided."""
        if not row.is_open:
            return Content.styled(words.verdict(row), "$text-success bold")
        try:
            after = self._session.preview(row.proposal, Accept())
        except Refused as refused:
            return Content.styled(f"! {plain(str(refused), 300)}", "$text-warning")
        return diff(row.proposal.task.text, after, width)

    def _source(self, row: Row) -> Content:
        note = row.proposal.note
        metadata = self._session.metadata(note)
        title = plain(metadata.title, 200) or words.note_title(note)
        facts = [metadata.date, ", ".join(metadata.people), metadata.source]
        lines = [
            Content.styled(title, "bold $text-primary"),
            Content.styled("  ".join(plain(fact, 200) for fact in facts if fact), "$foreground-muted"),
            Content.styled(f"{plain(note, 300)}:{row.proposal.place.number}", "$foreground-muted"),
        ]
        if row.proposal.heading:
            lines.append(Content.styled(f"§ {plain(row.proposal.heading, 200)}", "$text-secondary"))
        return Content("\n").join(line for line in lines if line.plain)

    def _around(self, row: Row, width: int) -> list[Content]:
        """The lines of the note near the proposal, its own marked."""
        lines = lines_of(self._session.queue.notes[row.proposal.note].data)
        own = row.proposal.place.number - 1
        near = [
            at for at in range(max(0, own - _AROUND), min(len(lines), own + _AROUND + 1)) if lines[at].strip()
        ]
        return [
            Content.styled(
                f"{'▶' if at == own else ' '} {plain(shown_line(lines[at]), 300)}",
                "" if at == own else "$foreground-muted",
            ).truncate(width, ellipsis=True)
            for at in near
        ]
