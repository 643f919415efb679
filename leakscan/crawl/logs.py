"""What a crawl may say in a log: addresses and outcomes, never content, and nothing that a terminal would obey."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from scrapy.logformatter import LogFormatter

from leakscan.crawl.json_lines import JsonLines
from leakscan.errors import UsageError
from leakscan.output.escape import printable

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.http import Response

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class QuietFormatter(LogFormatter):
    """Scrapy's messages without the items themselves, which hold what leaked."""

    def scraped(self, item: Any, response: Response | None, spider: Spider) -> None:  # type: ignore[override]
        """Say nothing of an item that went well."""

    def item_error(self, item: Any, exception: BaseException, response: Any, spider: Spider) -> Any:
        """Say which page's item failed, not what it held."""
        told = {"url": getattr(response, "url", "-"), "why": exception}
        return {"level": logging.ERROR, "msg": "could not keep what %(url)s brought: %(why)s", "args": told}


class _Printable(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return printable(super().format(record))


def is_json(path: Path) -> bool:
    """Whether a log is to be JSON lines: it is named so, or the environment asks for it."""
    return path.suffix in {".json", ".jsonl"} or os.environ.get("LEAKSCAN_LOG_FORMAT") == "json"


def private_log(path: Path, lines: str) -> None:
    """Append the lines of another process's log.

    Raises:
        UsageError: the file can't be opened.
    """
    with _opened(path) as file:
        file.write(lines)


def _opened(path: Path) -> IO[str]:
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    except OSError as error:
        raise UsageError(f"can't write the log {path}: {error.strerror}") from error
    return os.fdopen(descriptor, "a", encoding="utf-8", errors="replace")


def log_to(path: Path | None) -> logging.Handler:
    """Send the log to a private file, appending, as JSON lines if it is named so; without one, errors alone to stderr.

    Raises:
        UsageError: the file can't be opened.
    """
    if path is None:
        handler: logging.Handler = logging.StreamHandler()
        handler.setLevel(logging.CRITICAL)  # what went wrong is in the summary; a log has it in full
    else:
        handler = logging.StreamHandler(_opened(path))
        handler.setLevel(logging.INFO)
    handler.setFormatter(JsonLines() if path is not None and is_json(path) else _Printable(_FORMAT))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return handler
