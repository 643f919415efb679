from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import pytest
import xlsxwriter

from leakscan.errors import ExtractError
from leakscan.extract import extract, members
from tests.extract.documents import document, zipped

ROWS: list[list[Any]] = [
    ["customer", "accounts", "joined"],
    ["Acme\nCorp", 12345678901.0, datetime(2020, 2, 26)],  # noqa: DTZ001 - sheets know no zones
    [],
    ["Globex", 2.5, None, True],
]


def workbook(rows: list[list[Any]]) -> bytes:
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("Clients")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.add_worksheet("Hidden").write(0, 0, "Initech")
    book.get_worksheet_by_name("Hidden").hide()
    book.close()
    return written.getvalue()


def test_sheets_become_lines_with_tabs_hidden_ones_too() -> None:
    text = extract(document(workbook(ROWS), "x.xlsx")).text
    assert text.split("\n") == [
        "Clients",
        "customer\taccounts\tjoined",
        "Acme Corp\t12345678901\t2020-02-26",
        "Globex\t2.5\t\tTrue",
        "",
        "Hidden",
        "Initech",
        "",
    ]


def test_a_sheet_is_no_archive_whatever_its_name() -> None:
    content = workbook(ROWS)
    for path in ("x.xlsx", "x.zip", None):
        found = list(members(document(content, path)))
        assert len(found) == 1
        assert "Globex" in extract(found[0]).text  # type: ignore[arg-type]  # it is a document


def test_an_opendocument_sheet_is_read() -> None:
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    cells = '<table:table-cell office:value-type="string"><text:p>Acme</text:p></table:table-cell>'
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{urn}:office:1.0"'
        f' xmlns:table="{urn}:table:1.0" xmlns:text="{urn}:text:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="T"><table:table-row>{cells}</table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        b'<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    parts = {"mimetype": kind, "content.xml": content.encode(), "META-INF/manifest.xml": manifest}
    assert extract(document(zipped(parts, 0), "x.ods")).text == "T\nAcme\n"


@pytest.mark.parametrize(
    "content", [b"", b"name,n\nAcme,1\n", b"PK\3\4 and no more", zipped({"xl/workbook.xml": b"<broken"})]
)
def test_what_is_no_sheet_is_an_error(content: bytes) -> None:
    with pytest.raises(ExtractError):
        extract(document(content, "x.xlsx"))


def test_a_sheet_that_unpacks_to_too_much_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leakscan.extract.limits.SHEET_BYTES", 1000)
    with pytest.raises(ExtractError, match="unpacks"):
        extract(document(workbook(ROWS), "x.xlsx"))


def test_a_sheet_with_two_cells_a_world_apart_does_not_take_all_memory() -> None:
    rows: list[list[Any]] = [["Acme"]]
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write(0, 0, rows[0][0])
    sheet.write(1_048_575, 16_383, "far")
    book.close()
    with pytest.raises(ExtractError, match=r"memory|capacity|longer"):
        extract(document(written.getvalue(), "x.xlsx"))
