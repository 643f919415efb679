"""Text to words: folded, cut and hashed; one name word by word, long texts all at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from leakscan.screening.chars import (
    AT,
    CASELESS,
    DIGIT,
    DOT,
    SIGNS,
    SKIP,
    SKIPPED,
    SPACE,
    UPPER,
    WIDE,
    codes_of,
    fold,
    tables,
)
from leakscan.screening.glued import SHORTEST, begins_at, begins_before, dotted_forms
from leakscan.screening.hashing import BASE, INVERSE, powers
from leakscan.screening.literals import BLANK, marks
from leakscan.screening.text import COLUMNS, DIGITS, END, NUMBER, SIZE, START, Text, kinds_at

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.uint8] | NDArray[np.uint32]
    Whole = NDArray[np.int64]

MOST_INITIALS = 8
# Chinese characters and kana are words of one letter: nothing marks where a word of theirs ends.
_WIDE = r"\u3040-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_LETTER = rf"[^\W_{_WIDE}]"
_CHAIN = rf"[^\W\d_{_WIDE}](?:\. ?[^\W\d_{_WIDE}](?!{SKIP}*{_LETTER}|@|[$!][^\W\d_{_WIDE}]))+"
_INITIALS = rf"(?<!{_LETTER}){_CHAIN}"
_SIGN = rf"(?<=[^\W\d_{_WIDE}])[$!](?=[^\W\d_{_WIDE}])"
_WORD = re.compile(rf"{_INITIALS}|{_LETTER}(?:{SKIP}*(?:{_LETTER}|{_SIGN}))*|[{_WIDE}]")
_GLUED = re.compile(_CHAIN)
# What decides where a word ends beside its letters: points before a letter alone may be those of initials.
_TELLING = re.compile(rf"[{SKIP}$!]|\. ?[a-z]")
_PLAIN_WORD = re.compile("[a-z0-9]+")
_NOISE = str.maketrans("", "", f"{SKIP}. ")


def words_of(name: str) -> tuple[str, ...]:
    """The folded words of a short text such as a name.

    Dotted initials ("P.D.") are one word; apostrophes do not end one.
    """
    return plain_words_of(name) or _words_of(fold(name))


def plain_words_of(name: str) -> tuple[str, ...]:
    """As :func:`words_of`, of a text where letters alone decide where a word ends; none of any other."""
    folded = fold(name)
    if not folded.isascii() or _TELLING.search(folded):
        return ()
    return tuple(_PLAIN_WORD.findall(folded))


def _words_of(folded: str) -> tuple[str, ...]:
    words: list[str] = []
    at = 0
    while match := _WORD.search(folded, at):
        word, at = match[0] if match[0].isalnum() else match[0].translate(_NOISE), match.end()
        if "." in match[0]:
            words.extend(_parted(word))
            continue
        words.append(word)
        if len(word) >= SHORTEST and begins_at(folded, at - 1) and (chain := _GLUED.match(folded, at - 1)):
            words[-1:] = word[:-1], *_parted(chain[0].translate(_NOISE))
            at = chain.end()
    return tuple(words)


def _parted(letters: str) -> list[str]:
    return [letters[at : at + MOST_INITIALS] for at in range(0, len(letters), MOST_INITIALS)]


def read(text: str) -> Text:
    """The words of a text of any length at once; the same words as :func:`words_of` finds."""
    return read_plainly(codes_of(text))


def read_plainly(codes: Codes) -> Text:
    """The words of a text given as codes; compiled code does the same in :mod:`leakscan.screening.compiled.reading`."""
    import numpy as np

    kinds, folded = _looked_up(codes)
    bare = marks(codes, kinds)
    if len(bare):
        folded = folded.copy()
        kinds[bare], folded[bare] = SPACE, BLANK
    low = folded.astype(np.uint8, copy=False)
    signs = np.flatnonzero((low == SIGNS[0]) | (low == SIGNS[1]))
    signs = signs[(signs > 0) & (signs < len(codes) - 1)]
    kinds[signs[_is_letter(kinds[signs - 1]) & _is_letter(kinds[signs + 1])]] = CASELESS
    first, last = _edges(kinds)
    size = 1 << max(12, len(codes).bit_length())
    sums = np.empty(len(codes) + 1, np.uint64)
    sums[0], sums[1:] = 0, folded
    sums[1:] *= powers(size, BASE)[: len(codes)]
    np.cumsum(sums, out=sums)
    hashes = (sums[last] - sums[first]) * powers(size, INVERSE)[first]
    counted = np.zeros(len(codes) + 1, np.int32)
    np.cumsum(kinds == DIGIT, out=counted[1:])
    pieces = _Pieces(first, last, last - first, counted[last] - counted[first], hashes)
    first, last, sizes, digits, hashes = _rejoined(kinds, pieces)
    words = np.empty((len(first), COLUMNS), np.int32)
    columns: dict[int, Any] = {START: first, END: last, SIZE: sizes, NUMBER: -1, DIGITS: digits}
    for column, values in columns.items():
        words[:, column] = values
    single = (sizes == 1) & _is_letter(kinds[first])
    alone = np.flatnonzero(single)
    single[alone] = kinds_at(kinds, last[alone]) != AT
    return _merge_initials(*_parted_from_forms(codes, Text(kinds, low, words, hashes), single))


def _looked_up(codes: Codes) -> tuple[NDArray[np.uint8], Codes]:
    """The kind of every character, and what it is folded to."""
    import numpy as np

    if codes.itemsize > 1:
        known = tables(codes)  # type: ignore[arg-type]
        return known.kinds[codes], known.folds[codes]
    kinds, folds = (np.asarray(table[:256], np.uint8).tobytes() for table in tables()[:2])
    written = codes.tobytes()
    parts = bytearray(written.translate(kinds)), written.translate(folds)
    return np.frombuffer(parts[0], np.uint8), np.frombuffer(parts[1], np.uint8)


def _is_letter(kinds: NDArray[np.uint8]) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (kinds >= UPPER) & (kinds <= CASELESS)
    return found


def _edges(kinds: NDArray[np.uint8]) -> tuple[Whole, Whole]:
    """Where words start and end; a wide letter is a word of its own."""
    import numpy as np

    inside = np.zeros(len(kinds) + 2, np.uint8)
    np.less(kinds - np.uint8(UPPER), np.uint8(WIDE - UPPER + 1), out=inside[1:-1].view(np.bool_))
    wide = kinds == WIDE
    if not wide.any():
        border = np.flatnonzero(inside[1:] != inside[:-1])
        return border[::2], border[1::2]
    inside[1:-1] += wide.view(np.uint8)
    both = (inside[1:] == 2) & (inside[:-1] == 2)
    border = np.flatnonzero((inside[1:] != inside[:-1]) | both)
    return border[inside[border + 1] > 0], border[inside[border] > 0]


class _Pieces(NamedTuple):
    """Words by their columns."""

    first: Whole
    last: Whole
    sizes: Whole
    digits: NDArray[np.int32]
    hashes: NDArray[np.uint64]


def _rejoined(kinds: NDArray[np.uint8], pieces: _Pieces) -> _Pieces:
    """The words with those as one between which only characters stand that are skipped; wide letters stay alone."""
    import numpy as np

    first, last, sizes, digits, hashes = pieces
    left = np.flatnonzero(kinds[last[:-1]] == SKIPPED)
    left = left[(kinds[first[left]] != WIDE) & (kinds[first[left + 1]] != WIDE)]
    far = np.flatnonzero(first[left + 1] - last[left] > 1)
    if len(far):
        others = np.flatnonzero(kinds != SKIPPED)
        meets = others[np.searchsorted(others, last[left[far]])] == first[left[far] + 1]
        left = np.delete(left, far[~meets])
    if not len(left):
        return pieces
    opens = np.concatenate(([True], left[1:] - left[:-1] > 1))
    heads, gone = left[opens][np.cumsum(opens) - 1], left + 1
    before = np.cumsum(sizes) - sizes
    factors = powers(1 << max(12, len(kinds).bit_length()), BASE)
    np.add.at(hashes, heads, hashes[gone] * factors[before[gone] - before[heads]])
    last[heads] = last[gone]  # the last one stays
    np.add.at(digits, heads, digits[gone])
    np.add.at(sizes, heads, sizes[gone])
    kept = _all_but(gone, len(first))
    return _Pieces(first.take(kept), last.take(kept), sizes.take(kept), digits.take(kept), hashes.take(kept))


def _parted_from_forms(codes: Codes, words: Text, single: NDArray[np.bool_]) -> tuple[Text, NDArray[np.bool_]]:
    """Words without their last letters where those begin a legal form with points, and these as words of one letter."""
    import numpy as np

    left = np.flatnonzero(single) - 1
    left = left[(words.kinds[words.words[left + 1, START] - 1] == DOT) & (left >= 0)]
    left = left[(words.words[left, SIZE] >= SHORTEST) & (kinds_at(words.kinds, words.words[left + 1, END]) == DOT)]
    left = left[words.words[left + 1, START] - words.words[left, END] == 1]
    packed = tables().packed
    begins = [begins_before(codes, packed, dotted_forms(), end) for end in words.words[left, END].tolist()]
    if not any(begins):
        return words, single
    left = left[begins]
    letters, sizes = words.words[left], words.words[left, SIZE]
    letters[:, START], letters[:, SIZE], letters[:, DIGITS] = letters[:, END] - 1, 1, 0
    hashed = words.low[letters[:, START]].astype(np.uint64)  # they are plain letters
    words.hashes[left] -= hashed * powers(1 << max(12, len(codes).bit_length()), BASE)[sizes - 1]
    words.words[left, END] -= 1
    words.words[left, SIZE] -= 1
    rows, hashes = _with_more(words.words, left + 1, letters), _with_more(words.hashes, left + 1, hashed)
    return words._replace(words=rows, hashes=hashes), _with_more(single, left + 1, np.ones(len(left), bool))


def _with_more(array: NDArray[Any], places: Whole, more: NDArray[Any]) -> NDArray[Any]:
    """The array with further rows, each before one place; as ``numpy.insert``, in a tenth of the time for few."""
    import numpy as np

    parts, done = [], 0
    for n, place in enumerate(places.tolist()):
        parts += [array[done:place], more[n : n + 1]]
        done = place
    return np.concatenate([*parts, array[done:]])


def _merge_initials(words: Text, single: NDArray[np.bool_]) -> Text:
    """Single letters with dots between them become one word, eight at most."""
    import numpy as np

    linked = np.flatnonzero(single[:-1] & single[1:])
    behind, next_ = words.words[linked, END], words.words[linked + 1, START]
    dotted = (next_ - behind >= 1) & (next_ - behind <= 2) & (words.kinds[behind] == DOT)
    dotted &= (next_ - behind == 1) | (words.kinds[next_ - 1] == SPACE)
    linked = linked[dotted]
    if not len(linked):
        return words
    opens = np.concatenate(([True], linked[1:] - linked[:-1] > 1))
    within = (linked - linked[opens][np.cumsum(opens) - 1] + 1) % MOST_INITIALS
    gone, within = linked[within > 0] + 1, within[within > 0]
    heads = gone - within
    np.add.at(words.hashes, heads, words.hashes[gone] * powers(64, BASE)[within])
    np.add.at(words.words[:, SIZE], heads, 1)
    words.words[heads, END] = words.words[gone, END]  # the last one stays
    kept = _all_but(gone, len(single))
    return words._replace(words=words.words.take(kept, axis=0), hashes=words.hashes.take(kept))


def _all_but(gone: Whole, size: int) -> Whole:
    """The places below ``size`` but for some."""
    import numpy as np

    kept = np.ones(size, np.bool_)
    kept[gone] = False
    return np.flatnonzero(kept)
