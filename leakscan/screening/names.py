"""The names of entries in a batch of texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

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
    mine = engine.lookup.numbers
    if is_fast():
        from leakscan.screening.compiled.finding import run_laid, run_spots

        found = run_spots(words.numbers, engine.lookup, engine.book, engine.anchors)
    else:
        found = spots(words.numbers, engine.lookup, engine.book, engine.anchors)
    found = affordable(found, words, batch, cuts)
    if is_fast():
        return run_laid(words, mine, engine.book, found)
    return laid_forms(words, mine, engine.book, found)


def matches(batch: Batch, words: Text, rows: Rows, engine: Engine) -> Iterator[tuple[int, Match]]:
    """The best of laid forms as matches, each with the number of its text, by watchlist and start."""
    import numpy as np

    owners = engine.form_entries[rows[:, FORM]]
    lists = engine.entry_lists[owners]
    for number in np.unique(lists).tolist():
        mine = np.flatnonzero(lists == number)
        kept, alike = chosen(rows[mine], owners[mine], len(words.words))
        yield from _made(batch, words, rows[mine], kept, alike, engine)


def _made(
    batch: Batch, words: Text, rows: Rows, kept: Rows, alike: Rows, engine: Engine
) -> Iterator[tuple[int, Match]]:
    import numpy as np

    tied: dict[int, list[str]] = {}
    for place in np.flatnonzero(alike >= 0).tolist():
        tied.setdefault(int(alike[place]), []).append(engine.key_of(int(rows[place, FORM])))
    best = rows[kept]
    starts, ends = words.words[best[:, FIRST], START].tolist(), words.words[best[:, LAST], END].tolist()
    pieces = [piece.start for piece in batch.pieces]
    places = (np.searchsorted(pieces, starts, side="right") - 1).tolist()
    text = batch.text
    for number, laid, start, end, place in zip(kept.tolist(), best.tolist(), starts, ends, places, strict=True):
        watchlist, entry, kind, form = engine.owner(laid[FORM])
        rule = engine.explain.rule(laid, text, words)
        piece = batch.pieces[place]
        shift = piece.offset - piece.start
        others = tuple(sorted(set(tied[number]) - {entry})) if number in tied else ()
        surface, score = text[start:end], laid[SCORE] / 10_000
        yield (
            piece.number,
            Match(watchlist, entry, kind, surface, start + shift, end + shift, score, form, rule, others),
        )
