"""Forums made with django-machina."""

from __future__ import annotations

from typing import ClassVar

from leakscan.crawl.forum import ForumSpider
from leakscan.crawl.marks import Mark
from leakscan.crawl.markup import Markup


class MachinaSpider(ForumSpider):
    """django-machina 1 with its own templates; see ForumSpider for the options."""

    name = "machina"
    about = "Forums made with django-machina"
    pages = r"(?<=/)(?:forum/[^/]*\d|topic|search|feeds)/"
    marks: ClassVar = (
        Mark(0.75, css="a.forum-name-link, a.topic-name-link, div.card.topiclist, div.post-content-wrapper"),
        Mark(0.4, text=r"/machina\.(?:packages\.)?min\.js|django-machina"),
    )
    markup = Markup(
        boards="a.forum-name-link, .forumlist .card-title a",
        board=r"/forum/[^/]+-\d+/$|/forum/[^/]+/\d+/$",
        thread="a.topic-name-link",
        thread_id=r"/topic/[^/]*?(\d+)/$",
        row="ancestor::div[contains(@class, 'border-bottom')][1]",
        state="div.topic-count:nth-of-type(2)::text, .topic-last-post a[href*='post=']::attr(href)",
        lists="div.card.topiclist",
        next_list="ul.pagination li.active + li a[href^='?page=']",
        post="div.post.card",
        body="div.post-content",
        author=".username a b::text, .username b::text",
        moment=("small.text-muted::text",),
    )
