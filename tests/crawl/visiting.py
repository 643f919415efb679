"""Visits sources in a process of their own, since a reactor runs once a process; they are forked, which is quick."""

from __future__ import annotations

import dataclasses
import multiprocessing
import os
import warnings
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from leakscan.config import SourceConfig
from leakscan.crawl import settings as ours
from leakscan.crawl.page import Memory, Page
from leakscan.crawl.plain import plain
from leakscan.crawl.runner import Visits

ROOT = Path(__file__).parents[2]
Result = dict[str, Any]

forks = multiprocessing.get_context("forkserver")
forks.set_forkserver_preload(["tests.crawl.preload"])


def visit(sources: Mapping[str, Mapping[str, Any]], **more: Any) -> dict[str, Result]:
    """Each source's ``Visited`` as a dict, with the texts of its documents under ``texts`` and its ``cursor``.

    Args:
        sources: settings as in leakscan.toml, by name.
        more: ``cursors`` by source, ``contact``, ``log``, ``insist``, ``environment``, ``patience`` in seconds,
            ``scrapy``: settings of ours that are to be otherwise, ``unguarded``: for a control that does reach,
            ``browser_seconds`` for a page in the browser, ``loose_browser``: for a control whose pages do reach others.
    """
    ours, theirs = forks.Pipe(duplex=False)
    child = forks.Process(target=_work, args=(sources, more, theirs))
    child.start()
    theirs.close()
    try:
        assert ours.poll(more.get("patience", 60)), "the visit takes too long"
        results: dict[str, Result] = ours.recv()
    except EOFError:
        raise AssertionError("the visiting process failed: see its traceback") from None
    finally:
        ours.close()
        child.join(5)
        child.kill()
    return results


def one(spider: str, url: str, **settings: Any) -> Result:
    """The result of one source on loopback, without a delay."""
    return visit({"it": {"spider": spider, "url": url, "delay": 0, "allow_private": True, **settings}})["it"]


class _PerSource(Memory):
    """Remembers which source each page is of."""

    def __init__(self, cursors: Mapping[str, Mapping[str, Any]]) -> None:
        super().__init__()
        self.texts: dict[str, list[str]] = {}
        self.by_source = {source: dict(cursor) for source, cursor in cursors.items()}

    def cursor(self, source: str) -> dict[str, Any]:
        return dict(self.by_source.get(source, {}))

    def commit(self, pages: Sequence[tuple[str, Page]]) -> None:
        for source, page in pages:
            self.texts.setdefault(source, []).extend(plain(document)["text"] for document in page.documents)
            self.by_source.setdefault(source, {}).update(page.cursor)
            self.seen.update(f"{source}\0{key}" for key in page.seen)

    def has_seen(self, source: str, keys: Iterable[str]) -> set[str]:
        return {key for key in keys if f"{source}\0{key}" in self.seen}


def _let_loose() -> None:
    """Take away all that keeps a page from reaching out of the browser."""

    async def nothing(*_: object) -> None:
        pass

    vars(import_module("leakscan.crawl.browser")).update(SWITCHES=(), always=lambda _: False)
    import_module("leakscan.crawl.browser_handler").BrowserHandler._guard = nothing


def _unguard() -> None:
    """Take away all that keeps a visit from addresses inside, and from hosts that are not the source's."""
    from leakscan.crawl import guard, origin
    from leakscan.crawl.spider import SourceSpider

    guard.is_public = lambda address: True
    vars(origin)["is_local_spelling"] = lambda host: False
    SourceSpider.may_ask = lambda self, host: True  # type: ignore[method-assign]


def _work(sources: Mapping[str, Mapping[str, Any]], more: Mapping[str, Any], answer: Connection) -> None:
    warnings.simplefilter("error")
    os.environ.update(more.get("environment", {}))
    vars(ours).update(more.get("scrapy", {}))
    if "browser_seconds" in more:
        vars(import_module("leakscan.crawl.browser_handler"))["SECONDS"] = more["browser_seconds"]
    if more.get("loose_browser"):
        _let_loose()
    if more.get("unguarded"):
        _unguard()
    ledger = _PerSource(more.get("cursors", {}))
    configs = {name: SourceConfig.model_validate(settings) for name, settings in sources.items()}
    log = Path(more["log"]) if "log" in more else None
    results = {}
    for visited in Visits(configs, ledger, more.get("contact"), log, insist=more.get("insist", False)).run():
        name = visited.source
        told = {"texts": ledger.texts.get(name, []), "cursor": ledger.by_source.get(name, {}), "whole": visited.whole}
        results[name] = {**dataclasses.asdict(visited), **told}
    answer.send(results)
