"""E-mails, domains and free identifiers of entries, as they are looked up and where they stand in a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from leakscan.model import Match, MatchKind, Watchlist
from leakscan.screening.hashed import digests
from leakscan.screening.tokens import Tokens

Owner = tuple[str, str]
Owners = Mapping[str, tuple[Owner, ...]]
_DOT = r"(?:\.| ?[\[({](?:\.|dot)[\])}] ?| dot )"
_AT = r"(?:@| ?[\[({](?:@|at)[\])}] ?| at )"
_LABEL = r"[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?"
# One host or address, plain or defanged; bounded everywhere, so that it stays linear.
_HOST = re.compile(
    rf"(?<![a-z0-9@_-])(?:(?P<user>[a-z0-9][a-z0-9._+%-]{{0,63}}){_AT})?(?P<host>{_LABEL}(?:{_DOT}{_LABEL}){{1,8}})(?![a-z0-9_-])"
)
_DEFANGED_DOT = re.compile(_DOT)
_RUN = re.compile(r"[^\W_]+")
_SEPARATORS = "-_./ :"
_SHORT = 5
_LONGEST_RUNS = 10


@dataclass(frozen=True)
class Identifiers:
    """What is looked up: normalised value to its owners (watchlist, entry key); ``firsts``: where longer ones begin."""

    emails: Owners
    domains: Owners
    codes: Owners
    firsts: Mapping[str, int]
    hashes: Mapping[str, tuple[str, str]]
    written: Mapping[str, str]


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
    for watchlist in watchlists:
        for entry in watchlist.entries:
            owner = (watchlist.name, entry.key)
            mails = [*entry.emails, *(value for value in entry.identifiers if "@" in value)]
            for mail in mails:
                emails[mail.strip().casefold()][owner] = None
            for domain in entry.domains:
                domains[domain.strip().casefold().removeprefix("www.").rstrip(".")][owner] = None
            for value in entry.identifiers:
                code = normalise_code(value)
                if "@" in value or len(code) < 3:
                    continue
                codes[code][owner] = None
                written.setdefault(code, value)
                _add_firsts(firsts, value, code)
    hashes = {digest: (mail, algorithm) for mail in emails for digest, algorithm in digests(mail)}
    return Identifiers(_frozen(emails), _frozen(domains), _frozen(codes), firsts, hashes, written)


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


def find_hosts(text: str, identifiers: Identifiers) -> Iterator[Match]:
    """E-mails and domains, subdomains included, plain or defanged ("acme[.]com", "a at b dot com")."""
    if not identifiers.emails and not identifiers.domains:
        return
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(char if len(char.lower()) != 1 else char.lower() for char in text)
    for found in _HOST.finditer(lowered):
        host = _DEFANGED_DOT.sub(".", found["host"])
        yield from _host_matches(text, found, host, identifiers)


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


def find_codes(tokens: Tokens, identifiers: Identifiers) -> Iterator[Match]:
    """Free identifiers at word boundaries, whatever separators and case they are written with."""
    if not identifiers.codes:
        return
    for found in _RUN.finditer(tokens.folded):
        run = found[0]
        if run in identifiers.codes:
            yield from _code_matches(tokens, found.start(), found.end(), run, identifiers)
        if run in identifiers.firsts:
            yield from _longer_code(tokens, found, identifiers)


def _longer_code(tokens: Tokens, found: re.Match[str], identifiers: Identifiers) -> Iterator[Match]:
    folded, joined, end = tokens.folded, found[0], found.end()
    longest = identifiers.firsts[joined]
    for _ in range(_LONGEST_RUNS):
        if end + 1 >= len(folded) or folded[end] not in _SEPARATORS:
            return
        following = _RUN.match(folded, end + 1)
        if following is None:
            return
        joined, end = joined + following[0], following.end()
        if len(joined) > longest:
            return
        if joined in identifiers.codes:
            yield from _code_matches(tokens, found.start(), end, joined, identifiers)


def _code_matches(tokens: Tokens, start: int, end: int, code: str, identifiers: Identifiers) -> Iterator[Match]:
    written = identifiers.written[code]
    surface = tokens.text[start:end]
    rule = (
        "" if surface == written else "other case" if surface.casefold() == written.casefold() else "other separators"
    )
    for owner in identifiers.codes[code]:
        yield _match(tokens.text, owner, MatchKind.IDENTIFIER, start, end, written, rule)


def needs_neighbour(match: Match) -> bool:
    """Whether an identifier is too short to count without another match of its client beside it."""
    code = normalise_code(match.form)
    return match.kind is MatchKind.IDENTIFIER and (
        len(code) < _SHORT or (code.isdigit() and len(code) < 7) or code.isalpha()
    )


def _match(text: str, owner: Owner, kind: MatchKind, start: int, end: int, form: str, rule: str) -> Match:
    return Match(owner[0], owner[1], kind, text[start:end], start, end, 0.97 if rule else 1.0, form, rule)
