"""Pages, and the markup of forums."""

from __future__ import annotations

import html
import random

from tests.benchmarks.leakbench.layouts._table import Table, layout


def _cells(row: tuple[str, ...], tag: str = "td") -> str:
    return "".join(f"<{tag}>{html.escape(c)}</{tag}>" for c in row)


def _page(body: str) -> str:
    return f"<!DOCTYPE html><html><head><title>untitled</title></head><body>\n{body}\n</body></html>"


@layout("page, table", ending=".html", lined=False)
def table_(table: Table, rng: random.Random) -> str:
    rows = "\n".join(f"<tr>{_cells(row)}</tr>" for row in table.rows)
    return _page(f"<table><thead><tr>{_cells(table.columns, 'th')}</tr></thead>\n<tbody>{rows}</tbody></table>")


@layout("page, table indented", ending=".html", lined=False)
def indented(table: Table, rng: random.Random) -> str:
    rows = "\n".join(
        "    <tr>\n" + "\n".join(f"      <td class='c'><span>{html.escape(c)}</span></td>" for c in row) + "\n    </tr>"
        for row in table.rows
    )
    return _page(f"<div><table border=1>\n{rows}\n</table></div>")


@layout("page, items", ending=".html", whole=False, lined=False)
def items(table: Table, rng: random.Random) -> str:
    tag = rng.choice(["ul", "ol"])
    said = "\n".join(f"<li><a href='/c/{i}'>{html.escape(n)}</a></li>" for i, n in enumerate(table.names))
    return _page(f"<{tag}>\n{said}\n</{tag}>")


@layout("page, items with figures", ending=".html", lined=False)
def items_figures(table: Table, rng: random.Random) -> str:
    said = "\n".join(
        f"<li><b>{html.escape(name)}</b> {html.escape(' · '.join(rest))}</li>"
        for name, rest in zip(table.names, table.beside, strict=True)
    )
    return _page(f"<ul class='clients'>{said}</ul>")


@layout("page, cards", ending=".html", lined=False)
def cards(table: Table, rng: random.Random) -> str:
    said = "\n".join(
        f"<div class='card'><h3>{html.escape(name)}</h3>" + "".join(f"<p>{html.escape(c)}</p>" for c in rest) + "</div>"
        for name, rest in zip(table.names, table.beside, strict=True)
    )
    return _page(said)


@layout("page, divisions as a grid", ending=".html", lined=False)
def grid(table: Table, rng: random.Random) -> str:
    said = "\n".join(
        "<div class='row'>" + "".join(f"<div class='cell'>{html.escape(c)}</div>" for c in row) + "</div>"
        for row in table.rows
    )
    return _page(f"<div class='table'>{said}</div>")


@layout("page, definitions", ending=".html", lined=False)
def definitions(table: Table, rng: random.Random) -> str:
    said = "\n".join(
        f"<dt>{html.escape(name)}</dt><dd>{html.escape(', '.join(rest) or 'client')}</dd>"
        for name, rest in zip(table.names, table.beside, strict=True)
    )
    return _page(f"<dl>{said}</dl>")


@layout("page, breaks", ending=".html", lined=False)
def breaks(table: Table, rng: random.Random) -> str:
    said = "<br>\n".join(html.escape(" - ".join(row)) for row in table.rows)
    return _page(f"<p>{said}</p>")


@layout("page, choices", ending=".html", whole=False, lined=False)
def choices(table: Table, rng: random.Random) -> str:
    said = "".join(f'<option value="{i}">{html.escape(n)}</option>' for i, n in enumerate(table.names))
    return _page(f"<form><select name='tenant'>{said}</select></form>")


@layout("page, preformatted", ending=".html", lined=False)
def preformatted(table: Table, rng: random.Random) -> str:
    return _page("<pre>" + html.escape("\n".join(",".join(row) for row in table.rows)) + "</pre>")


@layout("page, pasted source", lined=False)
def pasted(table: Table, rng: random.Random) -> str:
    rows = "\n".join(f"<tr>{_cells(row)}</tr>" for row in table.rows)
    return f"<table>\n<tr>{_cells(table.columns, 'th')}</tr>\n{rows}\n</table>"


@layout("BBCode, items", whole=False)
def bb_items(table: Table, rng: random.Random) -> str:
    return "[list]\n" + "\n".join(f"[*]{name}" for name in table.names) + "\n[/list]"


@layout("BBCode, items closed", whole=False)
def bb_closed(table: Table, rng: random.Random) -> str:
    return "[ul]" + "".join(f"\n[li][b]{name}[/b][/li]" for name in table.names) + "\n[/ul]"


@layout("BBCode, table", lined=False)
def bb_table(table: Table, rng: random.Random) -> str:
    rows = "\n".join("[tr]" + "".join(f"[td]{c}[/td]" for c in row) + "[/tr]" for row in table.rows)
    return f"[table]\n{rows}\n[/table]"


@layout("BBCode, code")
def bb_code(table: Table, rng: random.Random) -> str:
    sign = rng.choice([",", "\t", ";", " | "])
    return "[code]\n" + "\n".join(sign.join(row) for row in table.rows) + "\n[/code]"


@layout("BBCode, bold and coloured")
def bb_bold(table: Table, rng: random.Random) -> str:
    return "\n".join(
        f"[b][color=red]{name}[/color][/b]" + (f" - {', '.join(rest)}" if rest else "")
        for name, rest in zip(table.names, table.beside, strict=True)
    )


@layout("BBCode, spoiler", whole=False)
def bb_spoiler(table: Table, rng: random.Random) -> str:
    return "[spoiler]" + "\n".join(table.names) + "[/spoiler]"


@layout("Markdown, fenced code")
def fenced(table: Table, rng: random.Random) -> str:
    return "```\n" + "\n".join(",".join(row) for row in [table.columns, *table.rows]) + "\n```"


@layout("Markdown, bold items")
def bold(table: Table, rng: random.Random) -> str:
    return "\n".join(
        f"{i}. **{name}**" + (f": {', '.join(rest)}" if rest else "")
        for i, (name, rest) in enumerate(zip(table.names, table.beside, strict=True), 1)
    )


@layout("Markdown, links", whole=False)
def links(table: Table, rng: random.Random) -> str:
    return "\n".join(f"- [{name}](https://crm.example/accounts/{1000 + i})" for i, name in enumerate(table.names))
