"""Identifiers in every disguise: hashed, in patterns, as telephone numbers and IBANs, in hosts of every kind."""

from __future__ import annotations

import base64
import hashlib

import pytest

from leakscan.errors import UsageError
from leakscan.model import Entry, Match, MatchKind, Watchlist
from leakscan.screening import Index, compile_index, screen
from leakscan.screening.digests import digests, md4

ENTRY = Entry(
    key="k",
    name="Northwind Widgets LLC",
    domains=("north-wind.example", "acme.example"),
    emails=("Jane.Doe@north-wind.example",),
    identifiers=("DE89 3704 0044 0532 0130 00", "+49 (30) 901820-0", r"re:ACME-\d{6}", "NW-10042"),
)


@pytest.fixture(scope="module")
def index() -> Index:
    return compile_index([Watchlist("w", (ENTRY,))])


def found(text: str, index: Index) -> list[Match]:
    (matches,) = screen([text], index)
    assert all(text[match.start : match.end] == match.text for match in matches)
    return matches


@pytest.mark.parametrize(
    ("message", "digest"),
    [
        (b"", "31d6cfe0d16ae931b73c59d7e0c089c0"),
        (b"a", "bde52cb31de33e46245e05fbdbd6fb24"),
        (b"message digest", "d9130a8164549fe818874806e1c7014b"),
        (b"1234567890" * 8, "e33b4ddc9c38f2199c3e7b164fcc0536"),
    ],
)
def test_md4_gives_the_digests_of_rfc_1320(message: bytes, digest: str) -> None:
    assert [one.hex() for one in md4([message, b"x" * 200, message])][::2] == [digest, digest]


@pytest.mark.parametrize("mail", [ENTRY.emails[0], ENTRY.emails[0].lower()])
@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha256", "ntlm"])
def test_hashes_in_hexadecimal_and_base64(mail: str, algorithm: str, index: Index) -> None:
    (digest,) = digests([mail], algorithm)
    written = [digest.hex(), digest.hex().upper(), base64.b64encode(digest).decode()]
    written.append(base64.urlsafe_b64encode(digest).decode())
    for text in written:
        (match,) = found(f"x,{text},y", index)
        assert (match.kind, match.text, match.rule) == (MatchKind.HASHED, text, f"{algorithm} of the e-mail")


def test_other_hashes_are_none_of_ours(index: Index) -> None:
    other = hashlib.sha256(b"somebody.else@north-wind.example").digest()
    texts = [other.hex(), base64.b64encode(other).decode(), "+-_/" * 11 + "=", "=" * 500, "A" * 43 + "="]
    assert screen(texts, index) == [[]] * len(texts)


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("ACME-123456,3", "ACME-123456"),
        ("see acme-654321.", "acme-654321"),
        ("iban DE89370400440532013000", "DE89370400440532013000"),
        ("DE89-3704-0044-0532-0130-00;x", "DE89-3704-0044-0532-0130-00"),
        ("call +49 30 901820 0 now", "+49 30 901820 0"),
        ("0049309018200", "0049309018200"),
        ("(030) 901820-0", "(030) 901820-0"),
        ("+49 (0)30 9018200", "+49 (0)30 9018200"),
        ("tel:+49309018200", "+49309018200"),
    ],
)
def test_codes_as_they_are_written(text: str, surface: str, index: Index) -> None:
    (match,) = found(text, index)
    assert (match.kind, match.text) == (MatchKind.IDENTIFIER, surface)


@pytest.fixture(scope="module")
def phones() -> Index:
    numbers = ("+41 44 123 45 67", "+41 44 765 43 21", "+1 212 555 0123", "+1 646 555 0199", "+49 171 7654321")
    return compile_index([Watchlist("w", tuple(Entry(key=n, name=f"Entry {n}", identifiers=(n,)) for n in numbers))])


@pytest.mark.parametrize(
    "text",
    [
        "044 123 45 67 044 765 43 21",
        "044 123 45 67 / 044 765 43 21",
        "+41 44 123 45 67 +41 44 765 43 21",
        "0041 44 123 45 67 0041 44 765 43 21",
        "212-555-0123 646-555-0199",
        "(212) 555-0123 (646) 555-0199",
        "212 555 0123 646 555 0199",
        "212 555 0123\t646 555 0199",
    ],
)
def test_telephone_numbers_side_by_side(text: str, phones: Index) -> None:
    matches = screen([text], phones)[0]
    assert len(matches) == 2
    assert [match.entry[:2] for match in matches] == [matches[0].entry[:2]] * 2
    assert matches[0].end < matches[1].start


@pytest.mark.parametrize(
    ("text", "surface"), [("20200101 044 765 43 21", "044 765 43 21"), ("12 0171 7654321", "0171 7654321")]
)
def test_a_telephone_number_behind_another_number(text: str, surface: str, phones: Index) -> None:
    assert [match.text for match in screen([text], phones)[0]] == [surface]


@pytest.mark.parametrize(
    "text", ["4111 1111 6465 5501 99", "4 646 555 0199", "1234 5678 4476 5432 1", "5170 7654 3217 6543 21"]
)
def test_the_end_of_another_number_is_no_telephone_number(text: str, phones: Index) -> None:
    assert screen([text], phones) == [[]]


@pytest.mark.parametrize(
    "text",
    [
        "XACME-123456",
        "ACME-1234567",
        "ACME-12345",
        "+44 30 901820 1",
        "901820",
        "DE89 3704 0044",
        "19018200",
        "NW-1004",
    ],
)
def test_what_only_looks_like_a_code(text: str, index: Index) -> None:
    assert found(text, index) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("https://shop.acme.example/path?q=1", MatchKind.DOMAIN),
        ("hxxp://acme[.]example", MatchKind.DOMAIN),
        ("bob@mail.acme.example", MatchKind.DOMAIN),
        ("jane.doe(at)north-wind(dot)example", MatchKind.EMAIL),
        ("<JANE.DOE@NORTH-WIND.EXAMPLE>", MatchKind.EMAIL),
    ],
)
def test_hosts(text: str, kind: MatchKind, index: Index) -> None:
    assert [match.kind for match in found(text, index)] == [kind]


@pytest.mark.parametrize("text", ["notacme.example", "acme.example.org", "acme example", "acme.examples", "acme"])
def test_other_hosts(text: str, index: Index) -> None:
    assert found(text, index) == []


def test_many_hosts_on_one_line_are_each_found_once(index: Index) -> None:
    text = ";".join(f"user{number}@acme.example" for number in range(2_000)) + " acme" * 2_000
    assert len(found(text, index)) == 2_000


@pytest.mark.parametrize("pattern", ["re:(", "re:.*"])
def test_a_pattern_that_can_not_be_used_is_told_with_its_entry(pattern: str) -> None:
    entry = Entry(key="number seven", name="Acme Widgets", identifiers=(pattern,))
    with pytest.raises(UsageError, match="number seven"):
        compile_index([Watchlist("w", (entry,))])
