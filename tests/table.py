"""A table of rows in one test: a test for each row would cost more than its check."""

from collections.abc import Callable, Iterable, Sequence
from inspect import signature
from typing import Any

import pytest

Test = Callable[..., None]


def each_row(names: str, rows: Iterable[Any]) -> Callable[[Test], Test]:
    """As `pytest.mark.parametrize`, but one test, which tries all rows and names the rows that fail."""
    arguments = [name.strip() for name in names.split(",")]
    given: list[dict[str, Any]] = []
    for row in rows:
        values: Sequence[Any] = (row,) if len(arguments) == 1 else row
        if hasattr(row, "marks"):  # a pytest.param
            assert not row.marks, "a mark is of a whole test"
            values = row.values
        given.append(dict(zip(arguments, values, strict=True)))
    assert given, "a table without rows looks at nothing"

    def decorate(test: Test) -> Test:
        def every_row(**others: Any) -> None:
            failed = list[BaseException]()
            for row in given:
                try:
                    test(**row, **others)
                except BaseException as error:
                    error.add_note(f"in the row {row!r}")
                    if not isinstance(error, (AssertionError, pytest.fail.Exception)):
                        raise
                    failed.append(error)
            if len(failed) == 1:
                raise failed[0]
            if failed:
                raise BaseExceptionGroup(f"{len(failed)} of {len(given)} rows", failed)

        for name in ("__name__", "__qualname__", "__module__", "__doc__"):
            setattr(every_row, name, getattr(test, name))
        own = signature(test)
        left = [each for name, each in own.parameters.items() if name not in arguments]
        setattr(every_row, "__signature__", own.replace(parameters=left))  # noqa: B010 (unknown to mypy)
        return every_row

    return decorate
