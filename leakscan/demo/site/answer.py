"""What a site answers to a request."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, media type and body of one response."""

    body: bytes
    media_type: str = "text/plain; charset=utf-8"
    status: int = 200


class Site(Protocol):
    """A site: what it answers to a path and its query (``{"limit": ["250"]}``)."""

    def answer(self, path: str, query: Mapping[str, list[str]]) -> Answer:
        """The answer, 404 included."""


ROBOTS = Answer(b"User-agent: *\nDisallow: /admin/\n")


def text(body: str, status: int = 200) -> Answer:
    """A plain text answer."""
    return Answer(body.encode(), status=status)


def as_json(value: Any, status: int = 200) -> Answer:
    """A JSON answer."""
    return Answer(json.dumps(value).encode(), "application/json; charset=utf-8", status)
