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
from leakscan.screening.joining import LETTER_SIGNS, MOST_SIGNS, Joins
from leakscan.screening.kernels import is_fast
from leakscan.screening.meanings import TRAITS
from leakscan.screening.numbers import Lookup
from leakscan.screening.text import END, NUMBER, SIZE, START, Text, folded_word, kinds_at
from leakscan.screening.traits import STOPS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Places = NDArray[np.int64]

_MOST_INITIALS = 8


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
    both = words.words[np.stack((left, left + 1))]
    told = lookup.meanings.rows[both[..., NUMBER]]
    apart = (told[..., 0] == 0).any(axis=0) | ~lookup.segments.neighbours(told[0, :, 0], told[1, :, 0])
    stops = (told[:, apart, TRAITS] & STOPS).any(axis=0)
    left = _without_overlap(left[apart][_are_breaks(words, both[:, apart], stops)])
    edges = words.words[np.stack((left, left + 1))][..., [START, END, SIZE]].transpose(1, 0, 2).tolist()
    written = [folded_word(text[a:b] + text[c:d]) for (a, b, _), (c, d, _) in edges]
    rows = zip(left.tolist(), edges, lookup.merged(written), strict=True)
    return [Merge(place, place + 1, one[0], two[1], one[2] + two[2], number) for place, (one, two), number in rows]


def _without_overlap(left: Places) -> Places:
    """Of places the first, and every one that is no word right behind a place that is kept."""
    import numpy as np

    follows = left[1:] - left[:-1] == 1
    if not follows.any():
        return left
    opens = np.concatenate(([True], ~follows))
    begin = np.flatnonzero(opens)[np.cumsum(opens) - 1]
    return left[(np.arange(len(left)) - begin) % 2 == 0]


def _merge(words: Text, first: int, last: int, number: int) -> Merge:
    start, end = int(words.words[first, START]), int(words.words[last, END])
    return Merge(first, last, start, end, int(words.words[first : last + 1, SIZE].sum()), number)


def _are_breaks(words: Text, both: NDArray[np.int32], stops: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether a space or a hyphen stands between two words, or a hyphen at a line's end; ``both`` are their rows."""
    import numpy as np

    first, second = both[0, :, END], both[1, :, START]
    kinds, alone = words.kinds[first], second - first == 1
    capitals = (words.kinds[both[..., START]] == UPPER).all(axis=0)  # De Kalb, but "as set" is no asset
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
    tails = np.minimum(linked[ends] + 1, heads + _MOST_INITIALS - 1)
    edges = words.words[heads, START].tolist(), words.words[tails, END].tolist()
    # A letter alone is one character, as is what stands between two.
    told = [lookup.spelt_out(text[start:end:2]) for start, end in zip(*edges, strict=True)]
    found = [(first + one.at, one) for first, one in zip(heads.tolist(), told, strict=True) if one]
    if not found:
        return []
    numbers = lookup.merged([one.word for _, one in found])
    rows = zip(found, numbers, strict=True)
    return [_merge(words, first, first + one.letters - 1, number) for (first, one), number in rows]


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


def signed(text: str, words: Text, joins: Joins, lookup: Lookup) -> list[Merge]:
    """Words with signs for letters at their ends or between them (Siemen$, C@pit@l), and how they are to be read.

    The signs become letters of the text. Addresses (a@b.com) are left alone.
    """
    if not len(joins.signs):
        return []
    if is_fast():
        from leakscan.screening.compiled.runs import run_runs

        runs = run_runs(words, joins)
    else:
        runs = runs_around(words, joins.signs, joins.behind)
    edges = [_widened(text, start, end) for _, _, start, end in runs]
    told = lookup.disguised([text[begin:behind] for begin, behind in edges])
    found: list[Merge] = []
    for (one, other, _, _), (begin, behind), met in zip(runs, edges, told, strict=True):
        if met and (not found or found[-1].last < one):
            part = words.kinds[begin:behind]
            part[(part == AT) | (part == DOLLAR) | (part == EXCLAMATION)] = CASELESS
            found.append(Merge(one, other, begin, behind, met.letters, met.number))
    return found


def _widened(text: str, begin: int, behind: int) -> tuple[int, int]:
    """Where a run begins and ends with all of the signs at its ends."""
    if begin and text[begin] in LETTER_SIGNS and text[begin - 1] in LETTER_SIGNS:
        before = text[max(0, begin - LONGEST) : begin]
        begin -= len(before) - len(before.rstrip(LETTER_SIGNS))
    if text[behind - 1] in LETTER_SIGNS and behind < len(text) and text[behind] in LETTER_SIGNS:
        after = text[behind : behind + LONGEST]
        behind += len(after) - len(after.lstrip(LETTER_SIGNS))
    return begin, behind


def runs_around(words: Text, places: Places, following: Places) -> list[list[int]]:
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
    fit = (first <= last) & (end - start <= LONGEST) & (last_run - first_run < MOST_SIGNS)
    fit &= ~_in_address(words, start, end)
    runs: list[list[int]] = np.stack((first[fit], last[fit], start[fit], end[fit]), axis=1).tolist()
    return runs


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
