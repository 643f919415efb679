"""Gathered forms to the arrays of an index: words, forms, and the anchors that forms are looked for by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leakscan.screening.anchors import anchor_arrays
from leakscan.screening.gather import Gathered, shared_words
from leakscan.screening.legal_forms import legal_tree
from leakscan.screening.segments import bigram_bits
from leakscan.screening.traits import traits_of
from leakscan.screening.vocabulary import vocabulary_arrays

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
    arrays["alone"] = np.unique(ids[(np.cumsum(lengths) - lengths)[lengths == 1]]).astype(np.int32)
    arrays["bigrams"] = bigram_bits(*_neighbours(found, lengths, ids))
    arrays |= _book(found, words, lengths, ids)
    arrays |= _spellings(arrays, len(words))
    arrays |= anchor_arrays(lengths, ids, arrays["book.shared"], arrays["spellings_long"])
    del arrays["spellings_long"]
    return arrays


def _text(lines: list[str]) -> NDArray[np.uint8]:
    import numpy as np

    return np.frombuffer("\n".join(lines).encode(), np.uint8)


def _neighbours(found: Gathered, lengths: NDArray[np.int64], ids: NDArray[np.int64]) -> tuple[NDArray[Any], NDArray[Any]]:
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


def _book(found: Gathered, words: list[str], lengths: NDArray[np.int64], ids: NDArray[np.int64]) -> Columns:
    import numpy as np

    shared = np.array([False, *shared_words(words)], np.uint8)
    sizes = np.array([0, *map(len, words)], np.int64)
    owners = np.repeat(np.arange(len(lengths)), lengths)
    own = np.bincount(owners, weights=1 - shared[ids], minlength=len(lengths)).astype(np.uint8)
    letters = np.bincount(owners, weights=sizes[ids] * (1 - shared[ids]), minlength=len(lengths))
    whole = np.bincount(owners, weights=sizes[ids], minlength=len(lengths))
    letters = np.where(letters > 0, letters, whole)
    keys, nodes, classes = legal_tree()
    traits = np.array([0, *(traits_of(word, 0).bits for word in words)], np.uint32)
    columns: Columns = {
        "words_at": np.concatenate(([0], np.cumsum(lengths))).astype(np.int32),
        "words": ids.astype(np.int32),
        "flags": np.array(found.flags, np.uint8),
        "budgets": ((letters > 4).astype(np.uint8) + (letters > 9) + (letters > 17)).astype(np.uint8),
        "costs": np.array(found.costs, np.uint8),
        "states": np.array(found.states, np.uint8),
        "localities": np.array(found.localities, np.uint8),
        "legal": np.array(found.classes, np.int32),
        "kinds": np.array(found.kinds, np.uint32),
        "own": own,
        "shared": shared,
        "word_traits": traits,
        "legal_keys": keys,
        "legal_nodes": nodes,
        "legal_classes": classes,
    }
    return {f"book.{name}": column for name, column in columns.items()}


def _spellings(arrays: Columns, count: int) -> Columns:
    """The letters of spellings, in order of the words they are spellings of."""
    import numpy as np

    spellings = arrays["spellings"].tobytes().decode().split("\n")
    order = np.argsort(arrays["spelling_words"], kind="stable")
    ordered = [spellings[n] for n in order.tolist()]
    sizes = np.fromiter(map(len, ordered), np.int64, len(ordered))
    codes = np.frombuffer("".join(ordered).encode("utf-32-le"), "<u4")
    longest = np.zeros(count + 1, np.int64)
    np.maximum.at(longest, arrays["spelling_words"][order], sizes)
    return {
        "book.spellings_at": np.searchsorted(arrays["spelling_words"][order], np.arange(count + 2)).astype(np.int32),
        "book.letters_at": np.concatenate(([0], np.cumsum(sizes))).astype(np.int32),
        "book.letters": codes.astype(np.uint8),
        "spellings_long": longest,
    }
