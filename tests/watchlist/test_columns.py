from __future__ import annotations

import pytest

from leakscan.watchlist.columns import nearest


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("alias", "aliases"), ("e-mails", "emails"), ("E-Mail", "emails"), ("Domain", "domains"),
        ("identifer", "identifiers"),
        ("untill", "until"), ("Customer", "name"), ("Customer Name", "name"), ("Names", "name"),
    ],
)  # fmt: skip
def test_misspelt_headings_get_a_suggestion(heading: str, meant: str) -> None:
    assert nearest(heading) == meant


@pytest.mark.parametrize("heading", ["notes", "last search", "city", "x", ""])
def test_other_headings_get_none(heading: str) -> None:
    assert nearest(heading) is None
