"""What a text may cost. A hostile one is cut short where its size no longer pays for it, and that is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakscan.screening.batches import Batch, Piece
from leakscan.screening.spots import Spots
from leakscan.screening.text import START, Text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Forms tried and unknown words corrected for each thousand characters, and what every text may use at least. Lists of
# real companies try 415 to 470 forms of a hundred thousand names a thousand characters, and correct up to 8 words in a
# language that was not met before; prose corrects 3.
_LAID, _LAID_AT_LEAST = 600, 30_000
_CORRECTED, _CORRECTED_AT_LEAST = 8, 1_000


def corrections(size: int) -> int:
    """How many different words of a text of ``size`` characters may be tried for typing errors."""
    return max(_CORRECTED_AT_LEAST, _CORRECTED * size // 1000)


def affordable(places: Spots, words: Text, batch: Batch, cuts: list[list[str]]) -> Spots:
    """The places to try, but for those beyond what a piece's size allows; ``cuts`` tells what was left out."""
    import numpy as np

    counts = (places.lasts - places.firsts).astype(np.int64)
    total = int(counts.sum())
    if total <= _LAID_AT_LEAST or total <= min(map(_affordable, batch.pieces)):
        return places
    starts = words.words[places.places, START]
    pieces = np.array([piece.start for piece in batch.pieces])
    owners = np.searchsorted(pieces, starts, side="right") - 1
    firsts = np.searchsorted(owners, np.arange(len(pieces)))
    before = np.cumsum(counts) - counts
    spent = before - before[np.minimum(firsts, len(before) - 1)][owners]
    allowed = np.array(list(map(_affordable, batch.pieces)))[owners]
    kept = spent + counts <= allowed
    _tell(kept, starts, owners, batch, cuts)
    return Spots(places.places[kept], places.firsts[kept], places.lasts[kept])


def _affordable(piece: Piece) -> int:
    """How many forms may be tried in a piece."""
    return max(_LAID_AT_LEAST, _LAID * piece.length // 1000)


def _tell(
    kept: NDArray[np.bool_], starts: NDArray[np.int32], owners: NDArray[np.int64], batch: Batch, cuts: list[list[str]]
) -> None:
    import numpy as np

    left = np.flatnonzero(~kept)
    _, firsts = np.unique(owners[left], return_index=True)
    for place in left[firsts].tolist():
        piece = batch.pieces[int(owners[place])]
        first, last = int(starts[place]) - piece.start + piece.offset, piece.offset + piece.length
        cuts[piece.number].append(
            f"names were not looked for from character {first} to {last}: more places to try than the size allows"
        )
