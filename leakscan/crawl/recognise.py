"""Which spider reads a site: told from one page, by marks that the spiders declare and by what they find on it.

A mark is worth the chance that a page which shows it is that engine's; several are combined as independent ones.
That a spider finds threads or boards on the page counts as a mark too, and is the one that its user can check.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from scrapy.http import Response, TextResponse

from leakscan.crawl.addresses import tidy
from leakscan.crawl.feed import read_feed
from leakscan.crawl.marks import Mark
from leakscan.crawl.markup import Markup
from leakscan.crawl.payload import MarkupChangedError

SURE = 0.7  # from here on a guess is good enough to be written down
_READS = 0.6  # what it is worth that a spider finds threads or boards
_FEEDS = "link[rel=alternate][type*=rss]::attr(href), link[rel=alternate][type*=atom]::attr(href)"


@dataclass(frozen=True, slots=True)
class Guess:
    """A spider that may read the site: how sure that is (0 to 1), and what was seen, in words.

    ``lists``: whether the spider found threads or boards on the page; None where it reads no pages.
    """

    spider: str
    sure: float
    seen: tuple[str, ...]
    lists: bool | None = None


def recognise(answer: Response, spiders: Mapping[str, type[Any]]) -> list[Guess]:
    """The spiders whose marks a page shows, the surest first.

    Args:
        answer: the page, with the headers it came with.
        spiders: all there are, by name.
    """
    guesses = []
    for name, spider in spiders.items():
        markup = getattr(spider, "markup", None)
        lists = list(_lists(answer, markup))
        worth = [*_marks(answer, spider.marks), *lists, *_posts(answer, markup)]
        doubt = 1.0
        for chance, _ in worth:
            doubt *= 1 - chance
        if worth:
            guesses.append(Guess(name, 1 - doubt, tuple(says for _, says in worth), _if_pages(lists, markup)))
    if _is_feed(answer):
        guesses.append(Guess("rss", 0.99, ("it is a feed",)))
    return sorted(guesses, key=lambda guess: -guess.sure)


def _if_pages(lists: list[Any], markup: object) -> bool | None:
    return bool(lists) if isinstance(markup, Markup) else None


def begin_at(address: str, pages: str) -> str:
    """The address of a site's front page, given that of any of its pages.

    Args:
        address: the page's.
        pages: a pattern of what stands behind the front page's address in those of the engine's other pages; empty
            where the spider begins at any.
    """
    if not pages:
        return address
    parts = urlsplit(address)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    found = re.search(pages, path)
    kept = path[: found.start()] if found else parts.path
    return parts._replace(path=kept, query="", fragment="").geturl()


def feeds(answer: Response) -> list[str]:
    """Addresses of the feeds that a page names, for sites that no spider reads."""
    if not isinstance(answer, TextResponse):
        return []
    return list(dict.fromkeys(tidy(answer.url, link) for link in answer.css(_FEEDS).getall()))


def _marks(answer: Response, marks: Sequence[Mark]) -> Iterator[tuple[float, str]]:
    for mark in marks:
        if mark.header:
            sent = b"\n".join(answer.headers.getlist(mark.header)).decode("latin-1")
            if re.search(mark.text, sent, re.IGNORECASE):
                yield mark.worth, f"the header {mark.header} says so"
        elif not isinstance(answer, TextResponse):
            continue
        elif mark.css and answer.css(mark.css):
            yield mark.worth, f"the page has {mark.css}"
        elif mark.text and (found := re.search(mark.text, answer.text[:500_000], re.IGNORECASE)):
            yield mark.worth, f"the page says {' '.join(found[0].split())[:60]!r}"


def _lists(answer: Response, markup: object) -> Iterator[tuple[float, str]]:
    if not isinstance(markup, Markup) or not isinstance(answer, TextResponse):
        return
    threads, boards = len(markup.threads(answer)), len(markup.subordinate(answer))
    if threads:
        yield _READS, f"its spider finds {threads} thread{'s' * (threads != 1)}"
    if boards:
        yield _READS, f"its spider finds {boards} board{'s' * (boards != 1)}"


def _posts(answer: Response, markup: object) -> Iterator[tuple[float, str]]:
    if not isinstance(markup, Markup) or not isinstance(answer, TextResponse):
        return
    if posts := sum(1 for _ in markup.posts(answer)):
        yield _READS, f"its spider finds {posts} post{'s' * (posts != 1)}"


def _is_feed(answer: Response) -> bool:
    if not re.match(rb"\s*<(?:\?xml|rss|feed|rdf)", answer.body[:200].lstrip(b"\xef\xbb\xbf"), re.IGNORECASE):
        return False
    try:
        read_feed(answer.body, answer.url)
    except MarkupChangedError:
        return False
    return True
