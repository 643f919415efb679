"""News of the breach itself: the hardest decoy, since it names five to ten clients, some with their figures.

An article that prints ten of them as a bare list would be no decoy: that is a piece of the list itself.
"""

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
    """Twenty articles, each in one of five ways to name customers; some are pasted whole, some quoted in the forum."""
    styles = (_in_one_sentence, _with_figures, _as_bullets, _short_list, _spread_over_the_text)
    for number in range(20):
        outlet = draw.choice(OUTLETS)
        entries = draw.sample(cast.clients, draw.randint(5, 10))
        filled = {"vendor": VENDOR, "outlet": outlet, "who": person(draw), "other": person(draw)}
        opening, closing = (draw.choice(texts(f"breach_{part}")).format(**filled) for part in ("opening", "closing"))
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
    remarks = draw.sample(texts("breach_remark"), len(entries))
    lines = "\n".join(f"- {entry.name}{remark}" for entry, remark in zip(entries, remarks, strict=True))
    return f"What could be confirmed by a second source:\n\n{lines}\n\n{_background(cast, draw)}"


def _short_list(cast: Cast, draw: Dice, entries: list[Entry]) -> str:
    lines = "\n".join(f"- {entry.name}" for entry in entries[:4])
    others = ", ".join(entry.name for entry in entries[4:])
    return f"The largest users by their own account:\n\n{lines}\n\nAlso on it: {others}. {_background(cast, draw)}"


def _spread_over_the_text(_cast: Cast, draw: Dice, entries: list[Entry]) -> str:
    text, _ = article(draw, [entry.name for entry in entries], 8)
    return text


def _background(cast: Cast, draw: Dice) -> str:
    first, second = cast.some_strangers(draw, 2)
    return f"{first} said that it had never used the service; {second} is reviewing its contract."
