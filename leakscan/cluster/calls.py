"""What is called on a cluster, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Call(Generic[T]):
    """A function of a module, with arguments that can be pickled.

    ``about`` is the caller's own, to know the call by. ``resources`` are those that the worker must have to spare,
    as Dask counts them (``{"tor": 1}``).
    """

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    about: T
    resources: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Returned(Generic[T]):
    """What a call returned."""

    call: Call[T]
    value: Any


@dataclass(frozen=True)
class Lost(Generic[T]):
    """A call that came to nothing: every worker that tried it died, or the function raised; ``why`` in a sentence."""

    call: Call[T]
    why: str
    died: bool
