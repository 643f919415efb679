"""Tests of evidence, one file each: what it looks at, how much it weighs in bits, and a sentence that says so.

A test is a module here with ``ORDER`` (its place in the report) and ``weigh(case) -> Evidence | None``; None where
there is nothing to say. The bits of all tests and the prior add up to the score.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from functools import cache
from importlib import import_module

from leakscan.assessment.case import Case
from leakscan.model import Evidence

Test = Callable[[Case], Evidence | None]


@cache
def tests() -> tuple[Test, ...]:
    """The ``weigh`` functions of all tests, in the order of the report."""
    names = [found.name for found in pkgutil.iter_modules(__path__) if not found.name.startswith("_")]
    modules = [import_module(f"{__name__}.{name}") for name in names]
    return tuple(module.weigh for module in sorted(modules, key=lambda m: (m.ORDER, m.__name__)))


def weigh(case: Case) -> tuple[Evidence, ...]:
    """What every test has to say about a case."""
    return tuple([evidence for test in tests() if (evidence := test(case))])
