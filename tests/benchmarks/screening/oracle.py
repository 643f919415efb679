"""Brute force: every window of words of a line against every name, rapidfuzz deciding."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from leakscan.screening.abbreviations import CANON, STOP
from leakscan.screening.legal_forms import strip_legal
from leakscan.screening.tokens import words_of


def core(name: str) -> str:
    """A name's letters without legal form and stop words, abbreviations in one spelling."""
    return "".join(CANON.get(word, word) for word in strip_legal(words_of(name))[0] if word not in STOP)


def oracle(lines: Sequence[str], names: Sequence[str]) -> list[set[int]]:
    """For each line, the numbers of the names that some window of it is near to (one edit in ten letters)."""
    cores = [core(name) for name in names]
    owners: list[int] = []
    windows: list[str] = []
    for number, line in enumerate(lines):
        words = [CANON.get(word, word) for word in words_of(line) if word not in STOP]
        for first in range(len(words)):
            for last in range(first + 1, min(len(words), first + 7) + 1):
                owners.append(number)
                windows.append("".join(words[first:last]))
    allowed = np.array([min(2, len(one) // 10 + (len(one) >= 6)) for one in cores])
    distances = cdist(windows, cores, scorer=OSA.distance, score_cutoff=3, dtype=np.uint8)
    met: list[set[int]] = [set() for _ in lines]
    for window, name in zip(*np.nonzero(distances <= allowed), strict=True):
        met[owners[window]].add(int(name))
    return met
