"""Numbers in sentences: never rounded to more than they are, and with the word that fits them."""

from __future__ import annotations


def percent(part: int, whole: int) -> str:
    """A share in per cent, "over 99%" where only a few are missing and "under 1%" where there are only a few."""
    if not whole:
        return "0%"
    share = part / whole
    if 0.995 <= share < 1:
        return "over 99%"
    return "under 1%" if 0 < share < 0.005 else f"{share:.0%}"


def count(number: int, one: str, many: str = "") -> str:
    """A number with the word that fits it: "1 client stands", "2 clients stand"; by default many end in s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
