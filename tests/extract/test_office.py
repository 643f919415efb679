"""Documents as the libraries of the field write them, and the parts of one as Word and Writer would."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable

import docx
import odfdo
import pptx
import pytest
from pptx.util import Cm

from leakscan.errors import ExtractError
from leakscan.extract import Unread, extract, limits, members
from leakscan.model import Document, Sighting
from tests.extract.documents import document

ROWS = [("Acme & Sons", "12"), ("Globex Corp", "3"), ("Initech", "40"), ("Umbrella", "7")]
NAMES = [name for name, _ in ROWS]
LINES = "\n".join(NAMES)
TABLE = "\n".join("\t".join(row) for row in ROWS)


def _docx() -> bytes:
    made, written = docx.Document(), io.BytesIO()
    made.add_heading("Clients")
    for name in NAMES:
        paragraph = made.add_paragraph(style="List Bullet")
        paragraph.add_run(name[:3])
        paragraph.add_run(name[3:]).bold = True
    table = made.add_table(rows=0, cols=2)
    for row in ROWS:
        for cell, said in zip(table.add_row().cells, row, strict=True):
            cell.text = said
    made.sections[0].footer.paragraphs[0].text = "Confidential"
    made.save(written)
    return written.getvalue()


def _odt() -> bytes:
    made, written = odfdo.Document("text"), io.BytesIO()
    made.body.clear()
    made.body.append(odfdo.Header(1, "Clients"))
    made.body.append(odfdo.List(NAMES))
    table = odfdo.Table("t", width=2, height=len(ROWS))
    for at, row in enumerate(ROWS):
        table.set_row_values(at, list(row))
    made.body.append(table)
    made.save(written)
    return written.getvalue()


def _pptx() -> bytes:
    made, written = pptx.Presentation(), io.BytesIO()
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes[0].text_frame.text = "Clients"
    slide.shapes[1].text_frame.text = LINES
    table = slide.shapes.add_table(len(ROWS), 2, Cm(1), Cm(1), Cm(10), Cm(5)).table
    for at, row in enumerate(ROWS):
        for column, said in enumerate(row):
            table.cell(at, column).text = said
    made.save(written)
    return written.getvalue()


def _texts(content: bytes, path: str) -> dict[str, str]:
    found = [one for one in members(document(content, path)) if not isinstance(one, Unread)]
    return {(one.sighting.path or "").partition("!")[2]: extract(one).text for one in found}


@pytest.mark.parametrize(
    ("make", "path", "part", "bullet"),
    [
        (_docx, "x.docx", "word/document.xml", ""),
        (_odt, "x.odt", "content.xml", "• "),
        (_pptx, "x.pptx", "ppt/slides/slide1.xml", ""),
    ],
)
def test_paragraphs_are_lines_and_rows_of_tables_have_tabs(
    make: Callable[[], bytes], path: str, part: str, bullet: str
) -> None:
    text = _texts(make(), path)[part]
    assert text.startswith("Clients\n")
    assert "\n".join(bullet + name for name in NAMES) in text
    assert text.endswith(TABLE)
    assert "<" not in text


def test_footers_are_read_too() -> None:
    assert "Confidential" in _texts(_docx(), "x.docx").values()


def _word(*paragraphs: str) -> Document:
    said = "".join(f"<w:p><w:pPr><w:rPr/></w:pPr>{paragraph}</w:p>" for paragraph in paragraphs)
    root = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    return document(f'<?xml version="1.0" encoding="UTF-8"?>\r\n{root}<w:body>{said}<w:sectPr/></w:body></w:document>')


def _run(said: str) -> str:
    return f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{said}</w:t></w:r>'


@pytest.mark.parametrize(
    ("paragraph", "read"),
    [
        (_run("Ac") + '<w:proofErr w:type="spellEnd"/>' + _run("me &amp; Co"), "Acme & Co"),
        (_run("Acme") + "<w:r><w:tab/></w:r>" + _run("5"), "Acme\t5"),
        (_run("Acme") + "<w:r><w:br/></w:r>" + _run("Globex"), "Acme\nGlobex"),
        (_run("Acme") + '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>', "Acme"),
        ('<w:del w:id="1"><w:r><w:delText>Globex</w:delText></w:r></w:del>' + _run("Acme"), "Acme\nGlobex"),
        ("", ""),
    ],
)
def test_what_words_own_parts_mean(paragraph: str, read: str) -> None:
    assert extract(_word(paragraph)).text == read


def test_what_writers_blanks_mean() -> None:
    root = '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">'
    said = '<text:p>Acme<text:s text:c="2"/>Corp<text:tab/>5<text:line-break/>Globex</text:p>'
    empty = '<text:p text:style-name="P1"/>'
    written = f"{root}<office:body>{said}{empty}<text:p>end</text:p></office:body>"
    read = extract(document(written, "content.xml")).text
    assert read == "Acme Corp\t5\nGlobex\n\nend"


def test_a_list_in_a_document_is_read_by_the_name_of_its_part_alone() -> None:
    """Whatever the archive is called."""
    assert TABLE in _texts(_docx(), "upload-4711")["word/document.xml"]


@pytest.mark.parametrize("said", ["<w:p>" * 90_000, "<w:tr>" * 90_000, "<w:t" * 200_000, "<w:delText>" * 90_000])
@pytest.mark.timeout(20)
def test_hostile_parts_cost_little(said: str) -> None:
    with contextlib.suppress(ExtractError):  # that it nests too deep
        assert isinstance(extract(_word(said)).text, str)


def test_a_part_past_its_bound_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "HTML_BYTES", 100)
    with pytest.raises(ExtractError, match="save it as text"):
        extract(_word(_run("Acme")))


def test_other_xml_is_read_as_it_stands() -> None:
    written = "<clients><w:p>Acme</w:p></clients>"
    assert extract(Document(written.encode(), Sighting(path="x.xml"))).text == written
