"""Sister organisations stay apart, and one organisation stays one however it is written: both ways, pair by pair."""

from __future__ import annotations

from functools import cache

import pytest

from leakscan.model import Entry, Watchlist
from leakscan.screening import Index, compile_index, screen

# Name on the watchlist, then what stands in the text, after a bar.
APART = """
City of Avon Lake | Town of Avon Lake
City of Avon Lake | Avon Lake County
City of Avon | Town of Avon
City of Avon | Avon County
City of Avon | Village of Avon
Town of Avon | City of Avon
City of Avon Police Department | Town of Avon Police Department
City of Las Cruces | University of Las Cruces
City of Las Cruces | County of Las Cruces
City of Glen Cove | Glen Cove Hospital
City of Glen Cove | Village of Glen Cove
City of Glen Cove | Glen Cove City School District
Village of Oak Brook | City of Oak Brook
Village of Oak Brook | Oak Brook Park District
Avon | City of Avon
Avon | Avon Police Department
Avon | Avon County
Avon | Town of Avon, CT
Zscaler, Inc. | University of Zscaler
Avon Police Department | Avon Fire Department
Avon Police Department | Avon Lake Police Department
Avon Police Department | Avon County Sheriff's Office
Avon Police Department | Avon Police Academy
Avon Police Department | Avon Police Association
Avon Police Department | Avon Police Credit Union
Avon Police Department | North Avon Police Department
Avon Police Department | New Avon Police Department
Avon Police Department | Avon Heights Police Department
Avon Police Department | Akron Police Department
Avon Police Department | Avon City Fire Department
Toronto Police Service | Toronto Fire Service
Toronto Police Service | Toronto Police Association
Toronto Police Service | Toronto Police Services Board
Ada County Sheriff's Office | Ida County Sheriff's Office
Ada County Sheriff's Office | Ada County Police Department
Ada County Sheriff's Office | Ada County Coroner's Office
Ada County Sheriff's Office | Ada County Assessor's Office
Polk County | Polk City
Polk County | City of Polk
Polk County | Polk County Community College
Polk County | Polk County School District
University Research Foundation | Auburn University Research Foundation
University of Michigan | Michigan State University
University of Michigan | Western Michigan University
University of Michigan | University of Michigan Hospital
University of Michigan | Eastern Michigan University
University of Miami | Miami University
University of York | York University
Ohio State University | Ohio University
Ohio University | Ohio State University
University of California, Davis | University of California, Irvine
Washington State University | Washington University
Bank of Springfield | Springfield Police Department
Springfield Township Police Department | Springfield Police Department
Springfield Township Police Department | Springfield Borough Police Department
Springfield Police Department | Springfield Township Police Department
Siemens Energy AG | Siemens Healthineers AG
Deutsche Bank AG | Deutsche Post AG
First National Bank of Avon | Second National Bank of Avon
Avon Community School District | Avon Community College District
Milton Police Department | Hilton Police Department
Illinois State Police | Indiana State Police
Village of Avon Fire Department | Town of Avon Fire Department
Plano Independent School District | Plano Independent Living Center
Lake County Sheriff | Lake County Fire Department
St. Mary's Hospital | St. Mary's University
Clark County School District | Clark County Library District
"""
TOGETHER = r"""
Amberfold Widgets Co., Ltd. | Amberfold Widgets Co., Ltd.
Amberfold Widgets Co., Ltd. | AMBERFOLD WIDGETS CO LTD
Amberfold Widgets Ltd | Amberfold Widgets Co.
Amberfold Widgets | Amberfold Widgets Co.,Ltd
City of Avon Lake | CITY OF AVON LAKE
City of Avon Lake | Avon Lake, City of
City of Avon Lake | Avon Lake
City of Avon Police Department | Avon Police Department
City of Avon Police Department | Avon PD
City of Avon Police Department | City of Avon PD
City of Avon Police Department | Avon City Police Department
Avon Police Department | City of Avon Police Department
Avon Police Department | Town of Avon Police Department
Avon Police Department | Avon Police Dept.
Avon Police Department | Avon Police
Avon Police Department | Police Department of Avon
Avon Police Department | The Avon Police Department
Avon Police Department | Avon Police Department Records Division
Ada County Sheriff's Office | Ada County Sheriff
Ada County Sheriff's Office | Ada County Sheriff's Department
Ada County Sheriff's Office | Ada County Sheriff'sOffice
Ada County Sheriff's Office | Ada CountySheriff's Office
Ada County Sheriff's Office | Ada County SheriffsOffice
Avon Police Department | Avon PoliceDepartment
Avon Police Department | AvonPolice Department
Avon Police Department | Avon PoliceDept
Springfield Police Department | Sprngfield Police Department
Springfield Police Department | Pringfield Police Department
Springfield Police Department | Xpringfield Police Department
Springfield Police Department | pSringfield Police Department
Springfield Police Department | Sprignfeild Police Department
Springfield Police Department | Springfield Plice Department
Springfield Police Department | Springfield Poilce Departmnt
Springfield Police Department | Springfield Police Departmetn
Springfield Police Department | Springfield Police Deparment
Springfield Police Department | Spring-\nfield Police Department
Springfield Police Department | Springfield Police Depart-\nment
Springfield Police Department | Springfield Police\n Department
Springfield Police Department | Spring field Police Department
Springfield Police Department | Spring-field Police Department
Northwind Widgets LLC | Northwind Widgets LCC
Northwind Widgets Incorporated | Northwind Widgets Incorporatd
Northwind Widgets Limited | Northwind Widgets Limted
Northwind Widgets Corporation | Northwind Widgets Coporation
Northwind Widgets GmbH | Northwind Widgets GmbH.
Northwind Widgets GmbH | NorthwindWidgets GmbH
Verrano Coffee Company | Verrano Coffee Company
Des Moines Police Department | Des Moines Police Department
Oakenshaw Timber Co. | Oakenshaw Timber Co.
Northwind Logistics Ltd | Northwind Logis-\ntics Ltd
Ada County Sheriff's Office | Ada County Sher-\niff's Office
Northwind Widgets GmbH | Northwind WidgetsGmbH
Northwind Widgets GmbH | Nortwind Wigets GmbH
Consolidated Instruments Ltd | Consolidated Instrumets Ltd
Consolidated Instruments Ltd | Consolydatet Instruments Ltd
Consolidated Instruments Ltd | Konsolidated Instruments Ltd
University of Michigan | Univ. of Michigan
University of Michigan | University of Michgan
University of Michigan | Michigan University
University of Michigan | Universtiy of Michigan
Michigan State University | Michigan State Univ
Toronto Police Service | Toronto Police Services
Toronto Police Service | Toronto Police
Toronto Police Service | Police Service, Toronto
Polk County | County of Polk
Polk County School District | School District of Polk County
Springfield Township Police Department | Springfield Twp PD
Springfield Township Police Department | Township of Springfield Police Department
Bank of Springfield | BANK OF SPRINGFIELD
Siemens Energy AG | Siemens-Energy
Springfield Police Department | > Those who had been there at the time saw Springfield\n> Police Department come
"""


def pairs(table: str) -> list[tuple[str, str]]:
    rows = [line.partition(" | ") for line in table.strip().splitlines()]
    return [(name, text.replace("\\n", "\n")) for name, _, text in rows]


@cache
def index_of(name: str) -> Index:
    return compile_index([Watchlist("w", (Entry(key=name, name=name),))])


def found(name: str, texts: list[str]) -> list[bool]:
    return [bool(matches) for matches in screen(texts, index_of(name))]


@pytest.mark.parametrize(("name", "text"), pairs(APART))
def test_a_sister_is_not_taken_for_the_client(name: str, text: str) -> None:
    assert found(name, [f"{text},12,3", f"x,{text}", f"They said {text} was there"]) == [False] * 3


@pytest.mark.parametrize(("name", "text"), pairs(TOGETHER))
def test_the_client_is_found_in_a_cell_and_in_a_sentence(name: str, text: str) -> None:
    assert found(name, [f"{text},12,3", f"They said {text} was there"]) == [True] * 2


def test_rows_of_a_list_are_not_a_wrapped_sentence() -> None:
    rows = "12;Springfield\nPolice Department;13\n"
    assert found("Springfield Police Department", [rows, rows.replace(";", " ")]) == [False] * 2


def test_nothing_joins_across_texts() -> None:
    long = "The people who had been there at the time saw the Springfield"
    assert found("Springfield Police Department", [long, "Police Department come"]) == [False] * 2


def test_shared_words_run_together_are_found_in_a_long_list() -> None:
    names = [f"{start}{end} County Sheriff's Office" for start in ("Bra", "Klo", "Sta", "Gre", "Nol") for end in
             ("ndel", "mpton", "rwick", "lston", "skett", "verly", "nford")]  # fmt: skip
    index = compile_index([Watchlist("w", tuple(Entry(key=name, name=name) for name in names))])
    rows = [name.replace("'s O", "\u2019sO") for name in names] + [name.replace("y S", "yS") for name in names]
    matches = screen(rows, index)
    assert [[match.entry for match in found] for found in matches] == [[name] for name in names + names]
    assert [found[0].text for found in matches] == rows
