"""``leakscan serve``: the review in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from leakscan.cli import asking
from leakscan.cli.console import say, warn
from leakscan.cli.options import WorkspaceOption
from leakscan.errors import UsageError

app = typer.Typer()


@app.command("serve")
def serve(
    *,
    host: Annotated[str, typer.Option("--host", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes any that is free.")] = 8400,
    user: Annotated[
        str | None, typer.Option("--user", help="The name that history shows; by default yours.", show_default=False)
    ] = None,
    expose: Annotated[
        bool, typer.Option("--expose", help="Allow a --host that others reach: whoever has the link reads what leaked.")
    ] = False,
    name: Annotated[
        list[str] | None, typer.Option("--name", metavar="HOST", help="A host name that browsers use for it.")
    ] = None,
    certificate: Annotated[
        Path | None, typer.Option("--certificate", help="A TLS certificate (PEM).", show_default=False)
    ] = None,
    key: Annotated[Path | None, typer.Option("--key", help="Its key (PEM).", show_default=False)] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Review hits in a browser: the queue, each hit with its rows, incidents, clients, sources, runs, alerts.

    It listens on this machine alone. The link that it prints works once, and a new one is printed then. Everything done
    is written into the same history as on the command line, under --user.

    Example: leakscan serve
    """
    from leakscan.workspace import find_place

    if (certificate is None) != (key is None):
        raise UsageError("a certificate needs its key, and a key its certificate: give --certificate and --key")
    try:
        from leakscan.web.serving import Listening
        from leakscan.web.serving import serve as serve_pages
    except ModuleNotFoundError as error:
        raise UsageError(
            f"the review pages need a library that is not installed ({error.name}): pip install 'leakscan-toolkit[web]'"
        ) from error
    pair = (certificate, key) if certificate and key else None
    listening = Listening(host, port, tuple(name or ()), expose, pair)
    place = find_place(workspace)
    if not listening.local and pair is None and expose:
        warn("what is shown here is not encrypted on its way: use --certificate and --key, or a proxy that encrypts")
    say("open this in a browser (it works once); Ctrl-C ends it:")
    serve_pages(place, user or asking.who(), listening, say)
