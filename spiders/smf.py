"""Simple Machines Forum 2.0 and 2.1. Dates are local and start with "Today"; the page's head says what time it is."""

from __future__ import annotations

from typing import ClassVar

from leakscan.crawl.forum import ForumSpider
from leakscan.crawl.health import Sign
from leakscan.crawl.marks import Mark
from leakscan.crawl.markup import Markup
from leakscan.model import Health


class SmfSpider(ForumSpider):
    """SMF with its default theme (Curve) or one made from it; see ForumSpider for the options."""

    name = "smf"
    about = "Simple Machines forums (SMF 2)"
    signs: ClassVar = (
        Sign("members-only", Health.LOGIN_WALL, r"only registered members (?:are allowed|may)|section, please login"),
        Sign("not-there", Health.GONE, r"either missing or off limits to you"),
    )
    pages = r"(?<=/)\w+\.php"
    marks: ClassVar = (
        Mark(0.6, css="a[href*='simplemachines.org']"),
        Mark(0.5, text=r"var smf_(?:theme_url|scripturl|iso_case_folding)"),
        Mark(0.3, css="body#smf, link[rel=contents][href*='index.php']"),
    )
    markup = Markup(
        boards="a.subject[id^=b], a.mobile_subject[id^=b], .children a[href*='board'], a.subject[name^=b]",
        board=r"[?;&/]board[=,]\d+\.0(?:\.html)?$",
        thread="span[id^=msg_] a[href*='topic']",
        thread_id=r"[?;&/]topic[=,](\d+)",
        row="(ancestor::div[contains(@class, 'info')]/.. | ancestor::tr)[last()]",
        pointer=".main_icons.move, img[src*='/post/moved.']",
        state=".lastpost a[href*='topic']::attr(href)",
        trim=r"(topic=\d+)\.(?:msg\d+|new)$",
        lists="#messageindex, #topic_container",
        next_list="link[rel=next]",
        heading="#top_subject",
        post="div[id^=msg] .post_wrapper, div.post_wrapper",
        post_id=".inner::attr(id)",
        body=".inner[id^=msg_]",
        author=".poster h4 a[href*='action=profile']::text, .poster h4::text",
        moment=(".postinfo > a.smalltext", ".keyinfo .smalltext::text"),
        clock=".user > time, #top_section time, .user li.reset",
    )
