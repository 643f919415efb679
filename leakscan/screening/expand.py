"""Words of a text put together or taken apart: pieces of one become it, what was written as one becomes several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from leakscan.screening.chars import SKIPPED
from leakscan.screening.glance import Glance
from leakscan.screening.meanings import SEVERAL
from leakscan.screening.merging import Merge, merges
from leakscan.screening.numbers import Lookup
from leakscan.screening.text import COLUMNS, END, NUMBER, SIZE, START, Text, spliced

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.int32]


def rearranged(text: str, found: Glance, lookup: Lookup) -> Text:
    """The words of a text as names have them. Those of ``found`` are no more to be used behind this, nor hashes."""
    words, several = found.words, found.marked(SEVERAL, lookup)
    together = merges(text, words, found.joins, lookup)
    changed: list[tuple[int, int, Rows]] = [(one.first, one.last, row) for one, row in _merged(words, together)]
    if len(several):
        taken = {place for one in together for place in range(one.first, one.last + 1)}
        changed += [(place, place, rows) for place, rows in _apart(words, several, lookup) if place not in taken]
        changed.sort(key=lambda change: change[0])
    return spliced(words, changed, found.table) if changed else words


def _merged(words: Text, together: Sequence[Merge]) -> list[tuple[Merge, Rows]]:
    rows: Any = words.words[[merge.first for merge in together]]
    for column, field in ((START, 2), (END, 3), (SIZE, 4), (NUMBER, 5)):
        rows[:, column] = [merge[field] for merge in together]
    return [(merge, rows[n : n + 1]) for n, merge in enumerate(together)]


def _apart(words: Text, places: NDArray[np.int64], lookup: Lookup) -> list[tuple[int, Rows]]:
    """Words that are several written as one, and those."""
    import numpy as np

    parts = lookup.parts(words.words[places, NUMBER].tolist())
    counts = np.array([len(one.sizes) for one in parts])
    ends = np.cumsum(counts)
    first = ends - counts
    rows = np.zeros((ends[-1], COLUMNS), np.int32)
    rows[:, NUMBER] = [number for one in parts for number in one.numbers]
    rows[:, SIZE] = [size for one in parts for size in one.sizes]
    before = np.cumsum(rows[:, SIZE]) - rows[:, SIZE]
    rows[:, START] = before + np.repeat(words.words[places, START] - before[first], counts)
    rows[:, END] = rows[:, START] + rows[:, SIZE]
    for n in np.flatnonzero(words.words[places, END] != rows[ends - 1, END]).tolist():
        rows[first[n] : ends[n], START : END + 1] = _cuts(words, int(places[n]), parts[n].sizes)
    runs = zip(first.tolist(), ends.tolist(), strict=True)
    return [(place, rows[begin:end]) for place, (begin, end) in zip(places.tolist(), runs, strict=True)]


def _cuts(words: Text, place: int, sizes: Sequence[int]) -> list[tuple[int, int]]:
    """Where each part of a word starts and ends, not counting what is skipped."""
    start, end = words.words[place, START : END + 1].tolist()
    letters = [at for at in range(start, end) if words.kinds[at] != SKIPPED] + [end]
    found, before = [], 0
    for size in sizes:
        found.append((letters[before], letters[before + size]))
        before += size
    return found
