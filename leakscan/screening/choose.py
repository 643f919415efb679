"""Of laid forms that overlap, the best; of equally good ones, one with the others named as ambiguous."""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence
from typing import TYPE_CHECKING, Any

from leakscan.screening.kernels import is_fast, kernel
from leakscan.screening.walk import FIRST, FORM, LAST, MERIT

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@kernel
def take_best(
    firsts: Sequence[int],
    lasts: Sequence[int],
    merits: Sequence[int],
    entries: Sequence[int],
    taken: MutableSequence[int],
    fates: MutableSequence[int],
) -> None:
    """Decide on forms of one watchlist, the best of which comes first.

    ``taken`` is filled with the form (from 1) that each word belongs to; ``fates`` with -1 for a chosen form, -2 for a
    dropped one, else with the chosen form that it is as good as.
    """
    for n in range(len(firsts)):
        other = -1
        for place in range(firsts[n], lasts[n] + 1):
            if taken[place]:
                other = taken[place] - 1
                break
        if other < 0:
            for place in range(firsts[n], lasts[n] + 1):
                taken[place] = n + 1
            fates[n] = -1
            continue
        same = firsts[n] == firsts[other] and lasts[n] == lasts[other] and merits[n] == merits[other]
        fates[n] = other if same and entries[n] != entries[other] else -2


def _taken_plainly(columns: Sequence[NDArray[np.int64]], taken: Any) -> NDArray[np.int64]:
    """The fates of forms, the best of which comes first; in lists most lie alone, and one look tells all of those."""
    import numpy as np

    fates = np.full(len(columns[0]), -1, np.int64)
    others = np.flatnonzero(~_alone(columns[0], columns[1]))
    told: Any = np.zeros(len(others), np.int64)
    few = [column[others] for column in columns]
    take_best(few[0].data, few[1].data, few[2].data, few[3].data, taken.data, told.data)
    told[told >= 0] = others[told[told >= 0]]
    fates[others] = told
    return fates


def _alone(firsts: NDArray[np.int64], lasts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which forms share no word with another."""
    import numpy as np

    order = np.argsort(firsts, kind="stable")
    parted = np.ones(len(firsts) + 1, bool)
    parted[1:-1] = firsts[order[1:]] > np.maximum.accumulate(lasts[order])[:-1]
    found = np.zeros(len(firsts), bool)
    found[order] = parted[:-1] & parted[1:]
    return found


def chosen(
    rows: NDArray[np.int64], owners: NDArray[np.int32], size: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The rows to keep, and for each row the kept one that it is as good as, or -1.

    Args:
        rows: laid forms of one watchlist (:mod:`leakscan.screening.walk`).
        owners: the entry of each.
        size: how many words the text has.
    """
    import numpy as np

    # Forms stand in the order of their entries, so that theirs is that of the owners, too.
    order = np.lexsort((rows[:, FORM], rows[:, FIRST] - (rows[:, MERIT] << 32)))
    columns: list[Any] = [rows[:, field][order] for field in (FIRST, LAST, MERIT)]
    columns.append(owners[order].astype(np.int64))
    taken: Any = np.zeros(size, np.int32)
    if is_fast():
        from leakscan.screening.compiled.compiler import compiled

        fates = np.zeros(len(rows), np.int64)
        compiled(take_best)(*columns, taken, fates)
    else:
        fates = _taken_plainly(columns, taken)
    alike = np.full(len(rows), -1, np.int64)
    tied = np.flatnonzero(fates >= 0)
    alike[order[tied]] = order[fates[tied]]
    kept = order[fates == -1]
    return kept[np.argsort(rows[kept, FIRST], kind="stable")], alike
