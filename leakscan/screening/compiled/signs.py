"""Where identifiers may stand: one look at the words that lead to one, one at all words, one at all characters."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from leakscan.screening.chars import DIGIT, EQUALS, GLUE, HASH, STAR
from leakscan.screening.compiled.compiler import compiled
from leakscan.screening.compiled.probe import look
from leakscan.screening.glance import BLOCK, MASKING, Noted
from leakscan.screening.hashing import BASE, powers
from leakscan.screening.kernels import kernel
from leakscan.screening.meanings import TRAITS
from leakscan.screening.numbers import Lookup
from leakscan.screening.phones import FARTHEST, LEAST, OF_PHONES, SHOWN
from leakscan.screening.signs import (
    AT_SIGN,
    CLOSE,
    DIGESTS,
    ENCODED,
    GLANCES,
    HEAD,
    LONGEST_RUNS,
    Signs,
    base64_kinds,
)
from leakscan.screening.text import DIGITS, END, NUMBER, SIZE, START, Text
from leakscan.screening.traits import CODE, CODE_START, HOST

if TYPE_CHECKING:
    from leakscan.screening.identifiers import Identifiers

_HOST, _CODE, _DIGEST, _PHONE, _EQUALS, _STAR, _ENCODED, _MASK = range(8)
_TAIL, _BLOCK = 10**LEAST, 128
_SIGN, _MASKED, _FARTHEST = 1, 2, max(GLANCES)


@kernel
def _note(out: Any, count: int, sort: int, place: Any, value: Any) -> int:
    if count < len(out):
        out[count, 0], out[count, 1], out[count, 2] = sort, place, value
    return count + 1


@kernel
def _after_base64(kinds: Any, base64: Any, at: int) -> bool:
    known, n = at >= _FARTHEST, 0
    while known and n < len(GLANCES):
        known = base64[kinds[at - GLANCES[n]]]
        n += 1
    return known


@kernel
def _masks_address(kinds: Any, low: Any, at: int) -> bool:
    """Whether stars begin at a place, and an at sign follows closely."""
    if at > 0 and kinds[at - 1] == STAR:
        return False
    behind, end = at + 1, min(at + CLOSE, len(kinds))
    while behind < end and low[behind] != AT_SIGN:
        behind += 1
    return behind < end


@kernel
def _flag(kinds: Any, low: Any, flags: Any) -> None:
    """Flag what may be part of an identifier, or the first of three that mask; no step waits for another."""
    both = max(0, min(len(kinds) - 2, _BLOCK))
    for at in range(both):
        kind, code, behind, code_behind = kinds[at], low[at], kinds[at + 2], low[at + 2]
        sign = (kind == STAR) | (kind == EQUALS) | (code == ENCODED[0][0]) | (code == ENCODED[1][0])
        first = (code == MASKING) | (kind == STAR) | (kind == HASH)
        third = (code_behind == MASKING) | (behind == STAR) | (behind == HASH)
        flags[at] = sign * _SIGN | (first & third) * _MASKED
    for at in range(both, _BLOCK):
        flags[at] = _SIGN if at < len(kinds) else 0


@kernel
def _note_sign(kinds: Any, low: Any, base64: Any, at: int, out: Any, count: int) -> int:
    kind = kinds[at]
    if kind == STAR:
        if _masks_address(kinds, low, at):
            return _note(out, count, _STAR, at, 0)
    elif kind == EQUALS:
        if _after_base64(kinds, base64, at):
            return _note(out, count, _EQUALS, at, 0)
    elif kind in (GLUE, HASH) and at + 2 < len(low):
        for sign, first, second in ENCODED:
            if low[at] == sign and low[at + 1] == first and low[at + 2] == second:
                return _note(out, count, _ENCODED, at, 0)
    return count


@kernel
def _is_masking(kinds: Any, low: Any, at: int) -> bool:
    return low[at] == MASKING or kinds[at] == STAR or kinds[at] == HASH


@kernel
def _begins_mask(kinds: Any, low: Any, at: int) -> bool:
    return _is_masking(kinds, low, at + 1) and not (at > 0 and _is_masking(kinds, low, at - 1))


@kernel
def _characters(text: Text, blocks: Any, known: Any, masks: bool, out: Any, count: int) -> int:
    """Note what characters tell, block by block; most have none of them, nor begin a mask that the next one ends."""
    _, _, _, base64, _, flags, by_eight = known
    kinds, low, _, _ = text
    for begin in range(0, len(kinds), _BLOCK):
        block = begin // BLOCK
        if not blocks[block] | blocks[block + 1]:
            continue
        _flag(kinds[begin : begin + _BLOCK + 2], low[begin : begin + _BLOCK + 2], flags)
        for eight in range(_BLOCK // 8):
            if by_eight[eight] == 0:
                continue
            for n in range(8 * eight, 8 * eight + 8):
                if flags[n] & _SIGN:
                    count = _note_sign(kinds, low, base64, begin + n, out, count)
                if masks and flags[n] & _MASKED and _begins_mask(kinds, low, begin + n):
                    count = _note(out, count, _MASK, begin + n, 0)
    return count


@kernel
def _begins_code(words: Any, hashes: Any, place: int, beginnings: Any, factors: Any) -> bool:
    """Whether a word is a code with the next ones; as one may end at what is skipped, now and then wrongly so."""
    last, hashed, letters = place, hashes[place], words[place, SIZE]
    for _ in range(LONGEST_RUNS):
        if last + 1 >= len(words) or words[last + 1, START] - words[last, END] != 1:
            return False
        last += 1
        if words[last, END] - words[last, START] != words[last, SIZE]:
            return True
        hashed += hashes[last] * factors[letters % 64]
        letters += words[last, SIZE]
        whole = look(beginnings, hashed)
        if whole != 0:
            return whole > 0
    return False


@kernel
def _is_digest(low: Any, words: Any, place: int, digests: Any) -> bool:
    """Whether the first bytes of a digest are those of a word that nothing is skipped in."""
    start, head = words[place, START], np.uint64(0)
    if words[place, END] - start != words[place, SIZE]:
        return False
    for at in range(2 * HEAD):
        code = low[start + at]
        half = code - 48 if 48 <= code <= 57 else code - 87 if 97 <= code <= 102 else -1
        if half < 0:
            return False
        head |= np.uint64(half) << np.uint64(4 * (at ^ 1))  # the first byte is the lowest, its first digit the higher
    return look(digests, head) >= 0


@kernel
def _tail(kinds: Any, low: Any, end: int) -> int:
    """The last digits before a place, as one number."""
    value, factor, at = 0, 1, end
    while factor < _TAIL:
        at -= 1
        if kinds[at] == DIGIT:
            value += factor * (low[at] - 48)
            factor *= 10
    return value


@kernel
def _ends_as_phone(kinds: Any, end: int) -> bool:
    """Whether all that stands just before a place may be of a telephone number."""
    back = 1
    while back <= min(SHOWN, end) and (OF_PHONES >> np.int64(kinds[end - back])) & 1:
        back += 1
    return back > SHOWN


@kernel
def _note_figures(text: Text, figures: Any, known: Any, out: Any, count: int) -> int:
    """Note words that begin as a digest does, and groups of digits that a telephone number may end with."""
    kinds, low, words, _ = text
    tails, digest_heads = known[:2]
    last, digits = -FARTHEST, 0
    for n in range(len(figures)):
        place = figures[n]
        size = words[place, SIZE]
        if size >= DIGESTS[0] and size in DIGESTS and _is_digest(low, words, place, digest_heads):
            count = _note(out, count, _DIGEST, place, 0)
        if words[place, DIGITS] == size:
            if words[place, START] - last > FARTHEST:
                digits = 0
            last = words[place, END]
            digits += size
            if digits >= LEAST and _ends_as_phone(kinds, last):
                value = _tail(kinds, low, last)
                if look(tails, np.uint64(value + 1)) >= 0:
                    count = _note(out, count, _PHONE, last, value)
    return count


def find_signs(text: Text, leads: Any, numbers: Any, known: Any, masks: bool, out: Any) -> int:
    """Fill ``out`` with sort, place and value of what was found, as far as there is room; how many there are.

    ``leads`` are the words that lead to an identifier, and what was noted.
    """
    _, _, words, hashes = text
    _, _, beginnings, _, factors, _, _ = known
    used, noted = leads
    count = 0
    for n in range(len(used)):
        place = used[n]
        told = numbers[words[place, NUMBER], TRAITS]
        if told & HOST:
            count = _note(out, count, _HOST, place, 0)
        if told & CODE or (told & CODE_START and _begins_code(words, hashes, place, beginnings, factors)):
            count = _note(out, count, _CODE, place, 0)
    count = _note_figures(text, noted.figures, known, out, count)
    return _characters(text, noted.blocks, known, masks, out, count)


def run_signs(words: Text, used: Any, noted: Noted, lookup: Lookup, identifiers: Identifiers, *, masks: bool) -> Signs:
    """As :func:`leakscan.screening.signs.signs_plainly`."""
    tables = identifiers.phones.table, identifiers.digests.table, identifiers.beginnings
    flags = np.zeros(_BLOCK, np.uint8)
    known = (*tables, base64_kinds(), powers(64, BASE), flags, flags.view(np.uint64))
    out, count = np.empty((0, 3), np.int32), len(words.words) // 4 + 64
    while count > len(out):
        out = lookup.room.arrays("signs", (3 * count, np.int32))[0].reshape(-1, 3)
        count = compiled(find_signs)(words, (used, noted), lookup.meanings.rows, known, masks, out)
    found = out[np.argsort(out[:count, 0], kind="stable")].astype(np.int64)
    bounds = np.searchsorted(found[:, 0], np.arange(_MASK + 2)).tolist()
    sorts = [found[begin:end] for begin, end in pairwise(bounds)]
    hosts, codes, digests, ends, equals, stars, encoded, masked = (sort[:, 1] for sort in sorts)
    return Signs(hosts, codes, digests, ends, sorts[_PHONE][:, 2], equals, stars, encoded, masked)
