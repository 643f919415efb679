"""What a single folded word says beside being part of a name: bits and small numbers, looked up by number later."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from leakscan.screening.abbreviations import CANON, GENERIC, MISREAD, QUALIFIERS, STATE_NAMES, STATES, STOP
from leakscan.screening.legal_forms import is_guessed
from leakscan.screening.skeleton import skeleton
from leakscan.screening.wordlist import is_common, is_frequent, is_known

# Left out of names; a state's code; says what kind of body it is; an ordinary word or a place, and so no misspelling;
# an ordinary word; among the commonest; makes another place of the name behind it; of, for; of in any language.
STOPS, STATE, SHARED_WORD, KNOWN, COMMON, FREQUENT, QUALIFIER, OF_FOR, OF_ANY = (1 << n for n in range(9))
# Uses in the index: a name of one word, part of a host's name, an identifier; several words written as one.
ALONE, HOST, CODE, JOINED = (1 << n for n in range(9, 13))
# A state's whole name; letters alone; letters enough to be compared with a wanted word; at; digits alone.
STATE_NAME, ALPHA, COMPARABLE, AT, FIGURES = (1 << n for n in range(13, 18))
# Kinds of bodies, for telling sisters apart (leakscan.screening.sisters).
BODY, NEVER_OWNER, INDEPENDENT, BODY_KIND, COMPLETES, WHOLE, UNIVERSITY = (1 << n for n in range(18, 25))
# Misread if short and small; beyond doubt a word of a name; put together from two words of the text.
WEAK_LEGAL, EXACT, MERGED = 1 << 25, 1 << 26, 1 << 27
# What an identifier of several words begins with.
CODE_START = 1 << 28
# Near to a legal form, which it stands for beside a name that has it.
LEGAL_GUESSED = 1 << 29
# A name of one word, but an ordinary one or one with an edit, which is a name in some places alone.
ORDINARY = 1 << 30


def _canonical(words: str) -> frozenset[str]:
    return frozenset(CANON.get(word, word) for word in words.split())


_OF = frozenset("of de du di da del".split())  # noqa: SIM905 - a table reads better so
_SISTERS = {
    # "City of X" and the like name another body than X alone; a university's police is not the town's.
    BODY: _canonical(
        "city town village township borough county parish municipality state university college bank hospital diocese "
        "archdiocese church port district"
    ),
    NEVER_OWNER: _canonical("university college hospital county"),
    # Bodies that carry the name of another and are not part of it.
    INDEPENDENT: _canonical("association foundation union federation credit museum league retirees"),
    BODY_KIND: _canonical(
        "association foundation union federation credit museum league retirees "
        "academy board county city town village township borough university college school schools hospital church "
        "library authority commission council club society court airport district institute fund trust bank police "
        "fire sheriff ambulance clinic community independent"
    ),
    COMPLETES: _canonical("service department office"),
    WHOLE: _canonical("department office pd so fd"),
    UNIVERSITY: frozenset({"univ"}),
}
# Written as County is abbreviated, and far more often a legal form.
_COMPANY = frozenset({"co", "cos", "company"})
_STOP_LOOKS = frozenset(map(skeleton, STOP))
KIND_WORDS = tuple(sorted(frozenset().union(*_SISTERS.values())))
_KIND_NUMBERS = {word: number for number, word in enumerate(KIND_WORDS, 1)}
STATE_NUMBERS = {code: number for number, code in enumerate(sorted(STATES), 1)}


class Traits(NamedTuple):
    """Bits, the kind of body (from 1, 0 for none), the state, and the word of a legal form."""

    bits: int
    kind: int = 0
    state: int = 0
    legal: int = 0


# What a word says that is none of ours.
STRANGE = Traits(ALPHA | COMPARABLE)


def kind_number(word: str) -> int:
    """The number of the kind of body a folded word names, 0 for none."""
    return 0 if word in _COMPANY else _KIND_NUMBERS.get(CANON.get(word, word), 0)


@cache
def kinds_by_word() -> Mapping[str, int]:
    """The folded words that name a kind of body, with its number."""
    words = (*_KIND_NUMBERS, *CANON)
    return {word: kind for word in words if (kind := kind_number(word))}


@cache
def _sister_bits(kind: int) -> int:
    word = KIND_WORDS[kind - 1] if kind else ""
    return sum(bit for bit, words in _SISTERS.items() if word in words)


@cache
def numerals() -> frozenset[str]:
    """Roman numerals up to 399, which are told apart however they are written: Fund VI is not Fund VII."""
    ones = ["", *"i ii iii iv v vi vii viii ix".split()]  # noqa: SIM905 - a table reads better so
    tens = ["", *"x xx xxx xl l lx lxx lxxx xc".split()]  # noqa: SIM905
    return frozenset(h + t + o for h in ("", "c", "cc", "ccc") for t in tens for o in ones) - {""}


@lru_cache(maxsize=8_192)  # most words of an index are the same in each
def traits_of(word: str, legal: int, *, weak: bool = False) -> Traits:
    """The traits of a folded word; ``legal`` is the number of the word of a legal form it stands for."""
    figures = sum(map(str.isdigit, word))
    plain = word.isalpha() and word.isascii()
    kind = kind_number(word)
    state = STATE_NUMBERS.get(word, 0) or STATE_NUMBERS.get(STATE_NAMES.get(word, ""), 0)
    told = (
        (STOPS, word in STOP or word in MISREAD or (not plain and skeleton(word) in _STOP_LOOKS)),
        (STATE, word in STATES),
        (STATE_NAME, word in STATE_NAMES),
        (SHARED_WORD, CANON.get(word, word) in GENERIC),
        (KNOWN, is_known(word)),
        (COMMON, is_common(word)),
        (FREQUENT, is_frequent(word)),
        (QUALIFIER, word in QUALIFIERS),
        (OF_FOR, word in {"of", "for"}),
        (OF_ANY, word in _OF),
        (ALPHA, not figures),
        (COMPARABLE, len(word) > 1 and not figures and word not in numerals()),
        (AT, word == "at"),
        (FIGURES, figures == len(word)),
        (WEAK_LEGAL, weak),
        (LEGAL_GUESSED, is_guessed(word)),
    )
    return Traits(sum(bit for bit, holds in told if holds) | _sister_bits(kind), kind, state, legal)
