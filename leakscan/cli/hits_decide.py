"""``leakscan hits``: decisions, on ids or on whatever a filter lets through, and taking them back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from leakscan.cli import asking, hits
from leakscan.cli.console import say, warn
from leakscan.cli.filtering import Picked, selected
from leakscan.cli.hits_view import tell_offers
from leakscan.cli.options import WorkspaceOption
from leakscan.cli.spreading import spread
from leakscan.model import Status

if TYPE_CHECKING:
    from leakscan.store import Event

_SomeIds = Annotated[list[str], typer.Argument(metavar="ID", help="Hits, shortened at will; - reads ids from stdin.")]
_Reason = Annotated[str | None, typer.Option("--reason", "-r", help="Why, for the history.", show_default=False)]


def _decide(picked: Picked, action: str, why: str | None) -> None:
    """Decide on the hits that were named or filtered; where nothing was to be done, that is said."""
    asked = asking.ids(picked.ids or ())
    if picked.ids and not asked:
        warn(f"nothing to {action}: standard input held no id")
        return
    with asking.opened(picked.workspace) as (_, store):
        found = selected(store, asked, picked, action)
        if found is None:
            return
        _tell(store.triage(found, action, asking.who(), why))


def _tell(written: Sequence[Event]) -> None:
    for event in written:
        say(f"{event.hit} is now {event.after} (was {event.before})")
    if not written:
        warn("nothing changed: decided so before")
    elif len(written) == 1:
        tell_offers(written[0].hit, Status(str(written[0].after)), decided=True)
    else:
        say("leakscan hits undo takes it back")


@hits.app.command()
@spread
def acknowledge(*, reason: _Reason = None, picked: Picked) -> None:
    """Say that somebody is looking at new hits.

    Example: leakscan hits list --status new | leakscan hits acknowledge -
    """
    _decide(picked, "acknowledge", reason)


@hits.app.command()
@spread
def confirm(*, reason: _Reason = None, picked: Picked) -> None:
    """Confirm that hits are leaks.

    Example: leakscan hits confirm 3f9c --reason "our export of May"
    """
    _decide(picked, "confirm", reason)


@hits.app.command()
@spread
def dismiss(
    *,
    reason: Annotated[str, typer.Option("--reason", "-r", help="Why it is none, for the history.")],
    picked: Picked,
) -> None:
    """Dismiss hits that are no leaks; the reason is kept.

    Example: leakscan hits dismiss --source forum --severity ..low --reason "a public directory"
    """
    _decide(picked, "dismiss", reason)


@hits.app.command()
@spread
def resolve(*, reason: _Reason = None, picked: Picked) -> None:
    """Close acknowledged or confirmed hits.

    Example: leakscan hits resolve 3f9c --reason "taken down"
    """
    _decide(picked, "resolve", reason)


@hits.app.command()
@spread
def reopen(*, reason: _Reason = None, picked: Picked) -> None:
    """Make decided hits new again.

    Example: leakscan hits reopen 3f9c --reason "it is back"
    """
    _decide(picked, "reopen", reason)


@hits.app.command()
def note(
    ids: _SomeIds,
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


@hits.app.command()
def assign(
    ids: _SomeIds,
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


@hits.app.command()
def undo(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Only on these hits: the last decision on each.")
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Take back your last decision, on every hit it moved; the history keeps both.

    It undoes decisions, assignments and mutes, and refuses where somebody decided since.

    Example: leakscan hits undo
    """
    asked = asking.ids(ids or ())
    if ids and not asked:
        warn("nothing to undo: standard input held no id")
        return
    with asking.opened(workspace) as (_, store):
        for event in store.undo(asked, asking.who()):
            say(f"{event.hit or 'mute'}: {event.action} ({event.why}), now {event.after or 'as before'}")
