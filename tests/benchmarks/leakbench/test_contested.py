"""The floors for documents that are hard to tell, on which scores are calibrated: hardly any is beyond doubt."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import pytest

from leakscan.model import Severity
from tests.benchmarks.leakbench import report
from tests.benchmarks.leakbench.contested import contested
from tests.benchmarks.leakbench.corpus import Corpus
from tests.benchmarks.leakbench.floors import CONTESTED, at_least, at_most
from tests.benchmarks.leakbench.measure import Outcome, outcomes

pytestmark = pytest.mark.benchmark


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("LEAKSCAN_BENCH_DATA", raising=False)
        return contested(scale=3.0)


@pytest.fixture(scope="module")
def held_back(corpus: Corpus) -> Sequence[Outcome]:
    found = list(outcomes(corpus, held_back=True))
    print("\n".join(report.lines(found)))  # a benchmark's result
    return found


def test_corpus_is_the_one_the_floors_were_measured_on(corpus: Corpus) -> None:
    texts = "\0".join(f"{sample.kind} {sample.text}" for sample in corpus.samples)
    assert hashlib.sha256(texts.encode()).hexdigest()[:16] == CONTESTED


def test_leaks_of_which_up_to_half_is_foreign_are_high(held_back: Sequence[Outcome]) -> None:
    leaks = [o for o in held_back if o.leak]
    assert len(leaks) >= 400
    assert sum(map(report.grave, leaks)) >= at_least("contested leaks, high") * len(leaks)


@pytest.mark.parametrize("kind", ["rival in a small market", "directory of a strong region"])
def test_lists_that_share_up_to_three_fifths_raise_few_alarms(held_back: Sequence[Outcome], kind: str) -> None:
    decoys = [o for o in held_back if o.sample.kind == kind]
    assert len(decoys) >= 200
    assert sum(o.alarm for o in decoys) <= at_most(f"contested, alarms on a {kind}") * len(decoys)
    assert not [o for o in decoys if o.assessment.severity is Severity.CRITICAL]


def test_scores_are_probabilities(held_back: Sequence[Outcome]) -> None:
    sure = [o for o in held_back if o.assessment.score >= 0.9]
    assert sum(o.leak for o in sure) >= at_least("contested, surely leaks from a score of .9 on") * len(sure)
    assert report.brier(held_back) <= at_most("contested, Brier score")
    assert report.gap(held_back) <= at_most("contested, gap between scores and shares of leaks")
