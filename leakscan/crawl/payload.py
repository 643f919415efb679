"""JSON from a stranger: read within bounds, then checked against what the spider expects."""

from __future__ import annotations

import json
from typing import Any, TypeVar

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

T = TypeVar("T")


class MarkupChangedError(Exception):
    """An answer of the right kind does not hold what the spider reads: the site's format changed, or it is an error."""


class Sparse(BaseModel):
    """A record in which null and the empty text say no more than an absent key.

    Interfaces add fields and rename them, so what a record says under a name that nobody asked for is not lost.
    """

    model_config = ConfigDict(extra="allow")

    @property
    def more(self) -> str:
        """What it says beyond its fields: every text of three words or more, a line each, in order of their names."""
        extra = sorted((self.model_extra or {}).items())
        return "\n".join(text for _, text in extra if isinstance(text, str) and len(text.split()) >= 3)

    @model_validator(mode="before")
    @classmethod
    def _filled(cls, record: Any) -> Any:
        return {k: v for k, v in record.items() if v not in (None, "")} if isinstance(record, dict) else record


def named(*names: str) -> Any:
    """A field under the first of these names that the record has: interfaces rename fields between versions."""
    return Field(validation_alias=AliasChoices(*names))


def holds_no_text(media_type: str | None) -> bool:
    """Whether a file of this declared type is a picture, sound or film, and need not be fetched."""
    return (media_type or "").lower().startswith(("image/", "audio/", "video/"))


def read_json(body: bytes, shape: type[T]) -> T:
    """The body as the shape has it.

    Lone surrogates, which one hostile title is enough to bring and neither SQLite nor a terminal takes, become U+FFFD.

    Raises:
        MarkupChangedError: not JSON, nested too deeply, or without what the shape requires.
    """
    try:
        return shaped(_without_surrogates(json.loads(body)), shape)
    except RecursionError as error:
        raise MarkupChangedError("JSON nested too deeply") from error
    except ValueError as error:  # not JSON, not UTF-8, or a number of thousands of digits
        raise MarkupChangedError(f"not readable as JSON: {str(error)[:120]}") from error


def shaped(value: object, shape: type[T]) -> T:
    """A part of an answer as the shape has it; MarkupChangedError names what is not."""
    try:
        return TypeAdapter(shape).validate_python(value)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the answer"
        raise MarkupChangedError(f"{place}: {first['msg']}") from error


def _without_surrogates(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if not value.isascii() else value
    if isinstance(value, list):
        return [_without_surrogates(item) for item in value]
    if isinstance(value, dict):
        return {_without_surrogates(key): _without_surrogates(item) for key, item in value.items()}
    return value
