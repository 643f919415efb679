"""Whatever quotes, escapes and brackets stand around names: nothing raises, and all that is told lies in the text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from leakscan.assessment import assess, find_blocks, worth_blocks
from leakscan.assessment.blocks import blocks_within, string_around
from leakscan.assessment.blocks._lining import page_of
from leakscan.assessment.blocks._pasted import _held, _may_hold
from leakscan.assessment.scope import scope
from tests.assessment.given import NAMES, matches_of, watchlist

CLIENTS = watchlist()
SIGNS = [*"'\"\\\t\n\r,;|:[]{}() x7", *NAMES[:9]]
RUNS = [
    "\n\n\n\n\n",
    "''",
    '""',
    "\\'",
    '\\"',
    "\\\\",
    "', '",
    '", "',
    "'),('",
    '"],["',
    '":"',
    "\n\\.\n",
    "talk of it ",
]
HEADS = ["", "INSERT INTO t VALUES (", "COPY t (a, b) FROM stdin;\n", "id,body\n", '{"body": "', "x = ['"]
TEXTS = st.builds(
    lambda head, parts: head + "".join(parts),
    st.sampled_from(HEADS),
    st.lists(st.sampled_from(SIGNS + RUNS), max_size=90),
)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_blocks_rows_and_cells_lie_within_the_text(text: str) -> None:
    matches = matches_of(text, CLIENTS)
    for block in find_blocks(text, matches):
        assert block.rows
        for row in block.rows:
            assert 0 <= row.start <= row.end <= len(text)
            assert row.cells
            assert all(0 <= cell.start <= cell.end <= len(text) for cell in row.cells)
    found = assess(matches, find_blocks(text, matches) if worth_blocks(matches, CLIENTS, text) else [], CLIENTS, text)
    assert 0.0 <= found.score <= 1.0
    assert [match.start for match in found.matches] == [match.start for match in matches]


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.data())
def test_a_scope_holds_what_it_is_of(text: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    low, high = scope(text, start, end)
    assert 0 <= low <= start <= end <= high <= len(text)
    string = string_around(text, start, end)
    assert string is None or (text[string.start - 1] in "'\"" and text[string.start - 1] == text[string.end])
    matches = [match.start for match in matches_of(text, CLIENTS) if start <= match.start and match.end <= end]
    for block in blocks_within(text, start, end, matches):
        assert start <= block.start <= block.end <= end


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_no_string_that_holds_a_list_is_passed_by(text: str) -> None:
    page = page_of(text, [match.start for match in matches_of(text, CLIENTS)])
    if any(_held(page)):
        assert any(_may_hold(page, quote) for quote in "'\"")
