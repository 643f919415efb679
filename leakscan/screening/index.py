"""Watchlists compiled to what screening looks up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from leakscan.errors import UsageError
from leakscan.model import Entry, Watchlist
from leakscan.screening.cache import cached_arrays, keep_arrays
from leakscan.screening.forms import forms_of
from leakscan.screening.gather import Owned, budget, gather
from leakscan.screening.identifiers import Identifiers, build_identifiers
from leakscan.screening.masked import Masks, build_masks
from leakscan.screening.patterns import build_patterns

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakscan.screening.lookup import Lookup
    from leakscan.screening.postings import Postings

__all__ = ["Engine", "Forms", "Index", "Owned", "compile_index"]
_MOST_REMEMBERED = 200_000


class Forms:
    """Forms by number, made from their entries when asked for."""

    def __init__(
        self, owners: Sequence[tuple[str, Entry]], arrays: Mapping[str, NDArray[Any]], word_ids: Mapping[str, int]
    ) -> None:
        self._owners, self._word_ids = owners, word_ids
        self._entries: NDArray[np.int32] = arrays["form_entries"]
        self._slots: NDArray[np.uint16] = arrays["form_slots"]
        self._memo: dict[int, tuple[Owned, ...]] = {}

    def __getitem__(self, number: int) -> Owned:
        entry = int(self._entries[number])
        if (forms := self._memo.get(entry)) is None:
            if len(self._memo) >= _MOST_REMEMBERED:
                self._memo.clear()
            watchlist, owner = self._owners[entry]
            forms = self._memo[entry] = tuple(
                Owned(form, watchlist, owner.key, [self._word_ids[word] for word in form.words], budget(form))
                for form in forms_of(owner)
            )
        return forms[int(self._slots[number])]

    def __len__(self) -> int:
        return len(self._entries)


@dataclass(frozen=True, slots=True)
class Engine:
    """The working state of an index: words to numbers, numbers to forms; one thread at a time."""

    lookup: Lookup
    pairs: Postings
    alone: Postings
    joins: Postings
    forms: Forms
    lock: Lock = field(default_factory=Lock)


@dataclass(frozen=True)
class Index:
    """Compiled watchlists; make one with :func:`compile_index`, it can be pickled.

    ``arrays`` maps words to forms by number (:func:`leakscan.screening.compile.compiled`); the forms themselves are
    made from the watchlists' entries when they are met.
    """

    watchlists: Mapping[str, Watchlist]
    arrays: Mapping[str, NDArray[Any]]

    @cached_property
    def engine(self) -> Engine:
        """What is looked up by hash and number; built when first used, left out of a pickle."""
        from leakscan.screening.lookup import Lookup
        from leakscan.screening.postings import postings

        lookup = Lookup(self.arrays)
        owners = owners_of(list(self.watchlists.values()))
        forms = Forms(owners, self.arrays, lookup.word_ids)
        alone, pairs, joins = (postings(self.arrays, name) for name in ("alone", "pairs", "joins"))
        return Engine(lookup, pairs, alone, joins, forms)

    @cached_property
    def identifiers(self) -> Identifiers:
        """E-mails, domains and free identifiers of all entries."""
        return build_identifiers(list(self.watchlists.values()))

    @cached_property
    def masks(self) -> Masks:
        """What masked e-mails and numbers are tried against."""
        return build_masks(self.identifiers)

    def __getstate__(self) -> dict[str, object]:
        return {"watchlists": self.watchlists, "arrays": self.arrays}


def owners_of(watchlists: Sequence[Watchlist]) -> list[tuple[str, Entry]]:
    """Every entry with the name of its watchlist, in order."""
    return [(watchlist.name, entry) for watchlist in watchlists for entry in watchlist.entries]


def compile_index(watchlists: Sequence[Watchlist], cache: Path | None = None) -> Index:
    """Compile watchlists for :func:`screen`.

    Args:
        watchlists: each under a name of its own.
        cache: a folder of the caller's to keep the index in, and to take it from next time; it will hold the words
            of all names in clear, readable by its owner alone.

    Returns:
        The index; it holds every name in clear.

    Raises:
        UsageError: two watchlists have one name.
    """
    from leakscan.screening.compile import compiled

    named = {watchlist.name: watchlist for watchlist in watchlists}
    if len(named) < len(watchlists):
        raise UsageError("Two watchlists have the same name; give each its own.")
    patterns = build_patterns(watchlists)
    if patterns.written:
        _ = patterns.compiled  # a pattern that can't be used is told before anything is read
    if cache is None:
        return Index(named, compiled(gather(owners_of(watchlists))))
    if (kept := cached_arrays(cache, watchlists)) is not None:
        return Index(named, kept)
    arrays = compiled(gather(owners_of(watchlists)))
    keep_arrays(cache, watchlists, arrays)
    return Index(named, arrays)
