"""The first of what is there several times; never one of something else."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakscan.screening.once import different, firsts


@given(st.lists(st.integers(0, 1 << 60) | st.integers(0, 20), max_size=80))
def test_each_leads_to_an_earlier_one_that_is_the_same(keys: list[int]) -> None:
    found = firsts(np.array(keys, np.int64)).tolist()
    assert all(first <= n and keys[first] == key for n, (first, key) in enumerate(zip(found, keys, strict=True)))
    assert {keys[first] for first in found} == set(keys)


@pytest.mark.parametrize("count", [1, 7, 3_000])
def test_what_is_the_same_is_found_to_be(count: int) -> None:
    keys = np.arange(count) << 32
    found = firsts(np.concatenate((keys, keys)))
    assert np.count_nonzero(found[count:] < count) > count * 0.8


def test_places_differ_by_form_and_by_word_of_it() -> None:
    forms, at, places = np.array([1, 1, 2, 1, 1], np.int32), np.array([0, 0, 0, 1, 0]), np.array([5, 5, 5, 5, 6])
    assert different(places, at, forms).tolist() == [0, 2, 3, 4]


def test_there_may_be_none() -> None:
    none = np.zeros(0, np.int64)
    assert len(different(none, none, none.astype(np.int32))) == 0
