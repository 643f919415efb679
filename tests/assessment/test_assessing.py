"""The list told from the mention, end to end within the room."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from leakscan.assessment import assess, assessing, find_blocks, worth_blocks
from leakscan.model import Entry, MatchKind, Severity, Verdict, Watchlist
from tests.assessment.given import NAMES, OTHERS, TOWNS, assessed, matches_of, watchlist

CLIENTS = watchlist()
NUMBERED = watchlist(figures=True)


def _table(names: tuple[str, ...], seed: int = 1) -> str:
    rng = random.Random(seed)
    return "\n".join(
        ["customer,accounts,since", *(f"{n},{rng.randrange(1, 90)},{rng.randrange(2012, 2020)}" for n in names)]
    )


def _mixed(ours: int, others: int) -> tuple[str, ...]:
    names = [*NAMES[:ours], *OTHERS[:others]]
    random.Random(5).shuffle(names)
    return tuple(names)


@pytest.mark.parametrize("ours", [25, 60, 100])
def test_list_of_clients_is_critical(ours: int) -> None:
    found = assessed(_table(_mixed(ours, 2)), CLIENTS)
    assert (found.verdict, found.severity) == (Verdict.CLIENT_LIST, Severity.CRITICAL)
    assert found.score > 0.98
    assert found.clients.matched == ours
    assert found.clients.listed == ours + 2
    assert found.clients.purity == pytest.approx(ours / (ours + 2))


def test_proof_sample_of_eight_rows_is_high() -> None:
    found = assessed("selling this, sample:\n\n" + "\n".join(NAMES[:8]), CLIENTS)
    assert (found.verdict, found.severity) == (Verdict.CLIENT_LIST, Severity.HIGH)


@pytest.mark.parametrize(("ours", "others"), [(10, 90), (20, 80), (5, 45), (3, 22), (25, 75)])
def test_directory_and_other_lists_are_mentions(ours: int, others: int) -> None:
    found = assessed(_table(_mixed(ours, others)), CLIENTS)
    assert found.verdict is Verdict.MENTION
    assert found.severity in {Severity.INFO, Severity.LOW}


@pytest.mark.parametrize("number", [3, 5, 7, 10])
def test_names_in_a_sentence_are_a_mention(number: int) -> None:
    story = "The breach that was disclosed on Monday affects about 2,900 customers and 600,000 searches. "
    text = (
        story * 3 + "Customers include " + ", ".join(NAMES[:number]) + " and others, a spokesman said.\n\n" + story * 2
    )
    found = assessed(text, CLIENTS)
    assert found.verdict is Verdict.MENTION
    assert found.severity in {Severity.INFO, Severity.LOW}


def test_five_rows_with_our_figures_are_critical() -> None:
    rows = [f"{e.name} | {e.figures['accounts']:.0f} | {e.figures['searches']:.0f}" for e in NUMBERED.entries[10:15]]
    found = assessed("\n".join(rows), NUMBERED)
    assert (found.verdict, found.severity) == (Verdict.CLIENT_LIST, Severity.CRITICAL)
    assert found.figures["searches"].compared == found.figures["searches"].agree == 5


def test_matches_carry_rows_from_one() -> None:
    found = assessed(_table(NAMES[:9]), CLIENTS)
    assert [match.row for match in found.matches] == list(range(1, 10))


@pytest.mark.parametrize("mark", ["N'", "'"])
def test_a_match_may_begin_with_the_mark_of_its_string(mark: str) -> None:
    """Screening may count ``N'Acme'`` whole, while the row begins within it."""
    lines = [f"INSERT [dbo].[Customer] ([name]) VALUES (N'{name}')" for name in NAMES[:8]]  # noqa: S608  # a dump's
    text, clients = "SET IDENTITY_INSERT [dbo].[Customer] ON\nGO\n" + "\n".join(lines), watchlist()
    matches = [replace(match, start=match.start - len(mark)) for match in matches_of(text, clients)]
    found = assess(matches, find_blocks(text, matches), clients, text)
    assert (found.clients.listed, found.clients.purity) == (8, 1.0)
    assert [match.row for match in found.matches] == list(range(1, 9))


def test_bits_add_up_to_the_score() -> None:
    for text in (_table(NAMES[:30]), _table(_mixed(5, 20)), ", ".join(NAMES[:6]) + ".", NAMES[0]):
        found = assessed(text, CLIENTS)
        bits = sum(item.bits for item in found.evidence)
        assert found.score == pytest.approx(1 / (1 + 2**-bits))


def test_evidence_says_its_numbers() -> None:
    found = assessed(_table(_mixed(48, 2)), CLIENTS)
    says = {item.test: item.says for item in found.evidence}
    assert says["purity"] == "48 of the 50 rows of one table are clients (96%)"
    assert says["coverage"].startswith("48 different clients of the 105 that we have stand")


def test_canary_is_critical_wherever_it_stands() -> None:
    clients = Watchlist("acme", (*CLIENTS.entries, Entry("c1", "Wexcombe Harbour Trust", canary="partner-b")))
    found = assessed("Minutes: the Wexcombe Harbour Trust sent its regrets.", clients)
    assert (found.verdict, found.severity) == (Verdict.CANARY, Severity.CRITICAL)
    assert [(c.entry, c.copy) for c in found.canaries] == [("c1", "partner-b")]
    assert found.score > 0.99


@pytest.mark.parametrize(
    ("number", "verdict"), [(2, Verdict.MENTION), (3, Verdict.IDENTIFIERS), (8, Verdict.IDENTIFIERS)]
)
def test_addresses_of_clients_are_identifiers(number: int, verdict: Verdict) -> None:
    clients = Watchlist("acme", tuple(Entry(n, n, emails=(f"it@{n.split()[0].lower()}.example",)) for n in NAMES[:35]))
    text = "\n".join(f"log {i} user it@{town.lower()}.example ok" for i, town in enumerate(TOWNS[:number]))
    noise = "\n".join(f"log {i} user root@host{i}.example failed with code {i * 7}" for i in range(60))
    found = assessed(text + "\n" + noise, clients)
    assert found.verdict is verdict
    assert found.severity.rank >= (Severity.MEDIUM.rank if number >= 3 else 0)


def test_owners_public_customers_page_is_a_mention() -> None:
    public = Watchlist("acme", tuple(Entry(n, n, public=i < 40) for i, n in enumerate(NAMES)))
    found = assessed("Our customers\n\n" + "\n".join(f"• {name}" for name in NAMES[:42]), public)
    assert found.verdict is Verdict.MENTION
    assert "publicly known" in next(item.says for item in found.evidence if item.test == "public")


def test_repeated_rows_of_one_client_are_one() -> None:
    text = "\n".join(f"{name},user{i}@mail.example,{i * 7}" for i, name in enumerate(NAMES[:10] * 12))
    found = assessed(text, CLIENTS)
    assert found.clients.listed == 10
    assert found.severity is Severity.HIGH


def test_nothing_found_is_a_mention_without_rows() -> None:
    found = assess((), (), CLIENTS)
    assert (found.verdict, found.severity) == (Verdict.MENTION, Severity.INFO)
    assert found.clients.listed is None
    assert found.clients.purity is None
    assert found.score < 0.01


def test_without_text_a_clear_list_is_still_one() -> None:
    text = _table(NAMES[:40])
    found = assess(matches_of(text, CLIENTS), find_blocks(text), CLIENTS)
    assert found.verdict is Verdict.CLIENT_LIST


def test_worth_blocks_needs_three_clients_or_an_identifier() -> None:
    assert not worth_blocks(matches_of(f"{NAMES[0]}, {NAMES[1]} and {NAMES[0]}", CLIENTS))
    assert worth_blocks(matches_of(", ".join(NAMES[:3]), CLIENTS))
    assert not worth_blocks(())


@pytest.mark.parametrize("every", [8, 12])
def test_long_directory_is_turned_away_early(every: int) -> None:
    rows = [
        NAMES[i // every] if i % every == 0 and i // every < len(NAMES) else f"Bureau No {i} of {OTHERS[i % 100]}"
        for i in range(1200)
    ]
    text = "\n".join(f"{row}\t{i}" for i, row in enumerate(rows))
    matches = matches_of(text, CLIENTS)
    blocks = find_blocks(text, matches)
    assert sum(len(block.rows) for block in blocks) < 800
    assert assess(matches, blocks, CLIENTS, text).verdict is Verdict.MENTION


def test_long_leak_is_split_whole() -> None:
    clients = watchlist(tuple(f"{town} {i} Works" for i in range(30) for town in TOWNS))
    text = "\n".join(f"{entry.name}\t{i}" for i, entry in enumerate(clients.entries))
    matches = matches_of(text, clients)
    assert sum(len(block.rows) for block in find_blocks(text, matches)) == len(clients)


@pytest.mark.parametrize("number", [400, 1000])
def test_long_leak_on_one_line_is_no_directory(number: int) -> None:
    clients = watchlist(tuple(f"{town} {i} Works" for i in range(30) for town in TOWNS))
    rows = [{"id": i, "org": {"name": entry.name, "seats": i % 9}} for i, entry in enumerate(clients.entries[:number])]
    found = assessed("fresh, here:\n" + json.dumps({"data": {"items": rows}}), clients)
    assert (found.verdict, found.severity) == (Verdict.CLIENT_LIST, Severity.CRITICAL)


def test_list_is_dated_by_who_is_missing() -> None:
    start = date(2020, 1, 1)
    entries = tuple(Entry(n, n, since=start + timedelta(days=7 * i)) for i, n in enumerate(NAMES))
    found = assessed("\n".join(NAMES[:60]), Watchlist("acme", entries))
    assert found.dated is not None
    assert found.dated.after == entries[59].since
    assert found.dated.before == entries[60].since


@pytest.mark.parametrize("clients", [CLIENTS, watchlist(NAMES[:40])], ids=["all", "forty"])
@pytest.mark.parametrize("names", [1, 2, 3])
@pytest.mark.parametrize("kind", [MatchKind.NAME, MatchKind.EMAIL])
def test_mentions_judged_once_are_what_each_is_judged_by_itself(
    clients: Watchlist, names: int, kind: MatchKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = [f"We met {' and later '.join(NAMES[at : at + names])}." for at in range(4)]
    found = [[replace(match, kind=kind) for match in matches_of(text, clients)] for text in said]
    once = [assess(matches, [], clients, text) for matches, text in zip(found, said, strict=True)]
    monkeypatch.setattr(assessing, "_told", lambda *_: None)
    monkeypatch.setattr(assessing, "_only_mentions", lambda _: False)
    assert [assess(matches, [], clients, text) for matches, text in zip(found, said, strict=True)] == once
    assert [len({match.entry for match in assessment.matches}) for assessment in once] == [names] * 4


def test_mentions_are_told_in_order_of_the_text_and_share_nothing_that_may_change() -> None:
    text = f"We met {NAMES[0]} and later {NAMES[1]}."
    found = matches_of(text, CLIENTS)
    once, again = (assess(matches, [], CLIENTS, text) for matches in (found, found[::-1]))
    assert [match.entry for match in once.matches] == [match.entry for match in again.matches] == [*NAMES[:2]]
    assert once == again
    assert once.figures is not again.figures


def test_a_planted_client_is_no_mere_mention() -> None:
    entries = tuple(replace(entry, canary="partner-b" if at == 1 else None) for at, entry in enumerate(CLIENTS.entries))
    planted = Watchlist("acme", entries)
    assert assessed(NAMES[0], planted).verdict is Verdict.MENTION
    assert assessed(NAMES[1], planted).verdict is Verdict.CANARY
    assert assessed(NAMES[2], planted).verdict is Verdict.MENTION
