"""Why a decision is refused; what the sentences name is of notes, or was typed, and is not clean."""

from collections.abc import Mapping

from triage.core.errors import Fact, Refusal, Refused

SENTENCES: Mapping[Refusal, str] = {
    Refusal.HALF_A_CHARACTER: "The text holds half a character, which cannot be written",
    Refusal.LINE_BREAK: "A task is one line: it holds no line break",
    Refusal.LINE_BREAK_IN_WORDS: "A task is one line: its words hold no line break",
    Refusal.NO_TASK: "That is no task: it needs a list marker and a box, as in `- [ ] words`",
    Refusal.NO_TASK_ANY_MORE: "The line would be no task any more",
    Refusal.FILTER_MISSING: "Tasks would no longer take it for a task: its filter {filter!r} is missing",
    Refusal.NO_WORDS: "A task needs words",
    Refusal.FIELD_IN_WORDS: (
        "With these words Tasks would read another {kind}; change that field by its own key"
    ),
    Refusal.TAG_OR_LINK_IN_WORDS: "With these words Tasks would read other tags or another block link",
    Refusal.NO_STATUS: "{symbol!r} is no status: a box holds one character",
    Refusal.NO_REJECTED_STATUS: (
        "This vault's Tasks settings have no cancelled status, so Tasks would read [{symbol}] "
        "as a task to do; say which symbol means rejected"
    ),
    Refusal.SHARED_SYMBOL: (
        "[{symbol}] means {rival} here, so nothing is {role}: "
        "`symbols: {{{role}: …}}` in the config gives it a symbol of its own"
    ),
    Refusal.RECURS: "It recurs (🔁): only Tasks can complete it and write the next one; do it in Obsidian",
    Refusal.DELETED_WHEN_DONE: (
        "It says 🏁 delete: only Tasks can complete it and delete it; do it in Obsidian"
    ),
    Refusal.NO_NAME: "{name!r} is no name: one to four words of letters, without brackets or @",
    Refusal.NO_OWNER: "The line has no owner {replacing!r}",
    Refusal.NO_SUCH_OWNER: "The line has no owner {replacing!r}: it has {names}",
    Refusal.SEVERAL_OWNERS: "There are several owners: {names}; say which to replace",
    Refusal.OWNER_UNCLEAR: "It is not clear how far the name goes: {candidates}",
    Refusal.OTHER_OWNER: "In this line another owner would change with it",
    Refusal.NAME_RUNS_ON: "In this line {name!r} would run into the words that follow it",
    Refusal.NO_WORDS_BUT_OWNER: "Without the owner the task would have no words left",
    Refusal.DELEGATED_TO_NOBODY: "Only a task of somebody is delegated: say of whom",
    Refusal.NO_DUE_DATE: "It has no due date to shift",
    Refusal.NO_SUCH_DAY: "No calendar has such a day",
    Refusal.DAY_HAS_COME: "The day that was said has come: say another",
    Refusal.DAY_UNCLEAR: "It is not clear which day is meant; set the date anew",
    Refusal.DATE_UNCLEAR: "It is not clear what belongs to its {kind} date; edit the raw line",
    Refusal.TIME_BEHIND_DATE: "Tasks has no place for the time behind the date; edit the raw line",
    Refusal.SEVERAL_FIELDS: (
        "The line has several fields for its {kind}, and Tasks sees none; edit the raw line"
    ),
    Refusal.NO_PLACE: "There is no place in the line where Tasks would read its {kind}: {problem}",
    Refusal.NOTHING_TO_MEND: "Tasks sees every field of this line that it could see",
    Refusal.OTHER_TAGS: "The line would have other tags",
    Refusal.MISREAD: "Tasks would read {value} as {kind}",
    Refusal.UNREAD: "Tasks would read nothing as {kind}",
    Refusal.TAGS_MISREAD: "Tasks would read other tags",
    Refusal.TAG_OR_LINK_MISREAD: "Tasks would read other tags or another block link",
    Refusal.LINK_OR_STATUS_MISREAD: "Tasks would read another block link or status",
    Refusal.LINE_GONE: "Its line is no longer in the note",
    Refusal.NO_DUPLICATE: "Nothing that is still to decide says the same",
    Refusal.IS_KEEPER: "It is the keeper of its set; make another the keeper first",
    Refusal.UNCERTAIN_SET: "Another of its set says more than the keeper: look at the set first",
    Refusal.DECIDED_ALREADY: "It is decided already",
    Refusal.SNOOZED_DECIDED: "It is decided: only what is still to decide can be snoozed",
}
"""What is said of each, with the places of the facts that come with it."""

_BETWEEN: Mapping[str, str] = {"candidates": " | "}
"""What stands between several texts at a place, if it is no comma."""


def why_refused(refused: Refused) -> str:
    """Why a decision is refused, in one sentence without its full stop; to be cleaned."""
    facts = {place: _said(place, fact) for place, fact in refused.facts.items()}
    return SENTENCES[refused.refusal].format(**facts)


def _said(place: str, fact: Fact) -> str:
    match fact:
        case Refused():
            return why_refused(fact)
        case tuple():
            return _BETWEEN.get(place, ", ").join(fact)
        case _:
            return fact
