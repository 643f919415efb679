"""`leakscan init`: a workspace to work in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from leakscan.cli.console import say
from leakscan.errors import WorkspaceError
from leakscan.files import write_private

app = typer.Typer()

TEMPLATE = """\
# What leakscan looks for and where. A mistake in here is an error that names the line and the key.
# contact = "security@your-company.example"    # goes into the user agent, so that site owners can reach you

{watchlist}
# [source.pastebin]                            # needs a Pastebin PRO account and an allow-listed address
# spider = "pastebin"
# every = "2m"

# [source.some-forum]
# spider = "discourse"
# url = "https://forum.example/"
# every = "30m"
# keep = "text"                                # of all its documents, to find clients in that are added later
# max_pages = 200
# proxy = "socks5h://127.0.0.1:9050"           # names are resolved by the proxy
# cookie = "env:FORUM_COOKIE"                  # secrets are references: env:, file:, keyring:

# [source.breach-news]
# spider = "rss"
# url = "https://news.example/feed.xml"

# [schedule]                                   # for leakscan watch
# quiet = "22:00-06:00"                        # nothing is visited then
# zone = "Europe/Zurich"
# budget = "10m"                               # a run that takes longer is stopped; what it had read is kept

# [alerts]                                     # who is told; needs the extra: pip install 'leakscan-toolkit[alerts]'
# urls = ["env:SECURITY_CHAT"]                 # references to Apprise URLs; try: leakscan alert test
# min_severity = "high"                        # canaries always
# quiet = "22:00-06:00"                        # only what is critical is sent then
# link = "https://review.your-company.example" # where the review pages are, for a link in each alert

[thresholds]
fail_on = "medium"                             # from here on the exit status is 1
min_severity = "low"                           # from here on the table shows a hit
"""
EXAMPLE = '# [watchlist.acme]\n# path = "watchlists/acme.csv"\n'
REAL = '[watchlist.{name}]\npath = "watchlists/{file}"\n'


@app.command("init")
def init(
    folder: Annotated[Path, typer.Argument(help="Where to make it; by default here.")] = Path(),
    watchlist: Annotated[
        Path | None,
        typer.Option("--watchlist", help="A client list (CSV, XLSX or JSONL) to copy into it.", show_default=False),
    ] = None,
) -> None:
    """Make a workspace: leakscan.toml, watchlists/ and evidence/.

    Example: leakscan init leak-watch --watchlist clients.csv
    """
    config = folder / "leakscan.toml"
    if config.exists():
        raise WorkspaceError(f"{config} is there already; edit it, or name another folder")
    source = _checked(watchlist)
    _make(folder, config, source)
    say(f"made a workspace in {folder.absolute()}")
    say(f"next: {_next_step(source, config)}")


def _checked(watchlist: Path | None) -> tuple[str, Path] | None:
    """The list is read before anything is made, so that a bad one leaves nothing behind."""
    if watchlist is None:
        return None
    from leakscan.watchlist import load_watchlist

    return load_watchlist(watchlist).name, watchlist


def _make(folder: Path, config: Path, source: tuple[str, Path] | None) -> None:
    try:
        for place in (folder, folder / "watchlists", folder / "evidence"):
            place.mkdir(parents=True, exist_ok=True)
        for secret in (folder / "watchlists", folder / "evidence"):
            secret.chmod(0o700)
        if source:
            write_private(folder / "watchlists" / source[1].name, source[1].read_bytes())
        section = REAL.format(name=source[0], file=source[1].name) if source else EXAMPLE
        write_private(config, TEMPLATE.format(watchlist=section).encode())
    except OSError as error:
        raise WorkspaceError(f"the workspace can't be made: {error}") from error


def _next_step(source: tuple[str, Path] | None, config: Path) -> str:
    if source is None:
        return f"put your client list into {config.parent / 'watchlists'} and name it in {config}"
    return f"name your sources in {config}, then run: leakscan crawl"
