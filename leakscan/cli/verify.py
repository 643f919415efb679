"""``leakscan verify``: is what was kept still what was kept?"""

from __future__ import annotations

from collections.abc import Iterator
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
    as_json: Annotated[bool, typer.Option("--json", help="One fault a line, as JSON.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Check the whole store: history, hits and kept evidence. Names whatever was deleted, edited, moved or lost.

    Ends with 3 where anything is. Each event of the history is chained to the one before; note the head it prints
    somewhere else, since nothing inside a file can prove that its end was not cut off and forged anew.

    Example: leakscan verify --head 5f0c…
    """
    from leakscan.cli.hits_view import dumps
    from leakscan.output.escape import one_line
    from leakscan.workspace import find_place

    place = find_place(workspace)
    count = 0
    for about, fault in _faults(place, head):
        count += 1
        write(dumps({"about": about, "says": fault}) if as_json else one_line(fault))
    if count:
        raise typer.Exit(3)


def _faults(place: Place, head: str | None) -> Iterator[tuple[str, str]]:
    if not place.database.exists():
        yield from _without_store(place, head)
        return
    with asking.opened(place.root) as (_, store):
        yield from (("store", fault) for fault in store.verify())
        if head is not None and not store.holds(head.strip().lower()):
            yield "store", f"no event of the history has the digest {head}: what was noted then is not there now"
        yield from (("evidence", fault) for fault in _evidence(place, store))


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
