"""`leakscan merge`: join the stores of machines that worked apart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leakscan.cli.console import fail, say, warn
from leakscan.cli.options import WorkspaceOption
from leakscan.errors import EvidenceError, UsageError
from leakscan.saying import count

if TYPE_CHECKING:
    from leakscan.store import Merged, Store

app = typer.Typer()


@app.command("merge")
def merge(
    others: Annotated[list[Path], typer.Argument(metavar="OTHER.db...", help="Databases of other machines or shards.")],
    db: Annotated[
        Path | None,
        typer.Option("--db", help="Join them to this database instead of the workspace's.", show_default=False),
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Join what other machines found to this workspace: hits, sightings, runs, decisions, texts, evidence.

    Doing it again adds nothing. Evidence is looked for beside each database. A source that was never visited from here
    goes on where it was left there. Ends with 3 if evidence is missing, or a shard of a scan is not there or not whole.

    Example: leakscan merge shards/*.db
    """
    from leakscan.scan.shards import missing_shards, note_shards
    from leakscan.store import open_store
    from leakscan.workspace import find_place

    place = None if db else find_place(workspace)
    target = db or (place.database if place else Path())
    for other in others:
        if not other.is_file():
            raise UsageError(f"{other}: no such database")
        if target.exists() and other.samefile(target):
            raise UsageError(f"{other} can't be joined to itself")
    problems: list[str] = []
    with open_store(target) as store:
        for other in others:
            with open_store(other) as there:
                evidence = _evidence(there, other.parent, place.evidence if place else None, problems)
                _tell(other, store.merge(there, evidence))
                note_shards(store, there)
        problems += missing_shards(store)
    for problem in problems:
        fail(problem)
    raise typer.Exit(3 if problems else 0)


def _evidence(there: Store, beside: Path, folder: Path | None, problems: list[str]) -> dict[str, str]:
    """Copy the evidence of another store; gives where it lies now, by SHA-256."""
    from leakscan.evidence import keep_record, keeping_place

    if folder is None:
        return {}
    found = {}
    for sha256 in there.evidence():
        place = keeping_place(beside / folder.name, sha256)
        try:
            found[sha256] = str(keep_record(folder, sha256, place.read_bytes()).relative_to(folder.parent))
        except OSError as error:
            problems.append(f"{place}: this evidence can't be read ({error.strerror})")
        except EvidenceError as error:
            problems.append(str(error))
    return found


def _tell(other: Path, merged: Merged) -> None:
    counts = [count(merged.new, "new hit"), f"{merged.known} known", count(merged.sightings, "new place")]
    counts += [count(merged.runs, "run"), *([count(merged.texts, "text")] if merged.texts else [])]
    say(f"{other}: {', '.join(counts)}")
    if merged.taken_over:
        say(f"{other}: sources that go on from there: {', '.join(merged.taken_over)}")
    for differing in merged.differing:
        warn(f"{other}: {differing}; what was decided here stands")
