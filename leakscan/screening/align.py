"""A form laid over the words of a text from one word that both have."""

from __future__ import annotations

import re
from dataclasses import dataclass

from leakscan.screening.abbreviations import STATES, STOP
from leakscan.screening.forms import Form
from leakscan.screening.tokens import Tokens
from leakscan.screening.vocabulary import Reading, Vocabulary

# What may stand between two words of one name: a little punctuation, never the end of a cell or line.
_GAP = re.compile(
    "(?:[ \x01.\\-_/&+()*\x80-\xbf\u2010-\u2026\u20ac\u2122]{0,4}|[\x01.)\\]]?[. ]?[,:][ \x01]{1,2})[ (\\[]?"
)
_MOST_SKIPPED = 3


@dataclass(frozen=True, slots=True)
class Laid:
    """A form over words ``first`` to ``last`` (included): edits and disguises met, split words, a comma, a state."""

    first: int
    last: int
    edits: int = 0
    looks: int = 0
    splits: int = 0
    comma: bool = False
    state: str = ""
    bridged: tuple[tuple[str, str], ...] = ()


def gap_joins(tokens: Tokens, left: int) -> bool:
    """Whether the words ``left`` and ``left + 1`` may belong to one name."""
    if left + 1 >= len(tokens):
        return False
    return _GAP.fullmatch(tokens.folded, tokens.ends[left], tokens.starts[left + 1]) is not None


@dataclass(slots=True)
class _Walk:
    """One direction of laying a form over a text."""

    tokens: Tokens
    vocabulary: Vocabulary
    at: int
    step: int
    edits: int = 0
    looks: int = 0
    splits: int = 0
    skipped: int = 0
    comma: bool = False
    state: str = ""
    bridged: tuple[tuple[str, str], ...] = ()

    def advance(self) -> int | None:
        """The next word's number in this direction, or None at the end of the cell."""
        left = self.at if self.step > 0 else self.at - 1
        if left < 0 or not gap_joins(self.tokens, left):
            return None
        gap = self.tokens.text[self.tokens.ends[left] : self.tokens.starts[left + 1]]
        self.comma |= "," in gap
        return self.at + self.step

    def take(self, wanted: str) -> bool:
        """Move over one wanted word, past stop words and one state's code."""
        while (place := self.advance()) is not None:
            if self._fits(place, wanted) or self._fits_split(place, wanted):
                return True
            word = self.tokens.words[place]
            is_state = word in STATES and not self.state and self.tokens.text[self.tokens.starts[place]].isupper()
            if self.skipped >= _MOST_SKIPPED or not (word in STOP or is_state):
                return False
            self.state = word if is_state else self.state
            self.skipped += 1
            self.at = place
        return False

    def _fits(self, place: int, wanted: str) -> bool:
        word = self.tokens.words[place]
        for reading in self.vocabulary.read(word):
            if reading.word == wanted:
                self.at = place
                self.note(word, reading)
                return True
        return False

    def _fits_split(self, place: int, wanted: str) -> bool:
        beyond = place + self.step
        if not 0 <= beyond < len(self.tokens) or len(wanted) < 5:
            return False
        left, right = min(place, beyond), max(place, beyond)
        joined = self.tokens.words[left] + self.tokens.words[right]
        if self.vocabulary.spellings.get(joined) != wanted or not gap_joins(self.tokens, left):
            return False
        self.at = beyond
        self.splits += 1
        return True

    def note(self, word: str, reading: Reading) -> None:
        self.edits += reading.edits
        self.looks += reading.look
        if reading.edits:
            self.bridged += ((word, reading.word),)


def lay(tokens: Tokens, vocabulary: Vocabulary, form: Form, anchor: Anchor) -> Laid | None:
    """Lay a form over the text.

    Args:
        tokens: the text's words.
        vocabulary: reads a word of the text.
        form: the form to lay.
        anchor: which words of both are already known to agree.

    Returns:
        Where it lies and what was bridged, or None where a word is missing.
    """
    right = _Walk(tokens, vocabulary, anchor.last, 1)
    right.splits = anchor.splits
    if anchor.reading is not None:
        right.note(tokens.words[anchor.first], anchor.reading)
    if not all(right.take(word) for word in form.words[anchor.place + anchor.covers :]):
        return None
    left = _Walk(tokens, vocabulary, anchor.first, -1)
    if not all(left.take(word) for word in reversed(form.words[: anchor.place])):
        return None
    return Laid(
        left.at,
        right.at,
        left.edits + right.edits,
        left.looks + right.looks,
        left.splits + right.splits,
        left.comma or right.comma,
        left.state or right.state,
        left.bridged + right.bridged,
    )


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words ``first`` to ``last`` of the text are ``covers`` words of form ``number`` from ``place`` on."""

    number: int
    place: int
    first: int
    last: int
    covers: int = 1
    reading: Reading | None = None
    splits: int = 0
