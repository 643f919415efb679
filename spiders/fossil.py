"""The forum of a Fossil repository: one page a thread, replies nested, edits behind the post they replace."""

from __future__ import annotations

from typing import ClassVar

from leakscan.crawl.forum import ForumSpider
from leakscan.crawl.marks import Mark
from leakscan.crawl.markup import Markup, Post, Thread


class FossilSpider(ForumSpider):
    """Fossil 2.12 and later; the source's url ends in ``/forum``. See ForumSpider for the options."""

    name = "fossil"
    about = "Forums of Fossil repositories"
    pages = r"(?<=/forum)(?:post|new|thread|main|edit|e\d)(?:/|$)"
    marks: ClassVar = (
        Mark(0.7, css="body.cpage-forum, body.cpage-forummain, div.forumPosts"),
        Mark(0.6, text=r"this page was generated in about\s+[\d.]+s by\s+Fossil"),
    )
    markup = Markup(
        thread="div.forumPosts td a[href*='/forumpost/']",
        thread_id=r"/forumpost/([0-9a-f]+)",
        state="td:last-child::text",
        lists="div.forumPosts, form[action*='forumnew'], a[href*='/forumnew']",
        next_list="div.forumPosts tr:last-child a[href*='x=']",
        heading="div.content h1",
        post="div[id^=forum]:has(div.forumPostBody)",
        post_id="h3.forumPostHdr a[href*='?raw']::attr(href)",
        post_number=r"/forumpost/([0-9a-f]+)\?raw",
        body="div.forumPostBody",
        author="h3.forumPostHdr a::text",
        moment=("h3.forumPostHdr",),
    )

    def permalink(self, url: str, thread: Thread, post: Post) -> str:
        """The post by its hash; a thread's own address is that of its newest post."""
        return f"{url.partition('/forumpost/')[0]}/forumpost/{post.id}"
