"""News of the breach itself: the hardest decoy, since it names five to ten clients, with figures, in one breath."""

from __future__ import annotations

from collections.abc import Iterator

from leakscan.demo.cast import Cast, person
from leakscan.demo.page import Dice, Page, Place
from leakscan.demo.pages.news import article
from leakscan.demo.texts import texts
from leakscan.demo.vocabulary import OUTLETS, VENDOR
from leakscan.model import Entry

_HEADLINES = ("Face recognition firm hacked", f"{VENDOR} breach", f"{VENDOR} client list stolen", "Face search scandal")


def make(cast: Cast, draw: Dice) -> Iterator[Page]:
    """Eighteen articles, each in one of four ways to name customers; some readers paste them, some quote them."""
    styles = (_in_one_sentence, _with_figures, _as_bullets, _spread_over_the_text)
    for number in range(18):
        outlet = draw.choice(OUTLETS)
        entries = draw.sample(cast.clients, draw.randint(5, 10))
        filled = {"vendor": VENDOR, "outlet": outlet, "who": person(draw), "other": person(draw)}
        opening, closing = (
            draw.choice(texts("breach_opening")).format(**filled),
            draw.choice(texts("breach_closing")).format(**filled),
        )
        before, *after = (text.format(**filled) for text in draw.sample(texts("breach_context"), draw.randint(3, 6)))
        body = styles[number % len(styles)](cast, draw, entries)
        title = f"{outlet}: {draw.choice(_HEADLINES)} ({number + 1})"
        place = Place.FORUM if number % 6 == 5 else Place.PASTES
        text = "\n\n".join((opening, before, body, *after, closing))
        yield Page("article about the breach", title, f"{text}\n", place, len(entries))


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
