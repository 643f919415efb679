"""Nothing that a stranger wrote reaches a terminal or a pipe as more than text, whatever field and command it is in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.hostile import commands, make, run_all
from tests.hostile import sample, strings, unsafe

OURS = {"0", "1", "2", "33", "36", "1;31", "1;37;41", "1;30;43", "31"}  # what our own colours come to


@pytest.mark.timeout(600)
@pytest.mark.parametrize("terminal", [False, True], ids=["pipe", "terminal"])
@pytest.mark.parametrize("count", [10, pytest.param(500, marks=[pytest.mark.slow, pytest.mark.timeout(3_000)])])
def test_no_string_in_any_field_is_more_than_text(tmp_path: Path, terminal: bool, count: int) -> None:
    some = sample(count) if count < len(strings()) else strings()
    asked = commands(make(tmp_path, some), some)
    out, err, ends = run_all(tmp_path, asked, terminal=terminal)
    assert len(ends) == len(asked), err[-2_000:]
    assert "fault in leakscan" not in err
    assert "MarkupError" not in err
    assert set(ends) <= {0, 1, 2, 3}
    assert unsafe(out) == []
    assert unsafe(err) == []
    colours = set(re.findall("\x1b\\[([0-9;]*)m", out + err))
    assert colours <= (OURS if terminal else set()), sorted(colours)
