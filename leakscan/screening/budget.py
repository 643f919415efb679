"""What a text may cost. A hostile one is cut short where its size no longer pays for it, and that is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from leakscan.screening.align import Anchor
from leakscan.screening.batches import Batch, Piece
from leakscan.screening.tokens import Tokens

if TYPE_CHECKING:
    from leakscan.screening.candidates import Spot

# Forms laid and unknown words corrected for each thousand characters, and what every text may use at least. Dense
# lists of clients lay 20 to 40 forms a thousand characters, prose corrects 3 words.
_LAID, _LAID_AT_LEAST = 150, 20_000
_CORRECTED, _CORRECTED_AT_LEAST = 20, 2_000


def corrections(size: int) -> int:
    """How many different words of a text of ``size`` characters may be tried for typing errors."""
    return max(_CORRECTED_AT_LEAST, _CORRECTED * size // 1000)


def affordable(places: Iterable[Spot], tokens: Tokens, batch: Batch, cuts: list[list[str]]) -> Iterator[Anchor]:
    """The places to try, but for those beyond what a piece's size allows; ``cuts`` tells what was left out."""
    spent: dict[Piece, int] = {}
    piece = batch.pieces[0]
    for spot in places:
        start = tokens.starts[spot.first]
        if not piece.start <= start <= piece.start + piece.length:
            piece = batch.piece_at(start)
        left = max(_LAID_AT_LEAST, _LAID * piece.length // 1000) - spent.get(piece, 0)
        spent[piece] = spent.get(piece, 0) + len(spot.postings)
        if left >= len(spot.postings):
            yield from spot.anchors(left)
        elif left >= 0:
            spent[piece] += left + 1
            yield from spot.anchors(left)
            first, last = start - piece.start + piece.offset, piece.offset + piece.length
            cuts[piece.number].append(
                f"names were not looked for from character {first} to {last}: more places to try than the size allows"
            )
