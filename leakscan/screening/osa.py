"""The edits between a word of a text and a wanted one, in whole numbers alone."""

from __future__ import annotations

from typing import Any

from leakscan.screening.chars import UPPER, WIDE
from leakscan.screening.kernels import kernel
from leakscan.screening.text import END, START, Text


@kernel
def edits(text: Text, place: int, letters: Any, at: int, size: int) -> int:
    """Edits (optimal string alignment) between a word of the text and the letters from ``at`` on.

    Bit-parallel after H. Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances" (2003);
    words have at most 40 letters, so every vector fits into one number.
    """
    full = (1 << size) - 1
    top = 1 << (size - 1)
    more, less, zero, before, score = full, 0, 0, 0, size
    for here in range(text.words[place, START], text.words[place, END]):
        if not UPPER <= text.kinds[here] <= WIDE:
            continue
        letter, met = text.low[here], 0
        for n in range(size):
            if letters[at + n] == letter:
                met |= 1 << n
        swapped = (((full & ~zero) & met) << 1) & before
        zero = (swapped | (((met & more) + more) ^ more) | met | less) & full
        rise = less | (full & ~(zero | more))
        fall = zero & more
        score += 1 if rise & top else 0
        score -= 1 if fall & top else 0
        rise = (rise << 1 | 1) & full
        fall = (fall << 1) & full
        more = fall | (full & ~(zero | rise))
        less = rise & zero
        before = met
    return score
