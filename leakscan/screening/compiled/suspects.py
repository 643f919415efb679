"""Unknown words that may be words of a name all the same, compiled; one word after the other, hardly looked at."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from leakscan.screening.chars import UPPER, WIDE, codes_of, tables
from leakscan.screening.compiled.compiler import compiled
from leakscan.screening.compiled.probe import look
from leakscan.screening.hashing import BASE, INVERSE, LONGEST, LONGEST_JOINED, powers
from leakscan.screening.kernels import kernel
from leakscan.screening.near import KEY, MOVES, ONE_EDIT, PARTS, TWO_EDITS
from leakscan.screening.remembered import TAG_BITS
from leakscan.screening.segments import SHORTEST as SHORTEST_JOINED
from leakscan.screening.segments import SHORTEST_PART
from leakscan.screening.skeleton import blur_codes, look_codes, pair_codes
from leakscan.screening.suspects import telling_words
from leakscan.screening.tables import MIX
from leakscan.screening.text import DIGITS, END, NUMBER, SIZE, START, Text
from leakscan.screening.vocabulary import MISREAD_NUMBERS, SHORTEST, Vocabulary

if TYPE_CHECKING:
    from leakscan.screening.numbers import Lookup
    from leakscan.screening.segments import Segments

_FARTHEST = 2
_MISREAD = MISREAD_NUMBERS[-1]
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
def _merged_hash(letters: Any, size: int, known: Any, factors: Any, out: Any) -> Any:
    looks, same, blur, pairs, coarse = known
    count = _merge(letters, size, looks, pairs, out)
    count = _merge(out, count, same, coarse, out)
    hashed = np.uint64(0)
    for at in range(count):
        code = out[at]
        hashed += np.uint64(blur[code] if code < len(blur) else code) * factors[at]
    return hashed


@kernel
def _blurred_hash(letters: Any, size: int, known: Any, factors: Any, out: Any) -> Any:
    """As :func:`leakscan.screening.skeleton.blurred_hashes`: letter by letter, where no two look like one."""
    (blurs, begins, ends), pairs = known
    hashed, met, before = np.uint64(0), np.uint8(0), np.uint8(0)
    for at in range(size):
        code = letters[at]
        if code < len(blurs):
            met |= before & ends[code]
            before = begins[code]
            hashed += np.uint64(blurs[code]) * factors[at]
        else:
            before = np.uint8(0)
            hashed += np.uint64(code) * factors[at]
    return _merged_hash(letters, size, pairs, factors, out) if met else hashed


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


@kernel
def _is_suspect(codes: Any, folds: Any, kinds: Any, words: Any, hashes: Any, place: int, known: Any, room: Any) -> bool:
    letters, merged, sums = room
    exact, telling, looked, deletes, parts, meant, bits, shift, looks, factors, inverse = known
    if look(exact, hashes[place]) >= 0 or look(telling, hashes[place]) >= 0:
        return True
    size, plain = 0, True
    for at in range(words[place, START], words[place, END]):
        if kinds[at] >= UPPER and kinds[at] <= WIDE:
            code = folds[codes[at]]
            plain = plain and 97 <= code <= 122
            letters[size] = code
            sums[size + 1] = sums[size] + np.uint64(code) * factors[size]
            size += 1
    digits = words[place, DIGITS]
    maybe = digits < size and (not plain or size >= ONE_EDIT)
    if maybe and look(looked, _blurred_hash(letters, size, looks, factors, merged)) >= 0:
        return True
    if size < SHORTEST:
        return False
    few = digits * 3 <= size and (digits <= 1 or (digits == 2 and size >= TWO_EDITS - 2))
    if few and size <= LONGEST and _has_near(sums, size, inverse, deletes, parts):
        return True
    return size >= SHORTEST_JOINED and _is_joined(sums, size, inverse, exact, meant, bits, shift)


def find_suspects(columns: Any, places: Any, known: Any, room: Any, out: Any) -> None:
    """As :func:`leakscan.screening.suspects.suspects`: fill ``out``; ``room`` is for one word's letters."""
    codes, folds, kinds, words, hashes = columns
    for n in range(len(places)):
        out[n] = _is_suspect(codes, folds, kinds, words, hashes, places[n], known, room)


@kernel
def _sorted_out(columns: Any, place: int, known: Any, room: Any, used: Any, shapes: Any) -> int:
    """As :meth:`leakscan.screening.numbers.Lookup.sort_out`, for one word; -1 where that has to be looked at."""
    codes, folds, kinds, words, hashes = columns
    size, digits = words[place, SIZE], words[place, DIGITS]
    if look(used, hashes[place]) >= 0:
        return -1
    if size > LONGEST_JOINED or (digits * 2 > size and (digits == size or size > _MISREAD)):
        return shapes[0] if look(known[0], hashes[place]) < 0 else -1
    if _is_suspect(codes, folds, kinds, words, hashes, place, known, room):
        return -1
    return shapes[0 if digits > 0 else 2 if size > 1 else 1]


def at_once(columns: Any, known: Any, room: Any, used: Any, shapes: Any, cache: Any, shift: Any, missing: Any) -> int:
    """As :meth:`leakscan.screening.numbers.Lookup.at_once`: fill ``missing``; how many those are."""
    words, hashes = columns[3], columns[4]
    bits, count = np.uint64(TAG_BITS), 0
    mask = np.uint64((1 << TAG_BITS) - 1)
    for place in range(len(words)):
        hashed = hashes[place]
        slot = (hashed * np.uint64(MIX)) >> shift << np.uint64(1)
        held = cache[slot]
        if (held ^ hashed) >> bits:
            held = cache[slot + np.uint64(1)]
        if (held ^ hashed) >> bits == 0 and held & mask:
            words[place, NUMBER] = np.int64(held & mask) - 1
            continue
        number: Any = _sorted_out(columns, place, known, room, used, shapes)
        words[place, NUMBER] = max(number, 0)
        if number < 0:
            missing[count] = place
            count += 1
        elif number == shapes[1] or number == shapes[2]:  # words come again, numbers seldom
            cache[slot + np.uint64(1)] = cache[slot]
            cache[slot] = hashed >> bits << bits | np.uint64(number + 1)
    return count


def _known(vocabulary: Vocabulary, segments: Segments) -> tuple[Any, ...]:
    return (
        vocabulary.exact,
        telling_words(),
        vocabulary.looks.table,
        vocabulary.near.deletes.table,
        vocabulary.near.parts.table,
        vocabulary.meant,
        segments.bits,
        np.uint64(64 - segments.width),
        (_single_looks(), (look_codes(), np.arange(0, dtype=np.uint32), blur_codes(), *pair_codes())),
        powers(64, BASE),
        powers(64, INVERSE),
    )


@cache
def _single_looks() -> tuple[Any, Any, Any]:
    """By code point: what a letter looks like, blurred; a bit for each pair that begins so, for each that ends so."""
    looks, blurs, pairs = look_codes(), blur_codes(), np.concatenate(pair_codes())
    begins, ends = np.zeros(len(looks), np.uint8), np.zeros(len(looks), np.uint8)
    for n, (first, second, _) in enumerate(pairs.tolist()):
        begins[looks == first] |= 1 << n
        ends[looks == second] |= 1 << n
    return np.where(looks < len(blurs), blurs[np.minimum(looks, len(blurs) - 1)], looks), begins, ends


def _room() -> tuple[Any, ...]:
    return np.zeros(64, np.uint32), np.zeros(64, np.uint32), np.zeros(65, np.uint64)


def _columns(text: str, words: Text) -> tuple[Any, ...]:
    codes = words.low if text.isascii() else codes_of(text)  # what is folded is folded to itself
    return codes, tables().folds, words.kinds, words.words, words.hashes


def run_suspects(text: str, words: Text, places: Any, vocabulary: Vocabulary, segments: Segments) -> Any:
    """As :func:`leakscan.screening.suspects.suspects`."""
    out = np.empty(len(places), np.bool_)
    compiled(find_suspects)(_columns(text, words), places, _known(vocabulary, segments), _room(), out)
    return out


def run_at_once(text: str, words: Text, lookup: Lookup) -> Any:
    """As :meth:`leakscan.screening.numbers.Lookup.at_once`."""
    known = _known(lookup.vocabulary, lookup.segments)
    kept = lookup.used, lookup.shapes, lookup.remembered.held, np.uint64(lookup.remembered.shift)
    missing = np.empty(len(words.words), np.int64)
    return missing[: compiled(at_once)(_columns(text, words), known, _room(), *kept, missing)]
