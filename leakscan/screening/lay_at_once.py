"""Forms laid over the words of a text for all places at once, with edits, guesses, and words joined or disguised.

As :mod:`leakscan.screening.walk` lays them one by one, which without a compiler takes most of the time of a text in
which every name is misspelt. What is rarer (a state, two halves, a line end between words) is left to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leakscan.screening.alike_at_once import may_be_halves
from leakscan.screening.book import SHARED_BY, Book
from leakscan.screening.guessed_at_once import TOO_MANY, guessed_at_once
from leakscan.screening.likely_at_once import may_be_skipped
from leakscan.screening.meanings import EDITS, LOOK, READINGS, TRAITS
from leakscan.screening.side_by_side import Gaps, Pairs, gaps_of, side_by_side
from leakscan.screening.text import NUMBER, SIZE, Text
from leakscan.screening.traits import MERGED, STATE, STATE_NAME
from leakscan.screening.walk import (
    BRIDGED,
    BRIDGES,
    COMMA,
    FIELDS,
    FIRST,
    FORM,
    GOOD,
    GUESSED,
    LAST,
    LOOKS,
    MOST_BRIDGES,
    MOST_GUESSED,
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

_UNREAD, _NEVER = -1, 1 << 40


class Laid(NamedTuple):
    """By form: its row, as laying fills it in; whether it lies; whether that is open, and it has to be laid again.

    ``alike`` are forms that lie, and lie so from each of their words; of others nothing is known.
    """

    rows: Whole
    lie: Truths
    open: Truths
    alike: Truths


class _Guesses(NamedTuple):
    """Pairs of words that read otherwise but are near enough, with what that takes; ``rare`` may be something else."""

    pairs: Whole
    edits: Whole
    strange: Truths
    taken: Whole
    rare: Whole


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

    pairs = side_by_side(text, mine, book, places, at, forms)
    told, gaps = _readings(text, mine, pairs), gaps_of(text, mine, pairs, np.ones(len(forms), np.bool_))
    guesses = _guesses(text, mine, book, pairs, told, places, forms)
    rows = np.zeros((len(forms), FIELDS), np.int64)
    rows[:, FORM], rows[:, SPLITS], rows[:, COMMA], rows[:, OF] = forms, gaps.splits, gaps.commas, gaps.of
    _note_readings(rows, text, mine, pairs, told)
    _note_guesses(rows, pairs, guesses)
    _note_bridged(rows, book, pairs, told, guesses)
    lie, open_ = _fates(pairs, told, gaps, guesses, rows[:, GUESSED])
    straight = rows[:, LAST] - rows[:, FIRST] == np.diff(pairs.begins, append=len(pairs.owners)) - 1
    return Laid(rows, lie, open_, lie & (straight | (rows[:, GUESSED] == 0)))


def _readings(text: Text, mine: NDArray[np.int32], pairs: Pairs) -> Whole:
    """The edits with which words of the text may be those of forms, more in disguise; below 0 where they are none."""
    import numpy as np

    numbers, wanted = text.words[:, NUMBER][pairs.places], pairs.wanted
    met = mine[:, 0][numbers] == wanted
    told = np.where(met, mine[:, EDITS][numbers], _UNREAD)
    several = np.flatnonzero(~met & (mine[:, 1][numbers] > 0))  # few may be more than one word
    for n in range(1, READINGS):
        few = several[(told[several] < 0) & (mine[:, n][numbers[several]] == wanted[several])]
        told[few] = mine[:, EDITS + n][numbers[few]]
    told[~pairs.inside] = _UNREAD
    return told


def _guesses(
    text: Text,
    mine: NDArray[np.int32],
    book: Book,
    pairs: Pairs,
    told: Whole,
    places: Whole,
    forms: NDArray[np.int32],
) -> _Guesses:
    """Which words without a reading that fits are guessed to be the wanted ones, but for those that forms begin at."""
    import numpy as np

    some = np.flatnonzero(pairs.inside & (told < 0) & (pairs.nth > 0))
    here, owners, wanted = pairs.places[some], pairs.owners[some], pairs.wanted[some]
    states = np.flatnonzero((mine[:, TRAITS][text.words[:, NUMBER][here]] & (STATE | STATE_NAME)) > 0)
    rare = np.zeros(len(some), np.bool_)
    rare[states] = may_be_skipped(text, mine, book, forms[owners[states]], here[states])
    behind = here > places[owners]
    for step, few in ((1, np.flatnonzero(behind)), (-1, np.flatnonzero(~behind))):
        rare[few] |= may_be_halves(text, book, here[few], step, wanted[few])
    guess = guessed_at_once(text, mine, book, here, wanted)
    near = np.flatnonzero(guess.edits < TOO_MANY)
    return _Guesses(some[near], guess.edits[near], guess.strange[near], guess.taken[near], some[rare])


def _note_readings(rows: Whole, text: Text, mine: NDArray[np.int32], pairs: Pairs, told: Whole) -> None:
    """Fill in where forms begin and end, and what words that are read say."""
    import numpy as np

    rows[:, FIRST] = pairs.places[pairs.begins]
    rows[:, LAST] = pairs.places[np.append(pairs.begins[1:], len(told)) - 1]
    rows[:, LOOKS] = np.add.reduceat(told >= LOOK, pairs.begins, dtype=np.int64)
    merged = (mine[:, TRAITS][text.words[:, NUMBER][pairs.places]] & MERGED) > 0
    rows[:, SPLITS] += np.add.reduceat(merged & (told >= 0), pairs.begins, dtype=np.int64)
    good = np.where((told >= 0) & (told % LOOK == 0), text.words[:, SIZE][pairs.places], 0)
    rows[:, GOOD] = np.add.reduceat(good, pairs.begins, dtype=np.int64)


def _note_guesses(rows: Whole, pairs: Pairs, guesses: _Guesses) -> None:
    """Fill in how many words of forms were guessed, and what has to be met beside these."""
    import numpy as np

    owners = pairs.owners[guesses.pairs]
    for field, count in ((GUESSED, guesses.edits >= 0), (STRANGE, guesses.strange), (TAKEN, guesses.taken)):
        rows[:, field] = np.bincount(owners, count, len(rows))


def _note_bridged(rows: Whole, book: Book, pairs: Pairs, told: Whole, guesses: _Guesses) -> None:
    """Fill in the edits of forms, and the first words that these are in, as they are laid."""
    import numpy as np

    edits = np.where(told > 0, told % LOOK, 0)
    edits[guesses.pairs] = guesses.edits
    bridged = edits > 0
    bridged[guesses.pairs] = True
    some = np.flatnonzero(bridged)
    some = some[np.argsort(pairs.owners[some] << np.int64(32) | pairs.nth[some])]
    owners, wanted = pairs.owners[some], pairs.wanted[some]
    shared = book.vocabulary[:, SHARED_BY][wanted] > 0
    for field, mine in ((SHARED_EDITS, shared), (OWN_EDITS, ~shared)):
        rows[:, field] = np.bincount(owners[mine], edits[some[mine]], len(rows))
    rank = np.arange(len(some)) - np.searchsorted(owners, owners)
    few = np.flatnonzero(rank < MOST_BRIDGES)
    rows[owners[few], BRIDGED + 2 * rank[few]] = pairs.places[some[few]]
    rows[owners[few], BRIDGED + 2 * rank[few] + 1] = wanted[few]
    rows[:, BRIDGES] = np.bincount(owners[few], minlength=len(rows))


def _fates(pairs: Pairs, told: Whole, gaps: Gaps, guesses: _Guesses, guessed: Whole) -> tuple[Truths, Truths]:
    """Which forms lie, and of which it is open: what comes first as they are laid decides, a word lost or a doubt."""
    import numpy as np

    missing = told < 0
    missing[guesses.pairs] = False
    doubt = _first_of(pairs, np.concatenate((gaps.later[gaps.open], guesses.rare)))
    doubt[pairs.unclear | (guessed > MOST_GUESSED)] = 0
    lost = _first_of(pairs, np.flatnonzero(missing))
    return (doubt == _NEVER) & (lost == _NEVER), (doubt < _NEVER) & (doubt <= lost)


def _first_of(pairs: Pairs, some: Whole) -> Whole:
    """By form, the first of some words of it, as they are laid."""
    import numpy as np

    first = np.full(len(pairs.begins), _NEVER)
    np.minimum.at(first, pairs.owners[some], pairs.nth[some])
    return first
