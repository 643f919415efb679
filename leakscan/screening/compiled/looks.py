"""What letters look like, compiled: one behind the other, with pairs that look like one letter."""

from __future__ import annotations

from typing import Any

import numpy as np

from leakscan.screening.kernels import kernel
from leakscan.screening.skeleton import BEGINS_AT, ENDS_AT, LOOK

# As the table has them, whose numbers are of this kind.
CODE, _BEGINS_AT, _ENDS_AT = np.uint32(LOOK), np.uint32(BEGINS_AT), np.uint32(ENDS_AT)


@kernel
def seen(blurs: Any, code: Any) -> Any:
    """What a letter looks like, with the bits of pairs, from the table of looks."""
    return blurs[code] if code < len(blurs) else code


@kernel
def pair(first: Any, second: Any) -> Any:
    """The bit of the pair that two letters are, as they look, 0 where they are none."""
    return (first >> _BEGINS_AT) & (second >> _ENDS_AT)
