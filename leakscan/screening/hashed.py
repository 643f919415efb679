"""Hashes of e-mails, as leaks publish them in place of the addresses."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from leakscan.model import Match, MatchKind

if TYPE_CHECKING:
    from leakscan.screening.identifiers import Identifiers

_HEX = re.compile(r"(?<![0-9A-Za-z])(?:[0-9a-fA-F]{64}|[0-9a-fA-F]{40}|[0-9a-fA-F]{32})(?![0-9A-Za-z])")
_ALGORITHMS = ("md5", "sha1", "sha256")


def digests(value: str) -> Iterator[tuple[str, str]]:
    """Lower-case hexadecimal hashes of a value with the name of each algorithm."""
    for algorithm in _ALGORITHMS:
        yield hashlib.new(algorithm, value.encode(), usedforsecurity=False).hexdigest(), algorithm


def find_hashed(text: str, identifiers: Identifiers) -> Iterator[Match]:
    """Hexadecimal hashes of e-mails of entries."""
    if not identifiers.hashes:
        return
    for found in _HEX.finditer(text):
        known = identifiers.hashes.get(found[0].lower())
        if known is None:
            continue
        mail, algorithm = known
        for watchlist, entry in identifiers.emails[mail]:
            yield Match(
                watchlist, entry, MatchKind.HASHED, found[0], *found.span(), 1.0, mail, f"{algorithm} of the e-mail"
            )
