"""One entry to the forms its name takes in a leak, each with the rule that leads to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from leakscan.screening.abbreviations import (
    CANON,
    EXPANSIONS,
    GENERIC,
    LOCALITIES,
    PHRASES,
    PUBLIC,
    STATE_NAMES,
    STATES,
    STOP,
)
from leakscan.screening.legal_forms import strip_legal
from leakscan.screening.read import plain_words_of, words_of
from leakscan.screening.shortenings import Shortening, shortened
from leakscan.screening.wordlist import is_common, is_frequent

Words = tuple[str, ...]
# Single letters beside each other are written as one word: R J Steel is RJ Steel; A & B is not AB.
_INITIALS = re.compile(r"(?<![\w&+/'’.-])(?<![&+/] )([^\W\d_]) (?=[^\W\d_](?![\w'’]|\. ?\w\b)(?! ?[&+/]))")
# Where both University of X and X University exist, and are not the same.
_TWO_UNIVERSITIES = frozenset(
    "miami washington york lincoln newcastle victoria westminster greenwich pacific lancaster sydney air jinan".split()  # noqa: SIM905 - a table reads better so
)
_PLACES = LOCALITIES | {"co"}
# Words that decide how a name may be written; all others are a name's own.
_TELLING = (
    GENERIC
    | LOCALITIES
    | STOP
    | EXPANSIONS.keys()
    | _TWO_UNIVERSITIES
    | STATE_NAMES.keys()
    | {"univ", "co", "sheriff", "so"}
    | {word for phrases in PHRASES.values() for long, short, _ in phrases for word in long + short}
)


class Form(NamedTuple):
    """One way an entry may be written.

    ``words`` are canonical; ``rule`` says what differs; ``cost`` is what that takes off a match's score. ``legal`` is
    the legal form taken off, ``state`` a state's code.
    ``context``: the words are ordinary ones, which need capitals, a legal form or a cell of their own. ``shared``:
    no word tells the organisation from others (Police Department), so nothing else may stand in the cell. ``comma``:
    only with a comma or "of" inside ("Police, Toronto"); ``exact``: no edits; ``raw``: all words of the name in one
    spelling; ``locality``: the kind of place that was taken off ("city").
    """

    words: Words
    rule: str = ""
    cost: float = 0.0
    legal: Words = ()
    state: str = ""
    context: bool = False
    shared: bool = False
    comma: bool = False
    exact: bool = False
    raw: Words = ()
    locality: str = ""


def canonical(words: Words) -> Words:
    """The words in their one spelling, without stop words (all of them, if nothing else is there)."""
    kept = words if STOP.isdisjoint(words) else tuple([word for word in words if word not in STOP])
    if len(kept) < 2 and (len("".join(kept)) < 2 or (not set(words) <= {*kept, "the"} and is_common(kept[0]))):
        kept = words  # Building-on is not Building
    return tuple([CANON.get(word, word) for word in kept])


def forms_of(name: str, shortenings: Sequence[Shortening] = ()) -> Iterator[Form]:
    """Every form of a name; the first is the name itself, whose ``raw`` are all its words in one spelling.

    ``shortenings`` are abbreviations beside those that are everybody's.
    """
    written = plain_words_of(name)
    if not written or 1 in map(len, written):
        written = words_of(_INITIALS.sub(r"\1", name))
    bare, legal = strip_legal(written)
    bare, state = _without_state(name, bare)
    raw = tuple([CANON.get(word, word) for word in written])
    words = canonical(bare)
    if len(words) < 2 and len("".join(words)) < 2:
        return
    words = _expand(words)
    forms = _shaped(words, legal, state, raw)
    if not forms and len(raw) > 1:
        yield Form(raw, shared=True, exact=True, raw=raw)  # Digital Company S.R.L.: all of it, or nothing
    yield from forms
    if shortenings:
        known = {(form.words, form.comma) for form in forms}
        yield from _shortened(Form(words, legal=legal, state=state, raw=raw), known, shortenings)
    if not name.isascii():
        yield from _mojibake(name, words)


def _shaped(words: Words, legal: Words, state: str, raw: Words) -> list[Form]:
    """The forms that words may take, of a name with a legal form, a state and words as these."""
    forms, own = [], None
    for parts, rule, cost, comma, shared, ordinary, locality in _shapes(
        tuple([word if word in _TELLING else _OWN for word in words])
    ):
        variant = words
        if parts:
            own = own or [word for word in words if word not in _TELLING]
            variant = tuple([own[part] if isinstance(part, int) else part for part in parts])
        context = ordinary and _needs_context(variant)
        forms.append(Form(variant, rule, cost, legal, state, context, shared, comma, False, raw, locality))
    return forms


def _shortened(one: Form, known: set[tuple[Words, bool]], table: Sequence[Shortening]) -> Iterator[Form]:
    """The forms of a name with a watchlist's own abbreviations; no better known by them than by its own words."""
    shared = GENERIC.issuperset(one.words)
    for words, rule in shortened(one.words, table):
        for form in _shaped(words, one.legal, one.state, one.raw):
            if (form.words, form.comma) not in known:
                known.add((form.words, form.comma))
                also = f"{rule}; {form.rule}" if form.rule else rule
                yield form._replace(rule=also, cost=form.cost + 0.03, shared=form.shared or shared)


class _Shape(NamedTuple):
    """A form of all names of one pattern: shared words as they are, a name's own ones by number.

    No ``parts``: all words of the name as they are.
    """

    parts: tuple[str | int, ...]
    rule: str
    cost: float
    comma: bool
    shared: bool
    ordinary: bool
    locality: str


_OWN = "\0"


@lru_cache(maxsize=50_000)
def _shapes(pattern: Words) -> tuple[_Shape, ...]:
    """The forms of names of one pattern: which words are whose own changes nothing in how they are written."""
    own: Iterator[int] = count()
    words = tuple(f"{_OWN}{next(own)}" if word == _OWN else word for word in pattern)
    found: dict[tuple[Words, bool], _Shape] = {}
    for variant, rule, cost, comma in _variants(words):
        if (variant, comma) in found or not variant or not distinctive(variant):
            continue
        parts = tuple(int(word[1:]) if word[0] == _OWN else word for word in variant) if variant != words else ()
        kinds = sum(word in GENERIC for word in variant)
        ordinary = len(variant) <= 2 or kinds == len(variant)
        taken = words[0] if words[0] in LOCALITIES and words[0] not in variant else ""
        found[variant, comma] = _Shape(parts, rule, cost, comma, kinds == len(variant), ordinary, taken)
    return tuple(found.values())


def distinctive(words: Words) -> bool:
    """Whether any word tells the organisation from others; a name all of shared words counts as a whole."""
    return len(words) > 1 or words[0] not in GENERIC


def _without_state(name: str, words: Words) -> tuple[Words, str]:
    """A state's code in capitals at the end, or before the kind of agency, apart from the words."""
    if STATES.isdisjoint(words):
        return words, ""
    places = [len(words) - 1] if words[-1] in STATES else []
    places += [
        n
        for n, word in enumerate(words[:-1])
        if n and word in STATES and words[n + 1] in {"pd", "police", "so", "fd", "sheriff", "sheriffs"}
    ]
    for place in places:
        code = words[place]
        if (
            len(words) > 2
            and code.upper() in name.replace(".", "").replace("(", " ").replace(")", " ").replace(",", " ").split()
        ):
            return words[:place] + words[place + 1 :], code
    return words, ""


def _expand(words: Words) -> Words:
    if len(words) > 1 and words[-1] in EXPANSIONS:
        return words[:-1] + EXPANSIONS[words[-1]]
    return words


def _variants(words: Words) -> Iterator[tuple[Words, str, float, bool]]:
    yield words, "", 0.0, False
    plain = [(words, "", 0.0)]
    plain += [(short, rule, 0.03) for short, rule in _phrases(words)]
    plain += [
        (short, f"{rule}; {also}" if rule else also, cost + 0.04)
        for long, rule, cost in list(plain)
        for short, also in _localities(long)
    ]
    for variant, rule, cost in plain:
        if (len(variant) > 1 and variant[0] not in GENERIC) or len(variant) > 2:
            yield variant, rule, cost, False
    yield from _turned(plain)


def _phrases(words: Words, times: int = 2) -> Iterator[tuple[Words, str]]:
    """The words with phrases in their short forms, one or two of them at once."""
    for at, word in enumerate(words):
        for long, short, rule in PHRASES.get(word, ()):
            if words[at : at + len(long)] == long and len(words) > len(long):
                shortened = words[:at] + short + words[at + len(long) :]
                yield shortened, rule
                if times > 1 and at + len(short) < len(shortened):
                    head = shortened[: at + len(short)]
                    for tail, also in _phrases(shortened[at + len(short) :], times - 1):
                        yield head + tail, f"{rule}; {also}"
                    whole = shortened[at + len(short) :]
                    yield from ((head + tail, f"{rule}; {also}") for tail, also in _whole(whole))


def _whole(words: Words) -> Iterator[tuple[Words, str]]:
    """The short forms of a phrase that is all of some words."""
    for long, short, rule in PHRASES.get(words[0], ()):
        if words == long:
            yield short, rule


def _localities(words: Words) -> Iterator[tuple[Words, str]]:
    """City of Avon Police Department is also Avon Police Department, and Avon County SO is Avon SO."""
    if len(words) > 2 and words[1] in LOCALITIES and words[0] not in GENERIC:
        yield (words[1], words[0], *words[2:]), "words turned round"
    if len(words) > 2 and words[0] in LOCALITIES:
        yield words[1:], f"without “{words[0]}”"
        if words[-1] in GENERIC:
            yield (words[1], words[0], *words[2:]), "words turned round"
    if len(words) > 2 and words[0] == "metro":
        yield (words[1], words[0], *words[2:]), "words turned round"
    if len(words) > 2 and words[0] in STATE_NAMES and not PUBLIC.isdisjoint(words[1:]):
        yield (STATE_NAMES[words[0]], *words[1:]), f"{STATE_NAMES[words[0]].upper()} = {words[0].title()}"
    if len(words) > 2 and "co" in words[1:-1] and {"sheriff", "so"} & set(words):
        at = words.index("co", 1)
        yield words[:at] + words[at + 1 :], "without “County”"


def _turned(plain: list[tuple[Words, str, float]]) -> Iterator[tuple[Words, str, float, bool]]:
    for words, rule, cost in plain:
        if "univ" in words and set(words) & _TWO_UNIVERSITIES:
            return
        first = 1 + max((n for n, word in enumerate(words) if word not in GENERIC), default=-1)
        if 0 < first < len(words) and not PUBLIC.isdisjoint(words[first:]):
            yield words[first:] + words[:first], rule or "words turned round", cost + 0.04, True
            if words[first] in _PLACES and first + 1 < len(words):
                turned = words[first + 1 :] + words[: first + 1]
                yield turned, rule or "words turned round", cost + 0.04, True
    words = plain[0][0]
    if len(words) > 1 and words[0] == "univ":
        yield (*words[1:], "univ"), "University of X = X University", 0.08, False
        yield (*words[1:], "univ"), "words turned round", 0.04, True
    elif len(words) > 1 and words[-1] == "univ":
        yield ("univ", *words[:-1]), "X University = University of X", 0.08, False
    if len(words) > 1 and words[0] in _PLACES:
        yield words[1:] + words[:1], "words turned round", 0.04, True
        if len(words) == 2:
            yield words[1:] + words[:1], "words turned round", 0.05, False


def _mojibake(name: str, words: Words) -> Iterator[Form]:
    """A name that is not ASCII as it reads when its UTF-8 was taken for a Western code page."""
    for page in ("cp1252", "latin-1"):
        try:
            garbled = name.encode().decode(page)
        except UnicodeDecodeError:
            continue
        variant = canonical(strip_legal(words_of(garbled))[0])
        if len("".join(variant)) > 4 and not set(variant) <= set(words):
            context = _needs_context(variant)
            yield Form(variant, f"UTF-8 read as {page}", 0.05, context=context, exact=True)


def _needs_context(words: Words) -> bool:
    """Ordinary words without a word for a kind of organisation beside them: Target, Air Force, Best Buy."""
    if len(words) == 1:
        return len(words[0]) < 5 or is_common(words[0])
    kinds = sum(word in GENERIC for word in words)
    if kinds == len(words) or (len(words) == 2 and kinds == 0):
        return all(is_common(word) or word in GENERIC for word in words)
    # True Value, An Investment, but not Avon Police: the town may have an ordinary word for its name.
    own = {word for word in words if word not in GENERIC}
    return len(words) == 2 and PUBLIC.isdisjoint(words) and all(len(word) == 1 or is_frequent(word) for word in own)
