"""Lines and tables for stdout: coloured and fitted on a terminal, whole and plain in a pipe."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from leakscan.output.lines import Line

_ENDLESS = 100_000  # columns of a pipe: nothing is folded or cut there


def on_terminal() -> bool:
    """Whether a person looks at stdout."""
    return sys.stdout.isatty()


def in_colour() -> bool:
    """Whether what matters can be told by colour."""
    return on_terminal() and "NO_COLOR" not in os.environ


def lines(told: Iterable[Line]) -> Iterator[str]:
    """Lines as they are written; what is hostile in them has been made printable before."""
    if not on_terminal():
        yield from (one.plain.rstrip() for one in told)
        return
    from leakscan.output.folding import folded

    written, console = _console()
    for one in told:
        for row in folded(one, console.width, console):
            console.print(row)
        yield from _taken(written)


def painted(what: RenderableType) -> Iterator[str]:
    """The lines of a table or text; what is hostile in it has been made printable before."""
    written, console = _console()
    console.print(what, soft_wrap=not on_terminal())
    yield from _taken(written)


def _console() -> tuple[io.StringIO, Console]:
    from rich.console import Console

    lively = on_terminal()
    console = Console(
        file=(written := io.StringIO()),
        width=None if lively else _ENDLESS,
        force_terminal=lively,
        no_color=not in_colour(),
        highlight=False,
        markup=False,
        emoji=False,
    )
    return written, console


def _taken(written: io.StringIO) -> Iterator[str]:
    told = written.getvalue()
    written.seek(0)
    written.truncate()
    yield from (row.rstrip() for row in told.splitlines())
