"""What letters look like, compiled: one behind the other, with pairs that look like one letter."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from leakscan.screening.kernels import kernel
from leakscan.screening.skeleton import blur_codes, look_codes, pair_codes

# Where the bits of pairs lie behind a letter as it looks.
CODE, _BEGINS_AT, _ENDS_AT = np.uint32((1 << 21) - 1), np.uint32(21), np.uint32(26)


@kernel
def seen(blurs: Any, code: Any) -> Any:
    """What a letter looks like, of the table below."""
    return blurs[code] if code < len(blurs) else code


@kernel
def pair(first: Any, second: Any) -> Any:
    """The bit of the pair that two letters are, as they look, 0 where they are none."""
    return (first >> _BEGINS_AT) & (second >> _ENDS_AT)


@cache
def looks_table() -> tuple[Any, Any]:
    """By code point what a letter looks like, blurred, with bits for pairs it begins and ends; by bit what that is."""
    looks, blurs, pairs = look_codes(), blur_codes(), np.concatenate(pair_codes())
    found = np.where(looks < len(blurs), blurs[np.minimum(looks, len(blurs) - 1)], looks)
    letters = np.zeros(1 << len(pairs), np.uint64)
    for n, (first, second, letter) in enumerate(pairs.tolist()):
        found[looks == first] |= np.uint32(1 << n) << _BEGINS_AT
        found[looks == second] |= np.uint32(1 << n) << _ENDS_AT
        letters[1 << n] = blurs[letter]
    return found, letters
