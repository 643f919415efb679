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
from leakscan.assessment.evidence.purity import log2_beta_binomial, purity_bits
from tests.benchmarks.leakbench.measure import Outcome

_TERMS = (
    "PURITY",
    "SENTENCE_FEW",
    "SENTENCE_PROSE",
    "AROUND",
    "FIGURES",
    "FIGURES_DIFFER",
    "FILL",
    "SCATTERED",
    "PRIOR",
)
_RIDGE = 1.0


def fitted(found: Sequence[Outcome]) -> Iterator[str]:
    """Beta-binomials by maximum likelihood and weights by ridge logistic regression, as lines to paste."""
    seen = [(o, o.case) for o in found if o.case]
    blocks = {
        kind: [(c.best.clients, c.best.listed) for o, c in seen if o.sample.kind == kind and c.best and not c.sentence]
        for kind in {o.sample.kind for o, _ in seen}
    }
    leaks = sorted((pair for pair in blocks["leak"] if pair[1] >= 5), key=lambda pair: pair[0] / pair[1])
    mixed = int(0.3 * len(leaks))
    for name, pairs in {
        "leak, clean": leaks[mixed:],
        "leak, mixed": leaks[:mixed],
        "directory": blocks.get("directory", []),
        "other list": blocks.get("other list", []) + blocks.get("league table", []) + blocks.get("rival list", []),
    }.items():
        a, b = _beta(pairs)
        yield f"{name}: a {a:.2f}, b {b:.2f}, mean {a / (a + b):.2f}, of {len(pairs)}"
    beta = _logistic(seen) / math.log(2)
    yield ", ".join(f"{term} {value:.2f}" for term, value in zip(_TERMS, beta, strict=True))


def vector(case: Case) -> list[float]:
    """What the weights multiply, in their order, the prior's 1 last."""
    best = case.best if case.best and case.best.listed else None
    purity = purity_bits(best.clients, best.listed) if best else weights.NO_BLOCK
    few, prose = sentence.amid_prose(case) if case.sentence else (0.0, 0.0)
    return [
        max(-weights.PURITY_CLIP, min(weights.PURITY_CLIP, purity)),
        few,
        few * prose,
        around.amid_prose(case),
        min(weights.FIGURES_MOST, case.figure_bits),
        differ(case),
        (case.best.fill - weights.FILL_USUAL) if case.best else 0.0,
        math.log2(1 + case.apart),
        1.0,
    ]


def _logistic(seen: Sequence[tuple[Outcome, Case]]) -> np.ndarray:
    x = np.array([vector(case) for _, case in seen])
    y = np.array([float(o.leak) for o, _ in seen])
    kinds = Counter(o.sample.kind for o, _ in seen)
    weight = np.array(
        [
            min(
                5.0,
                0.5 * len(seen) / kinds["leak"]
                if o.leak
                else 0.5 * len(seen) / (len(kinds) - 1) / max(50, kinds[o.sample.kind]),
            )
            for o, _ in seen
        ]
    )
    ridge = np.diag([_RIDGE] * (x.shape[1] - 1) + [1e-6])
    beta = np.zeros(x.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        step = np.linalg.solve((x.T * (weight * p * (1 - p))) @ x + ridge, x.T @ (weight * (y - p)) - ridge @ beta)
        beta += step
        if abs(step).max() < 1e-6:
            break
    return beta


def _beta(pairs: Sequence[tuple[int, int]]) -> tuple[float, float]:
    best = (-math.inf, 1.0, 1.0)
    for mean in np.linspace(0.01, 0.98, 49):
        for concentration in 2 ** np.linspace(-0.5, 8, 18):
            a, b = mean * concentration, (1 - mean) * concentration
            best = max(best, (sum(log2_beta_binomial(k, n, a, b) for k, n in pairs), a, b))
    return best[1], best[2]
