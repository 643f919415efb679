"""The matches of one watchlist in one document as arrays, so that tens of thousands are placed at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from leakscan.model import Entry, Match, MatchKind

if TYPE_CHECKING:
    import numpy as np

    Ints = np.ndarray[Any, np.dtype[np.int64]]
    Bools = np.ndarray[Any, np.dtype[np.bool_]]

EXACT = frozenset({MatchKind.EMAIL, MatchKind.IDENTIFIER, MatchKind.HASHED})
"""Kinds that name an account, not an organisation."""


@dataclass(frozen=True)
class Found:
    """Matches in order of the text, and the watchlist's entries under their keys."""

    matches: tuple[Match, ...]
    by_key: Mapping[str, Entry]

    @cached_property
    def starts(self) -> Ints:
        """Where the matches start."""
        return _ints(match.start for match in self.matches)

    @cached_property
    def ends(self) -> Ints:
        """One past the last character of each match."""
        return _ints(match.end for match in self.matches)

    @cached_property
    def entries(self) -> Ints:
        """A number for the entry of each match."""
        numbers: dict[str, int] = {}
        return _ints(numbers.setdefault(match.entry, len(numbers)) for match in self.matches)

    @cached_property
    def exact(self) -> Bools:
        """Which matches are of an account identifier."""
        import numpy as np

        return np.array([match.kind in EXACT for match in self.matches], bool)

    @cached_property
    def domains(self) -> Bools:
        """Which matches are of a domain."""
        import numpy as np

        return np.array([match.kind is MatchKind.DOMAIN for match in self.matches], bool)


def found_in(matches: Iterable[Match], by_key: Mapping[str, Entry]) -> Found:
    """The matches sorted."""
    return Found(tuple(sorted(matches, key=_PLACE)), by_key)


_PLACE = attrgetter("start", "end")


def _ints(values: Iterable[int]) -> Ints:
    import numpy as np

    return np.fromiter(values, np.int64)
