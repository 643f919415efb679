"""News of the breach itself: the hardest decoy, since it names five to ten clients, with figures, in one breath."""

from __future__ import annotations

from collections.abc import Iterator

from leakscan.demo.cast import Cast, person
from leakscan.demo.page import Dice, Page, Place
from leakscan.demo.pages.news import article
from leakscan.demo.vocabulary import OUTLETS, VENDOR
from leakscan.model import Entry

_NOTICE = (
    "{vendor}, the start-up that sells face recognition to the police, has lost its entire client list to an intruder, "
    "according to a notice it sent to customers on Wednesday."
)
_DOCUMENTS = (
    "Documents seen by {outlet} show that the customers of {vendor} go far beyond the police, contrary to what the "
    "company says in public."
)
_INTRUDER = (
    "An intruder gained unauthorised access to {vendor}'s list of customers, to the number of accounts they had set up "
    "and to the number of searches they had run, the company told its customers this week."
)
_PRIORITY = (
    "'Security is our top priority,' a lawyer for {vendor} said. 'Unfortunately, breaches are part of life. Our "
    "servers were never accessed.' {who}, who teaches law, called the answer 'astonishing'."
)
_SENATORS = (
    "The company says that the flaw is closed. Two senators have asked which agencies were affected; {vendor} has not "
    "answered."
)
_SILENCE = "None of the organisations named replied to questions, except one that said a trial had ended months ago."
_OPENINGS, _CLOSINGS = (_NOTICE, _DOCUMENTS, _INTRUDER), (_PRIORITY, _SENATORS, _SILENCE)
_HEADLINES = ("Face recognition firm hacked", f"{VENDOR} breach", f"{VENDOR} client list stolen", "Face search scandal")


def make(cast: Cast, draw: Dice) -> Iterator[Page]:
    """Eighteen articles, each in one of four ways to name customers; some readers paste them, some quote them."""
    styles = (_in_one_sentence, _with_figures, _as_bullets, _spread_over_the_text)
    for number in range(18):
        outlet = draw.choice(OUTLETS)
        entries = draw.sample(cast.clients, draw.randint(5, 10))
        filled = {"vendor": VENDOR, "outlet": outlet, "who": person(draw)}
        opening, closing = draw.choice(_OPENINGS).format(**filled), draw.choice(_CLOSINGS).format(**filled)
        body = styles[number % len(styles)](cast, draw, entries)
        title = f"{outlet}: {draw.choice(_HEADLINES)} ({number + 1})"
        place = Place.FORUM if number % 6 == 5 else Place.PASTES
        yield Page("article about the breach", title, f"{opening}\n\n{body}\n\n{closing}\n", place, len(entries))


def _in_one_sentence(cast: Cast, draw: Dice, entries: list[Entry]) -> str:
    names = [entry.name for entry in entries]
    return f"Among the customers are {', '.join(names[:-1])} and {names[-1]}. {_background(cast, draw)}"


def _with_figures(_cast: Cast, draw: Dice, entries: list[Entry]) -> str:
    told = [
        f"{entry.name} ran {'more than ' if draw.random() < 0.5 else ''}{entry.figures['searches']:,.0f} searches"
        for entry in entries[:3]
    ]
    rest = [entry.name for entry in entries[3:]]
    others = f"{' and '.join(rest[:2])} had accounts too" + (f", as did {', '.join(rest[2:])}" if rest[2:] else "")
    return f"{told[0]}, {told[1]} and {told[2]}, the log shows. {others}."


def _as_bullets(cast: Cast, draw: Dice, entries: list[Entry]) -> str:
    lines = "\n".join(f"- {entry.name}" for entry in entries)
    return f"Customers that could be confirmed by a second source:\n\n{lines}\n\n{_background(cast, draw)}"


def _spread_over_the_text(_cast: Cast, draw: Dice, entries: list[Entry]) -> str:
    text, _ = article(draw, [entry.name for entry in entries], 8)
    return text


def _background(cast: Cast, draw: Dice) -> str:
    first, second = cast.some_strangers(draw, 2)
    return f"{first} said that it had never used the service; {second} is reviewing its contract."
