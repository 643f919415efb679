"""Spirit forums (django-spirit). The front page lists the topics of all categories."""

from __future__ import annotations

from leakscan.crawl.forum import ForumSpider
from leakscan.crawl.markup import Markup


class SpiritSpider(ForumSpider):
    """Spirit 0.12 and later; see ForumSpider for the options."""

    name = "spirit"
    about = "Spirit forums"
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
