"""Folded text to words with their places in the original."""

from __future__ import annotations

import re
from dataclasses import dataclass

from leakscan.screening.fold import SKIP, fold

# Chinese characters and kana are words of one letter: nothing marks where a word of theirs ends.
_WIDE = r"぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿"
_LETTER = rf"[^\W_{_WIDE}]"
_INITIALS = rf"(?<![^\W_])[^\W\d_{_WIDE}](?:\. ?[^\W\d_{_WIDE}](?![^\W_]))+"
_WORD = re.compile(rf"{_INITIALS}|{_LETTER}(?:{SKIP}*{_LETTER})*|[{_WIDE}]")
_NOISE = str.maketrans("", "", f"{SKIP}. ")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of one text in order: folded, with start and end in the original (end excluded)."""

    text: str
    folded: str
    words: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words)


def tokenise(text: str) -> Tokens:
    """The words of a text. Dotted initials ("P.D.") are one word; apostrophes do not end one."""
    folded = fold(text)
    words, starts, ends = [], [], []
    for found in _WORD.finditer(folded):
        word = found[0]
        words.append(word if word.isalnum() else word.translate(_NOISE))
        starts.append(found.start())
        ends.append(found.end())
    return Tokens(text, folded, words, starts, ends)


def words_of(name: str) -> tuple[str, ...]:
    """The folded words of a short text such as a name."""
    return tuple(tokenise(name).words)
