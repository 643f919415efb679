"""The pace that sites see: recorded by the server, over whole visits of several sources."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.crawl.feeds import feed
from tests.crawl.site import Asked, Reply, Site, serving
from tests.crawl.visiting import visit

PAGE = {"Content-Type": "text/html"}


def _page(number: int) -> Reply:
    return Reply(f"<!DOCTYPE html><html><body><h1>entry {number}</h1></body></html>".encode(), 200, PAGE)


class Moody(Site):
    """A proxy before three sites: two with feeds that link to the third, some pages of which are elsewhere or later."""

    def __init__(self, count: int, *, later: int) -> None:
        at = "http://paste.example"
        pages: dict[str, Reply | bytes] = {f"{at}/page/{number}": _page(number) for number in range(count)}
        for number in range(3, count, 50):
            pages[f"{at}/page/{number}"] = Reply(b"", 302, {"Location": f"/moved/{number}"})
            pages[f"{at}/moved/{number}"] = _page(number)
        for host, numbers in (("odd.example", range(1, count, 2)), ("even.example", range(0, count, 2))):
            titles = [f"entry {number}" for number in numbers]
            links = tuple(f"{at}/page/{number}" for number in numbers)
            pages[f"http://{host}/feed"] = feed(*titles, links=links)
        super().__init__(pages, self.later)
        self.moody = {f"{at}/page/{number}" for number in range(5, count, max(1, count // later))}
        self.refused: list[float] = []

    def later(self, asked: Asked) -> Reply | None:
        if asked.path not in self.moody:
            return None
        self.moody.remove(asked.path)
        self.refused.append(asked.at)
        return Reply(b"later", 429, {"Retry-After": "1"})


def _check(count: int, delay: float, later: int) -> None:
    site = Moody(count, later=later)
    with serving(site):
        told = {"spider": "rss", "delay": delay, "proxy": site.url, "max_pages": count * 2, "max_minutes": 600}
        hosts = ("odd.example", "even.example")
        sources = {host: {**told, "url": f"http://{host}/feed", "options": {"full": True}} for host in hosts}
        results = visit(sources, patience=60 + count * delay * 2 + later * 3)
    assert {result["health"] for result in results.values()} == {"ok"}, results
    asked = [asked for asked in site.asked if asked.path.startswith("http://paste.example/")]
    assert len(asked) >= count + later
    assert any(one.path != other.path and _is_odd(one) != _is_odd(other) for one, other in pairwise(asked))
    assert min(later.at - earlier.at for earlier, later in pairwise(asked)) >= delay
    assert site.most_within == 1
    assert len(site.refused) >= later
    for at in site.refused:
        assert not [each for each in asked if at < each.at < at + 1]


def _is_odd(asked: Asked) -> bool:
    return asked.path[-1] in "13579"


def test_two_sources_together_keep_the_pace_of_a_third_site() -> None:
    _check(count=30, delay=0.1, later=1)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_the_pace_is_kept_over_ten_thousand_requests() -> None:
    _check(count=10_000, delay=0.1, later=10)
