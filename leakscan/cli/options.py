"""Options that several commands share, so that one word means one thing everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

WorkspaceOption = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        envvar="LEAKSCAN_WORKSPACE",
        help="The workspace folder; by default the nearest one upwards that holds a leakscan.toml.",
        show_default=False,
    ),
]
