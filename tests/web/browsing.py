"""A visitor of the pages: the whole application behind its gate, asked as a browser without JavaScript asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from leakscan.store import Store, open_store
from leakscan.web.app import make_app
from leakscan.web.desk import Desk
from leakscan.web.gate import Door, Gate
from leakscan.web.session import Sessions
from leakscan.workspace import Place

BASE = "http://127.0.0.1:8400"


@dataclass
class Visitor:
    """A browser with its cookie; ``post`` sends the form that a page shows, as it shows it."""

    client: TestClient
    sessions: Sessions
    store: Store

    def get(self, place: str, **headers: str) -> httpx2.Response:
        return self.client.get(place, headers=headers)

    def tree(self, place: str) -> LexborHTMLParser:
        answer = self.get(place)
        assert answer.status_code == 200, answer.text
        return LexborHTMLParser(answer.text)

    def post(self, page: str, action: str, /, **fields: str | list[str]) -> httpx2.Response:
        """Fill in the form of the page that leads to the action, and send it."""
        tree = self.tree(page)
        form = next(f for f in tree.css("form[method=post]") if (f.attributes["action"] or "").split("?")[0] == action)
        hidden = {str(one.attributes["name"]): one.attributes["value"] for one in form.css("input[type=hidden]")}
        where = form.attributes["action"]
        assert where is not None
        return self.client.post(where, data={**hidden, **fields}, headers={"Origin": BASE})


@contextmanager
def visiting(root: Path, who: str = "ann") -> Iterator[Visitor]:
    """Serve the workspace to one visitor who has signed in."""
    with open_store(root / "leakscan.db") as store:
        sessions = Sessions()
        gate = Gate(make_app(Desk(Place(root), store, who)), sessions, Door(frozenset({"127.0.0.1"})))
        client = TestClient(gate, base_url=BASE)
        visitor = Visitor(client, sessions, store)
        assert client.get(f"/login?token={sessions.token()}").status_code == 200
        yield visitor


def text(answer: httpx2.Response) -> str:
    """What a page says, without its marks, on one line."""
    body = LexborHTMLParser(answer.text).css_first("main")
    assert body is not None
    return re.sub(r"\s+", " ", body.text(separator=" "))
