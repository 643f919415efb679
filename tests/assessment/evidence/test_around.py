"""What stands around a list: it speaks against bare names that an article prints, not against a table."""

from __future__ import annotations

import pytest

from leakscan.model import Assessment, Severity
from tests.assessment.given import NAMES, assessed, watchlist

_MATCH = (
    "The home side began the second half with two changes and was rewarded within a minute, said the coach, who had "
    "asked his players on Saturday to be braver with the ball and to keep their shape when they lost it. "
)
_NEWS = _MATCH * 4 + "\n\n"
_REPORT = (
    "The vendor confirmed on Thursday that an intruder had copied its list of customers, a spokesman said, and that "
    "the breach was reported to the police at once; lawmakers said that they would ask for its contracts. "
) * 4 + "\n\n"


def _bits(assessment: Assessment, test: str = "around") -> float:
    return sum(evidence.bits for evidence in assessment.evidence if evidence.test == test)


def _table(columns: int, rows: int) -> str:
    words = ("Leeds", "trial", "2019-04-11")
    lines = [";".join([name, *words[:columns]]) for name in NAMES[:rows]]
    return "\n".join(lines) + "\n\nShares fell on Monday.\n"


@pytest.mark.parametrize("around", [_NEWS, _REPORT])
@pytest.mark.parametrize("rows", [5, 8, 15])
def test_nothing_against_a_table(around: str, rows: int) -> None:
    found = assessed(around + _table(3, rows), watchlist())
    assert _bits(found) == 0
    assert found.severity.rank >= Severity.HIGH.rank


def test_less_against_names_with_one_column_of_data() -> None:
    bare, beside = (_bits(assessed(_REPORT + _table(columns, 8), watchlist())) for columns in (0, 1))
    assert bare < 3 * beside < 0


def test_much_against_few_bare_names_in_a_report() -> None:
    found = assessed(_REPORT + "\n".join(f"- {name}" for name in NAMES[:6]) + "\n", watchlist())
    assert _bits(found) < -8
    assert found.severity.rank <= Severity.LOW.rank
    assert "as in an article that names some customers" in " ".join(e.says for e in found.evidence)


def test_a_remark_behind_each_name_is_no_column_of_data() -> None:
    lines = [f"- {name}: its spokesman said that the contract had ended years ago" for name in NAMES[:6]]
    assert _bits(assessed(_REPORT + "\n".join(lines) + "\n", watchlist())) < -8


def test_text_about_other_things_says_less_unless_it_leads_to_the_list() -> None:
    names = "\n".join(f"- {name}" for name in NAMES[:8]) + "\n"
    plain = assessed(_NEWS + names, watchlist())
    led = assessed(f"{_NEWS}Those that could be confirmed:\n\n{names}", watchlist())
    assert _bits(led) < 2 * _bits(plain) < 0
    assert "speaks of no customers" in " ".join(e.says for e in plain.evidence)


def test_nothing_against_a_long_list() -> None:
    assert _bits(assessed(_REPORT + "\n".join(NAMES[:40]) + "\n", watchlist())) == 0
