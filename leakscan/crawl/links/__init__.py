"""Paste sites without a listing, whose pastes are read where other sources link to them: one file a site."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import import_module

from leakscan.errors import UsageError


class EncryptedError(Exception):
    """A paste that only those can read who have the key in its link."""


def _as_it_is(body: bytes) -> bytes:
    return body


@dataclass(frozen=True)
class LinkSite:
    """How the links of a site look and where the text behind them is.

    ``path`` is a regular expression for what follows the host, with the paste's key as its group; ``raw`` is what
    follows the host to get the text, with ``{key}``. ``read`` takes the text out of the answer, and may raise
    MarkupChangedError or EncryptedError. ``wants`` names the option that holds a reference to the token that the site
    wants; ``closed`` sites refuse visitors without an agreement of their own. Both are left out unless they are named.
    """

    name: str
    hosts: tuple[str, ...]
    path: str
    raw: str
    kind: str = "text"
    headers: Mapping[str, str] = field(default_factory=dict)
    wants: str | None = None
    closed: bool = False
    read: Callable[[bytes], bytes] = _as_it_is

    def links(self, text: str) -> Iterator[str]:
        """Addresses of the texts behind the links of a text."""
        hosts = "|".join(map(re.escape, self.hosts))
        for found in re.finditer(rf"(https?)://(?:www\.)?(?i:({hosts}))/{self.path}", text, re.ASCII):
            yield f"{found[1]}://{found[2].lower()}/{self.raw.format(key=found[3])}"


@cache
def link_sites() -> tuple[LinkSite, ...]:
    """Every site of this folder."""
    modules = (import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__))
    return tuple(module.SITE for module in modules)


def chosen(wanted: str) -> tuple[LinkSite, ...]:
    """The sites that a source's option ``expand`` names.

    Args:
        wanted: ``true`` for those that anybody may read, or names, with a host of one's own where it is not the
            site's: ``"dpaste, pinnwand:paste.example"``; empty or ``false`` for none.

    Raises:
        UsageError: there is no site of a name.
    """
    known = {site.name: site for site in link_sites()}
    if wanted.lower() in {"", "false", "no", "0"}:
        return ()
    if wanted.lower() in {"true", "yes", "1"}:
        return tuple(site for site in known.values() if not site.wants and not site.closed)
    return tuple(_one(part.strip(), known) for part in wanted.split(","))


def _one(part: str, known: Mapping[str, LinkSite]) -> LinkSite:
    name, _, host = part.partition(":")
    if name not in known:
        raise UsageError(f"expand: no site {name!r}; there are: {', '.join(known)}")
    return replace(known[name], hosts=(host.lower(),)) if host else known[name]


def links_in(text: str, sites: Iterable[LinkSite]) -> dict[str, LinkSite]:
    """The addresses of the texts behind a text's links, each with its site, in order of their sites.

    JSON writes a slash as ``\\/`` as readily as plain, so both are read.
    """
    text = text.replace("\\/", "/")
    return {link: site for site in sites for link in site.links(text)}
