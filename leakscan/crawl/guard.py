"""No connection to an address inside the network that leakscan runs in, however it is spelt or reached.

The check sits in the resolver, which the seed, redirects, robots.txt, feed links and IP literals all pass
through, and the connection is made to the very address that was checked: there is no gap for a DNS server
to change its answer in. A host is reached over IPv6 and IPv4, by those of its addresses that are public.
A proxy resolves names itself, so behind one the host of each request is checked as it is written.
"""

from __future__ import annotations

import ipaddress
import logging
from typing import TYPE_CHECKING, Any, Self
from unicodedata import normalize
from urllib.parse import unquote

from scrapy.resolver import CachingHostnameResolver
from twisted.internet.interfaces import IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]  # it ships no types

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapy.crawler import Crawler
    from twisted.internet.base import ReactorBase
    from twisted.internet.interfaces import IAddress, IHostResolution

log = logging.getLogger(__name__)

# ipaddress calls these global, yet they lead inside: NAT64, 6to4, Teredo and the IPv4-compatible form carry an IPv4
# address; 6to4 relays and multicast are no web servers.
_EXTRA = tuple(
    ipaddress.ip_network(network)
    for network in (
        "::/96",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2002::/16",
        "2001::/32",
        "192.88.99.0/24",
        "224.0.0.0/4",
        "ff00::/8",
        "fec0::/10",
    )
)
refused: dict[str, str] = {}  # host → address, so that whoever sees "DNS lookup failed" can say why


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet; False for what is no address at all."""
    try:
        ip = ipaddress.ip_address(address.strip("[]").partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(ip, "ipv4_mapped", None)
    if mapped is not None:
        return is_public(str(mapped))
    return ip.is_global and not any(ip in network for network in _EXTRA if ip.version == network.version)


def is_local_spelling(host: str) -> bool:
    """Whether a host that nobody will resolve here is a non-public address or a name of this machine.

    Covers what ``getaddrinfo`` reads as an address: integers, hexadecimal, octal and short forms; and what a proxy may
    make of a host before it looks: digits of other scripts, percent-encoded ones.
    """
    host = normalize("NFKC", unquote(unquote(host))).replace("。", ".")
    host = host.strip("[]").rstrip(".").lower()
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")) or not host:
        return True
    if ":" in host:
        return not is_public(host)
    literal = _as_ipv4(host)
    return literal is not None and not is_public(literal)


def _as_ipv4(host: str) -> str | None:
    import socket

    try:
        return socket.inet_ntoa(socket.inet_aton(host))  # reads the spellings, and never asks a name server
    except (OSError, UnicodeError):
        return None


class GuardResolver(CachingHostnameResolver):
    """Resolves a name and passes over addresses that are not public, save for hosts that a source may reach.

    A name without any other address does not resolve. ``LEAKSCAN_PRIVATE_HOSTS`` lists the exceptions as written in
    the sources' URLs; one resolver serves the whole process, so :mod:`leakscan.crawl.origin` sees to it that each
    host is reached by its own source alone.
    """

    def __init__(self, reactor: ReactorBase, cache_size: int, private_hosts: Sequence[str] = ()) -> None:
        super().__init__(reactor, cache_size)
        self.private_hosts = frozenset(host.lower() for host in private_hosts)

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """Scrapy's way to build it, once a process."""
        settings = crawler.settings
        return cls(reactor, settings.getint("DNSCACHE_SIZE"), settings.getlist("LEAKSCAN_PRIVATE_HOSTS"))

    def resolveHostName(  # noqa: N802  # Twisted's name
        self,
        resolutionReceiver: Any,  # noqa: N803  # Twisted hands it over by name
        hostName: str,  # noqa: N803
        *where: Any,
        **more: Any,
    ) -> IHostResolution:
        """The name's addresses that may be connected to, to the receiver."""
        own = hostName.lower() in self.private_hosts
        receiver: Any = resolutionReceiver if own else _PublicOnly(resolutionReceiver, hostName.lower())
        return super().resolveHostName(receiver, hostName, *where, **more)


@implementer(IResolutionReceiver)
class _PublicOnly:
    """Passes on what is public; remembers what is not."""

    def __init__(self, receiver: Any, name: str) -> None:
        self._receiver, self._name = receiver, name

    def resolutionBegan(self, resolution: IHostResolution) -> None:  # noqa: N802  # Twisted's names
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: IAddress) -> None:  # noqa: N802
        at = str(getattr(address, "host", ""))
        if is_public(at):
            self._receiver.addressResolved(address)
            return
        refused[self._name] = at
        log.warning("refused to connect to %s: it leads to %s, which is not public", self._name, at)

    def resolutionComplete(self) -> None:  # noqa: N802
        self._receiver.resolutionComplete()
