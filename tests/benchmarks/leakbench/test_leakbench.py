"""The floors: what the held-back half of the invented corpus must score, pinned with the corpus' checksum.

A change of the corpus changes the checksum, and the floors are then to be measured anew and argued for; a change of
the assessment may only raise them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import pytest

from leakscan.model import Severity, Verdict
from tests.benchmarks.leakbench import report
from tests.benchmarks.leakbench.corpus import Corpus, build
from tests.benchmarks.leakbench.floors import CHECKSUM, at_least, at_most
from tests.benchmarks.leakbench.measure import Outcome, outcomes
from tests.benchmarks.leakbench.plot import reliability

pytestmark = pytest.mark.benchmark


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("LEAKSCAN_BENCH_DATA", raising=False)
        return build(scale=0.6)


@pytest.fixture(scope="module")
def held_back(corpus: Corpus) -> Sequence[Outcome]:
    found = list(outcomes(corpus, held_back=True))
    print("\n".join(report.lines(found)))  # a benchmark's result
    return found


def test_corpus_is_the_one_the_floors_were_measured_on(corpus: Corpus) -> None:
    texts = "\0".join(f"{sample.kind} {sample.text}" for sample in corpus.samples)
    assert hashlib.sha256(texts.encode()).hexdigest()[:16] == CHECKSUM


SIZES = {"25 rows and more": (25, 10**9), "8 to 24 rows": (8, 25), "5 to 7 rows": (5, 8)}


@pytest.mark.parametrize("size", SIZES)
def test_lists_and_tables_are_high(held_back: Sequence[Outcome], size: str) -> None:
    """Leaks of lists and tables with at most a tenth of foreign rows."""
    found = _leaks(held_back, *SIZES[size])
    leaks = [o for o in found if o.sample.shape != "sentence" and o.sample.foreign <= 0.1]
    grave = [o for o in leaks if _list(o) and o.assessment.severity.rank >= Severity.HIGH.rank]
    assert len(leaks) >= 15
    assert len(grave) >= at_least(f"plain lists, {size}, high") * len(leaks)


@pytest.mark.parametrize("size", SIZES)
def test_all_leaks_are_client_lists(held_back: Sequence[Outcome], size: str) -> None:
    """Sentences and leaks with up to two fifths of foreign rows are among them."""
    leaks = _leaks(held_back, *SIZES[size])
    assert sum(map(_list, leaks)) >= at_least(f"all leaks, {size}") * len(leaks)


def test_samples_with_our_figures_are_high(held_back: Sequence[Outcome]) -> None:
    leaks = [o for o in _leaks(held_back, 5, 8) if o.sample.figures]
    assert leaks
    assert all(o.assessment.severity.rank >= Severity.HIGH.rank for o in leaks)


def test_decoys_raise_no_alarm(held_back: Sequence[Outcome]) -> None:
    """One in two thousand may, and a rival's list of which half are our clients; nothing may be critical."""
    decoys = [o for o in held_back if not o.leak]
    rivals = [o for o in decoys if o.sample.kind == "rival list"]
    assert len(decoys) >= 300
    others = sum(o.alarm for o in decoys if o.sample.kind != "rival list")
    assert others <= at_most("alarms on decoys but rivals' lists") * len(decoys)
    assert sum(o.alarm for o in rivals) <= at_most("alarms on rivals' lists") * len(rivals)
    assert not [o for o in decoys if o.assessment.severity is Severity.CRITICAL]
    assert not [o for o in decoys if o.alarm and o.sample.kind == "directory"]


def test_scores_are_probabilities(held_back: Sequence[Outcome]) -> None:
    assert report.brier(held_back) <= at_most("Brier score")
    sure = [o for o in held_back if o.assessment.score >= 0.9]
    assert sum(o.leak for o in sure) >= at_least("surely leaks from a score of .9 on") * len(sure)


def test_reliability_is_drawn(held_back: Sequence[Outcome]) -> None:
    assert reliability(held_back).count("<circle") >= 4


def _leaks(held_back: Sequence[Outcome], low: int, high: int) -> list[Outcome]:
    return [o for o in held_back if o.leak and low <= o.sample.rows < high]


def _list(o: Outcome) -> bool:
    return o.assessment.verdict is Verdict.CLIENT_LIST
