"""Visits of a world without a network: the spider's own methods, what it commits kept from visit to visit."""

from __future__ import annotations

import asyncio
import time
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from leakscan.crawl.keeper import Keeper
from leakscan.crawl.page import Memory
from leakscan.crawl.visit import Order, Visit
from tests.crawl.site import Asked, Reply
from tests.spiders.replay import respond_with, run_visit
from tests.spiders.worlds import World

AT = "http://world.example/"


def texts_of(memory: Memory) -> list[str]:
    """What all visits brought."""
    return [document.content.decode() for page in memory.pages for document in page.documents]


def played(world: World, memory: Memory, max_pages: int = 100_000) -> Visit:
    """One visit of the world; ``memory`` is what earlier visits left."""
    world.url = AT
    visit = Visit(
        Order(world.spider, AT + world.path, world.options, max_pages=max_pages),
        Keeper(memory, linger=0),
        cursor=memory.cursor(""),
        standing=memory.standing(""),
    )

    def answer(request: Request) -> Response:
        parts = urlsplit(request.url)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        headers = {name.decode().lower(): value[0].decode() for name, value in request.headers.items()}
        reply = world.respond(Asked(time.monotonic(), path, headers)) or Reply(status=404)
        return respond_with(request, reply.status, dict(reply.headers), reply.body)

    try:
        asyncio.run(run_visit(world.spider, visit, answer))
    finally:
        visit.keeper.close()
    return visit
