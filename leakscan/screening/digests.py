"""Digests of e-mails as leaks publish them: MD5, SHA-1, SHA-256, and NTLM (MD4 of the UTF-16, RFC 1320)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from leakscan.screening.rows import Rows, kept_rows, rows_of
from leakscan.screening.tables import NONE, Table, value_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ALGORITHMS = ("md5", "sha1", "sha256", "ntlm")
_ROUNDS = (
    (0, (3, 7, 11, 19), tuple(range(16))),
    (0x5A827999, (3, 5, 9, 13), (0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15)),
    (0x6ED9EBA1, (3, 9, 11, 15), (0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15)),
)


def md4(messages: Sequence[bytes]) -> list[bytes]:
    """MD4 of many messages at once; OpenSSL 3 has none."""
    import numpy as np

    out = [b""] * len(messages)
    sized: dict[int, list[int]] = {}
    for number, message in enumerate(messages):
        sized.setdefault((len(message) + 72) // 64, []).append(number)
    for blocks, numbers in sized.items():
        padded = b"".join(_padded(messages[number], blocks) for number in numbers)
        words = np.frombuffer(padded, "<u4").reshape(len(numbers), blocks, 16)
        state = _md4_blocks(words)
        for number, row in zip(numbers, state, strict=True):
            out[number] = row.astype("<u4").tobytes()
    return out


def _padded(message: bytes, blocks: int) -> bytes:
    body = message + b"\x80"
    return body + bytes(blocks * 64 - 8 - len(body)) + (8 * len(message)).to_bytes(8, "little")


def _md4_blocks(words: NDArray[np.uint32]) -> NDArray[np.uint32]:
    import numpy as np

    state = [np.full(len(words), start, np.uint32) for start in (0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476)]
    for block in range(words.shape[1]):
        a, b, c, d = state
        for number, (constant, shifts, order) in enumerate(_ROUNDS):
            for step, place in enumerate(order):
                mixed = ((b & c) | (~b & d), (b & c) | (b & d) | (c & d), b ^ c ^ d)[number]
                total = a + mixed + words[:, block, place] + np.uint32(constant)
                turn = np.uint32(shifts[step % 4])
                a, b, c, d = d, (total << turn) | (total >> np.uint32(32 - turn)), b, c
        state = [old + new for old, new in zip(state, (a, b, c, d), strict=True)]
    return np.stack(state, axis=1)


def digests(values: Sequence[str], algorithm: str) -> list[bytes]:
    """The digests of values by one of :data:`ALGORITHMS`."""
    if algorithm == "ntlm":
        return md4([value.encode("utf-16-le") for value in values])
    return [hashlib.new(algorithm, value.encode(), usedforsecurity=False).digest() for value in values]


class Digests:
    """Digests to the values they were made of; eight bytes of each are kept, the rest is compared when met."""

    def __init__(self, values: Sequence[str]) -> None:
        self._values = values

    @cached_property
    def _rows(self) -> Rows:
        import numpy as np

        numbers = np.arange(len(ALGORITHMS) * len(self._values), dtype=np.int32)
        heads = b"".join(digest[:8] for name in ALGORITHMS for digest in digests(self._values, name))
        return rows_of("digests", kept_rows("digests", np.frombuffer(heads, np.uint64), numbers))

    @property
    def table(self) -> Table:
        """The first eight bytes of every digest, as little-endian numbers."""
        return self._rows.table

    def may_be(self, heads: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Which of some first eight bytes, as little-endian numbers, are those of a digest."""
        import numpy as np

        found = np.zeros(len(heads), bool)
        found[self._rows.meet(heads)[0]] = True
        return found

    def find(self, digest: bytes) -> tuple[str, str] | None:
        """The value and the algorithm of a digest, or None."""
        row = value_of(self._rows.table, int.from_bytes(digest[:8], "little"))
        if row == NONE:
            return None
        for number in self._rows.numbers[self._rows.starts[row] : self._rows.starts[row + 1]].tolist():
            algorithm, value = ALGORITHMS[number // len(self._values)], self._values[number % len(self._values)]
            if digests([value], algorithm)[0] == digest:
                return value, algorithm
        return None
