"""Words put together: signs for letters, initials, halves; and what stays apart."""

from __future__ import annotations

import pytest

from leakscan.model import Entry, Match, MatchKind, Watchlist
from leakscan.screening import compile_index, screen

OVER_LINE_ENDS = (
    "we have sold the whole database of the Springfield\nPolice Department to them",
    '1,"Springfield\nPolice Department",x\n',
    "they got in at Springfield-\nPolice Department",
)


def found(name: str, text: str) -> list[Match]:
    index = compile_index([Watchlist("w", (Entry(key="k", name=name),))])
    return screen([text], index)[0]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Siemens Energy Limited", "1,Siemen$ Energy Limited,x\n"),
        ("Staay Food Group B.V.", "- Sta@y Fo0d Group B.V.\n"),
        ("iShares Global Fund", "the !Share$ Global Fund, said"),
        ("Castleton Heights Solar", "C@$tleton Heights S0lar"),
        ("City of West Miami", "dump of C1ty of West Mi4m! users"),
        ("Perbanas Institute", "Perban@$ Institute"),
        ("P. van Ruiten Beheer B.V.", "7,P. v@n Ruiten Beheer B.V.,x\n"),
        ("Universidad de Lima", "Universid@d de Lim@"),
        ("J V D Property Development Ltd", "J V D PROPERTY DEVELOPMENT LTD"),
        ("JVD Property Development Ltd", "j v d property development ltd\n"),
        ("Beachland Building Associates LLP", "Beach land Building Associates LLP"),
        ("Maine Medical Institute", "Maine Medi-\ncal Institute"),
    ],
)
def test_pieces_are_one_word(name: str, text: str) -> None:
    (match,) = found(name, text)
    assert text[match.start : match.end] == match.text
    assert match.text.split()[0][0] in text


@pytest.mark.parametrize(
    "text",
    ["write to avon@police.com", "first.avon@police.department.org", "Avon@ Fire Department", "$avon = 'police';"],
)
def test_addresses_and_code_stay_as_they_are(text: str) -> None:
    assert found("Avona Police Department", text) == []


def test_a_name_of_shared_words_alone_is_found_whole_with_its_legal_form() -> None:
    (match,) = found("Digital Company S.R.L.", "a,DIGITAL COMPANY S.R.L.,b\n")
    assert match.text == "DIGITAL COMPANY S.R.L"
    assert found("Digital Company S.R.L.", "a,DIGITAL COMPANY,b\n") == []


def test_a_legal_form_before_a_name_is_no_quarter_of_the_compass() -> None:
    assert found("A/S Baltic Control Global Ltd.", "he left A/S Baltic Control Global Ltd. in May")
    assert found("Springfield Police Department", "S Springfield Police Department") == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("University of Maine", "Maine, University of"),
        ("City of Statesboro", "Statesboro, City of"),
        ("Port Sanilac Police Department", "Police Department, Port Sanilac"),
        ("Deptford Township Police Department", "Police Department, Deptford Township"),
        ("Bureau of Narcotics: Elk County", "Bureau_of_Narcotics:_Elk_County"),
        ("KLA Corp. DL -,001", "kla corp. dl -,001"),
    ],
)
def test_turned_round_and_tied_by_signs(name: str, text: str) -> None:
    assert len(found(name, f"{text}\n")) == 1


@pytest.mark.parametrize("text", OVER_LINE_ENDS)
def test_a_name_goes_over_a_line_end(text: str) -> None:
    (match,) = found("Springfield Police Department", text)
    assert "\n" in match.text


def test_chinese_and_japanese_names_are_neither_split_nor_joined() -> None:
    (match,) = found("トヨタ自動車株式会社", "顧客: トヨタ自動車, 日立製作所")
    assert (match.text, match.rule) == ("トヨタ自動車", "without “株式会社”")
    assert match.score > 0.9


@pytest.mark.parametrize("text", ["https://x.example/?u=john%40acme.example&n=1", "john&#64;acme.example"])
def test_an_address_in_a_url_or_a_page(text: str) -> None:
    entry = Entry(key="k", name="Acme Widgets", emails=("john@acme.example",))
    ((match,),) = screen([text], compile_index([Watchlist("w", (entry,))]))
    assert match.kind is MatchKind.EMAIL
    assert text[match.start : match.end] == match.text


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("1;Soroban MasterFund;3", "Soroban Master Fund"),
        ("1;WCMInvestment Management;3", "WCM Investment Management"),
        ("1;Mastermnid Labs;3", "Mastermind Labs"),
        ("1;Westab Works;3", "Westar Works"),
    ],
)
def test_words_written_as_one_come_before_a_misspelt_one(text: str, entry: str) -> None:
    names = ("Soroban Master Fund", "Mastermind Labs", "WCM Investment Management", "Reinvestment Labs",
             "Westar Works", "West AB")  # fmt: skip
    index = compile_index([Watchlist("w", tuple(Entry(key=name, name=name) for name in names))])
    assert [match.entry for match in screen([text], index)[0]] == [entry]


def test_words_with_signs_that_are_none_of_ours_do_no_harm_beside_identifiers() -> None:
    entry = Entry(key="a", name="Acme Widgets", domains=("acme.com",), identifiers=("AC-1234",))
    index = compile_index([Watchlist("w", (entry,))])
    found = screen(["so what! no way$ here, Acme Widgets"], index)[0]
    assert [match.text for match in found] == ["Acme Widgets"]
