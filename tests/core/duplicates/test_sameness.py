from datetime import date

from table import each_row
from triage.core.duplicates.statement import Statement, says_the_same
from triage.core.duplicates.wording import Wording
from weighing import rarity_of

VAULT = [
    *(f"Send the report on topic{number} to the board of branch{number % 40}" for number in range(300)),
    *(f"Ask person{number} for the room{number % 30} key, then book it" for number in range(300)),
]
PORTAL = (
    "Schedule a walkthrough of the booking portal's architecture, data flows and pain points with Dorrit "
    "Tamm to assess the Almanac connector for the depots"
)
PORTAL_AGAIN = (
    "Set up a session with Dorrit Tamm that covers architecture, data flows and pain points of the booking "
    "portal, in order to assess whether the Almanac connector fits the depots"
)
MONDAY, TUESDAY, WEDNESDAY = date(2026, 5, 4), date(2026, 5, 5), date(2026, 5, 6)


def same(a: Statement, b: Statement) -> bool:
    judged = says_the_same(a, b)
    assert judged is says_the_same(b, a)
    return judged


def said(
    text: str, other: str, note: str = "a.md", day: date | None = None, due: date | None = None
) -> Statement:
    """A text as it is weighed in a vault that holds it and the other."""
    return Statement(rarity_of([*VAULT, text, other]).weigh(Wording(text)), note, day, due)


def say_the_same(a: str, b: str) -> bool:
    return same(said(a, b, "a.md"), said(b, a, "b.md"))


@each_row(
    "a, b",
    [
        ("Send the signed lease to the landlord", "send THE signed lease, to the landlord!"),
        ("Send the signed lease to the landlord", "Please send the signed leases to the landlord by Friday"),
        ("Send the signed lease to the landlord", "The signed lease: please send it to the landlord"),
        ("Send the signed lease to the landlord", "Send the signed laese to the landlord"),
        ("Mail the file to Zoë", "Mail the file to Zoe\u0308"),
        (PORTAL, PORTAL_AGAIN),
        ("Bitte den Mietvertrag an die Verwaltung senden", "Mietvertrag an die Verwaltung senden"),
        ("Prześlij podpisaną umowę do zarządu", "Prześlij podpisane umowy do zarządu w piątek"),
        ("Envoyer le bail signé au propriétaire", "Envoyer au propriétaire le bail signé"),
        ("Отправить подписанный договор арендодателю", "Отправить арендодателю подписанный договор"),
        ("署名した契約書を大家さんに送る", "署名した契約書を大家さんに送る。金曜日"),
    ],
)
def test_the_same_in_other_words(a: str, b: str) -> None:
    assert say_the_same(a, b)


@each_row(
    "a, b",
    [
        ("Send the signed lease to the landlord", "Send the signed lease to the bank"),
        ("Send the signed lease to the landlord", "Tear up the signed lease of the landlord"),
        ("Ask Bo Tarn about the lease of the barn", "Ask Zita Abel about the lease of the barn"),
        ("Ask Martin about the lease of the barn", "Ask Marten about the lease of the barn"),
        ("Order 40 chairs for the concert", "Order 60 chairs for the concert"),
        ("Install 4.2 of the portal", "Install 4.3 of the portal"),
        ("Test the firmware 3.0.1 on the gateway", "Test the firmware 3.1.0 on the gateway"),
        ("Feed the goat at noon", "Do not feed the goat at noon"),
        ("Turn on the heating in the hall on Saturday", "Turn off the heating in the hall on Saturday"),
        ("Switch the heating in the hall on", "Switch the heating in the hall off"),
        ("Move the files from Almanac to Foxglove", "Move the files from Foxglove to Almanac"),
        ("Take the skates to the grinder", "Take the skates from the grinder"),
        ("Order sheet music for the brass section", "Order music stands for the brass section"),
        ("Rechnung 17 an den Steuerberater senden", "Rechnung 18 an den Steuerberater senden"),
        ("給料の明細を社長に送る", "電話の明細を倉庫に送る"),
        ("Buy bread", "Water the roses"),
        ("", "Water the roses"),
        ("", ""),
    ],
)
def test_two_things_to_do(a: str, b: str) -> None:
    assert not say_the_same(a, b)


@each_row(
    "one, other, wanted",
    [
        (("a.md", MONDAY, None), ("b.md", MONDAY, None), True),
        (("a.md", MONDAY, None), ("b.md", TUESDAY, None), False),
        (("a.md", None, TUESDAY), ("b.md", None, TUESDAY), True),
        (("a.md", None, TUESDAY), ("b.md", None, WEDNESDAY), True),
        (("a.md", None, MONDAY), ("b.md", None, WEDNESDAY), False),
        (("a.md", MONDAY, TUESDAY), ("a.md", MONDAY, TUESDAY), False),
        (("a.md", None, None), ("b.md", None, None), False),
    ],
)
def test_a_word_replaced_counts_less_if_the_day_agrees_but_not_within_a_note(
    one: tuple[str, date | None, date | None], other: tuple[str, date | None, date | None], wanted: bool
) -> None:
    a, b = "Draft the agenda of the harvest fair", "Prepare the agenda of the harvest fair"
    assert same(said(a, b, *one), said(b, a, *other)) is wanted


@each_row(
    "a, b",
    [
        ("Order 40 chairs for the concert", "Order 60 chairs for the concert"),
        ("Ask Bo Tarn about the lease of the barn", "Ask Zita Abel about the lease of the barn"),
    ],
)
def test_another_number_or_name_alone_is_another_task_even_on_one_day(a: str, b: str) -> None:
    assert not same(said(a, b, "a.md", MONDAY, TUESDAY), said(b, a, "b.md", MONDAY, TUESDAY))
