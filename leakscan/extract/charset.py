"""Bytes to characters: byte-order marks, declared charsets, UTF-8, and a guess where all of them fail.

No sender is believed blindly: a page that says UTF-8 and is not, or says Latin-1 and is UTF-8, is read as what
its bytes say. NUL bytes and lone surrogates never come out.
"""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEVEN_BIT = re.compile(r"utf_?7|hz|iso2022")
_WIDE = re.compile(r"utf_(?:16|32)")
# Codecs that are no charsets, or whose decoders take quadratic time.
_NEVER = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "oem"})
_SAMPLE = 64 * 1024
# In words these bytes are letters of Central Europe; in Windows-1252 they are signs (³ ¹ ¿), or letters (š ž) that
# Western languages hardly use.
_CENTRAL = re.compile(rb"(?<=[a-zA-Z\xc0-\xff])[\xb3\xb9\xbf\x9a\x9e]|[\xb3\x9a\x9e](?=[a-z\xe0-\xff]{2})")
# Single-byte charsets of Latin script, as charset-normalizer names them.
_SINGLE_LATIN = re.compile(
    r"cp125[02478]|latin_?\d|iso8859_(?:[1-49]|1[03-6])|mac_(?:roman|latin2|iceland|turkish)|hp_roman8"
    r"|cp(?:037|1026|1140|273|437|500|775|85[0278]|86[0135])"
)
_ISO_2022_JP = re.compile(rb"\x1b\$[@B]")


def decode(content: bytes, declared: str | None = None) -> str:
    """The characters of ``content``; line ends become ``\\n``.

    Args:
        content: Any bytes.
        declared: The charset that the sender named, believed only where the bytes agree.
    """
    text, charset = _strict(content, declared) or (content.decode(_guess(content), errors="replace"), None)
    return clean(text, whole=charset == "utf-8")


def clean(text: str, *, whole: bool = False) -> str:
    """The text without NULs, byte-order marks in front, carriage returns and lone surrogates.

    ``whole``: there can be no surrogates, as in what was strictly UTF-8.
    """
    if not whole and _has_surrogates(text):  # pairs are joined, single halves become U+FFFD
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:  # a NUL parts the items of `find -print0`; elsewhere it is padding
        text = text.replace("\0", " " if "\n" in text else "\n")
    return text


def _has_surrogates(text: str) -> bool:
    """Whether the text can't be encoded; asking the encoder takes a third of the time of a search."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def _strict(content: bytes, declared: str | None) -> tuple[str, str | None] | None:
    """The text by the first charset that fits every byte, and that charset."""
    for mark, name in _BOMS:
        if content.startswith(mark):
            return content.decode(name, errors="replace"), None
    claimed = _charset(declared)
    candidates: list[str | None] = [claimed] if claimed and _first(claimed, content) else []
    candidates += [_wide(content), "iso2022_jp" if _ISO_2022_JP.search(content[:_SAMPLE]) else None, "utf-8"]
    candidates += [claimed if claimed and not _WIDE.match(claimed) else None]
    for candidate in candidates:
        text = _try(content, candidate)
        if text is not None:
            return text, candidate
    return None


def _try(content: bytes, name: str | None) -> str | None:
    try:
        return content.decode(name) if name else None
    except UnicodeError:
        return None


def _charset(declared: str | None) -> str | None:
    """Python's name of the declared charset, or None where it is none that text is written in."""
    if not declared:
        return None
    try:
        name = codecs.lookup(declared.strip().strip("\"'")).name.replace("-", "_")
        b" ".decode(name, "replace")  # refuses codecs that are no charsets, such as zlib
    except (LookupError, ValueError):
        return None
    if name in _NEVER:
        return None
    # Pages that say ASCII or Latin-1 mean Windows-1252 (WHATWG Encoding Standard, section 4.2).
    return "cp1252" if name in {"ascii", "iso8859_1"} else name


def _first(name: str, content: bytes) -> bool:
    """Whether the declared charset is tried before UTF-8: its bytes could pass as UTF-8 and mean something else."""
    return bool(_SEVEN_BIT.match(name)) or bool(_WIDE.match(name) and (b"\0" in content or not content.isascii()))


def _wide(content: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, told by where the NULs of Latin letters stand."""
    head = content[: _SAMPLE - _SAMPLE % 4]
    if len(head) < 4 or b"\0" not in head:
        return None
    share = [head[i::4].count(0) * 4 / len(head) for i in range(4)]
    if min(share[1:]) > 0.7 > share[0]:
        return "utf-32-le"
    if min(share[:3]) > 0.7 > share[3]:
        return "utf-32-be"
    even, odd = (share[0] + share[2]) / 2, (share[1] + share[3]) / 2
    if odd > 0.3 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.3 and odd < 0.1 else None


def _guess(content: bytes) -> str:
    """The likeliest charset of bytes that are no UTF-8, from the stretches around what is not ASCII."""
    sample = _telling(content)
    if _mostly_utf8(sample):
        return "utf-8"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    name = best.encoding if best else "cp1252"
    if not _SINGLE_LATIN.fullmatch(name):
        return name
    # The guesser takes Western pages for Central European ones and others; the bytes that tell them apart decide.
    if _CENTRAL.search(sample):
        return "cp1250"
    return "cp1252" if _try(sample, "cp1252") is not None else name


def _telling(content: bytes) -> bytes:
    """At most 64 KiB around the bytes above 127, so that a late accent counts as much as an early one."""
    if len(content) <= _SAMPLE:
        return content
    stretches, size, end = [], 0, 0
    for found in re.finditer(rb"[\x80-\xff]+", content):
        if found.start() < end:
            continue
        start, end = max(found.start() - 100, end), found.end() + 100
        stretches.append(content[start:end])
        size += end - start
        if size > _SAMPLE:
            break
    return b"\n".join(stretches)[:_SAMPLE]


def _mostly_utf8(sample: bytes) -> bool:
    """Whether a few bad bytes stand in what is otherwise UTF-8 (a cut sequence, one pasted line)."""
    text = sample.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(not c.isascii() for c in text) - bad
    return good > 4 * bad
