"""Mixtures of beta-binomials by expectation and maximisation (Dempster, Laird and Rubin, 1977) over a grid."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

_MEANS = np.concatenate([np.linspace(0.01, 0.1, 10), np.linspace(0.12, 0.98, 44), [0.985, 0.99]])
_STEADY = 2 ** np.linspace(0, 8, 17)
_ROUNDS = 60


class Part(NamedTuple):
    """One beta-binomial of a mixture: its parameters and share."""

    a: float
    b: float
    share: float

    def __str__(self) -> str:
        return f"BetaBinomial({self.a:.1f}, {self.b:.1f}, {self.share:.2f}), mean {self.a / (self.a + self.b):.2f}"


def mixture(rows: Sequence[tuple[int, int]], weights: Sequence[float], begin: Sequence[Part]) -> list[Part]:
    """The mixture of as many parts as ``begin`` that makes the observed pairs (clients, rows) likeliest."""
    often: Counter[tuple[int, int]] = Counter()
    for pair, number in zip(rows, weights, strict=True):
        often[pair] += number  # type: ignore[assignment]  # a weight need not be whole
    k, n = np.array(list(often), float).T
    weight = np.array(list(often.values()))
    a, b = (_MEANS[:, None] * _STEADY).ravel(), ((1 - _MEANS)[:, None] * _STEADY).ravel()
    likely = _log_beta_binomial(k[:, None], n[:, None], a, b)
    at = [int(np.argmin((a - part.a) ** 2 + (b - part.b) ** 2)) for part in begin]
    shares = np.array([part.share for part in begin])
    for _ in range(_ROUNDS):
        said = np.log(shares) + likely[:, at]
        held = np.exp(said - said.max(axis=1, keepdims=True))
        held *= (weight / held.sum(axis=1))[:, None]
        shares = held.sum(axis=0) / weight.sum()
        new = [int((held[:, [j]] * likely).sum(axis=0).argmax()) for j in range(len(at))]
        if new == at:
            break
        at = new
    return [Part(float(a[i]), float(b[i]), float(share)) for i, share in zip(at, shares, strict=True)]


def _log_beta_binomial(k: np.ndarray, n: np.ndarray, a: np.ndarray, b: np.ndarray) -> Any:
    ways = _log_gamma(n + 1) - _log_gamma(k + 1) - _log_gamma(n - k + 1)
    return ways + _log_beta(k + a, n - k + b) - _log_beta(a, b)


def _log_beta(a: np.ndarray, b: np.ndarray) -> Any:
    return _log_gamma(a) + _log_gamma(b) - _log_gamma(a + b)


def _log_gamma(x: np.ndarray) -> Any:
    """Stirling's series, after moving small arguments up to eight."""
    x, below = np.array(x, float), np.zeros(np.shape(x))
    for _ in range(8):
        small = x < 8
        below = np.where(small, below - np.log(x), below)
        x = np.where(small, x + 1, x)
    return below + (x - 0.5) * np.log(x) - x + 0.5 * math.log(2 * math.pi) + 1 / (12 * x) - 1 / (360 * x**3)
