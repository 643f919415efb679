"""Where a large text is cut: at line ends, with an overlap, and the same whoever cuts it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from leakscan.extract import limits
from leakscan.extract.formats import recognise
from leakscan.model import Document, Sighting

_WIDE = (
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_UNIT = 4  # a cut at a multiple of it splits no character of UTF-16 or UTF-32


def bound_of(head: bytes, sighting: Sighting) -> int:
    """Most bytes that a document which begins so may have before it is cut into pieces."""
    by_lines = recognise(Document(head, sighting)).by_lines
    return min(limits.PIECE_BYTES, limits.DOCUMENT_BYTES) if by_lines else limits.DOCUMENT_BYTES


def wide_charset(head: bytes) -> str | None:
    """The charset of UTF-16 or UTF-32 text that says so at its head: its later pieces don't."""
    return next((name for mark, name in _WIDE if head.startswith(mark)), None)


def window_bytes() -> int:
    """How much of a text before a cut decides where exactly it is made."""
    return 3 * limits.PIECE_OVERLAP


def cut(window: bytes, charset: str | None) -> tuple[int, int]:
    """Where to cut a text that may go no further than the end of ``window``, its last stretch.

    Args:
        window: the last ``window_bytes()`` before the bound, or all there is; it begins and ends at multiples of four
            if the text is wide.
        charset: of wide text, None for other.

    Returns:
        How many bytes before the end of the window the piece ends, and how many before it the next one begins: behind
        line ends where there are some, so that the next piece repeats whole lines.
    """
    size, overlap = len(window), limits.PIECE_OVERLAP
    if charset:
        return 0, min(overlap - overlap % _UNIT, size - size % _UNIT)
    end = window.rfind(b"\n", max(0, size - overlap // 2)) + 1 or size
    back = max(end - overlap, 1)
    begin = window.rfind(b"\n", 0, back) + 1 or back
    return size - end, size - max(begin, end - 2 * overlap)


def stretches(
    size: int, bound: int, charset: str | None, read: Callable[[int, int], bytes]
) -> Iterator[tuple[int, int]]:
    """A text of known size as pieces of nearly one size, each as its first byte and the one behind its last.

    Args:
        size: bytes of the text, more than ``bound``.
        bound: most bytes of a piece, its overlap aside.
        charset: of wide text, None for other.
        read: gives the bytes from one place up to another.
    """
    count = -(-size // bound)
    count += -count % 4 if count > 2 else 0  # a number that two or four workers can share alike
    begin = 0
    for number in range(1, count):
        target = size * number // count
        target -= target % _UNIT
        back, again = cut(read(max(0, target - window_bytes()), target), charset)
        yield begin, target - back
        begin = target - again
    yield begin, size
