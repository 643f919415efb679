"""Options that several commands share, so that one word means one thing everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from leakscan.cluster import Access
    from leakscan.workspace import Workspace

WorkspaceOption = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        envvar="LEAKSCAN_WORKSPACE",
        help="The workspace folder; by default the nearest one upwards that holds a leakscan.toml.",
        show_default=False,
    ),
]

ClusterOption = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="ADDRESS",
        help="Work on the Dask cluster whose scheduler is there: tls://scheduler:8786.",
        show_default=False,
    ),
]
InsecureOption = Annotated[
    bool, typer.Option("--insecure", help="Use a cluster that whoever reaches it can use and listen to.")
]


def access_to(cluster: str, insecure: bool, place: Workspace | None) -> Access:
    """How the cluster is reached: certificates as leakscan.toml says, else as Dask's own configuration does."""
    from leakscan.cluster import Access

    if place is None:
        return Access(cluster, insecure=insecure)
    table = place.config.cluster
    ca, certificate, key = (path and place.root / path for path in (table.ca, table.certificate, table.key))
    return Access(cluster, ca, certificate, key, insecure)
