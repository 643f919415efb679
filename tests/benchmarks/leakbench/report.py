"""The numbers in words: recall, false alarms, Brier score, calibration, and the rules of the field in the same run."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from leakscan.model import Severity, Verdict
from tests.benchmarks.leakbench.layouts import layouts
from tests.benchmarks.leakbench.leaks import SENTENCES
from tests.benchmarks.leakbench.measure import Outcome

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
_BANDS = (0, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 0.998, 1.0001)
_BANDS_OF_ROWS = (
    ("25 rows and more", 25, 10**9),
    ("8 to 24 rows", 8, 25),
    ("5 to 7 rows", 5, 8),
    ("3 to 4 rows", 3, 5),
)
_RULES: dict[str, Callable[[Outcome], bool]] = {
    "any keyword": lambda o: o.distinct >= 1,
    "five words of a set": lambda o: o.words >= 5,
    "more than twenty addresses": lambda o: len(_ADDRESS.findall(o.sample.text)) > 20,
    "three names": lambda o: o.distinct >= 3,
    "ten names": lambda o: o.distinct >= 10,
    "2 % of the list": lambda o: o.assessment.clients.coverage >= 0.02,
    "leakscan": lambda o: o.alarm,
}
_NEAR = frozenset({"directory", "article", "article with a list", "article with remarks", "sentence", "rival list"})
"""Decoys that name many clients."""


def lines(found: Sequence[Outcome]) -> Iterator[str]:
    """The report, a line at a time."""
    leaks = [o for o in found if o.leak]
    decoys = [o for o in found if not o.leak]
    yield f"{len(leaks)} leaks, {len(decoys)} decoys"
    for what, low, high in _BANDS_OF_ROWS:
        sized = [o for o in leaks if low <= o.sample.rows < high]
        yield f"recall, {what}: {_share([grave(o) for o in sized])}, alarms {_share([o.alarm for o in sized])}"
        for which, chosen in _classes(sized):
            yield f"  {which}: {_share([grave(o) for o in chosen])}, alarms {_share([o.alarm for o in chosen])}"
    foreign = [grave(o) for o in leaks if o.sample.shape in layouts() and o.sample.rows >= 8]
    yield f"layouts of another author, 8 rows and more: {_share(foreign)}"
    by_shape = sorted({o.sample.shape for o in leaks})
    weak = {s: _share([o.alarm for o in leaks if o.sample.shape == s and o.sample.rows >= 8]) for s in by_shape}
    yield "recall by rendering, 8 rows and more: " + "; ".join(f"{shape} {share}" for shape, share in weak.items())
    critical = sum(o.assessment.severity is Severity.CRITICAL for o in decoys)
    yield f"false alarms: {_share([o.alarm for o in decoys])}, critical {critical}"
    for kind in sorted({o.sample.kind for o in decoys}):
        yield f"  {kind}: {_share([o.alarm for o in decoys if o.sample.kind == kind])}"
    yield f"Brier score: {brier(found):.4f}"
    yield from _calibration(found)
    near = [o for o in decoys if o.sample.kind in _NEAR]
    for name, rule in _RULES.items():
        big, small = ([rule(o) for o in leaks if (o.sample.rows >= 25) is large] for large in (True, False))
        false, hard = _share([rule(o) for o in decoys]), _share([rule(o) for o in near])
        yield f"rule {name}: recall of 25 rows and more {_share(big)}, of fewer {_share(small)}"
        yield f"  alarms {false}, on directories, articles and rivals' lists {hard}"


def _classes(leaks: Sequence[Outcome]) -> Iterator[tuple[str, list[Outcome]]]:
    """Leaks apart by what makes them hard: rows that are no clients, names in a sentence; and by our figures."""
    blocks = [o for o in leaks if o.sample.shape not in SENTENCES]
    for low, high in ((0, 0.0001), (0.0001, 0.1), (0.1, 0.2), (0.2, 0.3), (0.3, 0.4), (0.4, 0.5), (0.5, 1.1)):
        said = (
            "no row foreign" if not low else f"{low:.0%} to {high:.0%} foreign" if low >= 0.1 else "up to 10% foreign"
        )
        yield said, [o for o in blocks if low <= o.sample.foreign < high]
    yield "in one sentence", [o for o in leaks if o.sample.shape in SENTENCES]
    yield "with figures of ours", [o for o in leaks if o.sample.figures]


def brier(found: Sequence[Outcome]) -> float:
    """Mean squared difference of score and truth."""
    return sum((o.assessment.score - o.leak) ** 2 for o in found) / len(found)


def gap(found: Sequence[Outcome]) -> float:
    """How far scores are from the share of leaks in their band, on average over documents."""
    bands = [[o for o in found if low <= o.assessment.score < high] for low, high in pairwise(_BANDS)]
    return sum(abs(sum(o.assessment.score - o.leak for o in band)) for band in bands) / len(found)


def worst(found: Sequence[Outcome], number: int = 30) -> Iterator[str]:
    """The documents that score furthest from the truth."""
    for o in sorted(found, key=lambda o: -abs(o.assessment.score - o.leak))[:number]:
        best = o.case.best if o.case else None
        shape = (
            f"{best.clients}/{best.listed} {best.block.kind} fill {best.fill:.2f}" if best else f"{o.distinct} names"
        )
        bits = ", ".join(f"{e.test} {e.bits:+.1f}" for e in o.assessment.evidence if e.bits)
        yield f"{o.assessment.score:.3f} {o.sample.kind} {o.sample.shape} {o.sample.rows} rows: {shape}; {bits}"


def grave(o: Outcome) -> bool:
    """Whether a document is reported as a client list, or by a canary, at severity high or above."""
    listed = o.assessment.verdict in {Verdict.CLIENT_LIST, Verdict.CANARY}
    return listed and o.assessment.severity.rank >= Severity.HIGH.rank


def _share(hits: Sequence[bool]) -> str:
    return f"{sum(hits)}/{len(hits)} = {sum(hits) / len(hits):.2%}" if hits else "none"


def _calibration(found: Sequence[Outcome]) -> Iterator[str]:
    """Mean score against the share of leaks, band by band; documents of the gate are left out, decoys count by kind."""
    seen = [o for o in found if o.case]
    kinds = Counter(o.sample.kind for o in seen)
    for low, high in pairwise(_BANDS):
        band = [o for o in seen if low <= o.assessment.score < high]
        if band:
            mean, true = sum(o.assessment.score for o in band) / len(band), sum(o.leak for o in band) / len(band)
            said = f"score {low:g} to {high:g}: {len(band)} documents, mean {mean:.3f}, leaks {true:.3f}"
            yield f"  {said:<72} {'#' * round(30 * true):<30}|"
    yield f"  of {dict(kinds)}"
