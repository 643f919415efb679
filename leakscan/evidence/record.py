"""One document as one gzipped WARC resource record (ISO 28500), and back."""

from __future__ import annotations

import hashlib
import re
import zlib
from io import BytesIO
from urllib.parse import quote

from leakscan.errors import EvidenceError
from leakscan.model import Document, iso

# A gzip member begins with ten bytes that no checksum covers: they are always these (no time, no name, no system).
_GZIP_HEADER = bytes((0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF))
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
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        records = [(r.rec_type, r.content_stream().read()) for r in ArchiveIterator(BytesIO(_unpacked(packed)))]
    except ArchiveLoadFailed as error:
        raise EvidenceError(f"evidence {sha256} is damaged: {error}") from error
    if len(records) != 1 or records[0][0] != "resource":
        raise EvidenceError(f"evidence {sha256} is damaged: {len(records)} records where one was written")
    content: bytes = records[0][1]
    if hashlib.sha256(content).hexdigest() != sha256:
        raise EvidenceError(f"evidence {sha256} is not what its hash says: it was changed after it was kept")
    return content


def _packed(plain: bytes) -> bytes:
    member = zlib.compressobj(wbits=31)
    packed = member.compress(plain) + member.flush()
    return _GZIP_HEADER + packed[len(_GZIP_HEADER) :]


def _unpacked(packed: bytes) -> bytes:
    """The bytes of one gzip member; its checksum covers the record's headers too."""
    if not packed.startswith(_GZIP_HEADER):
        raise EvidenceError("the evidence is damaged: it does not begin as it was written")
    member = zlib.decompressobj(wbits=31)
    try:
        plain = member.decompress(packed) + member.flush()
    except zlib.error as error:
        raise EvidenceError(f"the evidence is damaged: {error}") from error
    if not member.eof or member.unused_data:
        raise EvidenceError("the evidence is damaged: it does not end as it was written")
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
