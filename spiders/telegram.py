"""Telegram channels by their public preview (t.me/s/NAME): every message back to where the last visit began.

Message ids grow, with holes. The twenty newest are read at every visit, so edits among them are seen; what the
preview leaves out (files, comments, deletions) is not to be had here.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import AsyncIterator, Iterator
from typing import Any, ClassVar
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from leakscan.crawl.moments import read_moment
from leakscan.crawl.spider import MarkupChangedError, Page, Sign, SourceSpider
from leakscan.crawl.walk import goes_on
from leakscan.model import Document, Health

# What surrounds a message: everything else in its bubble is what it says, under whatever name.
AROUND = " or ".join(
    f"contains(concat(' ', @class, ' '), ' {name} ')"
    for name in (
        *(f"tgme_widget_message_{part}" for part in ("author", "reply", "footer", "info", "user", "reactions")),
        *(f"tgme_widget_message_poll_{part}" for part in ("option_percent", "votes", "type")),
        *("message_video_duration", "message_media_not_supported", "tgme_widget_message_voice_duration"),
    )
)


class TelegramSpider(SourceSpider):
    """One document a message. Option ``depth``: pages of twenty that the first visit reads (5)."""

    name = "telegram"
    about = "Telegram channels with a public preview (https://t.me/s/NAME)"
    remembers = "newest message; id and hash of each"
    kind = "page"
    pace = 4.0
    signs: ClassVar = (
        Sign("no-preview", Health.GONE, r"class=\"tgme_page_(?:title|icon|action|extra)|if you have the invite link"),
    )

    def first(self) -> Iterator[Request]:
        """Ask for the newest messages."""
        self.channel = urlsplit(self.base).path.strip("/").removeprefix("s/")
        yield self._before(None, 0)

    def _before(self, number: int | None, page: int) -> Request:
        url = f"/s/{self.channel}" + (f"?before={number}" if number else "")
        return self.ask(url, self.read_messages, listing=True, deeper=False, before=number, page=page)

    async def read_messages(self, response: Response, before: int | None, page: int) -> AsyncIterator[Any]:
        """Keep what is new or changed, and go on to what is older."""
        found = response.css("div.tgme_widget_message[data-post]")
        if not found and not response.css(".tgme_channel_history"):
            raise MarkupChangedError("neither messages nor a channel's history on the page")
        messages = {int(message.attrib["data-post"].rpartition("/")[2]): message for message in found}
        self.listed(len(messages))
        if not messages:
            return
        if before and min(messages) >= before:
            raise MarkupChangedError(f"the messages before {before} begin with {min(messages)}")
        title = response.css(".tgme_channel_info_header_title ::text").get()
        versions = {_version(number, message): (number, message) for number, message in sorted(messages.items())}
        new = await self.visit.unseen(list(versions))
        documents = [self._document(*versions[key], title) for key in new]
        yield Page(tuple(document for document in documents if document), {}, tuple(new))
        more = goes_on(self.visit, "message", max(messages), min(messages), page, self.option("depth", 5))
        if more and response.css("a.tme_messages_more[data-before], link[rel=prev]"):
            yield self._before(min(messages), page + 1)

    def _document(self, number: int, message: Any, title: str | None) -> Document | None:
        """The message, or None for a picture without a word."""
        if not _words(message):
            return None
        parts = _bubble(message).xpath(f"./node()[not(self::*[{AROUND}])][string(.) or self::text()]").getall()
        return self.document(
            re.sub(r' style="[^"]*"', "", "\n".join(part.strip() for part in parts if part.strip())),
            f"https://{urlsplit(self.base).hostname}/{self.channel}/{number}",
            title=title,
            author=message.css(".tgme_widget_message_from_author::text").get() or self.channel,
            posted_at=read_moment(message.css("a.tgme_widget_message_date time::attr(datetime)").get()),
            media_type="text/html",
        )


def _version(number: int, message: Any) -> str:
    """Changes with an edit of the text; addresses of pictures change with every visit."""
    return f"{number}.{hashlib.sha256(_words(message).encode()).hexdigest()[:16]}"


def _bubble(message: Any) -> Any:
    return message.css(".tgme_widget_message_bubble") or message


def _words(message: Any) -> str:
    """What a message says, without what stands around it."""
    texts = _bubble(message).xpath(f".//text()[not(ancestor::*[{AROUND}])]").getall()
    return "\0".join(text.strip() for text in texts if text.strip())
