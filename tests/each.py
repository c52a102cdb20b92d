"""A table of rows in one test, where a test for each would cost more than what it looks at."""

from collections.abc import Callable, Iterable
from inspect import signature

import pytest
from _pytest.mark import ParameterSet

Test = Callable[..., None]


def each(names: str, rows: Iterable[object]) -> Callable[[Test], Test]:
    """As `pytest.mark.parametrize`, but one test, which goes through all rows and names those that fail."""
    arguments = [name.strip() for name in names.split(",") if name.strip()]
    told = [row if isinstance(row, ParameterSet) else None for row in (rows := [*rows])]
    values = [each.values if each else row for each, row in zip(told, rows, strict=True)]
    if len(arguments) == 1:
        values = [row if each else (row,) for each, row in zip(told, values, strict=True)]
    given = [dict(zip(arguments, row, strict=True)) for row in values]  # type: ignore[call-overload]

    def decorate(test: Test) -> Test:
        left = [own for name, own in signature(test).parameters.items() if name not in arguments]

        def every_row(**others: object) -> None:
            failed = []
            for row in given:
                try:
                    test(**row, **others)
                except (AssertionError, pytest.fail.Exception) as error:
                    error.add_note(f"in the row {row!r}")
                    failed.append(error)
                except Exception as error:
                    error.add_note(f"in the row {row!r}")
                    raise
            if len(failed) == 1:
                raise failed[0]
            if failed:
                raise BaseExceptionGroup(f"{len(failed)} of {len(given)} rows", failed)

        for name in ("__name__", "__qualname__", "__module__", "__doc__"):
            setattr(every_row, name, getattr(test, name))
        setattr(every_row, "__signature__", signature(test).replace(parameters=left))  # noqa: B010
        assert given, "a table without rows looks at nothing"
        return every_row

    return decorate
