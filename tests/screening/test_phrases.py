"""Phrases lie one behind the other: those of words and their spellings, then sort by sort."""

from __future__ import annotations

from leakscan.screening.phrases import Phrases, phrases_of


def phrase(phrases: Phrases, number: int) -> str:
    first, last = phrases.begins[number : number + 2].tolist()
    return "".join(map(chr, phrases.codes[first:last].tolist()))


def test_each_sort_begins_where_its_field_says() -> None:
    found = phrases_of(["", "dept", "株", "co"], {"dept": ["dept", "dpt"], "co": ["co", "county", "cty"]}, *"abcde")
    numbers = range(len(found.begins) - 1)
    assert [phrase(found, n) for n in numbers] == [
        "",
        "dept",
        "株",
        "co",
        "dept",
        "dpt",
        "co",
        "county",
        "cty",
        *"abcde",
    ]
    assert [phrase(found, number) for number in found[3:]] == [*"abcde"]
    spellings = [[phrase(found, n) for n in range(*run)] for run in found.spellings.tolist()]
    assert spellings == [[], ["dept", "dpt"], [], ["co", "county", "cty"]]
