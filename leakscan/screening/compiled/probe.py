"""One key in a table."""

from __future__ import annotations

from typing import Any

import numpy as np

from leakscan.screening.kernels import kernel
from leakscan.screening.tables import MIX, Table


@kernel
def look(table: Table, key: Any) -> Any:
    """The value of one key, or -1."""
    mixed = key * np.uint64(MIX)
    at = mixed >> table.bit_shift
    if not (table.bits[at >> np.uint64(3)] >> np.uint8(at & np.uint64(7))) & np.uint8(1):
        return -1
    slot = mixed >> table.shift
    last = np.uint64(len(table.keys) - 1)
    while table.keys[slot] != np.uint64(0):
        if table.keys[slot] == key:
            return table.values[slot]
        slot = (slot + np.uint64(1)) & last
    return -1
