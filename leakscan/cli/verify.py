"""``leakscan verify``: is what was kept still what was kept?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leakscan.cli import asking
from leakscan.cli.console import say, warn, write
from leakscan.cli.options import WorkspaceOption

if TYPE_CHECKING:
    from leakscan.store import Store
    from leakscan.workspace import Place

app = typer.Typer()


@app.command()
def verify(
    head: Annotated[
        str | None,
        typer.Option(
            metavar="DIGEST", help="An earlier run's head: the history must still hold it.", show_default=False
        ),
    ] = None,
    file: Annotated[
        list[Path] | None,
        typer.Option(help="An export of hits: is it, to the last bit, one that was written here?", show_default=False),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One fault a line, as JSON.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Check the whole store: history, hits and kept evidence. Names whatever was deleted, edited, moved or lost.

    Ends with 3 where anything is. Each event of the history is chained to the one before; note the head it prints
    somewhere else, since nothing inside a file can prove that its end was not cut off and forged anew.

    Example: leakscan verify --head 5f0c… --file hits.json
    """
    from leakscan.cli.hits_view import dumps
    from leakscan.output.escape import one_line
    from leakscan.workspace import find_place

    place = find_place(workspace)
    count = 0
    for about, fault in _faults(place, head, file or ()):
        count += 1
        write(dumps({"about": about, "says": fault}) if as_json else one_line(fault))
    if count:
        raise typer.Exit(3)


def _faults(place: Place, head: str | None, files: Sequence[Path]) -> Iterator[tuple[str, str]]:
    if not place.database.exists():
        yield from _without_store(place, head)
        return
    with asking.opened(place.root) as (_, store):
        yield from (("store", fault) for fault in store.verify())
        if head is not None and not store.holds(head.strip().lower()):
            yield "store", f"no event of the history has the digest {head}: what was noted then is not there now"
        yield from (("export", fault) for fault in _exports(store, files))
        yield from (("evidence", fault) for fault in _evidence(place, store))


def _exports(store: Store, files: Sequence[Path]) -> Iterator[str]:
    """What is wrong with exported files; of those that are right, when and by whom they were written."""
    from leakscan.model import iso

    for path in files:
        try:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            yield f"{path} can't be read: {error.strerror}"
            continue
        if found := store.exports(digest):
            say(f"{path} is as {found[-1].who} exported it on {iso(found[-1].at)}: {found[-1].why}")
        else:
            yield f"{path} is no export of this workspace, or was changed since"


def _without_store(place: Place, head: str | None) -> Iterator[tuple[str, str]]:
    from leakscan.evidence import unknown

    left = unknown(place.evidence, ())
    if left or head:
        yield (
            "store",
            f"{place.database} is gone, though {len(left)} kept documents are there; restore it from a backup",
        )
    else:
        say("nothing was ever kept here")


def _evidence(place: Place, store: Store) -> Iterator[str]:
    """The evidence's faults; at the end, on stderr, what was looked at and the head to note."""
    from leakscan.evidence import damaged, unknown

    kept = store.evidence()
    yield from damaged(place.evidence, kept)
    if strange := unknown(place.evidence, kept):
        warn(f"{len(strange)} files of {place.evidence} belong to no hit; a run that was cut short leaves such")
    number, digest = store.head()
    say(f"looked at {len(kept)} kept documents and {number} events; head {digest}")
