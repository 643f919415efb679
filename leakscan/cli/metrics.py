"""`leakscan metrics`: what a workspace tells Prometheus."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from leakscan.cli.console import write
from leakscan.cli.options import WorkspaceOption

app = typer.Typer()


@app.command("metrics")
def metrics(
    textfile: Annotated[
        Path | None,
        typer.Option(
            "--textfile", help="Write them there, for node_exporter's textfile collector.", show_default=False
        ),
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Print metrics for Prometheus: health and last visit of each source, runs, hits, self-test, the doctor's word.

    With [metrics] textfile = "…" in leakscan.toml every crawl writes them there. Needs the extra metrics.

    Example: leakscan metrics --textfile /var/lib/node_exporter/leakscan.prom
    """
    from leakscan.schedule.textfile import told, write_textfile
    from leakscan.store import open_store
    from leakscan.workspace import find_workspace

    place = find_workspace(workspace)
    with open_store(place.database) as store:
        text = told(place, store, datetime.now(UTC))
    if textfile is None:
        write(text.rstrip("\n"))
    else:
        write_textfile(textfile, text)
