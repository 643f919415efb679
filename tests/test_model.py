from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from leakscan.model import Entry, Watchlist

LIST = Watchlist("acme", (Entry("1", "Aster", ("A",), figures={"x": 1, "y": 2}, row=2), Entry("2", "Birch", row=3)))


def test_a_digest_does_not_depend_on_order_rows_or_the_lists_name() -> None:
    turned = tuple(
        replace(entry, row=9, figures=dict(sorted(entry.figures.items(), reverse=True))) for entry in LIST.entries[::-1]
    )
    assert Watchlist("other", turned).digest == LIST.digest


@given(st.sampled_from(["key", "name", "aliases", "domains", "emails", "identifiers", "figures", "canary", "public"]))
def test_a_digest_depends_on_all_that_an_entry_says(field: str) -> None:
    values = {"key": "9", "name": "Cedar", "figures": {"x": 3}, "canary": "copy", "public": True}
    changed = replace(LIST.entries[0], **{field: values.get(field, ("new",))})  # type: ignore[arg-type]
    assert Watchlist("acme", (changed, LIST.entries[1])).digest != LIST.digest
