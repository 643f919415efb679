"""Spirit forums (django-spirit). The front page lists the topics of all categories."""

from __future__ import annotations

from typing import ClassVar

from leakscan.crawl.forum import ForumSpider
from leakscan.crawl.marks import Mark
from leakscan.crawl.markup import Markup


class SpiritSpider(ForumSpider):
    """Spirit 0.12 and later; see ForumSpider for the options."""

    name = "spirit"
    about = "Spirit forums"
    pages = r"(?<=/)(?:topic|category|user|comment|search)/"
    marks: ClassVar = (
        Mark(0.75, css="div.layout__topics, a.topic__link"),
        Mark(0.4, text=r"spirit-project\.com|static/spirit/"),
    )
    markup = Markup(
        thread="a.topic__link",
        thread_id=r"/topic/(\d+)",
        row="ancestor::*[contains(@class, 'layout__topics__topic')][1]",
        state=".topic__comments::text, .topic__date::attr(title)",
        trim=r"\?page=\d+$",
        lists="div.layout__topics",
        next_list="ul.paginator a:has(i.fa-chevron-right)",
        post="div.comments_list__comment[data-pk]",
        post_id="::attr(data-pk)",
        body="div.comment__text",
        author=".comment__info__username__link *::text, .comment__info__username__link::text",
        moment=(".comment__info__date li[title]::attr(title)",),
    )
