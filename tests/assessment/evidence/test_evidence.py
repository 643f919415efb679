"""Every test is found, documented, and says a sentence."""

from __future__ import annotations

import sys

from leakscan.assessment.evidence import tests as all_tests
from tests.assessment.given import NAMES, assessed, watchlist


def test_every_test_is_discovered_documented_and_ordered() -> None:
    modules = [sys.modules[test.__module__] for test in all_tests()]
    assert len(modules) >= 8
    assert all(module.__doc__ and test.__doc__ for module, test in zip(modules, all_tests(), strict=True))
    orders = [module.ORDER for module in modules]
    assert orders == sorted(set(orders))


def test_every_evidence_has_a_name_of_its_own_and_a_sentence() -> None:
    for text in ("\n".join(NAMES[:30]), ", ".join(NAMES[:9]) + ".", NAMES[0], ""):
        evidence = assessed(text, watchlist()).evidence
        assert len({item.test for item in evidence}) == len(evidence) >= 2
        assert all(item.says[0].isupper() or item.says[0].isdigit() for item in evidence)
        assert all("{" not in item.says and "  " not in item.says for item in evidence)
