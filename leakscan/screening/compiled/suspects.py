"""Unknown words that may be words of a name all the same, compiled; one word after the other, hardly looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from leakscan.screening.chars import UPPER, WIDE, codes_of, tables
from leakscan.screening.compiled.compiler import compiled
from leakscan.screening.compiled.probe import look
from leakscan.screening.hashing import BASE, INVERSE, LONGEST, powers
from leakscan.screening.kernels import kernel
from leakscan.screening.near import KEY, MOVES, ONE_EDIT, PARTS, TWO_EDITS
from leakscan.screening.segments import SHORTEST as SHORTEST_JOINED
from leakscan.screening.segments import SHORTEST_PART
from leakscan.screening.skeleton import blur_codes, look_codes, pair_codes
from leakscan.screening.suspects import telling_words
from leakscan.screening.tables import MIX
from leakscan.screening.text import DIGITS, END, START, Text
from leakscan.screening.vocabulary import SHORTEST, Vocabulary

if TYPE_CHECKING:
    from leakscan.screening.segments import Segments

_FARTHEST = 2
_STEPS = np.array(MOVES, np.int64)


@kernel
def _merge(letters: Any, size: int, table: Any, pairs: Any, out: Any) -> int:
    """Letters as they look, pairs as one; how many are left. Both may be the same array."""
    count, at = 0, 0
    while at < size:
        code = letters[at]
        code = table[code] if code < len(table) else code
        at += 1
        if at < size:
            second = letters[at]
            second = table[second] if second < len(table) else second
            for n in range(len(pairs)):
                if code == pairs[n, 0] and second == pairs[n, 1]:
                    code = pairs[n, 2]
                    at += 1
                    break
        out[count] = code
        count += 1
    return count


@kernel
def _blurred_hash(letters: Any, size: int, known: Any, factors: Any, out: Any) -> Any:
    looks, same, blur, pairs, coarse = known
    count = _merge(letters, size, looks, pairs, out)
    count = _merge(out, count, same, coarse, out)
    hashed = np.uint64(0)
    for at in range(count):
        code = out[at]
        hashed += np.uint64(blur[code] if code < len(blur) else code) * factors[at]
    return hashed


@kernel
def _has_near(sums: Any, size: int, inverse: Any, deletes: Any, parts: Any) -> bool:
    """As :meth:`leakscan.screening.near.Near.has`."""
    if look(deletes, sums[size]) >= 0:
        return True
    for at in range(size):
        if look(deletes, sums[at] + (sums[size] - sums[at + 1]) * inverse[1]) >= 0:
            return True
    for longer in range(-_FARTHEST, _FARTHEST + 1):
        length = size - longer
        if length < TWO_EDITS:
            continue
        for n in range(len(_STEPS) + 1):
            part = _STEPS[n, 0] if n < len(_STEPS) else PARTS - 1
            moved = _STEPS[n, 1] if n < len(_STEPS) else longer
            first, last = length * part // PARTS + moved, length * (part + 1) // PARTS + moved
            if first < 0 or last > size:
                continue
            hashed = (sums[last] - sums[first]) * inverse[first]
            if look(parts, (hashed + np.uint64(length * PARTS + part)) * np.uint64(KEY)) >= 0:
                return True
    return False


@kernel
def _is_joined(sums: Any, size: int, inverse: Any, exact: Any, meant: Any, bits: Any, shift: Any) -> bool:
    """As :meth:`leakscan.screening.segments.Segments.promising`."""
    for cut in range(SHORTEST_PART, size):
        head = look(exact, sums[cut])
        if head < 0:
            continue
        for end in range(cut + 1, size + 1):
            tail = look(exact, (sums[end] - sums[cut]) * inverse[cut])
            if tail >= 0:
                key = np.uint64(meant[head]) << np.uint64(32) | np.uint64(meant[tail])
                at = (key * np.uint64(MIX)) >> shift
                if (bits[at >> np.uint64(3)] >> np.uint8(at & np.uint64(7))) & np.uint8(1):
                    return True
    return False


def find_suspects(
    codes: Any,
    folds: Any,
    kinds: Any,
    words: Any,
    hashes: Any,
    places: Any,
    known: Any,
    room: Any,
    out: Any,
) -> None:
    """As :func:`leakscan.screening.suspects.suspects`: fill ``out``; ``room`` is for one word's letters."""
    letters, merged, sums = room
    exact, telling, looked, deletes, parts, meant, bits, shift, looks, factors, inverse = known
    for n in range(len(places)):
        place = places[n]
        hashed = hashes[place]
        if look(exact, hashed) >= 0 or look(telling, hashed) >= 0:
            out[n] = True
            continue
        size, plain = 0, True
        for at in range(words[place, START], words[place, END]):
            if kinds[at] >= UPPER and kinds[at] <= WIDE:
                code = folds[codes[at]]
                plain = plain and 97 <= code <= 122
                letters[size] = code
                sums[size + 1] = sums[size] + np.uint64(code) * factors[size]
                size += 1
        digits = words[place, DIGITS]
        found = False
        if digits < size and (not plain or size >= ONE_EDIT):
            found = look(looked, _blurred_hash(letters, size, looks, factors, merged)) >= 0
        if not found and size >= SHORTEST and digits * 3 <= size:
            few = digits <= 1 or (digits == 2 and size >= TWO_EDITS - 2)
            found = few and size <= LONGEST and _has_near(sums, size, inverse, deletes, parts)
            if not found and size >= SHORTEST_JOINED:
                found = _is_joined(sums, size, inverse, exact, meant, bits, shift)
        out[n] = found


def run_suspects(text: str, words: Text, places: Any, vocabulary: Vocabulary, segments: Segments) -> Any:
    """As :func:`leakscan.screening.suspects.suspects`."""
    out = np.empty(len(places), np.bool_)
    if not len(places):
        return out
    known = (
        vocabulary.exact,
        telling_words(),
        vocabulary.looks.table,
        vocabulary.near.deletes.table,
        vocabulary.near.parts.table,
        vocabulary.meant,
        segments.bits,
        np.uint64(64 - segments.width),
        (look_codes(), np.arange(0, dtype=np.uint32), blur_codes(), *pair_codes()),
        powers(64, BASE),
        powers(64, INVERSE),
    )
    room = np.zeros(64, np.uint32), np.zeros(64, np.uint32), np.zeros(65, np.uint64)
    codes = codes_of(text)
    columns = (codes, tables().folds, words.kinds, words.words, words.hashes, places)
    compiled(find_suspects)(*columns, known, room, out)
    return out
