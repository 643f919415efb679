"""The list of sources as docs/sources.md shows it, from the spiders themselves; ``make docs`` writes it."""

from __future__ import annotations

from pathlib import Path

from leakscan.crawl.process import spiders

PAGE = Path(__file__).parents[2] / "docs" / "sources.md"
BEGIN, END = "<!-- the list: make docs writes it -->", "<!-- the end of the list -->"


def table() -> str:
    """The list as Markdown."""
    rows = ["| spider | what | cursor | needs |", "|---|---|---|---|"]
    for name, spider in spiders().items():
        needs = spider.needs or ("nothing" if spider.home else "its address: `url`")
        rows.append(f"| `{name}` | {spider.about} | {spider.remembers} | {needs} |")
    return "\n".join(rows) + "\n"


def renewed(page: str) -> str:
    """The page with its list as it should be."""
    return f"{page.split(BEGIN, maxsplit=1)[0]}{BEGIN}\n{table()}{END}{page.split(END)[1]}"


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
