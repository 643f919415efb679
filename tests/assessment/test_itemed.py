"""Few clients in one bulleted list of a page are told without cutting it; whatever may be more of a list is cut."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from leakscan.assessment import assess, find_blocks
from leakscan.assessment.itemed import itemed
from leakscan.model import Verdict, Watchlist
from tests.assessment.given import NAMES, OTHERS, REPORT, matches_of, mentioned_uncut, watchlist, worth

CLIENTS, FIGURED = watchlist(), watchlist(figures=True)
SAID = "It was said in the evening that the company had told them nothing of what it knew since spring of that year."
STORY = f"• Home\n• Products\n\n{SAID} {SAID}\n\nPartners\n\n%s\n\n© All rights reserved"
NAMED = (
    *OTHERS[:20],
    "State Police: Fernwick County",
    "Office of the Mayor: Avonlea",
    "Janus Living, Inc.",
    "St. John's & St. Mary's Institute",
    "Region Board - North",
    "Someone, somewhere, else",
    "Farmers' Union",
    "Tower Hall (North)",
)
BESIDE = (
    *(
        f"{SAID} {SAID}",
        f"{SAID} {SAID} {REPORT} {SAID}",
        "\n\n".join([f"{REPORT} {SAID}"] * 3),
        REPORT,
        SAID[:90],
        "Partners",
        "Home",
        "Contact us, or call now",
        "They are:",
        "© 2026, Acme",
    ),
    *("note = 'see there", "(1, 'a", "that was all'", "---", "| a | b |", "leaked database, sell for $500, dm me"),
    *("\n".join(OTHERS[at : at + size]) for at in (20, 30) for size in (1, 3, 7)),
    *("\n".join(f"{sign} {name}, 4" for name in OTHERS[40:45]) for sign in "•-"),
    "\n".join(f"{name}: {len(name)}" for name in OTHERS[50:56]),
)


def _list(clients: int, items: int, mark: str = "•", first: str = "") -> str:
    names = [*OTHERS[: items - clients - 1], *NAMES[:clients], first or OTHERS[items]]
    return "\n".join(f"{mark} {name}" for name in names)


AMID = STORY.replace("\n\nPartners", f"\n\n{SAID} {SAID} {SAID}\n\n{SAID} {SAID} {SAID} {SAID}\n\nPartners")

TOLD = {
    "three of seven": STORY % _list(3, 7),
    "three of eight": STORY % _list(3, 8),
    "four of nine": STORY % _list(4, 9),
    "four of eleven behind dashes": STORY % _list(4, 11, "-"),
    "three of six amid a story": AMID % _list(3, 6),
    "four of eight amid a story": AMID % _list(4, 8),
    "the list alone": _list(3, 8),
    "one that has a comma": STORY % _list(3, 8, first="Janus Living, Inc."),
    "one that has a colon": STORY % _list(3, 8, first="State Police: Fernwick"),
}


@pytest.mark.parametrize("clients", [CLIENTS, FIGURED], ids=["bare", "figures"])
@pytest.mark.parametrize("text", TOLD.values(), ids=TOLD)
def test_few_items_are_mentions_as_with_blocks(text: str, clients: Watchlist) -> None:
    assert itemed(text, matches_of(text, clients), clients)
    told, cut = mentioned_uncut(text, clients)
    assert told < 0.001
    assert cut < 0.3


CUT = {
    "three of six": STORY % _list(3, 6),
    "four of eight": STORY % _list(4, 8),
    "three of six amid a seller's words": AMID.replace("Home", "Selling samples") % _list(3, 6),
    "four of six amid a story": AMID % _list(4, 6),
    "five of twelve": STORY % _list(5, 12),
    "a line that is no item": STORY % f"They are\n{_list(3, 8)}",
    "another bullet": STORY % f"{_list(3, 7)}\n- {OTHERS[30]}",
    "items said twice": STORY % f"{_list(3, 6)}\n• {OTHERS[0]}\n• {OTHERS[1]}",
    "numbers": STORY % _list(3, 8, first="Unit 5"),
    "an address": STORY % _list(3, 8, first="us@home"),
    "cells": STORY % "\n".join(f"{line}: yes" for line in _list(3, 8).split("\n")),
    "gaps": STORY % _list(3, 8, first="Home  north"),
    "a string that ends": STORY % _list(3, 8, first="Farmers'"),
    "a long line": STORY % _list(3, 8, first=f"{SAID} {SAID}"),
    "numbers beside it": STORY.replace("Partners", "Partners of 2026") % _list(3, 8),
    "cells beside it": STORY.replace("© All", "All, with") % _list(3, 8),
    "short lines before that may take the first": f"Home\n\nPartners\n\n{_list(3, 7)}",
    "a client elsewhere": f"{STORY % _list(3, 8)}\n\n{NAMES[5]}",
}


@pytest.mark.parametrize("text", CUT.values(), ids=CUT)
def test_what_may_be_more_of_a_list_is_cut(text: str) -> None:
    assert worth(text)
    assert not itemed(text, matches_of(text, CLIENTS), CLIENTS)


def test_planted_clients_are_never_told_so() -> None:
    text = STORY % _list(3, 8)
    first, *others = CLIENTS.entries
    planted = replace(CLIENTS, entries=(replace(first, canary="partner-b"), *others))
    assert itemed(text, matches_of(text, CLIENTS), CLIENTS)
    assert not itemed(text, matches_of(text, planted), planted)


def test_public_clients_are_mentions_as_well() -> None:
    for number in range(1, 5):
        entries = tuple(replace(entry, public=at < number) for at, entry in enumerate(CLIENTS.entries))
        mentioned_uncut(STORY % _list(4, 9), replace(CLIENTS, entries=entries))


def _drawn(rng: random.Random, items: Sequence[str]) -> str:
    before = [rng.choice(BESIDE) for _ in range(rng.randrange(5))]
    behind = [rng.choice(BESIDE) for _ in range(rng.randrange(4))]
    mark = rng.choice("••-*·–▪◦")
    text = ""
    for part in [*before, "\n".join(f"{mark} {item}" for item in items), *behind]:
        text += rng.choice(["\n\n", "\n\n", "\n\n", "\n\n", "\n\n\n", "\n"]) * bool(text) + part
    return text


@pytest.mark.parametrize("seed", range(4))
def test_no_list_told_so_is_more_than_a_mention_with_its_blocks(seed: int) -> None:
    rng, told = random.Random(seed), 0
    for _ in range(500):
        number = rng.choice([3, 4])
        items = rng.sample(NAMES, number) + rng.sample(NAMED, rng.randrange(3, 8))
        if rng.random() < 0.8:
            rng.shuffle(items)
        text = _drawn(rng, items)
        matches = matches_of(text, FIGURED)
        if itemed(text, matches, FIGURED):
            told += 1
            cut = assess(matches, find_blocks(text, matches), FIGURED, text)
            assert cut.verdict is Verdict.MENTION, text
            assert cut.severity is assess(matches, [], FIGURED, text).severity, text
    assert told > 20
