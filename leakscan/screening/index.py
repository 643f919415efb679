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

    ``entry_lists`` is the watchlist of each entry, by number; ``form_entries`` the entry of each form;
    ``told`` remembers what is told of forms.
    """

    lookup: Lookup
    book: Book
    anchors: Table
    explain: Explainer
    owners: Sequence[tuple[str, Entry]]
    form_entries: NDArray[np.int32]
    form_names: NDArray[np.uint16]
    entry_lists: NDArray[np.int32]
    told: dict[int, tuple[str, str, MatchKind, str, str]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def key_of(self, form: int) -> str:
        """The key of the entry that a form is of."""
        return self.owners[self.form_entries[form]][1].key

    def owners_of(self, forms: NDArray[np.int64]) -> list[tuple[str, str, MatchKind, str]]:
        """Watchlist and entry of forms, which kind of name each is of, and that name."""
        entries = map(self.owners.__getitem__, self.form_entries[forms].tolist())
        return [
            (watchlist, entry.key, MatchKind.ALIAS, entry.aliases[number - 1])
            if number
            else (watchlist, entry.key, MatchKind.NAME, entry.name)
            for (watchlist, entry), number in zip(entries, self.form_names[forms].tolist(), strict=True)
        ]


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
        explain = Explainer(self.arrays, book, lookup.vocabulary.words)
        sizes = [len(watchlist) for watchlist in self.watchlists.values()]
        lists = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        owners = owners_of(list(self.watchlists.values()))
        forms = self.arrays["form_entries"], self.arrays["form_names"]
        return Engine(lookup, book, table_of("anchors", self.arrays), explain, owners, *forms, lists)

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
