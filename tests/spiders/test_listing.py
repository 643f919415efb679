"""docs/sources.md is in step with the spiders."""

from __future__ import annotations

import pytest

from leakscan.crawl.links import link_sites
from leakscan.crawl.process import spiders
from tests.spiders.listing import PAGE, renewed, table


def test_the_list_of_sources_is_in_step() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == renewed(page), "the spiders changed: run make docs"
    assert table() in page


def test_every_site_of_links_is_documented() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [site.name for site in link_sites() if f"| `{site.name}` |" not in page] == []


@pytest.mark.parametrize("spider", sorted(spiders()))
def test_every_spider_says_what_it_is(spider: str) -> None:
    told = spiders()[spider]
    assert told.about
    assert told.remembers
    assert "|" not in told.about + told.remembers + told.needs
    assert told.home or not told.needs, "what a home needs is said of a spider that has one"
