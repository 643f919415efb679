"""FlaskBB forums."""

from __future__ import annotations

from typing import ClassVar

from leakscan.crawl.forum import ForumSpider
from leakscan.crawl.marks import Mark
from leakscan.crawl.markup import Markup


class FlaskbbSpider(ForumSpider):
    """FlaskBB 2 with its default theme; see ForumSpider for the options."""

    name = "flaskbb"
    about = "FlaskBB forums"
    pages = r"(?<=/)(?:topic|forum|category|user|memberlist|search)(?:/|$)"
    marks: ClassVar = (
        Mark(0.9, css="a[href='https://flaskbb.com'], a[href='http://flaskbb.org'], a[href='https://flaskbb.org']"),
    )
    markup = Markup(
        boards="div.forum-name a, .forum-subforums a",
        board=r"/forum/\d+",
        thread="div.forum-row div.topic-name > a",
        thread_id=r"/topic/(\d+)",
        row="ancestor::div[contains(@class, 'forum-row')][1]",
        state="div.topic-stats:nth-of-type(2)::text, .topic-last-post a[href*='post']::attr(href)",
        lists="div.forum-row, div.panel-body.forum-body, .topic-head",
        next_list="ul.pagination li.active + li a[href]",
        post="div.post-row:has(.post-content)",
        post_id="::attr(id)",
        body="div.post-content",
        author=".author-name a::text, .author-name::text, .author-box a::text",
        moment=(".post-meta time::attr(datetime)", ".post-meta a", ".post-time a", ".post-time"),
    )
