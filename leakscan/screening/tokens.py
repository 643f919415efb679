"""Folded text to words with their places in the original: one name word by word, long texts all at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from leakscan.screening.fold import SKIP, fold, fold_codes
from leakscan.screening.kernels import count_characters, is_fast, run_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Chinese characters and kana are words of one letter: nothing marks where a word of theirs ends.
_WIDE = r"぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿"
_LETTER = rf"[^\W_{_WIDE}]"
_INITIALS = rf"(?<!{_LETTER})[^\W\d_{_WIDE}](?:\. ?[^\W\d_{_WIDE}](?!{SKIP}*{_LETTER}))+"
_WORD = re.compile(rf"{_INITIALS}|{_LETTER}(?:{SKIP}*{_LETTER})*|[{_WIDE}]")
_PLAIN_WORD = re.compile("[a-z0-9]+")
_NOISE = str.maketrans("", "", f"{SKIP}. ")
_SEPARATOR, _ALPHA, _DIGIT, _WIDE_CLASS, _SKIP_CLASS = range(5)
_BMP = 0x10000
_MOST_INITIALS = 8


class Words:
    """The folded words of a text, cut out of it when asked for."""

    __slots__ = ("_ends", "_folded", "_starts")

    def __init__(self, folded: str, starts: Sequence[int], ends: Sequence[int]) -> None:
        self._folded, self._starts, self._ends = folded, starts, ends

    def __getitem__(self, place: int) -> str:
        word = self._folded[self._starts[place] : self._ends[place]]
        return word if word.isalnum() else word.translate(_NOISE)

    def slice(self, first: int, last: int) -> tuple[str, ...]:
        """Words ``first`` to ``last`` (excluded), fewer at the end of the text."""
        return tuple(self[place] for place in range(first, min(last, len(self._starts))))


class Tokens:
    """The words of one text in order, with start and end in the original (end excluded)."""

    def __init__(self, text: str, folded: str, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> None:
        self.text, self.folded = text, folded
        self._places = starts, ends

    @cached_property
    def starts(self) -> Sequence[int]:
        """Where each word starts."""
        return self._places[0].data

    @cached_property
    def ends(self) -> Sequence[int]:
        """One past the end of each word."""
        return self._places[1].data

    @cached_property
    def words(self) -> Words:
        """The folded words."""
        return Words(self.folded, self.starts, self.ends)

    def __len__(self) -> int:
        return len(self._places[0])


def words_of(name: str) -> tuple[str, ...]:
    """The folded words of a short text such as a name.

    Dotted initials ("P.D.") are one word; apostrophes do not end one.
    """
    folded = fold(name)
    if "." not in folded and SKIP not in folded and folded.isascii():
        return tuple(_PLAIN_WORD.findall(folded))
    words: list[str] = []
    for match in _WORD.finditer(folded):
        word = match[0] if match[0].isalnum() else match[0].translate(_NOISE)
        words.extend(word if "." in match[0] and len(word) > _MOST_INITIALS else [word])
    return tuple(words)


@dataclass(frozen=True, slots=True)
class Columns:
    """The words of a text as columns: hash, letters and digits in each (64-bit polynomial, modulo 2**64)."""

    tokens: Tokens
    hashes: NDArray[np.uint64]
    lengths: NDArray[np.int64]
    digits: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


BASE = 0x9E3779B97F4A7C15
MODULUS = 1 << 64


@cache
def _classes() -> NDArray[np.uint8]:
    import numpy as np

    wide = re.compile(f"[{_WIDE}]")

    def kind(char: str) -> int:
        if char == SKIP:
            return _SKIP_CLASS
        if wide.match(char):
            return _WIDE_CLASS
        if char.isdigit():
            return _DIGIT
        return _ALPHA if char.isalnum() else _SEPARATOR

    return np.fromiter((kind(chr(code)) for code in range(_BMP)), np.uint8, _BMP)


@cache
def powers(size: int, base: int) -> NDArray[np.uint64]:
    """The first powers of a base modulo 2**64."""
    import numpy as np

    factors = np.full(size, base % MODULUS, np.uint64)
    factors[0] = 1
    return np.multiply.accumulate(factors)


def shift(hashes: NDArray[np.uint64], lengths: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Hashes as they count behind a word of ``lengths`` letters, to be added to that word's hash."""
    return hashes * powers(64, BASE)[lengths % 64]


def hashes_of(words: Sequence[str]) -> NDArray[np.uint64]:
    """The hashes that :func:`columns` gives words, none of them empty."""
    import numpy as np

    hashes = np.zeros(len(words), np.uint64)
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    codes = np.frombuffer("".join(words).encode("utf-32-le"), "<u4").astype(np.uint64)
    starts = np.cumsum(lengths) - lengths
    factors = powers(1 << 12, BASE)
    for place in range(int(lengths.max(initial=0))):
        longer = np.flatnonzero(lengths > place)
        hashes[longer] += codes[starts[longer] + place] * factors[place % len(factors)]
    return hashes


def columns(text: str) -> Columns:
    """The words of a text of any length at once; the same words as :func:`words_of` finds."""
    codes = fold_codes(text)
    folded = codes.tobytes().decode("ascii" if codes.itemsize == 1 else "utf-32-le")
    count_characters(len(text))
    found = run_words(codes, _classes(), BASE) if is_fast() else _by_columns(codes)
    starts, ends, hashes, lengths, digits, letters = found
    plain = Columns(Tokens(text, folded, starts, ends), hashes, lengths, digits, starts, ends)
    return _merge_initials(plain, letters)


def _by_columns(codes: NDArray[np.uint8] | NDArray[np.uint32]) -> tuple[NDArray[Any], ...]:
    """As :func:`run_words`, without a compiler."""
    import numpy as np

    kinds = _classes()[np.minimum(codes, _BMP - 1)] if codes.itemsize > 1 else _classes()[codes]
    kept = np.flatnonzero(kinds != _SKIP_CLASS)
    skips = len(kept) < len(kinds)
    if skips:
        kinds, codes = kinds[kept], codes[kept]
    first, last = _edges(kinds)
    size = 1 << max(12, len(codes).bit_length())
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum(codes.astype(np.uint64) * powers(size, BASE)[: len(codes)], out=sums[1:])
    hashes = (sums[last] - sums[first]) * powers(size, pow(BASE, -1, MODULUS))[first]
    counted = np.zeros(len(codes) + 1, np.int32)
    np.cumsum(kinds == _DIGIT, out=counted[1:])
    digits = (counted[last] - counted[first]).astype(np.int64)
    lengths = last - first
    starts, ends = (kept[first], kept[last - 1] + 1) if skips and len(first) else (first, last)
    letters = (lengths == 1) & (kinds[first] == _ALPHA) if len(first) else np.zeros(0, bool)
    return starts, ends, hashes, lengths, digits, letters


def _edges(kinds: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where words start and end; a wide letter is a word of its own."""
    import numpy as np

    inside = np.zeros(len(kinds) + 2, np.uint8)
    inside[1:-1] = (kinds != _SEPARATOR).view(np.uint8) + (kinds == _WIDE_CLASS).view(np.uint8)
    change = inside[1:] != inside[:-1]
    wide = (inside[1:] == 2) & (inside[:-1] == 2)
    border = np.flatnonzero(change | wide)
    starts = border[inside[border + 1] > 0]
    ends = border[inside[border] > 0]
    return starts, ends


def _merge_initials(found: Columns, letters: NDArray[np.bool_]) -> Columns:
    """Single letters with dots between them become one word, up to eight: more are no initials."""
    import numpy as np

    linked = np.flatnonzero(letters[:-1] & letters[1:])
    gaps = found.starts[linked + 1] - found.ends[linked] if len(linked) else linked
    linked = linked[(gaps >= 1) & (gaps <= 2)]
    folded = found.tokens.folded
    linked = (
        linked[[folded[found.ends[n] : found.starts[n + 1]] in {".", ". "} for n in linked.tolist()]]
        if len(linked)
        else linked
    )
    if not len(linked):
        return found
    heads = linked[~np.isin(linked - 1, linked)].tolist()
    links = set(linked.tolist())
    tails = [next(n for n in range(head + 1, head + len(links) + 2) if n not in links) for head in heads]
    runs = [(head, tail) for head, tail in zip(heads, tails, strict=True) if tail - head < _MOST_INITIALS]
    words = ["".join(folded[found.starts[n]] for n in range(head, tail + 1)) for head, tail in runs]
    merged = [head for head, _ in runs]
    hashes, lengths, ends = found.hashes.copy(), found.lengths.copy(), found.ends.copy()
    hashes[merged], lengths[merged] = hashes_of(words), [len(word) for word in words]
    ends[merged] = found.ends[[tail for _, tail in runs]]
    gone = [n for head, tail in runs for n in range(head + 1, tail + 1)]
    keep = np.ones(len(hashes), bool)
    keep[gone] = False
    starts, ends = found.starts[keep], ends[keep]
    return Columns(
        Tokens(found.tokens.text, folded, starts, ends), hashes[keep], lengths[keep], found.digits[keep], starts, ends
    )


@cache
def _factors() -> tuple[int, ...]:
    return tuple(pow(BASE, place, MODULUS) for place in range(256))


def hash_of(word: str) -> int:
    """As :func:`hashes_of`, for one word of at most 256 letters."""
    return sum(ord(char) * factor for char, factor in zip(word, _factors(), strict=False)) % MODULUS
