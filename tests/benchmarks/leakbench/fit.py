"""Fit what ``leakscan.assessment.weights`` holds, on the development half alone."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

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
    beta = _logistic(seen) / math.log(2)
    yield ", ".join(f"{term} {value:.2f}" for term, value in zip(_TERMS, beta, strict=True))


def vector(case: Case) -> list[float]:
    """What the weights multiply, in their order, the prior's 1 last."""
    best = case.best if case.best and case.best.listed else None
    alone = case.sentence and sentence.alone(case)
    part = sentence.part(case, alone=alone) if case.sentence else 0.0
    return [
        clipped(purity_bits(best.clients, best.listed)) if best else weights.NO_BLOCK,
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
    return [(case.best.clients, case.best.listed) for case in cases if case.best]


def _logistic(seen: Sequence[tuple[Outcome, Case]]) -> np.ndarray:
    """Weights in nats; what the size of a sample bounds anyway teaches nothing."""
    free = [(o, case) for o, case in seen if most(case) is None]
    x = np.array([vector(case) for _, case in free])
    y = np.array([float(o.leak) for o, _ in free])
    ridge = np.diag([_RIDGE] * (x.shape[1] - 1) + [1e-6])
    beta = np.zeros(x.shape[1])
    for _ in range(100):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        step = np.linalg.solve((x.T * (p * (1 - p))) @ x + ridge, x.T @ (y - p) - ridge @ beta)
        beta += step
        if abs(step).max() < 1e-6:
            break
    return beta
