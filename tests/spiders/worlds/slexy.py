"""A table of recent pastes, whose texts lie behind a link with a token."""

from __future__ import annotations

from tests.crawl.site import Asked, Reply
from tests.spiders.worlds.world import World


class _Slexy(World):
    spider = "slexy"
    reach = World.page

    def answer(self, path: str, query: dict[str, str], asked: Asked) -> Reply | None:
        key = path.rpartition("/")[2]
        if path == "/recent":
            rows = "".join(
                f'<tr><td><a href="/view/{item.key}">{item.key}</a></td></tr>' for item in self.newest[: self.page]
            )
            return self.html(f'<table id="recent_pastes"><tr><th>Paste</th></tr>{rows}</table>')
        if path.startswith("/view/") and self.of(key):
            return self.html(f'<a href="/raw/{key}?key=abc">raw</a>')
        return self.plain(self.of(key)) if path.startswith("/raw/") and query.get("key") == "abc" else None


WORLD = _Slexy
