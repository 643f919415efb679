"""A channel's preview: a page of messages, older ones before a number."""

from __future__ import annotations

from tests.crawl.site import Asked, Reply
from tests.spiders.worlds.world import Item, World


class _Telegram(World):
    spider = "telegram"
    path = "s/quiet"
    reach = 40 * World.page

    def answer(self, path: str, query: dict[str, str], asked: Asked) -> Reply | None:
        if path != "/s/quiet":
            return None
        before = int(query.get("before", 10**9))
        older = [item for item in self.items if item.number < before]
        shown = older[-self.page :]
        more = f'<a class="tme_messages_more" data-before="{shown[0].number}"></a>' if len(older) > len(shown) else ""
        return self.html(f'<main class="tgme_channel_history">{more}{"".join(map(_message, shown))}</main>')


def _message(item: Item) -> str:
    text = f'<div class="tgme_widget_message_text">{item.text}</div>'
    date = f'<a class="tgme_widget_message_date"><time datetime="{item.at.isoformat()}">then</time></a>'
    inner = f'<div class="tgme_widget_message_bubble">{text}<div class="tgme_widget_message_footer">{date}</div></div>'
    return f'<div class="tgme_widget_message" data-post="quiet/{item.number}">{inner}</div>'


WORLD = _Telegram
