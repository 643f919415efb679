"""`leakscan doctor`: can silence be trusted?"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from leakscan.cli.console import write
from leakscan.cli.options import WorkspaceOption
from leakscan.output.escape import one_line

if TYPE_CHECKING:
    from leakscan.schedule.doctor import Finding

app = typer.Typer()


@app.command("doctor")
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Say in one screen whether silence can be trusted: sources, self-test, watchlists, disk, clock, setup.

    Ends with 0 if it can, 3 if it can't. Warnings alone do not change that.

    Example: leakscan doctor || echo "leakscan needs a look"
    """
    from leakscan.schedule.doctor import examine, trusted
    from leakscan.store import open_store
    from leakscan.workspace import find_workspace

    place = find_workspace(workspace)
    with open_store(place.database) as store:
        findings = examine(place, store, datetime.now(UTC))
    whole = trusted(findings)
    if as_json:
        told = [{"check": f.check, "level": str(f.level), "says": f.says} for f in findings]
        write(json.dumps({"trusted": whole, "findings": told}))
    else:
        for line in _lines(findings):
            write(line)
        write("silence can be trusted" if whole else "silence can NOT be trusted")
    raise typer.Exit(0 if whole else 3)


def _lines(findings: list[Finding]) -> list[str]:
    return [f"{f.level!s:<5} {f.check:<11} {one_line(f.says)}" for f in findings]
