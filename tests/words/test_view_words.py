"""How it is said that a saved view is none."""

from triage.core.errors import TriageError
from triage.session.view import BadView, View
from triage.words.view_words import why_bad


def test_the_name_of_another_view_is_said_with_it() -> None:
    assert (
        why_bad(BadView("ALL", "", View("all", "All")))
        == "views: 'ALL' is the name of a view that is always there"
    )
    assert (
        why_bad(BadView("BOAT", "", View("Boat", "Boat", is_saved=True)))
        == "views: 'BOAT' and 'Boat' are one name; call one otherwise"
    )


def test_what_is_wrong_with_a_filter_is_said_behind_its_place() -> None:
    bad = BadView("Boat", "config.yaml, line 4", TriageError("prio cannot be {urgnt}"))
    assert why_bad(bad) == "config.yaml, line 4: views: 'Boat': prio cannot be {urgnt}"
