"""The next page of a list or a thread: told by its rel, by its word, or by the number that comes after this page's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from scrapy.http import TextResponse
from scrapy.utils.response import get_base_url

from leakscan.crawl.addresses import tidy
from leakscan.crawl.structure.addresses import is_page_of
from leakscan.crawl.structure.words import NEXT

_MOST_DIGITS = 6
_IN_ADDRESS = re.compile(r"(?:[?&;](?:page|p|pg|paged|pagenumber|seite)=|/page[-/]?)(\d{1,6})(?!\d)", re.IGNORECASE)
_MARKED = re.compile(r"(?<![a-z])(?:active|current|selected)(?![a-z])")


def next_page(page: TextResponse) -> str | None:
    """Address of the page behind this one, or None."""
    base, here = get_base_url(page), tidy(page.url, page.url)
    told = page.css("link[rel~=next][href], a[rel~=next][href]")
    for link in told:
        address = tidy(base, link.attrib["href"])
        if is_page_of(address, here):
            return address
    links = [(anchor, tidy(base, anchor.attrib["href"])) for anchor in page.css("a[href]")]
    links = [(anchor, address) for anchor, address in links if is_page_of(address, here) and not _is_off(anchor.root)]
    for anchor, address in links:
        if any(NEXT.match(said) for said in _says(anchor)):
            return address
    return _by_number(links, here)


def _is_off(link: Any) -> bool:
    """Whether a link is shown as one that leads nowhere, as pagers do at their end."""
    return any(
        re.search(r"(?<![a-z])disabled(?![a-z])", _told(part)) for part in (link, *list(link.iterancestors())[:2])
    )


def _says(anchor: Any) -> Iterator[str]:
    """The words of a link, seen or for those who can't see."""
    node = anchor.root
    yield " ".join("".join(node.itertext()).split())
    for name in ("title", "aria-label"):
        if node.get(name):
            yield str(node.get(name))
    classes = " ".join(str(part.get("class") or "") for part in node.iter() if isinstance(part.tag, str))
    if re.search(
        r"(?<![a-z])next(?![a-z])|chevron-right|arrow-right|angle-right", f"{node.get('class') or ''} {classes}"
    ):
        yield "next"


def _by_number(links: list[tuple[Any, str]], here: str) -> str | None:
    """In a row of page numbers, the one behind this page's; where no number is, the address that counts one more."""
    numbered: dict[int, tuple[Any, str]] = {}
    for anchor, address in links:
        if (found := _number(anchor.root)) is not None:
            numbered.setdefault(found, (anchor.root, address))
    current = _current(next(iter(numbered.values()))[0], set(numbered)) if numbered else None
    if current is None:
        return _by_address(links, here)
    return numbered[current + 1][1] if current + 1 in numbered else None


def _by_address(links: list[tuple[Any, str]], here: str) -> str | None:
    """The page whose address counts one more than this page's."""
    wanted = (_counted(here) or 1) + 1
    return next((address for _, address in links if _counted(address) == wanted), None)


def _counted(url: str) -> int | None:
    found = _IN_ADDRESS.search(url)
    return int(found[1]) if found else None


def _current(link: Any, linked: set[int]) -> int | None:
    """The number among the page numbers that is this page's own: marked as such, or else not linked."""
    node = link
    for _ in range(4):
        node = node.getparent()
        if node is None:
            return None
        marked = [part for part in node.iter() if isinstance(part.tag, str) and _MARKED.search(_told(part))]
        for part in marked:
            if number := _number(part):
                return number
        own = {number for part in node.iter() if isinstance(part.tag, str) and (number := _number(part))} - linked
        if own:
            return min(own)
    return None


def _told(node: Any) -> str:
    disabled = "disabled" if node.get("aria-disabled") == "true" else ""
    return f"{node.get('class') or ''} {node.get('aria-current') or ''} {disabled}"


def _number(node: Any) -> int | None:
    text = "".join(node.itertext()).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None
