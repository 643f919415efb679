"""Watchlists compiled to what screening looks up."""

from __future__ import annotations

import copyreg
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from threading import Lock
from types import MappingProxyType
from typing import TYPE_CHECKING

from leakscan.errors import UsageError
from leakscan.model import Watchlist
from leakscan.screening.abbreviations import STOP
from leakscan.screening.forms import Form, forms_of
from leakscan.screening.identifiers import Identifiers, build_identifiers
from leakscan.screening.masked import Masks, build_masks
from leakscan.screening.vocabulary import Vocabulary, build_vocabulary
from leakscan.screening.wordlist import is_common

if TYPE_CHECKING:
    from leakscan.screening.candidates import Pairs
    from leakscan.screening.lookup import Lookup

# A form's number, the place in it of the first word met, and how many of its words are met.
Posting = tuple[int, int, int]
Postings = dict[str, list[Posting]]
_CROWDED = 24
_LONG_JOIN = 7


@dataclass(frozen=True, slots=True)
class Owned:
    """A form and whose it is: the watchlist's name and the entry's key."""

    form: Form
    watchlist: str
    entry: str


@dataclass(frozen=True, slots=True)
class Engine:
    """The working state of an index: words to numbers, pairs of numbers to forms; one thread at a time."""

    lookup: Lookup
    pairs: Pairs
    lock: Lock = field(default_factory=Lock)


@dataclass(frozen=True)
class Index:
    """Compiled watchlists; make one with :func:`compile_index`, it can be pickled.

    ``anchors`` maps the word of forms of one word to them; ``pairs`` maps the rarest two neighbouring words of
    forms; ``joins`` maps two or all words of forms written as one.
    """

    watchlists: Mapping[str, Watchlist]
    forms: Sequence[Owned]
    vocabulary: Vocabulary
    anchors: Mapping[str, list[Posting]]
    pairs: Mapping[tuple[str, str], list[Posting]]
    joins: Mapping[str, list[Posting]]
    identifiers: Identifiers
    masks: Masks

    @cached_property
    def engine(self) -> Engine:
        """What is looked up by hash and number; built when first used, left out of a pickle."""
        from leakscan.screening.candidates import Pairs
        from leakscan.screening.lookup import Lookup

        lookup = Lookup(self.vocabulary, frozenset(self.anchors), frozenset(self.joins))
        return Engine(lookup, Pairs(self, lookup))

    def __getstate__(self) -> dict[str, object]:
        return {name: value for name, value in self.__dict__.items() if name != "engine"}


def compile_index(watchlists: Sequence[Watchlist]) -> Index:
    """Compile watchlists for :func:`screen`.

    Args:
        watchlists: each under a name of its own.

    Returns:
        The index; it holds every name in clear.

    Raises:
        UsageError: two watchlists have one name.
    """
    named = {watchlist.name: watchlist for watchlist in watchlists}
    if len(named) < len(watchlists):
        raise UsageError("Two watchlists have the same name; give each its own.")
    owned = [
        Owned(form, watchlist.name, entry.key)
        for watchlist in watchlists
        for entry in watchlist.entries
        for form in forms_of(entry)
    ]
    share = Counter(word for one in owned for word in set(one.form.words))
    vocabulary = build_vocabulary(share)
    anchors, pairs = _anchors(owned, share)
    identifiers = build_identifiers(watchlists)
    return Index(
        named, owned, vocabulary, anchors, pairs, _joins(owned, vocabulary), identifiers, build_masks(identifiers)
    )


# Entries hold read-only mappings, which pickle does not know.
def _read_only(content: dict[str, float]) -> MappingProxyType[str, float]:
    return MappingProxyType(content)


copyreg.pickle(MappingProxyType, lambda proxy: (_read_only, (dict(proxy),)))


def _anchors(owned: Sequence[Owned], share: Counter[str]) -> tuple[Postings, dict[tuple[str, str], list[Posting]]]:
    """Forms of one word under it, the others under the rarest pair of neighbours."""
    alone: Postings = defaultdict(list)
    pairs: dict[tuple[str, str], list[Posting]] = defaultdict(list)
    together = Counter(pair for one in owned for pair in set(pairwise(one.form.words)))
    for number, one in enumerate(owned):
        words = one.form.words
        if len(words) == 1:
            alone[words[0]].append((number, 0, 1))
            continue
        at = min(range(len(words) - 1), key=lambda n: (together[words[n], words[n + 1]], share[words[n]]))
        pairs[words[at], words[at + 1]].append((number, at, 1))
    return dict(alone), dict(pairs)


def _joins(owned: Sequence[Owned], vocabulary: Vocabulary) -> dict[str, list[Posting]]:
    """Words of a form written as one: any two neighbours, or all, with or without stop words and the legal form."""
    joins: dict[str, set[Posting]] = defaultdict(set)
    for number, one in enumerate(owned):
        if one.form.comma or one.form.exact:
            continue
        for joined, at, covers in _joined_words(one.form):
            joins[joined].add((number, at, covers))
    return {
        joined: sorted(where)
        for joined, where in joins.items()
        if len(joined) >= _LONG_JOIN
        and len(where) <= _CROWDED
        and joined not in vocabulary.spellings
        and not is_common(joined)
    }


def _joined_words(form: Form) -> Iterator[tuple[str, int, int]]:
    words = form.words
    yield "".join(words), 0, len(words)
    for at in range(len(words) - 1):
        yield words[at] + words[at + 1], at, 2
    if not form.raw:
        return
    yield "".join(form.raw), 0, len(words)
    yield "".join(form.raw + form.legal), 0, len(words)
    at = 0
    for left, right in pairwise(form.raw):
        stops = (left in STOP) + (right in STOP)
        if stops < 2:
            yield left + right, at, 2 - stops
        at += left not in STOP
