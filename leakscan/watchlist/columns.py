"""Which column of a sheet means what: the known ones, the figures, and what is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from leakscan.watchlist.numbers import number_of
from leakscan.watchlist.sheet import Sheet, text_of

KNOWN = ("name", "id", "aliases", "domains", "emails", "identifiers", "since", "until", "public", "canary")
"""Columns with a meaning of their own, in the order in which an import writes them."""

# Headings that people write instead; not read as the known column, since that would be a guess, but suggested.
_OTHER_WORDS: Mapping[str, str] = {
    "client": "name",
    "clientname": "name",
    "customer": "name",
    "customername": "name",
    "company": "name",
    "companyname": "name",
    "accountname": "name",
    "organisation": "name",
    "organization": "name",
    "agency": "name",
    "customerid": "id",
    "accountid": "id",
    "clientid": "id",
    "aka": "aliases",
    "alias": "aliases",
    "othernames": "aliases",
    "website": "domains",
    "url": "domains",
    "mail": "emails",
    "emailaddress": "emails",
    "usernames": "identifiers",
    "customernumber": "identifiers",
    "accountnumber": "identifiers",
    "joined": "since",
    "startdate": "since",
    "left": "until",
    "enddate": "until",
}


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one sheet: ``known`` maps a known name to the heading as written.

    ``figures`` are headings whose values are numbers; ``ignored`` maps every other heading that holds something to
    the known column it may have meant, or None.
    """

    known: Mapping[str, str]
    figures: tuple[str, ...]
    ignored: Mapping[str, str | None]


def columns_of(sheet: Sheet) -> Columns:
    """Sort the sheet's columns by meaning; a column is a figure when more than half of its values are numbers."""
    known = {heading.casefold(): heading for heading in sheet.columns if heading.casefold() in KNOWN}
    rest = [heading for heading in sheet.columns if heading.casefold() not in KNOWN]
    figures = tuple(heading for heading in rest if _is_figure([text_of(row.cells.get(heading)) for row in sheet.rows]))
    return Columns(known, figures, {heading: nearest(heading) for heading in rest if heading not in figures})


def nearest(heading: str) -> str | None:
    """The known column that a heading may have meant: ``alias`` aliases, ``e-mails`` emails; None if none is near."""
    folded = "".join(letter for letter in heading.casefold() if letter.isalnum())
    if folded in _OTHER_WORDS:
        return _OTHER_WORDS[folded]
    near = process.extractOne(folded, KNOWN, scorer=OSA.distance, score_cutoff=1 if len(folded) < 6 else 2)
    return near[0] if near and len(folded) > 2 else None


def _is_figure(values: Sequence[str]) -> bool:
    filled = [value for value in values if value]
    return 2 * sum(number_of(value) is not None for value in filled) > len(filled)
