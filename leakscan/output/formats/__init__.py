"""One file an output, stem = name, found by discovery.

Each has ``render(hits, style)`` that yields lines, or ``pack(hits, style)`` that yields bytes where it is no text.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
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
Packer = Callable[[Iterable[Hit], Style], Iterator[bytes]]


def output_names() -> list[str]:
    """Every output there is."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def renderer(name: str) -> Renderer:
    """The output of this name: hits in, lines out, written as soon as they are known where the format allows.

    Raises:
        UsageError: If there is none, or it is no text.
    """
    module = _module(name)
    if not hasattr(module, "render"):
        raise UsageError(f"{name} is no text; write it to a file: leakscan hits export --format {name} -o hits.{name}")
    return cast("Renderer", module.render)


def packer(name: str) -> Packer:
    """The output of this name as the bytes of a file; text in UTF-8."""
    module = _module(name)
    if hasattr(module, "pack"):
        return cast("Packer", module.pack)
    render = renderer(name)
    return lambda hits, style: (f"{line}\n".encode() for line in render(hits, style))


def _module(name: str) -> ModuleType:
    if name not in output_names():
        raise UsageError(f"no output format {name!r}; there are: {', '.join(output_names())}")
    return import_module(f"{__name__}.{name}")
