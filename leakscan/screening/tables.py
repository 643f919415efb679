"""Tables from 64-bit keys to numbers, as arrays: looked up for many keys at once, or one by one in compiled code.

Open addressing with linear probing, half full at most, behind a filter of bits that turns most unknown keys away.
The key 0 marks an empty slot and is never looked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MIX = 0xD6E8FEB86659FD93
NONE = -1


class Table(NamedTuple):
    """Slots of keys with their values; ``bits`` are the filter, eight to a byte; shifts make a place of a mixed key."""

    keys: NDArray[np.uint64]
    values: NDArray[np.int32]
    bits: NDArray[np.uint8]
    shift: np.uint64
    bit_shift: np.uint64


def build(keys: NDArray[np.uint64], values: NDArray[np.int32], filter_bits: int = 12) -> Table:
    """A table of different keys, with about ``filter_bits`` bits of filter a key."""
    import numpy as np

    width = max(4, (2 * len(keys)).bit_length())
    slots, held = np.zeros(1 << width, np.uint64), np.zeros(1 << width, np.int32)
    pending = np.flatnonzero(keys)
    places = _places(keys, width)
    while len(pending):
        wanted = places[pending]
        free = slots[wanted] == 0
        slots[wanted[free]] = keys[pending[free]]  # where several want one slot, the last has it
        taken = slots[wanted] == keys[pending]
        held[wanted[taken]] = values[pending[taken]]
        pending = pending[~taken]
        places[pending] = (places[pending] + 1) & ((1 << width) - 1)
    bit_width = max(12, (filter_bits * len(keys)).bit_length())
    seen = np.zeros(1 << bit_width, np.bool_)
    seen[_places(keys, bit_width)] = True
    bits = np.packbits(seen, bitorder="little")
    return Table(frozen(slots), frozen(held), frozen(bits), np.uint64(64 - width), np.uint64(64 - bit_width))


def arrays_of(name: str, table: Table) -> dict[str, NDArray[Any]]:
    """The arrays of a table under names, to be kept."""
    return {f"{name}.keys": table.keys, f"{name}.values": table.values, f"{name}.bits": table.bits}


def table_of(name: str, arrays: Mapping[str, NDArray[Any]]) -> Table:
    """A table from its kept arrays."""
    import numpy as np

    keys, values, bits = (frozen(arrays[f"{name}.{part}"]) for part in ("keys", "values", "bits"))
    width, bit_width = len(keys).bit_length() - 1, len(bits).bit_length() + 2
    return Table(keys, values, bits, np.uint64(64 - width), np.uint64(64 - bit_width))


def frozen(array: NDArray[Any]) -> NDArray[Any]:
    """The array for reading alone, as it is when it comes from a file, so that compiled code needs one version."""
    view = array[:]
    view.flags.writeable = False
    return view


def _places(keys: NDArray[np.uint64], width: int) -> NDArray[np.int64]:
    import numpy as np

    return ((keys * np.uint64(MIX)) >> np.uint64(64 - width)).astype(np.int64)


def find(table: Table, keys: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Which of ``keys`` are in a table: their places in ``keys``, in order, and the value of each."""
    import numpy as np

    mixed = keys * np.uint64(MIX)
    at = (mixed >> table.bit_shift).view(np.int64)
    told = table.bits.take(at >> 3) >> (at.astype(np.uint8) & np.uint8(7)) & np.uint8(1)
    maybe = np.flatnonzero(told.view(np.bool_))
    slots = (mixed[maybe] >> table.shift).view(np.int64)
    values = np.full(len(maybe), NONE, np.int32)
    open_ = np.arange(len(maybe))
    while len(open_):
        there = table.keys[slots[open_]]
        met = there == keys[maybe[open_]]
        values[open_[met]] = table.values[slots[open_[met]]]
        open_ = open_[~met & (there != 0)]
        slots[open_] = (slots[open_] + 1) & (len(table.keys) - 1)
    known = np.flatnonzero(values != NONE)
    return maybe[known], values[known]


def value_of(table: Table, key: int) -> int:
    """As :func:`find`, for one key."""
    mask = (1 << 64) - 1
    mixed = key * MIX & mask
    slot = mixed >> int(table.shift)
    while held := int(table.keys[slot]):
        if held == key:
            return int(table.values[slot])
        slot = (slot + 1) & (len(table.keys) - 1)
    return NONE
