"""Watchlists compiled to what screening looks up."""

from __future__ import annotations

import copyreg
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from leakscan.errors import UsageError
from leakscan.model import Watchlist
from leakscan.screening.abbreviations import GENERIC
from leakscan.screening.forms import Form, forms_of
from leakscan.screening.identifiers import Identifiers, build_identifiers
from leakscan.screening.masked import Masks, build_masks
from leakscan.screening.vocabulary import Vocabulary, build_vocabulary
from leakscan.screening.wordlist import is_common

_CROWDED = 24
_LONG_JOIN = 7


@dataclass(frozen=True, slots=True)
class Owned:
    """A form and whose it is: the watchlist's name and the entry's key."""

    form: Form
    watchlist: str
    entry: str


@dataclass(frozen=True)
class Index:
    """Compiled watchlists; make one with :func:`compile_index`, it can be pickled.

    ``anchors`` maps a rare word to (form number, place of the word in it); ``pairs`` does so for two words in
    a row where one alone is too frequent; ``joins`` maps two words written as one.
    """

    watchlists: Mapping[str, Watchlist]
    forms: Sequence[Owned]
    vocabulary: Vocabulary
    anchors: Mapping[str, list[tuple[int, int]]]
    pairs: Mapping[tuple[str, str], list[tuple[int, int]]]
    joins: Mapping[str, list[tuple[int, int, int]]]
    identifiers: Identifiers
    masks: Masks
    generic: frozenset[str] = field(default=GENERIC)


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

Postings = dict[str, list[tuple[int, int]]]


def _anchors(
    owned: Sequence[Owned], share: Counter[str]
) -> tuple[Postings, dict[tuple[str, str], list[tuple[int, int]]]]:
    anchors: Postings = defaultdict(list)
    pairs: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for number, one in enumerate(owned):
        words = one.form.words
        at = min(range(len(words)), key=lambda n: (words[n] in GENERIC, share[words[n]]))
        if len(words) == 1 or (share[words[at]] <= _CROWDED and words[at] not in GENERIC):
            anchors[words[at]].append((number, at))
            continue
        first = min(range(len(words) - 1), key=lambda n: share[words[n]] + share[words[n + 1]])
        pairs[words[first], words[first + 1]].append((number, first))
    return dict(anchors), dict(pairs)


def _joins(owned: Sequence[Owned], vocabulary: Vocabulary) -> dict[str, list[tuple[int, int, int]]]:
    joins: dict[str, set[tuple[int, int, int]]] = defaultdict(set)
    for number, one in enumerate(owned):
        if one.form.comma or one.form.exact:
            continue
        for words in (one.form.words, one.form.raw):
            joins["".join(words)].add((number, 0, len(words)))
            for at in range(len(words) - 1):
                joins[words[at] + words[at + 1]].add((number, at, 2))
    return {
        joined: sorted(where)
        for joined, where in joins.items()
        if len(joined) >= _LONG_JOIN
        and len(where) <= _CROWDED
        and joined not in vocabulary.spellings
        and not is_common(joined)
    }
