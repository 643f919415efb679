"""What commands say: results go to stdout, everything else to stderr, and nothing unescaped to either."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

from leakscan.output.escape import printable

if TYPE_CHECKING:
    from rich.console import Console


@cache
def messages() -> Console:
    """The console for progress and messages, on stderr."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, markup=False, emoji=False)


def program() -> str:
    """How this program is called from here: ``leakscan``, or its path where the shell would not find it."""
    import os
    import shlex
    import shutil

    called = sys.argv[0]
    if os.path.basename(called) != "leakscan" or shutil.which("leakscan"):  # noqa: PTH119 - as typed, not resolved
        return "leakscan"
    near = os.path.relpath(called)
    return shlex.quote(min(near, called, key=len))


def say(message: str, style: str | None = None) -> None:
    """One line of message on stderr; control and bidi characters are shown, not sent."""
    sys.stdout.flush()  # where both go to one place, what was said first stands first
    if style is None or not sys.stderr.isatty():  # as it is, without the time that loading Rich takes
        sys.stderr.write(printable(message) + "\n")
    else:
        messages().print(printable(message), style=style, soft_wrap=True)


def warn(message: str) -> None:
    """One line of warning on stderr."""
    say(f"warning: {message}", style="yellow")


def fail(message: str) -> None:
    """One line of error on stderr."""
    say(f"error: {message}", style="bold red")


def write(line: str) -> None:
    """One line of result on stdout, as it is: what reaches here has been escaped by its output."""
    sys.stdout.write(line + "\n")
