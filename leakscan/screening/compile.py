"""Gathered forms to the arrays of an index: forms under their rarest pair of words, their only word, or as one word."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from leakscan.screening.abbreviations import STATES, STOP
from leakscan.screening.gather import Gathered, Runs
from leakscan.screening.legal_forms import beginnings
from leakscan.screening.rows import group
from leakscan.screening.tokens import hashes_of
from leakscan.screening.vocabulary import spellings_of, vocabulary_arrays
from leakscan.screening.wordlist import ranks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Columns = dict[str, NDArray[Any]]
_CROWDED = 24
_LONG_JOIN = 7


def compiled(found: Gathered) -> Columns:
    """The arrays of an index; all that is not in the watchlists themselves."""
    import numpy as np

    spellings = spellings_of(found.words)
    arrays: Columns = {
        "words": np.frombuffer("\n".join(found.words).encode(), np.uint8),
        "form_entries": np.array(found.entries, np.int32),
        "form_slots": np.array(found.slots, np.uint16),
        **vocabulary_arrays(spellings),
    }
    runs = Runs(list(found.words), np.array(found.lengths, np.int64), np.array(found.ids, np.int64) - 1)
    arrays |= _rows("alone", *_alone(runs))
    arrays |= _rows("pairs", *_pairs(runs))
    spelt = hashes_of(list(spellings))
    joins = _joins(runs, found, np.unique(np.concatenate((spelt, _ordinary()))))
    arrays |= joins
    special = hashes_of([*STOP, *STATES, *beginnings()])
    arrays["exact"] = np.unique(np.concatenate((spelt, joins["joins.keys"].astype(np.uint64), special)))
    return arrays


@cache
def _ordinary() -> NDArray[np.uint64]:
    return hashes_of(list(ranks()))


def _packed(
    forms: NDArray[np.int64], places: NDArray[np.int64] | int, covers: NDArray[np.int64] | int
) -> NDArray[np.int64]:
    """A posting in one number: the form's number, the place in it of the first word met, how many are met."""
    packed: NDArray[np.int64] = forms << 16 | places << 8 | covers
    return packed


def _rows(name: str, keys: NDArray[np.uint64], postings: NDArray[np.int64]) -> Columns:
    found, starts, order = group(keys)
    return {f"{name}.keys": found, f"{name}.starts": starts, f"{name}.postings": postings[order]}


def _alone(runs: Runs) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    import numpy as np

    forms = np.flatnonzero(runs.lengths == 1)
    return (runs.ids[runs.firsts[forms]] + 1).astype(np.uint64), _packed(forms, 0, 1)


def _pairs(runs: Runs) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Forms of two words and more under the pair of neighbours that fewest forms have."""
    import numpy as np

    left = runs.neighbours()
    ids = (runs.ids + 1).astype(np.uint64)
    keys = ids[left] << np.uint64(32) | ids[left + 1]
    _, back, together = np.unique(keys, return_inverse=True, return_counts=True)
    share = np.minimum(np.bincount(runs.ids)[runs.ids[left]] if len(left) else left, (1 << 20) - 1)
    rarity = together[back].astype(np.int64) << 24 | share
    order = np.lexsort((left, rarity, runs.owners[left]))
    owners = runs.owners[left][order]
    first = order[np.flatnonzero(np.concatenate(([True], owners[1:] != owners[:-1])))] if len(order) else order
    return keys[first], _packed(runs.owners[left[first]], runs.places[left[first]], 1)


def _joins(runs: Runs, found: Gathered, ordinary: NDArray[np.uint64]) -> Columns:
    """Words of a form written as one: any two neighbours, or all, with or without stop words and the legal form."""
    import numpy as np

    joinable = np.array(found.joinable, bool)
    left = runs.neighbours()
    left = left[joinable[runs.owners[left]]]
    forms = np.flatnonzero(joinable)
    hashes, letters = runs.heads(runs.lengths)
    keys = [runs.pair_hashes(left), hashes[forms]]
    sizes = [runs.sizes[left] + runs.sizes[left + 1], letters[forms]]
    postings = [_packed(runs.owners[left], runs.places[left], 2), _packed(forms, 0, runs.lengths[forms])]
    raw = Runs(list(found.raw_words), np.array(found.raw_lengths, np.int64), np.array(found.raw_ids, np.int64))
    for key, size, posting in _raw_joins(raw, found, runs.lengths):
        keys.append(key)
        sizes.append(size)
        postings.append(posting)
    long = np.concatenate(sizes) >= _LONG_JOIN
    both = np.stack((np.concatenate(keys)[long], np.concatenate(postings)[long].astype(np.uint64)))
    both = both[:, ~np.isin(both[0], ordinary)]
    both = both[:, np.lexsort((both[1], both[0]))]
    both = both[:, np.concatenate(([True], (both[:, 1:] != both[:, :-1]).any(axis=0)))] if both.size else both
    _, back, counts = np.unique(both[0], return_inverse=True, return_counts=True)
    kept = both[:, counts[back] <= _CROWDED]
    return _rows("joins", kept[0], kept[1].astype(np.int64))


def _raw_joins(
    raw: Runs, found: Gathered, lengths: NDArray[np.int64]
) -> list[tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.int64]]]:
    import numpy as np

    forms = np.array(found.raw_forms, np.int64)
    bare = raw.lengths - np.array(found.legal_lengths, np.int64)
    all_of = _packed(forms, 0, lengths[forms])
    left = raw.neighbours()
    left = left[(raw.places[left] + 1 < bare[raw.owners[left]]) & ~(raw.stops[left] & raw.stops[left + 1])]
    kept = np.cumsum(~raw.stops) - ~raw.stops
    at = kept[left] - kept[raw.firsts[raw.owners[left]]]
    covers = 2 - raw.stops[left].astype(np.int64) - raw.stops[left + 1]
    sizes = raw.sizes[left] + raw.sizes[left + 1]
    return [
        (*raw.heads(bare), all_of),
        (*raw.heads(raw.lengths), all_of),
        (raw.pair_hashes(left), sizes, _packed(forms[raw.owners[left]], at, covers)),
    ]
