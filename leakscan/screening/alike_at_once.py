"""Whether words of a text are half of wanted words, or near to them, for many at once: what spellings leave open."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from leakscan.screening.book import (
    BOTH_SIZES,
    FIRST_LETTERS,
    LAST_LETTERS,
    MOST_SIZED,
    SIZES,
    SPELLINGS_AT,
    Book,
    letter_bits,
)
from leakscan.screening.chars import UPPER, WIDE
from leakscan.screening.rows import runs
from leakscan.screening.text import END, SIZE, START, Text
from leakscan.screening.walk import LEAST_GUESSED, LONG_ENOUGH

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Truths = NDArray[np.bool_]

_UNLIKE = 4


@cache
def _edits_by_letters() -> NDArray[np.int32]:
    """By letters of a spelling, as far as they count, how many more or fewer a guessed word may have."""
    import numpy as np

    return np.array([-1] * LEAST_GUESSED + [1] * (LONG_ENOUGH - LEAST_GUESSED) + [2], np.int32)


def alike_at_once(
    text: Text, book: Book, places: Whole, step: int, wanted: NDArray[np.int32], comparable: Truths
) -> Truths:
    """Whether words are half of wanted ones, or near to them.

    Args:
        text: the words of a text, as arrays.
        book: the forms and their words.
        places: words of the text.
        step: 1 if the other half would be the next word, -1 if the one before.
        wanted: a word of the book for each.
        comparable: which may be near to another; all may be half of one.
    """
    import numpy as np

    size = text.words[:, SIZE][places]
    both = size + text.words[:, SIZE][np.clip(places + step, 0, len(text.words) - 1)]
    near, half = _are_outlined(text, book, places, step, wanted, both)
    found = np.zeros(len(places), np.bool_)
    some = np.flatnonzero((near & comparable) | half)
    if not len(some):
        return found
    first = book.vocabulary[:, SPELLINGS_AT][wanted[some]]
    rows, spelling = runs(first, book.vocabulary[:, SPELLINGS_AT][wanted[some] + 1] - first)
    owners, begin = some[rows], book.letters_at[spelling]
    letters = book.letters_at[spelling + 1] - begin
    halves = np.flatnonzero(both[owners] == letters)
    left = places[owners[halves]] - (step < 0)
    found[owners[halves[_are_halves(text, left, book, begin[halves])]]] = True
    as_long = np.abs(size[owners] - letters) <= _edits_by_letters()[np.minimum(letters, LONG_ENOUGH)]
    rest = np.flatnonzero(as_long & comparable[owners] & ~found[owners])
    found[owners[rest[_are_near(text, places[owners[rest]], book, spelling[rest])]]] = True
    return found


def may_be_halves(text: Text, book: Book, places: Whole, step: int, wanted: NDArray[np.int32]) -> Truths:
    """Whether words and the next ones, or those before (``step`` -1), may be halves of wanted ones; never too few."""
    import numpy as np

    both = text.words[:, SIZE][places] + text.words[:, SIZE][np.clip(places + step, 0, len(text.words) - 1)]
    _, half = _are_outlined(text, book, places, step, wanted, both)
    found = np.zeros(len(places), np.bool_)
    some = np.flatnonzero(half)
    first = book.vocabulary[:, SPELLINGS_AT][wanted[some]]
    rows, spelling = runs(first, book.vocabulary[:, SPELLINGS_AT][wanted[some] + 1] - first)
    owners, begin = some[rows], book.letters_at[spelling]
    halves = np.flatnonzero(both[owners] == book.letters_at[spelling + 1] - begin)
    left = places[owners[halves]] - (step < 0)
    found[owners[halves[_are_halves(text, left, book, begin[halves])]]] = True
    return found


def _are_outlined(
    text: Text, book: Book, places: Whole, step: int, wanted: NDArray[np.int32], both: NDArray[np.int32]
) -> tuple[Truths, Truths]:
    """Which words may be near to wanted ones, and which half of them, by what is known of all spellings together."""
    import numpy as np

    told = book.outlines[wanted]
    heads, tails = text.words[:, START][places], text.words[:, END][places] - 1
    begins = _has_bit(told[:, FIRST_LETTERS], text.low[heads] & 31)
    ends = _has_bit(told[:, LAST_LETTERS], text.low[tails] & 31)
    whole = (begins | ends) & _has_bit(told[:, SIZES], np.minimum(text.words[:, SIZE][places], MOST_SIZED))
    half = (begins if step > 0 else ends) & _has_bit(told[:, BOTH_SIZES], np.minimum(both, MOST_SIZED))
    return whole, half


def _has_bit(bits: NDArray[np.uint32], which: NDArray[Any]) -> Truths:
    found: Truths = (bits >> which.astype(bits.dtype)) & 1 > 0
    return found


def _are_near(text: Text, places: Whole, book: Book, spellings: Whole) -> Truths:
    """Whether words have the first or last letter in common with spellings, and are two edits at most from them."""
    import numpy as np

    heads, tails = text.words[:, START][places], text.words[:, END][places] - 1
    found: Truths = text.low[heads] == book.letters[book.letters_at[spellings]]
    found |= text.low[tails] == book.letters[book.letters_at[spellings + 1] - 1]
    for told in (_have_letters, _are_few_edits):
        some = np.flatnonzero(found)
        if not len(some):
            break
        found[some] = told(text, places[some], book, spellings[some])
    return found


def _are_halves(text: Text, places: Whole, book: Book, begin: Whole) -> Truths:
    """Whether words and the next ones have together the letters from ``begin`` on; those with signs inside may."""
    import numpy as np

    found: Truths = (places >= 0) & (places + 1 < len(text.words))
    for n in (0, 1):
        some = np.flatnonzero(found)
        if not len(some):
            break
        start, end, size = (text.words[places[some] + n, column].astype(np.int64) for column in (START, END, SIZE))
        owners, at = runs(start, size)
        unlike = text.low[at] != book.letters[(begin[some] - start)[owners] + at]
        found[some[owners[unlike]]] = False
        found[some[end - start != size]] = True
        begin = begin + text.words[:, SIZE][np.maximum(places, 0)]
    return found


def _have_letters(text: Text, places: Whole, book: Book, spellings: Whole) -> Truths:
    """Whether the letters of words differ from others by no more than two edits make: two letters each."""
    import numpy as np

    start = text.words[:, START][places].astype(np.int64)
    size = text.words[:, END][places] - start
    _, at = runs(start, size)
    bits = np.where(_are_letters(text, at), letter_bits(text.low[at]), np.uint32(0))
    written = np.bitwise_or.reduceat(bits, np.cumsum(size) - size)
    found: Truths = np.bitwise_count(written ^ book.masks[spellings]) <= _UNLIKE
    return found


def _are_letters(text: Text, at: Whole) -> Truths:
    """Which characters of words are letters or digits, and no signs inside."""
    found: Truths = (text.kinds[at] >= UPPER) & (text.kinds[at] <= WIDE)
    return found


def _are_few_edits(text: Text, places: Whole, book: Book, spellings: Whole) -> Truths:
    """Whether words are two edits at most from spellings."""
    found: Truths = edits_at_once(text, places, book, spellings) <= 2
    return found


def edits_at_once(text: Text, places: Whole, book: Book, spellings: Whole) -> NDArray[np.uint8]:
    """The edits between words and spellings; three for all that is more than two."""
    import numpy as np
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cpdist

    first, last = book.letters_at[spellings], book.letters_at[spellings + 1]
    written = _written(text, places)
    wanted = [bytes(book.letters[a:b]) for a, b in zip(first.tolist(), last.tolist(), strict=True)]
    return cpdist(written, wanted, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8)


def _written(text: Text, places: Whole) -> list[bytes]:
    """The letters of words."""
    import numpy as np

    start, end = (text.words[places, column].astype(np.int64) for column in (START, END))
    _, at = runs(start, end - start)
    inside = _are_letters(text, at)
    ends = inside.cumsum()[(end - start).cumsum() - 1].tolist()
    letters = text.low[at[inside]].tobytes()
    return [letters[a:b] for a, b in zip([0, *ends], ends, strict=False)]
