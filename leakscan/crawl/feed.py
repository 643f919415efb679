"""RSS 0.9 to 2.0 and Atom, read by lxml with everything switched off that a hostile feed could use."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from lxml import etree

from leakscan.crawl.payload import MarkupChangedError

_ROOTS = {"rss", "feed", "RDF"}


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry; ``html`` is the longest text that the feed gives of it."""

    guid: str
    link: str | None
    title: str
    author: str | None
    posted_at: datetime | None
    html: str

    @property
    def version(self) -> str:
        """Changes whenever the entry does."""
        return hashlib.sha256(f"{self.guid}\0{self.title}\0{self.html}".encode()).hexdigest()[:32]


def read_feed(body: bytes, url: str) -> list[FeedEntry]:
    """The entries of a feed, in its order.

    Raises:
        MarkupChangedError: not well-formed, uses entities, or is no feed.
    """
    return [_entry(node, url) for node in _root(body).iter() if _local(node) in {"item", "entry"}]


def next_of(body: bytes, url: str) -> str | None:
    """Address of the page behind, where a feed has several (RFC 5005, sections 3 and 4)."""
    for node in _root(body).iter():
        if _local(node) in {"item", "entry"}:
            return None
        if _local(node) == "link" and node.get("rel") in {"next", "prev-archive"} and node.get("href"):
            return _joined(url, str(node.get("href")))
    return None


def _root(body: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(body.strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise MarkupChangedError(f"the feed is not well-formed: {str(error)[:160]}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise MarkupChangedError("the feed declares entities of its own, which a feed has no use for")
    if _local(root) not in _ROOTS:
        raise MarkupChangedError(f"expected rss, feed or RDF, got {_local(root)[:40]}")
    return root


def _local(node: etree._Element) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _entry(node: etree._Element, url: str) -> FeedEntry:
    link = _link(node)
    link = _joined(url, link) if link else None
    html = max(
        (_text(child) for child in _children(node, "encoded", "content", "description", "summary")), key=len, default=""
    )
    title = _first(node, "title") or ""
    guid = _first(node, "guid", "id") or link or hashlib.sha256(f"{title}\0{html}".encode()).hexdigest()
    when = _first(node, "pubDate", "published", "date", "updated")
    return FeedEntry(guid, link, title, _author(node), _moment(when), html)


def _joined(url: str, link: str) -> str | None:
    """The link in full; None for what is no address, since one bad link must not cost the rest of the feed."""
    try:
        full = urljoin(url, link)
        urlsplit(full)
    except ValueError:
        return None
    return full


def _children(node: etree._Element, *names: str) -> Iterator[etree._Element]:
    return (child for child in node if _local(child) in names)


def _text(node: etree._Element) -> str:
    """An element's text; Atom's XHTML content is given as the markup it is."""
    if len(node):
        return "".join(etree.tostring(child, encoding="unicode") for child in node)
    return (node.text or "").strip()


def _first(node: etree._Element, *names: str) -> str | None:
    for name in names:
        for child in _children(node, name):
            if text := " ".join("".join(child.itertext()).split()):
                return text
    return None


def _link(node: etree._Element) -> str | None:
    for child in _children(node, "link"):
        if child.get("href") and child.get("rel", "alternate") == "alternate":
            return str(child.get("href"))
        if child.text and child.text.strip():
            return str(child.text.strip())
    return None


def _author(node: etree._Element) -> str | None:
    for child in _children(node, "author"):
        return _first(child, "name") or " ".join("".join(child.itertext()).split()) or None
    return _first(node, "creator")


def _moment(text: str | None) -> datetime | None:
    """RFC 822 or ISO 8601; None for what is neither, since feeds write what they like here."""
    if not text:
        return None
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            moment = read(text)
        except (ValueError, OverflowError):
            continue
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None
