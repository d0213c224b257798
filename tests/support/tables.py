"""A rule's table as one test: every row is tried, and each that fails is named."""

import inspect
from collections.abc import Callable, Iterable
from typing import Any

Test = Callable[..., None]
LONGEST = 300  # characters of a row, and of what is wrong with it


def table(names: str | tuple[str, ...], rows: Iterable[Any]) -> Callable[[Test], Test]:
    """Run a test once for all rows, as `parametrize` would once for each; its other parameters stay fixtures."""
    every = [{names: row} if isinstance(names, str) else dict(zip(names, row, strict=True)) for row in rows]

    def whole(test: Test) -> Test:
        def try_all(**fixtures: Any) -> None:
            tried = [(row, _failure(test, {**fixtures, **row})) for row in every]
            failed = [f"{str(tuple(row.values()))[:LONGEST]}: {why}" for row, why in tried if why]
            assert not failed, "\n".join([f"{len(failed)} of {len(every)} rows fail", *failed])

        signature = inspect.signature(test)
        left = [each for name, each in signature.parameters.items() if name not in {*every[0]}]
        try_all.__signature__ = signature.replace(parameters=left)  # type: ignore[attr-defined]
        try_all.__name__, try_all.__doc__ = test.__name__, test.__doc__
        return try_all

    return whole


def _failure(test: Test, given: dict[str, Any]) -> str:
    try:
        test(**given)
    except Exception as error:
        return (str(error) or type(error).__name__)[:LONGEST].splitlines()[0]
    return ""
