"""``leakscan hits``: what was found, why, and what was decided about it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from leakscan.cli import asking
from leakscan.cli.console import say, write
from leakscan.cli.filtering import Chosen
from leakscan.cli.options import WorkspaceOption
from leakscan.cli.spreading import spread

if TYPE_CHECKING:
    from leakscan.store import HitFilter, Store

app = typer.Typer(name="hits", help="List, show and triage what was found.", no_args_is_help=True)

JsonOption = Annotated[bool, typer.Option("--json", help="One hit a line, as JSON.")]
RevealOption = Annotated[bool, typer.Option("--reveal", help="Show clients' names; the history will say that you did.")]


@app.command(name="list")
@spread
def list_(
    *,
    chosen: Chosen,
    sort: Annotated[str, typer.Option(help="What comes first: urgent, newest, oldest or clients (most).")] = "urgent",
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", min=1, help="At most so many; the table's default is 50.")
    ] = None,
    after: Annotated[str | None, typer.Option(help="Go on behind this hit: the next page.")] = None,
    as_json: JsonOption = False,
    reveal: RevealOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """List hits, the most urgent first. In a pipe, each line begins with the id.

    Example: leakscan hits list --status new --severity high.. --since 7d
    """
    from leakscan.errors import UsageError
    from leakscan.store import HitSort

    if sort not in set(HitSort):
        raise UsageError(f"--sort {sort!r} is none of {', '.join(HitSort)}")
    wanted = replace(chosen.filter(), sort=HitSort(sort))
    with asking.opened(workspace) as (_, store):
        wanted = replace(wanted, after=store.hit_id(after) if after else None)
        if as_json:
            _list_json(store, wanted, limit, reveal=reveal)
        else:
            _list_table(store, wanted, limit or 50)
            _tell_muted(store, wanted)


def _list_json(store: Store, wanted: HitFilter, limit: int | None, *, reveal: bool) -> None:
    from leakscan.cli.hits_view import as_json, dumps

    for hits in asking.pages(store, wanted, limit):
        if reveal:
            store.revealed([stored.id for stored in hits], asking.who())
        for stored in hits:
            write(dumps(as_json(stored, reveal=reveal)))


def _list_table(store: Store, wanted: HitFilter, limit: int) -> None:
    from leakscan.cli.hits_view import listing
    from leakscan.cli.painting import lines

    hits = store.hits(replace(wanted, limit=limit + 1))
    if not hits:
        say("no hits like that" if store.runs(limit=1) else "no hits, and nothing was ever crawled or scanned here")
        return
    for told in lines(listing(hits[:limit])):
        write(told)
    if len(hits) > limit:
        say(f"there are more; the next page: --after {hits[limit - 1].id}")


def _tell_muted(store: Store, wanted: HitFilter) -> None:
    """What a mute leaves out is no news, but it is not hidden that it does."""
    if wanted.muted is False and wanted.after is None and (hidden := store.muted(replace(wanted, muted=True))):
        say(f"{hidden} more are muted; --muted lists them, hits mutes tells why")


@app.command()
def show(
    hit: Annotated[str, typer.Argument(metavar="ID", help="A hit, its id shortened at will.")],
    reveal: RevealOption = False,
    rows: Annotated[int, typer.Option(min=1, help="How many rows of the document to show.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object, without the rows.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Show a hit: why it is one, the rows as they stood, where it was seen, what was decided.

    Example: leakscan hits show 3f9c --reveal
    """
    from leakscan.cli.hits_view import case_json, dumps, tell_offers
    from leakscan.cli.painting import in_colour, lines
    from leakscan.review import open_case, tell

    with asking.opened(workspace) as (place, store):
        stored = store.hit(hit)
        if reveal:
            store.revealed([stored.id], asking.who())
        case = open_case(place, store, stored, 0 if as_json else rows)
    if as_json:
        write(dumps(case_json(case, reveal=reveal)))
        return
    for told in lines(tell(case, reveal=reveal, marks=("", "") if in_colour() else ("‹", "›"))):
        write(told)
    tell_offers(stored.id, stored.hit.status)
    if case.trouble:
        raise case.trouble
