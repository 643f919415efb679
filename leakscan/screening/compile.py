"""Gathered forms to the arrays of an index: words, forms, and the anchors that forms are looked for by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leakscan.screening.anchors import anchor_arrays
from leakscan.screening.book import BOTH_SIZES, CONTEXT, FIRST_LETTERS, LAST_LETTERS, MOST_SIZED, SIZES, letter_bits
from leakscan.screening.gather import Gathered, shared_words
from leakscan.screening.legal_forms import legal_tree
from leakscan.screening.own_words import own_rows
from leakscan.screening.segments import bigram_bits, follower_bits
from leakscan.screening.traits import traits_of
from leakscan.screening.vocabulary import vocabulary_arrays
from leakscan.screening.walk import LEAST_GUESSED, LONG_ENOUGH

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Columns = dict[str, NDArray[Any]]


def compiled(found: Gathered) -> Columns:
    """The arrays of an index; all that is not in the watchlists themselves."""
    import numpy as np

    words = list(found.words)
    arrays: Columns = {
        "form_entries": np.array(found.entries, np.int32),
        "form_names": np.array(found.names, np.uint16),
        "form_rules": np.array(found.form_rules, np.int32),
        "form_legal": np.array(found.form_legal, np.int32),
        "rules": _text(list(found.rules)),
        "legal_words": _text(list(found.legal_words)),
        **vocabulary_arrays(words, found.others),
    }
    lengths, ids = np.array(found.lengths, np.int64), np.array(found.ids, np.int64)
    arrays |= _alone(ids[(np.cumsum(lengths) - lengths)[lengths == 1]], np.array(found.flags, np.int32)[lengths == 1])
    left, right = _neighbours(found, lengths, ids)
    arrays["bigrams"] = bigram_bits(left, right)
    letters, spellings_at, longest = _letters(arrays, len(words))
    shared = np.array([False, *shared_words(words), False], np.int32)
    arrays |= letters
    arrays["followers"] = follower_bits(left, right, _first_letters(arrays, len(words)))
    arrays["book.vocabulary"] = _table(shared, [0, *(traits_of(word, 0).bits for word in words), 0], spellings_at)
    arrays["book.forms"] = _forms(found, words, lengths, ids, shared)
    arrays["book.words"] = ids.astype(np.int32)
    arrays["book.legal"] = legal_tree()
    arrays["own_words"] = own_rows(arrays).ravel()
    return arrays | anchor_arrays(lengths, ids, shared, longest)


def _text(lines: list[str]) -> NDArray[np.uint8]:
    import numpy as np

    return np.frombuffer("\n".join(lines).encode(), np.uint8)


def _alone(words: NDArray[np.int64], flags: NDArray[np.int32]) -> Columns:
    """The words that are names by themselves, and of these those that need context in each, given the forms of one."""
    import numpy as np

    ordinary = np.setdiff1d(words, words[(flags & CONTEXT) == 0])
    return {"alone": np.unique(words).astype(np.int32), "ordinary": ordinary.astype(np.int32)}


def _neighbours(
    found: Gathered, lengths: NDArray[np.int64], ids: NDArray[np.int64]
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Every pair of neighbouring words, in names as they are written and in their forms."""
    import numpy as np

    raw, raw_lengths = np.array(found.raw, np.int64), np.array(found.raw_lengths, np.int64)
    inner, raw_inner = inner_pairs(lengths), inner_pairs(raw_lengths)
    return (
        np.concatenate((ids[inner], raw[raw_inner])),
        np.concatenate((ids[inner + 1], raw[raw_inner + 1])),
    )


def inner_pairs(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where a word has another of its run behind it."""
    import numpy as np

    last = np.zeros(int(lengths.sum()), bool)
    last[np.cumsum(lengths)[lengths > 0] - 1] = True
    return np.flatnonzero(~last)


def _table(*columns: Any) -> NDArray[np.int32]:
    import numpy as np

    return np.stack([np.asarray(column, np.int32) for column in columns], axis=1).ravel()


def _forms(
    found: Gathered, words: list[str], lengths: NDArray[np.int64], ids: NDArray[np.int64], shared: NDArray[np.int32]
) -> NDArray[np.int32]:
    """The table of forms (:mod:`leakscan.screening.book`), with one row more for the end of the last one's words."""
    import numpy as np

    sizes = np.array([0, *map(len, words)], np.int64)
    count = len(lengths)
    owners = np.repeat(np.arange(count), lengths)
    own = np.bincount(owners, weights=1 - shared[ids], minlength=count)
    letters = np.bincount(owners, weights=sizes[ids] * (1 - shared[ids]), minlength=count)
    letters = np.where(letters > 0, letters, np.bincount(owners, weights=sizes[ids], minlength=count))
    budgets = (letters > 4).astype(np.int32) + (letters > 9) + (letters > 17)
    kinds = np.array(found.kinds, np.int32).reshape(-1, 2)
    columns = (
        found.flags,
        budgets,
        found.costs,
        found.states,
        found.localities,
        found.classes,
        kinds[:, 0],
        kinds[:, 1],
        own,
    )
    begin = np.concatenate(([0], np.cumsum(lengths)))
    return _table(begin, *(np.append(np.asarray(column, np.int32), 0) for column in columns))


def _first_letters(arrays: Columns, count: int) -> NDArray[np.uint32]:
    """By word, the bits of the letters that its spellings begin with."""
    import numpy as np

    found = np.zeros(count + 1, np.uint32)
    firsts = arrays["book.letters"][arrays["book.letters_at"][:-1]]
    np.bitwise_or.at(found, np.sort(arrays["spelling_words"]), letter_bits(firsts))
    return found


def _letters(arrays: Columns, count: int) -> tuple[Columns, NDArray[Any], NDArray[Any]]:
    """The letters of spellings in order of their words; where those of each word begin; the longest of each."""
    import numpy as np

    spellings = arrays["spellings"].tobytes().decode().split("\n")
    order = np.argsort(arrays["spelling_words"], kind="stable")
    meant = arrays["spelling_words"][order]
    ordered = [spellings[n] for n in order.tolist()]
    sizes = np.fromiter(map(len, ordered), np.int64, len(ordered))
    codes = np.frombuffer("".join(ordered).encode("utf-32-le"), "<u4")
    longest = np.zeros(count + 1, np.int64)
    np.maximum.at(longest, meant, sizes)
    begin = np.concatenate(([0], np.cumsum(sizes))).astype(np.int32)
    kept: Columns = {
        "book.letters_at": begin,
        "book.letters": codes.astype(np.uint8),
        "book.outlines": _outlines(meant, sizes, codes, count),
        "book.masks": np.bitwise_or.reduceat(letter_bits(codes), begin[:-1]) if len(begin) > 1 else begin[:0],
    }
    return kept, np.searchsorted(meant, np.arange(count + 2)), longest


def _outlines(
    meant: NDArray[Any], sizes: NDArray[np.int64], codes: NDArray[np.uint32], count: int
) -> NDArray[np.uint32]:
    """By word, in bits (:mod:`leakscan.screening.book`): the sizes, first and last letters that it may be known by."""
    import numpy as np

    found = np.zeros((count + 2, 4), np.uint32)
    most = np.where(sizes < LEAST_GUESSED, -1, np.where(sizes < LONG_ENOUGH, 1, 2))
    for more in (-2, -1, 0, 1, 2):
        some = np.flatnonzero(abs(more) <= most)
        np.bitwise_or.at(found[:, SIZES], meant[some], _size_bits(sizes[some] + more))
    np.bitwise_or.at(found[:, BOTH_SIZES], meant, _size_bits(sizes))
    ends = np.cumsum(sizes)
    np.bitwise_or.at(found[:, FIRST_LETTERS], meant, letter_bits(codes[ends - sizes]))
    np.bitwise_or.at(found[:, LAST_LETTERS], meant, letter_bits(codes[ends - 1]))
    return found.ravel()


def _size_bits(sizes: NDArray[np.int64]) -> NDArray[np.uint32]:
    import numpy as np

    return np.uint32(1) << np.minimum(sizes, MOST_SIZED).astype(np.uint32)
