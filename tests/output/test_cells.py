"""A thousand cells that begin as formulas do are text in every sheet, and can be had back as they were written."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from leakscan.model import Hit
from leakscan.output.escape import printable
from leakscan.output.formats import Style, packer, renderer
from tests.output.hits import make_hit

STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\t=",
    "\r=",
    "\n=",
    " =",
    "'",
    "'=",
    "''=",
    "＝",
    "＋",
    "－",
    "＠",
    "%",
    "|",
)
BODIES = (
    "1+1", "SUM(A1:A9)", 'HYPERLINK("http://x.example";"x")', "cmd|' /C calc'!A0", "DDE(1;2;3)", "1", "-1", "A1",
    'IMPORTXML("http://x.example")', "WEBSERVICE(\"http://x.example\")", "@x", "=", "TRUE", "1e5", "2026-01-01",
)  # fmt: skip
AROUND = ("{}", '"{}', '{}"', "a;{}", "a,{}", "a\t{}", "{};=1", "{},=1", "{}\n=1", '{}"\n=1', '";{};"', "{}\r\n=1")
COUNT = 1_000


def cells() -> list[str]:
    """They, the first character before anything else."""
    made = (around.format(start + body) for around, body, start in product(AROUND, BODIES, STARTS))
    some = list(dict.fromkeys(made))
    step = len(some) // COUNT
    return some[::step][:COUNT]


def hits() -> Iterator[Hit]:
    """A hit for each, with it in every column that holds text of others, and in names and figures."""
    for number, text in enumerate(cells()):
        hit = make_hit(text, path=text)
        a = replace(hit.assessment, watchlist=text, figures={text: next(iter(hit.assessment.figures.values()))})
        sighting = replace(hit.sighting, url=text, source=text)
        yield replace(hit, sha256=f"{number:064x}", assessment=a, sighting=sighting)


TEXTS = ("watchlist", "path", "url", "source", "title", "author")


def meant(cell: str) -> str:
    """A cell's text without the apostrophe that keeps it from being run."""
    return cell.removeprefix("'")


def test_there_are_a_thousand_and_they_begin_in_every_way() -> None:
    assert len(set(cells())) == COUNT
    assert {text[:1] for text in cells()} >= {start[0] for start in STARTS}


def test_csv_holds_them_as_text_that_can_be_had_back() -> None:
    written = "\r\n".join(renderer("csv")(hits(), Style(names=True))) + "\r\n"
    heading, *rows = list(csv.reader(io.StringIO(written, newline="")))
    assert len(rows) == COUNT
    for text, row in zip(cells(), rows, strict=True):
        assert len(row) == len(heading)
        assert not [
            cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
        ]
        told = dict(zip(heading, row, strict=True))
        assert [meant(told[name]) for name in TEXTS] == [printable(text)] * len(TEXTS)


def test_xlsx_holds_them_as_text_that_can_be_had_back() -> None:
    content = b"".join(packer("xlsx")(hits(), Style(names=True)))
    _expect(content, csv_marks=False)


@pytest.mark.integration
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_libreoffice_runs_none_of_them(kind: str, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    assert office, "apt-get install libreoffice-calc"
    (tmp_path / f"hits.{kind}").write_bytes(b"".join(packer(kind)(hits(), Style(names=True))))
    (tmp_path / "out").mkdir()
    command = [
        office,
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
    ]
    if kind == "csv":
        command += [
            "--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,-1"
        ]  # as its own dialogue has it: UTF-8, commas
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "out"), str(tmp_path / f"hits.{kind}")], check=True, capture_output=True
    )
    (made,) = (tmp_path / "out").glob("*.xlsx")
    _expect(made.read_bytes(), csv_marks=kind == "csv")


def _expect(content: bytes, *, csv_marks: bool) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    rows = list(sheet.iter_rows())
    heading = [str(cell.value) for cell in rows[0]]
    assert len(rows) == COUNT + 1
    for text, row in zip(cells(), islice(rows, 1, None), strict=True):
        assert "f" not in {cell.data_type for cell in row}, text
        assert not [cell for cell in row if cell.hyperlink], text
        told = {name: str(cell.value or "") for name, cell in zip(heading, row, strict=True)}
        wanted = printable(text)
        assert [meant(told[name]) if csv_marks else told[name] for name in TEXTS] == [wanted] * len(TEXTS)
