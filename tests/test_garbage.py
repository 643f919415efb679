"""While many objects are made Python's collector rests, and what it would collect is collected later all the same."""

from __future__ import annotations

import gc
import weakref

from leakscan.garbage import uncollected


class _Knot:
    def __init__(self) -> None:
        self.itself = self


def test_the_collector_rests_and_goes_on() -> None:
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_holds_itself_is_collected_though_much_is_made_and_kept() -> None:
    knots, kept = [], []
    for _ in range(60):
        knots.append(weakref.ref(_Knot()))
        with uncollected():
            made = [[n] for n in range(1_000)]
        kept.append([made])  # with which the collector may look
    assert sum(knot() is not None for knot in knots) < len(knots) / 2
