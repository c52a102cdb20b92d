"""The known name that a wrong one was meant for."""

from table import each_row
from triage.core.nearest import nearest

KNOWN = ("accept", "Already decided", "reject", "redate")


@each_row(
    "name, meant",
    [
        ("acept", "accept"),
        ("ACCEPT", "accept"),
        ("already decide", "Already decided"),
        ("rejct", "reject"),
        ("wool", None),
        ("", None),
    ],
)
def test_the_nearest_name_is_what_was_meant(name: str, meant: str | None) -> None:
    assert nearest(name, KNOWN) == meant
