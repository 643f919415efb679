"""``leakscan demo``: watch a leaked client list be found among ordinary pages, on this machine alone."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from leakscan.cli.console import fail, program, say, write

app = typer.Typer()


@app.command()
def demo(
    keep: Annotated[
        Path, typer.Option("--keep", metavar="FOLDER", help="The workspace to make; a demo's own is replaced.")
    ] = Path("leakscan-demo"),
    paste_port: Annotated[int, typer.Option("--paste-port", min=0, max=65535, help="0 takes any free one.")] = 0,
    forum_port: Annotated[int, typer.Option("--forum-port", min=0, max=65535, help="0 takes any free one.")] = 0,
) -> None:
    """Find a leaked client list among some hundred ordinary pages, with the real spiders, screening and store.

    Two sites come up on this machine; nothing leaves it. Ends with 0 when exactly what was planted was found,
    else with 3.

    Example: leakscan demo --keep /tmp/look-around
    """
    import shutil
    import time

    from leakscan.demo.run import run_demo
    from leakscan.demo.story import story
    from leakscan.output.formats import Style

    start = time.monotonic()
    finished = run_demo(keep, say, paste_port=paste_port, forum_port=forum_port)
    colour = sys.stdout.isatty()
    width = shutil.get_terminal_size((120, 24)).columns
    for line in story(finished, keep, Style(colour=colour, width=max(width, 100)), program()):
        write(line)
    say(f"done in {time.monotonic() - start:.1f} s; the workspace is {keep}")
    if not finished.outcome.exact:
        fail("the demo did not find exactly what it planted")
        raise typer.Exit(3)
