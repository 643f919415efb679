"""A form laid over the words of a text from one word that both have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from leakscan.screening.gather import Owned
from leakscan.screening.lookup import STATE, STOPS, Lookup
from leakscan.screening.near import ONE_EDIT
from leakscan.screening.tokens import Columns, Tokens
from leakscan.screening.vocabulary import Reading

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# What may stand between two words of one name: a little punctuation, never the end of a cell or line.
_GAP = re.compile(
    '(?:[ \x01.\\-_/&+()*\x80-\xbf\u2010-\u2026\u20ac\u2122]{0,4}|[\x01.)\\]]?[. ]?[,:][ \x01]{1,2}|[ ]"|"[ ])[ (\\[]?'
)
# Where a line was wrapped: a line end, perhaps with the mark of a quotation behind.
_LINE_END = re.compile(" ?\r?\n[ >*#]{0,4}")
_TABLE = re.compile('[\t|;{}]|[,"] ?["\\d]')
_LONG_LINE, _LONGEST_LINE, _LINE_WORDS = 48, 200, 7
_GLUE = frozenset(" .-_/&+()*\x01–—‘’“”•…€™") | {chr(code) for code in range(0x80, 0xC0)}
_WIDEST = 8
_MOST_SKIPPED = 3
_LONG_SPELLING = 16


class Laid(NamedTuple):
    """A form over words ``first`` to ``last`` (included): edits, disguises, split words, comma, state, "of"."""

    first: int
    last: int
    edits: int = 0
    looks: int = 0
    splits: int = 0
    comma: bool = False
    state: str = ""
    bridged: tuple[tuple[str, str], ...] = ()
    of: bool = False


def gap_joins(tokens: Tokens, left: int) -> bool:
    """Whether the words ``left`` and ``left + 1`` may belong to one name."""
    if left + 1 >= len(tokens):
        return False
    start, end = tokens.ends[left], tokens.starts[left + 1]
    if end - start == 1:
        return tokens.folded[start] in _GLUE
    if end - start > _WIDEST:
        return False
    return _GAP.fullmatch(tokens.folded, start, end) is not None or _wrapped(tokens.folded, start, end)


def _wrapped(folded: str, start: int, end: int) -> bool:
    """Whether a long line of words ends here, where a name may go on in the next; rows of a list are no such lines."""
    if _LINE_END.fullmatch(folded, start, end) is None:
        return False
    line = folded[max(folded.rfind("\n", 0, start) + 1, start - _LONGEST_LINE) : start]
    return len(line) >= _LONG_LINE and line.count(" ") >= _LINE_WORDS and not _TABLE.search(line)


class Reader:
    """A text's words together with what each may be."""

    __slots__ = ("_numbers", "_plain", "_spellings", "_values", "flags", "tokens")

    def __init__(self, found: Columns, numbers: NDArray[np.int32], lookup: Lookup) -> None:
        tokens = found.tokens
        self._plain = lookup.plain[numbers].data
        self.tokens = tokens
        self._values = lookup.values
        self._numbers = numbers.data
        self.flags = lookup.flags[numbers].data
        self._spellings = lookup.spellings

    def reading(self, place: int, wanted: str) -> Reading | None:
        """How the word at a place may be the wanted one, or None."""
        readings = self._values[self._numbers[place]].readings
        return next((reading for reading in readings if reading.word == wanted), None)

    def straight(self, ids: list[int], anchor: Anchor) -> Laid | None:
        """The commonest case at little cost: every word as it should be, with one space between."""
        first = anchor.first - anchor.place
        last = first + len(ids) - 1
        if anchor.first != anchor.last or anchor.covers != 1 or first < 0 or last >= len(self._plain):
            return None
        if self._plain[first : last + 1].tolist() != ids:
            return None
        starts, ends, folded = self.tokens.starts, self.tokens.ends, self.tokens.folded
        for place in range(first, last):
            end = ends[place]
            if starts[place + 1] - end != 1 or folded[end] != " ":
                return None
        return Laid(first, last)

    def joined(self, left: int) -> str | None:
        """What two neighbouring words are as one, or None."""
        words = self.tokens.words
        joined = words[left] + words[left + 1]
        return self._spellings.get(joined) if len(joined) >= ONE_EDIT else None


@dataclass(slots=True)
class _Walk:
    """One direction of laying a form over a text."""

    reader: Reader
    at: int
    step: int
    wanted_state: str = ""
    edits: int = 0
    looks: int = 0
    splits: int = 0
    comma: bool = False
    state: str = ""
    bridged: tuple[tuple[str, str], ...] = ()
    of: bool = False

    def advance(self) -> int | None:
        """The next word's number in this direction, or None at the end of the cell."""
        tokens = self.reader.tokens
        left = self.at if self.step > 0 else self.at - 1
        if left < 0 or not gap_joins(tokens, left):
            return None
        self.comma |= "," in tokens.folded[tokens.ends[left] : tokens.starts[left + 1]]
        return self.at + self.step

    def take(self, wanted: str) -> bool:
        """Move over one wanted word, past stop words and one state's code."""
        for _ in range(_MOST_SKIPPED + 1):
            if (place := self.advance()) is None:
                return False
            reading = self.reader.reading(place, wanted)
            if reading is not None:
                self.at = place
                self.note(place, reading)
                return True
            if self._take_split(place, wanted):
                return True
            if not self._skip(place):
                return False
        return False

    def _skip(self, place: int) -> bool:
        tokens, flags = self.reader.tokens, self.reader.flags[place]
        is_state = bool(flags & STATE) and not self.state
        is_state = is_state and (
            tokens.text[tokens.starts[place]].isupper() or tokens.words[place] == self.wanted_state
        )
        if not (flags & STOPS or is_state):
            return False
        self.state = tokens.words[place] if is_state else self.state
        self.of |= tokens.words[place] == "of"
        self.at = place
        return True

    def _take_split(self, place: int, wanted: str) -> bool:
        beyond = place + self.step
        tokens = self.reader.tokens
        if not 0 <= beyond < len(tokens):
            return False
        left, right = min(place, beyond), max(place, beyond)
        if tokens.ends[right] - tokens.starts[left] > len(wanted) + _LONG_SPELLING:
            return False
        if not gap_joins(tokens, left) and tokens.folded[tokens.ends[left] : tokens.starts[right]] != "-\n":
            return False
        if self.reader.joined(left) != wanted:
            return False
        self.at = beyond
        self.splits += 1
        return True

    def note(self, place: int, reading: Reading) -> None:
        """Keep what was bridged at a word."""
        self.edits += reading.edits
        self.looks += reading.look
        if reading.edits:
            self.bridged += ((self.reader.tokens.words[place], reading.word),)


def lay(reader: Reader, owned: Owned, anchor: Anchor) -> Laid | None:
    """Lay a form over the text.

    Args:
        reader: the text's words.
        owned: the form to lay.
        anchor: which words of both are already known to agree.

    Returns:
        Where it lies and what was bridged, or None where a word is missing.
    """
    form = owned.form
    if (plain := reader.straight(owned.ids, anchor)) is not None:
        return plain
    right = _Walk(reader, anchor.last, 1, form.state)
    right.splits = anchor.splits
    if anchor.reading is not None:
        right.note(anchor.first, anchor.reading)
    for word in form.words[anchor.place + anchor.covers :]:
        if not right.take(word):
            return None
    left = _Walk(reader, anchor.first, -1, form.state)
    for word in form.words[: anchor.place][::-1]:
        if not left.take(word):
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
        left.of or right.of,
    )


class Anchor(NamedTuple):
    """Words ``first`` to ``last`` of the text are ``covers`` words of form ``number`` from ``place`` on."""

    number: int
    place: int
    first: int
    last: int
    covers: int = 1
    reading: Reading | None = None
    splits: int = 0
