"""Posts that a dump keeps as a page shows them: their lines end with ``<br>`` or ``</p>``, and stand on one.

Forums, blogs, archives and the API of a board keep HTML: in strings of SQL, JSON and CSV, in attributes of XML, in
cells of a COPY. A list that is pasted in such a post has no rows, so that each such text is read as a page is.
"""

from __future__ import annotations

import re

from leakscan.block import LINE_ENDS, POST
from leakscan.errors import ExtractError
from leakscan.extract.bounds import tight
from leakscan.extract.escapes import GAP
from leakscan.quoted import STRING

_ENDS = re.compile(r"<br\s{0,9}/?>|<\\?/(?:blockquote|d[dt]|div|h[1-6]|li|p|tr?)>", re.IGNORECASE)
"""What ends a line; ``t`` is the text of a post in newer forums."""
_INLINE = "a abbr b big cite code del e em font hr i img ins kbd mark q r s small span strike strong sub sup t tt u"
_BLOCKS = "blockquote br center dd div dl dt h[1-6] li ol p pre table tbody td tfoot th thead tr ul"
_NO_TAG = re.compile(
    rf"<(?!\\?/?(?:{'|'.join(f'{_INLINE} {_BLOCKS}'.split())})(?:\s[^<>]{{0,2000}})?/?>|!--[^<>]{{0,2000}}-->)",
    re.IGNORECASE,
)
"""A sign that begins no tag of a post: of a program, of an address, of what is said."""
_BARE = re.compile(r"[^>\s][^\S\n]*+\n\s*+(?=[^<])")
"""A line end that no tag makes."""
_BREAK = re.compile(r"<br\s{0,9}/?>", re.IGNORECASE)
_PARAGRAPH = re.compile(r"<\\?/p>", re.IGNORECASE)
_LINE = re.compile(r"[^\t\n]+")


def shown(text: str) -> str:
    """The text with each string, cell or line that is HTML of many lines as a browser shows it.

    One of few lines, an address, stays on its line, with blanks for the breaks. One that has lines of its own besides
    (notes in Markdown, a page's source) stays as it is. Signs that begin no tag are kept.
    """
    if "<" not in text or len(_ENDS.findall(text)) < LINE_ENDS:
        return text
    text = STRING.sub(lambda string: string[0][0] + _read(string[0][1:-1]) + string[0][-1], text)
    return _LINE.sub(_line, text)


def _line(line: re.Match[str]) -> str:
    """A line, or a cell between tabs; where commas part one, the cell that is HTML, in the quotes that it needs now."""
    said = line[0]
    if "<" not in said:
        return said
    cells = said.split(",")
    tagged = [at for at, cell in enumerate(cells) if _ENDS.search(cell)]
    if len(tagged) != 1 or len(cells) == 1:
        return _read(said).replace("\t", GAP)
    read = _read(cells[tagged[0]])
    cells[tagged[0]] = '"' + read.replace('"', '""') + '"' if "\n" in read else read
    return ",".join(cells)


def _read(said: str) -> str:
    """What stands between quotes, or on a line."""
    from leakscan.extract.page import page_text

    if "<" not in said or not (ends := len(_ENDS.findall(said))):
        return said
    if ends < LINE_ENDS:
        return _BREAK.sub(" ", said)
    if len(_BARE.findall(said)) * LINE_ENDS > ends:
        return said
    try:
        page = page_text(_NO_TAG.sub("&lt;", said.replace("&", "&amp;")).replace("<\\/", "</"))
    except ExtractError:  # nests too deep to be read so: it stays as it is written, and is screened
        return said
    lines = page.replace(POST, "").split("\n")
    return "\n".join(tight(lines) if len(_PARAGRAPH.findall(said)) >= LINE_ENDS else lines)
