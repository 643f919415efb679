"""Forms laid over the words of a text for all places at once, with edits, guesses, and words joined or disguised.

As :mod:`leakscan.screening.walk` lays them one by one, which without a compiler takes most of the time of a text in
which every name is misspelt. What is rarer (a comma, a state, two halves, a line end between words) is left to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leakscan.screening.alike_at_once import may_be_halves
from leakscan.screening.book import SHARED_BY, WORDS_AT, Book
from leakscan.screening.chars import WIDE
from leakscan.screening.guessed_at_once import guessed_at_once
from leakscan.screening.in_order import are_tied, are_touching, may_read
from leakscan.screening.likely_at_once import may_be_skipped
from leakscan.screening.meanings import EDITS, LOOK, READINGS, TRAITS
from leakscan.screening.text import NUMBER, SIZE, START, Text
from leakscan.screening.traits import MERGED, OF_FOR, STATE, STATE_NAME, STOPS
from leakscan.screening.walk import (
    BRIDGED,
    BRIDGES,
    FIELDS,
    FIRST,
    FORM,
    GOOD,
    GUESSED,
    LAST,
    LOOKS,
    MOST_BRIDGES,
    MOST_GUESSED,
    MOST_SKIPPED,
    OF,
    OWN_EDITS,
    SHARED_EDITS,
    SPLITS,
    STRANGE,
    TAKEN,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Truths = NDArray[np.bool_]


class Laid(NamedTuple):
    """By form: its row, as laying fills it in; whether it lies; whether that is open, and it has to be laid again.

    ``alike`` are forms that lie, and lie so from each of their words; of others nothing is known.
    """

    rows: Whole
    lie: Truths
    open: Truths
    alike: Truths


class _Laying(NamedTuple):
    """A text, and by field and form what was met so far; which forms are missing a word, and which are open.

    And past which stop words that may be a word of theirs: from the other side they would lie otherwise.
    """

    text: Text
    mine: NDArray[np.int32]
    book: Book
    fields: Whole
    missing: Truths
    open: Truths
    one_way: Truths


def lay_at_once(
    text: Text, mine: NDArray[np.int32], book: Book, places: Whole, at: Whole, forms: NDArray[np.int32]
) -> Laid:
    """Lay forms of which the word ``at`` is at a place of the text.

    Args:
        text: the words of a text, as arrays.
        mine: what their numbers say.
        book: the forms.
        places: words of the text.
        at: the word of each form that lies there.
        forms: those.
    """
    import numpy as np

    begin = book.forms[:, WORDS_AT][forms].astype(np.int64)
    count = book.forms[:, WORDS_AT][forms + 1] - begin
    no = np.zeros(len(forms), np.bool_)
    laying = _Laying(text, mine, book, np.zeros((FIELDS, len(forms)), np.int64), no, no.copy(), no.copy())
    fields, missing, open_ = laying.fields, laying.missing, laying.open
    fields[FORM], fields[FIRST], fields[LAST] = forms, places, places
    missing |= ~_note(laying, np.arange(len(forms)), places, book.words[begin + at])
    for step, left, edge in ((1, count - at - 1, LAST), (-1, at, FIRST)):
        some, n = np.flatnonzero(~missing & ~open_ & (left > 0)), 0
        while len(some):
            n += step
            words = begin[some] + at[some] + n
            fields[edge][some] = _take(
                laying, some, fields[edge][some], step, book.words[words], book.words[words - step]
            )
            some = some[~missing[some] & ~open_[some] & (left[some] > abs(n))]
    lie, straight = ~missing & ~open_, fields[LAST] - fields[FIRST] + 1 == count
    alike = straight | ((fields[GUESSED] == 0) & ~laying.one_way)
    return Laid(fields.T.copy(), lie, open_ & ~missing, lie & alike)


def _take(
    laying: _Laying, some: Whole, here: Whole, step: int, wanted: NDArray[np.int32], before: NDArray[np.int32]
) -> Whole:
    """The places of the wanted words of some forms in one direction, past stop words; -1 where they are missing.

    The words ``before`` them lie ``here``.
    """
    import numpy as np

    text, mine, fields = laying.text, laying.mine, laying.fields
    there, seeking = np.full(len(some), -1), np.arange(len(some))
    last, ends = [], []
    for _ in range(MOST_SKIPPED + 1):
        here = here + step
        inside = (here >= 0) & (here < len(text.words))
        seeking, here = seeking[inside], here[inside]
        touching = are_touching(text, here - (step > 0))
        tied = touching | are_tied(text, here - (step > 0))
        laying.open[some[seeking[~tied]]] = True
        split = touching & (text.kinds[text.words[:, START][here]] != WIDE)
        fields[SPLITS][some[seeking]] += split
        seeking, here = seeking[tied], here[tied]
        met = _note(laying, some[seeking], here, wanted[seeking])
        there[seeking[met]] = here[met]
        seeking, here = seeking[~met], here[~met]
        told = mine[:, TRAITS][text.words[:, NUMBER][here]]
        stops = (told & STOPS) > 0
        last.append(seeking[~stops])
        ends.append(here[~stops])
        fields[OF][some[seeking]] |= stops & ((told & OF_FOR) > 0)
        seeking, here = seeking[stops], here[stops]
        if not len(seeking):
            break
        laying.one_way[some[seeking]] |= may_read(text, mine, here, before[seeking])
    left, end = np.concatenate(last), np.concatenate(ends)
    met = _bridged(laying, some[left], end, step, wanted[left])
    there[left[met]] = end[met]
    laying.missing[some[(there < 0) & ~laying.open[some]]] = True
    return there


def _note(laying: _Laying, some: Whole, places: Whole, wanted: NDArray[np.int32]) -> Truths:
    """Which words of the text may be the wanted ones of some forms; what that bridges is noted."""
    import numpy as np

    text, mine, fields = laying.text, laying.mine, laying.fields
    numbers = text.words[:, NUMBER][places]
    met = mine[:, 0][numbers] == wanted
    told = np.where(met, mine[:, EDITS][numbers], -1)
    several = np.flatnonzero(~met & (mine[:, 1][numbers] > 0))  # few may be more than one word
    for n in range(1, READINGS):
        few = several[(told[several] < 0) & (mine[:, n][numbers[several]] == wanted[several])]
        told[few] = mine[:, EDITS + n][numbers[few]]
    met = told >= 0
    some, places, numbers, told, wanted = some[met], places[met], numbers[met], told[met], wanted[met]
    fields[LOOKS][some] += told >= LOOK
    fields[SPLITS][some] += (mine[:, TRAITS][numbers] & MERGED) > 0
    edits = told % LOOK
    fields[GOOD][some] += np.where(edits > 0, 0, text.words[:, SIZE][places])
    near = edits > 0
    _bridge(laying, some[near], places[near], wanted[near], edits[near])
    return met


def _bridge(laying: _Laying, some: Whole, places: Whole, wanted: NDArray[np.int32], made: Whole) -> None:
    import numpy as np

    fields, shared = laying.fields, laying.book.vocabulary[:, SHARED_BY][wanted] > 0
    fields[np.where(shared, SHARED_EDITS, OWN_EDITS), some] += made
    few = np.flatnonzero(fields[BRIDGES][some] < MOST_BRIDGES)
    some, slots = some[few], BRIDGED + 2 * fields[BRIDGES][some[few]]
    fields[slots, some], fields[slots + 1, some] = places[few], wanted[few]
    fields[BRIDGES][some] += 1


def _bridged(laying: _Laying, some: Whole, places: Whole, step: int, wanted: NDArray[np.int32]) -> Truths:
    """Which words without a reading that fits are guessed to be the wanted ones; forms with rarer ones stay open."""
    import numpy as np

    if not len(places):
        return np.zeros(0, np.bool_)
    text, mine, book, fields, open_ = laying.text, laying.mine, laying.book, laying.fields, laying.open
    told = mine[:, TRAITS][text.words[:, NUMBER][places]]
    rare = may_be_halves(text, book, places, step, wanted)
    states = np.flatnonzero((told & (STATE | STATE_NAME)) > 0)
    rare[states] |= may_be_skipped(text, mine, book, fields[FORM][some[states]], places[states])
    open_[some[rare]] = True
    found = ~rare & (fields[GUESSED][some] < MOST_GUESSED)
    tried = np.flatnonzero(found)
    guess = guessed_at_once(text, mine, book, places[tried], wanted[tried])
    found[tried] = near = guess.edits < 3
    few = tried[near]
    fields[GUESSED][some[few]] += 1
    fields[STRANGE][some[few]] += guess.strange[near]
    fields[TAKEN][some[few]] += guess.taken[near]
    _bridge(laying, some[few], places[few], wanted[few], guess.edits[near])
    return found
