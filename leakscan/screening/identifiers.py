"""E-mails, domains and free identifiers of entries, as they are looked up and where they stand in a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from leakscan.model import Match, MatchKind, Watchlist
from leakscan.screening.chars import fold
from leakscan.screening.digests import Digests
from leakscan.screening.hashing import LONGEST
from leakscan.screening.letters import letters_of
from leakscan.screening.patterns import PREFIX, Patterns, build_patterns
from leakscan.screening.phones import Phones, build_phones, is_phone
from leakscan.screening.read import words_of
from leakscan.screening.signs import LONGEST_RUNS
from leakscan.screening.tables import Table, build
from leakscan.screening.traits import CODE, CODE_START, HOST

Owner = tuple[str, str]
Owners = Mapping[str, tuple[Owner, ...]]
_DOT = r"(?:\.| ?[\[({](?:\.|dot)[\])}] ?| dot )"
_AT = r"(?:@|%40|&#64;| ?[\[({](?:@|at)[\])}] ?| at )"
_LABEL = r"[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?"
# One host or address, plain or defanged; bounded everywhere, so that it stays linear.
_HOST = re.compile(
    rf"(?<![a-z0-9@_-])(?:(?P<user>[a-z0-9][a-z0-9._+%-]{{0,63}}){_AT})?(?P<host>{_LABEL}(?:{_DOT}{_LABEL}){{1,8}})(?![a-z0-9_-])"
)
# Where an address goes on that is written for a URL or a page.
_ENCODED = re.compile(rf"(?:%40|&#64;)({_LABEL}(?:\.{_LABEL}){{1,8}})", re.IGNORECASE)
_DEFANGED_DOT = re.compile(_DOT)
_RUN = re.compile(r"[^\W_]+")
_SEPARATORS = frozenset("-_./ :")
_SHORT = 5
_LONGEST_HOST = 160
_LONGEST_CODE = 96


@dataclass(frozen=True)
class Identifiers:
    """What is looked up: normalised value to its owners (watchlist, entry key); ``firsts``: where longer ones begin."""

    emails: Owners
    domains: Owners
    codes: Owners
    firsts: Mapping[str, int]
    written: Mapping[str, str]
    patterns: Patterns
    phones: Phones
    mails: Sequence[str]

    @property
    def any_but_patterns(self) -> bool:
        """Whether there are some that words and signs of a text lead to."""
        return bool(self.uses or self.phones.by_tail)

    @cached_property
    def digests(self) -> Digests:
        """Digests of the e-mails, as written and in lower case."""
        return Digests(self.mails)

    @cached_property
    def uses(self) -> Mapping[str, int]:
        """Words that lead to an identifier: the longest of each host's name, the first or only one of each code."""
        hosts = {*self.domains, *(mail.rpartition("@")[2] for mail in self.emails)}
        uses = dict.fromkeys(
            (max(words, key=len) for host in hosts if (words := words_of(host.replace(".", "  ")))), HOST
        )
        uses.update({code: uses.get(code, 0) | CODE for code in self.codes})
        uses.update({first: uses.get(first, 0) | CODE_START for first in self.firsts})
        return uses

    @cached_property
    def beginnings(self) -> Table:
        """The hashes of all letters that a free identifier begins with; 1 for the whole of one, else 0."""
        import numpy as np

        letters = letters_of([code for code in self.codes if len(code) <= LONGEST])
        hashes = letters.pieces(letters.owners, np.zeros_like(letters.places), letters.places + 1)
        whole = hashes[letters.places + 1 == letters.lengths[letters.owners]]
        hashes = np.unique(hashes)
        return build(hashes, np.isin(hashes, whole).astype(np.int32))


def normalise_code(value: str) -> str:
    """A free identifier without case and separators."""
    return "".join(_RUN.findall(value.casefold()))


def build_identifiers(watchlists: Sequence[Watchlist]) -> Identifiers:
    """Collect every identifier of every entry."""
    emails: dict[str, dict[Owner, None]] = defaultdict(dict)
    domains: dict[str, dict[Owner, None]] = defaultdict(dict)
    codes: dict[str, dict[Owner, None]] = defaultdict(dict)
    firsts: dict[str, int] = {}
    written: dict[str, str] = {}
    as_written: dict[str, None] = {}
    for watchlist in watchlists:
        for entry in watchlist.entries:
            owner = (watchlist.name, entry.key)
            mails = [*entry.emails, *(value for value in entry.identifiers if "@" in value)]
            for mail in mails:
                emails[mail.strip().casefold()][owner] = None
                as_written[mail.strip().casefold()] = as_written[mail.strip()] = None
            for domain in entry.domains:
                domains[domain.strip().casefold().removeprefix("www.").rstrip(".")][owner] = None
            for value in entry.identifiers:
                code = normalise_code(value)
                if "@" in value or len(code) < 3 or value.startswith(PREFIX) or is_phone(value):
                    continue
                codes[code][owner] = None
                written.setdefault(code, value)
                _add_firsts(firsts, value, code)
    patterns, phones = build_patterns(watchlists), build_phones(watchlists)
    tables = _frozen(emails), _frozen(domains), _frozen(codes)
    return Identifiers(*tables, firsts, written, patterns, phones, tuple(as_written))


def _frozen(table: dict[str, dict[Owner, None]]) -> Owners:
    return {value: tuple(owners) for value, owners in table.items()}


def _add_firsts(firsts: dict[str, int], value: str, code: str) -> None:
    """First runs after which a longer identifier may go on; the value is the longest length in letters."""
    runs = _RUN.findall(value.casefold())
    if len(code) < _SHORT:
        return
    starts = {runs[0], *(code[:n] for n in (1, 2, 3, 4))} if len(code) >= 7 else {runs[0]}
    for start in starts:
        firsts[start] = max(firsts.get(start, 0), len(code))


def find_hosts(text: str, starts: Sequence[int], identifiers: Identifiers) -> Iterator[Match]:
    """E-mails and domains, subdomains included, plain or defanged ("acme[.]com", "a at b dot com").

    Args:
        text: the text.
        starts: where words stand that hosts' names hold, in order.
        identifiers: what is looked up.
    """
    if not starts:
        return
    done = 0
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(char if len(char.lower()) != 1 else char.lower() for char in text)
    for place in starts:
        if place < done:
            continue
        for written in _HOST.finditer(lowered, max(done, _gap_before(lowered, place)), place + 2 * _LONGEST_HOST):
            if written.start() > place:
                break
            done = written.end()
            host = _DEFANGED_DOT.sub(".", written["host"])
            yield from _host_matches(text, written, host, identifiers)


def encoded_hosts(text: str, places: Iterable[int], identifiers: Identifiers) -> list[int]:
    """Where hosts of entries stand behind an at sign that is written as in a URL (john%40acme.com) or a page."""
    uses = identifiers.uses
    return [
        found.start(1)
        for found in (_ENCODED.match(text, place - (text[place] == "#")) for place in places)
        if found and any(uses.get(word, 0) & HOST for word in words_of(found[1].replace(".", "  ")))
    ]


def _gap_before(text: str, place: int) -> int:
    """Where a host or address that holds a place may begin at the earliest; none goes over a line end."""
    return max(text.rfind("\n", 0, place) + 1, place - _LONGEST_HOST)


def _host_matches(text: str, found: re.Match[str], host: str, identifiers: Identifiers) -> Iterator[Match]:
    user = found["user"]
    disguised = "defanged" if found["host"] != host or (user and "@" not in found[0]) else ""
    mail = f"{user}@{host}" if user else ""
    if mail in identifiers.emails:
        for owner in identifiers.emails[mail]:
            yield _match(text, owner, MatchKind.EMAIL, found.start(), found.end(), mail, disguised)
        return
    labels = host.split(".")
    for cut in range(len(labels) - 1):
        domain = ".".join(labels[cut:])
        if domain in identifiers.domains:
            rule = "; ".join(
                filter(
                    None, (disguised, "subdomain" if cut and labels[0] != "www" else "", "in an e-mail" if user else "")
                )
            )
            for owner in identifiers.domains[domain]:
                yield _match(text, owner, MatchKind.DOMAIN, found.start("host"), found.end("host"), domain, rule)
            return


def find_codes(text: str, starts: Iterable[int], identifiers: Identifiers) -> Iterator[Match]:
    """Free identifiers at word boundaries, whatever separators and case they are written with.

    Args:
        text: the text.
        starts: where words stand that codes begin with.
        identifiers: what is looked up.
    """
    for start in starts:
        folded = fold(text[start : start + _LONGEST_CODE])
        if (found := _RUN.match(folded)) is None:
            continue
        run = found[0]
        if run in identifiers.codes:
            yield from _code_matches(text, start, start + found.end(), run, identifiers)
        if run in identifiers.firsts and folded[found.end() : found.end() + 1] in _SEPARATORS:
            yield from _longer_code(text, start, folded, found, identifiers)


def _longer_code(text: str, start: int, folded: str, found: re.Match[str], identifiers: Identifiers) -> Iterator[Match]:
    joined, end = found[0], found.end()
    longest = identifiers.firsts[joined]
    for _ in range(LONGEST_RUNS):
        if end + 1 >= len(folded) or folded[end] not in _SEPARATORS:
            return
        following = _RUN.match(folded, end + 1)
        if following is None:
            return
        joined, end = joined + following[0], following.end()
        if len(joined) > longest:
            return
        if joined in identifiers.codes:
            yield from _code_matches(text, start, start + end, joined, identifiers)


def _code_matches(text: str, start: int, end: int, code: str, identifiers: Identifiers) -> Iterator[Match]:
    written, surface = identifiers.written[code], text[start:end]
    rule = (
        "" if surface == written else "other case" if surface.casefold() == written.casefold() else "other separators"
    )
    for owner in identifiers.codes[code]:
        yield _match(text, owner, MatchKind.IDENTIFIER, start, end, written, rule)


def needs_neighbour(match: Match) -> bool:
    """Whether an identifier is too short to count without another match of its client beside it."""
    if match.kind is not MatchKind.IDENTIFIER or match.rule.startswith("fits the pattern"):
        return False
    code = normalise_code(match.form)
    return len(code) < _SHORT or (code.isdigit() and len(code) < 7) or code.isalpha()


def _match(text: str, owner: Owner, kind: MatchKind, start: int, end: int, form: str, rule: str) -> Match:
    return Match(owner[0], owner[1], kind, text[start:end], start, end, 0.97 if rule else 1.0, form, rule)
