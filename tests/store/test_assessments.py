"""What the store keeps of an assessment."""

from __future__ import annotations

import hashlib

import pytest

from leakscan.model import Match, MatchKind
from leakscan.store.assessments import digest
from leakscan.store.values import dumped


@pytest.mark.parametrize("count", [0, 1, 2, 249, 250, 251, 1_003])
def test_a_digest_is_that_of_all_matches_in_one_array(count: int) -> None:
    matches = [
        Match("w", f"k{n}", MatchKind.NAME, f"Acmé, {n}", n, n + 7, 0.9, "Acme", "1 edit", ("x",) * (n % 3), row=n)
        for n in range(count)
    ]
    rows = [
        [m.entry, str(m.kind), m.text, m.form, m.rule, m.start, m.end, m.row, m.score, list(m.ambiguous)]
        for m in matches
    ]
    assert digest(matches) == hashlib.blake2b(dumped(rows).encode("ascii"), digest_size=16).hexdigest()
