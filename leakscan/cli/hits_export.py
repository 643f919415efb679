"""``leakscan hits export``: hits for a sheet, a browser, another program."""

from __future__ import annotations

import hashlib
import os
import shlex
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leakscan.cli import asking, hits
from leakscan.cli.console import say, warn
from leakscan.cli.filtering import Chosen
from leakscan.cli.options import WorkspaceOption
from leakscan.cli.spreading import spread
from leakscan.errors import IncompleteError, UsageError
from leakscan.files import is_there

if TYPE_CHECKING:
    from leakscan.model import Hit
    from leakscan.store import Store, StoredHit


@hits.app.command()
@spread
def export(
    *,
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Hits, shortened at will; - reads ids from stdin.")
    ] = None,
    chosen: Chosen,
    output: Annotated[str, typer.Option("--format", help="csv, html, json, jsonl, misp, sarif, stix, table or xlsx.")],
    to: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="A file to write, for you alone; else stdout.", show_default=False),
    ] = None,
    reveal: Annotated[bool, typer.Option("--reveal", help="With clients' names; the history will say so.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Export hits: those named, those a filter lets through, or all. Clients' names are masked unless revealed.

    Example: leakscan hits export --severity high.. --format html -o hits.html
    """
    from leakscan.output.formats import Style, packer

    write = packer(output)
    if to is not None and is_there(to) and not force:
        raise UsageError(f"{to} exists; choose another name or add --force")
    if to is None and output == "xlsx" and sys.stdout.isatty():
        raise UsageError("xlsx is no text for a terminal: name a file with -o")
    if ids and chosen.narrows:
        raise UsageError("name the hits by their ids or by filter options, not by both")
    asked = asking.ids(ids or ())
    tally = _Tally()
    with asking.opened(workspace) as (_, store):

        def told() -> None:
            named = "with clients' names" if reveal else "masked"
            store.exported(tally.digest, f"{tally.said} as {output}, {named}", asking.who(), asked)

        found = _named(store, asked) if ids else _filtered(store, chosen)
        hits = tally.counted(_shown(store, stored, reveal) for stored in found)
        _save(tally.hashed(write(hits, Style(names=reveal))), to, told)
    say(f"{tally.said} exported{f' to {to}' if to else ''}; the history holds their SHA-256 {tally.digest}")
    if to:
        say(f"leakscan verify --file {shlex.quote(str(to))} tells later whether it is still as it was written")
    if not tally.hits:
        warn("there are no hits like that")


class _Tally:
    """How many hits have passed, and the SHA-256 of what became of them."""

    def __init__(self) -> None:
        self.hits = 0
        self._made = hashlib.sha256()

    @property
    def digest(self) -> str:
        return self._made.hexdigest()

    @property
    def said(self) -> str:
        return f"{self.hits} hit{'' if self.hits == 1 else 's'}"

    def counted(self, hits: Iterator[Hit]) -> Iterator[Hit]:
        for hit in hits:
            self.hits += 1
            yield hit

    def hashed(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self._made.update(chunk)
            yield chunk


def _named(store: Store, ids: list[str]) -> Iterator[StoredHit]:
    return (store.hit(one) for one in dict.fromkeys(ids))


def _filtered(store: Store, chosen: Chosen) -> Iterator[StoredHit]:
    return (stored for page in asking.pages(store, chosen.filter(), None) for stored in page)


def _shown(store: Store, stored: StoredHit, reveal: bool) -> Hit:
    from leakscan.evidence import masked

    if reveal:
        store.revealed([stored.id], asking.who())
        return stored.hit
    return masked(stored.hit)


def _save(chunks: Iterator[bytes], to: Path | None, told: Callable[[], None]) -> None:
    """To stdout as it comes, or into a private file that appears when it is whole; ``told`` writes down that it was."""
    if to is None:
        for chunk in chunks:
            sys.stdout.buffer.write(chunk)
        sys.stdout.buffer.flush()
        told()
        return
    try:
        handle, part = tempfile.mkstemp(dir=to.parent, prefix=f".{to.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines(chunks)
            told()
            Path(part).replace(to)
        finally:
            Path(part).unlink(missing_ok=True)
    except OSError as error:
        raise IncompleteError(f"{to} can't be written: {error.strerror or error}") from error
