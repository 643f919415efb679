"""Text as the web has it: few words make most of it, and new ones never end; some of it is in other scripts."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

from leakscan.screening.wordlist import ranks

_TAIL = 2_000_000  # words that are met, beside those of the list
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
    if dice.random() < 0.08:
        script = dice.choice(_SCRIPTS)
        return " ".join("".join(dice.choices(script, k=dice.randrange(2, 9))) for _ in range(8))
    return " ".join(_word(dice, common) for _ in range(dice.randrange(4, 24)))


def _word(dice: random.Random, common: list[str]) -> str:
    """A word by Zipf's law over the common words and the tail behind them."""
    rank = int((len(common) + _TAIL) ** dice.random())
    word = common[rank] if rank < len(common) else _rare(rank)
    return word.capitalize() if dice.random() < 0.1 else word


def _rare(rank: int) -> str:
    if rank % 7 == 0:
        return str(rank)
    word = ""
    while rank:
        rank, at = divmod(rank, len(_SYLLABLES))
        word += _SYLLABLES[at]
    return word
