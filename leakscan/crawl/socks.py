"""SOCKS proxies, Tor among them: which addresses are theirs, and a circuit of its own for each visit.

The libraries that speak SOCKS are an extra, ``leakscan-toolkit[tor]``, and are loaded by
:mod:`leakscan.crawl.socks_handler` where a source needs them.
"""

from __future__ import annotations

from importlib.util import find_spec
from secrets import token_hex
from urllib.parse import urlsplit, urlunsplit

HANDLER = "leakscan.crawl.socks_handler.SocksHandler"
SCHEMES = frozenset({"socks5", "socks5h"})  # either way the proxy resolves the names


def is_socks(proxy: str | None) -> bool:
    """Whether a proxy's address is one of SOCKS."""
    return urlsplit(proxy or "").scheme in SCHEMES


def is_installed() -> bool:
    """Whether the libraries of the extra are there."""
    return all(find_spec(name) is not None for name in ("httpx2", "socksio"))


def isolated(proxy: str) -> str:
    """The proxy's address with a user of this visit's own, unless it names one.

    Tor keeps streams of different users on different circuits (IsolateSOCKSAuth, on by default).
    """
    parts = urlsplit(proxy)
    if parts.username is not None:
        return proxy
    return urlunsplit(parts._replace(netloc=f"leakscan:{token_hex(8)}@{parts.netloc}"))
