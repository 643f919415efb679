"""Invented clients and an exact matcher, so that the assessment is tested apart from screening."""

from __future__ import annotations

from leakscan.assessment import assess, find_blocks, worth_blocks
from leakscan.model import Assessment, Entry, Match, MatchKind, Verdict, Watchlist

TOWNS = [
    "Avonlea",
    "Brackwater",
    "Coldmere",
    "Dunmarsh",
    "Elmhollow",
    "Fernwick",
    "Grantsford",
    "Harrowgate",
    "Inverlock",
    "Juniper",
    "Kestrel",
    "Larkfield",
    "Marrowdale",
    "Norwell",
    "Oakhaven",
    "Pinecrest",
    "Quillton",
    "Ravenmoor",
    "Saltbrook",
    "Thornbury",
    "Umberland",
    "Vexford",
    "Wrenfield",
    "Yarrow",
    "Zephyrton",
    "Ashcombe",
    "Birchdale",
    "Cragmont",
    "Dovecote",
    "Eastmarch",
    "Foxglove",
    "Glimmerton",
    "Hawksworth",
    "Ironvale",
    "Jasperton",
]
NAMES = tuple(f"{town} {kind}" for kind in ("Police Department", "Foods Ltd", "Savings Bank") for town in TOWNS)
REPORT = (
    "The company said on Monday that its customers were told of the breach, according to a spokesman, who declined to "
    "comment on how many of the accounts were exposed. Lawmakers told reporters that they had asked for a statement. "
)
OTHERS = tuple(f"{town} {kind}" for kind in ("Hardware", "Motor Works", "Dairy Union") for town in TOWNS)


def watchlist(names: tuple[str, ...] = NAMES, *, figures: bool = False) -> Watchlist:
    """Clients with these names; with figures, each has numbers of its own that no rule predicts."""
    entries = tuple(
        Entry(
            key=name, name=name, figures={"accounts": 3 + i * 7 % 41, "searches": i * i * 37 % 9973} if figures else {}
        )
        for i, name in enumerate(names)
    )
    return Watchlist("acme", entries, ("accounts", "searches") if figures else ())


def matches_of(text: str, clients: Watchlist) -> list[Match]:
    """Every client name and address in the text, by plain search without regard to case."""
    found, lower = [], text.lower()
    for entry in clients.entries:
        for kind, form in [(MatchKind.NAME, entry.name), *((MatchKind.EMAIL, mail) for mail in entry.emails)]:
            start = lower.find(form.lower())
            while start >= 0:
                end = start + len(form)
                if not (lower[start - 1 : start].isalnum() or lower[end : end + 1].isalnum()):
                    found.append(Match(clients.name, entry.key, kind, text[start:end], start, end, 1.0, form))
                start = lower.find(form.lower(), end)
    return sorted(found, key=lambda m: m.start)


def assessed(text: str, clients: Watchlist) -> Assessment:
    """The assessment of a text, by way of its matches and blocks."""
    matches = matches_of(text, clients)
    return assess(matches, find_blocks(text, matches), clients, text)


def worth(text: str, clients: Watchlist | None = None) -> bool:
    """Whether a document is worth cutting for clients, by default all of them without figures."""
    clients = clients or watchlist()
    return worth_blocks(matches_of(text, clients), clients, text)


def mentioned_uncut(text: str, clients: Watchlist) -> tuple[float, float]:
    """The score of a document that may hold a list and is told without cutting it, and its score with its blocks.

    It is a mention of the same severity both ways.
    """
    matches = matches_of(text, clients)
    assert worth_blocks(matches)
    assert not worth_blocks(matches, clients, text)
    told, cut = assess(matches, [], clients, text), assessed(text, clients)
    assert told.verdict is cut.verdict is Verdict.MENTION
    assert told.severity is cut.severity
    return told.score, cut.score
