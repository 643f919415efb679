"""Where identifiers may stand in a text, as a glance at its words and signs tells."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from leakscan.screening.chars import DIGIT, EQUALS, GLUE, HASH, HYPHEN, SLASH, STAR, UNDERSCORE, UPPER
from leakscan.screening.glance import LONG, MASKING, Glance, Noted
from leakscan.screening.hashing import shifted
from leakscan.screening.kernels import is_fast
from leakscan.screening.meanings import TRAITS, USED
from leakscan.screening.numbers import Lookup
from leakscan.screening.phones import ends_of_phones
from leakscan.screening.tables import find
from leakscan.screening.text import END, SIZE, START, Text
from leakscan.screening.traits import CODE, CODE_START, HOST

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakscan.screening.identifiers import Identifiers
    from leakscan.screening.tables import Table

    Whole = NDArray[np.int64]

# Hexadecimal digits of the digests that are known.
DIGESTS = (LONG, 40, 64)
# So many bytes of a digest are looked up.
HEAD = 8
# How far before an equals sign only signs of base64 stand, in the order in which they are looked at.
GLANCES = (6, 12, 22, *(back for back in range(1, 22) if back not in (6, 12)))
# An at sign stands so close behind stars that mask an address.
AT_SIGN, CLOSE = ord("@"), 64
# Of so many runs of letters and digits, and one more, an identifier is made at most.
LONGEST_RUNS = 10
# At signs as URLs and pages write them: a sign and two digits.
ENCODED = ((ord("%"), ord("4"), ord("0")), (ord("#"), ord("6"), ord("4")))


class Signs(NamedTuple):
    """Places in a text.

    Words: those of hosts' names, those that codes begin with, those that begin as a digest does. Characters: the
    ends of groups of digits that a telephone number may end with (``tails``: its last digits); equals signs behind
    base64; the first of several stars that an at sign follows closely; at signs in code; the first of three masking
    characters and more.
    """

    hosts: Whole
    codes: Whole
    digests: Whole
    phones: Whole
    tails: Whole
    equals: Whole
    stars: Whole
    encoded: Whole
    masks: Whole


def signs(found: Glance, lookup: Lookup, identifiers: Identifiers, *, masks: bool) -> Signs:
    """Look a text over.

    Args:
        found: the text as a glance tells it; its words have numbers.
        lookup: what the numbers say.
        identifiers: what is looked for.
        masks: whether masked numbers are looked for, too.
    """
    used = found.marked(USED, lookup)
    if is_fast():
        from leakscan.screening.compiled.signs import run_signs

        return run_signs(found.words, used, found.noted, lookup, identifiers, masks=masks)
    return signs_plainly(found.words, used, found.noted, lookup, identifiers, masks=masks)


def signs_plainly(
    words: Text, used: Whole, noted: Noted, lookup: Lookup, identifiers: Identifiers, *, masks: bool
) -> Signs:
    """As :func:`signs`, without a compiler; ``used`` are the words that lead to an identifier."""
    import numpy as np

    told = lookup.meanings.rows[words.numbers[used], TRAITS]
    hosts, first = used[(told & HOST) > 0], used[(told & CODE_START) > 0]
    codes = np.union1d(used[(told & CODE) > 0], _several(words, first, identifiers.beginnings))
    digests = _digests(words, noted.figures, identifiers) if identifiers.mails else used[:0]
    tails = ends_of_phones(words, noted.figures, identifiers.phones)
    rest = _equals(words), _stars(words), _encoded(words)
    return Signs(hosts, codes, digests, *tails, *rest, _masks(words) if masks else used[:0])


def _several(words: Text, first: Whole, beginnings: Table) -> Whole:
    """Words that are an identifier with the next ones, of those that one may begin with."""
    import numpy as np

    last, found, table = first, [first[:0]], words.words
    letters, hashes = table[first, SIZE], words.hashes[first]
    for _ in range(LONGEST_RUNS):
        on = np.flatnonzero(last + 1 < len(table))
        on = on[table[last[on] + 1, START] - table[last[on], END] == 1]
        first, last = first[on], last[on] + 1
        spread = table[last, END] - table[last, START] != table[last, SIZE]
        found.append(first[spread])  # a code may end at a character that is skipped
        hashes, letters = hashes[on] + shifted(words.hashes[last], letters[on]), letters[on] + table[last, SIZE]
        met, whole = find(beginnings, hashes)
        first, last, hashes, letters = first[met], last[met], hashes[met], letters[met]
        found.append(first[whole > 0])
        if not len(first):
            break
    return np.concatenate(found)


def _digests(words: Text, figures: NDArray[np.int32], identifiers: Identifiers) -> Whole:
    import numpy as np

    table, long = words.words, figures.astype(np.int64)
    long = long[np.isin(table[long, SIZE], DIGESTS) & (table[long, END] - table[long, START] == table[long, SIZE])]
    if not len(long):
        return long
    letters = words.low[table[long, START, None] + np.arange(2 * HEAD)].astype(np.int16)
    halves = np.where(letters <= ord("9"), letters - ord("0"), letters - ord("a") + 10)
    plain = ((halves >= 0) & (halves < 16)).all(axis=1)
    heads = np.ascontiguousarray((halves[:, ::2] << 4 | halves[:, 1::2]).astype(np.uint8)).view("<u8")[:, 0]
    return long[plain & identifiers.digests.may_be(heads)]


@cache
def base64_kinds() -> NDArray[np.bool_]:
    """By kind, whether a character may be one of base64."""
    import numpy as np

    known = np.zeros(256, np.bool_)
    known[[*range(UPPER, DIGIT + 1), GLUE, SLASH, HYPHEN, UNDERSCORE]] = True
    return known


def _firsts(places: Whole) -> Whole:
    """Of places one behind the other the first."""
    import numpy as np

    return places[np.concatenate(([True], places[1:] - places[:-1] > 1))] if len(places) else places


def _equals(words: Text) -> Whole:
    import numpy as np

    known = base64_kinds()
    ends = np.flatnonzero(words.kinds == EQUALS)
    ends = ends[ends >= max(GLANCES)]
    for back in GLANCES:
        ends = ends[known[words.kinds[ends - back]]]
    return ends


def _stars(words: Text) -> Whole:
    import numpy as np

    stars, ats = _firsts(np.flatnonzero(words.kinds == STAR)), np.flatnonzero(words.low == AT_SIGN)
    following = np.append(ats, len(words.kinds) + CLOSE)[ats.searchsorted(stars)]
    return stars[following - stars < CLOSE]


def _encoded(words: Text) -> Whole:
    import numpy as np

    low, found = words.low, []
    for (sign, first, second), kind in zip(ENCODED, (GLUE, HASH), strict=True):
        at = np.flatnonzero(low[:-2] == sign)
        found.append(at[(low[at + 1] == first) & (low[at + 2] == second) & (words.kinds[at] == kind)])
    return np.sort(np.concatenate(found))


def _masks(words: Text) -> Whole:
    import numpy as np

    masking = np.flatnonzero((words.kinds == STAR) | (words.kinds == HASH) | (words.low == MASKING))
    return _firsts(masking[:-2][masking[2:] - masking[:-2] == 2])
