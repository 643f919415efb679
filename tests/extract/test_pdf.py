"""PDFs as a library of the field writes them: ruled or not, with cells of several lines, pictures, passwords."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

import pytest
from fpdf import FPDF
from PIL import Image

from leakscan.errors import ExtractError
from leakscan.extract import Extracted, extract, limits
from tests.extract.documents import document

LONG = "Springfield Unified School District Police Department"
HEADING = ("organisation", "accounts", "joined", "contact")
ROWS = [
    HEADING,
    *[
        (LONG if n % 3 == 0 else f"Globex {n} Inc", str(n * 7), f"2020-01-{n:02}", "ann@mail.example")
        for n in range(1, 19)
    ],
]
TABLE = ["\t".join(row) for row in ROWS]
STORY = (
    "Last week the administrators learned that the internal files of the company had been copied by somebody who got "
    "in through a server which had not been patched. It is not clear how long that had been so before anyone saw it."
)


def _page(**settings: Any) -> FPDF:
    made = FPDF(**settings)
    made.add_page()
    made.set_font("Helvetica", size=9)
    return made


def _table(made: FPDF, rows: Sequence[Sequence[str]] = ROWS, **how: Any) -> None:
    with made.table(col_widths=(28, 15, 20, 37), text_align="LEFT", **how) as table:
        for row in rows:
            written = table.row()
            for cell in row:
                written.cell(cell)


def _read(made: FPDF) -> Extracted:
    return extract(document(bytes(made.output()), "x.pdf"))


def test_rows_of_a_ruled_table_are_lines_with_tabs_however_long_a_name_is() -> None:
    made = _page()
    _table(made)
    read = _read(made)
    assert read.text.split("\n") == [*TABLE, ""]
    assert not read.problems
    assert read.skipped is None


@pytest.mark.parametrize("align", ["TOP", "MIDDLE", "BOTTOM"])
def test_rows_of_a_table_without_rules_are_told_by_the_gaps_between_them(align: str) -> None:
    made = _page()
    _table(made, borders_layout="NONE", padding=1, v_align=align, line_height=4)
    lines = [line for line in _read(made).text.split("\n") if line]
    assert lines == TABLE


def test_a_table_goes_on_on_the_next_page() -> None:
    made = _page()
    _table(made, [HEADING, *ROWS[1:] * 5])
    lines = [line for line in _read(made).text.split("\n") if line and line != TABLE[0]]
    assert lines == TABLE[1:] * 5
    assert made.pages_count > 1


def test_what_is_written_around_a_table_stays_above_and_below_it() -> None:
    made = _page()
    made.multi_cell(0, 4, f"{STORY} {STORY}", new_x="LMARGIN", new_y="NEXT")
    made.ln(8)
    _table(made, borders_layout="NONE", line_height=5)
    made.ln(8)
    made.multi_cell(0, 4, STORY, new_x="LMARGIN", new_y="NEXT")
    above, table, below = _read(made).text.strip().split("\n\n")
    assert " ".join(above.split()) == f"{STORY} {STORY}"
    assert table.split("\n")[0] == TABLE[0]
    assert " ".join(below.split()) == STORY


def test_what_stands_in_the_outline_of_a_table_and_in_none_of_its_cells_is_read() -> None:
    made = _page()
    lefts, tops = (20, 60, 100), (30, 40, 50, 60)
    for left, top in [*((lefts[0], top) for top in tops), *((left, tops[-1]) for left in lefts[1:])]:
        made.rect(left, top, 40, 10)
        made.text(left + 3, top + 6, f"{left} by {top}")
    for number, top in enumerate(tops[:-1]):
        made.text(lefts[1] + 3, top + 6, f"Globex {number} Inc")
    said = _read(made).text
    assert [line for line in said.split("\n") if "by" in line][-1] == "20 by 60\t60 by 60\t100 by 60"
    assert [line for line in said.split("\n") if "Globex" in line] == [f"Globex {number} Inc" for number in range(3)]


def test_lines_that_are_typed_are_lines() -> None:
    said = [f"COPY INTO orgs VALUES ({n}, 'Globex {n} Inc', {n * n});" for n in range(20)]
    made = _page()
    made.set_font("Courier", size=9)
    for line in said:
        made.cell(0, 4, line, new_x="LMARGIN", new_y="NEXT")
    assert _read(made).text.split("\n") == [*said, ""]


def test_running_text_in_two_columns_is_read_column_by_column() -> None:
    made = _page()
    for left in (10, 110):
        made.set_xy(left, 20)
        made.multi_cell(85, 4, f"{STORY} {STORY}")
    assert " ".join(_read(made).text.split()) == " ".join([STORY] * 4)


def _picture() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (60, 20), "white").save(written, "PNG")
    return written.getvalue()


def test_pages_that_are_pictures_are_told() -> None:
    made = _page()
    made.cell(0, 4, "Globex")
    for _ in range(2):
        made.add_page()
        made.image(io.BytesIO(_picture()))
    made.add_page()
    read = _read(made)
    assert read.text == "Globex\n"
    assert read.problems == ("2 pages (2, 3): no text to be read; recognise it first (ocrmypdf)",)


def test_text_of_which_no_character_is_known_is_told() -> None:
    made = _page()
    made.cell(0, 4, "Globex Initech Umbrella")
    nothing = (
        b"/BaseFont /X /Encoding /Identity-H /Subtype /Type0 /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2"
        b" /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>]"
    )
    named = re.compile(rb"/BaseFont /Helvetica\s+/Encoding /WinAnsiEncoding\s+/Subtype /Type1")
    content, often = named.subn(nothing, bytes(made.output()))
    assert often == 1
    read = extract(document(content, "x.pdf"))
    assert "Globex" not in read.text
    assert read.problems == ("page 1: no text to be read; recognise it first (ocrmypdf)",)


def test_attached_files_are_told() -> None:
    made = _page()
    made.cell(0, 4, "Globex")
    made.embed_file(bytes=b"name\nGlobex\n", basename="clients.csv")
    assert "attached" in _read(made).problems[0]


def test_a_password_is_asked_for_and_none_is_needed_where_it_only_bars_printing() -> None:
    made = _page()
    made.cell(0, 4, "Globex")
    made.set_encryption("owner", "user")
    with pytest.raises(ExtractError, match="decrypt it first"):
        _read(made)
    made = _page()
    made.cell(0, 4, "Globex")
    made.set_encryption("owner")
    assert _read(made).text == "Globex\n"


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 1 0 R>> endobj\n%%EOF"])
def test_what_is_no_pdf_in_earnest_is_an_error(content: bytes) -> None:
    with pytest.raises(ExtractError, match="the PDF can't be read"):
        extract(document(content + bytes(200), "x.pdf"))


def test_a_page_that_is_damaged_is_told_and_the_others_are_read() -> None:
    made = _page()
    made.cell(0, 4, "Globex")
    made.add_page()
    made.cell(0, 4, "Initech")
    _table(made)
    content = bytes(made.output())
    drawn = max(re.findall(rb"\nstream\n(.+?)\nendstream", content, re.DOTALL), key=len)
    read = extract(document(content.replace(drawn, bytes(len(drawn))), "x.pdf"))
    assert read.text == "Globex\n"
    assert read.problems == ("page 2: no text to be read; recognise it first (ocrmypdf)",)


def test_more_text_than_allowed_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    made = _page()
    _table(made)
    monkeypatch.setattr(limits, "PARSED_BYTES", 500)
    with pytest.raises(ExtractError, match="more text than allowed"):
        _read(made)


def test_without_the_library_it_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leakscan.extract.formats.pdf.find_spec", lambda _: None)
    with pytest.raises(ExtractError, match=r"leakscan-toolkit\[pdf\]"):
        extract(document(b"%PDF-1.7", "x.pdf"))
