"""Masked e-mails and numbers ("j***@acme.com", "****4711"), with the entries that share the mask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leakscan.model import Match, MatchKind
from leakscan.screening.identifiers import Identifiers, Owner
from leakscan.screening.signs import CLOSE, Signs

_MAIL = re.compile(r"(?<![\w*])[\w.+*•-]{0,40}[*•]{1,20}[\w.+*•-]{0,40}@[\w.*•-]{1,100}\w")
_CODE = re.compile(r"(?<![\w*•])[*•xX#]{3,32}[ -]?(\w{3,8})(?!\w)")
_HOST, _LONGEST_CODE = 160, 44


@dataclass(frozen=True)
class Masks:
    """What masks are tried against: e-mails by domain, identifiers by their last four characters."""

    by_domain: dict[str, list[str]]
    by_tail: dict[str, list[str]]


def build_masks(identifiers: Identifiers) -> Masks:
    """Order identifiers by the part that masks leave in clear."""
    by_domain: dict[str, list[str]] = {}
    by_tail: dict[str, list[str]] = {}
    for mail in identifiers.emails:
        by_domain.setdefault(mail.rpartition("@")[2], []).append(mail)
    for code in identifiers.codes:
        if len(code) >= 8:
            by_tail.setdefault(code[-4:], []).append(code)
    return Masks(by_domain, by_tail)


def find_masked(text: str, signs: Signs, identifiers: Identifiers, masks: Masks) -> Iterator[Match]:
    """Masked e-mails and identifiers; who shares the mask is named as ambiguous."""
    stars = signs.stars.tolist() if masks.by_domain else []
    for found in _written(_MAIL, text, stars, CLOSE, _HOST):
        fitting = _mails(found[0].casefold(), masks)
        yield from _matches(found, fitting, [o for mail in fitting for o in identifiers.emails[mail]])
    for found in _written(_CODE, text, signs.masks.tolist(), 0, _LONGEST_CODE):
        shown = found[1].casefold()
        codes = [code for code in masks.by_tail.get(shown[-4:], ()) if code.endswith(shown)] if len(shown) >= 4 else []
        yield from _matches(found, codes, [o for code in codes for o in identifiers.codes[code]])


def _written(
    pattern: re.Pattern[str], text: str, places: list[int], before: int, behind: int
) -> Iterator[re.Match[str]]:
    """What a pattern finds around some places, each once."""
    done = 0
    for place in places:
        if place < done:
            continue
        for found in pattern.finditer(text, max(done, place - before), place + behind):
            if found.start() > place:
                break
            if found.end() > place:
                done = found.end()
                yield found


def _mails(masked: str, masks: Masks) -> list[str]:
    user, _, host = masked.rpartition("@")
    shown = sum(char.isalnum() for char in user)
    if not shown or "*" in host or "•" in host:
        return []
    # Masks often have a fixed number of stars, so a run of them stands for one character or more.
    pattern = re.compile(
        "".join(".{1,64}" if part[0] in "*•" else re.escape(part) for part in re.findall(r"[*•]+|[^*•]+", user))
    )
    return [mail for mail in masks.by_domain.get(host, ()) if pattern.fullmatch(mail.rpartition("@")[0])]


def _matches(found: re.Match[str], values: Sequence[str], owners: Sequence[Owner]) -> Iterator[Match]:
    per_list: dict[str, list[str]] = {}
    for watchlist, entry in owners:
        if entry not in per_list.setdefault(watchlist, []):
            per_list[watchlist].append(entry)
    for watchlist, entries in per_list.items():
        rule = "masked" if len(entries) == 1 else f"masked; {len(entries)} entries share the mask"
        score = max(0.5, 0.9 / len(entries))
        start, end = found.span()
        yield Match(
            watchlist, entries[0], MatchKind.MASKED, found[0], start, end, score, values[0], rule, tuple(entries[1:])
        )
