"""Ordinary words: what can't name a client by itself, and what is never taken for a misspelt name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files


def lines(name: str) -> list[str]:
    """The lines of a data file of this room without comments and empty ones."""
    text = files("leakscan.screening").joinpath("data", name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


_FREQUENT = 1000


@cache
def ranks() -> Mapping[str, int]:
    """Common English words to their rank by frequency, from 0; those of offices and software come last."""
    return {word: rank for rank, word in enumerate(lines("words.txt") + lines("work_words.txt"))}


def is_common(word: str) -> bool:
    """Whether a folded word is an ordinary English word."""
    return word in ranks()


def is_frequent(word: str) -> bool:
    """Whether a folded word is among the thousand commonest."""
    return ranks().get(word, _FREQUENT) < _FREQUENT


@cache
def _places() -> frozenset[str]:
    return frozenset(lines("places.txt"))


def known_words() -> Iterator[str]:
    """Every word of which :func:`is_known` is true."""
    yield from ranks()
    yield from _places()


def is_known(word: str) -> bool:
    """Whether a folded word is an ordinary word or a place, and so is not a misspelling of another."""
    return word in ranks() or word in _places()
