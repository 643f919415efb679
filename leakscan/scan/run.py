"""A scan: documents of paths through examination, one result a document, in the order they were found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from leakscan.examine import Examination, examine_each
from leakscan.extract import Unread
from leakscan.model import Document
from leakscan.scan.paths import find_documents

if TYPE_CHECKING:
    from leakscan.screening import Index

GROUP_BYTES = 1 << 20
GROUP_DOCUMENTS = 256
Result = Examination | Unread


def scan_paths(
    paths: Iterable[str], index: Index, *, workers: int = 1, own: frozenset[tuple[int, int]] = frozenset()
) -> Iterator[Result]:
    """Examine every document under the paths; what could not be read stands in its place.

    Args:
        paths: Files, folders, archives, fsspec URLs, ``-``.
        index: The compiled watchlists.
        workers: Processes to examine in; the results and their order are the same for any number.
        own: What to leave out of folders; see ``find_documents``.
    """
    found = find_documents(paths, own)
    if workers > 1:
        from leakscan.scan.workers import examine_in_processes

        return examine_in_processes(found, index, workers)
    return _here(found, index)


def _here(found: Iterable[Document | Unread], index: Index) -> Iterator[Result]:
    for group in groups(found):
        yield from examine_group(group, index)


def examine_group(group: list[Document | Unread], index: Index) -> list[Result]:
    """The results of some documents, with what is unread left where it stands."""
    examinations = examine_each((item for item in group if isinstance(item, Document)), index)
    return [item if isinstance(item, Unread) else next(examinations) for item in group]


def groups(found: Iterable[Document | Unread]) -> Iterator[list[Document | Unread]]:
    """What was found in groups of about a megabyte, the size that screening likes best."""
    group: list[Document | Unread] = []
    size = 0
    for item in found:
        group.append(item)
        size += len(item.content) if isinstance(item, Document) else 0
        if size >= GROUP_BYTES or len(group) >= GROUP_DOCUMENTS:
            yield group
            group, size = [], 0
    if group:
        yield group
