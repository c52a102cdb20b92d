"""How refusals are said."""

from table import each_row
from triage.core.errors import NoRejectedStatus, OwnerUnclear, Refusal, Refused, SeveralOwners
from triage.core.task.fields import Kind
from triage.core.task.vocabulary import Role
from triage.words.refusal_words import why_refused

OTHERS = Refused(Refusal.MISREAD, kind=Kind.DUE, value="2026-01-05")
"""Why there is no place for a field."""

SAID = {
    Refused(Refusal.NO_DUE_DATE): "It has no due date to shift",
    Refused(Refusal.SEVERAL_FIELDS, kind=Kind.DUE): (
        "The line has several fields for its due, and Tasks sees none; edit the raw line"
    ),
    Refused(Refusal.NO_PLACE, kind=Kind.ID, problem=OTHERS): (
        "There is no place in the line where Tasks would read its id: Tasks would read 2026-01-05 as due"
    ),
    Refused(Refusal.NO_SUCH_OWNER, replacing="Bo", names=("Ada Quill", "Cy")): (
        "The line has no owner 'Bo': it has Ada Quill, Cy"
    ),
    SeveralOwners(("Bo", "Cy Tarn")): "There are several owners: Bo, Cy Tarn; say which to replace",
    OwnerUnclear(("Cy Tarn", "Cy")): "It is not clear how far the name goes: Cy Tarn | Cy",
    NoRejectedStatus("-"): (
        "This vault's Tasks settings have no cancelled status, so Tasks would read [-] as a task to do; "
        "say which symbol means rejected"
    ),
    Refused(Refusal.SHARED_SYMBOL, symbol="/", rival=Role.ACCEPTED, role=Role.STARTED): (
        "[/] means accepted here, so nothing is started: "
        "`symbols: {started: …}` in the config gives it a symbol of its own"
    ),
}


@each_row("refused, said", SAID.items())
def test_the_sentence_names_the_facts(refused: Refused, said: str) -> None:
    assert why_refused(refused) == said


def test_what_a_fact_says_is_no_place() -> None:
    braces = Refused(Refusal.MISREAD, kind=Kind.DUE, value="{kind} {0} {")
    assert why_refused(braces) == "Tasks would read {kind} {0} { as due"
    assert why_refused(Refused(Refusal.NO_STATUS, symbol="{\n")).startswith(r"'{\n' is no status")
