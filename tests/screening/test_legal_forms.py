from __future__ import annotations

import pytest

from leakscan.model import Entry, Watchlist
from leakscan.screening import compile_index, screen
from leakscan.screening.legal_forms import is_guessed, number_of, strip_legal, table
from leakscan.screening.read import words_of


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("Acme Inc.", "acme"),
        ("Acme Widgets GmbH & Co. KG", "acme widgets"),
        ("PT Karya Bersama Tbk", "karya bersama"),
        ("ООО Ромашка", "ромашка"),
        ("株式会社アクメ", "ア ク メ"),
        ("Acme S.p.A.", "acme"),
        ("Acme, S.A. de C.V.", "acme"),
        ("Acme Sp. z o.o.", "acme"),
        ("Acme Pty Ltd", "acme"),
        ("Acme Sdn Bhd", "acme"),
        ("Inc", "inc"),
        ("Limited", "limited"),
    ],
)
def test_legal_forms_come_off_and_names_stay(name: str, core: str) -> None:
    assert " ".join(strip_legal(words_of(name))[0]) == core


def test_every_legal_form_comes_off_whole() -> None:
    assert {strip_legal(("acme", "widgets", *form)) for form in table()} == {
        (("acme", "widgets"), form) for form in table()
    }


def test_the_table_has_forms_in_many_scripts() -> None:
    text = "".join(word for form in table() for word in form)
    assert all(char in text for char in "株акμ有")
    assert len(table()) > 1500


@pytest.mark.parametrize(("word", "meant"), [("ltd", "ltd"), ("lfd", "ltd"), ("inx", "inc"), ("ltcd", "ltd")])
def test_a_letter_wrong_in_a_legal_form(word: str, meant: str) -> None:
    assert number_of(word) == number_of(meant) > 0
    assert is_guessed(word) == (word != meant)


@pytest.mark.parametrize("word", ["ink", "lid", "gap", "ab", "xnc"])
def test_words_that_are_no_legal_form(word: str) -> None:
    assert not is_guessed(word)


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("7\tCentury Mining Pty Lfd\tx", "Century Mining Pty Ltd"),
        ("they hold Air Partner LLX as well", "Air Partner LLC"),
        ("7\tCooper Health Holdings, L.P.\tx", "Copper Health Holdings, L.P."),
        ("7\tHeaven Greer Energy Limited\tx", "Heaven Green Energy Limited"),
        ("7\tMETRO INVESTMENTSS.A.\tx", "METRO INVESTMENTS S.A."),
        ("7\tStamBeheerB.V.\tx", "Stam Beheer B.V."),
        ("7\tMetLife SmallCap Value Trust\tx", "MetLife Small Cap Value Trust"),
    ],
)
def test_legal_forms_beside_names(text: str, entry: str) -> None:
    others = "Brovarnia SmallCap Fund", "Gap"
    index = compile_index([Watchlist("a", tuple(Entry(key=name, name=name) for name in (entry, *others)))])
    assert [match.entry for match in screen([text], index)[0]] == [entry]


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("we met Century Mining Lfd there", "Century Mining GmbH"),
        ("7\tAdd Industrial Holdings LLC\tx", "Agg Industrial Holdings LLC"),
        ("7\tHeaven Greer Energy GmbH\tx", "Heaven Green Energy Limited"),
    ],
)
def test_a_legal_form_of_another_tells_nothing(text: str, entry: str) -> None:
    index = compile_index([Watchlist("a", (Entry(key="1", name=entry),))])
    assert screen([text], index) == [[]]


def test_a_misspelt_legal_form_is_told_and_costs_a_little() -> None:
    index = compile_index([Watchlist("a", (Entry(key="1", name="Brovarnia Widgets Ltd"),))])
    right, wrong = screen(["7\tBrovarnia Widgets Ltd\tx", "7\tBrovarnia Widgets Lfd\tx"], index)
    assert (right[0].rule, wrong[0].rule) == ("", "legal form misspelt")
    assert 0.9 < wrong[0].score < right[0].score
    assert wrong[0].text == "Brovarnia Widgets Lfd"
