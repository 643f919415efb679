"""`leakscan watch` and `leakscan schedule`: every source at its own interval, for years."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leakscan.cli.console import say, write
from leakscan.cli.options import ClusterOption, InsecureOption, WorkspaceOption
from leakscan.errors import UsageError
from leakscan.model import iso

if TYPE_CHECKING:
    from leakscan.schedule.due import Due
    from leakscan.workspace import Workspace

app = typer.Typer()


@app.command("watch")
def watch(
    rounds: Annotated[
        int | None, typer.Option("--rounds", min=1, help="End after so many rounds of visits.", show_default=False)
    ] = None,
    log: Annotated[
        Path | None,
        typer.Option("--log", help="Append the log to this file; JSON lines if it ends in .jsonl.", show_default=False),
    ] = None,
    cluster: ClusterOption = None,
    insecure: InsecureOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Keep visiting the sources of leakscan.toml, each at its own interval, until told to stop.

    One process in the foreground, for systemd (leakscan schedule --systemd) or a container. SIGTERM and Ctrl-C let the
    page under way be kept. The exit status is the gravest of the rounds: 3 if one was incomplete, 1 if one had hits.

    Example: leakscan watch --log crawl.log
    """
    from leakscan.crawl.lock import only_one
    from leakscan.schedule.signals import Signals
    from leakscan.schedule.watch import Watch
    from leakscan.workspace import find_workspace

    root = find_workspace(workspace).root
    with only_one(root / "leakscan.watch.lock", "watching"), Signals() as signals:
        far = ["--cluster", cluster, *["--insecure"] * insecure] if cluster else []
        raise typer.Exit(Watch(root, say, log, rounds, cluster=far).run(signals))


@app.command("schedule")
def schedule(
    systemd: Annotated[bool, typer.Option("--systemd", help="Print a systemd unit that runs leakscan watch.")] = False,
    cron: Annotated[bool, typer.Option("--cron", help="Print crontab lines that run leakscan crawl --due.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The plan as JSON lines.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Show when each source is due; or print what systemd or cron needs to keep them watched.

    Example: leakscan schedule --systemd > leakscan.service
    """
    from leakscan.schedule.units import cron_lines, systemd_unit
    from leakscan.workspace import find_workspace

    if systemd + cron + as_json > 1:
        raise UsageError("ask for one of --systemd, --cron and --json")
    place = find_workspace(workspace)
    root = place.root.absolute()
    if systemd or cron:
        write((systemd_unit(root, place.config) if systemd else cron_lines(root, place.config)).rstrip("\n"))
        return
    plans = _plans(place)
    if not plans:
        say("no source is enabled")
    for due in plans:
        write(json.dumps(_row(due)) if as_json else "  ".join(f"{cell:<22}" for cell in _cells(due)).rstrip())


def _plans(place: Workspace) -> list[Due]:
    from leakscan.schedule.due import plan
    from leakscan.store import open_store

    with open_store(place.database) as store:
        return plan(place.config, store, datetime.now(UTC), place.config.schedule.jitter)


def _row(due: Due) -> dict[str, str | None]:
    last = due.last
    return {
        "source": due.source,
        "due": iso(due.at),
        "why": due.why,
        "last_visit": iso(last.started) if last else None,
        "health": str(last.health) if last else None,
    }


def _cells(due: Due) -> tuple[str, ...]:
    last = f"{iso(due.last.started)} {due.last.health}" if due.last else "never"
    return due.source, f"due {iso(due.at)}", last, due.why
