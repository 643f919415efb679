"""Whether words that could be a name are used as one: capitals, a legal form behind, a cell of their own."""

from __future__ import annotations

import re

from leakscan.screening.abbreviations import CANON, GENERIC, QUALIFIERS, STATES, STOP
from leakscan.screening.legal_forms import is_weak, legal_length
from leakscan.screening.tokens import Tokens
from leakscan.screening.wordlist import is_common

_OPENS = re.compile(r"(?:(?:^|[\n\r\t|;>])[ \"'«“*#\-•·\d.()]*|,[\"'«“]*)$")
# A comma with a space behind is prose, unless a number or a quoted cell follows.
_CLOSES = re.compile(r"[ \"'»”.)*]*(?:$|[\n\r\t|;<]|,(?! *[^\d\"' ]| *$)|,(?=[^ ]))")
_SENTENCE = re.compile(r"(?:[.!?:]|^|\n)[\"'“)\]]*\s*$")
_OF = frozenset(("of", "for"))
_TIES = frozenset("_-/.@\\=#$")
_BESIDE = re.compile(r"[ \xa0]")


def legal_after(tokens: Tokens, last: int) -> int:
    """How many words behind ``last`` are a legal form that belongs to the name; 0 for none."""
    after = last + 1
    if after >= len(tokens):
        return 0
    gap = tokens.text[tokens.ends[last] : tokens.starts[after]]
    if len(gap) > 3 or any(char in '\n\r\t|;"' for char in gap) or (gap.startswith(",") and not gap.endswith(" ")):
        return 0
    length = legal_length(tokens.words, after)
    if length == 1 and is_weak(tokens.words[after]) and not tokens.text[tokens.starts[after]].isupper():
        return 0
    return length


def fills_cell(tokens: Tokens, first: int, last: int) -> bool:
    """Whether nothing else stands in the line or cell of words ``first`` to ``last``."""
    start, end = tokens.starts[first], tokens.ends[last]
    before = tokens.text[max(0, start - 24) : start]
    opens = start == 0 or bool(_OPENS.search(before if start <= 24 else "x" + before))
    return opens and _CLOSES.match(tokens.text, end, min(len(tokens.text), end + 24)) is not None


def capitalised(tokens: Tokens, first: int, last: int) -> bool:
    """Whether every word but stop words begins with a capital (or has no case)."""
    return all(
        not tokens.text[tokens.starts[n]].islower()
        for n in range(first, last + 1)
        if tokens.words[n] not in STOP or n == first
    )


def opens_sentence(tokens: Tokens, first: int) -> bool:
    """Whether the word is the first of a sentence, where a capital says nothing."""
    start = tokens.starts[first]
    return start == 0 or bool(_SENTENCE.search(tokens.text, max(0, start - 6), start))


def _beside(tokens: Tokens, left: int) -> bool:
    return bool(_BESIDE.fullmatch(tokens.text, tokens.ends[left], tokens.starts[left + 1]))


def qualified_before(tokens: Tokens, first: int) -> bool:
    """Whether a word like West or Fort stands right before and makes it another name."""
    if not first or not _beside(tokens, first - 1):
        return False
    word = tokens.words[first - 1]
    return word in QUALIFIERS and not tokens.text[tokens.starts[first - 1]].islower()


def named_beside(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a further capitalised word stands right beside, so that the name may be longer than thought."""
    before = (
        first > 0
        and _beside(tokens, first - 1)
        and not opens_sentence(tokens, first - 1)
        and _is_name(tokens, first - 1)
    )
    after = last + 1 < len(tokens) and _beside(tokens, last) and _is_name(tokens, last + 1)
    return before or after


def goes_on(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the name is part of a longer one: "… of Y" behind it, or an unknown word right before."""
    if last + 2 < len(tokens) and tokens.words[last + 1] in _OF:
        return _beside(tokens, last) and _is_name(tokens, last + 2)
    if not first or not _beside(tokens, first - 1):
        return False
    word, start = tokens.words[first - 1], tokens.starts[first - 1]
    strange = len(word) > 2 and word.isalpha() and word not in STOP and not is_common(word)
    return strange and (tokens.text[start].isupper() or opens_sentence(tokens, first - 1))


def is_glued(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the words are part of a longer written one, as in a path, a host or a variable's name."""
    start, end = tokens.starts[first], tokens.ends[last]
    before = start > 1 and tokens.folded[start - 1] in _TIES and tokens.folded[start - 2].isalnum()
    after = end + 1 < len(tokens.text) and tokens.folded[end] in _TIES and tokens.folded[end + 1].isalnum()
    return before or after


def _is_name(tokens: Tokens, place: int) -> bool:
    word = tokens.words[place]
    char = tokens.text[tokens.starts[place]]
    return char.isupper() and word not in STOP and word not in STATES


def state_after(tokens: Tokens, last: int) -> str:
    """The code of a state in capitals right behind a name ("Avon PD IN", "Avon PD, IN"), or nothing."""
    after = last + 1
    if after >= len(tokens) or tokens.words[after] not in STATES:
        return ""
    gap = tokens.text[tokens.ends[last] : tokens.starts[after]]
    surface = tokens.text[tokens.starts[after] : tokens.ends[after]]
    return tokens.words[after] if gap in {" ", ", ", " (", "-", " - "} and surface.isupper() else ""


def is_kind(word: str) -> bool:
    """Whether a folded word only says what kind of organisation it is."""
    return CANON.get(word, word) in GENERIC
