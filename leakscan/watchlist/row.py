"""One row of a watchlist checked by pydantic: the trust boundary between a file and an entry."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict

from leakscan.references import named

_DOMAIN = re.compile(r"(?=.{4,253}\Z)(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+(?:[^\W\d_]{2,63}|xn--[a-z0-9-]{2,59})")
_EMAIL = re.compile(r"[^\s@<>\"(),;:]{1,64}@([^\s@<>]+)")
_ODD = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff]")  # controls, lone surrogates, private use
_YES = {"yes", "y", "true", "1", "x"}
_NO = {"no", "n", "false", "0", ""}


def _plain(value: str) -> str:
    """One line without stray blanks, ``&amp;`` of a web export as what it means.

    Raises:
        ValueError: For a control character, which would never be met in a document.
    """
    text = " ".join(named(value).split())
    if odd := _ODD.search(text):
        raise ValueError(f"the character U+{ord(odd[0]):04X} can't be part of a name; remove it")
    return text


def _name(value: Any) -> str:
    name = _plain(";".join(value) if isinstance(value, tuple) else value)
    if not any(letter.isalnum() for letter in name):
        raise ValueError("each row needs a name with letters or digits in it; fill it in or remove the row")
    return name


def _optional(value: Any) -> str | None:
    return _plain(";".join(value) if isinstance(value, tuple) else value) or None


def _several(value: Any) -> tuple[str, ...]:
    parts = value if isinstance(value, tuple) else named(str(value)).split(";")
    return tuple(dict.fromkeys(filter(None, map(_plain, parts))))


def _domains(value: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_domain(part) for part in _several(value)))


def _domain(written: str) -> str:
    bare = re.sub(r"^https?://", "", written.lower()).split("/")[0]
    bare = re.sub(r":\d+$", "", bare).removeprefix("www.").removeprefix("@").rstrip(".")
    if not _DOMAIN.fullmatch(bare):
        raise ValueError(f"{written!r} is not a domain; write it like acme.example, several parted by ';'")
    return bare


def _emails(value: Any) -> tuple[str, ...]:
    for written in (found := _several(value)):
        shape = _EMAIL.fullmatch(written)
        if not shape or not _DOMAIN.fullmatch(shape[1].lower()):
            raise ValueError(f"{written!r} is not an e-mail address; several are parted by ';'")
    return found


def _day(value: Any) -> date | None:
    text = _optional(value)
    if text is None:
        return None
    try:
        return date.fromisoformat(text) if len(text) <= 10 else datetime.fromisoformat(text).date()
    except ValueError as error:
        raise ValueError(f"{text!r} is not a date; write it as 2020-01-31") from error


def _flag(value: Any) -> bool:
    text = (_optional(value) or "").casefold()
    if text in _YES or text in _NO:
        return text in _YES
    raise ValueError(f"{text!r} is neither yes nor no")


def _copy(value: Any) -> str | None:
    text = _optional(value)
    if text and text.casefold() in _YES | _NO:
        raise ValueError(
            f"{text!r} is no name of a copy; write which copy the canary was planted in, or leave it empty"
        )
    return text


class Row(BaseModel):
    """The known columns of one row, understood; anything unreadable is a validation error with its column."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, BeforeValidator(_name)]
    id: Annotated[str | None, BeforeValidator(_optional)] = None
    aliases: Annotated[tuple[str, ...], BeforeValidator(_several)] = ()
    domains: Annotated[tuple[str, ...], BeforeValidator(_domains)] = ()
    emails: Annotated[tuple[str, ...], BeforeValidator(_emails)] = ()
    identifiers: Annotated[tuple[str, ...], BeforeValidator(_several)] = ()
    since: Annotated[date | None, BeforeValidator(_day)] = None
    until: Annotated[date | None, BeforeValidator(_day)] = None
    public: Annotated[bool, BeforeValidator(_flag)] = False
    canary: Annotated[str | None, BeforeValidator(_copy)] = None
