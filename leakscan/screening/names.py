"""The names of entries in a batch of texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import TYPE_CHECKING

from leakscan.model import Match, MatchKind
from leakscan.screening.batches import Batch
from leakscan.screening.budget import affordable
from leakscan.screening.choose import chosen
from leakscan.screening.explain import VARYING
from leakscan.screening.index import Engine
from leakscan.screening.kernels import is_fast
from leakscan.screening.laying import laid_forms
from leakscan.screening.spots import spots
from leakscan.screening.text import END, START, Text
from leakscan.screening.walk import BRIDGES, FIRST, FORM, LAST, SCORE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.int64]

_SETTERS = tuple(getattr(Match, field.name).__set__ for field in fields(Match))
_Told = tuple[str, str, MatchKind, str, str]
_MOST_REMEMBERED = 100_000


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
        some = rows if len(mine) == len(rows) else rows[mine]
        kept, alike = chosen(some, owners[mine], len(words.words))
        yield from _made(batch, words, some, kept, alike, engine)


def _made(
    batch: Batch, words: Text, rows: Rows, kept: Rows, alike: Rows, engine: Engine
) -> Iterator[tuple[int, Match]]:
    import numpy as np

    tied: dict[int, list[str]] = {}
    for place in np.flatnonzero(alike >= 0).tolist():
        tied.setdefault(int(alike[place]), []).append(engine.key_of(int(rows[place, FORM])))
    best, text = rows[kept], batch.text
    starts, ends = words.words[best[:, FIRST], START].astype(np.int64), words.words[best[:, LAST], END].astype(np.int64)
    pieces = np.array([(piece.start, piece.number, piece.offset - piece.start) for piece in batch.pieces])
    mine = pieces[np.searchsorted(pieces[:, 0], starts, side="right") - 1]
    surfaces = [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    shown = (starts + mine[:, 2]).tolist(), (ends + mine[:, 2]).tolist(), (best[:, SCORE] / 10_000).tolist()
    owners, told = mine[:, 1].tolist(), _told(best, text, words, engine)
    for number, row, one, surface, start, end, score in zip(owners, kept.tolist(), told, surfaces, *shown, strict=True):
        others = tuple(sorted(set(tied[row]) - {one[1]})) if row in tied else ()
        yield number, _match(one, surface, start, end, score, others)


def _told(best: Rows, text: str, words: Text, engine: Engine) -> list[_Told]:
    """Watchlist, entry, kind, form and rule of laid forms; without edits, those of a form are mostly the same again."""
    import numpy as np

    varied = best[:, VARYING] > 0
    keys = best[:, FORM] << 8 | np.packbits(varied, axis=1, bitorder="little")[:, 0]
    known = engine.told
    if len(known) > _MOST_REMEMBERED:
        known.clear()
    found = []
    for place, key in enumerate(keys.tolist()):
        if (told := known.get(key)) is None:
            laid = best[place].tolist()
            told = (*engine.owner(laid[FORM]), engine.explain.rule(laid, text, words))
            if not laid[BRIDGES]:
                known[key] = told
        found.append(told)
    return found


def _match(told: _Told, text: str, start: int, end: int, score: float, ambiguous: tuple[str, ...]) -> Match:
    """As ``Match(...)``, in half the time: in lists of clients making matches costs more than finding them."""
    match = object.__new__(Match)
    watchlist, entry, kind, form, rule = told
    (set_watchlist, set_entry, set_kind, set_text, set_start, set_end, set_score,
     set_form, set_rule, set_ambiguous, set_row) = _SETTERS  # fmt: skip
    set_watchlist(match, watchlist)
    set_entry(match, entry)
    set_kind(match, kind)
    set_text(match, text)
    set_start(match, start)
    set_end(match, end)
    set_score(match, score)
    set_form(match, form)
    set_rule(match, rule)
    set_ambiguous(match, ambiguous)
    set_row(match, None)
    return match
