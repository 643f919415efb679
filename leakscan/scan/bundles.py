"""What is handed to a worker: documents that were read here, or portions that it reads itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby
from typing import TypeAlias

from leakscan.extract.containers.kinds import recognise_container
from leakscan.extract.stream import HEAD
from leakscan.scan.examined import Item
from leakscan.scan.portion import Portion
from leakscan.scan.remote import is_url, opened
from leakscan.scan.run import GROUP_BYTES, GROUP_ITEMS, groups, items

_MARKS = 3  # a portion of one document is three items


@dataclass(frozen=True, slots=True)
class Bundle:
    """Portions that are worth a message together, each with how many of its documents were kept before."""

    portions: tuple[tuple[Portion, int], ...]

    def groups(self) -> Iterator[list[Item]]:
        """Their documents, read now, in groups of about a megabyte."""
        behind = {portion.key: kept for portion, kept in self.portions}
        return groups(items((portion for portion, _ in self.portions), lambda portion: behind[portion.key]))

    def items(self) -> list[Item]:
        """All that is in them, read now."""
        return list(chain.from_iterable(self.groups()))


@dataclass(frozen=True, slots=True)
class Pause:
    """What follows may be long in coming, so that what is under way is to be finished first."""


Work: TypeAlias = Bundle | list[Item]


def bundles(
    portions: Iterable[Portion], begun: Callable[[Portion], int], most_bytes: int, most_portions: int
) -> Iterator[Bundle]:
    """The portions in bundles that end once they hold so many bytes, one of unknown size, or so many portions."""
    bundle: list[tuple[Portion, int]] = []
    size = 0
    for portion in portions:
        bundle.append((portion, begun(portion)))
        size += most_bytes if portion.size is None else portion.size
        if size >= most_bytes or len(bundle) >= most_portions:
            yield Bundle(tuple(bundle))
            bundle, size = [], 0
    if bundle:
        yield Bundle(tuple(bundle))


def works(portions: Iterable[Portion], begun: Callable[[Portion], int]) -> Iterator[Work | Pause]:
    """The portions as work for processes of this machine, in their order.

    They read for themselves files and stretches of large ones. What comes through a pipe or, in one piece, over a
    network is read here, and so are archives: one that holds a terabyte keeps all processes busy.
    """
    for (theirs, endless), some in groupby(portions, lambda portion: (_is_theirs(portion), _is_endless(portion))):
        if theirs:
            yield from bundles(some, begun, GROUP_BYTES, GROUP_ITEMS // _MARKS)
        else:
            if endless:
                yield Pause()
            yield from groups(items(some, begun))


def _is_endless(portion: Portion) -> bool:
    return portion.unread is None and portion.size is None


def _is_theirs(portion: Portion) -> bool:
    if portion.unread is not None or portion.start is not None:
        return True
    if portion.size is None or is_url(portion.place):
        return False
    return portion.size <= GROUP_BYTES or not _is_archive(portion.place)


def _is_archive(place: str) -> bool:
    try:
        with opened(place) as file:
            return recognise_container(file.read(HEAD)) is not None
    except OSError:
        return False  # reading it says why
