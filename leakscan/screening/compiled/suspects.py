"""Unknown words that may be words of a name all the same, compiled; one word after the other, hardly looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from leakscan.screening.chars import UPPER, WIDE, codes_of, tables
from leakscan.screening.compiled.compiler import compiled
from leakscan.screening.compiled.edges import may_be_known
from leakscan.screening.compiled.looks import CODE, pair, seen
from leakscan.screening.compiled.probe import look
from leakscan.screening.edges import has_few
from leakscan.screening.glance import LEADING
from leakscan.screening.hashing import BASE, INVERSE, LONGEST, LONGEST_JOINED, powers
from leakscan.screening.kernels import kernel
from leakscan.screening.meanings import COLUMNS
from leakscan.screening.near import KEY, MOVES, ONE_EDIT, PARTS, TWO_EDITS
from leakscan.screening.numbers import LONGEST_TOLD
from leakscan.screening.remembered import PLACES, TAG_BITS
from leakscan.screening.segments import SHORTEST as SHORTEST_JOINED
from leakscan.screening.segments import SHORTEST_PART
from leakscan.screening.skeleton import looks_table
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
def _letters_of(columns: Any, place: int, looks: Any, factors: Any, room: Any) -> Any:
    """The letters of a word and the running sums of their hash; how many, whether all are plain, their hash blurred.

    That is as :func:`leakscan.screening.skeleton.blurred_hashes` has it, in one go: no letter that stands for a pair is
    of another pair, and of two pairs that share a letter the first one counts in both.
    """
    codes, folds, kinds, words, _ = columns
    letters, sums = room
    blurs, pairs = looks
    hashed, blurred = np.uint64(0), np.uint64(0)
    size, count, plain = 0, 0, True
    before = blurs[0]
    for at in range(words[place, START], words[place, END]):
        if kinds[at] < UPPER or kinds[at] > WIDE:
            continue
        code = folds[codes[at]]
        plain = plain and 97 <= code <= 122
        letters[size] = code
        hashed += np.uint64(code) * factors[size]
        size += 1
        sums[size] = hashed
        told = seen(blurs, code)
        both = pair(before, told)
        if both:
            blurred += np.uint64(pairs[both] - (before & CODE)) * factors[count - 1]
            before = blurs[0]
        else:
            blurred += np.uint64(told & CODE) * factors[count]
            count += 1
            before = told
    return size, plain, blurred


@kernel
def _has_near(sums: Any, size: int, inverse: Any, deletes: Any, parts: Any) -> bool:
    """As :meth:`leakscan.screening.near.Near.has`."""
    if look(deletes, sums[size]) >= 0:
        return True
    for at in range(size):
        if look(deletes, sums[at] + (sums[size] - sums[at + 1]) * inverse[1]) >= 0:
            return True
    for more in range(-_FARTHEST, _FARTHEST + 1):
        length = size - more
        if length < TWO_EDITS:
            continue
        for n in range(len(_STEPS) + 1):
            part = _STEPS[n, 0] if n < len(_STEPS) else PARTS - 1
            moved = _STEPS[n, 1] if n < len(_STEPS) else more
            first, last = length * part // PARTS + moved, length * (part + 1) // PARTS + moved
            if first < 0 or last > size:
                continue
            hashed = (sums[last] - sums[first]) * inverse[first]
            if look(parts, (hashed + np.uint64(length * PARTS + part)) * np.uint64(KEY)) >= 0:
                return True
    return False


@kernel
def _amid_digits(letters: Any, cut: int) -> bool:
    return 48 <= letters[cut] <= 57 and 48 <= letters[cut - 1] <= 57


@kernel
def _is_well_ended(letters: Any, sums: Any, size: int, inverse: Any, exact: Any) -> bool:
    for cut in range(SHORTEST_PART, size):
        if not _amid_digits(letters, cut) and look(exact, (sums[size] - sums[cut]) * inverse[cut]) >= 0:
            return True
    return False


@kernel
def _is_joined(letters: Any, sums: Any, size: int, inverse: Any, segments: Any) -> bool:
    """As :meth:`leakscan.screening.segments.Segments.promising`."""
    exact, meant, bits, shift, followers = segments
    if not _is_well_ended(letters, sums, size, inverse, exact):
        return False
    for cut in range(SHORTEST_PART, size):
        head = -1 if _amid_digits(letters, cut) else look(exact, sums[cut])
        if head < 0 or not (followers[meant[head]] >> (letters[cut] & np.uint32(31))) & np.uint32(1):
            continue
        for end in range(cut + 1, size + 1):
            if end < size and _amid_digits(letters, end):
                continue
            tail = look(exact, (sums[end] - sums[cut]) * inverse[cut])
            if tail >= 0:
                key = np.uint64(meant[head]) << np.uint64(32) | np.uint64(meant[tail])
                at = (key * np.uint64(MIX)) >> shift
                if (bits[at >> np.uint64(3)] >> np.uint8(at & np.uint64(7))) & np.uint8(1):
                    return True
    return False


@kernel
def _is_suspect(columns: Any, place: int, known: Any, room: Any) -> bool:
    segments, telling, looked, deletes, parts, looks, factors, inverse, edges = known
    words, hashes = columns[3], columns[4]
    if look(telling, hashes[place]) >= 0:
        return True
    size, digits = words[place, SIZE], words[place, DIGITS]
    few = has_few(size, digits)
    if digits and not few and not may_be_known(columns, place, looks[0], edges):
        return False
    size, plain, blurred = _letters_of(columns, place, looks, factors, room)
    letters, sums = room
    if digits < size and (not plain or size >= ONE_EDIT) and look(looked, blurred) >= 0:
        return True
    if size < SHORTEST:
        return False
    if few and size <= LONGEST and _has_near(sums, size, inverse, deletes, parts):
        return True
    return size >= SHORTEST_JOINED and _is_joined(letters, sums, size, inverse, segments)


def find_suspects(columns: Any, places: Any, known: Any, room: Any, out: Any) -> None:
    """As :func:`leakscan.screening.suspects.suspects`: fill ``out``; ``room`` is for one word's letters."""
    for n in range(len(places)):
        out[n] = _is_suspect(columns, places[n], known, room)


@kernel
def _number_own(spelling: int, own: Any, meanings: Any) -> int:
    """As :meth:`leakscan.screening.own_words.OwnWords.numbers`, for one word."""
    own_rows, own_marks, own_firsts, met, following = own
    if not met[spelling]:
        rows, marks, firsts = meanings
        number = following[0]
        following[0] = number + 1
        met[spelling] = number
        for column in range(COLUMNS):
            rows[number, column] = own_rows[spelling, column]
        marks[number], firsts[number] = own_marks[spelling], own_firsts[spelling]
    return met[spelling]


@kernel
def _may_be_used(columns: Any, place: int, sizes: Any) -> Any:
    """Whether a word that leads to an identifier begins with the same letter and is as long."""
    codes, folds, _, words, _ = columns
    first = np.int64(folds[codes[words[place, START]]]) & (len(sizes) - 1)
    size: Any = min(words[place, SIZE], LONGEST_TOLD)
    return (np.int64(sizes[first]) >> size) & 1


@kernel
def _sorted_out(columns: Any, place: int, known: Any, room: Any, used: Any, shapes: Any, own: Any) -> int:
    """As :meth:`leakscan.screening.numbers.Lookup.sort_out`, for one word; -1 where that has to be looked at."""
    words, hashes = columns[3], columns[4]
    size, digits = words[place, SIZE], words[place, DIGITS]
    spelling = look(known[0][0], hashes[place])
    if spelling >= 0:
        return _number_own(spelling, *own)
    if _may_be_used(columns, place, used[1]) and look(used[0], hashes[place]) >= 0:
        return -1
    if size > LONGEST_JOINED or (digits * 2 > size and (digits == size or size > _MISREAD)):
        return shapes[0]
    if _is_suspect(columns, place, known, room):
        return -1
    return shapes[0 if digits > 0 else 2 if size > 1 else 1]


@kernel
def _keep(cache: Any, slot: Any, moved: Any) -> None:
    """As :meth:`leakscan.screening.remembered.Remembered.keep`, for one word."""
    for further in range(PLACES):
        before = cache[slot ^ np.uint64(further)]
        cache[slot ^ np.uint64(further)] = moved
        if before == 0:
            break
        moved = before


def number_words(columns: Any, tables: Any, missing: Any, leading: Any) -> Any:
    """As :meth:`leakscan.screening.numbers.Lookup.at_once`; and all words that lead further.

    Fills ``missing`` with the words that are to be looked at, ``leading`` with those and all others that lead further.

    Returns:
        How many there are of both.
    """
    known, room, used, shapes, cache, shift, own = tables
    _, marks, _ = own[1]
    words, hashes = columns[3], columns[4]
    bits = np.uint64(TAG_BITS)
    mask = np.uint64((1 << TAG_BITS) - 1)
    lacking, leads = 0, 0
    for place in range(len(words)):
        hashed = hashes[place]
        slot = (hashed * np.uint64(MIX)) >> shift << np.uint64(1)
        held = cache[slot]
        for further in range(1, PLACES):
            if (held ^ hashed) >> bits == 0:
                break
            held = cache[slot ^ np.uint64(further)]
        if (held ^ hashed) >> bits == 0 and held & mask:
            number = np.int64(held & mask) - 1
            words[place, NUMBER] = number
            leading[leads] = place
            leads += (marks[number] & LEADING) != 0
            continue
        fresh: Any = _sorted_out(columns, place, known, room, used, shapes, own)
        words[place, NUMBER] = max(fresh, 0)
        if fresh < 0:
            missing[lacking], leading[leads] = place, place
            lacking, leads = lacking + 1, leads + 1
            continue
        leading[leads] = place
        leads += (marks[fresh] & LEADING) != 0
        if fresh != shapes[0]:  # words come again, numbers seldom
            _keep(cache, slot, hashed >> bits << bits | np.uint64(fresh + 1))
    return lacking, leads


def _known(vocabulary: Vocabulary, segments: Segments) -> tuple[Any, ...]:
    return (
        (vocabulary.exact, vocabulary.meant, segments.bits, np.uint64(64 - segments.width), segments.followers),
        telling_words(),
        vocabulary.looks.table,
        vocabulary.near.deletes.table,
        vocabulary.near.parts.table,
        looks_table(),
        powers(64, BASE),
        powers(64, INVERSE),
        vocabulary.edge_filters,
    )


def _room() -> tuple[Any, ...]:
    return np.zeros(64, np.uint32), np.zeros(65, np.uint64)


def run_suspects(text: str, words: Text, places: Any, vocabulary: Vocabulary, segments: Segments) -> Any:
    """As :func:`leakscan.screening.suspects.suspects`."""
    out = np.empty(len(places), np.bool_)
    columns = codes_of(text), tables().folds, words.kinds, words.words, words.hashes
    compiled(find_suspects)(columns, places, _known(vocabulary, segments), _room(), out)
    return out


def numbering_tables(lookup: Lookup) -> tuple[Any, ...]:
    """What :func:`number_words` looks things up in, and its room."""
    known = _known(lookup.vocabulary, lookup.segments)
    cache = lookup.remembered.held, np.uint64(lookup.remembered.shift)
    told = lookup.meanings
    own = tuple(lookup.own), (told.rows, told.marks, told.firsts)
    return known, _room(), (lookup.used, lookup.used_sizes), lookup.shapes, *cache, own
