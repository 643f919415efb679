"""Every bound on hostile input, in one place: sizes in bytes, times in seconds."""

from __future__ import annotations

MIB = 1024 * 1024

DOCUMENT_BYTES = 64 * MIB
"""Most that one document holds in memory; larger files and members are read in pieces."""

PIECE_BYTES = 16 * MIB
"""Most of a text that is read by lines (CSV, SQL, logs) before it is cut: smaller pieces keep several workers busy."""

PIECE_OVERLAP = 64 * 1024
"""How much of a piece is repeated at the head of the next one, so that no record is lost at a cut."""

ARCHIVE_RATIO = 100
"""An archive may unpack to this many times its own size (and to ``DOCUMENT_BYTES`` in any case)."""

ATTACHED_BYTES = 64 * MIB
"""Most that an archive which a crawl fetched may unpack to, since its members are kept together."""

ARCHIVE_MEMBERS = 20_000
"""Members of one archive that are looked at; further ones are reported."""

ARCHIVE_DEPTH = 2
"""Archives in archives: ``a.zip!b.tar!c.csv`` is read, one more level is reported."""

HTML_BYTES = 16 * MIB
"""Largest page that is parsed; a larger one is refused, since a parsed page takes some twenty times its size."""

SHEET_BYTES = 256 * MIB
"""Most that a spreadsheet may unpack to."""

PARSER_MEMORY = 2048 * MIB
"""Address space of the process that parses a spreadsheet or a PDF."""

PARSED_BYTES = 256 * MIB
"""Most text that it may make of one."""

SECONDS = 60.0
"""Longest time for one document to be turned into text."""
