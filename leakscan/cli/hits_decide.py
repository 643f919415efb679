"""``leakscan hits``: decisions, on ids or on whatever a filter lets through, and taking them back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leakscan.cli import asking, hits
from leakscan.cli.console import say, warn
from leakscan.cli.filtering import Chosen, Consent, filtered, selected
from leakscan.cli.hits_view import tell_offers
from leakscan.cli.options import WorkspaceOption
from leakscan.model import Status

if TYPE_CHECKING:
    from leakscan.store import Event, Store

IdsArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[ID]...", help="Hits, shortened at will; - reads ids from stdin.")
]
_SomeIds = Annotated[list[str], typer.Argument(metavar="ID", help="Hits, shortened at will; - reads ids from stdin.")]
ReasonOption = Annotated[str | None, typer.Option("--reason", "-r", help="Why, for the history.", show_default=False)]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Show which hits it would be, and change nothing.")]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Change what the filter lets through without asking.")]

_Change = Callable[["Store", list[str]], "list[Event]"]


def _apply(
    ids: Sequence[str] | None, chosen: Chosen, verb: str, consent: Consent, workspace: Path | None, change: _Change
) -> list[Event]:
    """Change the hits that were named or filtered; empty where nothing was to be done, which is said."""
    asked = asking.ids(ids or ())
    if ids and not asked:
        warn(f"nothing to {verb}: standard input held no id")
        return []
    with asking.opened(workspace) as (_, store):
        found = selected(store, asked, chosen, verb, consent)
        if found is None:
            return []
        written = change(store, found)
    if not written:
        warn("nothing changed: decided so before")
    return written


def _decide(
    ids: Sequence[str] | None, chosen: Chosen, action: str, why: str | None, consent: Consent, workspace: Path | None
) -> None:
    def change(store: Store, found: list[str]) -> list[Event]:
        return store.triage(found, action, asking.who(), why)

    written = _apply(ids, chosen, action, consent, workspace, change)
    for event in written:
        say(f"{event.hit} is now {event.after} (was {event.before})")
    if len(written) == 1:
        tell_offers(written[0].hit, Status(str(written[0].after)), decided=True)
    elif written:
        say("leakscan hits undo takes it back")


@hits.app.command()
@filtered
def acknowledge(
    *,
    ids: IdsArgument = None,
    chosen: Chosen,
    reason: ReasonOption = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Say that somebody is looking at new hits.

    Example: leakscan hits list --status new | leakscan hits acknowledge -
    """
    _decide(ids, chosen, "acknowledge", reason, Consent(dry_run, yes), workspace)


@hits.app.command()
@filtered
def confirm(
    *,
    ids: IdsArgument = None,
    chosen: Chosen,
    reason: ReasonOption = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Confirm that hits are leaks.

    Example: leakscan hits confirm 3f9c --reason "our export of May"
    """
    _decide(ids, chosen, "confirm", reason, Consent(dry_run, yes), workspace)


@hits.app.command()
@filtered
def dismiss(
    *,
    ids: IdsArgument = None,
    chosen: Chosen,
    reason: Annotated[str, typer.Option("--reason", "-r", help="Why it is none, for the history.")],
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Dismiss hits that are no leaks; the reason is kept.

    Example: leakscan hits dismiss --source forum --severity ..low --reason "a public directory"
    """
    _decide(ids, chosen, "dismiss", reason, Consent(dry_run, yes), workspace)


@hits.app.command()
@filtered
def resolve(
    *,
    ids: IdsArgument = None,
    chosen: Chosen,
    reason: ReasonOption = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Close acknowledged or confirmed hits.

    Example: leakscan hits resolve 3f9c --reason "taken down"
    """
    _decide(ids, chosen, "resolve", reason, Consent(dry_run, yes), workspace)


@hits.app.command()
@filtered
def reopen(
    *,
    ids: IdsArgument = None,
    chosen: Chosen,
    reason: ReasonOption = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Make decided hits new again.

    Example: leakscan hits reopen 3f9c --reason "it is back"
    """
    _decide(ids, chosen, "reopen", reason, Consent(dry_run, yes), workspace)


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
