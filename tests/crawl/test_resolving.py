"""Names, and the addresses that a connection is made to: what a server of names answers is hostile as well."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from scrapy.resolver import dnscache
from twisted.internet.address import IPv4Address, IPv6Address

from leakscan.crawl.guard import GuardResolver, refused
from tests.crawl import rebinding
from tests.crawl.alone import alone
from tests.crawl.feeds import feed
from tests.crawl.site import Site, serving
from tests.crawl.visiting import one

PUBLIC, INSIDE = "93.184.216.34", "127.0.0.1"


class Names:
    """Stands in for a reactor and its resolver; gives the next of its answers each time it is asked."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers, self.nameResolver = list(answers), self

    def resolveHostName(self, receiver: Any, name: str, port: int = 0, *_: Any) -> Any:  # noqa: N802  # Twisted's name
        receiver.resolutionBegan(self)
        for host in self.answers.pop(0):
            receiver.addressResolved((IPv6Address if ":" in host else IPv4Address)("TCP", host, port))
        receiver.resolutionComplete()
        return self


class Connecting:
    """What a connection would be made to."""

    def __init__(self) -> None:
        self.to: list[str] = []
        self.ended = False

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802
        pass

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        self.to.append(address.host)

    def resolutionComplete(self) -> None:  # noqa: N802
        self.ended = True


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    yield
    dnscache.clear()
    refused.clear()


def resolved(resolver: GuardResolver, name: str) -> list[str]:
    connecting = Connecting()
    resolver.resolveHostName(connecting, name, 80)
    assert connecting.ended
    return connecting.to


def guard(names: Names, cached: int = 100, *private: str) -> GuardResolver:
    return GuardResolver(names, cached, private)  # type: ignore[arg-type]  # the part of a reactor that is asked


def test_of_several_addresses_the_public_ones_are_left() -> None:
    resolver = guard(Names(["10.0.0.1", PUBLIC, "::1", "2606:4700::1111", "::ffff:169.254.169.254"]))
    assert resolved(resolver, "mixed.example") == [PUBLIC, "2606:4700::1111"]


@pytest.mark.parametrize("inside", ["127.0.0.1", "::1", "fd00::1", "64:ff9b::7f00:1", "169.254.169.254"])
def test_a_name_that_leads_inside_does_not_resolve(inside: str) -> None:
    assert resolved(guard(Names([inside])), "Rebound.example") == []
    assert refused == {"rebound.example": inside}


@pytest.mark.parametrize("cached", [0, 100])
def test_an_answer_that_changes_between_check_and_use_changes_nothing(cached: int) -> None:
    """Each connection is made to addresses out of the very answer that was checked."""
    resolver = guard(Names(*[[PUBLIC], [INSIDE]] * 500), cached)
    reached = [resolved(resolver, f"flip{number % 7}.example") for number in range(1000 if not cached else 500)]
    assert {address for addresses in reached for address in addresses} == {PUBLIC}
    assert [PUBLIC] in reached
    if not cached:
        assert reached.count([]) == 500


def test_a_server_of_names_that_changes_its_mind_leads_nobody_inside(tmp_path: Path) -> None:
    """A real one, asked by the system's resolver; without the guard it does lead inside."""
    told = alone("tests.crawl.rebinding", tmp_path, "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n")
    assert set(told["guarded"]) == {rebinding.PUBLIC}
    assert told["guarded"][rebinding.PUBLIC] >= rebinding.NAMES / 4
    assert told["unguarded"][rebinding.INSIDE] >= rebinding.NAMES / 4


def test_a_host_that_a_source_may_reach_is_an_exception_for_itself_alone() -> None:
    resolver = guard(Names([INSIDE], [INSIDE]), 100, "Inner.example")
    assert resolved(resolver, "inner.example") == [INSIDE]
    assert resolved(resolver, "other.example") == []


def test_a_site_with_ipv6_alone_is_reached_under_guard() -> None:
    with serving(Site({"/feed": feed("a")}), "::1") as site:
        allowed, refused = one("rss", site.url + "feed"), one("rss", site.url + "feed", allow_private=False)
    assert (allowed["health"], allowed["texts"][0]) == ("ok", "<h1>a</h1>\n")
    assert "private-address" in refused["detail"]
    assert site.paths == ["/feed"]
