"""``leakscan hits mute``: leave out for a while what is known and no news."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from leakscan.cli import asking, hits
from leakscan.cli.console import say, write
from leakscan.cli.options import WorkspaceOption
from leakscan.errors import UnknownNameError
from leakscan.saying import count

if TYPE_CHECKING:
    from rich.table import Table

    from leakscan.store import Mute, Store
    from leakscan.workspace import Place


@hits.app.command()
def mute(
    *,
    reason: Annotated[str, typer.Option("--reason", "-r", help="Why, for the history.")],
    until: Annotated[str, typer.Option("--for", metavar="30d", help="How long: 12h, 30d, or until a date.")],
    watchlist: Annotated[str | None, typer.Option(help="All hits of this watchlist.")] = None,
    entry: Annotated[str | None, typer.Option(help="Hits that expose no client but this one (key or name).")] = None,
    source: Annotated[str | None, typer.Option(help="Hits seen nowhere but at this source.")] = None,
    incident: Annotated[int | None, typer.Option(help="Hits of this incident.")] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Leave hits out of lists until a day; canaries are always shown.

    Hits are kept and counted all the same. Whatever shows more than what was muted is listed: an entry's mute does not
    hide a list of clients it stands in, a source's not what was seen elsewhere too.

    Example: leakscan hits mute --source news-feed --for 30d --reason "our press release"
    """
    from leakscan.store import Mute

    wanted = Mute(
        reason, asking.who(), asking.until(until), watchlist=watchlist, entry=entry, source=source, incident=incident
    )
    with asking.opened(workspace) as (place, store):
        made = _made(store, wanted, place)
        hidden = next(one.hidden for one in store.mutes() if one.id == made.id)
    say(f"mute {made.id} hides {count(hidden, 'hit')} until {made.expires:%Y-%m-%d %H:%M} UTC")


def _made(store: Store, wanted: Mute, place: Place) -> Mute:
    """Begin a mute of something that was found, or else of something that the configuration knows."""
    try:
        return store.mute(wanted)
    except UnknownNameError:
        known = _configured(wanted, place)
        if known is None:
            raise
        return store.mute(known, unseen=True)


def _configured(wanted: Mute, place: Place) -> Mute | None:
    """The mute of a source, watchlist or entry of one that leakscan.toml names; None where it does not."""
    from leakscan.workspace import find_workspace

    workspace = find_workspace(place.root)
    if wanted.entry is None:
        names = {**workspace.config.watchlist, **workspace.config.source}
        return wanted if (wanted.watchlist or wanted.source) in names else None
    asked = wanted.entry.casefold()
    found = [
        replace(wanted, watchlist=name, entry=entry.key)
        for name in ([wanted.watchlist] if wanted.watchlist else sorted(workspace.config.watchlist))
        for entry in workspace.watchlist(name).entries
        if asked in (entry.key.casefold(), entry.name.casefold())
    ]
    return found[0] if len(found) == 1 else None


@hits.app.command()
def unmute(
    number: Annotated[int, typer.Argument(metavar="MUTE", help="Its number in `hits mutes`.")],
    reason: Annotated[
        str | None, typer.Option("--reason", "-r", help="Why, for the history.", show_default=False)
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """End a mute before its time.

    Example: leakscan hits unmute 3
    """
    with asking.opened(workspace) as (_, store):
        store.unmute(number, asking.who(), reason)
    say(f"mute {number} is over")


@hits.app.command()
def mutes(
    reveal: Annotated[
        bool, typer.Option("--reveal", help="Show clients' names; the history will say that you did.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One mute a line, as JSON.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """List mutes: those in force, those that hide nothing, those that are over.

    Example: leakscan hits mutes
    """
    from leakscan.cli.hits_view import dumps
    from leakscan.cli.painting import painted

    with asking.opened(workspace) as (_, store):
        found = store.mutes()
        if reveal:
            store.looked("the list of mutes", asking.who())
    if as_json:
        for one in found:
            write(dumps(_json(one, reveal)))
    elif found:
        for line in painted(_table(found, reveal)):
            write(line)
    else:
        say("nothing is muted")


def _state(one: Mute) -> str:
    if one.ended is not None:
        return "ended"
    if one.expires <= datetime.now(UTC):
        return "expired"
    return "active" if one.hidden else "unused"


def _of(one: Mute, reveal: bool) -> str:
    from leakscan.evidence import mask

    if one.entry is not None:
        return f"entry {one.entry if reveal else mask(one.entry)} of {one.watchlist}"
    if one.source is not None:
        return f"source {one.source}"
    return f"incident {one.incident}" if one.incident is not None else f"watchlist {one.watchlist}"


def _table(found: list[Mute], reveal: bool) -> Table:
    from rich.table import Table
    from rich.text import Text

    from leakscan.output.escape import one_line

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for heading in ("MUTE", "STATE", "HITS", "UNTIL", "OF", "BY", "REASON"):
        table.add_column(heading, no_wrap=heading != "REASON", justify="right" if heading == "HITS" else "left")
    for one in found:
        words = (_of(one, reveal), one.who, one.reason)
        row = (str(one.id), _state(one), str(one.hidden), f"{one.expires:%Y-%m-%d}", *map(one_line, words))
        table.add_row(*map(Text, row))
    return table


def _json(one: Mute, reveal: bool) -> dict[str, object]:
    from leakscan.evidence import mask
    from leakscan.model import iso

    plain = ("id", "watchlist", "source", "incident", "reason", "who", "hidden")
    times = {name: iso(getattr(one, name)) for name in ("made", "expires", "ended")}
    entry = one.entry if reveal or one.entry is None else mask(one.entry)
    return {name: getattr(one, name) for name in plain} | times | {"entry": entry, "state": _state(one)}
