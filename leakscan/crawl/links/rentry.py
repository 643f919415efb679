"""rentry.co and rentry.org, which refuse visitors who have no access code from the operator."""

from __future__ import annotations

from pydantic import BaseModel

from leakscan.crawl.links import LinkSite
from leakscan.crawl.payload import MarkupChangedError, read_json


class _Raw(BaseModel):
    status: str
    content: str


def _read(body: bytes) -> bytes:
    raw = read_json(body, _Raw)
    if raw.status != "200":
        raise MarkupChangedError(f"the answer has status {raw.status[:20]}: {raw.content[:120]}")
    return raw.content.encode()


SITE = LinkSite(
    "rentry",
    ("rentry.co", "rentry.org"),
    r"([A-Za-z0-9_-]{3,100})\b(?!/)",
    "api/raw/{key}",
    kind="json",
    closed=True,
    read=_read,
)
