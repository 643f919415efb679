"""The same steps as elsewhere in this room, compiled by numba where the extra ``fast`` is installed.

Each kernel does in one pass what numpy does in several; the results are the same to the bit, by test. Compiled code is
kept beside this file, or in numba's own folder of the user where that can't be written.
"""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

# "no": never use the compiler; "yes": from the first character on; unset: once there is enough to do.
SWITCH = "LEAKSCAN_NUMBA"
_WORTHWHILE = 4_000_000


class _Seen:
    """How many characters this process has read; numba takes half a second to load, which little text never pays."""

    characters = 0


def count_characters(size: int) -> None:
    """Tell that a text of ``size`` characters is to be read."""
    _Seen.characters += size


def is_fast() -> bool:
    """Whether kernels are to be used: numba is there, is worthwhile and was not switched off."""
    asked = os.environ.get(SWITCH)
    if asked == "no" or (asked != "yes" and _Seen.characters < _WORTHWHILE):
        return False
    return _has_numba()


@cache
def _has_numba() -> bool:
    return find_spec("numba") is not None


@cache
def word_kernel() -> Callable[..., int]:
    """Words of folded codes: ``(codes, kinds, base, starts, ends, hashes, lengths, digits, letters) -> count``.

    ``kinds`` are the classes of :mod:`leakscan.screening.tokens` by code: 0 separator, 1 letter, 2 digit, 3 wide,
    4 skipped. The six last arrays are filled.
    """
    import numpy as np
    from numba import njit

    @njit(cache=True, nogil=True)
    def words(  # noqa: PLR0913, PLR0917 - a kernel has no objects to hold them
        codes: Any,
        kinds: Any,
        base: Any,
        starts: Any,
        ends: Any,
        hashes: Any,
        lengths: Any,
        digits: Any,
        letters: Any,
    ) -> int:
        count = -1
        inside = False
        power = np.uint64(1)
        for place in range(len(codes)):
            code = codes[place]
            kind = kinds[min(code, 65535)]
            if kind == 4:
                continue
            if kind == 0:
                inside = False
                continue
            if not inside or kind == 3:
                count += 1
                starts[count], hashes[count], lengths[count], digits[count] = place, 0, 0, 0
                letters[count] = kind == 1
                power = np.uint64(1)
            hashes[count] += np.uint64(code) * power
            power *= base
            lengths[count] += 1
            digits[count] += kind == 2
            ends[count] = place + 1
            inside = kind != 3
        return count + 1

    return words


@cache
def probe_kernel() -> Callable[..., Any]:
    """Numbers that are remembered: ``(hashes, keys, cached, shift, numbers) -> how many are missing``, those as -1."""
    import numpy as np
    from numba import njit

    @njit(cache=True, nogil=True)
    def probe(hashes: Any, keys: Any, cached: Any, shift: Any, numbers: Any) -> int:
        missing = 0
        for place in range(len(hashes)):
            slot = (hashes[place] * np.uint64(0xD6E8FEB86659FD93)) >> shift
            number = cached[slot] if keys[slot] == hashes[place] else np.int32(-1)
            numbers[place] = number
            missing += number == -1
        return missing

    return probe


@cache
def split_kernel() -> Callable[..., int]:
    """Neighbours that may be one word: ``(starts, ends, hashes, lengths, digits, numbers, factors, seen, shift, out)``.

    ``seen`` and ``shift`` are those of a :class:`leakscan.screening.rows.Keys`; ``out`` is filled with places.
    """
    import numpy as np
    from numba import njit

    @njit(cache=True, nogil=True)
    def splits(  # noqa: PLR0913, PLR0917 - a kernel has no objects to hold them
        starts: Any,
        ends: Any,
        hashes: Any,
        lengths: Any,
        digits: Any,
        numbers: Any,
        factors: Any,
        seen: Any,
        shift: Any,
        out: Any,
    ) -> int:
        count = 0
        for left in range(len(hashes) - 1):
            if (numbers[left] != 0 and numbers[left + 1] != 0) or digits[left] != 0:
                continue
            if starts[left + 1] - ends[left] > 2 or lengths[left] + lengths[left + 1] < 5:
                continue
            both = hashes[left] + hashes[left + 1] * factors[lengths[left] % 64]
            if seen[(both * np.uint64(0xD6E8FEB86659FD93)) >> shift]:
                out[count] = left
                count += 1
        return count

    return splits


def run_words(codes: NDArray[Any], kinds: NDArray[Any], base: int) -> tuple[NDArray[Any], ...]:
    """Starts, ends, hashes, lengths, digits and whether each word is one letter, by :func:`word_kernel`."""
    import numpy as np

    size = len(codes) + 1
    whole = [np.empty(size, kind) for kind in (np.int64, np.int64, np.uint64, np.int64, np.int64, np.bool_)]
    count = word_kernel()(codes, kinds, np.uint64(base), *whole)
    starts, ends, hashes, lengths, digits, letters = (array[:count] for array in whole)
    return starts, ends, hashes, lengths, digits, letters & (lengths == 1)
