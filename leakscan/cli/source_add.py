"""What `leakscan source add` does: look, tell, write."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from leakscan.cli.console import say, write
from leakscan.errors import ConfigError, UnknownNameError, UsageError
from leakscan.output.escape import one_line

if TYPE_CHECKING:
    from scrapy.http import Response

    from leakscan.config import SourceConfig
    from leakscan.crawl.recognise import Guess
    from leakscan.workspace import Workspace

SHOWN = 3  # guesses
_FRONT = r"(?:index\.\w+)?(?:\?(?:lang|sid|s|PHPSESSID)=[^&]*)?"  # what a front page's address may end in


def add(workspace: Path | None, name: str | None, spider: str | None, settings: Mapping[str, Any]) -> None:
    """Find the site's spider, unless it is named, and append the source to the configuration.

    Raises:
        UsageError: the name is taken, the settings are wrong, or no spider is sure enough.
        SourceError: the site's page could not be had.
    """
    from leakscan.crawl.process import spiders
    from leakscan.workspace import CONFIG_NAME, find_workspace

    place = find_workspace(workspace)
    name = name or _name_for(str(settings["url"]))
    if name in place.config.source:
        raise UsageError(f"{place.root / CONFIG_NAME} has a source {name!r} already; choose another with --name")
    known = spiders()
    if spider is not None and spider not in known:
        raise UnknownNameError(f"no spider {spider!r}; there are: {', '.join(known)}")
    checked = _checked(name, {"spider": spider or "rss", **settings})
    chosen, url = (spider, settings["url"]) if spider else _recognised(checked, place, known)
    _append(place.root / CONFIG_NAME, _table(name, {"spider": chosen, **settings, "url": url}))
    say(f"added {name} to {place.root / CONFIG_NAME}; try it: leakscan source test {name}")


def _name_for(url: str) -> str:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return re.sub(r"[^A-Za-z0-9]+", "-", host).strip("-") or "source"


def _checked(name: str, settings: Mapping[str, Any]) -> SourceConfig:
    """The settings as leakscan.toml would take them."""
    from pydantic import ValidationError

    from leakscan.config import Config

    try:
        return Config.model_validate({"source": {name: dict(settings)}}).source[name]
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise UsageError(f"{first['loc'][-1]}: {first['msg'].removeprefix('Value error, ')}") from error


def _recognised(source: SourceConfig, place: Workspace, known: Mapping[str, type[Any]]) -> tuple[str, str]:
    """Look at the page, say what it looks like, and give the spider that is sure to read it and where it begins."""
    from leakscan.crawl.look import look_at
    from leakscan.crawl.recognise import SURE, begin_at, feeds, recognise

    def then(page: Response) -> str | None:
        best = next(iter(recognise(page, known)), None)
        begin = begin_at(page.url, known[best.spider].pages) if best and best.sure >= SURE else page.url
        return begin if begin != page.url and best and best.lists is False else None

    page, *front = look_at(source, place.config.contact, then)
    guesses = recognise(page, known)
    for guess in guesses[:SHOWN]:
        write(_line(guess))
    if not guesses or guesses[0].sure < SURE:
        named = "".join(f"\n  it names a feed: leakscan source add {one_line(url)}" for url in feeds(page)[:SHOWN])
        raise UsageError(
            f"no spider is sure enough to read {one_line(page.url)}; if you know better, name it with --spider{named}"
        )
    return guesses[0].spider, _beginning(guesses[0], page, front, known)


def _beginning(guess: Guess, page: Response, front: list[Response], known: Mapping[str, type[Any]]) -> str:
    """The address to write down, and a word about it where it is not the one that was given."""
    from leakscan.crawl.recognise import begin_at, recognise

    begin = begin_at(page.url, known[guess.spider].pages)
    if guess.lists and not re.fullmatch(_FRONT, page.url.removeprefix(begin)):
        say(f"reads this list and what is below it; all of the site: leakscan source add {one_line(begin)}")
        return page.url
    if guess.lists is False:
        read = [told for each in front for told in recognise(each, known) if told.spider == guess.spider]
        if not any(told.lists for told in read):
            raise UsageError(
                f"{one_line(page.url)} is a single page of a {guess.spider} site; give the address of its front page"
            )
        say(f"that is a single page; the source begins at {one_line(begin)}")
    return begin


def _line(guess: Guess) -> str:
    return f"{guess.spider:<12}{guess.sure:>4.0%}  {one_line('; '.join(guess.seen))}"


def _table(name: str, settings: Mapping[str, Any]) -> str:
    """The source as a table of TOML; JSON's strings and booleans are TOML's too."""
    header = name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else json.dumps(name)
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in settings.items()]
    return "\n".join([f"[source.{header}]", *lines, ""])


def _append(path: Path, table: str) -> None:
    """Add the table at the end, where nothing that stands there changes its meaning; all or nothing."""
    from leakscan.files import write_private

    try:
        text = path.read_bytes()
        new = text + (b"" if text.endswith(b"\n") or not text else b"\n") + b"\n" + table.encode()
        tomllib.loads(new.decode())
        write_private(path, new)
    except OSError as error:
        raise ConfigError(f"can't be written: {error.strerror}", path=path) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"the source does not fit in there ({error}); add it by hand:\n{table}", path=path) from error
