from __future__ import annotations

import pytest

from leakscan.extract import extract
from leakscan.extract.blanks import plain_blanks
from tests.extract.documents import document


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("name:\u00a0Acme\u3000Corp", "name: Acme Corp"),
        ("Ac\u00adme\u200b Corp\ufeff", "Acme Corp"),
        ("1\u202f234\u20095", "1 234 5"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("Müller  Straßenbau", "Müller  Straßenbau"),
        ("plain", "plain"),
    ],
)
def test_blanks_of_all_kinds_are_blanks(written: str, read: str) -> None:
    assert plain_blanks(written) == read


@pytest.mark.parametrize("path", ["x.txt", "x.json", "x.csv", "x.md"])
def test_texts_of_all_formats_are_read_so(path: str) -> None:
    assert extract(document("Müller\u00a0AG", path)).text == "Müller AG"
