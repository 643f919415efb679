"""A scan: portions to documents, documents through examination, in the order they were found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from leakscan.model import Document
from leakscan.scan.examined import Begun, Finished, Item, Keeping, Passed, Result, look
from leakscan.scan.portion import Portion
from leakscan.scan.reading import Place, documents_of

if TYPE_CHECKING:
    from leakscan.screening import Index

GROUP_BYTES = 1 << 20
GROUP_ITEMS = 768  # a document has its portion's beginning and end beside it


class Engine(Protocol):
    """Where a scan works, other than in this process."""

    def scan(
        self, portions: Iterable[Portion], index: Index, keeping: Keeping, begun: Callable[[Portion], int]
    ) -> Iterator[list[Result]]:
        """As ``scan_portions``."""
        ...


def scan_portions(
    portions: Iterable[Portion],
    index: Index,
    keeping: Keeping = Keeping(),  # noqa: B008 - it is frozen
    engine: Engine | None = None,
    begun: Callable[[Portion], int] = lambda _: 0,
) -> Iterator[list[Result]]:
    """Examine every document of the portions; results come in groups, those of a portion between two marks.

    Args:
        portions: what to read.
        index: the compiled watchlists.
        keeping: what becomes of the bytes of documents with hits.
        engine: several processes, or a cluster, to examine in; the results are the same without.
        begun: how many documents of a portion were kept by an earlier attempt; they are not examined again.
    """
    if engine is not None:
        return engine.scan(portions, index, keeping, begun)
    return (look(group, index, keeping) for group in groups(items(portions, begun)))


def items(portions: Iterable[Portion], begun: Callable[[Portion], int] = lambda _: 0) -> Iterator[Item]:
    """What the portions hold, each between its ``Begun`` and its ``Finished``."""
    for portion in portions:
        behind, at, told = begun(portion), Place(), 0
        yield Begun(portion.key, behind)
        for number, found in enumerate(documents_of(portion, at)):
            if number < behind:
                continue
            yield found
            if at.bytes - told >= GROUP_BYTES:
                yield Passed(at.bytes - told)
                told = at.bytes
        yield Finished(portion.key, max(0, (portion.size or at.bytes) - told))


def groups(found: Iterable[Item]) -> Iterator[list[Item]]:
    """What was found in groups of about a megabyte, the size that screening likes best."""
    group: list[Item] = []
    size = 0
    for item in found:
        group.append(item)
        size += len(item.content) if isinstance(item, Document) else 0
        if size >= GROUP_BYTES or len(group) >= GROUP_ITEMS:
            yield group
            group, size = [], 0
    if group:
        yield group
