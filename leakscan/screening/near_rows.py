"""Forms that lie with edits or other differences, laid for all places at once and, where little is around, judged.

Without a compiler a list in which every name is misspelt would cost many times what one as it should be does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leakscan.screening.amid import Lying, told_apart
from leakscan.screening.book import COMMA_FORM, CONTEXT, FLAGS, LEGAL_OF, Book
from leakscan.screening.borne_at_once import are_borne, are_misspelt
from leakscan.screening.cells_at_once import close_right_behind, open_right_before
from leakscan.screening.lay_at_once import Laid, lay_at_once
from leakscan.screening.once import different
from leakscan.screening.scored_at_once import fill_scores
from leakscan.screening.text import Text
from leakscan.screening.walk import COMMA, FIRST, FORM, LAST, LOOKS, OF, OWN_EDITS, SHARED_EDITS, SPLITS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Truths = NDArray[np.bool_]


# The number of rows that were laid before.
BEFORE = -1


class Near(NamedTuple):
    """Which forms have to be laid one by one; which lie, and lie so from each of their words.

    Which are accepted, with their rows; which are still to be judged. Rows that were laid before are numbered so.
    """

    rest: Whole
    alike: Whole
    accepted: Whole
    rows: Whole
    open: Whole
    laid: Whole


def near_rows(
    text: Text,
    mine: NDArray[np.int32],
    book: Book,
    places: Whole,
    at: Whole,
    forms: NDArray[np.int32],
    before: Whole | None = None,
) -> Near:
    """Forms that may lie somehow, told apart as far as can be told of all at once.

    Args:
        text: the words of a text, as arrays.
        mine: what their numbers say.
        book: the forms.
        places: words of the text.
        at: the word of each form that lies there.
        forms: those.
        before: rows of forms that were laid in order and fill no cell, to be told with these.
    """
    import numpy as np

    tried = different(places, at, forms)
    places, at, forms = places[tried], at[tried], forms[tried]
    laid = lay_at_once(text, mine, book, places, at, forms)
    rest, some = _once(laid, forms.astype(np.int64) << 32 | (places - at + len(book.words)))
    rows, numbers = laid.rows[some], tried[some]
    whole, comma = _are_cells(text, book, rows), rows[:, COMMA] > 0
    in_cells, others = _scored(text, book, rows[whole]), np.flatnonzero(~(whole | comma))
    before = rows[:0] if before is None else before
    lying, told = np.concatenate((before, rows[others])), np.append(np.full(len(before), BEFORE), numbers[others])
    accepted, filled, open_ = _told(text, mine, book, lying)
    return Near(
        tried[rest],
        tried[np.flatnonzero(laid.alike)],
        np.append(numbers[whole], told[accepted]),
        np.concatenate((in_cells, filled)),
        np.append(numbers[comma], told[open_]),
        np.concatenate((rows[comma], lying[open_])),
    )


def _scored(text: Text, book: Book, rows: Whole) -> Whole:
    """Rows of forms that fill cells as they should be, with their scores."""
    import numpy as np

    none = np.zeros(len(rows), np.int64)
    fill_scores(text, book, rows, none, none, none > 0, none > 0, none)
    return rows


def _once(laid: Laid, keys: Whole) -> tuple[Whole, Whole]:
    """Which forms to lay one by one, and which lie; of those that lie from each word the same, the first.

    ``keys`` say which form would lie from which word on.
    """
    import numpy as np

    _, kinds = np.unique(keys, return_inverse=True)
    alike = np.flatnonzero(laid.alike)
    first, unclear = np.full(len(keys), len(keys)), np.zeros(len(keys), np.bool_)
    np.minimum.at(first, kinds[alike], alike)
    unclear[kinds[laid.open]] = True
    rest = unclear[kinds] & (laid.lie | laid.open)
    return np.flatnonzero(rest), np.flatnonzero(laid.lie & ~rest & (np.arange(len(keys)) <= first[kinds]))


def _are_cells(text: Text, book: Book, rows: Whole) -> Truths:
    """Which forms have all as it should be, and borders of a cell right before and behind."""
    unlike = rows[:, OWN_EDITS] + rows[:, SHARED_EDITS] + rows[:, LOOKS] + rows[:, SPLITS] + rows[:, COMMA]
    found: Truths = (unlike == 0) & ((book.forms[:, FLAGS][rows[:, FORM]] & COMMA_FORM) == 0)
    return found & open_right_before(text, rows[:, FIRST]) & close_right_behind(text, rows[:, LAST])


def _told(text: Text, mine: NDArray[np.int32], book: Book, rows: Whole) -> tuple[Whole, Whole, Whole]:
    """Which forms are names, their rows filled in, and of which it is open."""
    import numpy as np

    forms, first, last = rows[:, FORM].astype(np.int32), rows[:, FIRST], rows[:, LAST]
    own = book.forms[:, LEGAL_OF][forms]
    edited, split = rows[:, OWN_EDITS] + rows[:, SHARED_EDITS] > 0, rows[:, SPLITS] > 0
    told = told_apart(text, mine, book, Lying(forms, first, last, rows[:, OF] > 0, split, edited))
    context = (book.forms[:, FLAGS][forms] & CONTEXT) > 0
    by_legal = (told.legal > 0) & (told.sorts == own) & (own > 0)
    refused = told.refused | ~(are_borne(book, rows, own > 0) | are_borne(book, rows, own < 0))
    refused |= context & edited & ~are_misspelt(text, mine, rows, own >= 0)
    accepted = told.accepted & ~refused & are_borne(book, rows, by_legal)
    accepted &= ~(context & edited) | are_misspelt(text, mine, rows, told.legal > 0)
    accepted &= ~(context & (rows[:, LOOKS] > 0) & (first == last))
    some = np.flatnonzero(accepted)
    filled = rows[some]
    behind = told.legal[some], told.sorts[some], told.odd[some]
    fill_scores(text, book, filled, *behind, told.named[some], told.states[some])
    return some, filled, np.flatnonzero(~(accepted | refused))
