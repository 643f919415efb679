"""Running text around and behind a few names: an article about the leak is no leak, a seller's post is no article."""

from __future__ import annotations

import json
import random

import pytest

from leakscan.assessment import find_blocks
from leakscan.assessment.prose import _outside, prose_around, prose_words, words_of
from leakscan.block import Block, Row, Span
from leakscan.model import Severity, Verdict
from tests.assessment.given import NAMES, OTHERS, assessed, watchlist

CLIENTS = watchlist()
NUMBERED = watchlist(figures=True)
PARAGRAPH = (
    "The company that sells the software confirmed on Thursday that an intruder had taken its entire list of "
    "customers. In a notice sent to those affected, it said that the flaw had been fixed within a day and that its "
    "servers were never reached. Experts said that such lists are worth more than they look.\n\n"
)
REMARKS = (
    ", which says that it stopped using the service last year",
    ", whose head of security gave a reference for the company's website",
    ": the contract, seen by reporters, runs until the end of June",
    ", where a detective opened a trial in the summer",
    ": a spokesperson said that the tool was 'tested and not adopted'",
)
POST = "got this from a friend who works at the vendor, full file has 2,900 rows. sample below, dm me for the rest."


@pytest.mark.parametrize("sign", [" ", "\t", "  ", "\x1f", "\u00a0", "\u3000"])
@pytest.mark.parametrize("before", ["", " ", "\n"])
def test_eight_words_are_running_text_whatever_parts_them(sign: str, before: str) -> None:
    said = before + sign.join(["they", "said", "that", "it", "Was", "of", "the", "town"])
    assert prose_words(said) == prose_words(said + sign) == 8
    assert prose_words(said.rsplit(sign, 1)[0]) == 0


@pytest.mark.parametrize("remarks", [REMARKS[:2], REMARKS[2:3], REMARKS])
def test_annotated_bullets_are_a_mention(remarks: tuple[str, ...]) -> None:
    bullets = "\n".join(f"- {name}{remarks[i % len(remarks)]}" for i, name in enumerate(NAMES[:8]))
    found = assessed(f"{PARAGRAPH}What could be confirmed by a second source:\n\n{bullets}\n\n{PARAGRAPH}", CLIENTS)
    assert found.verdict is Verdict.MENTION
    assert found.severity.rank <= Severity.LOW.rank


@pytest.mark.parametrize("number", [5, 7, 10])
@pytest.mark.parametrize("bullet", ["- ", "• ", ""])
def test_bare_bullets_amid_an_article_are_a_mention(number: int, bullet: str) -> None:
    bullets = "\n".join(f"{bullet}{name}" for name in NAMES[:number])
    found = assessed(f"{PARAGRAPH * 2}Among the customers are:\n\n{bullets}\n\n{PARAGRAPH * 4}", CLIENTS)
    assert found.verdict is Verdict.MENTION
    says = next(item for item in found.evidence if item.test == "around")
    assert says.bits < -5
    assert "words of running text" in says.says


@pytest.mark.parametrize("number", [5, 6, 7])
def test_proof_sample_in_a_short_post_is_high(number: int) -> None:
    found = assessed(POST + "\n\n" + "\n".join(NAMES[:number]) + "\n\nprice is 2k, no lowballs", CLIENTS)
    assert (found.verdict, found.severity) == (Verdict.CLIENT_LIST, Severity.HIGH)


def test_proof_sample_with_our_figures_counts_amid_any_text() -> None:
    rows = [f"{e.name} | {e.figures['accounts']:.0f} | {e.figures['searches']:.0f}" for e in NUMBERED.entries[10:16]]
    found = assessed(PARAGRAPH * 3 + "\n".join(rows) + "\n\n" + PARAGRAPH * 4, NUMBERED)
    assert found.verdict is Verdict.CLIENT_LIST
    assert found.severity.rank >= Severity.HIGH.rank


def test_long_list_amid_a_thread_is_still_critical() -> None:
    found = assessed(PARAGRAPH * 8 + "\n".join(NAMES[:60]) + "\n\n" + PARAGRAPH * 8, CLIENTS)
    assert (found.verdict, found.severity) == (Verdict.CLIENT_LIST, Severity.CRITICAL)


def test_table_with_a_heading_may_hold_remarks() -> None:
    rows = [
        f'"{name}",active,"a note that someone wrote about them and their many open tickets"' for name in NAMES[:12]
    ]
    blocks = find_blocks("\n".join(["customer,status,notes", *rows]))
    assert [(block.kind, len(block.rows)) for block in blocks] == [("delimited", 12)]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("which says that it stopped using the service last year", 10),
        ("Board of Trustees of the University of Northern Harrowgate", 0),
        ("declined to comment", 0),
        ("", 0),
        ("1 2 3 4 5 6 7 8 9 10", 0),
    ],
)
def test_prose_is_many_words_without_capitals(said: str, words: int) -> None:
    assert prose_words(said) == words


@pytest.mark.parametrize("seed", range(20))
def test_words_are_counted_alike_with_and_without_signs_beyond_ascii(seed: int) -> None:
    rng = random.Random(seed)
    said = "".join(rng.choices(["a", "Be", "7", " ", "\t", "\x1c", "\x00", "-", "(of", "by ", "~"], k=120)).strip()
    words = said.split()
    lower = sum(word[0].isalpha() and word[0].islower() for word in words)
    assert words_of(said) == (len(words), lower)
    assert words_of(f"{said} Émile étang") == (len(words) + 2, lower + 1)


@pytest.mark.parametrize("indent", [None, 1])
def test_what_an_object_says_in_a_field_of_its_own_stands_around_its_list(indent: int | None) -> None:
    said = PARAGRAPH.replace("\n", " ").strip()
    for record in ({"body": said, "names": NAMES[:9]}, {"names": NAMES[:9], "body": said, "at": "2020"}):
        text = json.dumps(record, indent=indent)
        blocks = find_blocks(text)
        assert [len(block.rows) for block in blocks] == [9]
        words = prose_around(text, blocks, blocks[0], 10**6)
        assert 0 <= words - len(said.split()) <= 2


def test_prose_around_leaves_out_what_tables_hold() -> None:
    text = PARAGRAPH + "\n".join(f"{name}\t{i}" for i, name in enumerate(OTHERS[:9]))
    blocks = find_blocks(text)
    assert prose_around(text, blocks, blocks[0], 10**6) == len(PARAGRAPH.split())


@pytest.mark.parametrize("seed", range(60))
def test_lines_outside_are_those_that_no_row_reaches_into(seed: int) -> None:
    rng = random.Random(seed)
    lines = ["x" * rng.choice([0, 3, 15, 16, 17, 40]) + str(at) for at in range(rng.randrange(1, 12))]
    text = "\n".join(lines) + rng.choice(["", "\n"])
    edges = sorted(rng.sample(range(len(text) + 1), min(len(text), rng.choice([2, 4, 8])) // 2 * 2))
    rows = tuple(Row(start, end, (Span(start, end),)) for start, end in zip(edges[::2], edges[1::2], strict=True))
    blocks = [Block("lines", rows[at::2]) for at in (0, 1) if rows[at::2]]
    begins = [sum(len(line) + 1 for line in lines[:at]) for at in range(len(lines))]
    outside = [
        line
        for line, start in zip(lines, begins, strict=True)
        if len(line) >= 16 and not any(row.start <= start + len(line) and row.end > start for row in rows)
    ]
    assert list(_outside(text, blocks, Span(0, len(text)))) == outside


@pytest.mark.parametrize("ours", [True, False])
def test_numbers_under_our_heading_that_are_not_ours_speak_against(ours: bool) -> None:
    rows = [
        f"{e.name},{e.figures['searches'] if ours else 77 * i + 11_000:.0f}"
        for i, e in enumerate(NUMBERED.entries[20:32])
    ]
    found = assessed("\n".join(["name,Searches", *rows]), NUMBERED)
    tests = {item.test: item for item in found.evidence}
    assert ("figures-differ" in tests) is not ours
    assert ("figures" in tests) is ours
