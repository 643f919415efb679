"""Texts of any size to batches of one size: small ones together, long ones cut at line ends."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

SIZE = 1 << 20
# A name may go over one line end, never over two.
BETWEEN = "\n\n"


class Piece(NamedTuple):
    """Part of a text in a batch: the text's number, where it starts in the batch and in the text, its length."""

    number: int
    start: int
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Pieces with two line ends between them, which no name goes over, so that nothing joins across."""

    text: str
    pieces: tuple[Piece, ...]

    def piece_at(self, place: int) -> Piece:
        """The piece that holds a character of the batch."""
        return self.pieces[bisect_right(self.pieces, place, key=lambda piece: piece.start) - 1]


def batches(texts: Sequence[str], size: int = SIZE) -> Iterator[Batch]:
    """Batches of about ``size`` characters that hold all texts, ASCII ones apart from others, each in order."""
    filling = {True: _Filling(), False: _Filling()}
    for number, offset, part in _parts(texts, size):
        one = filling[part.isascii()]
        if one.pieces and one.filled + len(part) > size:
            yield one.done()
            one = filling[part.isascii()] = _Filling()
        one.add(number, offset, part)
    for one in filling.values():
        if one.pieces:
            yield one.done()


class _Filling:
    """A batch that is being filled."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.filled = 0
        self._parts: list[str] = []

    def add(self, number: int, offset: int, part: str) -> None:
        self.pieces.append(Piece(number, self.filled, offset, len(part)))
        self._parts.append(part)
        self.filled += len(part) + len(BETWEEN)

    def done(self) -> Batch:
        return Batch(BETWEEN.join(self._parts), tuple(self.pieces))


def _parts(texts: Sequence[str], size: int) -> Iterator[tuple[int, int, str]]:
    for number, text in enumerate(texts):
        start = 0
        while len(text) - start > size:
            end = _cut(text, start, start + size)
            yield number, start, text[start:end]
            start = end
        yield number, start, text[start:] if start else text


def _cut(text: str, start: int, end: int) -> int:
    """Where to cut: behind a line end, else at a space, else anywhere."""
    for separator in ("\n", " "):
        at = text.rfind(separator, start + (end - start) // 2, end)
        if at >= 0:
            return at + 1
    return end
