from __future__ import annotations

import pytest

from leakscan.screening.legal_forms import strip_legal, table
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


def test_the_table_has_forms_in_many_scripts() -> None:
    text = "".join(word for form in table() for word in form)
    assert all(char in text for char in "株акμ有")
    assert len(table()) > 1500
