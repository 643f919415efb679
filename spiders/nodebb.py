"""NodeBB forums, versions 1 to 4: the pages that are made for visitors without JavaScript."""

from __future__ import annotations

from typing import ClassVar

from leakscan.crawl.forum import ForumSpider
from leakscan.crawl.health import Sign
from leakscan.crawl.marks import Mark
from leakscan.crawl.markup import Markup, Post, Thread
from leakscan.model import Health


class NodebbSpider(ForumSpider):
    """NodeBB with the Harmony or Persona theme; see ForumSpider for the options."""

    name = "nodebb"
    about = "NodeBB forums"
    signs: ClassVar = (
        Sign(
            "no-privileges", Health.LOGIN_WALL, r"\[\[error:no-privileges\]\]|component=\"login|\[\[error:not-logged-in"
        ),
        Sign("not-found", Health.GONE, r"<title>\s*not found"),
    )
    pages = r"(?<=/)(?:topic|category|post|user|tags?|recent|popular|unread|categories)(?:/|$)"
    marks: ClassVar = (
        Mark(0.98, header="X-Powered-By", text="NodeBB"),
        Mark(0.7, css="script#ajaxify-data, [component='categories/category'], [component='category/topic']"),
        Mark(0.3, text="nodebb"),
    )
    markup = Markup(
        boards="[component='categories/category'] a[href*='/category/'], "
        "[component='category/subcategory'] a[href*='/category/'], .subcategories a[href*='/category/']",
        board=r"/category/\d+(?:/[^/?]+)?$",
        thread="[component='category/topic'] [component='topic/header'] a[href*='/topic/']",
        thread_id=r"/topic/(\d+)",
        row="ancestor::*[@component='category/topic'][1]",
        state=".timeago::attr(title), .stats-postcount [title]::attr(title), .stats-postcount *::text",
        trim=r"(/topic/\d+/[^/?]+)/\d+$",
        lists="[component='category']",
        next_list="link[rel=next]",
        post="[component=post][data-pid]",
        post_id="::attr(data-pid)",
        body="[component='post/content']",
        author="::attr(data-username)",
        moment=("::attr(data-timestamp)", "[itemprop=datePublished]::attr(content)", ".timeago::attr(title)"),
    )

    def permalink(self, url: str, thread: Thread, post: Post) -> str:
        """The post by its number, which leads there wherever its topic has gone."""
        return f"{url.partition('/topic/')[0]}/post/{post.id}"
