"""The same scan on a cluster: workers read and examine, and send back what was found and no more."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from leakscan.cluster import Call, Cluster, Lost
from leakscan.extract import Unread
from leakscan.scan.examined import Begun, Finished, Keeping, Result, look
from leakscan.scan.portion import Portion
from leakscan.scan.remote import is_url
from leakscan.scan.run import groups, items

if TYPE_CHECKING:
    from leakscan.screening import Index

_BUNDLE_BYTES = 16 << 20
_BUNDLE_PORTIONS = 64
_Bundle = list[tuple[Portion, int]]
_examining = threading.Lock()


class ClusterEngine:
    """Examines portions wherever the cluster has a worker; the results of each come together, in no order."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster

    def scan(
        self, portions: Iterable[Portion], index: Index, keeping: Keeping, begun: Callable[[Portion], int]
    ) -> Iterator[list[Result]]:
        """As ``scan_portions``; a portion that no worker outlives, or that can't be examined, is a problem.

        What opens a portion must be the same on every worker; the index is sent to each once. What dies beside others
        is tried again by itself, since a worker takes all with it that it has at hand.
        """
        name = self._cluster.carry(index)
        try:
            lost: _Bundle = []
            for outcome in self._cluster.each(_call(name, bundle, keeping) for bundle in bundles(portions, begun)):
                if isinstance(outcome, Lost):
                    lost += outcome.call.about
                else:
                    yield outcome.value
            for outcome in self._cluster.each((_call(name, [one], keeping) for one in lost), at_once=1):
                yield _problem(outcome) if isinstance(outcome, Lost) else outcome.value
        finally:
            self._cluster.drop(name)


def _call(name: str, bundle: _Bundle, keeping: Keeping) -> Call[_Bundle]:
    return Call(examine_there, (name, bundle, keeping), bundle)


def _problem(lost: Lost[_Bundle]) -> list[Result]:
    ((portion, behind),) = lost.call.about
    told = Unread(portion.path, lost.why)
    return [Begun(portion.key, behind), told, Finished(portion.key, portion.size or 0)]


def bundles(portions: Iterable[Portion], begun: Callable[[Portion], int]) -> Iterator[_Bundle]:
    """Portions together that are worth a message, each with how much of it was kept before."""
    bundle: _Bundle = []
    size = 0
    for portion in portions:
        place = portion.place if is_url(portion.place) else os.path.abspath(portion.place)  # noqa: PTH100 - .. stays
        bundle.append((replace(portion, place=place), begun(portion)))
        size += _BUNDLE_BYTES if portion.size is None else portion.size
        if size >= _BUNDLE_BYTES or len(bundle) >= _BUNDLE_PORTIONS:
            yield bundle
            bundle, size = [], 0
    if bundle:
        yield bundle


def examine_there(name: str, bundle: _Bundle, keeping: Keeping) -> list[Result]:
    """On a worker: the results of some portions; threads of one worker read at once and examine in turn."""
    from leakscan.cluster.carried import held

    behind = {portion.key: kept for portion, kept in bundle}
    results = []
    for group in groups(items([portion for portion, _ in bundle], lambda portion: behind[portion.key])):
        with _examining:
            results.append(look(group, held(name), keeping))
    return list(chain.from_iterable(results))
