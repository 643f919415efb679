"""One file an output, stem = name, found by discovery; each has ``render(hits, style)`` that yields lines."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from leakscan.errors import UsageError
from leakscan.model import Hit


@dataclass(frozen=True, slots=True)
class Style:
    """How to write: ``names`` shows clients' names where an output leaves them out; the rest is the terminal's."""

    names: bool = False
    colour: bool = False
    width: int = 120


Renderer = Callable[[Iterable[Hit], Style], Iterator[str]]


def output_names() -> list[str]:
    """Every output there is."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def renderer(name: str) -> Renderer:
    """The output of this name: hits in, lines out, written as soon as they are known where the format allows.

    Raises:
        UsageError: If there is none.
    """
    if name not in output_names():
        raise UsageError(f"no output format {name!r}; there are: {', '.join(output_names())}")
    return cast("Renderer", import_module(f"{__name__}.{name}").render)
