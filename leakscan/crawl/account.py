"""What a forum's cursor says: how far each list and thread is read, and which threads are due.

``visit`` counts visits; ``l/LIST`` holds the next pages to read of a list, near its ``head`` and in the ``rest``
that no visit has seen; ``t/THREAD`` the ``page`` reached, the ``state`` read and the visit that ``read`` it, and what
it takes to ask for it as long as it is due (``half``: its next page is, not its last).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from leakscan.crawl.markup import Thread
from leakscan.crawl.page import JSON

TRIES = 4  # visits that ask for a thread which is due, before they wait until somebody writes in it


class Account:
    """A forum's cursor as a visit moves it; each method gives the entries that become true with a page."""

    def __init__(self, cursor: Mapping[str, JSON]) -> None:
        self.cursor: dict[str, Any] = dict(cursor)
        self.turn = int(self.cursor.get("visit", 0)) + 1

    def known(self, thread: Thread) -> dict[str, Any]:
        """What is known of a thread; empty where nothing is."""
        return self.cursor.get(f"t/{thread.key}") or {}

    def is_changed(self, thread: Thread) -> bool:
        """Whether somebody wrote in it since it was read, or the list does not tell."""
        return not thread.state or self.known(thread).get("state") != thread.state

    def due(self) -> list[Thread]:
        """Threads that earlier visits were to read and did not."""
        entries = [(key[2:], known) for key, known in self.cursor.items() if key.startswith("t/") and "url" in known]
        return [Thread(key, known["url"], known["title"], known["want"]) for key, known in entries]

    def list_read(self, name: str, page: int, later: str | None, changed: Iterable[Thread]) -> dict[str, Any]:
        """A page of a list is read: where to go on, and which threads are due."""
        left = {**self.cursor.get(name, {})}
        left.pop("rest" if page else "head", None)
        if later:
            left["rest" if page else "head"] = [later, page and page + 1]
        return {"visit": self.turn, name: left, **dict(map(self._wanted, changed))}

    def _wanted(self, thread: Thread) -> tuple[str, dict[str, Any]]:
        """The entry of a thread to read; one that is due for the same reason keeps its account."""
        known = self.known(thread)
        tries = known.get("tries", 0) if known.get("want") == thread.state else 0
        wanted = {"url": thread.url, "title": thread.title, "want": thread.state, "tries": tries}
        return f"t/{thread.key}", {**known, **wanted}

    def thread_read(self, thread: Thread, here: str, later: str | None, *, again: bool) -> dict[str, Any]:
        """A page of a thread is read, maybe its last; looking for edits (``again``) moves no page."""
        known = self.known(thread)
        page = known.get("page", here) if again else here
        if later:
            return {} if again else {f"t/{thread.key}": {**known, "page": later, "half": True}}
        return {f"t/{thread.key}": {"page": page, "state": thread.state, "read": self.turn}}

    def thread_missed(self, thread: Thread, *, gone: bool) -> dict[str, Any]:
        """A thread could not be read: the next visits ask for it again, some times and never if it is gone."""
        _, due = self._wanted(thread)
        due["tries"] += 1
        if gone or due["tries"] >= TRIES:
            due = {"state": thread.state, "read": self.turn}
        return {f"t/{thread.key}": due}
