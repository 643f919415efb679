"""Legal forms (Inc, GmbH, 株式会社) at either end of a name, in every script they are written in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from leakscan.screening.skeleton import skeleton
from leakscan.screening.tokens import Words, words_of
from leakscan.screening.wordlist import is_known, lines

# Two letters that are words, states or initials far more often than legal forms when they stand in a text.
_WEAK = frozenset(
    word
    for line in ("as se ad ab ca pa sd ks ky sc na pc sa", "co et dd og ag hf im ek ev eg ip sp st")
    for word in line.split()
)


_MISSPELT = "inc llc ltd corp gmbh plc limited incorporated corporation company aktiengesellschaft private".split()  # noqa: SIM905


@cache
def table() -> frozenset[tuple[str, ...]]:
    """Every legal form as folded words."""
    return frozenset(words for line in lines("legal_forms.txt") if (words := words_of(line)))


@cache
def _longest() -> int:
    return max(len(form) for form in table())


def strip_legal(words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A name's words without legal forms at its ends, and the words taken off; a name never vanishes."""
    taken: tuple[str, ...] = ()
    while words and words[-1] in _endings() and (length := _ending(words)) and length < len(words):
        words, taken = words[:-length], words[-length:] + taken
    if not words or words[0] not in beginnings():
        return words, taken
    if (length := _beginning(words)) and length < len(words):
        words, taken = words[length:], taken + words[:length]
    return words, taken


def _ending(words: tuple[str, ...]) -> int:
    return next((n for n in range(min(_longest(), len(words)), 0, -1) if words[-n:] in table()), 0)


def _beginning(words: tuple[str, ...]) -> int:
    # Before a name only forms of three letters or more (ООО, 株式会社) and the Indonesian PT are usual.
    for n in range(min(_longest(), len(words)), 0, -1):
        if words[:n] in table() and (len("".join(words[:n])) >= 3 or words[:n] == ("pt",)):
            return n
    return 0


def legal_length(words: Words, at: int) -> int:
    """How many words from ``at`` on are a legal form; 0 for none."""
    if _look(words[at]) not in beginnings():
        return 0
    behind = tuple(_look(word) for word in words.slice(at, at + _longest()))
    return next((n for n in range(len(behind), 0, -1) if behind[:n] in table()), 0)


def _look(word: str) -> str:
    """The word as it was meant: a disguised one stands for the legal form it looks like."""
    if not word.isalpha() or not word.isascii():
        return _disguised().get(skeleton(word), word)
    return word if word in _all_words() else _misspelt().get(word, word)


@cache
def _disguised() -> dict[str, str]:
    return {skeleton(word): word for form in table() for word in form if word.isascii()}


@cache
def _all_words() -> frozenset[str]:
    return frozenset(word for form in table() for word in form)


@cache
def _misspelt() -> Mapping[str, str]:
    """The usual legal forms with a letter lost, doubled or swapped with the next; no ordinary words."""
    found: dict[str, str] = {}
    for word in _MISSPELT:
        swapped = [word[:n] + word[n + 1] + word[n] + word[n + 2 :] for n in range(len(word) - 1)]
        changed = [word[:n] + word[n] + word[n:] for n in range(len(word))]
        lost = [word[:n] + word[n + 1 :] for n in range(1, len(word))]
        found.update(dict.fromkeys(swapped + (changed + lost if len(word) > 4 else []), word))
    return {other: word for other, word in found.items() if other not in _all_words() and not is_known(other)}


@cache
def beginnings() -> frozenset[str]:
    """The first words of legal forms."""
    return frozenset(form[0] for form in table())


@cache
def _endings() -> frozenset[str]:
    return frozenset(form[-1] for form in table())


def is_weak(word: str) -> bool:
    """Whether a legal form is more often something else, so that it needs capitals to count."""
    return word in _WEAK
