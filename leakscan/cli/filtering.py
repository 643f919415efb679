"""The filter of `hits list` for every command that takes many hits, and the preview before it changes them."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Annotated, Any

import typer

from leakscan.cli import asking
from leakscan.cli.console import messages, say
from leakscan.cli.options import WorkspaceOption
from leakscan.errors import UsageError
from leakscan.saying import count

if TYPE_CHECKING:
    from leakscan.store import HitFilter, Store

_SHOWN = 10  # hits of a preview


@dataclass(frozen=True)
class Chosen:
    """The filter options as they were typed; a field is an option of every command that filters."""

    status: Annotated[list[str] | None, typer.Option(help="new, acknowledged, confirmed, dismissed or resolved.")] = (
        None
    )
    severity: Annotated[str | None, typer.Option(help="high, high.. (at or above) or low..high.")] = None
    watchlist: Annotated[list[str] | None, typer.Option(help="Of this watchlist.")] = None
    source: Annotated[str | None, typer.Option(help="Seen at this source.")] = None
    since: Annotated[str | None, typer.Option(help="First seen since: 12h, 7d or 2026-11-22.")] = None
    entry: Annotated[str | None, typer.Option(help="Exposing a client whose name or key contains this.")] = None
    text: Annotated[str | None, typer.Option(help="With this in its title, author, place, matches or rows.")] = None
    verdict: Annotated[
        list[str] | None, typer.Option(help="canary, client-list, identifiers or mention.", show_default=False)
    ] = None
    assigned: Annotated[str | None, typer.Option(metavar="WHO", help="To this person; me or nobody.")] = None
    incident: Annotated[int | None, typer.Option(help="Of this incident.")] = None
    muted: Annotated[bool, typer.Option("--muted", help="Muted hits too.")] = False

    @property
    def narrows(self) -> bool:
        """Whether any option was given."""
        return self != Chosen()

    def filter(self) -> HitFilter:
        """What the store is asked for; UsageError where an option is wrong."""
        from leakscan.store import HitFilter

        lowest, highest = asking.severity_range(self.severity) if self.severity else (None, None)
        return HitFilter(
            statuses=asking.statuses(self.status or ()),
            severity=lowest,
            severity_to=highest,
            watchlists=tuple(self.watchlist or ()),
            source=self.source,
            since=asking.moment(self.since) if self.since else None,
            entry=self.entry,
            text=self.text,
            verdicts=asking.verdicts(self.verdict or ()),
            assignee=asking.assignee(self.assigned),
            incident=self.incident,
            muted=None if self.muted else False,
        )

    def words(self) -> str:
        """The options as one would type them."""
        told: list[str] = []
        for name, value in ((field.name, getattr(self, field.name)) for field in fields(self)):
            if value is True:
                told.append(f"--{name}")
            else:
                several = value if isinstance(value, list) else [value] if value not in (None, False) else []
                told += [word for one in several for word in (f"--{name}", str(one))]
        return shlex.join(told)


def typed(words: str) -> Chosen:
    """The filter options out of what was typed on one line; words without an option are searched for.

    Raises:
        UsageError: There is no such option, or it lacks its value.
    """
    try:
        left = shlex.split(words)
    except ValueError as error:
        raise UsageError(f"{words!r}: a quotation mark is not closed") from error
    found: dict[str, Any] = {}
    searched: list[str] = []
    while left:
        word, equals, value = left.pop(0).partition("=")
        if not word.startswith("--"):
            searched.append(word + equals + value)
        elif word == "--muted":
            found["muted"] = True
        elif word[2:] not in (field.name for field in fields(Chosen)):
            raise UsageError(f"there is no option {word}; there are: {', '.join(_options())}")
        elif not equals and not left:
            raise UsageError(f"{word} needs a value")
        else:
            _add(found, word[2:], value if equals else left.pop(0))
    return Chosen(**({"text": " ".join(searched)} if searched else {}) | found)


def _options() -> list[str]:
    return [f"--{field.name}" for field in fields(Chosen)]


def _add(found: dict[str, Any], name: str, value: str) -> None:
    if name in {"status", "watchlist", "verdict"}:
        found.setdefault(name, []).append(value)
    elif name == "incident":
        if not (value.isascii() and value.isdigit()):
            raise UsageError(f"--incident {value!r} is no number")
        found[name] = int(value)
    else:
        found[name] = value


@dataclass(frozen=True)
class Picked:
    """Which hits a change is for, named or filtered, and how it was agreed to: looked at only, or not asked about."""

    chosen: Chosen
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Hits, shortened at will; - reads ids from stdin.")
    ] = None
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show which hits it would be, and change nothing.")] = False
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Change what the filter lets through without asking.")] = (
        False
    )
    workspace: WorkspaceOption = None


def selected(store: Store, ids: Sequence[str], picked: Picked, verb: str) -> list[str] | None:
    """Whole ids of the hits that a change is for; None where it is not to happen.

    Ids, with those of standard input among them, are taken as they are. A filter is shown first, with how many it lets
    through, and asked about.

    Raises:
        UsageError: Neither ids nor a filter, or both; or a filter where nobody can be asked and ``--yes`` is missing.
    """
    if bool(ids) == picked.chosen.narrows:
        raise UsageError(
            f"name the hits to {verb} by their ids, or by filter options such as --status new; not by both"
        )
    if ids:
        found = [store.hit_id(one) for one in dict.fromkeys(ids)]
        return None if picked.dry_run and _preview(store, found, verb) else found
    found = store.ids(picked.chosen.filter())
    _preview(store, found, verb)
    return found if found and not picked.dry_run and (picked.yes or _agreed(len(found), verb)) else None


def _preview(store: Store, found: Sequence[str], verb: str) -> bool:
    from leakscan.review.words import brief

    say(f"{count(len(found), 'hit')} to {verb}" + (":" if found else ""))
    for one in found[:_SHOWN]:
        say("  " + brief(store.hit(one)))
    if len(found) > _SHOWN:
        say(f"  … and {len(found) - _SHOWN} more")
    return True


def _agreed(number: int, verb: str) -> bool:
    if not (sys.stdin.isatty() and messages().is_terminal):
        raise UsageError(
            f"{count(number, 'hit')} would be changed and nobody can be asked: add --yes, or look with --dry-run"
        )
    if typer.confirm(f"{verb} {count(number, 'hit')}?", err=True):
        return True
    say("nothing was changed")
    return False
