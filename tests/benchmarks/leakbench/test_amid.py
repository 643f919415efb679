"""A leak amid others' posts in a dump is found as it is alone, and the posts raise no alarm without it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.benchmarks.leakbench.amid import Tried, alarms, lost, tried
from tests.benchmarks.leakbench.corpus import build
from tests.benchmarks.leakbench.floors import at_least, at_most

pytestmark = pytest.mark.benchmark


@pytest.fixture(scope="module")
def found() -> Sequence[Tried]:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("LEAKSCAN_BENCH_DATA", raising=False)
        return list(tried(build(scale=0.2), 60, 20))


def test_leaks_in_dumps_are_found_as_if_they_stood_alone(found: Sequence[Tried]) -> None:
    print(f"{len(found) - lost(found)} of {len(found)} found")  # a benchmark's result
    assert len(found) >= 400
    assert len(found) - lost(found) >= at_least("leaks amid others' posts in a dump, high") * len(found)


def test_the_posts_of_others_raise_no_alarm(found: Sequence[Tried]) -> None:
    print(f"{alarms(found)} alarms without the leaks")  # a benchmark's result
    assert alarms(found) <= at_most("alarms on dumps of others' posts") * len(found)
