"""The names of entries in a batch of texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from leakscan.matches import matches_of
from leakscan.model import Match
from leakscan.screening.batches import Batch
from leakscan.screening.budget import affordable
from leakscan.screening.choose import chosen
from leakscan.screening.index import Engine
from leakscan.screening.kernels import is_fast
from leakscan.screening.laying import laid_forms
from leakscan.screening.spots import spots
from leakscan.screening.text import END, START, Text
from leakscan.screening.walk import FIRST, FORM, LAST, SCORE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.int64]


def laid_in(batch: Batch, words: Text, engine: Engine, cuts: list[list[str]]) -> Rows:
    """The forms that lie in a batch, overlapping ones too; what a budget leaves out is told in ``cuts``.

    Args:
        batch: the texts.
        words: their words, with numbers.
        engine: the index at work.
        cuts: by text, what was left out.
    """
    mine = engine.lookup.meanings.rows
    if is_fast():
        from leakscan.screening.compiled.finding import run_laid
        from leakscan.screening.compiled.spots import run_spots

        found = run_spots(words, engine.lookup, engine.book, engine.anchors)
    else:
        found = spots(words, engine.lookup, engine.book, engine.anchors)
    found = affordable(found, words, batch, cuts)
    if is_fast():
        return run_laid(words, mine, engine.book, found)
    return laid_forms(words, mine, engine.book, found)


def matches(batch: Batch, words: Text, rows: Rows, engine: Engine) -> tuple[list[int], list[Match]]:
    """The best of laid forms as matches, by watchlist and start; and of each the number of its text."""
    import numpy as np

    numbers: list[int] = []
    found: list[Match] = []
    owners = engine.form_entries[rows[:, FORM]]
    lists = engine.entry_lists[owners]
    for number in np.flatnonzero(np.bincount(lists)).tolist():
        mine = np.flatnonzero(lists == number)
        some = rows if len(mine) == len(rows) else rows[mine]
        kept, alike = chosen(some, owners[mine], len(words.words))
        texts, made = _made(batch, words, some, kept, alike, engine)
        numbers += texts
        found += made
    return numbers, found


def _made(
    batch: Batch, words: Text, rows: Rows, kept: Rows, alike: Rows, engine: Engine
) -> tuple[list[int], list[Match]]:
    """Matches of one watchlist, and the number of the text of each."""
    import numpy as np

    best, text = rows[kept], batch.text
    starts, ends = words.words[best[:, FIRST], START].astype(np.int64), words.words[best[:, LAST], END].astype(np.int64)
    pieces = np.array([(piece.start, piece.number, piece.offset - piece.start) for piece in batch.pieces])
    mine = pieces[np.searchsorted(pieces[:, 0], starts, side="right") - 1]
    begins, behind = starts.tolist(), ends.tolist()
    surfaces = [text[start:end] for start, end in zip(begins, behind, strict=True)]
    if mine[:, 2].any():
        begins, behind = (starts + mine[:, 2]).tolist(), (ends + mine[:, 2]).tolist()
    shown = begins, behind, (best[:, SCORE] / 10_000).tolist()
    keys, (kinds, names) = engine.keys_of(best[:, FORM]), engine.names_of(best[:, FORM])
    told = names, engine.explain.rules(best, text, words), _ambiguous(rows, kept, alike, keys, engine)
    watchlist = [engine.list_of(best[0, FORM])] * len(best)
    made = matches_of(len(best), (watchlist, keys, kinds, surfaces, *shown, *told, [None] * len(best)))
    return mine[:, 1].tolist(), made


def _ambiguous(rows: Rows, kept: Rows, alike: Rows, keys: Sequence[str], engine: Engine) -> list[tuple[str, ...]]:
    """By kept row the keys of other entries that fit as well; ``keys`` are those of the rows themselves."""
    import numpy as np

    found: list[tuple[str, ...]] = [()] * len(kept)
    others = np.flatnonzero(alike >= 0)
    if not len(others):
        return found
    tied: dict[int, set[str]] = {}
    for place, key in zip(alike[others].tolist(), engine.keys_of(rows[others, FORM]), strict=True):
        tied.setdefault(place, set()).add(key)
    has_others = np.zeros(len(rows), np.bool_)
    has_others[alike[others]] = True
    for n in np.flatnonzero(has_others[kept]).tolist():
        found[n] = tuple(sorted(tied[int(kept[n])] - {keys[n]}))
    return found
