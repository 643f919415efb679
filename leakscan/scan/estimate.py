"""How large a scan is, and how long it takes, before it begins."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leakscan.model import Document
from leakscan.scan.examined import Keeping, look
from leakscan.scan.portion import Portion
from leakscan.scan.reading import Place, documents_of
from leakscan.scan.remote import faults, opened, size_of

if TYPE_CHECKING:
    from leakscan.screening import Index

_SAMPLE = 20
_ENOUGH = 8 << 20  # bytes of text
_GROUP = 1 << 20


@dataclass(frozen=True)
class Size:
    """Files and their bytes, packed as they are; ``asked`` files told their size where not all were known."""

    files: int
    bytes: int
    asked: int = 0

    def __str__(self) -> str:
        about = f"about {in_words(self.bytes)} (by the sizes of {self.asked} of them)" if self.asked else None
        return f"{self.files:,} files, {about or in_words(self.bytes)}"


@dataclass(frozen=True)
class Pace:
    """What one process got through in ``seconds``: packed bytes, and the bytes of documents in them."""

    packed: int
    documents: int
    seconds: float

    def and_then(self, other: Pace) -> Pace:
        """Both, one after the other."""
        return Pace(self.packed + other.packed, self.documents + other.documents, self.seconds + other.seconds)

    def hours(self, size: int) -> float:
        """How long one process takes for so many packed bytes."""
        return size / self.packed * self.seconds / 3600 if self.packed else float("inf")


def size_of_all(portions: Iterable[Portion]) -> Size:
    """The size of files; of those that don't say, twenty spread over all are asked."""
    known, files, unknown = 0, 0, []
    for portion in portions:
        if portion.unread is not None:
            continue
        files += 1
        if portion.size is None:
            unknown.append(portion)
        else:
            known += portion.size
    if not unknown:
        return Size(files, known)
    sizes = [size for portion in spread(unknown, _SAMPLE) if (size := _size(portion)) is not None]
    mean = sum(sizes) / len(sizes) if sizes else 0
    return Size(files, known + round(mean * len(unknown)), len(sizes))


def pace_of(portions: Iterable[Portion], index: Index) -> Pace:
    """Examine some megabytes of portions, and measure what comes then: what screening learns at first stays learnt."""
    learning, measuring = (Pace(0, 0, 0.0),) * 2
    for packed, group in _groups(portions):
        begun = time.perf_counter()
        look([*group], index, Keeping())
        size = sum(len(document.content) for document in group)
        took = Pace(packed, size, time.perf_counter() - begun)
        if learning.documents < _ENOUGH:
            learning = learning.and_then(took)
        elif measuring.documents < _ENOUGH:
            measuring = measuring.and_then(took)
        else:
            break
    return measuring if measuring.documents else learning


def _groups(portions: Iterable[Portion]) -> Iterator[tuple[int, list[Document]]]:
    """Documents of about a megabyte together, and how many packed bytes were read for them."""
    group: list[Document] = []
    packed = 0
    for portion in portions:
        at, before = Place(), 0
        for found in documents_of(portion, at):
            group += [found] if isinstance(found, Document) else []
            if sum(len(document.content) for document in group) >= _GROUP:
                yield packed + at.bytes - before, group
                group, packed, before = [], 0, at.bytes
        packed += at.bytes - before
    if group:
        yield packed, group


def spread(portions: list[Portion], count: int) -> list[Portion]:
    """So many of them, evenly from the first to the last."""
    if len(portions) <= count:
        return portions
    return [portions[at * len(portions) // count] for at in range(count)]


def in_words(size: float) -> str:
    """Bytes in the largest unit that is not below 1."""
    for unit, of in (("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= of:
            return f"{size / of:.1f} {unit}"
    return f"{size:.0f} bytes"


def _size(portion: Portion) -> int | None:
    try:
        with opened(portion.place) as stream:
            return size_of(stream)
    except faults():
        return None  # reading it will say why
