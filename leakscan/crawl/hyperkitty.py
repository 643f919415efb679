"""HyperKitty's JSON and its mailboxes, as far as they are read."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from typing import Any

from pydantic import AwareDatetime, BaseModel

from leakscan.crawl.payload import MarkupChangedError, holds_no_text

LARGEST = 64 << 20  # bytes of a thread's mailbox when unpacked


class Thread(BaseModel):
    """A thread as a list's API has it."""

    thread_id: str
    subject: str
    date_active: AwareDatetime
    replies_count: int

    @property
    def state(self) -> list[Any]:
        """What changes when somebody writes."""
        return [self.replies_count, self.date_active.isoformat()]


class Threads(BaseModel):
    """One batch of threads, the one written in last first."""

    results: list[Thread]
    next: str | None = None


class List(BaseModel):
    """A mailing list."""

    name: str


class Lists(BaseModel):
    """The lists whose archives anybody may read."""

    results: list[List]


class Name(BaseModel):
    """A mail as a thread names it; ``message_id_hash`` is its address."""

    message_id: str
    message_id_hash: str
    sender_name: str | None = None
    subject: str
    date: AwareDatetime

    @property
    def key(self) -> str:
        """Its Message-ID as the export spells it."""
        return _plain(self.message_id)


class Names(BaseModel):
    """One batch of a thread's mails."""

    results: list[Name]
    next: str | None = None


class Mail(Name):
    """A mail with its text."""

    content: str


@dataclass(frozen=True, slots=True)
class Part:
    """What a mail holds: its text, or the file of that ``name`` attached to it."""

    key: str
    content: bytes
    media_type: str
    name: str = ""


def parts(mailbox: bytes) -> Iterator[Part]:
    """The texts and attached files of a gzipped mailbox; pictures, sound and films are left out.

    Raises:
        MarkupChangedError: it is no such mailbox, or unpacks to more than 64 MiB.
    """
    for raw in re.split(rb"(?m)^From .*\r?\n", _unpacked(mailbox))[1:]:
        mail = message_from_bytes(raw)
        key = _plain(str(mail["Message-ID"] or ""))
        held = [part for part in mail.walk() if not part.is_multipart()]
        text = "\n".join(_text(part) for part in held if not part.get_filename())
        yield Part(key, re.sub(r"(?m)^>From ", "From ", text).rstrip("\n").encode("utf-8", "replace"), "text/plain")
        for part in held:
            name, kind, content = part.get_filename(), part.get_content_type(), part.get_payload(decode=True)
            if name and isinstance(content, bytes) and not holds_no_text(kind):
                yield Part(key, content, kind, name)


def _text(part: Message) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    try:
        return content.decode(part.get_content_charset("utf-8"), "replace")
    except LookupError:  # no such charset
        return content.decode("utf-8", "replace")


def _plain(message_id: str) -> str:
    return re.sub(r"[\s<>()]", "", message_id)


def _unpacked(packed: bytes) -> bytes:
    engine = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        mailbox = engine.decompress(packed, LARGEST)
    except zlib.error as error:
        raise MarkupChangedError(f"no gzipped mailbox: {error}") from error
    if not engine.eof or engine.unconsumed_tail:
        raise MarkupChangedError("the mailbox is cut short, or too large to unpack")
    if mailbox.strip() and not mailbox.startswith(b"From "):
        raise MarkupChangedError("the export is no mailbox")
    return mailbox
