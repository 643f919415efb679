"""The command line: one file a noun in this folder, each with a Typer ``app``, found by discovery.

A file whose ``app`` has a name adds a group (``leakscan hits …``); one without adds its commands at top level. It is
read when it is needed (``tree.py``), soonest where it is called as the command is; files whose names begin with that of
a noun and ``_`` may add commands to it. Nothing heavy is imported at the head of these files.
"""

from __future__ import annotations

import os
from typing import Annotated

import typer

from leakscan import __version__
from leakscan.cli.options import WorkspaceOption
from leakscan.cli.root import RootGroup
from leakscan.cli.tree import Trunk


class _Root(RootGroup, Trunk):
    """Every ending is one of the four exit statuses, and no noun's file is read before it is needed."""


app = typer.Typer(
    name="leakscan",
    cls=_Root,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit status: 0 clean, 1 hits, 2 usage or configuration, 3 incomplete (a source dark, a file unreadable).",
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"leakscan {__version__}")
        raise typer.Exit


@app.callback()
def root(
    workspace: WorkspaceOption = None,
    _version_asked: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Tells you that your client list has surfaced: the list, not the mention.

    Start with `leakscan demo`, or `leakscan init` and `leakscan check YOUR-CLIENTS.csv`.
    """
    if workspace is not None:
        os.environ["LEAKSCAN_WORKSPACE"] = str(workspace)


def main() -> None:
    """The console script."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # nothing here multiplies matrices; its threads slow the start
    app()
