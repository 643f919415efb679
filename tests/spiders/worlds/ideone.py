"""Recent programs, page after page."""

from __future__ import annotations

from tests.crawl.site import Asked, Reply
from tests.spiders.worlds.world import World


class _Ideone(World):
    spider = "ideone"
    reach = 20 * World.page

    def answer(self, path: str, query: dict[str, str], asked: Asked) -> Reply | None:
        first, _, last = path.strip("/").partition("/")
        if first == "recent":
            listed = self.part(self.newest, int(last or 1) - 1)
            links = "".join(f'<div class="header"><a href="/{item.key}">#{item.key}</a></div>' for item in listed)
            return self.html(links) if listed else None
        return self.plain(self.of(last)) if first == "plain" else None


WORLD = _Ideone
