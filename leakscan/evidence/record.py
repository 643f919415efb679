"""One document as one gzipped WARC resource record (ISO 28500), and back."""

from __future__ import annotations

import hashlib
import re
import zlib
from io import BytesIO
from urllib.parse import quote

from leakscan.errors import EvidenceError
from leakscan.model import Document, iso

# gzip's own checksum leaves its header and some padding bits uncovered, so an extra field (RFC 1952, 2.3.1.1; other
# readers skip it) holds the SHA-256 of all that follows. No time, name or system is in the header.
_PLAIN_HEADER = 10
_HEADER = bytes((0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 0xFF, 36, 0)) + b"LS" + bytes((32, 0))
_BODY = len(_HEADER) + 32
_LEVEL = 1  # a fifth of the time that zlib usually takes, for text that is a tenth larger
_APART = b"\r\n\r\n"  # behind the headers, and behind the content
_MEDIA_TYPE = re.compile(r"[\w.+-]{1,64}/[\w.+-]{1,64}", re.ASCII)
_CHARSET = re.compile(r"[\w.:+-]{1,40}", re.ASCII)
_SAFE = "%/:?#[]@!$&'()*+,;=~-._"  # what a URI may hold, so that what is one already stays as it is


def to_warc(document: Document) -> bytes:
    """The document as a gzipped WARC 1.1 record, with SHA-256 digests of its payload and block."""
    from warcio.warcwriter import WARCWriter

    digest = f"sha256:{document.sha256}"
    headers = {
        "WARC-Date": iso(document.sighting.fetched_at),
        "WARC-Payload-Digest": digest,
        "WARC-Block-Digest": digest,
    }
    plain = BytesIO()
    writer = WARCWriter(plain, gzip=False, warc_version="1.1")
    record = writer.create_warc_record(
        _target(document),
        "resource",
        payload=BytesIO(document.content),
        length=len(document.content),
        warc_content_type=_content_type(document),
        warc_headers_dict=headers,
    )
    writer.write_record(record)
    return _packed(plain.getvalue())


def from_warc(packed: bytes, sha256: str) -> bytes:
    """The content of the one record in these bytes.

    Raises:
        EvidenceError: Anything in them differs from what ``to_warc`` wrote.
    """
    # Its own digest says that this is what to_warc wrote, so that it need not be parsed: between headers, which hold no
    # empty line, and the record's end stands the content, and its hash proves it.
    plain = _unpacked(packed, sha256)
    content = plain.partition(_APART)[2].removesuffix(_APART)
    if hashlib.sha256(content).hexdigest() != sha256:
        raise EvidenceError(f"evidence {sha256} is not what its hash says: it was changed after it was kept")
    return content


def _packed(plain: bytes) -> bytes:
    member = zlib.compressobj(_LEVEL, wbits=31)
    body = (member.compress(plain) + member.flush())[_PLAIN_HEADER:]
    return _HEADER + hashlib.sha256(body).digest() + body


def _unpacked(packed: bytes, sha256: str) -> bytes:
    """The bytes of the one gzip member, if not a bit of it has changed."""
    digest, body = packed[len(_HEADER) : _BODY], packed[_BODY:]
    if not packed.startswith(_HEADER) or hashlib.sha256(body).digest() != digest:
        raise EvidenceError(f"evidence {sha256} is damaged: the file is not as it was written")
    member = zlib.decompressobj(wbits=31)
    try:
        plain = member.decompress(packed) + member.flush()
    except zlib.error as error:
        raise EvidenceError(f"evidence {sha256} is damaged: {error}") from error
    if not member.eof or member.unused_data:
        raise EvidenceError(f"evidence {sha256} is damaged: it does not end where its record does")
    return plain


def _target(document: Document) -> str:
    """Where the document was seen, as an ASCII URI: hostile line ends would forge headers."""
    seen = document.sighting
    if seen.url:
        return quote(seen.url, safe=_SAFE, errors="surrogatepass")
    return "file:" + quote(seen.path or document.sha256, safe="/", errors="surrogatepass")


def _content_type(document: Document) -> str:
    declared = document.media_type or ""
    if not _MEDIA_TYPE.fullmatch(declared):
        return "application/octet-stream"
    charset = document.charset or ""
    return f"{declared}; charset={charset}" if _CHARSET.fullmatch(charset) else declared
