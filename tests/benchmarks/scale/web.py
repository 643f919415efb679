"""Text as the web has it: few words make most of it, and new ones never end; some of it is in other scripts.

Frequencies follow two laws (Ferrer i Cancho and Solé, "Two regimes in the frequency of words", 2001): Zipf's for the
words that everybody has, and a steeper one behind them, so that the number of different words grows with about the
0.6th power of the text (Heaps' law).
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

from leakscan.screening.wordlist import ranks

_RARE = 0.05  # of all words
_STEEP = 1.6  # exponent of the second law
_SYLLABLES = "ka ri to mes lan der por ti nu vel sha gon bri est ola mi qua fer zo thu pan ell dos ig ur ney".split()  # noqa: SIM905
_SCRIPTS = ("абвгдежзиклмнопрст", "αβγδεζηθικλμνξοπ", "東京都港区虎ノ門一丁目株式会社", "עבריתאבגדהוזחטי")


def pages(seed: int, names: list[str], *, mentions: int = 50) -> Iterator[tuple[str, str]]:
    """URLs and texts of about six thousand characters, without end; one in ``mentions`` names a client."""
    dice, common = random.Random(seed), list(ranks())
    for number in itertools.count():
        lines = [_line(dice, common) for _ in range(dice.randrange(20, 120))]
        if number % mentions == mentions - 1:
            lines[len(lines) // 2] += f" {dice.choice(names)} said so."
        yield f"https://site{dice.randrange(10**6)}.example/{number}", "\n".join(lines) + "\n"


def _line(dice: random.Random, common: list[str]) -> str:
    if dice.random() < 0.03:
        script = dice.choice(_SCRIPTS)
        return " ".join("".join(dice.choices(script, k=dice.randrange(2, 9))) for _ in range(8))
    return " ".join(_word(dice, common) for _ in range(dice.randrange(4, 24)))


def _word(dice: random.Random, common: list[str]) -> str:
    if dice.random() < _RARE:
        word = _rare(int(len(common) * (1.0 - dice.random()) ** (-1 / (_STEEP - 1))))
    else:
        word = common[int(len(common) ** dice.random()) - 1]
    return word.capitalize() if dice.random() < 0.1 else word


def _rare(rank: int) -> str:
    if rank % 7 == 0:
        return str(rank)
    word = ""
    while rank:
        rank, at = divmod(rank, len(_SYLLABLES))
        word += _SYLLABLES[at]
    return word
