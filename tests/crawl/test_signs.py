"""What sifts the signs of refusals leaves none out that an answer shows."""

from __future__ import annotations

import random
import re

from hypothesis import example, given
from hypothesis import strategies as st

from leakscan.crawl.process import spiders
from leakscan.crawl.signs import COMMON, HEAD, Sign

SIGNS: tuple[Sign, ...] = (
    *(sign for sign in COMMON if not sign.notice),
    *(sign for name in sorted(spiders()) for sign in getattr(spiders()[name], "signs", ()) if not sign.notice),
    Sign("end", COMMON[0].health, r"is gone$"),
    Sign("ahead", COMMON[0].health, r"(?<!not )forbidden"),
)
# What the patterns say, cut where they repeat or choose, and what may stand between.
SAID = sorted({word for sign in SIGNS for word in re.split(r"[\\|()?*+\[\]{}.,0-9<>]+", sign.pattern) if word})
BETWEEN = (
    *" \n\t\v\x1c\x1f<>|=\"'’-_.0159",
    "<title>",
    "403",
    "\u017f",
    "\u212a",
    "K",
    "\u00a0",
    "é",
    "\ud800",
    "x" * 70,
)
TEXTS = st.lists(st.sampled_from([*SAID, *BETWEEN, *(word.upper() for word in SAID)]), max_size=25).map("".join)


@given(TEXTS)
@example("<title>\vForbidden")
@example("<title>\x1cseized")
@example("it is gone\n")
@example("x" * (HEAD - 3) + "awswaf")
@example("domain \x0bx is for sale")
def test_a_sign_is_found_wherever_its_expression_is(text: str) -> None:
    found = [any(re.search(sign.pattern, part[:HEAD], re.IGNORECASE) for part in (text, "")) for sign in SIGNS]
    assert [sign.fits(text) for sign in SIGNS] == found


def test_texts_of_their_words_show_many_signs() -> None:
    chance = random.Random(3)
    texts = ["".join(chance.choices([*SAID, " "], k=25)) for _ in range(300)]
    shown = [[sign.fits(text) for text in texts] for sign in SIGNS]
    plain = [[re.search(sign.pattern, text, re.IGNORECASE) is not None for text in texts] for sign in SIGNS]
    assert shown == plain
    assert sum(map(any, shown)) > len(SIGNS) / 3
