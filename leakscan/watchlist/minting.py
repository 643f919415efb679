"""Minting canaries: clients that do not exist, written into a watchlist with the copy they are planted in."""

from __future__ import annotations

import csv
import io
import json
import random
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from leakscan.errors import WatchlistError
from leakscan.files import write_private
from leakscan.watchlist.encoding import read_text
from leakscan.watchlist.inventing import invented
from leakscan.watchlist.load import Reading, read
from leakscan.watchlist.load import first_of as first_error


@dataclass(frozen=True)
class Minted:
    """What was minted: the columns of the list without ``canary``, and a row of cells for each."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def mint(
    path: Path,
    copy: str,
    count: int,
    known: Callable[[str], bool],
    taken: Iterable[str] = (),
    rng: random.Random | None = None,
) -> Minted:
    """Add canaries to a watchlist; the file is read again before it takes the place of the old one.

    Args:
        path: a watchlist, CSV, TSV or JSON lines.
        copy: the copy of the list that they will be planted in.
        count: how many.
        known: whether a lower-case word is an ordinary word or a place.
        taken: names that no canary may be like, beside the list's own.
        rng: chance, the system's by default.

    Raises:
        WatchlistError: the list can't be read, is of another format, or gives no pattern for a name.
        OSError: the file can't be written; it is as it was.
    """
    reading = read(path)
    if reading.errors:
        raise first_error(reading.errors)
    rng = rng or random.SystemRandom()
    entries = reading.watchlist.entries
    real = [entry.name for entry in entries if entry.canary is None]
    avoided = [*taken, *(name for entry in entries for name in (entry.name, *entry.aliases))]
    keys = [entry.key for entry in entries]
    names = islice(invented(real, avoided, known, rng), count)
    rows = [_row(name, copy, reading, keys, rng) for name in names]
    _replace(path, _with(path, reading, rows))
    canary = reading.columns.known.get("canary")
    columns = tuple(column for column in reading.sheet.columns if column != canary)
    return Minted(columns, tuple(tuple(row.get(column, "") for column in columns) for row in rows))


def _row(name: str, copy: str, reading: Reading, keys: list[str], rng: random.Random) -> Mapping[str, str]:
    """Cells by heading; figures, dates and the rest are those of some client each, so that they look like the others'.

    Addresses, aliases and identifiers stay empty: an invented one might be somebody's. A new key joins ``keys``.
    """
    known = reading.columns.known
    row = {known["name"]: name, known.get("canary", "canary"): copy}
    own = {heading for column, heading in known.items() if column != "since"}
    for heading in (heading for heading in reading.sheet.columns if heading not in own):
        values = [value for other in reading.sheet.rows if isinstance(value := other.cells.get(heading, ""), str)]
        row[heading] = rng.choice(values) if values else ""
    if "id" in known:
        row[known["id"]] = _id(keys, rng)
        keys.append(row[known["id"]])
    return row


def _id(keys: Sequence[str], rng: random.Random) -> str:
    """A key like the others with other digits, longer ones where all of that kind are taken."""
    taken = set(keys)
    for tries in range(1000):
        like = rng.choice(keys) + "0" * (tries // 100)
        key = "".join(rng.choice("123456789") if sign.isdigit() else sign for sign in like)
        if key not in taken and key != like:
            return key
    return f"{rng.choice(keys)}-{rng.randrange(10**6, 10**7)}"


def _with(path: Path, reading: Reading, rows: Sequence[Mapping[str, str]]) -> str:
    text = read_text(path)
    text += "" if text.endswith("\n") else "\n"
    if path.suffix.lower() in (".jsonl", ".ndjson"):
        return text + "".join(
            json.dumps({heading: said for heading, said in row.items() if said}, ensure_ascii=False) + "\n"
            for row in rows
        )
    if path.suffix.lower() not in (".csv", ".tsv"):
        raise WatchlistError(
            "canaries are written to CSV, TSV and JSON lines; save the list as one of these", path=path
        )
    delimiter = _delimiter(text, reading)
    if "canary" not in reading.columns.known:
        text = _widened(text, delimiter)
    columns = _header(text, delimiter)
    out = io.StringIO()
    writer: Any = csv.writer(out, delimiter=delimiter, lineterminator="\r\n" if "\r\n" in text else "\n")
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return text + out.getvalue()


def _delimiter(text: str, reading: Reading) -> str:
    """The sign that cuts the header into the columns that were read."""
    whole = list(reading.sheet.columns)
    return next((sign for sign in ",;\t" if [h for h in _header(text, sign) if h] == whole), ",")


def _header(text: str, delimiter: str) -> list[str]:
    """The headings as they are told apart, blank ones included."""
    lines = [line for line in text.splitlines(keepends=True) if line.strip() and not line.startswith("sep=")]
    return [" ".join(cell.split()) for cell in next(csv.reader(lines, delimiter=delimiter))]


def _widened(text: str, delimiter: str) -> str:
    """The text with one more column, headed ``canary``, empty in every row."""
    lines = text.split("\n")
    first = 1 if lines[0].startswith("sep=") else 0
    reader = csv.reader(io.StringIO("\n".join(lines[first:]), newline=""), delimiter=delimiter)
    head = True
    for cells in reader:
        at = first + reader.line_num - 1
        if cells:
            said = lines[at].removesuffix("\r")
            lines[at] = said + delimiter + ("canary" if head else "") + lines[at][len(said) :]
            head = False
    return "\n".join(lines)


def _replace(path: Path, text: str) -> None:
    """Write the new list beside the old one, read it, and only then let it take the old one's place."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".mint-") as folder:
        trial = Path(folder) / path.name
        write_private(trial, text.encode())
        if errors := read(trial).errors:
            raise first_error(errors)
        trial.replace(path)
