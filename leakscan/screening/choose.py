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

    firsts, lasts, merits, forms = (np.ascontiguousarray(rows[:, field]) for field in (FIRST, LAST, MERIT, FORM))
    by_place = np.argsort(firsts, kind="stable")
    kept = np.ones(len(rows), np.bool_)
    kept[by_place[_meet(firsts[by_place], lasts[by_place])]] = False
    meeting = np.flatnonzero(~kept)
    order = meeting[_best_first(firsts[meeting], merits[meeting], forms[meeting])]
    columns: list[Any] = [column[order] for column in (firsts, lasts, merits)]
    columns.append(owners[order].astype(np.int64))
    taken: Any = np.zeros(size, np.int32)
    fates: Any = np.zeros(len(order), np.int64)
    if is_fast():
        from leakscan.screening.compiled.compiler import compiled

        compiled(take_best)(*columns, taken, fates)
    else:
        take_best(*(column.data for column in (*columns, taken, fates)))
    kept[order[fates == -1]] = True
    alike = np.full(len(rows), -1, np.int64)
    tied = np.flatnonzero(fates >= 0)
    alike[order[tied]] = order[fates[tied]]
    return by_place[kept[by_place]], alike


def _best_first(firsts: NDArray[np.int64], merits: NDArray[np.int64], forms: NDArray[np.int64]) -> NDArray[np.int64]:
    """The order of forms by merit, then by first word, then by number, which is also that of their entries."""
    import numpy as np

    keys = firsts - (merits << 32)
    order = np.argsort(keys, kind="stable")
    ranked = keys[order]
    same = ranked[1:] == ranked[:-1]
    tied = np.flatnonzero(np.append(same, False) | np.append(False, same))
    if len(tied):  # few are, and to sort all by two keys takes three times as long
        some = order[tied]
        order[tied] = some[np.lexsort((forms[some], keys[some]))]
    return order


def _meet(firsts: NDArray[np.int64], lasts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which forms, by their first word, have a word in common with another."""
    import numpy as np

    found = np.zeros(len(firsts), np.bool_)
    behind = firsts[1:] <= np.maximum.accumulate(lasts)[:-1]
    found[1:] = behind
    found[:-1] |= behind
    return found
