"""What the two formats of threat intelligence share: ids that stay the same, and a hit in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid5

from leakscan.errors import UsageError
from leakscan.model import Hit
from leakscan.output.escape import printable

_OURS = UUID("6a1c5b0e-3f0f-5f0c-9d1a-2f6e0c9b7a41")  # the namespace of leakscan's ids


def same_id(kind: str, name: str) -> str:
    """A UUID that follows from the kind of an object and its name, so that an export repeated is no new object."""
    return str(uuid5(_OURS, printable(f"{kind}\n{name}")))


def in_words(hit: Hit) -> str:
    """Verdict, counts and reasons as sentences."""
    a = hit.assessment
    head = f"{a.verdict} of watchlist {a.watchlist}: {a.clients.matched} of its {a.clients.watchlist} clients."
    return printable(" ".join([head, *(f"{evidence.says}." for evidence in a.evidence)]))


@contextmanager
def installed(what: str) -> Iterator[None]:
    """Turn a library that is not there into what to do about it."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise UsageError(
            f"{what} needs a library that is not installed: pip install 'leakscan-toolkit[intel]'"
        ) from error
