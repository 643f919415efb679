"""PrivateBin: what the server has is encrypted; the key is in the part of the link that is never sent."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from leakscan.crawl.links import EncryptedError, LinkSite
from leakscan.crawl.payload import MarkupChangedError, read_json


class _Paste(BaseModel):
    status: int
    message: str = ""
    ct: str | None = None  # the cipher text of version 2
    data: Any = None  # that of version 1


def _read(body: bytes) -> bytes:
    paste = read_json(body, _Paste)
    if paste.status != 0 or (paste.ct is None and paste.data is None):
        raise MarkupChangedError(f"no paste in the answer: {paste.message[:120]}")
    raise EncryptedError("it is encrypted; open it in a browser, with the whole link")


SITE = LinkSite(
    "privatebin",
    ("privatebin.net",),
    r"\?([0-9a-f]{16})\b",
    "?{key}",
    kind="json",
    headers={"X-Requested-With": "JSONHttpRequest"},
    read=_read,
)
