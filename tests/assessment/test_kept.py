"""What is true of a watchlist is found out once a list, and never told of another."""

from __future__ import annotations

import copy
from dataclasses import replace

from leakscan.assessment.kept import kept, planted, public_share
from leakscan.model import Watchlist
from tests.assessment.given import NAMES, watchlist


def test_a_function_is_called_once_a_list() -> None:
    asked = []

    @kept
    def size(clients: Watchlist) -> int:
        asked.append(clients.name)
        return len(clients)

    ours, theirs = watchlist(NAMES[:9]), replace(watchlist(NAMES[:5]), name="theirs")
    assert [size(ours), size(theirs), size(ours), size(theirs)] == [9, 5, 9, 5]
    assert len(asked) == 2


def test_a_changed_copy_of_a_list_is_asked_anew() -> None:
    before = watchlist(NAMES[:4])
    assert public_share(before) == 0.0
    assert not planted(before)
    first = replace(before.entries[0], public=True, canary="partner-b")
    after = replace(before, entries=(first, *before.entries[1:]))
    assert public_share(after) == 0.25
    assert set(planted(after)) == {first.key}
    assert public_share(before) == 0.0


def test_a_list_that_was_asked_equals_its_like() -> None:
    clients = watchlist(NAMES[:4])
    assert public_share(clients) == 0.0
    assert clients == watchlist(NAMES[:4]) == copy.deepcopy(clients)
