"""``leakscan hits``: what was found, why, and what was decided about it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from leakscan.cli import asking
from leakscan.cli.console import say, write
from leakscan.cli.filtering import Chosen, filtered
from leakscan.cli.options import WorkspaceOption
from leakscan.errors import IncompleteError

if TYPE_CHECKING:
    from leakscan.cli.hits_view import Case
    from leakscan.excerpt import Excerpt
    from leakscan.store import HitFilter, Store, StoredHit
    from leakscan.workspace import Place

app = typer.Typer(name="hits", help="List, show and triage what was found.", no_args_is_help=True)

JsonOption = Annotated[bool, typer.Option("--json", help="One hit a line, as JSON.")]
RevealOption = Annotated[bool, typer.Option("--reveal", help="Show clients' names; the history will say that you did.")]


@app.command(name="list")
@filtered
def list_(
    *,
    chosen: Chosen,
    sort: Annotated[str, typer.Option(help="urgent or newest first.")] = "urgent",
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
        raise UsageError(f"--sort {sort!r} is neither urgent nor newest")
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
    from leakscan.cli.painting import painted

    hits = store.hits(replace(wanted, limit=limit + 1))
    if not hits:
        say("no hits like that" if store.runs(limit=1) else "no hits, and nothing was ever crawled or scanned here")
        return
    for hit in listing(hits[:limit]):
        for line in painted(hit):
            write(line)
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
    from leakscan.cli.hits_view import case_json, dumps, story
    from leakscan.cli.painting import painted

    with asking.opened(workspace) as (place, store):
        stored = store.hit(hit)
        if reveal:
            store.revealed([stored.id], asking.who())
        case = _case(place, store, stored, 0 if as_json else rows)
    if as_json:
        write(dumps(case_json(case, reveal=reveal)))
        return
    for part in story(case, reveal=reveal):
        for line in painted(part) if part else [""]:
            write(line)
    if case.trouble:
        raise case.trouble


def _case(place: Place, store: Store, stored: StoredHit, rows: int) -> Case:
    from leakscan.cli.hits_view import Case

    case = Case(stored, store.sightings(stored.id), store.events(stored.id), _related(store, stored, whole=not rows))
    if not rows:
        return case
    try:
        excerpt, why = _excerpt(place, stored, rows)
    except IncompleteError as error:  # raised again when all else has been shown
        return replace(case, why_no_rows=str(error), trouble=error)
    return replace(case, excerpt=excerpt, why_no_rows=why)


def _related(store: Store, stored: StoredHit, *, whole: bool) -> list[StoredHit]:
    from leakscan.cli.hits_view import RELATED
    from leakscan.store import HitFilter

    if stored.incident is None:
        return []
    incident = store.hits(HitFilter(incident=stored.incident, limit=None if whole else RELATED + 2))
    return [hit for hit in incident if hit.id != stored.id]


def _excerpt(place: Place, stored: StoredHit, rows: int) -> tuple[Excerpt | None, str]:
    """The rows out of the kept document, or why there are none; evidence that is gone or changed is an error."""
    if stored.evidence is None:
        return None, "the document was not kept, so its rows can't be shown"
    from leakscan.assessment import find_blocks
    from leakscan.evidence import recall
    from leakscan.excerpt import excerpt
    from leakscan.extract import extract
    from leakscan.model import Document

    content = recall(place.evidence, stored.hit.sha256)
    text = extract(Document(content, stored.hit.sighting, stored.media_type, stored.charset)).text
    matches = stored.hit.assessment.matches
    if any(text[match.start : match.end] != match.text for match in matches):
        return None, "the document is now read otherwise than when it was found, so its rows can't be shown"
    return excerpt(text, matches, find_blocks(text, matches), rows), ""
