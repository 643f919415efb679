"""Documents to screen: leaks with every mention labelled, and ordinary texts of the kinds that surround them."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tests.benchmarks.screening.names import folder, word
from tests.benchmarks.screening.noise import garbled


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a watched name stands, which one, and how it was garbled."""

    start: int
    end: int
    name: str
    noise: str


@dataclass(slots=True)
class Document:
    """A text with its mentions; texts without names of organisations have none, and none may be found."""

    kind: str
    text: str
    mentions: list[Mention] = field(default_factory=list)


_STREETS = "Main Oak Maple Cedar Elm Washington Lake Hill Park Pine Church High Mill River Spring".split()  # noqa: SIM905
_FIRST = "james mary john patricia robert jennifer michael linda david karen nancy lisa betty sandra".split()  # noqa: SIM905
_LAST = "smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez".split()  # noqa: SIM905
_HOSTS = "gmail.com yahoo.com hotmail.com outlook.com aol.com mail.ru icloud.com gmx.de web.de".split()  # noqa: SIM905
_OPENINGS = ("got access to ", "dump from ", "new leak: ", "I used to work at ", "contract with ", "they sold it to ")
_ENDINGS = (" and they never noticed", ", as far as I know", " (fresh)", ". ", " - 40k users", "; more to come", "")


def _mail(chance: random.Random) -> str:
    return f"{chance.choice(_FIRST)}.{chance.choice(_LAST)}{chance.randrange(9999)}@{chance.choice(_HOSTS)}"


def _hex(chance: random.Random, digits: int) -> str:
    return f"{chance.getrandbits(4 * digits):0{digits}x}"


def _row(chance: random.Random, organisation: str) -> tuple[str, str]:
    head = f"{chance.randrange(10**6)},{chance.choice(_FIRST).title()},{_mail(chance)},"
    return head, f",{chance.randrange(9999)} {chance.choice(_STREETS)} St,{chance.randrange(10000, 99999)},active\n"


class _Page:
    """A text being written, with its mentions."""

    def __init__(self, kind: str, watched: Sequence[str], others: Sequence[str], chance: random.Random) -> None:
        self.document = Document(kind, "")
        self._parts: list[str] = []
        self._at = 0
        self._watched, self._others, self._chance = watched, others, chance

    def add(self, *parts: str) -> None:
        self._parts.extend(parts)
        self._at += sum(map(len, parts))

    def name(self, share: float) -> None:
        """A watched name, garbled and labelled, or another."""
        if self._chance.random() >= share and self._others:
            self.add(self._chance.choice(self._others))
            return
        name = self._chance.choice(self._watched)
        surface, noise = garbled(name, self._chance)
        self.document.mentions.append(Mention(self._at, self._at + len(surface), name, noise))
        self.add(surface)

    def done(self) -> Document:
        self.document.text = "".join(self._parts)
        return self.document


def leaks(watched: Sequence[str], others: Sequence[str], size: int, seed: int) -> list[Document]:
    """Lists, tables, SQL, JSON and forum posts of about ``size`` characters in all; a fifth to a third are others."""
    chance = random.Random(seed)
    kinds: tuple[Callable[[_Page, random.Random], None], ...] = (_list, _list, _table, _sql, _json, _forum, _forum)
    found: list[Document] = []
    filled = 0
    while filled < size:
        write = chance.choice(kinds)
        page = _Page(f"leak as {write.__name__.strip('_')}", watched, others, chance)
        write(page, chance)
        found.append(page.done())
        filled += len(found[-1].text)
    return found


def _list(page: _Page, chance: random.Random) -> None:
    bullet = chance.choice(("", "- ", "* ", "1. "))
    page.add(chance.choice(("", "client list\n", "=== customers ===\n")))
    for _ in range(chance.randrange(20, 120)):
        page.add(bullet)
        page.name(0.8)
        page.add("\n")


def _table(page: _Page, chance: random.Random) -> None:
    mark = chance.choice(",;|\t")
    page.add(mark.join(("id", "first", "email", "org", "address", "zip", "status")) + "\n")
    for _ in range(chance.randrange(20, 120)):
        before, behind = _row(chance, "")
        page.add(before.replace(",", mark))
        page.name(0.7)
        page.add(behind.replace(",", mark))


def _sql(page: _Page, chance: random.Random) -> None:
    page.add("INSERT INTO `accounts` (`id`,`name`,`email`,`plan`) VALUES\n")
    for _ in range(chance.randrange(20, 120)):
        page.add(f"({chance.randrange(10**6)},'")
        page.name(0.7)
        page.add(f"','{_mail(chance)}',{chance.randrange(5)}),\n")


def _json(page: _Page, chance: random.Random) -> None:
    for _ in range(chance.randrange(20, 120)):
        page.add(f'{{"id": {chance.randrange(10**6)}, "customer": "')
        page.name(0.7)
        page.add(f'", "email": "{_mail(chance)}", "hash": "{_hex(chance, 32)}"}}\n')


def _forum(page: _Page, chance: random.Random) -> None:
    for _ in range(chance.randrange(2, 12)):
        page.add(chance.choice(_prose())[:400], " ", chance.choice(_OPENINGS))
        page.name(1.0)
        page.add(chance.choice(_ENDINGS), "\n")


def ordinary(others: Sequence[str], size: int, seed: int) -> list[Document]:
    """Prose, code, logs, combo lists, dumps of hashes, tables of other organisations: ``size`` characters of each."""
    chance = random.Random(seed)
    makers: dict[str, Callable[[random.Random], str]] = {
        "prose": lambda chance: "\n".join(chance.choices(_prose(), k=40)),
        "news": lambda chance: chance.choice(_news()) if folder() else "",
        "code": lambda chance: chance.choice(_code()),
        "logs": _log,
        "combo list": lambda chance: "".join(f"{_mail(chance)}:{_hex(chance, 9)}\n" for _ in range(300)),
        "hashes": lambda chance: "".join(f"{n},{_mail(chance)},{_hex(chance, 32)}\n" for n in range(300)),
        "table of others": lambda chance: "".join(chance.choice(others).join(_row(chance, "")) for _ in range(200)),
    }
    return [found for kind, make in makers.items() for found in _filled(kind, make, size, chance)]


def _filled(kind: str, make: Callable[[random.Random], str], size: int, chance: random.Random) -> Iterator[Document]:
    filled = 0
    while filled < size and (text := make(chance)):
        yield Document(kind, text[: size - filled])
        filled += len(text)


@cache
def _prose() -> tuple[str, ...]:
    """Paragraphs without a name of an organisation: the language reference that every Python brings along."""
    from pydoc_data.topics import topics

    paragraphs = (" ".join(part.split()) for text in topics.values() for part in text.split("\n\n"))
    return tuple(part for part in paragraphs if len(part) > 80 and "PEP" not in part)


@cache
def _news() -> tuple[str, ...]:
    tables = folder()
    assert tables is not None
    lines = (tables / "d_news_bbc/bbc_dev.jsonl").read_text("utf-8").splitlines()
    return tuple(json.loads(line)["text"] for line in lines)


@cache
def _code() -> tuple[str, ...]:
    files = sorted(Path(random.__file__).parent.glob("*.py"))
    return tuple(text for path in files if 5_000 < len(text := path.read_text("utf-8", "replace")) < 60_000)


def _log(chance: random.Random) -> str:
    tables = folder()
    if tables is not None:
        return chance.choice(sorted((tables / "d_logs_loghub/logs").glob("*.log"))).read_text("utf-8", "replace")
    says = ("request completed", "connection reset by peer", "user login failed", "session expired", "cache miss")
    return "".join(
        f"2023-04-{chance.randrange(10, 28)}T10:{chance.randrange(10, 59)}:07Z {chance.choice(('INFO', 'WARN'))} "
        f"[worker-{chance.randrange(64)}] {chance.choice(says)} id={_hex(chance, 16)} t={chance.randrange(9999)}ms\n"
        for _ in range(200)
    )


def stream(watched: Sequence[str], others: Sequence[str], size: int, seed: int) -> list[str]:
    """Ordinary texts of all kinds with leaks for a hundredth of their characters, in random order."""
    texts = [document.text for document in ordinary(others, size // 7, seed)]
    texts += [document.text for document in leaks(watched, others, max(1, size // 100), seed)]
    random.Random(seed).shuffle(texts)
    return texts


def invented_prose(words: int, seed: int) -> str:
    """Words that no one has seen before, for what a scan costs on its first day."""
    chance = random.Random(seed)
    return " ".join(word(chance).lower() for _ in range(words))


def agencies() -> list[tuple[str, str]]:
    """Police agencies of the real tables with the code of their state."""
    tables = folder()
    if tables is None:
        return []
    with (tables / "b_us_law_enforcement/fbi_agencies_2018.csv").open(encoding="utf-8", newline="") as found:
        return [(row["agency_name"], row["state_abbr"]) for row in csv.DictReader(found)]
