"""One condition on hits: how it is tested on one of them, and how those that meet it are looked up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = str | int | None


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on hits ``h``.

    Attributes:
        test: what holds of a hit that meets it, with question marks for ``values``.
        values: what the test is about.
        among: a SELECT of ``hit``, the rowids of those that meet it, where an index leads to them; about ``keys``.
        keys: what that is about.
        counted: another SELECT about the same, with as many rows or more, where it is cheaper to count.
        exact: whether all of ``among`` meet it, so that they need no test.
    """

    test: str
    values: Sequence[Value] = ()
    among: str = ""
    keys: Sequence[Value] = ()
    counted: str = ""
    exact: bool = True


def any_of(column: str, values: Sequence[Value]) -> Condition:
    """Any of these values in an indexed column of hits."""
    among = f"SELECT rowid AS hit FROM hits WHERE {column} IN ({marks(values)})"  # noqa: S608  # a column's name
    return Condition(f"+h.{column} IN ({marks(values)})", values, among, values)


def marks(values: Sequence[object]) -> str:
    """A question mark for each value, commas between."""
    return ", ".join("?" * len(values))
