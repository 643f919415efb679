"""The reliability plot: the share of leaks among the documents of each score, as a drawing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt

from tests.benchmarks.leakbench.measure import Outcome

_SIDE, _EDGE, _BINS = 400, 50, 10


def reliability(found: Sequence[Outcome]) -> str:
    """An SVG: a point a tenth of the scores, with its 95 % interval; its area grows with the documents in it."""
    size = _SIDE + 2 * _EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" font-family="sans-serif" font-size="12">',
        f'<rect x="{_EDGE}" y="{_EDGE}" width="{_SIDE}" height="{_SIDE}" fill="none" stroke="#888"/>',
        f'<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="#888" stroke-dasharray="4"/>',
        f'<text x="{size / 2}" y="{size - 12}" text-anchor="middle">score</text>',
        f'<text x="14" y="{size / 2}" text-anchor="middle" transform="rotate(-90 14 {size / 2})">share of leaks</text>',
        *_points(found),
    ]
    return "\n".join([*parts, "</svg>", ""])


def _points(found: Sequence[Outcome]) -> Iterator[str]:
    for tenth in range(_BINS):
        band = [o for o in found if o.case and min(_BINS - 1, int(o.assessment.score * _BINS)) == tenth]
        if not band:
            continue
        n, mean = len(band), sum(o.assessment.score for o in band) / len(band)
        true = sum(o.leak for o in band) / n
        low, high = _interval(true, n)
        yield f'<line x1="{_x(mean)}" y1="{_y(low)}" x2="{_x(mean)}" y2="{_y(high)}" stroke="#246"/>'
        yield f'<circle cx="{_x(mean)}" cy="{_y(true)}" r="{min(14.0, 2 + sqrt(n) / 2):.1f}" fill="#246" opacity="0.7">'
        yield f"<title>{n} documents, mean score {mean:.3f}, leaks {true:.3f}</title></circle>"


def _interval(share: float, n: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's interval of a share."""
    middle, half = share + z * z / (2 * n), z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)


def _x(value: float) -> str:
    return f"{_EDGE + _SIDE * value:.1f}"


def _y(value: float) -> str:
    return f"{_EDGE + _SIDE * (1 - value):.1f}"
