"""Texts kept small: Zstandard, with a dictionary trained on texts like them, since most are short and alike."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from leakscan.errors import EvidenceError

if TYPE_CHECKING or sys.version_info < (3, 14):
    from backports.zstd import ZstdDecompressor, ZstdDict, ZstdError, compress, train_dict
else:
    from compression.zstd import ZstdDecompressor, ZstdDict, ZstdError, compress, train_dict

if TYPE_CHECKING:
    from leakscan.store import PackedText

LEVEL = 9
DICTIONARY = 64 << 10  # bytes
FEWEST = 64  # texts to train on; the library asks for several, of some size
_BYTES = 4  # a character has at most, in UTF-8


def pack(text: str, dictionary: bytes | None = None) -> bytes:
    """The text, compressed."""
    return compress(_encoded(text), LEVEL, zstd_dict=_loaded(dictionary))


def unpack(packed: bytes, characters: int, dictionary: bytes | None = None) -> str:
    """The text that ``pack`` was given, of so many characters; no more than these are ever unpacked.

    Raises:
        EvidenceError: it is damaged, or was packed with another dictionary.
    """
    bound = _BYTES * characters + 1
    try:
        plain = ZstdDecompressor(_loaded(dictionary)).decompress(packed, bound)
        text = plain.decode("utf-8", "surrogatepass")
    except (ZstdError, UnicodeDecodeError, EOFError) as error:
        raise EvidenceError(f"a kept text is damaged: {error}") from error
    if len(text) != characters:
        raise EvidenceError(f"a kept text is damaged: {len(text)} of {characters} characters came back")
    return text


def unpacked(kept: PackedText, dictionaries: Mapping[int, bytes]) -> str:
    """The text that the store has kept, with the dictionaries that it knows.

    Raises:
        EvidenceError: as ``unpack``, or the dictionary is missing.
    """
    if kept.dictionary is not None and kept.dictionary not in dictionaries:
        raise EvidenceError(f"a kept text is damaged: the store has lost dictionary {kept.dictionary}")
    dictionary = None if kept.dictionary is None else dictionaries[kept.dictionary]
    return unpack(kept.packed, kept.characters, dictionary)


def train(texts: Sequence[str]) -> bytes | None:
    """A dictionary for texts like these; None where they are too few, or too unlike each other, to train one."""
    samples = [_encoded(text)[:DICTIONARY] for text in texts if text]
    if len(samples) < FEWEST:
        return None
    try:
        return bytes(train_dict(samples, DICTIONARY).dict_content)
    except ZstdError:
        return None  # without one, texts are merely larger


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@lru_cache(maxsize=8)
def _loaded(dictionary: bytes | None) -> ZstdDict | None:
    return None if dictionary is None else ZstdDict(dictionary)
