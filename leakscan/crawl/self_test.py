"""Does the chain still find what it is for? A made-up leak goes through all of it, on the workspace's own disk.

The document lists clients that exist nowhere, with a canary among them. It passes the very code that a crawled page
passes (extraction, screening, assessment, evidence, store), into a store of its own that is gone afterwards, so that
nobody's queue ever sees it. Then each real watchlist is asked whether it is still found in its own words.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from leakscan.crawl.ledger import StoreLedger
from leakscan.crawl.page import Page
from leakscan.errors import LeakscanError
from leakscan.evidence import recall
from leakscan.model import Document, Entry, Severity, Sighting, Verdict, Watchlist
from leakscan.store import open_store

if TYPE_CHECKING:
    from leakscan.screening import Index
    from leakscan.store import StoredHit

NAME = "self-test"
PASSED = "passed"
SAMPLE = 50  # entries of a real watchlist that are looked for
_PREFIX = ".self-test-"
_CANARY = Entry("canary", "Wrexcombe Vale Tollkeepers", canary=NAME)
_CLIENTS = (
    "Osterlund Quarry Works",
    "Thistlewick Harbour Pilots",
    "Brankmoor County Surveyors",
    "Pellingford Glass Makers",
    "Yarrowgate Lantern Company",
    "Dunholt Ferry Wardens",
    "Cresswick Orchard Board",
    "Marlbeck Canal Trustees",
)
WATCHLIST = Watchlist(NAME, (*(Entry(name, name) for name in _CLIENTS), _CANARY))


def self_test(index: Index, folder: Path) -> str:
    """Put the chain to the test.

    Args:
        index: what the run is going to look for.
        folder: where the temporary store goes: the workspace's own, so that a full disk shows.

    Returns:
        ``passed``, or what went wrong, in a sentence.
    """
    from leakscan.screening import compile_index

    try:
        with _temporary(folder) as place:
            wrong = _chain(compile_index([WATCHLIST]), place)
    except LeakscanError as error:
        wrong = str(error)
    except OSError as error:
        wrong = f"the workspace can't be written ({error.strerror or error}); check its disk and its owner"
    return wrong or next(_unfindable(index), PASSED)


def document() -> Document:
    """The made-up leak: a page with a table, as a forum would show it."""
    rows = "".join(f"<tr><td>{entry.name.upper()}</td><td>{n}7</td></tr>" for n, entry in enumerate(WATCHLIST.entries))
    page = f"<!doctype html><html><body><h1>customers</h1><table>{rows}</table></body></html>"
    return Document(page.encode(), Sighting(NAME, url=f"https://{NAME}.invalid/"), "text/html", "utf-8")


def _chain(index: Index, place: Path) -> str | None:
    leak = document()
    with open_store(place / "leakscan.db") as store:
        ledger = StoreLedger(store, index, place / "evidence", store.begin_run(NAME))
        ledger.commit([(NAME, Page((leak,), {"last": leak.sha256}))])
        problems = ledger.problems[NAME]
        hits, cursor = store.hits(), store.cursor(NAME)
    if problems:
        return f"a made-up leak could not be read: {problems[0]}"
    if wrong := _judged(hits):
        return wrong
    if recall(place / "evidence", leak.sha256) != leak.content or cursor != {"last": leak.sha256}:
        return "a made-up leak was not kept as it was"
    return None


def _judged(hits: list[StoredHit]) -> str | None:
    if not hits:
        return "a made-up leak with a canary in it was not found"
    found = hits[0].hit.assessment
    if (found.verdict, found.severity) != (Verdict.CANARY, Severity.CRITICAL):
        return f"a made-up leak with a canary in it was taken for {found.verdict}, {found.severity}"
    return None


def _unfindable(index: Index) -> Iterator[str]:
    """Of each watchlist that is not found in a text made of its own entries, a sentence."""
    from leakscan.screening import screen

    for name, watchlist in index.watchlists.items():
        step = max(1, len(watchlist) // SAMPLE)
        text = "\n".join(word for entry in watchlist.entries[::step] for word in _words(entry))
        if not any(match.watchlist == name for match in screen([text], index)[0]):
            yield f"the watchlist {name} does not find its own clients; see: leakscan watchlist check"


def _words(entry: Entry) -> tuple[str, ...]:
    return (entry.name, *entry.aliases, *entry.domains, *entry.emails, *entry.identifiers)


@contextmanager
def _temporary(folder: Path) -> Iterator[Path]:
    """A private folder, gone afterwards; what a killed run left of its own goes too. The caller holds the lock."""
    for left in folder.glob(f"{_PREFIX}*"):
        shutil.rmtree(left)
    place = Path(mkdtemp(prefix=_PREFIX, dir=folder))
    try:
        yield place
    finally:
        shutil.rmtree(place)
