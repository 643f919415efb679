"""What forms are looked for by: pairs of neighbouring words, the words at either side of one, single words.

Every form lies under its rarest pair, or under its only word. The other anchors are looked at only where a word beside
them is strange, since then that one may be a word of the rarest pair, garbled beyond reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leakscan.screening.book import PAIR, SINGLE, SKIP_PAIR
from leakscan.screening.rows import group
from leakscan.screening.tables import arrays_of, build

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

# More forms under one further anchor say that it tells nothing; a single word tells less than a pair.
CROWDED, CROWDED_WORD = 24, 6


def key_of(left: NDArray[Any], right: NDArray[Any] | int, sort: int) -> NDArray[np.uint64]:
    """The key of an anchor: two words by number (0 for none), and its kind, which is not 0."""
    import numpy as np

    return (
        left.astype(np.uint64) << np.uint64(34)
        | np.uint64(sort + 1)
        | (np.asarray(right).astype(np.uint64) << np.uint64(2))
    )


def anchor_arrays(lengths: Whole, ids: Whole, shared: NDArray[np.int32], longest: Whole) -> dict[str, NDArray[Any]]:
    """The anchors of forms given as runs of words."""
    import numpy as np

    owners = np.repeat(np.arange(len(lengths)), lengths)
    firsts = np.cumsum(lengths) - lengths
    places = np.arange(len(ids)) - firsts[owners]
    left_in = lengths[owners] - places
    pairs, skips = np.flatnonzero(left_in > 1), np.flatnonzero(left_in > 2)
    single = np.flatnonzero(lengths[owners] == 1)
    keys = key_of(ids[pairs], ids[pairs + 1], PAIR)
    primary = _rarest(keys, ids, pairs, owners)
    telling = np.flatnonzero((lengths[owners] > 1) & (shared[ids] == 0) & (longest[ids] > 2))
    further = np.concatenate((pairs[~primary], skips, telling))
    further_keys = np.concatenate(
        (keys[~primary], key_of(ids[skips], ids[skips + 2], SKIP_PAIR), key_of(ids[telling], 0, SINGLE))
    )
    _, back, together = np.unique(further_keys, return_inverse=True, return_counts=True)
    rare = together[back] <= np.where(np.arange(len(further)) < len(further) - len(telling), CROWDED, CROWDED_WORD)
    all_keys = np.concatenate((keys[primary], key_of(ids[single], 0, SINGLE), further_keys[rare]))
    where = np.concatenate((pairs[primary], single, further[rare]))
    later = np.arange(len(where)) >= len(where) - int(rare.sum())
    order = np.lexsort((where, later, all_keys))
    all_keys, where, later = all_keys[order], where[order], later[order]
    different, starts, _ = group(all_keys)
    first_of_all = np.concatenate(([0], np.cumsum(~later)))
    middles = starts[:-1] + first_of_all[starts[1:]] - first_of_all[starts[:-1]]
    table = build(different, np.arange(len(different), dtype=np.int32))
    return {
        **arrays_of("anchors", table),
        "book.runs": np.stack((starts, np.append(middles, starts[-1])), axis=1).astype(np.int32).ravel(),
        "book.postings": _postings(owners, places, left_in, ids, where).astype(np.int32).ravel(),
    }


def _postings(owners: Whole, places: Whole, left_in: Whole, ids: Whole, where: Whole) -> Whole:
    """Forms, each with a place in it, the word before that and the two behind it, 0 for none."""
    import numpy as np

    before = np.where(places[where] > 0, ids[where - 1], 0)
    behind = [np.where(left_in[where] > n, ids[np.minimum(where + n, len(ids) - 1)], 0) for n in (1, 2)]
    return np.stack((owners[where], places[where], before, *behind), axis=1)


def _rarest(keys: NDArray[np.uint64], ids: Whole, pairs: Whole, owners: Whole) -> NDArray[np.bool_]:
    """Of the pairs of each form the one that fewest forms have, and of those the one whose first word is rarest."""
    import numpy as np

    chosen = np.zeros(len(pairs), bool)
    if not len(pairs):
        return chosen
    _, back, together = np.unique(keys, return_inverse=True, return_counts=True)
    share = np.minimum(np.bincount(ids)[ids[pairs]], (1 << 20) - 1)
    order = np.lexsort((pairs, together[back].astype(np.int64) << 24 | share, owners[pairs]))
    owned = owners[pairs][order]
    chosen[order[np.concatenate(([True], owned[1:] != owned[:-1]))]] = True
    return chosen
