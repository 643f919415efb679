"""From what a member writes to the HTML a Discourse forum makes of it: the few marks that the demo's posts use."""

from __future__ import annotations

from html import escape


def cook(text: str) -> str:
    """Paragraphs, ``- `` lists, ``|`` tables and fenced code as HTML; everything else is escaped."""
    parts: list[str] = []
    for at, part in enumerate(text.split("```\n")):
        if at % 2:
            parts.append(f'<pre><code class="lang-auto">{escape(part, quote=False)}</code></pre>')
        else:
            parts += [_block(block) for block in part.split("\n\n") if block.strip()]
    return "\n".join(parts)


def _block(block: str) -> str:
    lines = block.strip("\n").split("\n")
    if all(line.startswith("- ") for line in lines):
        return "<ul>\n" + "\n".join(f"<li>{_safe(line[2:])}</li>" for line in lines) + "\n</ul>"
    if all(line.startswith("|") for line in lines):
        return _table(lines)
    return "<p>" + "<br>\n".join(map(_safe, lines)) + "</p>"


def _table(lines: list[str]) -> str:
    head, _, *body = ([_safe(cell.strip()) for cell in line.strip("|").split("|")] for line in lines)
    rows = "\n".join("<tr>\n" + "\n".join(f"<td>{cell}</td>" for cell in cells) + "\n</tr>" for cells in body)
    headings = "\n".join(f"<th>{cell}</th>" for cell in head)
    return (
        f'<div class="md-table">\n<table>\n<thead>\n<tr>\n{headings}\n</tr>\n</thead>\n<tbody>\n{rows}\n</tbody>\n'
        "</table>\n</div>"
    )


def _safe(text: str) -> str:
    return escape(text, quote=False)
