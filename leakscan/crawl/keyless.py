"""Which sources can be visited by somebody who has no key, no account and no configuration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from leakscan.config import SourceConfig

_KEYS = ("token", "key")


@dataclass(frozen=True)
class Choice:
    """The sources to visit, and those left out, each with what it would need."""

    visit: Mapping[str, SourceConfig]
    left_out: Mapping[str, str]


def keyless(configured: Mapping[str, SourceConfig], spiders: Mapping[str, type[Any]]) -> Choice:
    """Choose among the configured sources, and the spiders that have a home of their own.

    A configured source stands for its spider's home. One that is switched off, or that carries a cookie or a token,
    is left out: what it brings depends on an account.
    """
    visit: dict[str, SourceConfig] = {}
    left_out: dict[str, str] = {}
    for name, source in configured.items():
        needs = _needs(source, spiders.get(source.spider))
        if needs:
            left_out[name] = needs
        else:
            visit[name] = source
    spoken_for = {source.spider for source in configured.values()}
    for name, spider in spiders.items():
        if name in spoken_for:
            continue
        if not spider.home:
            left_out[name] = "an address: add a source with its url to leakscan.toml"
        elif spider.needs:
            left_out[name] = spider.needs
        else:
            visit[name] = SourceConfig(spider=name)
    return Choice(visit, left_out)


def _needs(source: SourceConfig, spider: type[Any] | None) -> str:
    if not source.enabled:
        return "to be switched on in leakscan.toml"
    if source.cookie or any(source.options.get(key) for key in _KEYS):
        return "the account that leakscan.toml refers to; leakscan crawl visits it"
    return spider.needs if spider is not None and source.url is None and not spider.local else ""
