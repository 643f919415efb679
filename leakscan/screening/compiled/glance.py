"""From characters to words with numbers and what of them may have to be put together."""

from __future__ import annotations

from typing import Any

import numpy as np

from leakscan.screening.chars import tables
from leakscan.screening.compiled.compiler import compiled
from leakscan.screening.compiled.joining import find_joins, joins_of
from leakscan.screening.compiled.reading import run_read
from leakscan.screening.compiled.suspects import number_words, numbering_tables
from leakscan.screening.glance import Glance
from leakscan.screening.hashing import BASE, powers
from leakscan.screening.numbers import Lookup


def run_glance(codes: Any, lookup: Lookup, *, noting: bool) -> Glance:
    """As :func:`leakscan.screening.glance.glance`."""
    words, noted, table = run_read(codes, lookup.room, noting=noting)
    size = len(words.words)
    columns = codes, tables().folds, words.kinds, words.words, words.hashes
    lists = (size + 1, np.int32), (size + 1, np.int32), (size + 1, np.int32), (3 * (4 * size + 4), np.int32)
    missing, leading, some, joined = lookup.room.arrays("leading", *lists)
    counts = compiled(number_words)(columns, numbering_tables(lookup), missing, leading)
    pieces = joined.reshape(-1, 3)
    found = compiled(find_joins)(words, lookup.vocabulary.exact, powers(64, BASE), some, pieces)
    lacking, leads = (column[:count].astype(np.int64) for column, count in zip((missing, leading), counts, strict=True))
    return Glance(words, lacking, leads, joins_of(pieces[:found]), noted, table)
