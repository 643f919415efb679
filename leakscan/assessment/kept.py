"""What is true of a watchlist whatever the document: found out once, and kept with the list."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from leakscan.model import Watchlist

_T = TypeVar("_T")


def kept(function: Callable[[Watchlist], _T]) -> Callable[[Watchlist], _T]:
    """Have a function of a watchlist alone called once a list; a list never changes."""
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def answer(watchlist: Watchlist) -> _T:
        known: dict[str, Any] = watchlist.__dict__
        if name not in known:
            known[name] = function(watchlist)
        found: _T = known[name]
        return found

    return answer


@kept
def public_share(watchlist: Watchlist) -> float:
    """Share of the clients who are publicly known as such."""
    return sum(entry.public for entry in watchlist.entries) / len(watchlist)


@kept
def public(watchlist: Watchlist) -> frozenset[str]:
    """Keys of the clients who are publicly known as such."""
    return frozenset(entry.key for entry in watchlist.entries if entry.public)


@kept
def is_dated(watchlist: Watchlist) -> bool:
    """Whether anything tells since when somebody is a client, or until when."""
    return bool(watchlist.versions) or any(entry.since or entry.until for entry in watchlist.entries)


@kept
def planted(watchlist: Watchlist) -> frozenset[str]:
    """Keys of the clients that do not exist."""
    return frozenset(entry.key for entry in watchlist.entries if entry.canary is not None)
