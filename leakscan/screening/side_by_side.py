"""Forms side by side with a text, word by word, for all places at once: which word of the text each word would lie at.

One of a form's words lies at a place; the others stand behind it and before it one by one, past stop words. Nothing is
compared yet. A stop word that may be a word of the form itself makes it unclear which is which.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leakscan.screening.book import WORDS_AT, Book
from leakscan.screening.cells_at_once import of_kinds
from leakscan.screening.chars import CLOSE, COLON, COMMA, DOT, SPACE, WIDE
from leakscan.screening.gaps import GLUES
from leakscan.screening.meanings import READINGS, TRAITS
from leakscan.screening.rows import runs
from leakscan.screening.text import END, NUMBER, START, Text
from leakscan.screening.traits import OF_FOR, STOPS
from leakscan.screening.walk import MOST_SKIPPED

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Truths = NDArray[np.bool_]

_WIDEST = 3


class Pairs(NamedTuple):
    """Words of forms, form by form: the form, the word, the word of the text; whether there is one.

    ``nth`` counts in the order in which they are laid: the one that lies there, those behind it, then those before it,
    back. ``begins`` says by form where its words begin, ``unclear`` which forms have a stop word lie there.
    """

    owners: Whole
    wanted: NDArray[np.int32]
    places: Whole
    inside: Truths
    nth: Whole
    begins: Whole
    unclear: Truths


class Gaps(NamedTuple):
    """What is between neighbouring words of forms: by gap, which of the two is laid later, and if it is open how.

    There may be too much between, or what ties no words, or a stop word that may be one of the two. By form: whether a
    comma or "of" is between, and between how many words there is nothing.
    """

    later: Whole
    open: Truths
    commas: Truths
    of: Truths
    splits: Whole


def side_by_side(
    text: Text, mine: NDArray[np.int32], book: Book, places: Whole, at: Whole, forms: NDArray[np.int32]
) -> Pairs:
    """Lay forms out beside a text.

    Args:
        text: the words of a text, as arrays.
        mine: what their numbers say.
        book: the forms.
        places: words of the text.
        at: the word of each form that lies there.
        forms: those.
    """
    import numpy as np

    first = book.forms[:, WORDS_AT][forms].astype(np.int64)
    count = book.forms[:, WORDS_AT][forms + 1] - first
    owners, words = runs(first, count)
    away = words - (first + at)[owners]
    there = places[owners] + away
    inside = (there >= 0) & (there < len(text.words))
    there[~inside] = 0
    nth = np.where(away >= 0, away, (count - at - 1)[owners] - away)
    pairs = Pairs(owners, book.words[words], there, inside, nth, count.cumsum() - count, np.zeros(len(forms), np.bool_))
    stops = _are_stops(text, mine, there)
    if stops.any():
        few = np.flatnonzero(np.bincount(owners[stops], minlength=len(forms)))
        _step_past_stops(text, mine, pairs, few, places[few], at[few], count[few])
    return pairs


def _are_stops(text: Text, mine: NDArray[np.int32], places: Whole) -> Truths:
    found: Truths = (mine[:, TRAITS][text.words[:, NUMBER][places]] & STOPS) > 0
    return found


def _step_past_stops(
    text: Text, mine: NDArray[np.int32], pairs: Pairs, few: Whole, places: Whole, at: Whole, count: Whole
) -> None:
    """Of a few forms, let words stand side by side with words that are no stop words."""
    import numpy as np

    low = np.maximum(places - (MOST_SKIPPED + 1) * at, 0)
    size = np.minimum(places + (MOST_SKIPPED + 1) * (count - at - 1), len(text.words) - 1) + 1 - low
    owners, near = runs(low, size)
    plain = ~_are_stops(text, mine, near)
    here = size.cumsum() - size + places - low
    pairs.unclear[few] = ~plain[here]
    of, words = runs(-at, count)
    others = np.flatnonzero(plain)
    nth = (plain.cumsum()[here] - 1)[of] + words
    inside = (nth >= 0) & (nth < len(others))
    found = others[np.where(inside, nth, 0)] if len(others) else np.zeros(len(nth), np.int64)
    _, rows = runs(pairs.begins[few], count)
    pairs.inside[rows], pairs.places[rows] = inside & (owners[found] == of), near[found]


def gaps_of(text: Text, mine: NDArray[np.int32], pairs: Pairs, some: Truths) -> Gaps:
    """What is between the words of some forms that have a word of the text each."""
    import numpy as np

    owners, there = pairs.owners, pairs.places
    left = np.flatnonzero((some[owners] & pairs.inside)[:-1] & pairs.inside[1:] & (owners[1:] == owners[:-1]))
    later = left + (pairs.nth[left + 1] > pairs.nth[left])
    size = there[left + 1] - there[left]
    rows, at = runs(there[left], np.minimum(size, MOST_SKIPPED + 1))
    nothing, open_ = are_touching(text, at), size > MOST_SKIPPED + 1
    loose = np.flatnonzero(~(nothing | are_tied(text, at)))
    commas = are_commaed(text, at[loose])
    open_[rows[loose[~commas]]] = True
    split = nothing & (text.kinds[text.words[:, START][at + 1]] != WIDE)
    splits, comma = (np.bincount(owners[left[rows[which]]], minlength=len(some)) for which in (split, loose[commas]))
    gaps = Gaps(later, open_, comma > 0, np.zeros(len(some), np.bool_), splits)
    past = np.flatnonzero(at + 1 < there[left + 1][rows])
    _look_at_stops(text, mine, pairs, gaps, rows[past], left[rows[past]], at[past] + 1)
    return gaps


def _look_at_stops(
    text: Text, mine: NDArray[np.int32], pairs: Pairs, gaps: Gaps, rows: Whole, left: Whole, stops: Whole
) -> None:
    """Note of stop words in gaps, behind words on the ``left``, whether they may be one of these, or are "of"."""
    gaps.open[rows[may_read(text, mine, stops, pairs.wanted[left], pairs.wanted[left + 1])]] = True
    of = (mine[:, TRAITS][text.words[:, NUMBER][stops]] & OF_FOR) > 0
    gaps.of[pairs.owners[left[of]]] = True


def may_read(text: Text, mine: NDArray[np.int32], places: Whole, *wanted: NDArray[np.int32]) -> Truths:
    """Whether any reading of words of the text is one of some."""
    readings = mine[text.words[:, NUMBER][places], :READINGS]
    found: Truths = readings[:, 0] < 0
    for words in wanted:
        found |= (readings == words[:, None]).any(axis=1)
    return found


def are_touching(text: Text, left: Whole) -> Truths:
    """Whether nothing stands between words and the next ones, as where words were taken apart."""
    found: Truths = text.words[:, END][left] == text.words[:, START][left + 1]
    return found


def are_tied(text: Text, left: Whole) -> Truths:
    """Whether one to three signs that may stand in a name are between words and the next ones."""
    import numpy as np

    start = text.words[:, END][left]
    between = text.words[:, START][left + 1] - start
    found: Truths = (between > 0) & (between <= _WIDEST) & of_kinds(GLUES)[text.kinds.take(start, mode="clip")]
    for n in range(1, _WIDEST):
        more = np.flatnonzero(found & (between > n))  # one sign is the rule
        found[more] = of_kinds(GLUES)[text.kinds[start[more] + n]]
    return found


def are_commaed(text: Text, left: Whole) -> Truths:
    """Whether a comma or a colon and a space are between words and the next ones, behind a point or bracket at most."""
    start, end = text.words[:, END][left], text.words[:, START][left + 1]
    start = start + of_kinds((DOT, CLOSE))[text.kinds.take(start, mode="clip")]
    comma = of_kinds((COMMA, COLON))[text.kinds.take(start, mode="clip")]
    found: Truths = comma & (end - start == 2) & (text.kinds.take(start + 1, mode="clip") == SPACE)
    return found
