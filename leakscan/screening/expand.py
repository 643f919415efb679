"""Words of a text put together or taken apart: halves of one word become it, words written as one become several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakscan.screening.chars import HYPHEN, NEWLINE, RETURN, SKIPPED, SPACE, UPPER
from leakscan.screening.hashing import hashes_of, shifted
from leakscan.screening.numbers import READINGS, Lookup
from leakscan.screening.tables import find
from leakscan.screening.text import Words, kept, spelt
from leakscan.screening.traits import JOINED

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int32]

_SHORTEST, _FARTHEST = 5, 3


def halves_merged(text: str, words: Words, numbers: Numbers, lookup: Lookup) -> tuple[Words, Numbers]:
    """Two words that make one of the vocabulary become it, where they are neighbours in no name."""
    import numpy as np

    left = _may_be_halves(words)
    if not len(left):
        return words, numbers
    both = words.hashes[left] + shifted(words.hashes[left + 1], words.sizes[left])
    left = left[find(lookup.vocabulary.exact, both)[0]]
    ids = [lookup.numbers.ids[READINGS * numbers[side].astype(np.int64)] for side in (left, left + 1)]
    left = left[(ids[0] == 0) | (ids[1] == 0) | ~lookup.segments.neighbours(*ids)]
    left = left[[_is_break(words, place) for place in left.tolist()]] if len(left) else left
    left = left[np.concatenate(([True], left[1:] - left[:-1] > 1))] if len(left) else left
    if not len(left):
        return words, numbers
    numbers, ends, sizes = numbers.copy(), words.ends.copy(), words.sizes.copy()
    numbers[left] = [lookup.merged(spelt(text, words, n) + spelt(text, words, n + 1)) for n in left.tolist()]
    ends[left], sizes[left] = ends[left + 1], sizes[left] + sizes[left + 1]
    keep = np.ones(len(numbers), bool)
    keep[left + 1] = False
    return kept(words._replace(ends=ends, sizes=sizes), keep), numbers[keep]


def _may_be_halves(words: Words) -> NDArray[np.int64]:
    import numpy as np

    close = words.starts[1:] - words.ends[:-1] <= _FARTHEST
    letters = words.sizes[:-1] + words.sizes[1:]
    close &= (letters >= _SHORTEST) | (letters == 2)  # R J for RJ
    return np.flatnonzero(close & (words.digits[:-1] == 0))


def _is_break(words: Words, left: int) -> bool:
    """Whether a space or hyphen stands between two words, or a hyphen at the end of a line."""
    between = [int(kind) for kind in words.kinds[words.ends[left] : words.starts[left + 1]] if kind != SKIPPED]
    if words.sizes[left] == words.sizes[left + 1] == 1:
        return between == [SPACE] and words.kinds[words.starts[left]] == UPPER
    return between in ([SPACE], [HYPHEN], [HYPHEN, NEWLINE], [HYPHEN, RETURN, NEWLINE], [])


def apart(text: str, words: Words, numbers: Numbers, lookup: Lookup) -> tuple[Words, Numbers]:
    """Words that are several written as one become those."""
    import numpy as np

    places = np.flatnonzero(lookup.numbers.traits[numbers] & np.uint32(JOINED))
    if not len(places):
        return words, numbers
    parts = [lookup.joins[int(number)] for number in numbers[places].tolist()]
    counts = np.ones(len(numbers), np.int64)
    counts[places] = [len(one) for one in parts]
    spread = np.repeat(np.arange(len(numbers)), counts)
    grown = kept(words, spread)
    fresh = numbers[spread]
    at = np.concatenate([np.arange(len(one)) + start for one, start in zip(parts, (np.cumsum(counts) - counts)[places].tolist(), strict=True)])
    flat = [part for one in parts for part in one]
    fresh[at] = [lookup.number(part) for part in flat]
    cuts = [_cuts(text, words, place, one) for place, one in zip(places.tolist(), parts, strict=True)]
    grown.starts[at], grown.ends[at] = (np.array([cut[side] for some in cuts for cut in some], np.int32) for side in (0, 1))
    grown.hashes[at], grown.sizes[at] = hashes_of(flat), [len(part) for part in flat]
    grown.digits[at] = 0
    return grown, fresh


def _cuts(text: str, words: Words, place: int, parts: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where each part of a word starts and ends, not counting what is skipped."""
    letters = [at for at in range(words.starts[place], words.ends[place]) if words.kinds[at] != SKIPPED]
    found, before = [], 0
    for part in parts:
        found.append((letters[before], letters[before + len(part)] if before + len(part) < len(letters) else int(words.ends[place])))
        before += len(part)
    return found
