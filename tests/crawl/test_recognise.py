"""Each engine's pages are recognised as that engine's, and what is none is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from scrapy.http import HtmlResponse, Response, XmlResponse

from leakscan.crawl.forum import ForumSpider
from leakscan.crawl.markup import Markup
from leakscan.crawl.process import spiders
from leakscan.crawl.recognise import SURE, feeds, recognise
from tests.crawl.feeds import feed
from tests.spiders.answers import answers
from tests.spiders.replay import FIXTURES

SPIDERS = spiders()
FORUMS = sorted(
    name for name, spider in SPIDERS.items() if issubclass(spider, ForumSpider) and isinstance(spider.markup, Markup)
)


def pages(name: str) -> list[Path]:
    """The pages of an engine's first visits, those of its variants too, threads included."""
    cases = [path for path in (FIXTURES / name).iterdir() if path.name == "item" or path.name.startswith("version-")]
    return sorted(page for case in cases for page in (case / "inputs").iterdir())


def page(body: bytes | str, headers: dict[str, str] | None = None) -> HtmlResponse:
    content = body.encode() if isinstance(body, str) else body
    return HtmlResponse("https://forum.example/", body=content, headers=headers or {}, encoding="utf-8")


@pytest.mark.parametrize("name", FORUMS)
def test_no_page_of_an_engine_is_taken_for_another_s(name: str) -> None:
    for path in pages(name):
        guesses = recognise(page(path.read_bytes()), SPIDERS)
        if guesses and guesses[0].sure >= SURE:
            assert guesses[0].spider == name, path


@pytest.mark.parametrize("name", FORUMS)
def test_front_pages_and_boards_are_recognised(name: str) -> None:
    lists = [path for path in pages(name) if path.name.startswith(("index", "board", "list"))]
    assert lists
    for path in lists:
        best = recognise(page(path.read_bytes()), SPIDERS)[0]
        assert (best.spider, best.sure >= SURE) == (name, True), path
        assert any("its spider finds" in seen for seen in best.seen)


def test_every_forum_declares_marks() -> None:
    assert [name for name in FORUMS if not SPIDERS[name].marks] == []


def test_a_header_is_enough() -> None:
    best = recognise(page("<html><body>…</body></html>", {"X-Powered-By": "NodeBB"}), SPIDERS)[0]
    assert (best.spider, round(best.sure, 2)) == ("nodebb", 0.98)


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ('<html><body><div id="flarum-loading"></div><noscript><div id="flarum-content">…', "flarum"),
        (
            '<html><body><a class="thread-title" href="x">x</a><footer>Powered by HyperKitty version 1.3.12.',
            "hyperkitty",
        ),
    ],
)
def test_engines_that_are_read_by_their_api(html: str, name: str) -> None:
    best = recognise(page(html), SPIDERS)[0]
    assert (best.spider, best.sure >= SURE) == (name, True)


def test_discourse_and_feeds() -> None:
    html = '<html><head><meta name="generator" content="Discourse 3.4.0"></head></html>'
    assert recognise(page(html), SPIDERS)[0].spider == "discourse"
    best = recognise(XmlResponse("https://news.example/feed", body=feed("a").body), SPIDERS)[0]
    assert best.spider == "rss"


def test_xml_that_is_no_feed_is_none() -> None:
    assert recognise(XmlResponse("https://news.example/", body=b"<?xml version='1.0'?><error/>"), SPIDERS) == []


def test_what_is_no_forum_is_no_forum() -> None:
    html = """<html><head><link rel="alternate" type="application/rss+xml" href="/feed?sid=0123456789abcdef0123456789">
    </head><body><h1>A shop</h1><p>We like <a href="https://www.phpbb.com/">phpBB</a>.</p></body></html>"""
    guesses = recognise(page(html), SPIDERS)
    assert all(guess.sure < SURE for guess in guesses)
    assert feeds(page(html)) == ["https://forum.example/feed"]


def test_bytes_are_no_page() -> None:
    answer = Response("https://forum.example/", body=b"\x00\x01", headers={"Content-Type": "application/zip"})
    assert recognise(answer, SPIDERS) == []
    assert feeds(answer) == []


def test_no_spider_finds_a_forum_in_a_refusal() -> None:
    """An engine's own refusal bears its marks; nothing in it is a thread or a board."""
    for answer in answers():
        guesses = recognise(page(answer.body), SPIDERS)
        assert [seen for guess in guesses for seen in guess.seen if "its spider finds" in seen] == [], answer.name
