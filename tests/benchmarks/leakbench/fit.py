"""Fit what ``leakscan.assessment.weights`` holds, on the development half alone."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np  # a benchmark is no command line that must answer fast

from leakscan.assessment import weights
from leakscan.assessment.case import Case
from leakscan.assessment.evidence import around, sentence
from leakscan.assessment.evidence.figures_differ import differ
from leakscan.assessment.evidence.purity import clipped, purity_bits
from leakscan.assessment.score import most
from tests.benchmarks.leakbench.measure import Outcome
from tests.benchmarks.leakbench.mixtures import Part, mixture

_TERMS = (
    "PURITY",
    "SENTENCE_FEW",
    "SENTENCE_PROSE",
    "SENTENCE_ALONE",
    "AROUND",
    "REPORT",
    "FIGURES",
    "FIGURES_DIFFER",
    "FILL",
    "SCATTERED",
    "PRIOR",
)
_RIDGE = 0.5
_FIXED = {
    "AROUND": weights.AROUND,
    "REPORT": weights.REPORT,
    "FIGURES": weights.FIGURES,
    "FIGURES_DIFFER": weights.FIGURES_DIFFER,
    "FILL": weights.FILL,
    "SCATTERED": weights.SCATTERED,
}
"""Weights that are held: the corpus has too few documents that would part them from others, or only one sort of them.
Fitted freely they are a little larger, and score as well."""
_FITTED = [at for at, term in enumerate(_TERMS) if term not in _FIXED]
_HELD = [at for at, term in enumerate(_TERMS) if term in _FIXED]
_AFTER = frozenset({"calibration", "size"})
"""What comes after the sum that is calibrated."""
_APART = frozenset({"public", "reference", "identifiers", "canary", "coverage", "attribution"})
"""Tests with weights of their own."""
_OPEN = frozenset({"directory", "forum post", "web page", "code", "log", "combo list", "tickers", "news"})
"""Decoys that are tried on every list of their half."""
_LISTS = frozenset(
    {"directory", "other list", "league table", "rival list", "tickers", "register", "web page", "attendees"}
)
"""Decoys that are lists of somebody's: what purity is measured against."""


def fitted(found: Sequence[Outcome]) -> Iterator[str]:
    """Mixtures of beta-binomials by maximum likelihood and weights by ridge logistic regression, as lines to paste."""
    seen = [(o, o.case) for o in found if o.case]
    leaks = [(o, c) for o, c in seen if o.leak and c.best and c.best.listed >= 5]
    others = [(o, c) for o, c in seen if o.sample.kind in _LISTS and c.best and c.best.listed >= 3]
    kinds = Counter(o.sample.kind for o, _ in others)
    evenly = [1 / max(60, kinds[o.sample.kind]) for o, _ in others]
    begin = [Part(40, 0.5, 0.55), Part(20, 2, 0.25), Part(20, 8, 0.1), Part(25, 21, 0.1)]
    yield from (f"leak: {part}" for part in mixture(_rows([c for _, c in leaks]), [1.0] * len(leaks), begin))
    begin = [Part(0.6, 9, 0.4), Part(5, 18, 0.4), Part(14, 29, 0.2)]
    yield from (f"other: {part}" for part in mixture(_rows([c for _, c in others]), evenly, begin))
    free = [(o, case) for o, case in seen if most(case) is None]  # what the size of a sample bounds teaches nothing
    x = np.array([vector(case) for _, case in free])
    y, often = np.array([float(o.leak) for o, _ in free]), np.array([_often(o) for o, _ in free])
    held = x[:, _HELD] @ np.array([_FIXED[_TERMS[at]] for at in _HELD])
    held += np.array([sum(e.bits for e in o.assessment.evidence if e.test in _APART) for o, _ in free])
    ridge = np.array([_RIDGE] * (len(_FITTED) - 1) + [1e-6])
    fitted_ = _logistic(x[:, _FITTED] * math.log(2), y, often, held * math.log(2), ridge)
    yield ", ".join(f"{_TERMS[at]} {value:.2f}" for at, value in zip(_FITTED, fitted_, strict=True))
    yield "CALIBRATION " + " ".join(f"{value:.2f}" for value in _calibration(seen))


def _calibration(seen: Sequence[tuple[Outcome, Case]]) -> np.ndarray:
    """The likeliest numbers of the calibration, in hundredths, of the scores as they are told: with their bounds.

    What is bounded says nothing where it scores more than its bound and much where it scores less, so that the
    likelihood has steps: it is climbed neighbour by neighbour.
    """
    y, often = np.array([float(o.leak) for o, _ in seen]), np.array([_often(o) for o, _ in seen])
    bounds = [most(case) for _, case in seen]
    bound = np.array([found[0] if found else 1.0 for found in bounds])
    weighed = [sum(e.bits for e in o.assessment.evidence if e.test not in _AFTER) for o, _ in seen]
    bits = np.clip(np.array(weighed), -40, 40) * math.log(2)
    sides = np.stack([-np.logaddexp(0, -bits), np.logaddexp(0, bits), np.full_like(bits, math.log(2))], 1)

    def likelihood(numbers: np.ndarray) -> float:
        p = np.clip(np.minimum(1 / (1 + np.exp(-np.clip(sides @ numbers, -30, 30))), bound), 1e-9, 1 - 1e-9)
        return float((often * (y * np.log(p) + (1 - y) * np.log(1 - p))).sum())

    best, steps = np.array(weights.CALIBRATION), np.array(list(product((-0.01, 0.0, 0.01), repeat=3)))
    while True:
        around_ = [best + step for size in (10, 1) for step in size * steps]
        better = max(around_, key=likelihood)
        if likelihood(better) <= likelihood(best):
            return best
        best = better


def _often(o: Outcome) -> float:
    """How much more often the held-back half has such a document.

    It holds as many leaks again, in layouts of another author, and half as many lists to try on half as many documents
    that were made for none. Without this the score would be that of another prior. Of contested ones both have as many.
    """
    if o.sample.contested:
        return 1.0
    return 2.0 if o.leak else 0.5 if o.sample.kind in _OPEN else 1.0


def vector(case: Case) -> list[float]:
    """What the weights multiply, in their order, the prior's 1 last."""
    best = case.best if case.best and case.best.listed else None
    alone = case.sentence and sentence.alone(case)
    part = sentence.part(case, alone=alone) if case.sentence else 0.0
    return [
        clipped(purity_bits(best.believed, best.judged)) if best else weights.NO_BLOCK,
        part * (not alone),
        part * (not alone) * sentence.amid_prose(case),
        part * alone,
        0.0 if case.sentence else around.doubtful(case) * around.amid_prose(case),
        _reported(case, alone=alone),
        min(weights.FIGURES_MOST, case.figure_bits),
        differ(case),
        (case.best.fill - weights.FILL_USUAL) if case.best else 0.0,
        math.log2(1 + case.apart),
        1.0,
    ]


def _reported(case: Case, *, alone: bool) -> float:
    part = around.few(case.listed) * (not alone) if case.sentence else around.doubtful(case)
    return part * around.in_report(case)


def _rows(cases: Sequence[Case]) -> list[tuple[int, int]]:
    return [(case.best.believed, case.best.judged) for case in cases if case.best]


def _logistic(x: np.ndarray, y: np.ndarray, often: np.ndarray, given: np.ndarray, ridge: np.ndarray) -> np.ndarray:
    """Weights of the columns by ridge logistic regression over what is given already, in nats, by Newton's method."""
    beta = np.zeros(x.shape[1])
    for _ in range(100):
        p = 1 / (1 + np.exp(-np.clip(x @ beta + given, -30, 30)))
        curved = (x.T * (often * p * (1 - p))) @ x + np.diag(ridge)
        step = np.linalg.solve(curved, x.T @ (often * (y - p)) - ridge * beta)
        beta += step
        if abs(step).max() < 1e-6:
            break
    return beta
