"""Where identifiers may stand, in one pass over words and what stands between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from leakscan.screening.chars import DIGIT, EQUALS, GLUE, HASH, STAR
from leakscan.screening.compiled.compiler import compiled
from leakscan.screening.compiled.probe import look
from leakscan.screening.hashing import BASE, powers
from leakscan.screening.kernels import kernel
from leakscan.screening.meanings import TRAITS, USED
from leakscan.screening.numbers import Lookup
from leakscan.screening.phones import FARTHEST, LEAST
from leakscan.screening.signs import DIGESTS, ENCODED, GLANCES, HEAD, Signs, base64_kinds
from leakscan.screening.text import DIGITS, END, NUMBER, SIZE, START, Text
from leakscan.screening.traits import CODE, CODE_START, HOST

if TYPE_CHECKING:
    from leakscan.screening.identifiers import Identifiers

_HOST, _CODE, _DIGEST, _PHONE, _EQUALS, _STAR, _ENCODED, _MASK = range(8)
_TAIL = 10**LEAST


@kernel
def _note(out: Any, count: int, sort: int, place: Any, value: Any) -> int:
    if count < len(out):
        out[count, 0], out[count, 1], out[count, 2] = sort, place, value
    return count + 1


@kernel
def _after_base64(kinds: Any, base64: Any, at: int) -> bool:
    known = at >= GLANCES[-1]
    for back in GLANCES:
        known = known and base64[kinds[at - back]]
    return known


@kernel
def _between(kinds: Any, low: Any, base64: Any, begin: int, end: int, out: Any, count: int) -> int:
    """Note what stands between two words."""
    for at in range(begin, end):
        kind = kinds[at]
        if kind == STAR:
            if at == 0 or kinds[at - 1] != STAR:
                count = _note(out, count, _STAR, at, 0)
        elif kind == EQUALS:
            if _after_base64(kinds, base64, at):
                count = _note(out, count, _EQUALS, at, 0)
        elif kind in (GLUE, HASH) and at + 2 < len(low):
            for sign, first, second in ENCODED:
                if low[at] == sign and low[at + 1] == first and low[at + 2] == second:
                    count = _note(out, count, _ENCODED, at, 0)
    return count


@kernel
def _is_masking(kinds: Any, low: Any, at: int) -> bool:
    return 0 <= at < len(kinds) and (low[at] == 120 or kinds[at] == STAR or kinds[at] == HASH)


@kernel
def _masks(kinds: Any, low: Any, out: Any, count: int) -> int:
    """Note where three masking characters and more begin: of three one is every third of the text."""
    for at in range(2, len(kinds), 3):
        if low[at] != 120 and kinds[at] != STAR and kinds[at] != HASH:
            continue
        start = at
        while start > at - 3 and _is_masking(kinds, low, start - 1):
            start -= 1
        if start > at - 3 and _is_masking(kinds, low, start + 1) and _is_masking(kinds, low, start + 2):
            count = _note(out, count, _MASK, start, 0)
    return count


@kernel
def _may_begin_code(words: Any, hashes: Any, place: int, beginnings: Any, factors: Any) -> bool:
    """Whether a code may begin with a word and the next one; as codes may end at what is skipped, never too few."""
    if place + 1 >= len(words) or words[place + 1, START] - words[place, END] != 1:
        return False
    if words[place + 1, END] - words[place + 1, START] != words[place + 1, SIZE]:
        return True
    return look(beginnings, hashes[place] + hashes[place + 1] * factors[words[place, SIZE] % 64]) >= 0


@kernel
def _is_digest(low: Any, start: int, digests: Any) -> bool:
    """Whether the first bytes of a digest stand here."""
    head = np.uint64(0)
    for at in range(2 * HEAD):
        code = low[start + at]
        half = code - 48 if 48 <= code <= 57 else code - 87 if 97 <= code <= 102 else -1
        if half < 0:
            return False
        head |= np.uint64(half) << np.uint64(8 * (at // 2) + 4 * (1 - at % 2))
    return look(digests, head) >= 0


def find_signs(text: Text, numbers: Any, known: Any, masks: bool, out: Any) -> int:
    """Fill ``out`` with sort, place and value of what was found, as far as there is room; how many there are."""
    kinds, low, words, hashes = text
    (marks, mine), (tails, digest_heads, beginnings, base64, factors) = numbers, known
    count, before, last = 0, 0, -FARTHEST
    digits, value = 0, 0
    for place in range(len(words)):
        start, end, size = words[place, START], words[place, END], words[place, SIZE]
        count = _between(kinds, low, base64, before, start, out, count)
        before = end
        if marks[words[place, NUMBER]] & USED:
            told = mine[words[place, NUMBER], TRAITS]
            if told & HOST:
                count = _note(out, count, _HOST, place, 0)
            if told & CODE or (told & CODE_START and _may_begin_code(words, hashes, place, beginnings, factors)):
                count = _note(out, count, _CODE, place, 0)
        if size >= DIGESTS[0] and size == end - start and size in DIGESTS and _is_digest(low, start, digest_heads):
            count = _note(out, count, _DIGEST, place, 0)
        if words[place, DIGITS] == size:
            if start - last > FARTHEST:
                digits, value = 0, 0
            last = end
            for at in range(start, end):
                if kinds[at] == DIGIT:
                    value = (value * 10 + low[at] - 48) % _TAIL
            digits += size
            if digits >= LEAST and look(tails, np.uint64(value + 1)) >= 0:
                count = _note(out, count, _PHONE, end, value)
    count = _between(kinds, low, base64, before, len(kinds), out, count)
    return _masks(kinds, low, out, count) if masks else count


def run_signs(words: Text, lookup: Lookup, identifiers: Identifiers, *, masks: bool) -> Signs:
    """As :func:`leakscan.screening.signs.signs_plainly`."""
    tables = identifiers.phones.table, identifiers.digests.table, identifiers.beginnings
    known = (*tables, base64_kinds(), powers(64, BASE))
    out, count = np.empty((0, 3), np.int32), len(words.words) // 4 + 64
    while count > len(out):
        out = np.empty((count, 3), np.int32)
        count = compiled(find_signs)(words, (lookup.meanings.marks, lookup.meanings.rows), known, masks, out)
    found = out[:count].astype(np.int64)
    sorts = [np.flatnonzero(found[:, 0] == sort) for sort in range(_MASK + 1)]
    hosts, codes, digests, ends, equals, stars, encoded, masked = (found[places, 1] for places in sorts)
    return Signs(hosts, codes, digests, ends, found[sorts[_PHONE], 2], equals, stars, encoded, masked)
