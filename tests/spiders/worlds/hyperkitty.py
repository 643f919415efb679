"""An archive of Mailman 3 that exports no mailboxes: threads by the last mail, each mail by itself."""

from __future__ import annotations

import re
from collections import defaultdict
from types import MappingProxyType
from typing import Any

from tests.crawl.site import Asked, Reply
from tests.spiders.worlds.world import Item, World

LIST = r"/archives/api/list/team@lists\.example"
SIZE = 3  # mails a thread


class _HyperKitty(World):
    spider = "hyperkitty"
    path = "archives/list/team@lists.example/"
    options = MappingProxyType({"export": False})
    edits = deletions = False

    def answer(self, path: str, query: dict[str, str], asked: Asked) -> Reply | None:
        found = re.fullmatch(
            r"/archives/api/list/team@lists\.example/(threads|thread|email)/(?:(\w+)/)?(emails/)?", path
        )
        if found is None:
            return None
        if found[1] == "email":
            item = self.of(found[2])
            return self.json({**_name(item), "content": item.text}) if item else None
        threads: defaultdict[str, list[Item]] = defaultdict(list)
        for item in self.items:
            threads[_key(item)].append(item)
        if found[3]:
            return self._batch([_name(item) for item in threads[found[2]]], query)
        rows = [_row(key, threads[key]) for key in sorted(threads, key=lambda key: -threads[key][-1].number)]
        return self._batch(rows, query)

    def _batch(self, results: list[dict[str, Any]], query: dict[str, str]) -> Reply:
        first, size = int(query["offset"]), min(int(query["limit"]), 50)
        more = "more" if first + size < len(results) else None
        return self.json({"results": results[first : first + size], "next": more})


def _key(item: Item) -> str:
    return f"T{(item.number - 1) // SIZE + 1}"


def _row(key: str, mails: list[Item]) -> dict[str, Any]:
    told = {"thread_id": key, "subject": f"Thread {key}", "replies_count": len(mails) - 1}
    return {**told, "date_active": mails[-1].at.isoformat()}


def _name(item: Item) -> dict[str, Any]:
    told = {"message_id": f"<{item.key}@lists.example>", "message_id_hash": item.key, "sender_name": "mira"}
    return {**told, "subject": "A mail", "date": item.at.isoformat()}


WORLD = _HyperKitty
