"""``leakscan hits``: what was found, why, and what was decided about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leakscan.cli import asking
from leakscan.cli.console import say, warn, write
from leakscan.cli.options import WorkspaceOption
from leakscan.errors import IncompleteError

if TYPE_CHECKING:
    from leakscan.cli.hits_view import Case
    from leakscan.excerpt import Excerpt
    from leakscan.store import HitFilter, Store, StoredHit
    from leakscan.workspace import Place

app = typer.Typer(name="hits", help="List, show and triage what was found.", no_args_is_help=True)

IdsArgument = Annotated[
    list[str], typer.Argument(metavar="ID", help="Hits, shortened at will; - reads ids from stdin.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="One hit a line, as JSON.")]
ReasonOption = Annotated[str | None, typer.Option("--reason", "-r", help="Why, for the history.", show_default=False)]
RevealOption = Annotated[bool, typer.Option("--reveal", help="Show clients' names; the history will say that you did.")]
_PAGE = 200  # hits read at a time where no limit was given


@app.command(name="list")
def list_(
    *,
    status: Annotated[
        list[str] | None, typer.Option(help="new, acknowledged, confirmed, dismissed or resolved.")
    ] = None,
    severity: Annotated[str | None, typer.Option(help="high, high.. (at or above) or low..high.")] = None,
    watchlist: Annotated[list[str] | None, typer.Option(help="Of this watchlist.")] = None,
    source: Annotated[str | None, typer.Option(help="Seen at this source.")] = None,
    since: Annotated[str | None, typer.Option(help="First seen since: 12h, 7d or 2026-11-22.")] = None,
    entry: Annotated[str | None, typer.Option(help="Exposing a client whose name or key contains this.")] = None,
    text: Annotated[str | None, typer.Option(help="With this in its title, author, place, matches or rows.")] = None,
    incident: Annotated[int | None, typer.Option(help="Of this incident.")] = None,
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
    from leakscan.store import HitFilter, HitSort

    if sort not in set(HitSort):
        raise UsageError(f"--sort {sort!r} is neither urgent nor newest")
    lowest, highest = asking.severity_range(severity) if severity else (None, None)
    wanted = HitFilter(
        statuses=asking.statuses(status or ()),
        severity=lowest,
        severity_to=highest,
        watchlists=tuple(watchlist or ()),
        source=source,
        since=asking.moment(since) if since else None,
        entry=entry,
        text=text,
        incident=incident,
        sort=HitSort(sort),
    )
    with asking.opened(workspace) as (_, store):
        wanted = replace(wanted, after=store.hit(after).id if after else None)
        if as_json:
            _list_json(store, wanted, limit, reveal=reveal)
        else:
            _list_table(store, wanted, limit or 50)


def _list_json(store: Store, wanted: HitFilter, limit: int | None, *, reveal: bool) -> None:
    from leakscan.cli.hits_view import as_json, dumps

    for hits in _pages(store, wanted, limit):
        if reveal:
            store.revealed([stored.id for stored in hits], asking.who())
        for stored in hits:
            write(dumps(as_json(stored, reveal=reveal)))


def _pages(store: Store, wanted: HitFilter, limit: int | None) -> Iterator[list[StoredHit]]:
    left = limit
    while left is None or left > 0:
        hits = store.hits(replace(wanted, limit=_PAGE if left is None else min(left, _PAGE)), with_matches=True)
        if not hits:
            return
        yield hits
        wanted = replace(wanted, after=hits[-1].id)
        left = None if left is None else left - len(hits)


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


def _decide(ids: Sequence[str], action: str, why: str | None, workspace: Path | None) -> None:
    asked = asking.ids(ids)
    with asking.opened(workspace) as (_, store):
        events = store.triage(asked, action, asking.who(), why)
    for event in events:
        say(f"{event.hit} is now {event.after} (was {event.before})")
    if not events:
        warn("nothing changed: decided so before" if asked else "nothing to decide: standard input held no id")


@app.command()
def acknowledge(ids: IdsArgument, reason: ReasonOption = None, workspace: WorkspaceOption = None) -> None:
    """Say that somebody is looking at new hits.

    Example: leakscan hits list --status new | leakscan hits acknowledge -
    """
    _decide(ids, "acknowledge", reason, workspace)


@app.command()
def confirm(ids: IdsArgument, reason: ReasonOption = None, workspace: WorkspaceOption = None) -> None:
    """Confirm that hits are leaks.

    Example: leakscan hits confirm 3f9c --reason "our export of May"
    """
    _decide(ids, "confirm", reason, workspace)


@app.command()
def dismiss(
    ids: IdsArgument,
    reason: Annotated[str, typer.Option("--reason", "-r", help="Why it is none, for the history.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Dismiss hits that are no leaks; the reason is kept.

    Example: leakscan hits dismiss 3f9c --reason "a public directory"
    """
    _decide(ids, "dismiss", reason, workspace)


@app.command()
def resolve(ids: IdsArgument, reason: ReasonOption = None, workspace: WorkspaceOption = None) -> None:
    """Close acknowledged or confirmed hits.

    Example: leakscan hits resolve 3f9c --reason "taken down"
    """
    _decide(ids, "resolve", reason, workspace)


@app.command()
def reopen(ids: IdsArgument, reason: ReasonOption = None, workspace: WorkspaceOption = None) -> None:
    """Make decided hits new again.

    Example: leakscan hits reopen 3f9c --reason "it is back"
    """
    _decide(ids, "reopen", reason, workspace)


@app.command()
def note(
    ids: IdsArgument,
    text: Annotated[str, typer.Argument(help="What to write down.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Add a note to the history of hits.

    Example: leakscan hits note 3f9c "asked the site to take it down"
    """
    asked = asking.ids(ids)
    with asking.opened(workspace) as (_, store):
        for event in store.note(asked, text, asking.who()):
            say(f"noted on {event.hit}")


@app.command()
def assign(
    ids: IdsArgument,
    to: Annotated[str, typer.Argument(metavar="WHO", help="Somebody; 'nobody' gives them back.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Give hits to somebody.

    Example: leakscan hits assign 3f9c 81d0 ann
    """
    asked = asking.ids(ids)
    with asking.opened(workspace) as (_, store):
        for event in store.assign(asked, None if to == "nobody" else to, asking.who()):
            say(f"{event.hit} is assigned to {event.after or 'nobody'} (was {event.before or 'nobody'})")
