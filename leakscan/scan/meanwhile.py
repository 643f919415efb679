"""What is examined while the processes that will examine the rest begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakscan.extract.formats import recognise
from leakscan.model import Document
from leakscan.scan.bundles import Bundle, Work
from leakscan.scan.examined import Keeping, Result, look
from leakscan.scan.pool import Pool

if TYPE_CHECKING:
    from leakscan.screening import Index
    from leakscan.screening.shared import SharedIndex


class Meanwhile:
    """What this process examines itself, since workers take a while to begin and a small scan is done by then.

    Plain text alone: what a parser of anything else may do to a process, a worker has to bear.
    """

    def __init__(self, shared: SharedIndex, pool: Pool, keeping: Keeping, alone: int) -> None:
        self._shared, self._pool, self._keeping, self._alone = shared, pool, keeping, alone
        self._index: Index | None = None

    def at_first(self, work: Work) -> list[Result] | None:
        """What came of some work before workers are begun, None if it is for them."""
        if self._alone <= 0:
            return None
        results = self._examined(work)
        if results is None:
            self._alone = 0
        return results

    def meanwhile(self, work: Work) -> list[Result] | None:
        """What came of some work while they begin, None if it is for them."""
        return None if self._pool.has_begun else self._examined(work)

    def _examined(self, work: Work) -> list[Result] | None:
        group = work.items() if isinstance(work, Bundle) else work
        documents = [item for item in group if isinstance(item, Document)]
        if not all(map(_is_plain, documents)):
            return None
        self._alone -= sum(len(document.content) for document in documents)
        self._index = self._index or self._shared.here()
        return look(group, self._index, self._keeping)


def _is_plain(document: Document) -> bool:
    return recognise(document).name == "text"
