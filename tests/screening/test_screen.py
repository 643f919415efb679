"""What screening finds and what it leaves, on whole texts."""

from __future__ import annotations

import hashlib
import pickle

import pytest

from leakscan.errors import UsageError
from leakscan.model import Entry, Match, MatchKind, Watchlist
from leakscan.screening import Index, compile_index, screen, screen_texts

NAMES = (
    "Avon Police Department",
    "Acme Inc",
    "Toronto Police Service",
    "Ada County Sheriff's Office",
    "University of Michigan",
    "Target Corporation",
    "Air Force",
    "Macy's",
    "Best Buy Co., Inc.",
    "Société Générale SA",
    "Siemens Energy AG",
    "トヨタ自動車株式会社",
    "ООО Ромашка",
    "Springfield Police Department",
    "AT&T Inc.",
    "St. Louis Metropolitan Police Department",
    "Zscaler, Inc.",
    "Las Cruces Police Department",
    "True Value Ltd",
)
NORTHWIND = Entry(
    key="Northwind Widgets LLC",
    name="Northwind Widgets LLC",
    domains=("northwind.example",),
    emails=("jane.doe@northwind.example",),
    identifiers=("NW-10042", "4711"),
)


@pytest.fixture(scope="module")
def index() -> Index:
    entries = (*(Entry(key=name, name=name) for name in NAMES), NORTHWIND)
    return compile_index([Watchlist("acme", entries)])


def one(text: str, index: Index) -> Match:
    (matches,) = screen([text], index)
    assert len(matches) == 1, matches
    assert text[matches[0].start : matches[0].end] == matches[0].text
    return matches[0]


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("AVON P.D.,12,3", "Avon Police Department"),
        ("Avon PD IN", "Avon Police Department"),
        ("avon police dept", "Avon Police Department"),
        ("ACME, INC. 12", "Acme Inc"),
        ("acme", "Acme Inc"),
        ("Police, Toronto", "Toronto Police Service"),
        ("Torotno Police Service", "Toronto Police Service"),
        ("Tоr0nto P0lice Service", "Toronto Police Service"),
        ("TorontoPoliceService", "Toronto Police Service"),
        ("Tor onto Police Service", "Toronto Police Service"),
        ("Tor\u200bonto\u200b Police Service", "Toronto Police Service"),
        ("Toronto-Police-Service", "Toronto Police Service"),
        ("Ada Co SO", "Ada County Sheriff's Office"),
        ("Ada County Sheriff", "Ada County Sheriff's Office"),
        ("Univ of Michigan", "University of Michigan"),
        ("Michigan University", "University of Michigan"),
        ("Target\t12", "Target Corporation"),
        ("they shop at Target today", "Target Corporation"),
        ("TARGET CORP.", "Target Corporation"),
        ("Contact Target Corporation today", "Target Corporation"),
        ("the Air Force said", "Air Force"),
        ("macys", "Macy's"),
        ("best buy", "Best Buy Co., Inc."),
        ("Societe Generale", "Société Générale SA"),
        ("SociÃ©tÃ© GÃ©nÃ©rale", "Société Générale SA"),
        ("Seimens Enregy AG", "Siemens Energy AG"),
        ("トヨタ自動車", "トヨタ自動車株式会社"),
        ("Ромашка", "ООО Ромашка"),
        ("at & t", "AT&T Inc."),
        ("saint louis metro pd", "St. Louis Metropolitan Police Department"),
        ("Zscalr", "Zscaler, Inc."),
        ("Las Cruces PD", "Las Cruces Police Department"),
        ("Northwind Widget", "Northwind Widgets LLC"),
        ("paid to True Value today", "True Value Ltd"),
        ("1,true value,30", "True Value Ltd"),
        ("see avon police about it", "Avon Police Department"),
    ],
)
def test_names_are_found_as_leaks_write_them(text: str, entry: str, index: Index) -> None:
    assert one(text, index).entry == entry


@pytest.mark.parametrize(
    "text",
    [
        "",
        "the target was hit",
        "Target the users first, then the rest",
        "the air force said nothing",
        "Akron Police Department",
        "West Springfield Police Department",
        "Police Department",
        "Acme Solutions LLC builds bridges",
        "if target is None: raise KeyError(target)",
        "Zscalr, she said, was a word she had made up",
        "the best buy in town",
        "a target company was found",
        "only if the true value is known",
        "Hawthorn Target Corporation",
        "they sold to Hawthorn Target Corporation today",
    ],
)
def test_what_is_no_client_is_left_alone(text: str, index: Index) -> None:
    assert screen([text], index) == [[]]


@pytest.mark.parametrize(
    ("text", "kind", "rule"),
    [
        ("see northwind.example now", MatchKind.DOMAIN, ""),
        ("mail.northwind[.]example", MatchKind.DOMAIN, "defanged; subdomain"),
        ("bob@northwind.example", MatchKind.DOMAIN, "in an e-mail"),
        ("JANE.DOE@NORTHWIND.EXAMPLE", MatchKind.EMAIL, ""),
        ("jane.doe at northwind dot example", MatchKind.EMAIL, "defanged"),
        ("j***@northwind.example", MatchKind.MASKED, "masked"),
        ("nw 10042", MatchKind.IDENTIFIER, "other separators"),
        ("NW10042", MatchKind.IDENTIFIER, "other separators"),
        (hashlib.sha1(b"jane.doe@northwind.example").hexdigest(), MatchKind.HASHED, "sha1 of the e-mail"),  # noqa: S324 - what leaks use
    ],
)
def test_identifiers_in_disguise(text: str, kind: MatchKind, rule: str, index: Index) -> None:
    match = one(text, index)
    assert (match.entry, match.kind, match.rule) == (NORTHWIND.key, kind, rule)


def test_a_short_identifier_needs_its_client_beside_it(index: Index) -> None:
    alone, beside = screen(["order 4711 shipped", "4711;Northwind Widgets"], index)
    assert alone == []
    assert [match.kind for match in beside] == [MatchKind.IDENTIFIER, MatchKind.NAME]


def test_a_tie_is_reported_as_ambiguous() -> None:
    entries = (Entry(key="IL", name="Salem Police Department"), Entry(key="MO", name="Salem Police Dept"))
    match = one("Salem PD", compile_index([Watchlist("w", entries)]))
    assert {match.entry, *match.ambiguous} == {"IL", "MO"}


def test_the_state_decides_between_sisters() -> None:
    entries = (Entry(key="IL", name="Salem IL PD"), Entry(key="MO", name="Salem MO PD"))
    index = compile_index([Watchlist("w", entries)])
    assert [one(text, index).entry for text in ("Salem Police Dept, MO", "SALEM IL P.D.")] == ["MO", "IL"]


def test_lists_do_not_disturb_each_other_and_need_names_of_their_own() -> None:
    entries = (Entry(key="a", name="Acme Widgets Inc"),)
    index = compile_index([Watchlist("one", entries), Watchlist("two", entries)])
    assert [match.watchlist for match in screen(["Acme Widgets"], index)[0]] == ["one", "two"]
    with pytest.raises(UsageError):
        compile_index([Watchlist("one", entries), Watchlist("one", entries)])


def test_a_pickled_index_finds_the_same(index: Index) -> None:
    texts = ["Avon PD", "j***@northwind.example"]
    assert screen(texts, pickle.loads(pickle.dumps(index))) == screen(texts, index)  # noqa: S301 - our own bytes


def test_hostile_characters_do_no_harm(index: Index) -> None:
    text = "\ud800\x00\U0001f600\U000e0001Avon\u202e PD\x00" + "\U0001d400cme Inc"
    matches = screen([text], index)[0]
    assert [match.entry for match in matches] == ["Avon Police Department", "Acme Inc"]


def test_nothing_is_cut_from_an_ordinary_text(index: Index) -> None:
    assert [screening.cut for screening in screen_texts(["Avon PD " * 50], index)] == [None]
