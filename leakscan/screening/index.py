"""Watchlists compiled to what screening looks up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from leakscan.errors import UsageError
from leakscan.garbage import uncollected
from leakscan.model import Entry, MatchKind, Watchlist
from leakscan.screening.cache import cached_arrays, keep_arrays
from leakscan.screening.gather import gather
from leakscan.screening.identifiers import Identifiers, build_identifiers
from leakscan.screening.masked import Masks, build_masks
from leakscan.screening.patterns import build_patterns

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakscan.screening.book import Book
    from leakscan.screening.explain import Explainer
    from leakscan.screening.numbers import Lookup
    from leakscan.screening.tables import Table

__all__ = ["Engine", "Index", "compile_index"]


@dataclass(frozen=True, slots=True)
class Engine:
    """The working state of an index: words to numbers, anchors to forms; one thread at a time.

    ``lists`` are the names of the watchlists, ``entries`` those of all of them, ``keys`` and ``names`` what these have,
    in arrays, from which many are taken at once; ``entry_lists`` is the watchlist of each; ``form_entries`` is the
    entry of each form, ``form_names`` which of its names (0, from 1 its aliases).
    """

    lookup: Lookup
    book: Book
    anchors: Table
    explain: Explainer
    lists: Sequence[str]
    entries: Sequence[Entry]
    keys: NDArray[np.object_]
    names: NDArray[np.object_]
    form_entries: NDArray[np.int32]
    form_names: NDArray[np.uint16]
    entry_lists: NDArray[np.int32]
    lock: Lock = field(default_factory=Lock)

    def keys_of(self, forms: NDArray[np.int64]) -> list[str]:
        """The keys of the entries that forms are of."""
        keys: list[str] = self.keys.take(self.form_entries[forms]).tolist()
        return keys

    def names_of(self, forms: NDArray[np.int64]) -> tuple[list[MatchKind], list[str]]:
        """Which kinds of names forms are of, and those."""
        import numpy as np

        numbers, entries = self.form_names[forms], self.form_entries[forms]
        kinds, names = [MatchKind.NAME] * len(entries), self.names.take(entries).tolist()
        for n in np.flatnonzero(numbers).tolist():
            kinds[n], names[n] = MatchKind.ALIAS, self.entries[entries[n]].aliases[numbers[n] - 1]
        return kinds, names

    def list_of(self, form: int) -> str:
        """The name of the watchlist that a form is of."""
        return self.lists[self.entry_lists[self.form_entries[form]]]


@dataclass(frozen=True)
class Index:
    """Compiled watchlists; make one with :func:`compile_index`, it can be pickled.

    ``arrays`` maps words to forms by number (:func:`leakscan.screening.compile.compiled`); names and keys are taken
    from the watchlists.
    """

    watchlists: Mapping[str, Watchlist]
    arrays: Mapping[str, NDArray[Any]]

    @cached_property
    def engine(self) -> Engine:
        """What is looked up by hash and number; built when first used, left out of a pickle."""
        import numpy as np

        from leakscan.screening.book import book_of
        from leakscan.screening.explain import Explainer
        from leakscan.screening.numbers import Lookup
        from leakscan.screening.tables import table_of

        lookup = Lookup(self.arrays, self.identifiers.uses)
        book = book_of(self.arrays)
        explain = Explainer(self.arrays, book, lookup.vocabulary.words, lookup.room)
        sizes = [len(watchlist) for watchlist in self.watchlists.values()]
        lists = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        entries = [entry for watchlist in self.watchlists.values() for entry in watchlist.entries]
        keys, names = (np.array([getattr(one, field) for one in entries], object) for field in ("key", "name"))
        forms = self.arrays["form_entries"], self.arrays["form_names"]
        anchors = table_of("anchors", self.arrays)
        return Engine(lookup, book, anchors, explain, list(self.watchlists), entries, keys, names, *forms, lists)

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
    named = {watchlist.name: watchlist for watchlist in watchlists}
    if len(named) < len(watchlists):
        raise UsageError("Two watchlists have the same name; give each its own.")
    patterns = build_patterns(watchlists)
    if patterns.written:
        _ = patterns.compiled  # a pattern that can't be used is told before anything is read
    if cache is None:
        return Index(named, _built(watchlists))
    if (kept := cached_arrays(cache, watchlists)) is not None:
        return Index(named, kept)
    arrays = _built(watchlists)
    keep_arrays(cache, watchlists, arrays)
    return Index(named, arrays)


def _built(watchlists: Sequence[Watchlist]) -> Mapping[str, NDArray[Any]]:
    from leakscan.screening.compile import compiled

    with uncollected():
        return compiled(gather(watchlists))
