from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from leakscan.model import Entry, Watchlist
from leakscan.screening import compile_index, screen_texts
from leakscan.screening.batches import batches


@given(st.lists(st.text("ab \n", max_size=50), max_size=8), st.integers(1, 30))
def test_every_character_is_in_one_batch_at_its_place(texts: list[str], size: int) -> None:
    seen = [""] * len(texts)
    for batch in batches(texts, size):
        for piece in batch.pieces:
            assert piece.offset == len(seen[piece.number])
            seen[piece.number] += batch.text[piece.start : piece.start + piece.length]
            if piece.length:
                assert batch.piece_at(piece.start) == piece
    assert seen == texts


def test_one_text_or_many_give_the_same_matches() -> None:
    names = ("Avon Police Department", "Acme Widgets Inc", "Toronto Police Service")
    index = compile_index([Watchlist("w", tuple(Entry(key=name, name=name) for name in names))])
    # More than one batch when whole.
    lines = [f"{number},{names[number % 3]},{'x' * 30}" for number in range(7_000)]
    (whole,) = screen_texts(["\n".join(lines)], index)
    parts = screen_texts(lines, index)
    offset, moved = 0, []
    for line, part in zip(lines, parts, strict=True):
        moved += [(match.entry, match.start + offset, match.end + offset) for match in part.matches]
        offset += len(line) + 1
    assert [(match.entry, match.start, match.end) for match in whole.matches] == moved
    assert len(moved) == len(lines)
