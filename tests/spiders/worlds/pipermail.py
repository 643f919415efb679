"""An archive of Mailman 2: a month of messages."""

from __future__ import annotations

import re

from tests.crawl.site import Asked, Reply
from tests.spiders.worlds.world import Item, World


class _Pipermail(World):
    spider = "pipermail"
    path = "pipermail/list/"
    edits = False

    def answer(self, path: str, query: dict[str, str], asked: Asked) -> Reply | None:
        if path == "/pipermail/list/":
            return self.html(
                '<a href="2026-February/thread.html">Thread</a> <a href="2026-February/date.html">Date</a>'
            )
        if path == "/pipermail/list/2026-February/date.html":
            rows = "".join(f'<li><a href="{item.number:06}.html">A mail of {item.number}</a>' for item in self.items)
            return self.html(f'<a href="thread.html">by thread</a><ul>{rows}</ul>')
        found = re.fullmatch(r"/pipermail/list/2026-February/(\d+)\.html", path)
        item = next((item for item in self.items if found and item.number == int(found[1])), None)
        return self.html(_mail(item)) if item else None


def _mail(item: Item) -> str:
    return f"<h1>A mail</h1><b>mira</b><i>{item.at:%a %b %d %H:%M:%S UTC %Y}</i><pre>{item.text}</pre>"


WORLD = _Pipermail
