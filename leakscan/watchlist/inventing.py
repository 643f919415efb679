"""Names of clients that do not exist, made like the list's own and like nobody's."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from leakscan.errors import WatchlistError

_WORD = re.compile(r"[^\W\d_]{2,}")
_SHORTEST, _LONGEST = 7, 12
_APART = 3
"""Edits that an invented word is away from every word of the lists at least: no slip of a key makes one the other."""
_USUAL = 3
"""Names of the list that must share a word before it is taken for one of its trade's words."""
_TRIES = 4000
_ENDING = range(3, 7)
"""Letters of an ending that words share."""
_AS_IT_IS = 0.3
_VOWELS = frozenset("aeiouyäöüåéè")
_MANY = 300
"""Words from which on three letters tell the next one; from fewer they would only repeat the words."""
# So that short lists, too, teach how a name may sound.
_SOUNDS_TEXT = (
    "Marlowe Tessaly Dravenhurst Colbridge Wexcombe Haldane Fenimore Brackley Orsett Thornely Pellinor Ravenscar "
    "Galloway Winslade Cardington Mirabel Stellan Verity Lockridge Amberlin Corvane Norvale Hestermont Quillan"
)
_SOUNDS = _SOUNDS_TEXT.split()


def invented(
    names: Sequence[str], taken: Iterable[str], known: Callable[[str], bool], rng: random.Random
) -> Iterator[str]:
    """Names in the style of ``names``, without end; no two share their invented word.

    Args:
        names: the list's own names; one of them lends its other words, all of them teach how a word sounds.
        taken: further names that nothing may be like: aliases, reference lists.
        known: whether a lower-case word is an ordinary word or a place.
        rng: chance; a planted name that could be made again could be taken out again.

    Raises:
        WatchlistError: no name of the list has a rare word among usual ones, or all words that were tried are taken.
    """
    often = Counter(word.casefold() for name in names for word in set(_words(name)))
    patterns = [found for name in names if (found := _pattern(name, often, known))]
    if not patterns:
        raise WatchlistError(
            "the names of this list have no words in common that an invented client could share; "
            "write canaries into it by hand",
            path="the watchlist",
        )
    words = {word.casefold() for name in (*names, *taken) for word in _words(name)}
    heard = [rare.casefold() for rare, _, _ in patterns]
    sounds, endings = _sounds(heard), _endings([*heard, *(sound.casefold() for sound in _SOUNDS)])
    while True:
        word = _fresh(lambda: _ended(_drawn(sounds, rng), endings, rng), words, known)
        words.add(word)
        rare, before, after = rng.choice(patterns)
        yield before + (word.upper() if rare.isupper() else word if rare.islower() else word.capitalize()) + after


def _words(name: str) -> list[str]:
    return _WORD.findall(name)


def _pattern(name: str, often: Counter[str], known: Callable[[str], bool]) -> tuple[str, str, str] | None:
    """The rarest word of a name and what stands before and behind it; None where that is no trade's words."""
    words = _words(name)
    if not words:
        return None
    rare = min(words, key=lambda word: (often[word.casefold()], -len(word)))
    rest = [word.casefold() for word in words if word is not rare]
    at = name.index(rare)
    usual = all(often[word] >= _USUAL or (len(word) < 4 and known(word)) for word in rest)
    digits = any(letter.isdigit() for letter in name)
    return (rare, name[:at], name[at + len(rare) :]) if usual and not digits and len(rare) >= 4 else None


def _sounds(words: Iterable[str]) -> dict[str, list[str]]:
    """Which letter follows which two or three, ``^`` before a word and ``$`` behind it."""
    heard = [*words, *_SOUNDS]
    back = 3 if len(heard) >= _MANY else 2
    follows: dict[str, list[str]] = defaultdict(list)
    for word in heard:
        said = f"{'^' * back}{word.casefold()}$"
        for at in range(back, len(said)):
            follows[said[at - back : at]].append(said[at])
    return follows


def _endings(words: Sequence[str]) -> list[str]:
    """How words of the list end again and again: ``field``, ``ridge``, ``tech``; each as often as it is heard."""
    often = Counter(word[-size:] for word in set(words) for size in _ENDING if len(word) > size + 2)
    usual = [ending for ending, number in often.items() if number >= _USUAL]
    whole = [end for end in usual if not any(other.endswith(end) and other != end for other in usual)]
    return [ending for ending in whole for _ in range(often[ending])]


def _ended(word: str, endings: Sequence[str], rng: random.Random) -> str:
    """A word with a usual ending behind its first syllables, now and then the word as it is."""
    if not endings or rng.random() < _AS_IT_IS:
        return word
    ending = rng.choice(endings)
    cuts = [at for at in range(3, 7) if (word[at - 1 : at] in _VOWELS) != (ending[0] in _VOWELS)]
    return word[: rng.choice(cuts)] + ending if cuts else word


def _fresh(draw: Callable[[], str], words: Collection[str], known: Callable[[str], bool]) -> str:
    for _ in range(_TRIES):
        word = draw()
        if _SHORTEST <= len(word) <= _LONGEST and not known(word) and not _near(word, words):
            return word
    raise WatchlistError("no word was found that is like none of the lists; mint fewer at a time", path="the watchlist")


def _near(word: str, words: Collection[str]) -> bool:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    return process.extractOne(word, words, scorer=OSA.distance, score_cutoff=_APART - 1) is not None


def _drawn(sounds: dict[str, list[str]], rng: random.Random) -> str:
    start = next(iter(sounds))
    said = start
    while len(said) < _LONGEST + 4 and not said.endswith("$"):
        said += rng.choice(sounds[said[-len(start) :]])
    return said.strip("^$")
