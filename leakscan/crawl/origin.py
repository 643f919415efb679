"""What may be asked of whom: the source's own host, http(s), its cookie and its proxy, and nothing across."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from leakscan.crawl.guard import is_local_spelling
from leakscan.crawl.refusals import OffsiteError, PrivateAddressError, ProxyUnusableError
from leakscan.crawl.socks import is_installed, is_socks, isolated

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

    from leakscan.crawl.spider import SourceSpider

_PORTS = {"http": 80, "https": 443}


def origin(url: str) -> tuple[str, str, int | None]:
    """Scheme, host and port of a URL: credentials go to the very same three or nowhere."""
    parts = urlsplit(url)
    return parts.scheme, (parts.hostname or "").lower(), parts.port or _PORTS.get(parts.scheme)


def _usable(proxy: str | None) -> str | None:
    if is_socks(proxy):
        if not is_installed():
            raise ProxyUnusableError("a SOCKS proxy needs more libraries: pip install 'leakscan-toolkit[tor]'")
        return isolated(proxy or "")
    return proxy


class OriginMiddleware:
    """Checks every request on its way out, redirects and retries included, and dresses it for its source."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.private_hosts = {host.lower() for host in crawler.settings.getlist("LEAKSCAN_PRIVATE_HOSTS")}
        self._proxy: str | None = None  # the same for a whole visit, which is on one circuit

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to build it."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Refuse what leads elsewhere; set the cookie and proxy of the source, and no other."""
        spider: SourceSpider = self.crawler.spider  # type: ignore[assignment]  # our settings run our spiders
        if spider.unusable is not None:
            raise spider.unusable
        scheme, host, _ = origin(request.url)
        if scheme not in _PORTS:
            raise OffsiteError(f"{scheme}: is no address of the web")
        self._refuse_private(host, spider)
        if not spider.may_ask(host) and not spider.expander.may_ask(host):
            raise OffsiteError(f"{host} is not the source's host ({spider.order.host})")
        request.headers.pop("Cookie", None)
        if spider.order.cookie and origin(request.url) == origin(spider.base):
            request.headers["Cookie"] = spider.order.cookie
        self._proxy = self._proxy or _usable(spider.order.proxy)
        if self._proxy:
            request.meta["proxy"] = self._proxy
        elif host.endswith(".onion"):  # no name server may be asked for it (RFC 7686)
            raise ProxyUnusableError(f'{host} is reached through Tor alone: set proxy = "socks5h://127.0.0.1:9050"')

    def _refuse_private(self, host: str, spider: SourceSpider) -> None:
        own = spider.order.allow_private and host == spider.order.host
        if host in self.private_hosts and own:
            return
        if host in self.private_hosts or is_local_spelling(host):
            raise PrivateAddressError(f"{host} is not a public address; allow_private = true allows a source its own")
