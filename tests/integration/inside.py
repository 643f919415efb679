"""Runs in a network namespace of its own: starts a forum, fills it, crawls it three times, prints what came of it.

``python -m tests.integration.inside NAME SOFTWARE FOLDER [SPIDER]``; the module NAME beside this one has a class
``Forum``, whose spider is taken unless another is named.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

from leakscan.config import SourceConfig
from leakscan.crawl.page import Memory
from leakscan.crawl.runner import Visits
from leakscan.model import Document, iso
from leakscan.store import open_store
from tests.crawl.workspace import CLIENTS, run, workspace
from tests.integration.place import loopback_up
from tests.integration.target import Post, Target, Thread

PORT = 8765
THREADS = 30
AUTHORS = ["mira", "otto", "zoe9", "kai", "lena"]
ROWS = [*CLIENTS, *(f"Agency {number:02} of Larkspur County" for number in range(40))]
DAY = 86_400


def threads(now: int) -> list[Thread]:
    """Thirty threads over a year up to today, every fifth of 45 posts, one of which holds the planted list."""
    made = []
    for number in range(THREADS):
        begin = now - (THREADS - number) * 12 * DAY + 11 * DAY
        times = [begin + post * 4 * 3600 for post in range(45 if number % 5 == 0 else 1)]
        texts = [f"thread {number} post {post} says hello" for post in range(len(times))]
        if number == 10:
            texts[20] = "\n\n".join(ROWS)
        posts = [
            Post(AUTHORS[(number + n) % 5], at, text) for n, (at, text) in enumerate(zip(times, texts, strict=True))
        ]
        made.append(Thread(f"Thread {number:02} talks", posts))
    return made


def more(now: int) -> list[Thread]:
    """What is written between two visits: in a long thread, in a short one, and in a new one of two pages or more."""
    told = {"Thread 00 talks": 3, "Thread 07 talks": 1, "A thread of today": 25}
    return [
        Thread(title, [Post("mira", now - 60 + number, f"{title} goes on {number} bye") for number in range(count)])
        for title, count in told.items()
    ]


def main(name: str, software: Path, folder: Path, spider: str = "") -> dict[str, Any]:
    """The three visits' results."""
    target: Target = importlib.import_module(f"tests.integration.{name}").Forum(folder / "site", software, PORT)
    target.folder.mkdir()
    spider = spider or target.spider
    loopback_up()
    with target.running():  # type: ignore[attr-defined]  # a context manager, each its own
        now = int(time.time())
        written, later = threads(now), more(now)
        target.add(written)
        url = f"http://127.0.0.1:{PORT}{target.path}"
        place = workspace(folder / "w", ("it", spider, url))
        (place / "watchlists" / "acme.csv").write_text("name\n" + "".join(f"{name}\n" for name in ROWS), "utf-8")
        visits = [_visit(place), _visit(place)]
        target.add(later)
        visits.append(_visit(place))
        seen = _documents(url, spider)
        return {
            "path": target.path,
            "visits": visits,
            "hits": run(place, "hits", "list", "--json").stdout,
            "sightings": [_told(document) for document in seen],
            "faults": _faults(written + later, seen, now, dated=target.dated),
            "added": [_add(place, address) for address in (url, urldefrag(seen[0].sighting.url or "").url)],
        }


def _visit(place: Path) -> dict[str, Any]:
    done = run(place, "crawl")
    with open_store(place / "leakscan.db") as store:
        visit = store.last_visits()["it"]
    told = {"health": str(visit.health), "documents": visit.documents, "pages": visit.pages}
    return {**told, "exit": done.returncode, "said": done.stderr[-2000:]}


def _documents(url: str, spider: str) -> list[Document]:
    """What a visit that remembers nothing brings."""
    memory = Memory()
    settings = {"spider": spider, "url": url, "delay": 0, "allow_private": True}
    Visits({"it": SourceConfig.model_validate(settings)}, memory).run()
    return [document for page in memory.pages for document in page.documents]


def _told(document: Document) -> list[str | None]:
    seen = document.sighting
    return [seen.url, seen.title, seen.author, iso(seen.posted_at)]


def _faults(written: list[Thread], seen: list[Document], now: int, *, dated: bool) -> list[str]:
    """Where what was read is not what was written."""
    left = {post.text.split("\n", 1)[0]: (thread, post) for thread in written for post in thread.posts}
    faults = []
    for document in seen:
        text, told = document.content.decode(), document.sighting
        first = next((first for first in left if first in text), None)
        if first is None:
            faults.append(f"{told.url}: nobody wrote {text[:80]!r}, or it came twice")
            continue
        thread, post = left.pop(first)
        at = told.posted_at.timestamp() if told.posted_at else 0.0
        if thread.title not in (told.title or "") or not told.author or abs(at - (post.at if dated else now)) > 300:
            faults.append(
                f"{told.url}: {told.title} by {told.author} at {told.posted_at}, not {thread.title} by {post}"
            )
        elif dated and (told.author != post.author or abs(at - post.at) >= 60):
            faults.append(f"{told.url}: by {told.author} at {told.posted_at}, not {post}")
        if any(line not in text for line in post.text.split("\n\n")):
            faults.append(f"{told.url}: lacks a part of what was written")
    addresses = {document.sighting.url for document in seen}
    return [*faults, *(f"not read: {first}" for first in left), *[""] * (len(seen) - len(addresses))]


def _add(place: Path, address: str) -> dict[str, str]:
    """What ``source add`` writes for an address."""
    done = run(place, "source", "add", address, "--name", "added", "--allow-private")
    path = place / "leakscan.toml"
    text = path.read_text("utf-8")
    path.write_text(text.partition("[source.added]")[0], "utf-8")
    added = tomllib.loads(text)["source"].get("added", {})
    return {"spider": added.get("spider", ""), "url": added.get("url", ""), "said": done.stdout + done.stderr}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), *sys.argv[4:])))
