"""Words of a text put together: halves of one word, initials, and pieces between signs that stand for letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leakscan.screening.chars import (
    AT,
    CASELESS,
    DIGIT,
    DOLLAR,
    DOT,
    EXCLAMATION,
    GLUE,
    HYPHEN,
    NEWLINE,
    RETURN,
    SKIPPED,
    SLASH,
    SPACE,
    UPPER,
)
from leakscan.screening.hashing import LONGEST
from leakscan.screening.joining import LETTER_SIGNS, Joins
from leakscan.screening.meanings import TRAITS
from leakscan.screening.numbers import Lookup
from leakscan.screening.skeleton import skeleton
from leakscan.screening.text import END, NUMBER, SIZE, START, Text, folded_word, kinds_at
from leakscan.screening.traits import STOPS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Places = NDArray[np.int64]

_MOST_INITIALS, _MOST_SIGNS = 8, 4


class Merge(NamedTuple):
    """Words ``first`` to ``last`` that are one, with where it stands, its letters and its number."""

    first: int
    last: int
    start: int
    end: int
    size: int
    number: int


def merges(text: str, words: Text, joins: Joins, lookup: Lookup) -> list[Merge]:
    """Words that make one of the vocabulary, by place; none overlap."""
    found: list[Merge] = []
    taken: set[int] = set()
    ways = (signed(text, words, joins, lookup), initials(text, words, joins.links, lookup))
    for one in (*ways[0], *ways[1], *halves(text, words, joins.pairs, lookup)):
        places = range(one.first, one.last + 1)
        if taken.isdisjoint(places):
            taken.update(places)
            found.append(one)
    return sorted(found)


def halves(text: str, words: Text, left: Places, lookup: Lookup) -> list[Merge]:
    """Two words that make one of the vocabulary, where they are neighbours in no name."""
    import numpy as np

    if not len(left):
        return []
    ids = [lookup.meanings.rows[words.words[side, NUMBER], 0] for side in (left, left + 1)]
    left = left[(ids[0] == 0) | (ids[1] == 0) | ~lookup.segments.neighbours(*ids)]
    stops = np.any(lookup.meanings.rows[words.words[[left, left + 1], NUMBER], TRAITS] & STOPS, axis=0)
    left = _without_overlap(left[_are_breaks(words, left, stops)])
    edges = words.words[np.stack((left, left + 1))][..., [START, END, SIZE]].transpose(1, 0, 2).tolist()
    both = [folded_word(text[a:b] + text[c:d]) for (a, b, _), (c, d, _) in edges]
    rows = zip(left.tolist(), edges, lookup.merged(both), strict=True)
    return [Merge(place, place + 1, one[0], two[1], one[2] + two[2], number) for place, (one, two), number in rows]


def _without_overlap(left: Places) -> Places:
    """Of places the first, and every one that is no word right behind a place that is kept."""
    import numpy as np

    if not len(left):
        return left
    opens = np.concatenate(([True], left[1:] - left[:-1] > 1))
    begin = np.flatnonzero(opens)[np.cumsum(opens) - 1]
    return left[(np.arange(len(left)) - begin) % 2 == 0]


def _merge(words: Text, first: int, last: int, number: int) -> Merge:
    start, end = int(words.words[first, START]), int(words.words[last, END])
    return Merge(first, last, start, end, int(words.words[first : last + 1, SIZE].sum()), number)


def _are_breaks(words: Text, left: Places, stops: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether a space or a hyphen stands between two words, or a hyphen at the end of a line."""
    import numpy as np

    first, second = words.words[left, END], words.words[left + 1, START]
    kinds, alone = words.kinds[first], second - first == 1
    starts = words.kinds[words.words[[left, left + 1], START]]
    capitals = (starts == UPPER).all(axis=0)  # De Kalb, but "as set" is no asset
    free = capitals | ~stops
    found: NDArray[np.bool_] = alone & (((kinds == SPACE) & free) | (kinds == HYPHEN))
    for n in np.flatnonzero((~alone) | (kinds == SKIPPED)).tolist():
        between = [kind for kind in words.kinds[first[n] : second[n]].tolist() if kind != SKIPPED]
        hyphens = [HYPHEN], [HYPHEN, NEWLINE], [HYPHEN, RETURN, NEWLINE]
        found[n] = bool(free[n]) if between in ([SPACE], []) else between in hyphens
    return found


def initials(text: str, words: Text, linked: Places, lookup: Lookup) -> list[Merge]:
    """Single letters with a space or a hyphen between each two that make a word of the vocabulary: R J for RJ.

    A letter tied to another stays with that: X S of Global X S&P are no word.
    """
    import numpy as np

    if not len(linked):
        return []
    linked = linked[~_are_tied(words, linked)]
    if not len(linked):
        return []
    ends = np.flatnonzero(np.append(linked[1:] - linked[:-1] > 1, True))
    heads = linked[np.concatenate(([0], ends[:-1] + 1))]
    runs = zip(heads.tolist(), (linked[ends] + 1).tolist(), strict=True)
    found = [one for run in runs if (one := _spelt_out(text, words, *run, lookup))]
    if not found:
        return []
    numbers = lookup.merged([word for _, _, word in found])
    return [_merge(words, first, last, number) for (first, last, _), number in zip(found, numbers, strict=True)]


def _are_tied(words: Text, linked: Places) -> NDArray[np.bool_]:
    """Whether letters are tied to others than each other, or to each other alone.

    An ampersand or a plus stands beside them, or behind a space there; or a slash right beside; or a hyphen stands
    between them but none beside them, as in V-B Nickel, unlike R-J-Industries.
    """
    import numpy as np

    begin, between, end = words.words[linked, START], words.words[linked, END], words.words[linked + 1, END]
    kinds = kinds_at(words.kinds, np.stack((begin - 1, end, begin - 2, end + 1, between)))
    near, far = kinds[:2], kinds[2:4]
    tied = ((near == GLUE) | (near == SLASH) | ((near == SPACE) & (far == GLUE))).any(axis=0)
    found: NDArray[np.bool_] = tied | ((kinds[4] == HYPHEN) & (near != HYPHEN).all(axis=0))
    return found


def _spelt_out(text: str, words: Text, first: int, last: int, lookup: Lookup) -> tuple[int, int, str] | None:
    """Where the longest word begins and ends that the first letters of a run make, or the last ones, and that."""
    edges = words.words[first : min(last + 1, first + _MOST_INITIALS), START : END + 1].tolist()
    letters = [folded_word(text[start:end]) for start, end in edges]
    letters = [letter if letter.isascii() else skeleton(letter) for letter in letters]
    for size in range(len(letters), 1, -1):
        for at in {0, len(letters) - size}:
            word = "".join(letters[at : at + size])
            if lookup.vocabulary.spelling(word) >= 0:
                return first + at, first + at + size - 1, word
    return None


def signed(text: str, words: Text, joins: Joins, lookup: Lookup) -> list[Merge]:
    """Words with signs for letters at their ends or between them (Siemen$, C@pit@l), and how they are to be read.

    The signs become letters of the text. Addresses (a@b.com) are left alone.
    """
    if not len(joins.signs):
        return []
    first, last, start, end = _around(words, joins.signs, joins.behind)
    if not len(first):
        return []
    edges = [_widened(text, *run) for run in zip(start.tolist(), end.tolist(), strict=True)]
    told = lookup.disguised([text[begin:behind] for begin, behind in edges])
    found: list[Merge] = []
    for one, other, (begin, behind), met in zip(first.tolist(), last.tolist(), edges, told, strict=True):
        if met and (not found or found[-1].last < one):
            part = words.kinds[begin:behind]
            part[(part == AT) | (part == DOLLAR) | (part == EXCLAMATION)] = CASELESS
            found.append(Merge(one, other, begin, behind, met.letters, met.number))
    return found


def _widened(text: str, begin: int, behind: int) -> tuple[int, int]:
    """Where a run begins and ends with all of the signs at its ends."""
    if begin and text[begin] in LETTER_SIGNS:
        before = text[max(0, begin - LONGEST) : begin]
        begin -= len(before) - len(before.rstrip(LETTER_SIGNS))
    if text[behind - 1] in LETTER_SIGNS:
        after = text[behind : behind + LONGEST]
        behind += len(after) - len(after.lstrip(LETTER_SIGNS))
    return begin, behind


def _around(words: Text, places: Places, following: Places) -> tuple[Places, Places, Places, Places]:
    """Runs of words that signs tie together or end: first and last word, first character, one past the last."""
    import numpy as np

    apart = places[1:] - places[:-1] > 1
    heads = places[np.concatenate(([True], apart))]
    tails, behind = (column[np.concatenate((apart, [True]))] for column in (places + 1, following))
    edge = len(words.words) - 1
    before = behind - 1
    starts, ends = words.words[np.minimum(behind, edge), START], words.words[np.maximum(before, 0), END]
    tied, touched = (behind <= edge) & (starts == tails), (before >= 0) & (ends == heads)
    goes_on = np.append(tied[:-1] & touched[1:] & (behind[:-1] == before[1:]), False)
    opens = np.concatenate(([True], ~goes_on[:-1]))
    first_run, last_run = np.flatnonzero(opens), np.flatnonzero(~goes_on)
    first = np.where(touched[first_run], before[first_run], behind[first_run])
    last = np.where(tied[last_run], behind[last_run], before[last_run])
    start = np.where(touched[first_run], words.words[first, START], heads[first_run])
    end = np.where(tied[last_run], words.words[last, END], tails[last_run])
    fit = (first <= last) & (end - start <= LONGEST) & (last_run - first_run < _MOST_SIGNS)
    fit &= ~_in_address(words, start, end)
    return first[fit], last[fit], start[fit], end[fit]


def _in_address(words: Text, start: Places, end: Places) -> NDArray[np.bool_]:
    """Whether a point and a letter stand right before or behind, as in an address."""
    import numpy as np

    edge = len(words.kinds) - 1
    kinds = words.kinds
    behind = (end < edge) & (kinds[np.minimum(end, edge)] == DOT) & _is_letter(kinds[np.minimum(end + 1, edge)])
    before = (start > 1) & (kinds[np.maximum(start - 1, 0)] == DOT) & _is_letter(kinds[np.maximum(start - 2, 0)])
    return behind | before


def _is_letter(kinds: NDArray[np.uint8]) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (kinds >= UPPER) & (kinds <= DIGIT)
    return found
