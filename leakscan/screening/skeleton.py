"""What a word looks like: the same letters for homoglyphs, leetspeak and OCR confusions.

Two words with one skeleton are the same word in disguise, whatever alphabet each letter was taken from
("Tоr0nto" with a Cyrillic о and a zero has the skeleton of "Toronto"). Sources: the confusables of Unicode
Technical Standard 39 for Cyrillic and Greek, the usual digits of leetspeak, the usual errors of OCR.
"""

from __future__ import annotations

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
