"""Misago forums by the pages they serve to visitors without JavaScript. All threads stand in one list."""

from __future__ import annotations

from typing import ClassVar

from leakscan.crawl.forum import ForumSpider
from leakscan.crawl.marks import Mark
from leakscan.crawl.markup import Markup


class MisagoSpider(ForumSpider):
    """Misago 0.30 and later; see ForumSpider for the options."""

    name = "misago"
    about = "Misago forums"
    pages = r"(?<=/)(?:t|c|u|threads|categories|search)(?:/|$)"
    marks: ClassVar = (
        Mark(0.95, css="body.misago-anonymous, body.misago-authenticated"),
        Mark(0.4, text=r"misago"),
    )
    markup = Markup(
        boards=".list-group-category h4 a, .list-group-category h3 a, a.btn-subcategory",
        board=r"/c/[^/]+/\d+/$",
        thread="a.threads-list-item-title",
        thread_id=r"/t/[^/]+/(\d+)/",
        row="ancestor::*[contains(concat(' ', @class, ' '), ' threads-list-item ')][1]",
        state=".threads-list-item-col-replies *::text, .threads-list-item-col-replies::text, "
        ".threads-list-item-col-last-activity time::attr(datetime), [misago-timestamp]::attr(misago-timestamp)",
        trim=r"(/t/[^/]+/\d+/)(?:new|last|\d+)/$",
        lists=".threads-list, .threads-list-empty, .threads-list-blankslate",
        next_list="link[rel=next]",
        heading="h1[itemprop=headline], .page-header h1",
        post="li.post[id^=post-]",
        body="article.misago-markup",
        author=".post-side [itemprop=author] *::text, .post-side .item-title::text, .post-side .media-body *::text",
        moment=("time[itemprop=datePublished]::attr(datetime)", "time::attr(datetime)"),
    )
