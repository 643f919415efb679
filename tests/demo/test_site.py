from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from leakscan.demo.page import Page, Place
from leakscan.demo.site.cook import cook
from leakscan.demo.site.forum import ForumSite
from leakscan.demo.site.pastes import PasteSite
from leakscan.demo.site.server import serve
from leakscan.errors import UsageError

PASTES = [Page("code", f"t{n}", f"text {n} é\n", Place.PASTES) for n in range(300)]
POSTS = [Page("forum post", f"Topic {n % 33}", f"post {n}\n", Place.FORUM) for n in range(99)]
POSTS += [Page("forum post", "Long thread?", f"answer {n}\n", Place.FORUM) for n in range(45)]


@pytest.fixture(scope="module")
def pastes() -> Iterator[tuple[PasteSite, str]]:
    site = PasteSite(PASTES)
    with serve(site) as base:
        yield site, base


@pytest.fixture(scope="module")
def forum() -> Iterator[tuple[ForumSite, str]]:
    site = ForumSite(POSTS)
    with serve(site) as base:
        yield site, base


def get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - our own server's address
        text: str = answer.read().decode()
        return text


def get_json(url: str) -> Any:
    return json.loads(get(url))


def test_the_list_is_the_newest_250_with_all_values_as_text(pastes: tuple[PasteSite, str]) -> None:
    listing = get_json(pastes[1] + "api_scraping.php?limit=999")
    assert len(listing) == 250
    assert listing[0]["title"] == "t299"
    assert all(isinstance(value, str) for line in listing for value in line.values())
    assert {"key", "date", "full_url", "scrape_url", "size", "expire", "title", "syntax", "user"} <= set(listing[0])
    assert [line["date"] for line in listing] == sorted((line["date"] for line in listing), reverse=True)
    assert len(get_json(pastes[1] + "api_scraping.php")) == 50


def test_a_paste_is_its_text_and_counts_as_read(pastes: tuple[PasteSite, str]) -> None:
    site, base = pastes
    line = get_json(base + "api_scraping.php?limit=1")[0]
    assert base + line["key"] not in site.read_addresses(base)
    assert get(base + f"api_scrape_item.php?i={line['key']}") == "text 299 é\n"
    assert base + line["key"] in site.read_addresses(base)
    assert site.addresses(base)[base + line["key"]] is PASTES[299]


def test_an_unknown_paste_is_refused_in_words_as_the_real_site_does(pastes: tuple[PasteSite, str]) -> None:
    assert get(pastes[1] + "api_scrape_item.php?i=nosuchpaste") == "Error, we cannot find this paste."


def test_robots_and_unknown_paths(pastes: tuple[PasteSite, str], forum: tuple[ForumSite, str]) -> None:
    for _, base in (pastes, forum):
        assert "Disallow: /admin/" in get(base + "robots.txt")
        with pytest.raises(urllib.error.HTTPError) as caught:
            get(base + "nothing-here")
        assert caught.value.code == 404
        caught.value.close()


def test_the_topics_come_in_pages_newest_first(forum: tuple[ForumSite, str]) -> None:
    first = get_json(forum[1] + "latest.json?page=0")["topic_list"]
    second = get_json(forum[1] + "latest.json?page=1")["topic_list"]
    assert [len(first["topics"]), len(second["topics"])] == [30, 4]
    assert "more_topics_url" in first
    assert "more_topics_url" not in second
    bumped = [topic["bumped_at"] for topic in [*first["topics"], *second["topics"]]]
    assert bumped == sorted(bumped, reverse=True)


def test_a_long_topic_gives_twenty_posts_and_the_rest_by_id(forum: tuple[ForumSite, str]) -> None:
    site, base = forum
    topics = get_json(base + "latest.json?page=0")["topic_list"]["topics"]
    topic = next(topic for topic in topics if topic["title"] == "Long thread?")
    whole = get_json(base + f"t/{topic['id']}.json")["post_stream"]
    assert (len(whole["posts"]), len(whole["stream"]), topic["posts_count"]) == (20, 45, 45)
    rest = whole["stream"][20:]
    query = "&".join(f"post_ids[]={number}" for number in rest)
    more = get_json(base + f"t/{topic['id']}/posts.json?{query}")["post_stream"]["posts"]
    assert [post["id"] for post in more] == rest
    assert more[-1]["cooked"] == "<p>answer 44</p>"
    address = f"{base}t/long-thread/{topic['id']}/45"
    assert site.addresses(base)[address].text == "answer 44\n"
    assert address in site.read_addresses(base)


def test_an_unknown_topic_is_discourses_404(forum: tuple[ForumSite, str]) -> None:
    for path in ("t/1.json", "t/99999999999.json", "t/1/posts.json?post_ids[]=1"):
        with pytest.raises(urllib.error.HTTPError) as caught:
            get(forum[1] + path)
        assert json.loads(caught.value.read())["error_type"] == "not_found"
        caught.value.close()


def test_a_taken_port_is_an_error(forum: tuple[ForumSite, str]) -> None:
    port = int(forum[1].rsplit(":", 1)[1].strip("/"))
    with pytest.raises(UsageError, match=f"port {port} "), serve(PasteSite([]), port):
        pass


def test_posts_are_cooked_and_escaped() -> None:
    assert (
        cook("a <b>\nc\n\n- x & y\n- z\n") == "<p>a &lt;b&gt;<br>\nc</p>\n<ul>\n<li>x &amp; y</li>\n<li>z</li>\n</ul>"
    )
    assert cook("see:\n\n```\nn,1\n\n<x>\n```\n") == (
        '<p>see:</p>\n<pre><code class="lang-auto">n,1\n\n&lt;x&gt;\n</code></pre>'
    )
    table = cook("| A | B |\n|---|---|\n| 1 | <2> |\n")
    assert table.count("<td>") == 2
    assert "<th>A</th>" in table
    assert "<td>&lt;2&gt;</td>" in table
