"""What a word looks like: the same letters for homoglyphs, leetspeak and OCR confusions.

Two words with one skeleton are the same word in disguise, whatever alphabet each letter was taken from
("Tоr0nto" with a Cyrillic о and a zero has the skeleton of "Toronto"). Sources: the confusables of Unicode
Technical Standard 39 for Cyrillic and Greek, the usual digits of leetspeak, the usual errors of OCR.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from leakscan.screening.hashing import BASE, powers
from leakscan.screening.letters import Letters

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LOOKS = {
    "i": "lı|!1іι",
    "o": "0оοσ",
    "e": "3еєε",
    "a": "4аα@",
    "s": "5ѕ$",
    "t": "7тτ",
    "b": "8вβ",
    "g": "69",
    "z": "2ζ",
    "h": "нһη",
    "k": "кκ",
    "m": "м",
    "p": "рρ",
    "c": "сϲ",
    "x": "хχ",
    "y": "уγ",
    "j": "ј",
    "d": "ԁ",
    "n": "пν",
    "w": "шω",
    "r": "г",
    "u": "υ",
}
_TABLE = str.maketrans({look: letter for letter, looks in _LOOKS.items() for look in looks})
_PAIRS = (("rn", "m"), ("vv", "w"), ("ci", "d"))


def skeleton(word: str) -> str:
    """The look of one folded word; a word without any letter is its own skeleton, so numbers stay numbers."""
    if word.isdigit():
        return word
    look = word.translate(_TABLE)
    for pair, letter in _PAIRS:
        look = look.replace(pair, letter)
    return look


@cache
def look_codes() -> NDArray[np.uint32]:
    """By code point, what letters look like; codes beyond the table look like nothing else."""
    import numpy as np

    found = np.arange(max(_TABLE) + 1, dtype=np.uint32)
    for look, letter in _TABLE.items():
        found[look] = ord(letter)
    return found


@cache
def pair_codes() -> NDArray[np.uint32]:
    """Pairs of letters that look like one, each with that."""
    import numpy as np

    return np.array([[ord(char) for char in pair + letter] for pair, letter in _PAIRS], np.uint32)


def skeleton_hashes(letters: Letters) -> NDArray[np.uint64]:
    """The hashes of the skeletons of words, none of which has digits alone."""
    import numpy as np

    table = look_codes()
    codes = np.where(letters.codes < len(table), table[np.minimum(letters.codes, len(table) - 1)], letters.codes)
    inner = np.flatnonzero(letters.owners[1:] == letters.owners[:-1])
    heads = np.zeros(len(codes), bool)
    for pair, letter in _PAIRS:
        first, second = pair[0], pair[1]
        met = inner[(codes[inner] == ord(first)) & (codes[inner + 1] == ord(second))]
        if first == second and len(met):  # of a run of one letter every other one
            run = np.concatenate(([True], met[1:] - met[:-1] > 1))
            begin = np.maximum.accumulate(np.where(run, np.arange(len(met)), 0))
            met = met[(np.arange(len(met)) - begin) % 2 == 0]
        heads[met] = True
        codes[met] = ord(letter)
    gone = np.zeros(len(codes), np.int64)
    gone[1:] = heads[:-1]
    before = np.cumsum(gone)
    places = letters.places - (before - before[letters.starts[letters.owners]])
    hashes = np.zeros(len(letters.lengths), np.uint64)
    kept = np.flatnonzero(gone == 0)
    np.add.at(hashes, letters.owners[kept], codes[kept].astype(np.uint64) * powers(64, BASE)[places[kept]])
    return hashes
