"""Mail: one message (RFC 5322, MIME), or a mailbox of them (mbox, RFC 4155); what is attached is read as any file.

A message gives its own text with the headers above it, since to whom it went may be the list, and a member for every
other part. Encodings of parts and headers are the standard library's work.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

from leakscan.extract import limits
from leakscan.extract.containers.kinds import Container, Member, plain_name
from leakscan.extract.result import Unread
from leakscan.extract.stream import Peekable

_FIELD = re.compile(rb"(?:[!-9;-~]{1,60}:[^\n]*\n(?:[ \t]+[^\n]*\n)*)+")
_MIME = re.compile(rb"^(?:mime-version|content-type|content-transfer-encoding):", re.IGNORECASE | re.MULTILINE)
_SENT = re.compile(rb"^(?:from|to|subject|received|return-path|message-id):", re.IGNORECASE | re.MULTILINE)
_CARRIED = re.compile(
    rb"^(?:received|return-path|message-id|delivered-to|dkim-signature):", re.IGNORECASE | re.MULTILINE
)
_NEXT = b"From "
_ENVELOPE = re.compile(rb"From \S+ .*\d{4}\r?\n")
_OF_MACHINES = ("received", "dkim-", "arc-", "authentication-", "x-", "content-", "mime-version")
"""Headers, or how they begin, that say nothing to a reader."""
_LINE = 1 << 20


def _is_mail(head: bytes) -> bool:
    """Whether the head is that of a MIME message, or of a mailbox; a mail without MIME is text as it stands."""
    if head.startswith(_NEXT):
        return _ENVELOPE.match(head) is not None
    fields = _FIELD.match(head)
    if fields is None or not _SENT.search(fields[0]):
        return False
    goes_on = b"\n" not in head[fields.end() :] and _CARRIED.search(fields[0]) is not None
    return goes_on or _MIME.search(fields[0]) is not None


def _open(source: Peekable, _path: str) -> Iterator[Member | Unread]:
    box, stream = source.head.startswith(_NEXT), io.BufferedReader(source, _LINE)
    messages = _messages(stream) if box else (stream.read(limits.DOCUMENT_BYTES + 1),)
    for number, content in enumerate(messages, start=1):
        folder = f"{number}/" if box else ""
        if len(content) > limits.DOCUMENT_BYTES:
            yield Unread(folder or "message", f"a message larger than {limits.DOCUMENT_BYTES // limits.MIB} MiB")
        else:
            yield from _parts(content, folder)


def _messages(stream: io.BufferedReader[Peekable]) -> Iterator[bytes]:
    """The messages of a mailbox, each behind its line of "From "; one too large comes as its first bytes."""
    kept, size, blank = list[bytes](), 0, True
    while line := stream.readline(_LINE):
        if blank and line.startswith(_NEXT) and kept:
            yield b"".join(kept)
            kept, size = [], 0
        if size <= limits.DOCUMENT_BYTES:
            kept.append(line)
            size += len(line)
        blank = not line.strip()
    yield b"".join(kept)


def _parts(content: bytes, folder: str) -> Iterator[Member | Unread]:
    message = BytesParser(policy=compat32).parsebytes(content)
    around, others = list[str](), list[Member]()
    for number, part in enumerate(message.walk()):
        if headers := _headers(part):  # of the message, or of one that it forwards
            around.append(headers)
        if part.is_multipart():
            around += [said for said in (part.preamble, part.epilogue) if said and said.strip()]
            continue
        name, payload = part.get_filename(), part.get_payload(decode=True)
        raw = payload if isinstance(payload, bytes) else b""
        if not raw.strip():
            continue
        if name is None and part.get_content_type() == "text/plain":
            around.append(_text(raw, part))
        else:
            others.append(_attached(raw, part, f"{folder}{_shown(name) if name else f'part-{number}'}"))
    yield Member(f"{folder}message.txt", io.BytesIO("\n\n".join(around).encode("utf-8", "replace")), charset="utf-8")
    yield from others


def _headers(message: Message) -> str:
    told = ((name, value) for name, value in message.items() if not name.lower().startswith(_OF_MACHINES))
    return "".join(f"{plain_name(name)}: {_shown(value)}\n" for name, value in told)


def _text(raw: bytes, part: Message) -> str:
    from leakscan.extract.charset import decode

    return decode(raw, part.get_content_charset())


def _attached(raw: bytes, part: Message, name: str) -> Member:
    kind = part.get_content_type()
    return Member(plain_name(name), io.BytesIO(raw), len(raw), media_type=kind, charset=part.get_content_charset())


def _shown(value: object) -> str:
    """A header's value with its encoded words, on one line; as it is written where they are broken."""
    written = " ".join(str(value).split())
    try:
        return str(make_header(decode_header(written)))
    except (MessageError, LookupError, ValueError):
        return written


CONTAINER = Container(name="mail", sniff=_is_mail, open=_open, corpus=True)
