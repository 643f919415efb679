"""Reference lists: public directories, and how likely their organisations are clients by their region alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from leakscan.model import Watchlist


@dataclass(frozen=True)
class Reference:
    """A public directory: its name, the regions each organisation stands in by its :func:`plain` name, all names."""

    name: str
    regions: Mapping[str, frozenset[str]]
    names: tuple[str, ...] = ()


def plain(said: str) -> str:
    """A name's letters and digits in lower case, by which directory, list and document are compared."""
    return "".join(filter(str.isalnum, said.casefold()))


def explained(watchlist: Watchlist, references: tuple[Reference, ...]) -> Watchlist:
    """The watchlist with what each reference list explains of it.

    Returns:
        The same list whose ``references`` map the name of a reference list to its organisations, and each of these to
        the share of its region's organisations that are clients; the highest where it stands in several regions.
    """
    return replace(watchlist, references={reference.name: _rates(watchlist, reference) for reference in references})


def _rates(watchlist: Watchlist, reference: Reference) -> Mapping[str, float]:
    clients = {plain(name) for entry in watchlist.entries for name in (entry.name, *entry.aliases)}
    whole = Counter(region for regions in reference.regions.values() for region in regions)
    ours = Counter(region for name, regions in reference.regions.items() if name in clients for region in regions)
    return {name: max(ours[region] / whole[region] for region in at) for name, at in reference.regions.items()}
