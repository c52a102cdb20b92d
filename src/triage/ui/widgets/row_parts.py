"""The parts of which a line of the queue is drawn, each with the name of its style; all of it is clean."""

from typing import assert_never

from rich.cells import cell_len, set_cell_size

from triage.core.plain import plain
from triage.core.row import Group, Grouping, Row
from triage.session.session import Session
from triage.words import day_words, gesture_words, row_words

_DUE, _OWNER, _WIDE_OWNER, _TITLE = 9, 12, 18, 24
_WIDE = 100
"""From this width on there is room for more."""

_LEAD = 12
"""How many characters are kept before what a member says differently."""

Part = tuple[str, str]


def row_parts(
    session: Session,
    row: Row,
    width: int,
    *,
    is_marked: bool,
    is_asleep: bool = False,
    keeper: Row | None = None,
) -> list[Part]:
    """One row; `is_asleep` dims one that is snoozed, `keeper` is the row on top of its set."""
    proposal, today = row.proposal, session.today
    until = session.snoozes.until(proposal) if row.is_open else None
    verdict = row_words.verdict(row)
    state = row_words.trouble(row) or verdict or (f"z {until.day} {until:%b}" if until else "")
    late = proposal.due is not None and proposal.due < today
    soon = proposal.due is not None and 0 <= (proposal.due - today).days <= 2
    owners = " ".join(plain(name, 40) for name in session.names.owner_names(proposal))
    glyph = "●" if is_marked and not row.failure else row_words.glyph(row)
    glyph_style = "failed" if row.failure else "marked" if is_marked else ""
    due_style = "failed" if row.outcome else "" if state else "late" if late else "soon" if soon else ""
    text = plain(proposal.words, max(20, width)) or "(no words)"
    parts = [
        (fit(glyph, 2), glyph_style),
        (fit(row_words.priority_sign(proposal.priority), 3), ""),
        (fit(state or day_words.due(proposal.due, today), _DUE), due_style),
        (" ", ""),
        (
            fit(owners, _WIDE_OWNER if width >= _WIDE else _OWNER),
            "mine" if session.names.is_mine(proposal) else "other",
        ),
        (" ", ""),
        *_badges(session, row, width, is_in_set=keeper is not None),
        *(_member(row, keeper, width) if keeper else [(text, "")]),
    ]
    return [(text, "decided") for text, _ in parts] if (verdict and not row.outcome) or is_asleep else parts


def group_parts(session: Session, group: Group, width: int) -> list[Part]:
    """The heading of a group, with how many of its rows are to be decided."""
    left = left_in(session, group)
    count = f" {left} " if left else " ✓ "
    title, where = _heading(session, group)
    title = ("new  " if group.has_arrived else "") + title
    room = max(0, width - cell_len(count) - 1)
    title = fit(title, min(cell_len(title), room))
    style = "arrived" if group.has_arrived else "group"
    return [
        (" ", ""),
        (title, style),
        (fit(f"  {where}" if where else "", room - cell_len(title)), "count"),
        (count, "count"),
    ]


def left_in(session: Session, group: Group) -> int:
    """How many rows of a group are to be decided."""
    rows = (session.rows[key] for key in group.keys)
    return sum(row.is_open and not session.sleeps(row) for row in rows)


def fit(text: str, width: int) -> str:
    """The text in exactly `width` cells."""
    if cell_len(text) > width > 1:
        return set_cell_size(set_cell_size(text, width - 1).rstrip() + "…", width)
    return set_cell_size(text, width)


def _heading(session: Session, group: Group) -> tuple[str, str]:
    """The name of a group, and what stands beside it."""
    match group.by:
        case Grouping.NOTE:
            return row_words.note_title(group.name), row_words.note_folder(group.name)
        case Grouping.OWNER:
            return plain(
                group.name, 100
            ) or "unassigned", "me" if group.name and session.names.people.is_mine(group.name) else ""
        case Grouping.DUE:
            return group.name, ""
        case Grouping.FOLDER:
            return plain(group.name, 200) or "the vault's own folder", ""
        case Grouping.SET:
            if not group.name:
                return "Without duplicates", ""
            keeper = session.duplicates.keeper(group.keys[0])
            hidden = len(set(session.duplicates.open_members(group.keys[0])).difference(group.keys))
            facts = [f"★ {keeper.why}" if keeper else "", f"{hidden} more hidden" if hidden else ""]
            number = len(group.keys) + hidden
            return f"≈{number}  {plain(group.name, 300)}", "  ".join(filter(None, facts))
    assert_never(group.by)


def _badges(session: Session, row: Row, width: int, *, is_in_set: bool) -> list[Part]:
    """What stands before the words of a row."""
    badges: list[Part] = []
    if found := session.overwriting.of(row):
        badges.append((f"{gesture_words.overwritten_badge(found, session.today)} ", "arrived"))
    if row.is_open:
        if matches := session.duplicates.matches(row.key):
            said = row_words.MATCHED[matches[0].role]
            title = f" in {row_words.note_title(matches[0].note)}"
            badges.append(
                (f"= {said}{fit(title, min(cell_len(title), _TITLE)) if width >= _WIDE else ''} ", "match")
            )
        if not is_in_set and (others := session.duplicates.others(row.key)):
            badges.append((f"≈{others} ", "duplicates"))
        if session.remembered.is_new(row.proposal):
            badges.append(("new ", "arrived"))
    if row.is_decided_elsewhere:
        badges.append(("elsewhere ", "match"))
    if row.proposal.has_unseen:
        badges.append(("! ", "hidden-field"))
    return badges


def _member(row: Row, keeper: Row, width: int) -> list[Part]:
    """A row of a set: the keeper, or its note and its words with what the keeper does not say."""
    if row.key == keeper.key:
        return [("★ ", "duplicates"), (plain(row.proposal.words, max(20, width)) or "(no words)", "")]
    from triage.core.duplicates.contrast import unsaid  # only if sets are shown

    title = row_words.note_title(row.proposal.note)
    parts = [("└ ", "duplicates"), (fit(title, min(cell_len(title), _TITLE)), "count"), ("  ", "")]
    text = row.proposal.words
    spans = unsaid(keeper.proposal.words, text) if text != keeper.proposal.words else []
    at = 0
    if spans and spans[0][0] > 2 * _LEAD:  # else what differs would be cut off
        at = text.rfind(" ", 0, spans[0][0] - _LEAD) + 1
        parts.append(("…", "same"))
    for start, end in spans:
        parts += [(plain(text[at:start]), "same"), (plain(text[start:end]), "differs")]
        at = end
    return [*parts, (plain(text[at : at + 300]), "same")]


def row_facts(session: Session, key: int, is_marked: bool) -> tuple[object, ...]:
    """All that a row's line shows, but for the cursor: if two are equal, the line need not be drawn again."""
    row, duplicates = session.rows[key], session.duplicates
    return (
        row,
        is_marked,
        duplicates.others(key),
        duplicates.matches(key)[:1],
        session.snoozes.until(row.proposal),
    )


def keeper_shown(session: Session, group: Group | None, key: int) -> Row | None:
    """The keeper of the set that a row is drawn in, shown or not; None if it is drawn in no set."""
    if group is None or group.by is not Grouping.SET or not group.name:
        return None
    keeper = session.duplicates.keeper(key)
    return session.rows[keeper.key if keeper else group.keys[0]]
