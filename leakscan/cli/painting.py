"""Rich's tables and texts as lines for stdout: coloured and fitted on a terminal, whole and plain in a pipe."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType

_ENDLESS = 100_000  # columns of a pipe: nothing is folded or cut there


def on_terminal() -> bool:
    """Whether a person looks at stdout."""
    return sys.stdout.isatty()


def painted(what: RenderableType) -> Iterator[str]:
    """The lines of a table or text; what is hostile in it has been made printable before."""
    from rich.console import Console

    lively = on_terminal()
    console = Console(
        file=(written := io.StringIO()),
        width=None if lively else _ENDLESS,
        force_terminal=lively,
        no_color=not lively or "NO_COLOR" in os.environ,
        highlight=False,
        markup=False,
        emoji=False,
    )
    console.print(what, soft_wrap=not lively)
    yield from (line.rstrip() for line in written.getvalue().splitlines())
