"""Runs a spider over saved pages: its real callbacks, no network, no reactor.

A case is a folder: ``inputs/`` with the pages, ``meta.json`` and ``output.json``. ``meta.json``::

    {"url": "https://…", "options": {}, "cursor": {}, "seen": [],
     "responses": {"PATH?QUERY": {"file": "…", "status": 200, "headers": {}}},
     "health": "ok", "check": "name of the check that told, or null", "gap": false,
     "incomplete": false (whether something was left unread all the same)}

A page that is asked for and not saved answers 404.
"""

from __future__ import annotations

import asyncio
import functools
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.responsetypes import responsetypes

from leakscan.crawl.health import Finding
from leakscan.crawl.keeper import Keeper
from leakscan.crawl.page import Memory, Page
from leakscan.crawl.plain import plain
from leakscan.crawl.process import spiders
from leakscan.crawl.visit import Order, Visit
from leakscan.model import Health
from tests.spiders.answers import Answer

FIXTURES = Path(__file__).parent.parent / "fixtures" / "spiders"


_spiders = functools.cache(spiders)


@dataclass(frozen=True)
class Case:
    """One saved visit of one spider."""

    spider: str
    folder: Path
    meta: dict[str, Any] = field(repr=False)

    def __str__(self) -> str:
        return f"{self.spider}-{self.folder.name}"


def cases(spider: str) -> list[Case]:
    """The saved visits of a spider."""
    folders = sorted(path.parent for path in (FIXTURES / spider).glob("*/meta.json"))
    return [Case(spider, folder, json.loads((folder / "meta.json").read_text("utf-8"))) for folder in folders]


@dataclass(frozen=True)
class Met:
    """A request of a visit, how many pages with how many documents its answer brought, and requests it led to."""

    request: Request
    response: Response
    pages: int
    documents: int
    led_to: int


Change = Callable[[Request, Response], Response]


def replay(case: Case, change: Change | None = None, met: list[Met] | None = None) -> Visit:
    """Run the case's visit; pages are in ``visit.keeper.ledger``, what they would have committed included.

    Args:
        case: the saved visit.
        change: what becomes of a saved answer before the spider gets it.
        met: takes every request and its answer.
    """
    meta = case.meta
    memory = Memory(cursors=dict(meta.get("cursor", {})), seen=set(meta.get("seen", [])))
    visit = Visit(
        Order(case.spider, meta.get("url"), meta.get("options", {})), Keeper(memory, linger=0), memory.cursor("")
    )

    def answer(request: Request) -> Response:
        response = _saved(request, case)
        return change(request, response) if change else response

    return _played(case.spider, visit, answer, met)


def replay_answer(spider: str, answer: Answer) -> Visit:
    """Run a visit in which every request gets the same answer."""
    url = getattr(_spiders()[spider], "home", None) or "https://site.example/"
    visit = Visit(Order(spider, url), Keeper(Memory(), linger=0))
    return _played(spider, visit, lambda request: answered(request, answer))


def replay_local(spider: str, memory: Memory | None = None, **options: str | int | bool) -> Visit:
    """Run a visit of a spider that asks nobody; ``memory`` is what earlier visits left."""
    visit = Visit(Order(spider, options=options), Keeper(memory or Memory(), linger=0))
    return _played(spider, visit, lambda request: pytest.fail(f"asked {request.url}"))


def _played(spider: str, visit: Visit, answer: Callable[[Request], Response], met: list[Met] | None = None) -> Visit:
    try:
        asyncio.run(_run(_spiders()[spider](visit=visit), visit, answer, met))
    finally:
        visit.keeper.close()
    return visit


async def _run(spider: Any, visit: Visit, answer: Callable[[Request], Response], met: list[Met] | None = None) -> None:
    waiting: list[Any] = []
    met = [] if met is None else met
    async for output in spider.start():
        if isinstance(output, Page):
            await visit.commit(output)
        else:
            waiting.append(output)
    while waiting:
        request = waiting.pop(0)
        visit.pages += 1
        response, before, pages, left = answer(request), visit.documents, 0, len(waiting)
        try:
            async for output in request.callback(response, **request.cb_kwargs):
                if isinstance(output, Page):
                    pages += 1
                    await visit.commit(output)
                else:
                    waiting.append(output)
        except (KeyError, TypeError, ValueError, AttributeError) as error:  # what Scrapy would log and go on from
            visit.found(
                Finding(Health.MARKUP_CHANGED, "fault", repr(error), response.url, request.cb_kwargs["told"].listing)
            )
        met.append(Met(request, response, pages, visit.documents - before, len(waiting) - left))
    await visit.settle()


def _saved(request: Request, case: Case) -> Response:
    parts = urlsplit(request.url)
    key = parts.path + (f"?{parts.query}" if parts.query else "")
    saved = case.meta["responses"].get(key) or {"status": 404}
    body = (case.folder / "inputs" / saved["file"]).read_bytes() if "file" in saved else b""
    headers = {name: value.encode() for name, value in saved.get("headers", {}).items()}
    return _response(request, saved.get("status", 200), headers, body)


def answered(request: Request, answer: Answer) -> Response:
    """The answer to a request."""
    return respond_with(request, answer.status, dict(answer.headers), answer.body)


def respond_with(request: Request, status: int, headers: dict[str, str], body: bytes) -> Response:
    """A response of the class that Scrapy would choose."""
    return _response(request, status, {name: value.encode() for name, value in headers.items()}, body)


async def run_visit(spider: str, visit: Visit, answer: Callable[[Request], Response]) -> None:
    """Run a visit to its end."""
    await _run(_spiders()[spider](visit=visit), visit, answer)


def _response(request: Request, status: int, headers: dict[str, bytes], body: bytes) -> Response:
    kind = responsetypes.from_args(headers={k.encode(): v for k, v in headers.items()}, url=request.url, body=body)
    return kind(request.url, status=status, headers=headers, body=body, request=request)


def output_of(visit: Visit) -> dict[str, Any]:
    """What the visit brought, as ``output.json`` has it: all but the time of fetching."""
    memory = visit.keeper.ledger
    assert isinstance(memory, Memory)
    documents = [plain(document) for page in memory.pages for document in page.documents]
    for document in documents:
        del document["fetched_at"]
    return {"documents": documents, "cursor": dict(memory.cursors), "seen": sorted(memory.seen)}
