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
from leakscan.scan.bundles import Bundle, bundles
from leakscan.scan.examined import Begun, Finished, Keeping, Result, look
from leakscan.scan.portion import Portion
from leakscan.scan.remote import is_url

if TYPE_CHECKING:
    from leakscan.screening import Index

_BUNDLE_BYTES = 16 << 20
_BUNDLE_PORTIONS = 64
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
            lost: list[tuple[Portion, int]] = []
            bundled = bundles(map(_absolute, portions), begun, _BUNDLE_BYTES, _BUNDLE_PORTIONS)
            for outcome in self._cluster.each(_call(name, bundle, keeping) for bundle in bundled):
                if isinstance(outcome, Lost):
                    lost += outcome.call.about.portions
                else:
                    yield outcome.value
            for outcome in self._cluster.each((_call(name, Bundle((one,)), keeping) for one in lost), at_once=1):
                yield _problem(outcome) if isinstance(outcome, Lost) else outcome.value
        finally:
            self._cluster.drop(name)


def _call(name: str, bundle: Bundle, keeping: Keeping) -> Call[Bundle]:
    return Call(examine_there, (name, bundle, keeping), bundle)


def _problem(lost: Lost[Bundle]) -> list[Result]:
    ((portion, behind),) = lost.call.about.portions
    told = Unread(portion.path, lost.why)
    return [Begun(portion.key, behind), told, Finished(portion.key, portion.size or 0)]


def _absolute(portion: Portion) -> Portion:
    """As every worker finds it, whatever folder it was begun in."""
    place = portion.place if is_url(portion.place) else os.path.abspath(portion.place)  # noqa: PTH100 - .. stays
    return replace(portion, place=place)


def examine_there(name: str, bundle: Bundle, keeping: Keeping) -> list[Result]:
    """On a worker: the results of some portions; threads of one worker read at once and examine in turn."""
    from leakscan.cluster.carried import held

    results = []
    for group in bundle.groups():
        with _examining:
            results.append(look(group, held(name), keeping))
    return list(chain.from_iterable(results))
