"""vBulletin 3, 4, 5 and 6 forums: three kinds of markup, never on one page."""

from __future__ import annotations

from typing import ClassVar

from leakscan.crawl.forum import ForumSpider
from leakscan.crawl.health import Sign
from leakscan.crawl.marks import Mark
from leakscan.crawl.markup import Markup
from leakscan.model import Health


class VbulletinSpider(ForumSpider):
    """VBulletin with a default style or one made from it; see ForumSpider for the options."""

    name = "vbulletin"
    about = "vBulletin forums (3 to 6)"
    signs: ClassVar = (
        Sign(
            "no-permission",
            Health.LOGIN_WALL,
            r"you are not logged in or you do not have permission|do not have permission",
        ),
        Sign("not-found", Health.GONE, r"(?:invalid|no) (?:thread|forum|page|post) (?:specified|id)"),
    )
    pages = r"(?<=/)(?:(?:archive/)?\w+\.php|(?:threads|forums)/)"
    marks: ClassVar = (
        Mark(0.95, css="meta[name=generator][content^=vBulletin]"),
        Mark(0.8, text=r"clientscript/vbulletin[_-](?:global|core)|js/header-rollup-\d|vBulletin Solutions"),
    )
    markup = Markup(
        boards="td.alt1Active a[href*='forumdisplay.php'], .forumtitle a, .subforumlist a, .forum-item a.forum-title",
        board=r"^[^#]+$",
        thread="a[id^=thread_title_], .threadbit a.title, tr.topic-item a.topic-title",
        thread_id=r"(?:[?&]t=|showthread\.php\?|/)(\d+)(?:-[^/]*)?$",
        row="ancestor::*[self::tr or contains(concat(' ', @class, ' '), ' threadbit ')][1]",
        state="a[href*=whoposted]::text, a[href*='#post']::attr(href), .threadstats a::text, "
        ".posts-count::text, a.go-to-last-post::attr(href)",
        trim=r"[?&]goto=newpost|&highlight=[^&#]*",
        lists="#threadslist, #threads, #threadlist, .topic-list",
        next_list="a[rel=next], link[rel=next], a.right-arrow[href]",
        post="table[id^=post]:has(div[id^=post_message_]), li[id^=post_]:has(div[id^=post_message_]), "
        "li.b-post[data-node-id]",
        post_id="div[id^=post_message_]::attr(id), li.b-post::attr(data-node-id)",
        body="div[id^=post_message_], .js-post__content-text",
        author="a.bigusername::text, a.bigusername *::text, .bigusername::text, .username::text, .username *::text, "
        ".b-userinfo__details .author a::text, .author a::text, div[id^=postmenu_]::text",
        moment=("time[itemprop=dateCreated]::attr(datetime)", ".postdate .date", "td.thead"),
        clock=".below_body .smallfont, #footer_time, div.smallfont",
    )
