"""Words of a text put together: halves of one word, initials, and pieces between signs that stand for letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leakscan.screening.chars import (
    AT,
    CASELESS,
    DIGIT,
    DOLLAR,
    DOT,
    EXCLAMATION,
    HYPHEN,
    LOWER,
    NEWLINE,
    RETURN,
    SKIPPED,
    SPACE,
    UPPER,
)
from leakscan.screening.hashing import LONGEST, shifted
from leakscan.screening.kernels import is_fast
from leakscan.screening.letters import letters_in
from leakscan.screening.numbers import TRAITS, Lookup
from leakscan.screening.skeleton import blurred_hashes
from leakscan.screening.tables import Table, find
from leakscan.screening.text import DIGITS, END, NUMBER, SIZE, START, Text, spelt, spliced
from leakscan.screening.traits import STOPS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Places = NDArray[np.int64]

_SHORTEST, _FARTHEST, _MOST_INITIALS, _MOST_SIGNS = 5, 3, 8, 4
_SIGNS = (ord("@"), ord("$"), ord("!"))


class Merge(NamedTuple):
    """Words ``first`` to ``last`` that are one, with where it stands, its letters and its number."""

    first: int
    last: int
    start: int
    end: int
    size: int
    number: int


def merged(text: str, words: Text, lookup: Lookup) -> Text:
    """The words of a text with those put together that make one of the vocabulary."""
    words = _as_one(words, signed(text, words, lookup))
    words = _as_one(words, initials(text, words, lookup))
    return _as_one(words, halves(text, words, lookup))


def _as_one(words: Text, merges: list[Merge]) -> Text:
    import numpy as np

    if not merges:
        return words
    rows = words.words[[merge.first for merge in merges]]
    for column, field in ((START, 2), (END, 3), (SIZE, 4), (NUMBER, 5)):
        rows[:, column] = [merge[field] for merge in merges]
    places: list[int] = []
    table, hashes = [], []
    for n, merge in enumerate(merges):
        count = merge.last - merge.first
        places += range(merge.first, merge.last + 1)
        table += [rows[n : n + 1], *[rows[:0]] * count]
        hashes += [words.hashes[merge.first : merge.first + 1], *[np.zeros(0, np.uint64)] * count]
    return spliced(words, places, table, hashes)


def halves(text: str, words: Text, lookup: Lookup) -> list[Merge]:
    """Two words that make one of the vocabulary, where they are neighbours in no name."""
    import numpy as np

    left = pairs(words, lookup.vocabulary.exact)
    ids = [lookup.numbers[words.words[side, NUMBER], 0] for side in (left, left + 1)]
    left = left[(ids[0] == 0) | (ids[1] == 0) | ~lookup.segments.neighbours(*ids)]
    stops = lookup.numbers[words.words[[left, left + 1], NUMBER], TRAITS] & STOPS
    places = [
        place
        for place, stop in zip(left.tolist(), np.any(stops, axis=0).tolist(), strict=True)
        if _is_break(words, place, stop=stop)
    ]
    found: list[Merge] = []
    for place in places:
        if not found or found[-1].last < place:
            both = spelt(text, words, place) + spelt(text, words, place + 1)
            found.append(_merge(words, place, place + 1, lookup.merged(both)))
    return found


def _merge(words: Text, first: int, last: int, number: int) -> Merge:
    start, end = int(words.words[first, START]), int(words.words[last, END])
    return Merge(first, last, start, end, int(words.words[first : last + 1, SIZE].sum()), number)


def pairs(words: Text, exact: Table) -> Places:
    """First words of neighbours that make one of the vocabulary."""
    import numpy as np

    if is_fast():
        from leakscan.screening.compiled.finding import run_pairs

        found: Places = run_pairs(words, exact, _FARTHEST, _SHORTEST)
        return found
    table = words.words
    letters = table[:-1, SIZE] + table[1:, SIZE]
    close = (table[1:, START] - table[:-1, END] <= _FARTHEST) & (letters >= _SHORTEST)
    left = np.flatnonzero(close & (table[:-1, DIGITS] == 0))
    both = words.hashes[left] + shifted(words.hashes[left + 1], table[left, SIZE])
    return left[find(exact, both)[0]]


def _is_break(words: Text, left: int, *, stop: bool) -> bool:
    """Whether a space or a hyphen stands between two words, or a hyphen at the end of a line."""
    first, second = words.words[left], words.words[left + 1]
    between = [kind for kind in words.kinds[first[END] : second[START]].tolist() if kind != SKIPPED]
    if between in ([SPACE], []):
        capitals = words.kinds[first[START]] == words.kinds[second[START]] == UPPER  # De Kalb, but "as set" is no asset
        return bool(capitals) or not stop
    return between in ([HYPHEN], [HYPHEN, NEWLINE], [HYPHEN, RETURN, NEWLINE])


def initials(text: str, words: Text, lookup: Lookup) -> list[Merge]:
    """Single letters with a space between each two that make a word of the vocabulary: R J for RJ."""
    import numpy as np

    starts = words.words[:, START]
    kinds = words.kinds[starts]
    single = (words.words[:, SIZE] == 1) & ((kinds == UPPER) | (kinds == LOWER))
    linked = np.flatnonzero(single[:-1] & single[1:] & (starts[1:] - starts[:-1] == 2) & (kinds[1:] == kinds[:-1]))
    linked = linked[words.kinds[starts[linked] + 1] == SPACE]
    if not len(linked):
        return []
    heads = linked[np.concatenate(([True], linked[1:] - linked[:-1] > 1))]
    tails = linked[np.concatenate((linked[1:] - linked[:-1] > 1, [True]))] + 1
    found = [_spelt_out(text, words, *run, lookup) for run in zip(heads.tolist(), tails.tolist(), strict=True)]
    return [merge for merge in found if merge is not None]


def _spelt_out(text: str, words: Text, first: int, last: int, lookup: Lookup) -> Merge | None:
    """The longest word that the first letters of a run make, or the last ones."""
    letters = [spelt(text, words, place) for place in range(first, min(last + 1, first + _MOST_INITIALS))]
    for size in range(len(letters), 1, -1):
        for at in {0, len(letters) - size}:
            word = "".join(letters[at : at + size])
            if lookup.vocabulary.spelling(word) >= 0:
                return _merge(words, first + at, first + at + size - 1, lookup.merged(word))
    return None


def signed(text: str, words: Text, lookup: Lookup) -> list[Merge]:
    """Words with signs for letters at their ends or between them (Siemen$, C@pit@l), and how they are to be read.

    The signs become letters of the text. Addresses (a@b.com) are left alone.
    """
    import numpy as np

    first, last, start, end = _around_signs(words)
    if not len(first):
        return []
    rows = words.words[first]
    rows[:, START], rows[:, END], rows[:, SIZE] = start, end, end - start
    kinds = words.kinds.copy()
    for begin, behind in zip(start.tolist(), end.tolist(), strict=True):
        part = kinds[begin:behind]
        part[(part == AT) | (part == DOLLAR) | (part == EXCLAMATION)] = CASELESS
    spans = words._replace(kinds=kinds, words=rows)
    met, _ = find(lookup.vocabulary.looks.table, blurred_hashes(letters_in(text, spans, np.arange(len(rows)))))
    found: list[Merge] = []
    for n in met.tolist():
        word = spelt(text, spans, n)
        if (not found or found[-1].last < first[n]) and (number := lookup.disguised(word)):
            begin, behind = int(start[n]), int(end[n])
            words.kinds[begin:behind] = kinds[begin:behind]
            found.append(Merge(int(first[n]), int(last[n]), begin, behind, len(word), number))
    return found


def _around_signs(words: Text) -> tuple[Places, Places, Places, Places]:
    """Runs of words that signs tie together or end: first and last word, first character, one past the last."""
    import numpy as np

    starts, ends = words.words[:, START].astype(np.int64), words.words[:, END].astype(np.int64)
    places = np.flatnonzero(words.kinds >= AT)
    places = places[np.isin(words.low[places], _SIGNS) & (words.kinds[places] != CASELESS)]
    if not len(places) or not len(starts):
        return places, places, places, places
    heads = places[np.concatenate(([True], places[1:] - places[:-1] > 1))]
    tails = places[np.concatenate((places[1:] - places[:-1] > 1, [True]))] + 1
    behind = np.searchsorted(starts, tails)
    tied = (behind < len(starts)) & (starts[np.minimum(behind, len(starts) - 1)] == tails)
    before = behind - 1
    touched = (before >= 0) & (ends[np.maximum(before, 0)] == heads)
    goes_on = np.append(tied[:-1] & touched[1:] & (behind[:-1] == before[1:]), False)
    opens = np.concatenate(([True], ~goes_on[:-1]))
    first_run, last_run = np.flatnonzero(opens), np.flatnonzero(~goes_on)
    first = np.where(touched[first_run], before[first_run], behind[first_run])
    last = np.where(tied[last_run], behind[last_run], before[last_run])
    start = np.where(touched[first_run], starts[np.maximum(before[first_run], 0)], heads[first_run])
    end = np.where(tied[last_run], ends[np.minimum(behind[last_run], len(ends) - 1)], tails[last_run])
    fit = (first <= last) & (end - start <= LONGEST) & (last_run - first_run < _MOST_SIGNS)
    fit &= ~_in_address(words, start, end)
    return first[fit], last[fit], start[fit], end[fit]


def _in_address(words: Text, start: Places, end: Places) -> NDArray[np.bool_]:
    """Whether a point and a letter stand right before or behind, as in an address."""
    import numpy as np

    edge = len(words.kinds) - 1
    kinds = words.kinds
    behind = (end < edge) & (kinds[np.minimum(end, edge)] == DOT) & _is_letter(kinds[np.minimum(end + 1, edge)])
    before = (start > 1) & (kinds[np.maximum(start - 1, 0)] == DOT) & _is_letter(kinds[np.maximum(start - 2, 0)])
    return behind | before


def _is_letter(kinds: NDArray[np.uint8]) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (kinds >= UPPER) & (kinds <= DIGIT)
    return found
