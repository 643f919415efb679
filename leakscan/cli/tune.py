"""``leakscan tune``: what triage teaches about thresholds and mutes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leakscan.cli import asking
from leakscan.cli.console import say, write
from leakscan.cli.options import WorkspaceOption
from leakscan.errors import IncompleteError, UsageError
from leakscan.saying import count

if TYPE_CHECKING:
    from leakscan.config import AlertsConfig
    from leakscan.store import Store
    from leakscan.tuning.labels import Labels
    from leakscan.tuning.suggest import Suggestion
    from leakscan.workspace import Place

app = typer.Typer(name="tune", help="Learn from triage: what thresholds and mutes past decisions speak for.")


@app.callback(invoke_without_command=True)
def tune(
    context: typer.Context,
    apply: Annotated[
        list[str] | None, typer.Option("--apply", metavar="SUGGESTION", help="Do this one, as it is named here.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Learn from triage: what thresholds and mutes past decisions speak for, and what they would have cost.

    Nothing is changed without --apply. Confirmed hits count as leaks, dismissed ones as none; the documents of an
    incident are one case.

    Example: leakscan tune --apply alerts-clients-8
    """
    from leakscan.tuning.labels import gather
    from leakscan.tuning.suggest import suggest
    from leakscan.workspace import find_workspace

    if context.invoked_subcommand is not None:
        return
    place = find_workspace(workspace)
    with asking.opened(place.root) as (_, store):
        labels = gather(store)
        found = suggest(labels, place.config.alerts, store)
        for done in _applied(found, place, store, apply or ()):
            say(done)
    if apply:
        return
    if as_json:
        write(json.dumps(_json(labels, found)))
        return
    for line in _report(labels, place.config.alerts, found):
        write(line)


def _applied(found: Sequence[Suggestion], place: Place, store: Store, names: Sequence[str]) -> Iterator[str]:
    from leakscan.tuning.applying import apply, chosen

    for one in [chosen(found, name) for name in dict.fromkeys(names)]:
        yield apply(one, place, store, asking.who())


@app.command(name="export")
def export(
    to: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="A file to write, for you alone; else stdout.", show_default=False),
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Write the labels as JSON lines to share: evidence and decision, without names, texts, addresses, ids or times.

    Example: leakscan tune export -o labels.jsonl
    """
    from leakscan.files import write_private
    from leakscan.tuning.labels import gather
    from leakscan.tuning.sharing import rows

    if to is not None and to.exists():
        raise UsageError(f"{to} exists; choose another name")
    with asking.opened(workspace) as (_, store):
        lines = [json.dumps(row) for row in rows(gather(store))]
    if to is None:
        for line in lines:
            write(line)
        return
    try:
        write_private(to, "".join(f"{line}\n" for line in lines).encode())
    except OSError as error:
        raise IncompleteError(f"{to} can't be written: {error.strerror or error}") from error
    say(f"{count(len(lines), 'label')} written to {to}")


def _report(labels: Labels, alerts: AlertsConfig, found: Sequence[Suggestion]) -> Iterator[str]:
    from leakscan.tuning.suggest import FEW

    leaks = sum(case.leak for case in labels.cases)
    others = len(labels.cases) - leaks
    yield (
        f"{count(len(labels.labels), 'decided hit')} in {count(len(labels.cases), 'case')}:"
        f" {leaks} confirmed, {others} dismissed"
        if labels.labels
        else "nothing was confirmed or dismissed yet, so there is nothing to learn from"
    )
    if labels.labels and min(leaks, others) < FEW:
        yield f"thresholds are spoken of from {FEW} confirmed and {FEW} dismissed cases on"
    yield from _levels(labels, alerts)
    yield from _tests(labels)
    for one in found:
        yield ""
        yield f"{one.name}"
        yield f"  {one.says}"
        yield f"  {_effect(one)}"
    if found:
        yield ""
        yield "nothing was changed; do one of them: leakscan tune --apply NAME"


def _levels(labels: Labels, alerts: AlertsConfig) -> Iterator[str]:
    """Who would have been told of what, by severity."""
    from leakscan.model import Severity
    from leakscan.tuning.suggest import told

    leaks = [case for case in labels.cases if case.leak]
    others = [case for case in labels.cases if not case.leak]
    if not labels.labels:
        return
    yield ""
    yield f"{'[alerts] min_severity':<24}{'leaks told':>12}{'others told':>14}"
    for level in reversed(Severity):
        a = sum(told(case, level, alerts.min_clients) for case in leaks)
        b = sum(told(case, level, alerts.min_clients) for case in others)
        now = " (now)" if level is alerts.min_severity else ""
        yield f"  {level + now:<22}{f'{a} of {len(leaks)}':>12}{f'{b} of {len(others)}':>14}"


def _tests(labels: Labels) -> Iterator[str]:
    """How well each test of the evidence told leaks from others."""
    from leakscan.tuning.evidence import telling

    found = telling(labels)
    if not found:
        return
    yield ""
    yield f"{'evidence (bits)':<24}{'leaks':>12}{'others':>14}   leak ranks higher"
    for one in found:
        yield f"  {one.test:<22}{one.leaks:>+12.1f}{one.others:>+14.1f}   {one.ranks:.0%}"


def _effect(one: Suggestion) -> str:
    e = one.effect
    such = f"; such as {', '.join(hit[:8] for hit in e.examples)}" if e.examples else ""
    if e.lost < 0:
        added = f" and of {-e.spared} that were dismissed" if e.spared < 0 else ""
        return f"would have told of {-e.lost} leaks that nobody was told of{added}{such}"
    sure = f" (with so many, up to {e.might_be_lost:.0%} still could be)" if e.leaks else ""
    return f"would have spared {e.spared} of {e.others} {e.what}{such}; lost {e.lost} of {e.leaks} leaks{sure}"


def _json(labels: Labels, found: Sequence[Suggestion]) -> dict[str, object]:
    leaks = sum(case.leak for case in labels.cases)
    return {
        "labels": len(labels.labels),
        "cases": {"confirmed": leaks, "dismissed": len(labels.cases) - leaks},
        "suggestions": [
            {
                "name": one.name,
                "says": one.says,
                "lost": one.effect.lost,
                "leaks": one.effect.leaks,
                "spared": one.effect.spared,
                "others": one.effect.others,
                "of": one.effect.what,
                "examples": list(one.effect.examples),
            }
            for one in found
        ],
    }
