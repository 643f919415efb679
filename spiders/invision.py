"""Invision Community 4 forums."""

from __future__ import annotations

from typing import ClassVar

from leakscan.crawl.forum import ForumSpider
from leakscan.crawl.health import Sign
from leakscan.crawl.marks import Mark
from leakscan.crawl.markup import Markup
from leakscan.model import Health


class InvisionSpider(ForumSpider):
    """Invision Community 4 (and 5, as far as it kept the names) with its default theme; see ForumSpider."""

    name = "invision"
    about = "Invision Community forums (4)"
    signs: ClassVar = (
        Sign("no-permission", Health.LOGIN_WALL, r"you do not have permission to view this|error code: 2F173/"),
        Sign("not-found", Health.GONE, r"error code: (?:1S160/2|2S100/6|1T194/)"),
    )
    pages = r"(?<=/)(?:index\.php|(?:topic|forum|profile|discover|search|forums)/)"
    marks: ClassVar = (
        Mark(0.8, css="a[title='Invision Community'], a[href*='invisioncommunity.com']"),
        Mark(0.6, css="body.ipsApp, [data-role=breadcrumbList]"),
    )
    markup = Markup(
        boards=".cForumRow h4 a, .ipsData__title h4 a[href*='/forum/'], .cForumGrid__title a, "
        "li.cForumRow .ipsDataItem_title a, .ipsDataItem_subList a",
        board=r"/forum/\d+",
        thread="li[data-rowid] .ipsDataItem_title a[href*='/topic/'], "
        "li[data-rowid] .ipsData__title a[href*='/topic/']",
        thread_id=r"/topic/(\d+)",
        row="ancestor::li[@data-rowid][1]",
        state=".ipsDataItem_stats li:first-child .ipsDataItem_stats_number::text, "
        ".ipsData__stats li:first-child *::text, time::attr(datetime)",
        trim=r"\?do=[^#]*$|\?page=1$",
        lists="[data-role=tableRows], .ipsDataList, .ipsData",
        next_list="link[rel=next]",
        post="article[id^=elComment_]",
        body="[data-role=commentContent]",
        author=".cAuthorPane_author *::text, .cAuthorPane_author::text, .cAuthorName *::text, "
        ".ipsEntry__author *::text",
        moment=(".ipsComment_meta time::attr(datetime)", "time::attr(datetime)"),
    )
