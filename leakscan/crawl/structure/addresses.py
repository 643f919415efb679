"""Addresses by their form: which links are alike, and which page of the same thing one leads to."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import parse_qsl, unquote, urlsplit

from leakscan.crawl.structure.words import ACTION, PAGE_KEYS

_PAGE_PART = re.compile(
    r"(?:/(?:page|p|seite|index)?[-_/]?\d{1,6}|[-_/](?:page|p)[-_/]?\d{1,6}(?:\.html?)?)/?$", re.IGNORECASE
)
_POST_PART = re.compile(r"/(?:post|posts|comment|comments|msg|reply|latest|unread|last)(?:[-/]?\d+)?/?$", re.IGNORECASE)
# Behind a number, what is no title: what to do with the thing, or which part of it is meant.
_SAYS_WHAT = re.compile(
    rf"{ACTION.pattern}|/(?:page|p|posts?|comments?|msg|latest|unread|last|new)(?:[-_]?\d+)?(?:\.\w+)?$", re.IGNORECASE
)


@cache
def shape(url: str) -> str:
    """What addresses of one kind share: words of the path and names of the query, without numbers and titles.

    A title may be one word, and may have numbers in it: "/topic/31/top-10/" is formed as "/topic/32/hello/" is.
    """
    parts = urlsplit(url)
    segments = [unquote(segment) for segment in parts.path.split("/")]
    told = [_segment(segment) for segment in segments]
    for at in range(1, len(told)):
        if told[at - 1] == "#" and segments[at] and told[at] != "#" and not _SAYS_WHAT.search(f"/{segments[at]}"):
            told[at] = "a"
    names = sorted(f"{name}={_value(value)}" for name, value in parse_qsl(parts.query.replace(";", "&")))
    path = "/".join(told)
    return f"{path}?{'&'.join(names)}" if names else path


def _segment(segment: str) -> str:
    name, dot, suffix = segment.rpartition(".")
    if dot and suffix.isalpha():
        return f"{_segment(name)}.{suffix}"
    if not re.search(r"[\d\-_%\s]", segment):
        return segment.lower()
    if re.fullmatch(r"[0-9a-f]{8,}", segment, re.IGNORECASE):
        return "#"
    form = re.sub(r"\d+", "#", re.sub(r"[^\W\d_]+(?:[-_%.\s]+[^\W\d_]+)*", "a", segment))
    return "a-#" if re.fullmatch(r"(?=.*a)(?=.*#).*[-_.].*", form) else form


def _value(value: str) -> str:
    return re.sub(r"[0-9a-f]{8,}|\d+", "#", value) if re.search(r"\d", value) else ("a" if value else "")


def stem(url: str) -> str:
    """An address without what says which page of it is meant."""
    parts = urlsplit(url)
    pairs = [pair for pair in re.split(r"[&;]", parts.query) if pair and _key(pair) not in PAGE_KEYS]
    path = _PAGE_PART.sub("", parts.path).rstrip("/")
    # topic=27.15, topic=27.msg101, ?41-A-thread/page2
    kept = sorted(re.sub(r"(?<=\d)\.(?:msg|new)?\d*$|/page-?\d+$", "", pair) for pair in pairs)
    return f"{path}?{'&'.join(kept)}"


def _key(pair: str) -> str:
    name = pair.partition("=")[0].lower()
    return "" if name == "s" and "=" not in pair else name


def is_page_of(url: str, current: str) -> bool:
    """Whether an address is another page of what the current one shows."""
    if urlsplit(url).netloc != urlsplit(current).netloc or url == current:
        return False
    here = urlsplit(current).path.rstrip("/")
    behind = urlsplit(url).path.rstrip("/")
    return stem(url) in {stem(current), f"{here}?{stem(current).partition('?')[2]}"} or bool(
        re.fullmatch(rf"{re.escape(here)}[-/](?:page[-/]?)?\d{{1,6}}", behind)
    )


def is_part_of(url: str, current: str) -> bool:
    """Whether an address is another page of the current one, or a place on one of its pages."""
    if re.search(r"\d", here := urlsplit(current).path) and urlsplit(url).path == here:
        return True  # the path tells what is shown, the query in which way
    told = _POST_PART.sub("/", url.partition("?")[0]) + url[len(url.partition("?")[0]) :]
    return is_page_of(url, current) or told == current or is_page_of(told, current) or stem(told) == stem(current)


def number(url: str) -> str | None:
    """The last number of an address: of a thread in its own, of a post in its own."""
    found = re.findall(r"\d+", urlsplit(url).path + "?" + urlsplit(url).query)
    return found[-1] if found else None
