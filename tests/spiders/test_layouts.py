"""A site that changes its layout is read all the same, or told: what a page calls things is renamed, one by one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response

from leakscan.crawl.page import Memory
from leakscan.crawl.plain import plain
from leakscan.crawl.process import spiders
from leakscan.crawl.visit import Visit
from tests.spiders.replay import Met, cases, replay

pytestmark = pytest.mark.long

SPIDERS = sorted(name for name, spider in spiders().items() if not spider.local)
SHORT = 2  # words
# Keys that these interfaces leave out as a matter of course, so that nobody can tell their loss from one visit alone;
# what usually comes of a visit tells (leakscan.crawl.expectation).
OPTIONAL = {
    "discourse": {"bumped_at", "more_topics_url", "stream"},
    "flarum": {"contentHtml", "contentType", "next"},
    "hyperkitty": {"next"},
}
Rename = Callable[[bytes], bytes]


def words_of(visit: Visit) -> list[str]:
    """What the documents say, whatever their markup."""
    memory = visit.keeper.ledger
    assert isinstance(memory, Memory)
    texts = [plain(document)["text"] for page in memory.pages for document in page.documents]
    return [" ".join(re.sub(r"<[^>]*>", " ", text).split()) for text in texts]


def names_of(bodies: list[bytes]) -> set[str]:
    """Class names, ids and names of data attributes; keys of JSON; elements of feeds."""
    found: set[str] = set()
    for body in bodies:
        text = body.decode("utf-8", "replace")
        if text.lstrip().startswith(("{", "[")):
            found |= set(re.findall(r'"([a-zA-Z_]{1,60})"\s*:', text))
            continue
        for value in re.findall(r"(?:class|id)\s*=\s*[\"']([^\"']*)[\"']", text):
            found |= {re.sub(r"\d+", "0", part) for part in value.split() if not part[0].isdigit()}
        found |= set(re.findall(r"\s(data-[a-z-]+)=", text))
        if text.lstrip().startswith("<?xml"):
            found |= set(re.findall(r"<([a-zA-Z:]+)", text)) - {"xml"}
    return found


def renaming(name: str) -> Rename:
    """Another word in its place wherever it stands as a name; 0 stands for any number."""
    word = re.escape(name).replace("0", r"\d+")
    as_name = re.compile(rf"(?<![\w./-]){word}(?![\w./-])".encode())

    def rename(body: bytes) -> bytes:
        if body.lstrip().startswith((b"{", b"[")):
            return re.sub(rf'"{word}"(\s*:)'.encode(), rb'"renamed"\1', body)
        return re.sub(rb"<[^<>]*>", lambda tag: as_name.sub(numbered, tag[0]), body)

    def numbered(found: re.Match[bytes]) -> bytes:
        return b"renamed" + re.sub(rb"\D", b"", found[0])

    return rename


def everything() -> Iterator[tuple[str, Rename]]:
    """Changes that leave no page as it was."""
    yield "classes", lambda body: re.sub(rb"class\s*=\s*([\"'])", rb"class=\1new-", body)
    yield "ids", lambda body: re.sub(rb"\bid\s*=\s*([\"'])", rb"id=\1new-", body)
    yield "tables", lambda body: re.sub(rb"<(/?)(?:table|tr|td|tbody|ul|li|dl|dd|dt|ol)\b", rb"<\1div", body)
    yield "blocks", lambda body: re.sub(rb"<(/?)(?:div|article|section|span)\b", rb"<\1p", body)
    yield "half", lambda body: body[: len(body) // 2] if body.lstrip().startswith((b"{", b"[", b"<?xml")) else b""
    yield "links", lambda body: re.sub(rb"href\s*=", b"data-to=", body)


def told_or_read(visit: Visit, expected: list[str]) -> bool:
    """Whether all documents are there with all they said, but for the few words of a short field."""
    brought = [set(text.split()) for text in words_of(visit)]
    read = len(brought) >= len(expected) and all(
        min(len(set(text.split()) - words) for words in brought) <= SHORT for text in expected
    )
    return read or not visit.whole or visit.gap is not None


@pytest.mark.parametrize("spider", SPIDERS)
def test_what_is_renamed_is_read_or_told(spider: str) -> None:
    met: list[Met] = []
    (case,) = [case for case in cases(spider) if case.folder.name == "item"]
    expected = words_of(replay(case, met=met))
    assert expected
    changes: dict[str, Rename] = {name: renaming(name) for name in names_of([m.response.body for m in met])}
    changes |= dict(everything())

    def changing(rename: Rename) -> Any:
        def change(request: Request, response: Response) -> Response:
            return response.replace(body=rename(response.body))

        return change

    silent = {name for name, rename in changes.items() if not told_or_read(replay(case, changing(rename)), expected)}
    assert silent - OPTIONAL.get(spider, set()) == set(), json.dumps(sorted(silent))
