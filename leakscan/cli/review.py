"""``leakscan review``: decide from the keyboard, on a full screen."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from leakscan.cli import asking
from leakscan.cli.filtering import Chosen, typed
from leakscan.cli.options import WorkspaceOption
from leakscan.cli.spreading import spread
from leakscan.errors import UsageError

if TYPE_CHECKING:
    from leakscan.store import HitFilter

app = typer.Typer()


@app.command("review")
@spread
def review(*, chosen: Chosen, workspace: WorkspaceOption = None) -> None:
    """Review hits on a full screen: a queue by severity, the document beside its evidence, one key a decision.

    Without a filter it opens what is undecided: --status new,acknowledged. The key ? shows all keys.

    Example: leakscan review --severity high..
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("a review needs a terminal; `leakscan hits list` and `hits show` print what it shows")
    try:
        from leakscan.review.desk import Desk
    except ModuleNotFoundError as error:
        raise UsageError(f"{error.name} is not installed: pip install 'leakscan-toolkit[review]'") from error
    from leakscan.review.session import Session

    def read(words: str) -> HitFilter:
        return typed(words).filter()

    asked = chosen if chosen.narrows else Chosen(status=["new,acknowledged"])
    with asking.opened(workspace) as (place, store):
        desk = Desk(Session(place, store, asking.who(), asked.filter()), asked.words(), read)
        desk.run()
        desk.raise_fault()
