"""Visits sources in a process of their own, since a reactor runs once a process."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from leakscan.config import SourceConfig
from leakscan.crawl.page import Memory
from leakscan.crawl.plain import plain
from leakscan.crawl.runner import Visits
from leakscan.model import Health

ROOT = Path(__file__).parents[2]
Result = dict[str, Any]


def visit(sources: dict[str, dict[str, Any]], **more: Any) -> dict[str, Result]:
    """Each source's ``Visited`` as JSON, with the texts of its documents under ``texts``."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.crawl.visiting"],
        input=json.dumps({"sources": sources, **more}),
        cwd=ROOT,
        env={**os.environ, "PYTHONWARNINGS": "error"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    results: dict[str, Result] = json.loads(done.stdout)
    return results


def one(spider: str, url: str, **settings: Any) -> Result:
    """The result of one source on loopback, without a delay."""
    told = {"spider": spider, "url": url, "delay": 0, "allow_private": True, **settings}
    return visit({"it": told})["it"]


class _PerSource(Memory):
    """Remembers which source each page is of."""

    def __init__(self, cursors: dict[str, Any]) -> None:
        super().__init__()
        self.texts: dict[str, list[str]] = {}
        self.by_source: dict[str, dict[str, Any]] = cursors

    def cursor(self, source: str) -> dict[str, Any]:
        return dict(self.by_source.get(source, {}))

    def commit(self, source: str, page: Any) -> None:
        self.texts.setdefault(source, []).extend(plain(document)["text"] for document in page.documents)
        self.by_source.setdefault(source, {}).update(page.cursor)
        self.seen.update(page.seen)


def _main() -> None:
    told = json.load(sys.stdin)
    sources = {name: SourceConfig(**settings) for name, settings in told["sources"].items()}
    ledger = _PerSource(told.get("cursors", {}))
    log = Path(told["log"]) if "log" in told else None
    results = {}
    for visited in Visits(sources, ledger, told.get("contact"), log).run():
        fields = dataclasses.asdict(visited)
        fields["health"] = str(Health(visited.health))
        cursor, texts = ledger.by_source.get(visited.source, {}), ledger.texts.get(visited.source, [])
        results[visited.source] = {**fields, "whole": visited.whole, "texts": texts, "cursor": cursor}
    json.dump(results, sys.stdout, default=str)


if __name__ == "__main__":
    _main()
