"""XenForo 1 and 2 forums: two generations of markup, never on one page."""

from __future__ import annotations

from typing import ClassVar

from leakscan.crawl.forum import ForumSpider
from leakscan.crawl.health import Sign
from leakscan.crawl.marks import Mark
from leakscan.crawl.markup import Markup
from leakscan.model import Health


class XenforoSpider(ForumSpider):
    """XenForo with its default style or one made from it; see ForumSpider for the options."""

    name = "xenforo"
    about = "XenForo forums (1 and 2)"
    signs: ClassVar = (
        Sign("must-log-in", Health.LOGIN_WALL, r"you must be (?:logged|signed)[ -]in|data-template=\"login\""),
        Sign("not-found", Health.GONE, r"the requested (?:page|thread|forum) could not be found"),
    )
    pages = r"(?<=/)(?:index\.php|(?:threads|forums|members|categories|whats-new|posts|find-new)(?:/|$))"
    marks: ClassVar = (
        Mark(0.9, css="html#XF, html#XenForo"),
        Mark(0.5, css="a[href*='xenforo.com']"),
        Mark(0.6, header="Set-Cookie", text=r"xf_csrf="),
    )
    markup = Markup(
        boards=".node-title a, a.subNodeLink, .nodeTitle a, .subForumList a",
        board=r"[./]\d+/?$",
        thread=".structItem--thread .structItem-title > a:not(.labelLink), "
        "li.discussionListItem .title a.PreviewTooltip, li.discussionListItem .title > a:not(.prefixLink)",
        thread_id=r"[./](\d+)/?$",
        row="ancestor::*[contains(@class, 'structItem--thread') or contains(@class, 'discussionListItem')][1]",
        state="time.structItem-latestDate::attr(datetime), .structItem-cell--meta dl:not(.structItem-minor) dd::text, "
        ".stats .major dd::text, .lastPostInfo abbr::attr(data-time), .lastPostInfo .DateTime::attr(title)",
        trim=r"(?:unread|latest)/?$",
        lists=".structItemContainer, .js-threadList, ol.discussionListItems, .discussionList",
        next_list="link[rel=next], a.pageNav-jump--next",
        post="article.message[data-content^='post-'], li.message[id^='post-']",
        post_id="article::attr(data-content), li.message::attr(id)",
        body=".message-body .bbWrapper, blockquote.messageText",
        author="article.message::attr(data-author), li.message::attr(data-author)",
        moment=(
            ".message-attribution time::attr(data-time)",
            ".message-attribution time::attr(datetime)",
            ".message-attribution-main time::attr(datetime)",
            ".messageMeta abbr::attr(data-time)",
            ".messageMeta .DateTime::attr(title)",
        ),
    )
