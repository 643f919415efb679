"""What leakscan does not read: pictures, sound and programs are skipped; documents that hold text are a problem.

Told by the signature in the first bytes, never by the name.
"""

from __future__ import annotations

import re

from leakscan.errors import ExtractError
from leakscan.extract.formats import Format
from leakscan.extract.result import Extracted
from leakscan.model import Document

# Signature -> what it is. These hold no list that text could be taken from.
_WITHOUT_TEXT = (
    (rb"\x89PNG\r\n\x1a\n", "PNG picture"),
    (rb"\xff\xd8\xff", "JPEG picture"),
    (rb"GIF8[79]a", "GIF picture"),
    (rb"BM....\0\0\0\0", "BMP picture"),
    (rb"II\*\0|MM\0\*", "TIFF picture"),
    (rb"\0\0[\x01\x02]\0", "icon"),
    (rb"RIFF....(?:WEBP|WAVE|AVI )", "picture, sound or film"),
    (rb"....ftyp", "film"),
    (rb"\x1aE\xdf\xa3", "film"),
    (rb"ID3[\x02-\x04]|\xff[\xfb\xf3\xf2][\x10-\xee]|OggS|fLaC", "sound"),
    (rb"\x7fELF|\xca\xfe\xba\xbe|\xcf\xfa\xed\xfe|\xfe\xed\xfa[\xce\xcf]|\0asm", "program"),
    (rb"MZ[\s\S]{58}[\s\S]{0,4}", "program"),
    (rb"\0\x05\x16[\0\x07]|Bud1|\0\0\0\x01Bud1", "file of the macOS Finder"),
    (rb"wOF[F2]|\0\x01\0\0\0[\x04-\x40]|OTTO\0", "font"),
)
# These may hold a list, and leakscan can't open them: silence would not be honest.
_UNREADABLE = (
    (rb"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first"),
    (rb"Rar!\x1a\x07", "a RAR archive; unpack it first"),
    (rb"\x28\xb5\x2f\xfd", "zstd-compressed; decompress it first (zstd -d)"),
    (rb"SQLite format 3\0", "an SQLite database; dump it to text first (sqlite3 FILE .dump)"),
    (rb"PAR1", "a Parquet file; export it as CSV first"),
    (rb"Obj\x01", "an Avro file; export it as JSON first"),
    (rb"age-encryption\.org/v1", "encrypted with age; decrypt it first"),
    (rb"\x04\x22\x4d\x18", "lz4-compressed; decompress it first"),
    (rb"MSCF\0\0\0\0|ITSF", "a Microsoft cabinet or help file; unpack it first"),
)


def _table(pairs: tuple[tuple[bytes, str], ...]) -> tuple[tuple[re.Pattern[bytes], str], ...]:
    return tuple((re.compile(pattern, re.DOTALL), name) for pattern, name in pairs)


_SKIPPED, _REFUSED = _table(_WITHOUT_TEXT), _table(_UNREADABLE)
# Most documents have none of the signatures, and all are asked.
_ANY = re.compile(b"|".join(b"(?:%b)" % pattern for pattern, _ in (*_WITHOUT_TEXT, *_UNREADABLE)), re.DOTALL)


def _named(head: bytes, table: tuple[tuple[re.Pattern[bytes], str], ...]) -> str | None:
    found = next((name for pattern, name in table if pattern.match(head)), None)
    # The two bytes MZ are a program's only when binary data follows.
    return None if found == "program" and head.startswith(b"MZ") and b"\0" not in head[:64] else found


def read(document: Document) -> Extracted:
    """Nothing, with the reason.

    Raises:
        ExtractError: If the document may hold a list that can't be read here.
    """
    head = document.content[:128]
    refused = _named(head, _REFUSED)
    if refused:
        raise ExtractError(f"it is {refused}")
    return Extracted("", skipped=f"{_named(head, _SKIPPED)}, not read")


def is_binary(head: bytes) -> bool:
    """Whether the first bytes are the signature of a format that is not read."""
    return _ANY.match(head) is not None and (_named(head, _SKIPPED) is not None or _named(head, _REFUSED) is not None)


FORMAT = Format(name="binary", read=read, sniff=is_binary, order=10)
