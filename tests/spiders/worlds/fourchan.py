"""A board: ten threads at most, three posts a thread, the rest in an archive that forgets in its turn."""

from __future__ import annotations

from collections import defaultdict
from types import MappingProxyType

from tests.crawl.site import Asked, Reply
from tests.spiders.worlds.world import Item, World, number_in

SIZE, LIVE, ARCHIVED = 3, 10, 20


class _Fourchan(World):
    spider = "fourchan"
    options = MappingProxyType({"boards": "g"})
    reach = SIZE * (LIVE + ARCHIVED)
    edits = False

    def _threads(self) -> list[tuple[int, list[Item]]]:
        """Threads by their number, the oldest first, without those that even the archive has forgotten."""
        threads: defaultdict[int, list[Item]] = defaultdict(list)
        for item in self.items:
            threads[(item.number - 1) // SIZE * SIZE + 1].append(item)
        return list(threads.items())[-LIVE - ARCHIVED :]

    def answer(self, path: str, query: dict[str, str], asked: Asked) -> Reply | None:
        threads = self._threads()
        if path == "/g/threads.json":
            live = [{"no": no, "last_modified": 1 + sum(i.unix for i in posts)} for no, posts in threads[-LIVE:]]
            return self.json([{"page": 1, "threads": live[::-1]}])
        if path == "/g/archive.json":
            return self.json([no for no, _ in threads[:-LIVE]])
        posts = dict(threads).get(number_in(path))
        return None if posts is None else self.json({"posts": [_post(item) for item in posts]})


def _post(item: Item) -> dict[str, object]:
    return {"no": item.number, "time": item.unix, "com": item.text}


WORLD = _Fourchan
