"""phpBB 3 forums. Visitors without cookies get a session id in every link, which is taken out everywhere."""

from __future__ import annotations

from typing import ClassVar

from leakscan.crawl.forum import ForumSpider
from leakscan.crawl.health import Sign
from leakscan.crawl.marks import Mark
from leakscan.crawl.markup import Markup
from leakscan.model import Health


class PhpbbSpider(ForumSpider):
    """phpBB 3.0 to 3.3 with prosilver or a style made from it; see ForumSpider for the options."""

    name = "phpbb"
    about = "phpBB 3 forums"
    signs: ClassVar = (Sign("not-authorised", Health.LOGIN_WALL, r"you are not authorised to (?:read|view)"),)
    pages = r"(?<=/)\w+\.php"
    marks: ClassVar = (
        Mark(0.95, css="body#phpbb"),
        Mark(0.5, css="a[href*='phpbb.com']"),
    )
    markup = Markup(
        boards="a.forumtitle, a.subforum",
        board=r"viewforum\.php\?(?:.*&)?f=\d+|-f\d+/?$",
        thread="a.topictitle",
        thread_id=r"(?:[?&]t=|-t)(\d+)",
        row="(ancestor::dl | ancestor::tr)[last()]",
        state="dd.posts::text, dd.lastpost time::attr(datetime), dd.lastpost a[href*='p=']::attr(href)",
        trim=r"(?<=[?&])(?:view|start|hilit|e|f)=[^&#]*&|&(?:view|start|hilit|e|f)=[^&#]*",
        lists="body.section-viewforum .action-bar, body.section-viewforum .topic-actions",
        next_list=".pagination li.next a, .pagination li.arrow.next a, .pagination a[rel=next]",
        heading="h2.topic-title",
        post="div.post[id^=p]",
        body="div.content",
        author="p.author .username::text, p.author .username-coloured::text, "
        ".postprofile .username::text, .postprofile .username-coloured::text, p.author strong *::text, "
        "p.author strong::text, .postprofile dt a:not(:has(img))::text",
        moment=("p.author time::attr(datetime)", "p.author"),
        clock=".navbar .rightside, .footerbar .rightside, #page-footer .rightside, p.time, p.right",
    )
