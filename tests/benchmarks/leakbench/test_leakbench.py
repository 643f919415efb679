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
from tests.benchmarks.leakbench.measure import Outcome, outcomes

pytestmark = pytest.mark.benchmark

CHECKSUM = "5f7cc50eee0901af"


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


@pytest.mark.parametrize(("low", "high", "floor"), [(25, 10**9, 0.99), (8, 25, 0.90), (5, 8, 0.80)])
def test_leaks_are_client_lists(held_back: Sequence[Outcome], low: int, high: int, floor: float) -> None:
    leaks = [o for o in held_back if o.leak and low <= o.sample.rows < high]
    listed = [o for o in leaks if o.assessment.verdict is Verdict.CLIENT_LIST]
    assert len(leaks) >= 20
    assert len(listed) >= floor * len(leaks)


def test_decoys_raise_no_alarm(held_back: Sequence[Outcome]) -> None:
    decoys = [o for o in held_back if not o.leak]
    assert len(decoys) >= 200
    assert sum(o.alarm for o in decoys) <= 0.015 * len(decoys)
    assert not [o for o in decoys if o.assessment.severity is Severity.CRITICAL]


def test_scores_are_probabilities(held_back: Sequence[Outcome]) -> None:
    assert report.brier(held_back) <= 0.02
