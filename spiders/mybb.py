"""MyBB 1.6 and 1.8 forums. Dates are relative, with the real one in a title; the footer says what time it is."""

from __future__ import annotations

from typing import ClassVar

from leakscan.crawl.forum import ForumSpider
from leakscan.crawl.health import Sign
from leakscan.crawl.marks import Mark
from leakscan.crawl.markup import Markup
from leakscan.model import Health


class MybbSpider(ForumSpider):
    """MyBB with its default theme or one made from it; see ForumSpider for the options."""

    name = "mybb"
    about = "MyBB forums"
    signs: ClassVar = (
        Sign(
            "no-permission",
            Health.LOGIN_WALL,
            r"you do not have permission to access this page|not logged in or do not",
        ),
        Sign("not-found", Health.GONE, r"the specified (?:thread|forum) does not exist"),
    )
    pages = r"(?<=/)(?:(?:archive/)?\w+\.php|(?:forum|thread|user)-[^/]+\.html)"
    marks: ClassVar = (
        Mark(0.7, css="#copyright a[href*='mybb.com'], a[href^='https://mybb.com']"),
        Mark(0.6, text=r"var MyBBEditor|lang\.unknown_error[^<]{0,4000}rootpath"),
        Mark(0.8, header="Set-Cookie", text=r"mybb\["),
    )
    markup = Markup(
        boards="td[class^=trow] strong > a, td[class^=trow] .smalltext a",
        board=r"forumdisplay\.php\?fid=\d+$|/forum-[^/]+\.html$",
        thread="span[id^=tid_] a",
        thread_id=r"(?:[?&]tid=|/thread-)([^&/.]+)",
        state="a[href*=whoposted]::text, .lastpost > a:last-of-type::text",
        trim=r"&(?:action|page|pid)=[^&#]*",
        lists="a[href*='newthread.php?fid='], td.thead a[href*='sortby=subject'], form[action='forumdisplay.php']",
        next_list=".pagination:not(.pagination_breadcrumb) a.pagination_next",
        post="div.post[id^=post_], table[id^=post_]",
        body="div.post_body[id^=pid_], div.post_body",
        author=".author_information .largetext a::text, .author_information .largetext *::text, "
        ".author_information .largetext::text, .post_author strong *::text",
        moment=(".post_date",),
        clock="#current_time",
    )
