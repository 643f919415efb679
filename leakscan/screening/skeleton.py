"""What a word looks like: the same letters for homoglyphs, leetspeak and OCR confusions.

Two words with one skeleton are the same word in disguise, whatever alphabet each letter was taken from
("Tоr0nto" with a Cyrillic о and a zero has the skeleton of "Toronto"). Sources: the confusables of Unicode
Technical Standard 39 for Cyrillic and Greek, the usual digits of leetspeak, the usual errors of OCR.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from leakscan.screening.hashing import BASE, powers
from leakscan.screening.letters import Letters

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LOOKS = {
    "i": "lı|!1іι",
    "o": "0оοσ",
    "v": "ѵ",
    "e": "3еєε",
    "a": "4аα@",
    "s": "5ѕ$",
    "t": "7тτ",
    "b": "8вβ",
    "g": "69",
    "z": "2ζ",
    "h": "нһη",
    "k": "кκ",
    "m": "мμ",
    "p": "рρ",
    "c": "сϲ",
    "x": "хχ",
    "y": "уγ",
    "j": "ј",
    "d": "ԁ",
    "n": "п",
    "w": "шω",
    "r": "г",
}
# Small and capital ones of these look like different letters: v and N, u and Y.
_SMALL, _CAPITAL = {"ν": "v", "υ": "u"}, {"ν": "n", "υ": "y"}
_TABLE = str.maketrans({look: letter for letter, looks in _LOOKS.items() for look in looks})
# Numbers as they are misread and disguised: 2O17, 5OO.
_DIGITS = str.maketrans("oilsbzg", "0115829")
_TABLES = [_TABLE | str.maketrans(table) for table in (_SMALL, _CAPITAL)]
_PAIRS = (("rn", "m"), ("vv", "w"), ("ci", "d"))
# What a scanner confuses beyond that: "li" (here "ii") with u and h, h with b, e with c, f with t, q with g.
_COARSE_PAIRS = (("ii", "u"),)
_COARSE = str.maketrans("hbeqf", "uucgt")
_COARSER = str.maketrans("vy", "nu")
# In the table of looks: what a letter looks like, and behind that the bits of pairs.
BEGINS_AT, ENDS_AT = 21, 26
LOOK = (1 << BEGINS_AT) - 1
# A word is looked at when it is first met and again when its readings are put in order.
_REMEMBERED = 1 << 14


@lru_cache(maxsize=_REMEMBERED)
def skeleton(word: str) -> str:
    """The look of one folded word; a word without any letter is its own skeleton, so numbers stay numbers."""
    return next(skeletons(word))


def skeletons(word: str) -> Iterator[str]:
    """Every look of a folded word: one, or two where it has letters of which the small one looks unlike the capital."""
    if word.isdigit():
        yield word
        return
    for table in _TABLES if not _SMALL.keys().isdisjoint(word) else _TABLES[:1]:
        look = word.translate(table)
        for pair, letter in _PAIRS:
            look = look.replace(pair, letter)
        yield look


def scanned(word: str) -> str:
    """As :func:`skeleton`, and the same for what a scanner confuses: Pohce for Police, hcalth for health."""
    look = skeleton(word)
    for pair, letter in _COARSE_PAIRS:
        look = look.replace(pair, letter)
    return look.translate(_COARSE)


@lru_cache(maxsize=_REMEMBERED)
def blurred(word: str) -> str:
    """As :func:`scanned`, and the same for all looks of one letter."""
    return scanned(word).translate(_COARSER)


def reads_as(word: str, number: str) -> bool:
    """Whether a word of digits and letters is a number of which some digits are written as letters."""
    return not word.isdigit() and any(map(str.isdigit, word)) and word.translate(_DIGITS) == number


def lettered(number: str) -> str:
    """What a number looks like, blurred, if it is read as letters."""
    return blurred(number.translate(_TABLE))


@cache
def look_codes() -> NDArray[np.uint32]:
    """By code point, what letters look like; codes beyond the table look like nothing else."""
    import numpy as np

    found = np.arange(max(_TABLE) + 1, dtype=np.uint32)
    for look, letter in (_TABLE | {ord(char): letter for char, letter in _SMALL.items()}).items():
        found[look] = ord(letter)
    return found


@cache
def blur_codes() -> NDArray[np.uint32]:
    """By code point, what letters of a skeleton are confused with."""
    import numpy as np

    found = np.arange(128, dtype=np.uint32)
    for letter, other in (_COARSE | _COARSER).items():
        found[letter] = other
    return found


@cache
def pair_codes() -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Pairs of letters that look like one, each with that; those of a skeleton, and those of a blurred one."""
    import numpy as np

    tables = ([[ord(char) for char in pair + letter] for pair, letter in pairs] for pairs in (_PAIRS, _COARSE_PAIRS))
    plain, coarse = (np.array(table, np.uint32) for table in tables)
    return plain, coarse


@cache
def looks_table() -> tuple[NDArray[np.uint32], NDArray[np.uint64]]:
    """By code point what a letter looks like, blurred, with bits for pairs it begins and ends; by bit what that is."""
    import numpy as np

    looks, blurs, pairs = look_codes(), blur_codes(), np.concatenate(pair_codes())
    found = np.where(looks < len(blurs), blurs[np.minimum(looks, len(blurs) - 1)], looks)
    letters = np.zeros(1 << len(pairs), np.uint64)
    for n, (first, second, letter) in enumerate(pairs.tolist()):
        found[looks == first] |= np.uint32(1 << n << BEGINS_AT)
        found[looks == second] |= np.uint32(1 << n << ENDS_AT)
        letters[1 << n] = blurs[letter]
    return found, letters


def blurred_hashes(letters: Letters) -> NDArray[np.uint64]:
    """The hashes of words blurred, none of which has digits alone."""
    import numpy as np

    looks = _mapped(letters.codes, look_codes())
    pairs = np.zeros(len(looks), bool)
    for first, second, _ in np.concatenate(pair_codes()).tolist():
        pairs[1:] |= (looks[:-1] == first) & (looks[1:] == second)
    pairs &= letters.places > 0
    sums = np.zeros(len(looks) + 1, np.uint64)
    factors = powers(64, BASE)[letters.places]
    np.cumsum(_mapped(looks, blur_codes()).astype(np.uint64) * factors, out=sums[1:])
    hashes: NDArray[np.uint64] = sums[letters.starts + letters.lengths] - sums[letters.starts]
    if pairs.any():
        some = np.unique(letters.owners[pairs])
        hashes[some] = _merged_hashes(letters.of(some))
    return hashes


def _merged_hashes(letters: Letters) -> NDArray[np.uint64]:
    """As :func:`blurred_hashes`, for words with letters of which two look like one."""
    import numpy as np

    plain, coarse = pair_codes()
    codes, owners = _merged(_mapped(letters.codes, look_codes()), letters.owners, plain)
    codes, owners = _merged(codes, owners, coarse)
    codes = _mapped(codes, blur_codes())
    counts = np.bincount(owners, minlength=len(letters.lengths))
    places = np.arange(len(codes)) - (np.cumsum(counts) - counts)[owners]
    hashes = np.zeros(len(letters.lengths), np.uint64)
    np.add.at(hashes, owners, codes.astype(np.uint64) * powers(64, BASE)[places])
    return hashes


def _mapped(codes: NDArray[np.uint32], table: NDArray[np.uint32]) -> NDArray[np.uint32]:
    import numpy as np

    if int(codes.max(initial=0)) < len(table):
        return table[codes]
    return np.where(codes < len(table), table[np.minimum(codes, len(table) - 1)], codes)


def _merged(
    codes: NDArray[np.uint32], owners: NDArray[np.int64], pairs: NDArray[np.uint32]
) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Letters of words with pairs as the one they look like, the first of overlapping ones."""
    import numpy as np

    inner = np.flatnonzero(owners[1:] == owners[:-1])
    codes, gone = codes.copy(), np.zeros(len(codes), bool)
    for first, second, letter in pairs.tolist():
        met = inner[(codes[inner] == first) & (codes[inner + 1] == second)]
        if first == second and len(met):  # of a run of one letter every other one
            run = np.concatenate(([True], met[1:] - met[:-1] > 1))
            begin = np.maximum.accumulate(np.where(run, np.arange(len(met)), 0))
            met = met[(np.arange(len(met)) - begin) % 2 == 0]
        codes[met] = letter
        gone[met + 1] = True
    return codes[~gone], owners[~gone]
