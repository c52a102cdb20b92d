import pytest

from triage.core.twins.idea import idea_of
from triage.core.twins.likeness import are_alike, likeness
from triage.core.twins.wording.forms import root_of


def alike(a: str, b: str) -> bool:
    return are_alike(idea_of(a), idea_of(b))


@pytest.mark.parametrize(
    "a, b",
    [
        ("Pay 1,200 euros to the guild", "Pay 1200 euros to the guild"),
        ("Order 20k leaflets for the fair", "Order 20000 leaflets for the fair"),
        ("Order twelve chairs for the hall", "Order 12 chairs for the hall"),
        ("Install v4.2 of the portal", "Install 4.2 of the portal"),
        ("Hold the rehearsal on 12 March", "Hold the rehearsal on 2026-03-12"),
        ("Hold the rehearsal on 3rd of Sept", "Hold the rehearsal on 3 September"),
        ("Mail the file to Zoë", "Mail the file to Zoe"),
        ("Turn the heating off in the hall", "Switch off the heating in the hall"),
        ("E-mail Ada the plan", "Email Ada the plan"),
        ("Ask whether Ada can't come", "Ask if Ada cannot come"),
    ],
)
def test_spellings_of_the_same(a: str, b: str) -> None:
    assert alike(a, b)


@pytest.mark.parametrize(
    "fronted",
    [
        "For the fair in May, oil the old press",
        "Still to do: for the fair in May, oil the old press",
        "As agreed, for the fair in May, please oil the old press",
        "For the fair in May, we need to oil the old press",
        "For the fair in May: oil the old press",
        "Also, for the fair in May, oil the old press, as usual, and let the others know!",
        "Let's oil the old press for the fair in May",
    ],
)
def test_what_stands_in_front_says_the_same_behind(fronted: str) -> None:
    idea = idea_of("Oil the old press for the fair in May")
    assert (idea_of(fronted).weights, idea_of(fronted).heads) == (idea.weights, idea.heads)


def test_what_is_not_to_be_done_does_not_stand_in_front() -> None:
    assert (
        idea_of("Please never feed the goat, call the vet").said == "please never feed the goat call the vet"
    )


def test_what_stands_in_front_goes_before_what_is_left_out() -> None:
    behind = idea_of("Feed the dogs before noon without waking the cat")
    assert idea_of("Before noon, feed the dogs without waking the cat") == behind
    assert idea_of("Before noon, feed the dogs, without waking the cat").denied == behind.denied


@pytest.mark.parametrize(
    "text, verb",
    [
        ("Tomorrow, call the vet", "call"),
        ("Ada, call the vet", "call"),
        ("Given the frost, wrap the fig", "wrap"),
        ("While Ada, Bram and Cleo are away, feed the goat", "feed"),
        ("Wrap the fig before the frost, call the vet", "wrap"),
        ("Garland up the hall, with Ada", "garland"),
    ],
)
def test_the_verb_that_leads(text: str, verb: str) -> None:
    assert idea_of(text).verbs[0] == root_of(verb)


@pytest.mark.parametrize(
    "text, kept",
    [
        ("Oil the press, then report back", "oil the press"),
        ("Oil the press and say when it is done, thanks!", "oil the press"),
        ("Oil the press if at all possible, as usual", "oil the press"),
        ("Let the others know", "inform the others"),
        ("As usual", "as usual"),
        ("Ask who can report back", "ask who can report back"),
    ],
)
def test_what_ends_a_task_and_says_nothing(text: str, kept: str) -> None:
    assert idea_of(text).said == kept


@pytest.mark.parametrize(
    "a, b",
    [
        ("Move the files from Almanac to Foxglove", "Move the files from Foxglove to Almanac"),
        ("Send the report in May to the board", "Send the report in June to the board"),
        ("Contact the printer about the leaflet", "Contract the printer for the leaflet"),
        ("Ask Martin about the lease", "Ask Martina about the lease"),
        ("Order sheet music for the choir", "Order music stands for the choir"),
        ("Print the price list for Ada", "Print the guest list for Ada"),
        ("Shrinkwrap Ada's parcels for the fair", "Sell Ada's parcels for the fair"),
        ("Garland the hall for the fair", "Whitewash the hall for the fair"),
        ("Take the skates to the grinder", "Take the skates from the grinder"),
        ("Ask Ulf to paint the mast", "Ask Ulf to sell the mast"),
        ("Use the long ladder in the hall", "Sell the long ladder in the hall"),
    ],
)
def test_one_word_that_makes_two_tasks(a: str, b: str) -> None:
    assert not alike(a, b)


@pytest.mark.parametrize(
    "a, b",
    [
        (
            "Bitte den unterschriebenen Mietvertrag bis Ende des Monats an die Hausverwaltung schicken.",
            "Bitte den unterschriebenen Mietvertrag bis Ende des Monats an die Hausverwaltung senden.",
        ),
        (
            "Stuur het getekende contract voor vrijdag naar de verhuurder.",
            "Mail het getekende contract voor vrijdag naar de verhuurder.",
        ),
        (
            "Skicka det underskrivna avtalet till hyresvärden före fredag.",
            "Mejla det underskrivna avtalet till hyresvärden före fredag.",
        ),
        (
            "Отправить подписанный договор арендодателю до конца месяца",
            "Послать подписанный договор арендодателю до конца месяца",
        ),
        (
            "Στείλε το υπογεγραμμένο συμβόλαιο στον ιδιοκτήτη σήμερα",
            "Δώσε το υπογεγραμμένο συμβόλαιο στον ιδιοκτήτη σήμερα",
        ),
        ("请在月底之前把签好的合同寄给房东", "请在月底前把签好的合同寄给房东"),
        ("שלח את החוזה החתום לבעל הבית", "שלח את החוזה החתום לבעל הדירה"),
    ],
)
def test_one_word_reworded_in_other_languages(a: str, b: str) -> None:
    assert alike(a, a)
    assert alike(a, b)


@pytest.mark.parametrize(
    "a, b",
    [
        ("Rechnung 17 an den Steuerberater senden", "Rechnung 18 an den Steuerberater senden"),
        ("Boka ett möte med Ada om budgeten för nästa år", "Boka ett möte med Bram om budgeten för nästa år"),
        ("Das Fenster in der Küche putzen", "Den Rasen hinter dem Haus mähen"),
        ("请在月底之前把签好的合同寄给房东", "明天给牙医打电话改预约时间"),
    ],
)
def test_other_tasks_in_other_languages(a: str, b: str) -> None:
    assert not alike(a, b)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "🎉🎉",
        "the and of to",
        "12 34 2026-99-99",
        "\udc80\udcff send \udc80",
        "e\u0301\u0301\u0301 \u0301 a\u0308",
        "\u202e\u2066 send the list \u2069",
        "don't 't ' n't isn't",
        "- . ! ? : ; ( — ,",
        "Before, after, with, to",
        "x" * 10_000,
        "send the list to Ada " * 500,
        " ".join(f"word{number}" for number in range(1500)),
        "7" * 10_000,
        "a-" * 5_000,
        "1." * 5_000,
        "合" * 10_000,
        "'" * 10_000,
    ],
)
def test_any_text_is_read(text: str) -> None:
    idea = idea_of(text)
    other = idea_of("Send the list to Ada before noon")
    assert 0 <= likeness(idea, other) <= 1
    assert likeness(idea, idea) == (1 if idea.said else 0)
    assert idea == idea_of(text)


@pytest.mark.parametrize("text", ["", "🎉", "— …"])
def test_what_says_nothing_is_like_nothing(text: str) -> None:
    assert likeness(idea_of(text), idea_of(text)) == 0
