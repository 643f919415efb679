"""Runs in a network namespace of its own: starts a target, seeds it, crawls it three times, prints what came of it.

``python -m tests.integration.inside TARGET FOLDER``; the target is a module beside this one with
``start(folder, port)`` (a process), ``seed(url, threads)`` (makes threads; each is a title and its posts),
``reply(url, text)`` (adds one post to some thread) and ``SPIDER``, ``PATH``.
"""

from __future__ import annotations

import importlib
import json
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from leakscan.config import SourceConfig
from leakscan.crawl.page import Memory
from leakscan.crawl.runner import Visits
from leakscan.model import iso
from tests.crawl.workspace import CLIENTS, run, workspace

PORT = 8765
THREADS = 30
ROWS = [*CLIENTS, *(f"Agency {number:02} of Larkspur County" for number in range(40))]


def threads() -> list[tuple[str, list[str]]]:
    """Thirty threads, every fifth of 45 posts, one of which holds the planted list."""
    made = [
        (
            f"Thread {number}",
            [f"thread {number} post {post} says hello" for post in range(45 if number % 5 == 0 else 1)],
        )
        for number in range(THREADS)
    ]
    made[10][1][20] = "\n\n".join(f"{name}" for name in ROWS)
    return made


def main(target: str, folder: Path) -> dict[str, object]:
    """The three visits' results."""
    module = importlib.import_module(f"tests.integration.{target}")
    server = module.start(folder, PORT)
    try:
        _wait(f"http://127.0.0.1:{PORT}/")
        module.seed(f"http://127.0.0.1:{PORT}", threads())
        url = f"http://127.0.0.1:{PORT}{module.PATH}"
        place = workspace(folder / "w", ("it", module.SPIDER, url), more="max_pages = 1000")
        (place / "watchlists" / "acme.csv").write_text("name\n" + "".join(f"{name}\n" for name in ROWS), "utf-8")
        visits = [_visit(place), _visit(place)]
        module.reply(f"http://127.0.0.1:{PORT}", "one more says goodbye")
        visits.append(_visit(place))
        added = run(place, "source", "add", url, "--name", "again", "--allow-private")
        hits = run(place, "hits", "list", "--json").stdout
        return {
            "visits": visits,
            "added": added.stdout + added.stderr,
            "hits": hits,
            "sightings": _sightings(url, module.SPIDER),
        }
    finally:
        server.terminate()
        server.wait(10)


def _visit(place: Path) -> dict[str, object]:
    before = time.monotonic()
    done = run(place, "crawl")
    with closing(sqlite3.connect(place / "leakscan.db")) as database:
        found = database.execute(
            "SELECT health, detail, documents, pages FROM visits ORDER BY id DESC LIMIT 1"
        ).fetchone()
    told = dict(zip(("health", "detail", "documents", "pages"), found, strict=True))
    return {**told, "exit": done.returncode, "err": done.stderr[-2000:], "seconds": time.monotonic() - before}


def _sightings(url: str, spider: str) -> list[tuple[str | None, ...]]:
    """What a visit that remembers nothing says of each post."""
    memory = Memory()
    settings = {"spider": spider, "url": url, "delay": 0, "allow_private": True, "max_pages": 1000}
    Visits({"it": SourceConfig.model_validate(settings)}, memory).run()
    seen = [document.sighting for page in memory.pages for document in page.documents]
    return [(each.url, each.title, each.author, iso(each.posted_at)) for each in seen]


def _wait(url: str) -> None:
    for _ in range(200):
        try:
            urlopen(url, timeout=5).close()  # noqa: S310  # loopback
        except URLError as error:
            if getattr(error, "code", 0):
                return
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"{url} does not answer")


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], Path(sys.argv[2]))))
