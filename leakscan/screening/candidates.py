"""Where in a text a form may lie: at its rare word, a pair of its words, or words written as one."""

from __future__ import annotations

from collections.abc import Iterator

from leakscan.screening.abbreviations import STOP
from leakscan.screening.align import Anchor, gap_joins
from leakscan.screening.index import Index
from leakscan.screening.tokens import Tokens


def anchors(tokens: Tokens, index: Index) -> Iterator[Anchor]:
    """Every place where a form may lie; laying it decides."""
    read = index.vocabulary.read
    for place, word in enumerate(tokens.words):
        readings = read(word)
        for reading in readings:
            for number, at in index.anchors.get(reading.word, ()):
                yield Anchor(number, at, place, place, reading=reading)
            yield from _pairs(tokens, index, place, reading.word)
        for number, at, covers in index.joins.get(word, ()):
            yield Anchor(number, at, place, place, covers, splits=1)
        if place + 1 < len(tokens):
            yield from _split(tokens, index, place)


def _pairs(tokens: Tokens, index: Index, place: int, word: str) -> Iterator[Anchor]:
    after = place + 1
    while after < len(tokens) and after < place + 4 and tokens.words[after] in STOP:
        after += 1
    if after >= len(tokens):
        return
    for reading in index.vocabulary.read(tokens.words[after]):
        for number, at in index.pairs.get((word, reading.word), ()):
            yield Anchor(number, at, place, place, reading=index.vocabulary.read(tokens.words[place])[0])


def _split(tokens: Tokens, index: Index, place: int) -> Iterator[Anchor]:
    """A rare word of a form that the text breaks in two."""
    joined = tokens.words[place] + tokens.words[place + 1]
    meant = index.vocabulary.spellings.get(joined)
    if meant is None or len(joined) < 5 or not gap_joins(tokens, place):
        return
    for number, at in index.anchors.get(meant, ()):
        yield Anchor(number, at, place, place + 1, splits=1)
