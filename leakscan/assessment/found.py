"""The matches of one watchlist in one document as arrays, so that tens of thousands are placed at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter, lt
from typing import TYPE_CHECKING, Any

from leakscan.assessment.kept import public
from leakscan.lazy import lazy
from leakscan.model import Entry, Match, MatchKind, Watchlist

if TYPE_CHECKING:
    import numpy as np

    Ints = np.ndarray[Any, np.dtype[np.int64]]

EXACT = frozenset({MatchKind.EMAIL, MatchKind.IDENTIFIER, MatchKind.HASHED})
"""Kinds that name an account, not an organisation."""


def any_exact(matches: Iterable[Match]) -> bool:
    """Whether any match is of an account identifier."""
    for match in matches:  # noqa: SIM110  # a generator takes three times as long, and most documents have one match
        if match.kind is not _NAME and match.kind in EXACT:
            return True
    return False


def is_exact(kind: MatchKind) -> bool:
    """Whether a kind is one of ``EXACT``; nearly all are names, and a name is told without the hash of an enum."""
    return kind is not _NAME and kind in EXACT


_NAME = MatchKind.NAME


@dataclass(frozen=True)
class Found:
    """Matches in order of the text, and the watchlist that they are of."""

    matches: tuple[Match, ...]
    watchlist: Watchlist

    @property
    def by_key(self) -> Mapping[str, Entry]:
        """The watchlist's entries under their keys."""
        return self.watchlist.by_key

    @lazy
    def public(self) -> frozenset[str]:
        """Keys of the clients who are publicly known as such."""
        return public(self.watchlist)

    @lazy
    def starts(self) -> Ints:
        """Where the matches start."""
        return _ints([match.start for match in self.matches])

    @lazy
    def ends(self) -> Ints:
        """One past the last character of each match."""
        return _ints([match.end for match in self.matches])

    @lazy
    def entries(self) -> Sequence[str]:
        """The key of the entry of each match."""
        return [match.entry for match in self.matches]

    @lazy
    def exact(self) -> Sequence[bool]:
        """Which matches are of an account identifier."""
        kinds = [match.kind for match in self.matches]
        return [kind is not _NAME and kind in EXACT for kind in kinds]

    @lazy
    def domains(self) -> Sequence[bool]:
        """Which matches are of a domain."""
        domain = MatchKind.DOMAIN
        return [match.kind is domain for match in self.matches]

    @lazy
    def plain(self) -> bool:
        """Whether all matches are of names or parts of names."""
        names = [match.kind for match in self.matches].count(_NAME)
        return names == len(self.matches) or not (True in self.exact or True in self.domains)


def found_in(matches: Iterable[Match], watchlist: Watchlist) -> Found:
    """The matches sorted."""
    return Found(in_order(matches), watchlist)


def in_order(matches: Iterable[Match]) -> tuple[Match, ...]:
    """The matches as they stand in the text."""
    told = tuple(matches)
    if len(told) < 2:
        return told
    starts = [match.start for match in told]
    if all(map(lt, starts, starts[1:])):
        return told  # as screening gives them, unless two begin in one place
    return tuple(sorted(told, key=_PLACE))


_PLACE = attrgetter("start", "end")


def _ints(values: Sequence[int]) -> Ints:
    import numpy as np

    return np.array(values, np.int64)
