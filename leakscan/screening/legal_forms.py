"""Legal forms (Inc, GmbH, 株式会社) at either end of a name, in every script they are written in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from string import ascii_lowercase
from typing import TYPE_CHECKING, NamedTuple

from leakscan.screening.book import legal_slot
from leakscan.screening.read import words_of
from leakscan.screening.wordlist import is_known, lines

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Two letters that are words, states or initials far more often than legal forms when they stand in a text.
_WEAK = frozenset(
    word
    for line in ("as se ad ab ca pa sd ks ky sc na pc sa", "co et dd og ag hf im ek ev eg ip sp st")
    for word in line.split()
)


# Latin ones that stand before a name; those of other scripts (ООО, 株式会社) do so as a rule.
_BEFORE = frozenset("pt cv ud firma uab ab sia ooo zao oao pao too ao sarl sas sa sasu eurl sci sprl srl spa".split())  # noqa: SIM905
_SHORT = {
    "incorporated": "inc",
    "limited": "ltd",
    "corporation": "corp",
    "company": "co",
    "private": "pvt",
    "public": "pub",
}
_SHORT |= {"companies": "co", "cos": "co", "corporations": "corp"}
_USUAL_FORMS = (("inc",), ("corp",), ("co",), ("ltd",), ("co", "ltd"))
_USUAL = "inc llc ltd corp gmbh plc limited incorporated corporation company aktiengesellschaft private".split()  # noqa: SIM905
# Those that any one letter may be wrong in.
_GUESSED = (*_USUAL, "pty", "llp", "srl", "sarl")


@cache
def table() -> Mapping[tuple[str, ...], int]:
    """Every legal form as folded words, with its class from 1: writings of one form have one class."""
    found: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(lines("legal_forms.txt"), 1):
        for writing in line.split("; "):
            if words := plain_words(words_of(writing)):
                found.setdefault(words, number)
    # In English usage these are written for each other.
    usual = found[("inc",)]
    return {words: usual if sort in {found[form] for form in _USUAL_FORMS} else sort for words, sort in found.items()}


def plain_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a legal form in their one spelling."""
    return tuple([_SHORT.get(word, word) for word in words])


class _Step(NamedTuple):
    """Whether a legal form begins with the word of this step, and the words before it in longer ones."""

    is_whole: bool
    before: dict[str, _Step]


@cache
def _from_behind() -> Mapping[str, _Step]:
    """Legal forms as a tree of words, from the last one back."""
    tree: dict[str, _Step] = {}
    for form in table():
        steps = tree
        for n, word in enumerate(reversed(form), 1):
            step = steps.get(word, _Step(False, {}))
            steps[word] = step._replace(is_whole=step.is_whole or n == len(form))
            steps = step.before
    return tree


@cache
def _longest() -> int:
    return max(len(form) for form in table())


def strip_legal(words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A name's words without legal forms at its ends, and the words taken off; a name never vanishes."""
    taken: tuple[str, ...] = ()
    while (length := _ending(words)) and length < len(words):
        words, taken = words[:-length], words[-length:] + taken
    if not words or _SHORT.get(words[0], words[0]) not in beginnings():
        return words, taken
    if (length := _beginning(words)) and length < len(words):
        words, taken = words[length:], taken + words[:length]
    return words, taken


def _ending(words: tuple[str, ...]) -> int:
    """How many words at the end are the longest legal form there."""
    length, steps = 0, _from_behind()
    for n, word in enumerate(reversed(words), 1):
        found = steps.get(_SHORT.get(word, word))
        if found is None:
            break
        is_whole, steps = found
        if is_whole:
            length = n
    return length


def _beginning(words: tuple[str, ...]) -> int:
    for n in range(min(_longest(), len(words)), 0, -1):
        if plain_words(words[:n]) in table() and (n > 1 or words[0] in _BEFORE or not words[0].isascii()):
            return n
    return 0


@cache
def all_words() -> frozenset[str]:
    """Every word of a legal form."""
    return frozenset(word for form in table() for word in form) | _SHORT.keys()


@cache
def _misspelt() -> Mapping[str, str]:
    """The usual legal forms with a letter lost, doubled or swapped with the next; no ordinary words."""
    found: dict[str, str] = {}
    for word in _USUAL:
        swapped = [word[:n] + word[n + 1] + word[n] + word[n + 2 :] for n in range(len(word) - 1)]
        changed = [word[:n] + word[n] + word[n:] for n in range(len(word))]
        lost = [word[:n] + word[n + 1 :] for n in range(1, len(word))]
        found.update(dict.fromkeys(swapped + (changed + lost if len(word) > 4 else []), word))
    return {other: word for other, word in found.items() if other not in all_words() and not is_known(other)}


@cache
def _guessed() -> Mapping[str, str]:
    """Words with another letter, or one more or less, than a legal form; where two may be meant the commoner."""
    found: dict[str, str] = {}
    for word in _GUESSED:
        for at in range(1, len(word) + 1):
            added = [f"{word[:at]}{letter}{word[at:]}" for letter in ascii_lowercase]
            changed = [f"{word[:at]}{letter}{word[at + 1 :]}" for letter in ascii_lowercase]
            for other in (*added, *changed, word[:at] + word[at + 1 :]):
                found.setdefault(other, word)
    others = all_words() | _misspelt().keys()
    return {other: word for other, word in found.items() if other not in others and not is_known(other)}


@cache
def numbers() -> Mapping[str, int]:
    """Every word of a legal form by number, from 1."""
    return {word: number for number, word in enumerate(sorted(all_words()), 1)}


def misspelt() -> frozenset[str]:
    """Misspellings of legal forms, usual and guessed."""
    return frozenset(_misspelt()) | _guessed().keys()


def is_guessed(word: str) -> bool:
    """Whether a folded word is no usual misspelling of a legal form's word, but near to one."""
    return word in _guessed()


def number_of(word: str) -> int:
    """The number of the word of a legal form that a folded word is, or is misspelt from; else 0."""
    meant = word if word in numbers() else _misspelt().get(word) or _guessed().get(word, "")
    return numbers().get(_SHORT.get(meant, meant), 0)


@cache
def beginnings() -> frozenset[str]:
    """The first words of legal forms."""
    return frozenset(form[0] for form in table())


def class_of(legal: tuple[str, ...]) -> int:
    """The class of what was taken off a name, from 1; of several forms the first; 0 for none."""
    return next((sort for n in range(len(legal), 0, -1) if (sort := table().get(plain_words(legal[:n])))), 0)


@cache
def single_words() -> NDArray[np.bool_]:
    """By number of a word: whether it is a legal form by itself."""
    import numpy as np

    found = np.zeros(len(numbers()) + 1, np.bool_)
    found[[numbers()[form[0]] for form in table() if len(form) == 1]] = True
    return found


@cache
def legal_tree() -> NDArray[np.int64]:
    """Legal forms as a tree of words by number: slots of (node, word), the next node, the class that ends there."""
    import numpy as np

    steps: dict[tuple[int, int], int] = {}
    ends: dict[tuple[int, int], int] = {}
    for form, sort in table().items():
        node = 1
        for word in form:
            step = (node, numbers()[word])
            node = steps.setdefault(step, len(steps) + 2)
        ends[step] = sort
    size = 1 << (2 * len(steps)).bit_length()
    slots = np.zeros((size, 3), np.int64)
    for (node, word_number), following in steps.items():
        key = node << 24 | word_number
        slot = legal_slot(node, word_number) & (size - 1)
        while slots[slot, 0]:
            slot = (slot + 1) & (size - 1)
        slots[slot] = key, following, ends.get((node, word_number), 0)
    return slots.ravel()


def is_weak(word: str) -> bool:
    """Whether a legal form is more often something else, so that it needs capitals to count."""
    return word in _WEAK
